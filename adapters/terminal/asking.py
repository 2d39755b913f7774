"""`alongside ask`: the guidance on its own, for one question or for a file of them. No database is touched."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from adapters.clock import SystemClock
from adapters.library import load_or_build, words_only
from adapters.pins import pins_in_use
from adapters.settings import Settings
from adapters.terminal.lines import read_lines, write_line
from adapters.terminal.outbound import show
from adapters.terminal.progress import indexing_progress
from bot.answering.answering import refused
from bot.answering.pinning import pinned_reply
from bot.answering.quoting import quoted
from bot.emergency import emergency_card
from bot.rendering import Wording
from bot.triage import red_flags
from index.errors import SearchError
from index.evaluation import ask
from index.search import Search
from knowledge.contacts import load_contacts
from knowledge.passage import Findings

DEFAULT_COLLECTIONS = frozenset({"official", "evidence", "historic"})
"""What a person is shown who belongs to no organisation: everything but one party's own papers."""

MOST = 5
"""How many passages a line of a batch holds at most (DESIGN section 6)."""


def ask_one(settings: Settings, text: str, *, context: str, as_json: bool, collections: str, console: Console) -> None:
    """Print the answer to one question, or that there is none."""
    wording = Wording()
    flags = red_flags(text)
    if flags and not as_json:
        show(console, [emergency_card(wording, flags)])
    contacts, today = load_contacts(), SystemClock().now().date()
    pins = pins_in_use(settings.data_dir, contacts)
    pinned = None if as_json or context else pins.asked_for(text)
    if pinned:
        show(console, [pinned_reply(wording, contacts, pinned, pins.passages, today)])
        return
    found = _find(_search(settings), text, context, _chosen(collections))
    if as_json:
        write_line(_line(found))
    elif found.refusal:
        show(console, [refused(wording, found.refusal, organisation="", safety_contact="")])
    else:
        show(console, [quoted(wording, contacts, hit, today) for hit in found.hits[: found.rivals or 1]])


def ask_batch(settings: Settings, file: Path, collections: str) -> None:
    """Print a line of JSON for each question of a file."""
    lines = read_lines(file, needs=("id", "query"), words="query")
    search = _search(settings)
    for line in answered(search, lines, _chosen(collections)):
        write_line(line)


def answered(search: Search, lines: Iterable[dict[str, Any]], collections: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield what DESIGN section 6 lists for each question. The passages are there even when it abstains: the nearest misses."""
    for line in lines:
        began = time.perf_counter()
        found = _find(search, str(line["query"]), str(line.get("context") or ""), collections)
        yield {"id": line["id"], **_line(found), "elapsed_ms": round((time.perf_counter() - began) * 1000, 2)}


def _search(settings: Settings) -> Search:
    """Return the search; by words alone, when there is neither an encoder nor an index."""
    try:
        with indexing_progress() as progress:
            return load_or_build(settings.data_dir, settings.encoder, progress)
    except SearchError:
        return words_only(settings.data_dir)


def _find(search: Search, text: str, context: str, collections: frozenset[str]) -> Findings:
    return ask(search, text, context, collections=collections, limit=MOST)


def _chosen(collections: str) -> frozenset[str]:
    names = {name.strip() for name in collections.split(",") if name.strip()}
    return frozenset(names) or DEFAULT_COLLECTIONS


def _line(found: Findings) -> dict[str, Any]:
    passages = [
        {
            "text": hit.passage.text,
            "document": hit.passage.source.document_id,
            "section": hit.passage.section,
            "score": round(hit.score, 4),
        }
        for hit in found.hits
    ]
    return {"abstained": not found.is_answer, "passages": passages}
