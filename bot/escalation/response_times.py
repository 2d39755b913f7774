"""The response clock: how each force has answered. Pure, from the rows alone; practice is no answer of a force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.escalation.escalation import Escalation, EscalationState


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTimes:
    """What became of the escalations to one force. Times are medians of those that came so far; None when none did."""

    force_id: str  # "" for those whose force is not known
    sent: int  # written to somebody there, delivered or not
    delivered: int
    acknowledged: int  # by a person, once or again
    acted: int
    never: int  # not acknowledged by anybody so far, and not withdrawn
    held: int  # could not be sent to anybody; not among `sent`
    to_delivered: timedelta | None  # from the escalation, as all three
    to_acknowledged: timedelta | None
    to_acted: timedelta | None


def response_times(escalations: Iterable[Escalation]) -> tuple[ResponseTimes, ...]:
    """Return the response clock of each force, by its id."""
    by_force: dict[str, list[Escalation]] = {}
    for each in escalations:
        if not each.practice:
            by_force.setdefault(each.force_id, []).append(each)
    return tuple(_of_force(force_id, rows) for force_id, rows in sorted(by_force.items()))


def _of_force(force_id: str, rows: Sequence[Escalation]) -> ResponseTimes:
    sent = [each for each in rows if not _was_held(each)]
    delivered = [each for each in sent if each.delivered_at]
    acknowledged = [each for each in rows if each.acknowledged_at]
    acted = [each for each in rows if each.acted_at]
    return ResponseTimes(
        force_id=force_id,
        sent=len(sent),
        delivered=len(delivered),
        acknowledged=len(acknowledged),
        acted=len(acted),
        never=sum(each.acknowledged_at is None and each.state is not EscalationState.WITHDRAWN for each in sent),
        held=len(rows) - len(sent),
        to_delivered=_median((each.created_at, each.delivered_at) for each in delivered),
        to_acknowledged=_median((each.created_at, each.acknowledged_at) for each in acknowledged),
        to_acted=_median((each.created_at, each.acted_at) for each in acted),
    )


def _was_held(escalation: Escalation) -> bool:
    """True when nobody could be sent it. An answer by telephone does not make it sent, but it was answered."""
    return escalation.state is EscalationState.HELD


def _median(pairs: Iterable[tuple[datetime, datetime | None]]) -> timedelta | None:
    seconds = [(end - begin).total_seconds() for begin, end in pairs if end is not None]
    return timedelta(seconds=median(seconds)) if seconds else None
