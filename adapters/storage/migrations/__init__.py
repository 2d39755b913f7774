"""Migrations of the database, in `versions/`. One that was released is never changed.

To add one: `alembic.command.revision(schema.alembic_config(connection), message="...", autogenerate=True)` drafts it over a
database that is current; then name its file like the others and read every line of it.
"""
