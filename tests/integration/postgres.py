"""A private PostgreSQL server for tests: in a temporary folder, on a free port, gone afterwards.

It must never touch a server or a database that was there before. Fixtures: import `postgres_server` into a conftest.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

INSTALLED = Path("/usr/lib/postgresql")
_USER = "postgres"
_KEEP = """
"$1" -D "$2/data" -l "$2/log" -o "$3" -w start >/dev/null && echo ready
read -r _
"$1" -D "$2/data" -m immediate -w stop >/dev/null
rm -rf "$2"
"""
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
    with running_postgres() as server:
        yield server


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Run a server. It ends with this process, however that ends: its keeper waits for our end of a pipe."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, _USER, _USER)
    server = PostgresServer(port=_free_port(), folder=folder)
    _run(["initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
    options = " ".join(["-p", str(server.port), "-k", str(folder), *(f"-c {setting}" for setting in _FAST)])
    keeper = ["sh", "-c", _KEEP, "keeper", str(_program("pg_ctl")), str(folder), options]
    with subprocess.Popen(keeper, **_as_user(), start_new_session=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as kept:
        assert kept.stdout
        assert kept.stdout.readline() == b"ready\n", "PostgreSQL did not start"
        yield server


def _run(command: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs."""
    done = subprocess.run(
        [_program(command[0]), *command[1:]],
        **_as_user(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, f"{command[0]} failed: {done.stdout.decode()}"


def _program(name: str) -> Path:
    return max(INSTALLED.iterdir(), key=lambda version: float(version.name)) / "bin" / name


def _as_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {"cwd": "/"}
    return {"cwd": "/", "user": _USER, "group": _USER, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
