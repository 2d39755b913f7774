"""A private PostgreSQL server for tests: in a temporary folder, on a free port, gone afterwards.

It must never touch a server or a database that was there before. Fixtures: import `postgres_server` into a conftest.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

INSTALLED = Path("/usr/lib/postgresql")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server."""

    port: int
    folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, *, template: str = "template1") -> str:
        """Make a database and return its address; with a template, it begins as a copy."""
        self.run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Delete a database, whoever is still connected."""
        self.run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run a statement outside every test database."""
        _run(["psql", "-h", str(self.folder), "-p", str(self.port), "-d", "postgres", "-qc", statement])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server of this test run's own."""
    if not INSTALLED.is_dir():
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-"))
    folder.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(folder, _user(), _user())
    data = folder / "data"
    _run(["initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
    server = PostgresServer(port=_free_port(), folder=folder)
    options = " ".join(["-p", str(server.port), "-k", str(folder), *(f"-c {setting}" for setting in _FAST)])
    _run(["pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start"])
    try:
        yield server
    finally:
        _run(["pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs; they refuse to run as root."""
    program = max(INSTALLED.iterdir(), key=lambda version: float(version.name)) / "bin" / command[0]
    user = _user() if os.getuid() == 0 else None
    groups: list[str] | None = None if user is None else []
    done = subprocess.run(
        [str(program), *command[1:]],
        user=user,
        group=user,
        extra_groups=groups,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, f"{command[0]} failed: {done.stdout}"


def _user() -> str:
    return pwd.getpwnam("postgres").pw_name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
