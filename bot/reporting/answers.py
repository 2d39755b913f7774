"""What an answer means: the words as typed, and the normalised value beside them. Pure; no store, no wording of its own.

The chat, the web form and the Slack modal all read answers here, so that the same answer is the same entry wherever it was given.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import InvalidAnswer
from bot.messages import SharedPlace
from bot.reporting.form import Field, FieldKind
from bot.triage.when import told

Label = Callable[[str], str]
"""From a key of labels.yaml to its words."""

SEPARATOR = "; "
"""Between the words of several choices."""

_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")
_AGO = {"when.now": timedelta(), "when.today": timedelta(), "when.yesterday": timedelta(days=1)}
_CLOCKS_DIFFER = timedelta(hours=1)
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to one question."""

    field: str
    words: str
    value: str = ""
    is_read_off: bool = False  # by rules, from other words of the reporter


def has_words(text: str) -> bool:
    """True when a text has a letter or a digit; a sticker's worth of emoji has none."""
    return bool(_WORD.search(text))


def in_words(field: Field, text: str, *, sent_at: datetime) -> Answer:
    """Read a typed answer.

    Raises:
        InvalidAnswer: "choice" (only a button answers it), "no_words", "too_long", "future", or "number".
    """
    if field.kind is FieldKind.CONSENT or (field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not field.takes_words):
        raise InvalidAnswer(field.id, "choice")
    if not has_words(text):
        raise InvalidAnswer(field.id, "no_words")
    if len(text) > field.max_chars:
        raise InvalidAnswer(field.id, "too_long")
    return Answer(field=field.id, words=text, value=_value(field, text, sent_at))


def by_choice(field: Field, key: str, label: Label, *, words: str = "", sent_at: datetime) -> Answer:
    """Read a pressed button. Raises InvalidAnswer when the question has no such button."""
    if key not in field.buttons:
        raise InvalidAnswer(field.id, "choice")
    value = _day_or_instant(key, sent_at) if key in _AGO else key.rpartition(".")[2]
    return Answer(field=field.id, words=words or label(key), value=value)


def by_choices(field: Field, keys: Iterable[str], label: Label, *, sent_at: datetime) -> Answer:
    """Read several buttons of one question, in the order of the form. Raises InvalidAnswer for one that it has not."""
    wanted = set(keys)
    chosen = [key for key in field.choices if key in wanted]
    if not chosen or wanted - set(field.choices):
        [key] = wanted if len(wanted) == 1 else [""]
        return by_choice(field, key, label, sent_at=sent_at)
    words = SEPARATOR.join(label(key) for key in chosen)
    return Answer(field=field.id, words=words, value=",".join(key.rpartition(".")[2] for key in chosen))


def by_place(place: SharedPlace) -> Answer:
    """Read a shared position, to about a metre."""
    position = f"{place.latitude:.5f},{place.longitude:.5f}"
    return Answer(field="where", words=position, value=position)


def chosen_keys(field: Field, value: str) -> Sequence[str]:
    """Return the buttons that a stored value of several choices stands for."""
    values = set(value.split(","))
    return [key for key in field.choices if key.rpartition(".")[2] in values]


def time_value(instant: str | None, until: str | None, *, is_about: bool) -> str:
    """Return a time as it is stored: an ISO 8601 instant or interval, with "~" behind it when it is not exact (as in EDTF)."""
    if not instant:
        return ""
    return f"{instant}/{until}" if until else f"{instant}~" if is_about else instant


def _value(field: Field, text: str, sent_at: datetime) -> str:
    if field.kind is FieldKind.TIME:
        return _time(field, text, sent_at)
    if field.kind is FieldKind.COUNT:
        return _count(field, text)
    return ""


def _time(field: Field, text: str, sent_at: datetime) -> str:
    time = told(text, sent_at=sent_at)
    if time.instant and datetime.fromisoformat(time.instant) > sent_at + _CLOCKS_DIFFER:
        raise InvalidAnswer(field.id, "future")
    return time_value(time.instant, time.until, is_about=time.about)


def _count(field: Field, text: str) -> str:
    found = _NUMBER.search(text)
    if found:
        return str(int(found.group()))
    named = next((number for number, word in enumerate(_NUMBER_WORDS, start=1) if word in text.lower().split()), None)
    if named is None:
        raise InvalidAnswer(field.id, "number")
    return str(named)


def _day_or_instant(choice: str, sent_at: datetime) -> str:
    at = sent_at - _AGO[choice]
    return at.isoformat(timespec="minutes") if choice == "when.now" else at.date().isoformat()
