"""The steps of the form: which question comes next, and what an answer means. Pure; no store, no wording.

    what -> danger -> where -> when -> who -> evidence -> consent (the review card)
      ^________________________change_______________________|

A question that one message has answered already is not asked again.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import InvalidAnswer
from bot.messages import SharedPlace
from bot.reporting.form import FIELDS, FORM, Field, FieldKind
from bot.reporting.report import Report
from bot.triage import triage
from bot.triage.when import when

_WORD = re.compile(r"\w")
VAGUE = frozenset({"someone", "somebody", "some one", "they", "people", "anon", "anonymous", "unknown", "rhywun"})
"""Words for "who" that name nobody: the question is still worth asking, and "I don't know" is one tap."""

_AGO = {"when.now": timedelta(), "when.today": timedelta(), "when.yesterday": timedelta(days=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an answer means: the words as typed, and the normalised value beside them."""

    field: str
    words: str
    value: str = ""


def next_step(report: Report) -> str:
    """Return the id of the first question without an answer; at the end the review card."""
    answered = report.fields
    return next((field.id for field in FORM if field.id not in answered), "consent")


def answer_by_words(field: Field, text: str, *, sent_at: datetime) -> Answer:
    """Read a typed answer. Raises InvalidAnswer when it has no words, is in the future, or the question wants a button."""
    if field.kind in (FieldKind.CHOICE, FieldKind.CONSENT):
        raise InvalidAnswer(field.id, "choice")
    if not has_words(text):
        raise InvalidAnswer(field.id, "no_words")
    value = _instant(text, sent_at) if field.kind is FieldKind.TIME else ""
    return Answer(field=field.id, words=text, value=value)


def answer_by_choice(field: Field, choice: str, label: str, *, sent_at: datetime) -> Answer:
    """Read a pressed button. Raises InvalidAnswer when the question has no such button."""
    if choice not in field.choices:
        raise InvalidAnswer(field.id, "choice")
    if choice in _AGO:
        return Answer(field=field.id, words=label, value=_day_or_instant(choice, sent_at))
    return Answer(field=field.id, words=label, value=choice.rpartition(".")[2])


def answer_by_place(place: SharedPlace) -> Answer:
    """Read a shared position, to about a metre."""
    position = f"{place.latitude:.5f},{place.longitude:.5f}"
    return Answer(field="where", words=position, value=position)


def has_words(text: str) -> bool:
    """True when a text has a letter or a digit; a sticker's worth of emoji has none."""
    return bool(_WORD.search(text))


def answers_named_in(text: str, *, sent_at: datetime) -> list[Answer]:
    """Read where, when and who from a message that tells what happened, as far as it names them."""
    seen = triage(text, sent_at=sent_at)
    found: list[Answer] = []
    if seen.where:
        found.append(Answer(field="where", words=seen.where))
    if seen.when:
        found.append(Answer(field="when", words=seen.when, value=seen.when_iso or ""))
    if seen.who and seen.who.casefold() not in VAGUE:
        found.append(Answer(field="who", words=seen.who))
    return found


def _instant(text: str, sent_at: datetime) -> str:
    _, iso = when(text, sent_at=sent_at)
    if iso and datetime.fromisoformat(iso) > sent_at + timedelta(hours=1):
        raise InvalidAnswer(FIELDS["when"].id, "future")
    return iso or ""


def _day_or_instant(choice: str, sent_at: datetime) -> str:
    at = sent_at - _AGO[choice]
    return at.isoformat(timespec="minutes") if choice == "when.now" else at.date().isoformat()
