"""Everything that can be read off a message about an incident: when, where, by whom, on what channel, against whom.

Each part is read by its own module and is None where the text says nothing. It must never raise, whatever the
text, and never guess: what is given back stands in the text, or is counted from it and the moment of sending.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.triage.platform import platform_of
from bot.triage.protected import protected_characteristic
from bot.triage.when import told
from bot.triage.where import where
from bot.triage.who import who, who_span
from bot.triage.wording import plain
from knowledge.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one text tells. Words are as typed; a claim of rules, not a finding."""

    # The words about time, and the instant they mean in ISO 8601 with the UTC offset of the United Kingdom.
    when: str | None = None
    when_iso: str | None = None
    # The end, where the words name a span ("between 6 and 8", "last night"); `when_iso` is then its beginning.
    when_until_iso: str | None = None
    # The words say that they are not exact ("about", "ish"), or name no time of the clock ("this morning").
    when_about: bool = False
    where: str | None = None
    who: str | None = None
    # One of `bot.triage.platform.PLATFORMS`.
    platform: str | None = None
    # One of `bot.triage.protected.CHARACTERISTICS`.
    protected_characteristic: str | None = None


def extract(text: str, *, sent_at: datetime, marks: Marks | None = None) -> Extracted:
    """Return what the text tells of an incident; meant for texts that tell of one.

    Args:
        text: the person's own words, of any length.
        sent_at: when they were sent, aware; "last night" is counted from it.
        marks: what was learned from labelled reports marks in it; of another text it says nothing, and is left out.

    Raises:
        ValueError: `sent_at` is naive, so that "last night" would mean another night for each server.
    """
    if sent_at.utcoffset() is None:
        raise ValueError("sent_at must be an aware datetime")
    known = marks if marks is not None and marks.text == text else None
    time, person = told(text, sent_at=sent_at, marks=known), who_span(text, known)
    channel = platform_of(plain(text), by_somebody=person is not None, marks=known)
    return Extracted(
        when=time.words, when_iso=time.instant, when_until_iso=time.until, when_about=time.about,
        where=where(text, person=person, channel=channel, marks=known), who=who(text, person), platform=channel,
        protected_characteristic=protected_characteristic(text),
    )  # fmt: skip
