"""What one message tells of an incident, as answers to the form. It is shown to the reporter before anything is sent.

It must never fill in what the words do not say: an empty line on the review card is easy to add to, a wrong one is believed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.reporting.answers import SEPARATOR, Answer, Label, time_value
from bot.reporting.kinds import KINDS, OTHER
from bot.triage.categories import categories
from bot.triage.extracting import Extracted, extract
from bot.triage.wording import plain
from knowledge.marks import Marks

VAGUE = frozenset({"someone", "somebody", "some one", "they", "people", "anon", "anonymous", "unknown", "rhywun"})
"""Words for "who" that name nobody: the question is still worth asking, and "I don't know" is one tap."""

_CLOCKS_DIFFER = timedelta(hours=1)


def read_off(text: str, *, sent_at: datetime, kinds: Sequence[str], label: Label, marks: Marks | None = None) -> list[Answer]:
    """Return the answers that a message gives besides its words.

    Args:
        text: as typed.
        sent_at: when it was sent, aware.
        kinds: what triage made of it; with none of those, rules look at the words alone.
        label: from a key of labels.yaml to its words.
        marks: what was marked in a message; where that had other words they are left out.
    """
    read = extract(text, sent_at=sent_at, marks=marks)
    found = [_kinds(text, kinds, label), *_place_and_person(read), _time(read, sent_at)]
    if read.platform:
        found.append(_choice("platform", read.platform, label))
    if read.protected_characteristic:
        found.append(_choice("protected", read.protected_characteristic, label))
    return [answer for answer in found if answer]


def _kinds(text: str, kinds: Sequence[str], label: Label) -> Answer:
    known = [kind for kind in kinds or categories(plain(text)) if kind in KINDS] or [OTHER]
    words = SEPARATOR.join(label(f"kind.{kind}") for kind in known)
    return Answer(field="kind", words=words, value=",".join(known), is_read_off=True)


def _place_and_person(read: Extracted) -> list[Answer]:
    answers = []
    if read.where:
        answers.append(Answer(field="where", words=read.where, is_read_off=True))
    if read.who and read.who.casefold() not in VAGUE:
        answers.append(Answer(field="who", words=read.who, is_read_off=True))
    return answers


def _time(read: Extracted, sent_at: datetime) -> Answer | None:
    if not read.when:
        return None
    is_to_come = bool(read.when_iso) and datetime.fromisoformat(str(read.when_iso)) > sent_at + _CLOCKS_DIFFER
    value = "" if is_to_come else time_value(read.when_iso, read.when_until_iso, is_about=read.when_about)
    return Answer(field="when", words=read.when, value=value, is_read_off=True)


def _choice(field: str, value: str, label: Label) -> Answer:
    return Answer(field=field, words=label(f"{field}.{value}"), value=value, is_read_off=True)
