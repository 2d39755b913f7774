"""News for a reporter that they did not ask for just now: a turn without a message of theirs, and the duty to send it."""

from dataclasses import dataclass
from datetime import datetime

from bot.duties import Duty, DutyKind
from bot.messages import PUSHED, Channel, Choice
from bot.ports import Ids, Turn, UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Report
from bot.state import ConversationRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Writes news into the reporter's conversation, in the transaction of the change that it tells of."""

    wording: Wording
    ids: Ids

    async def tell(self, work: UnitOfWork, report: Report, name: str, *choices: Choice, now: datetime, **facts: object) -> None:
        """Store a notice about a report; on a channel that is pushed to, also the duty to send it."""
        conversation = await work.conversations.get(report.conversation_id)
        await self.say(work, conversation, name, *choices, now=now, reference=report.reference, **facts)

    async def say(
        self, work: UnitOfWork, conversation: ConversationRecord, name: str, *choices: Choice, now: datetime, **facts: object
    ) -> None:
        """Store a notice in a conversation; on a channel that is pushed to, also the duty to send it."""
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
            await work.duties.add(self._send(turn, now))

    def _send(self, turn: Turn, now: datetime) -> Duty:
        return Duty(
            id=self.ids.new("dut"),
            organisation_id=turn.organisation_id,
            kind=DutyKind.SEND,
            subject_id=turn.id,
            key=f"{DutyKind.SEND}:{turn.id}",
            due_at=now,
        )
