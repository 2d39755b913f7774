"""What a script plays with: the bundled contact book, lanes and passages, and a storage that knows when something is due next."""

from datetime import datetime
from functools import cache
from pathlib import Path

from adapters.lanes import lanes_in_use
from bot.reporting.lanes import Lanes
from bot.testing import InMemoryStorage
from knowledge.contacts import ContactBook, load_contacts
from knowledge.document import read_documents
from knowledge.passage import Passage
from knowledge.splitting import split


class Timetable(InMemoryStorage):
    """The twin of the storage, which also tells when to look again."""

    def next_due(self) -> datetime | None:
        """Return when the next open duty is due; None when there is none."""
        slots = (slot for rows in self._rows.values() for slot in rows.duties.values() if slot.is_open)
        return min((slot.duty.due_at for slot in slots), default=None)


@cache
def contacts() -> ContactBook:
    """Return the contact book."""
    return load_contacts()


@cache
def lanes() -> Lanes:
    """Return the bundled lanes: a data folder that is not there leaves out nothing."""
    return lanes_in_use(Path("no-such-folder"), contacts())


@cache
def _passages() -> tuple[Passage, ...]:
    return tuple(passage for document in read_documents() for passage in split(document))


def passage_with(words: str) -> Passage:
    """Return the first bundled passage that has these words. Raises LookupError."""
    found = next((passage for passage in _passages() if words in passage.text), None)
    if found is None:
        raise LookupError(f"no bundled passage has the words: {words}")
    return found
