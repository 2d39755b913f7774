"""`alongside triage`: how urgent a message is, and what says so."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.library import load_or_build
from adapters.settings import Settings
from adapters.terminal.lines import read_lines, write_line
from adapters.terminal.progress import indexing_progress
from bot.triage import Triage, triage
from index.errors import SearchError
from index.search import Search
from knowledge.signals import Signals

log = logging.getLogger(__name__)


AGREED = ("intent", "severity", "red_flags", "category", "when", "when_iso", "where", "who", "platform")


def triage_one(settings: Settings, text: str, *, as_json: bool, console: Console) -> None:
    """Print the triage of one message, with the rules that fired and the examples that it resembles."""
    seen = triage(text, sent_at=datetime.now(UTC), signals=signals_of(judging(settings), text))
    explained = as_line(seen) | {"reasons": list(seen.reasons), "resembles": list(seen.nearest)}
    if as_json:
        write_line(explained)
        return
    table = Table(show_header=False, box=None)
    for name, value in explained.items():
        # As Text: square brackets that somebody typed are not markup.
        table.add_row(name, Text(", ".join(value) if isinstance(value, list) else str(value or "–")))
    console.print(table)


def triage_batch(settings: Settings, file: Path) -> None:
    """Print a line of JSON for each line of a file."""
    lines = read_lines(file, needs=("id", "text"), words="text")
    for line in triaged(judging(settings), lines):
        write_line(line)


def triaged(search: Search | None, lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what DESIGN section 6 lists for each message; without a search the rules decide alone."""
    now = datetime.now(UTC)
    for line in lines:
        text = str(line["text"])
        yield {"id": line["id"], **as_line(triage(text, sent_at=now, signals=signals_of(search, text)))}


def judging(settings: Settings) -> Search | None:
    """Return the search that knows the labelled messages; None when it cannot be had, and then the rules decide alone."""
    try:
        with indexing_progress() as progress:
            return load_or_build(settings.data_dir, settings.encoder, progress)
    except SearchError:
        log.warning("signals.unavailable", exc_info=True)
        return None


def signals_of(search: Search | None, text: str) -> Sequence[Signals]:
    """Return what labelled messages say of a text."""
    return search.signals(text, search.read(text)) if search else ()


def as_line(seen: Triage) -> dict[str, Any]:
    """Return a triage as JSON, without what explains it: the fields of DESIGN section 6 first, then what came later."""
    found = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(seen).items()}
    del found["reasons"], found["nearest"]
    return {name: found.pop(name) for name in AGREED} | found
