"""Where everything is kept: the ports `Storage` and `UnitOfWork` on SQLite and PostgreSQL. Start at database.py."""
