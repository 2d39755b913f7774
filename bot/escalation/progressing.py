"""How a person's word moves an escalation on. Pure: the row as it was, what they said, the row as it is.

Progress never goes back, since words overtake each other on their way; only what was closed can be taken up again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import InvalidAnswer
from bot.escalation.escalation import Escalation, EscalationState, Outcome, Progress

ORDER = tuple(Progress)
"""From nothing to closed."""

MAX_NAME_CHARS = 200
"""Longest name that a person may give, in characters."""

MAX_CHARS = 2_000
"""Longest words and longest question, in characters."""

BY_STAFF = "staff"
"""How it came when the party's staff heard it from the SPOC and wrote it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person at the SPOC says of an escalation."""

    id: str  # of the callback or the pressed form: the same one twice is one
    by: str  # as they named themselves
    how: str  # "callback", "link" or BY_STAFF
    progress: Progress
    outcome: Outcome = Outcome.NONE
    words: str = ""  # for the reporter, as they typed them

    def check(self) -> None:
        """Raise InvalidAnswer when it says nothing, when closing lacks its outcome or anything else has one, or for bad words."""
        if self.progress is Progress.NONE:
            raise InvalidAnswer("progress", "choice")
        if (self.progress is Progress.CLOSED) != (self.outcome is not Outcome.NONE):
            raise InvalidAnswer("outcome", "choice")
        check_text("words", self.words)


def check_text(field: str, text: str) -> None:
    """Raise InvalidAnswer for words that can't be passed on: "too_long", or "control" for control characters."""
    if len(text) > MAX_CHARS:
        raise InvalidAnswer(field, "too_long")
    if any(map(_controls, text)):
        raise InvalidAnswer(field, "control")


def name_of(given: str) -> str:
    """Return a name that can be written down; one odd character must not cost the acknowledgement."""
    return "".join(each for each in given if each.isprintable()).strip()[:MAX_NAME_CHARS]


def moved(before: Escalation, word: Word, now: datetime) -> Escalation:
    """Return an escalation after a person's word: acknowledged, with the clocks and the ladder as they then stand.

    The first acknowledgement keeps its time and its name. What the staff were told by telephone says nothing of a delivery.
    """
    progress, outcome = _after(before, word)
    has_acted = progress in (Progress.ACTING, Progress.CLOSED)
    has_arrived = word.how != BY_STAFF
    return replace(
        before,
        state=EscalationState.ACKNOWLEDGED,
        delivered_at=before.delivered_at or (now if has_arrived else None),
        acknowledged_at=before.acknowledged_at or now,
        acknowledged_by=before.acknowledged_by or word.by,
        progress=progress,
        progress_at=now,
        outcome=outcome,
        acted_at=before.acted_at or (now if has_acted else None),
        rung=0,
    )


def is_news(before: Escalation, after: Escalation, words: str) -> bool:
    """True when the reporter is to be told of it."""
    return bool(words) or _seen(before) != _seen(after)


def next_steps(escalation: Escalation) -> tuple[Progress, ...]:
    """Return what a person may say of an escalation now that would be news; what is closed can be closed otherwise."""
    if escalation.state is EscalationState.WITHDRAWN:
        return ()
    if escalation.progress is Progress.CLOSED:
        return (Progress.ACTING, Progress.CLOSED)
    place = ORDER.index(escalation.progress)
    is_lapsed = escalation.state is not EscalationState.ACKNOWLEDGED and place > 0
    return ORDER[place:] if is_lapsed else ORDER[place + 1 :]


def _after(before: Escalation, word: Word) -> tuple[Progress, Outcome]:
    if before.progress is Progress.CLOSED and word.progress not in (Progress.ACTING, Progress.CLOSED):
        return before.progress, before.outcome  # an older word that was overtaken
    if before.progress is not Progress.CLOSED and ORDER.index(word.progress) < ORDER.index(before.progress):
        return before.progress, before.outcome
    return word.progress, word.outcome


def _seen(escalation: Escalation) -> tuple[object, ...]:
    """What a reporter is told of an escalation."""
    return escalation.state, escalation.progress, escalation.outcome


def _controls(character: str) -> bool:
    """True for what could garble a text or turn it round: controls, halves of a pair, marks that reverse the direction."""
    code = ord(character)
    is_control = (code < 0x20 and character not in "\t\n\r") or 0x7F <= code < 0xA0
    return is_control or 0xD800 <= code < 0xE000 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
