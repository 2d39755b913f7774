"""What the SPOC writes: a question back, or words that come with their progress. Each is an entry of the report, as typed."""

from datetime import datetime

from bot.errors import InvalidAnswer
from bot.escalation.progressing import BY_STAFF, Word, check_text
from bot.messages import Channel
from bot.ports import Ids
from bot.reporting.answers import has_words
from bot.reporting.report import Entry, EntryKind

QUESTION = "from_spoc"
"""The value of an entry that is a question of the SPOC."""

WORDS = "spoc_words"
"""The value of an entry whose words came with their progress."""

HEARD = "spoc_words_by_staff"
"""The same, when the party's staff heard the words and wrote them down."""


FROM_SPOC = frozenset({QUESTION, WORDS})
"""What the staff are shown as the SPOC's own words."""


def check_question(text: str) -> None:
    """Raise InvalidAnswer for what can't be asked: "no_words", "too_long", or "control" for control characters."""
    check_text("text", text)
    if not has_words(text):
        raise InvalidAnswer("text", "no_words")


def question(ids: Ids, text: str, now: datetime) -> Entry:
    """Return the entry of a question."""
    return _entry(ids, QUESTION, "spoc", text, now)


def words(ids: Ids, word: Word, now: datetime) -> Entry:
    """Return the entry of the words that came with somebody's word."""
    is_heard = word.how == BY_STAFF
    return _entry(ids, HEARD if is_heard else WORDS, word.by if is_heard else "spoc", word.words, now)


def _entry(ids: Ids, value: str, author: str, text: str, now: datetime) -> Entry:
    return Entry(
        id=ids.new("ent"),
        kind=EntryKind.MESSAGE,
        field="",
        words=text,
        value=value,
        author=author,
        channel=Channel.WEB,
        at=now,
    )
