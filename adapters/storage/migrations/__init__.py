"""Migrations of the database, in `versions/`. Add one with Alembic's autogenerate; never change one that was released."""
