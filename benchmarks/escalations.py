"""How many escalations are lost when everything fails: the receiver in every way, and `alongside serve` by kill -9.

    python -m benchmarks.escalations [--escalations 500] [--kills 20] [--database sqlite|postgres]

Everything is real but the receiver and the people. With `postgres` a server of its own is started in a temporary folder, and two
processes of ours share it. Ends with 1 when anything is lost, doubled or untrue; what it was is printed.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.escalation_storm import Aftermath, Storm, weather
from tests.integration.postgres import running_postgres

SHARES = {"error": 0.12, "too many": 0.08, "closed": 0.08, "answer lost": 0.10, "hanging": 0.01}
"""How often a delivery goes wrong, and how: two in five."""

MOST = 4
"""How often one message fails before it is taken: a fifth failure would add two minutes, and show nothing else."""

PATIENCE_S = 1800.0


def storm_of(escalations: int, kills: int) -> Storm:
    """Return a storm that waits for every lease and every time limit as they are."""
    return Storm(escalations=escalations, kills=kills, shares=SHARES, most=MOST, calm_s=20.0, patience_s=PATIENCE_S)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'storm.db'}"
        return
    with running_postgres() as server:
        yield server.create("storm")


def is_well(after: Aftermath) -> bool:
    """Return whether nothing was lost, doubled or untrue."""
    found = after.tally
    return after.is_done and not (found.problems or found.lost or found.doubled or after.violations)


def lines_of(after: Aftermath, database: str) -> Iterator[str]:
    """Return the figures, and everything that is wrong."""
    found = after.tally
    figures: dict[str, object] = {
        "database": database,
        "escalations": found.escalations,
        "kills": after.kills,
        "lost": found.lost,
        "acknowledged": found.acknowledged,
        "withdrawn by their reporters": found.withdrawn,
        "taken again under the same webhook-id": found.repeated,
        "taken again under another one": found.doubled,
        "messages that arrived, all tries": found.arrived,
        "tries in our log": found.logged,
        "failures of the receiver": ", ".join(f"{count} {way}" for way, count in sorted(after.failures.items())),
        "mended by the watchman": after.log.count("watchman.mended"),
        "seconds": round(after.seconds),
    }
    yield from (f"{name:40} {figure}" for name, figure in figures.items())
    if not after.is_done:
        yield "NOT DONE: something was still owed when the patience ended"
    yield from (f"WRONG: {each}" for each in (*found.problems, *after.violations))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--escalations", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    chosen = parser.parse_args()
    servers = 2 if chosen.database == "postgres" else 1
    with tempfile.TemporaryDirectory() as name, _database(chosen.database, Path(name)) as url:
        after = asyncio.run(weather(storm_of(chosen.escalations, chosen.kills), url, Path(name), servers=servers))
    print("\n".join(lines_of(after, f"{chosen.database}, {servers} process{'es' if servers > 1 else ''}")))
    sys.exit(0 if is_well(after) else 1)


if __name__ == "__main__":
    main()
