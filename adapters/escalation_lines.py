"""Escalations in words, for a terminal: references, ids, states and times; never anything that a person wrote of themselves."""

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.durations import in_short
from bot.escalation.escalation import Attempt, Escalation
from bot.escalation.force_names import force_name
from bot.escalation.response_times import ResponseTimes

NOT_KNOWN = "-"


def line_of(escalation: Escalation, reference: str) -> str:
    """Return one line: id, reference, force, tier, state, since when, how many rungs of the ladder were taken.

    Without a reference its reporter has not shared it with the party, and nothing is said of how bad it is (ADR 0019).
    """
    parts = [
        escalation.id,
        reference or NOT_KNOWN,
        escalation.force_id or NOT_KNOWN,
        escalation.urgency.value if reference else NOT_KNOWN,
        _state(escalation),
        f"since {_time(escalation.created_at)}",
        f"rung {escalation.rung}",
        *(["PRACTICE"] if escalation.practice else []),
    ]
    return "  ".join(parts)


def sheet_of(escalation: Escalation, reference: str, attempts: Sequence[Attempt]) -> list[str]:
    """Return all that is known of an escalation but names, words and secrets, and a line for each attempt, oldest first."""
    times = {
        "delivered": escalation.delivered_at,
        "acknowledged": escalation.acknowledged_at,
        "last word": escalation.progress_at,
        "acted": escalation.acted_at,
    }
    facts = [f"{name}: {_time(at)}" for name, at in times.items() if at]
    contact = [f"contact: {escalation.contact_id}"] if escalation.contact_id else []
    return [line_of(escalation, reference), *contact, *facts, *(_attempt(each) for each in attempts)]


def clock_line(times: ResponseTimes) -> str:
    """Return a force's response clock in one line."""
    waits = {"delivered": times.to_delivered, "acknowledged": times.to_acknowledged, "acted": times.to_acted}
    medians = [f"to {name} {NOT_KNOWN if wait is None else in_short(wait)}" for name, wait in waits.items()]
    counts = (
        f"sent {times.sent}, delivered {times.delivered}, acknowledged {times.acknowledged}, acted {times.acted}, "
        f"never acknowledged {times.never}, held {times.held}"
    )
    return f"{force_name(times.force_id) or times.force_id or 'force not known'}: {counts}; medians: {', '.join(medians)}"


def _state(escalation: Escalation) -> str:
    more = [each for each in (escalation.held.value, escalation.progress.value, escalation.outcome.value) if each]
    return f"{escalation.state.value} ({', '.join(more)})" if more else escalation.state.value


def _attempt(attempt: Attempt) -> str:
    parts = [
        _time(attempt.at),
        attempt.event,
        f"to {attempt.contact_id or NOT_KNOWN}",
        attempt.outcome,
        f"status {attempt.status or NOT_KNOWN}",
        f"{attempt.elapsed_ms} ms" if attempt.elapsed_ms is not None else "",
        attempt.excerpt,
    ]
    return "  ".join(each for each in parts if each)


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
