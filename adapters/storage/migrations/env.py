"""Alembic's entry: it loads this file by itself and runs it over the connection that schema.py opened."""

from alembic import context

from adapters.storage.tables import metadata


def run() -> None:
    """Run the migrations inside the transaction of the caller."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()


if __name__ == "env_py":  # the name that Alembic loads it under; importing it does nothing
    run()
