"""What a storm left behind: every escalation is looked at as its row, its messages at the receiver and its conversation tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.clock import SystemClock
from adapters.storage.database import Database
from bot.escalation.escalation import Attempt as LoggedTry
from bot.escalation.escalation import Escalation, EscalationState
from tests.integration.databases import KEY
from tests.integration.storm_seeding import ORGANISATION, Escalated
from tests.standins.sink import Attempt

ANSWERED = (EscalationState.ACKNOWLEDGED, EscalationState.WITHDRAWN)
ESCALATED, UPDATED, WITHDRAWN = "report.escalated", "report.updated", "report.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """All that is known of one escalation in the end."""

    report: Escalated
    row: Escalation
    tries: Sequence[LoggedTry]
    told: Counter[str]  # the kinds of all replies in the conversation
    arrived: Sequence[Attempt]  # every message about it, in order

    def of(self, kind: str) -> list[Attempt]:
        """Return the messages of a type that the receiver has taken."""
        return [each for each in self.arrived if each.accepted and each.payload["type"] == kind]


@dataclass(slots=True, kw_only=True)
class Tally:
    """Figures, and everything that is wrong."""

    escalations: int = 0
    acknowledged: int = 0
    withdrawn: int = 0
    lost: int = 0
    arrived: int = 0  # at the receiver, whatever it answered
    logged: int = 0  # tries in our own log
    repeated: int = 0  # taken again under the same webhook-id
    doubled: int = 0  # taken again under another one
    problems: list[str] = field(default_factory=list)

    def count(self, fate: Fate) -> None:
        """Add one escalation."""
        taken = [each.id for each in fate.arrived if each.accepted]
        self.escalations += 1
        self.acknowledged += fate.row.state is EscalationState.ACKNOWLEDGED
        self.withdrawn += fate.row.state is EscalationState.WITHDRAWN
        self.lost += fate.row.state not in ANSWERED
        self.arrived += len(fate.arrived)
        self.logged += len(fate.tries)
        self.repeated += len(taken) - len(set(taken))
        self.doubled += max(0, len({each.id for each in fate.of(ESCALATED)}) - 1)
        self.problems += [f"{fate.report.address} ({fate.row.state}): {problem}" for problem in problems_of(fate)]


async def tally(
    url: str, reports: Sequence[Escalated], attempts: Sequence[Attempt], added: set[str], taken_back: set[str]
) -> Tally:
    """Read everything. No server may have the database open any more.

    Args:
        url: of the database.
        reports: all of them.
        attempts: all that came to the receiver.
        added: ids of the escalations whose reporters said more.
        taken_back: ids of those whose reporters withdrew.
    """
    found = Tally()
    arrived: dict[str, list[Attempt]] = {each.escalation_id: [] for each in reports}
    for attempt in attempts:
        arrived[attempt.payload["data"]["escalation"]].append(attempt)
    async with Database(url, [KEY], SystemClock()) as database, database.reading(ORGANISATION.id) as work:
        for report in reports:
            turns = await work.turns.since(report.conversation_id, 0)
            fate = Fate(
                report=report,
                row=await work.escalations.get(report.escalation_id),
                tries=await work.escalations.attempts(report.escalation_id),
                told=Counter(reply.kind for turn in turns for reply in turn.replies),
                arrived=arrived[report.escalation_id],
            )
            found.count(fate)
            is_withdrawn = fate.row.state is EscalationState.WITHDRAWN
            if is_withdrawn != (report.escalation_id in taken_back):
                found.problems.append(f"{report.address}: withdrawn by nobody, or not although its reporter did")
            if report.escalation_id in added and not _has_reached(fate, report.addition):
                found.problems.append(f"{report.address}: what its reporter added never reached the receiver")
    return found


def problems_of(fate: Fate) -> Iterator[str]:
    """Say everything that must not be, whatever the reporter did."""
    yield from _rows(fate)
    yield from _messages(fate)
    yield from _words(fate)


def _rows(fate: Fate) -> Iterator[str]:
    if fate.row.state not in ANSWERED:
        yield "lost"
    if fate.row.state is EscalationState.ACKNOWLEDGED and not (fate.row.acknowledged_at and fate.of(ESCALATED)):
        yield "acknowledged, though the receiver never had it"
    for event in {each.event for each in fate.tries}:
        numbers = [each.number for each in fate.tries if each.event == event]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"the tries of {event} are numbered {numbers}"
    came = Counter(each.status or None for each in fate.arrived)
    if any(each.status is not None and each.status not in came for each in fate.tries):
        yield "an answer was logged that the receiver never gave"
    if len(fate.tries) > len(fate.arrived):
        yield f"{len(fate.tries)} tries were logged and {len(fate.arrived)} came"


def _messages(fate: Fate) -> Iterator[str]:
    if len({each.id for each in fate.of(ESCALATED)}) > 1:
        yield "it was taken under two webhook-ids"
    if any(each.body != other.body for each in fate.arrived for other in fate.arrived if each.id == other.id):
        yield "one webhook-id had two bodies"
    kinds = [each.payload["type"] for each in fate.arrived if each.accepted]
    if UPDATED in kinds and kinds[0] != ESCALATED:
        yield f"an addition came before the report: {kinds}"
    if WITHDRAWN in kinds and set(kinds[kinds.index(WITHDRAWN) :]) != {WITHDRAWN}:
        yield f"more came after the withdrawal: {kinds}"
    if fate.row.state is EscalationState.WITHDRAWN and ESCALATED in kinds and WITHDRAWN not in kinds:
        yield "the receiver has it and was never told that its reporter withdrew"


def _words(fate: Fate) -> Iterator[str]:
    for kind in ("delivered", "acknowledged", "withdrawn_late"):
        if fate.told[kind] > 1:
            yield f"the reporter was told {kind} {fate.told[kind]} times"
    if fate.told["delivered"] and not fate.row.delivered_at:
        yield "the reporter was told that it was delivered, and the row says no"
    if bool(fate.told["acknowledged"]) != bool(fate.row.acknowledged_at):
        yield "what the reporter was told of an acknowledgement is not what the row says"


def _has_reached(fate: Fate, words: str) -> bool:
    return any(each.accepted and words in each.body.decode() for each in fate.arrived)
