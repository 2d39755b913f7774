"""News for a reporter that they did not ask for just now: a turn without a message of theirs, and the duty to send it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind
from bot.escalation.escalation import Escalation, Tier
from bot.messages import PUSHED, Channel, Choice
from bot.ports import Ids, Turn, UnitOfWork
from bot.rendering import Wording
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.report import Report
from bot.state import ConversationRecord

APART, MOST_APART = timedelta(seconds=2), 60
"""How far apart notices are sent that waited for the same hour, and after how many it begins again."""

AWAKE_FOR = timedelta(minutes=30)
"""How long after their last word a reporter is taken to be still there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Writes news into the reporter's conversation, in the transaction of the change that it tells of."""

    wording: Wording
    ids: Ids

    async def tell(
        self,
        work: UnitOfWork,
        report: Report,
        name: str,
        *choices: Choice,
        now: datetime,
        about: Escalation | None = None,
        **facts: object,
    ) -> None:
        """Store a notice about a report; on a channel that is pushed to, also the duty to send it.

        `about` is the escalation that it tells of: unless minutes count, nobody is woken by it.
        """
        conversation = await work.conversations.get(report.conversation_id)
        may_wait = about is not None and about.urgency is not Tier.IMMEDIATE and not _is_awake(report, now)
        send_at = next_civil_hour(now) if may_wait else now
        await self.say(work, conversation, name, *choices, now=now, send_at=send_at, reference=report.reference, **facts)

    async def say(
        self,
        work: UnitOfWork,
        conversation: ConversationRecord,
        name: str,
        *choices: Choice,
        now: datetime,
        send_at: datetime | None = None,
        **facts: object,
    ) -> None:
        """Store a notice in a conversation; on a channel that is pushed to, also the duty to send it, now or at a later time."""
        reply = self.wording.reply(name, *choices, organisation=work.organisation.name, **facts)
        turn = await work.turns.add(
            Turn(
                id=self.ids.new("trn"),
                organisation_id=work.organisation.id,
                conversation_id=conversation.id,
                channel=Channel(conversation.channel),
                address=conversation.address,
                inbound_key="",
                said="",
                replies=(reply,),
                created_at=now,
            )
        )
        if turn.channel in PUSHED:
            await work.duties.add(self._send(turn, _in_turn(turn, send_at, now)))

    def _send(self, turn: Turn, due_at: datetime) -> Duty:
        return Duty(
            id=self.ids.new("dut"),
            organisation_id=turn.organisation_id,
            kind=DutyKind.SEND,
            subject_id=turn.id,
            key=f"{DutyKind.SEND}:{turn.id}",
            due_at=due_at,
        )


def _in_turn(turn: Turn, send_at: datetime | None, now: datetime) -> datetime:
    """Of notices that wait for one morning the later one is sent later, or "delivered" could come after "acknowledged"."""
    if send_at is None or send_at <= now:
        return now
    return send_at + APART * (turn.seq % MOST_APART)


def _is_awake(report: Report, now: datetime) -> bool:
    """True when the reporter has just said something: who reports at night waits for the answer."""
    return any(now - entry.at <= AWAKE_FOR and entry.author == report.reporter for entry in report.entries)
