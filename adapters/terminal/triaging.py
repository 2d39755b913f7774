"""`alongside triage`: how urgent a message is, and which rules said so."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.terminal.lines import read_lines, write_line
from bot.triage import Triage, triage


def triage_one(text: str, *, as_json: bool, console: Console) -> None:
    """Print the triage of one message, with its reasons."""
    seen = triage(text, sent_at=datetime.now(UTC))
    if as_json:
        write_line(as_line(seen) | {"reasons": list(seen.reasons)})
        return
    table = Table(show_header=False, box=None)
    for name, value in (as_line(seen) | {"reasons": list(seen.reasons)}).items():
        # As Text: square brackets that somebody typed are not markup.
        table.add_row(name, Text(", ".join(value) if isinstance(value, list) else str(value or "–")))
    console.print(table)


def triage_batch(file: Path) -> None:
    """Print a line of JSON for each line of a file."""
    for line in triaged(read_lines(file, needs=("id", "text"), words="text")):
        write_line(line)


def triaged(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what DESIGN section 6 lists for each message."""
    now = datetime.now(UTC)
    for line in lines:
        yield {"id": line["id"], **as_line(triage(str(line["text"]), sent_at=now))}


def as_line(seen: Triage) -> dict[str, Any]:
    """Return a triage as JSON, without its reasons."""
    found = asdict(seen)
    del found["reasons"]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
