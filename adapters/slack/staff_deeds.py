"""From what somebody wants done with a card to the call that does it; see bot/escalation/staff.py and staff_talk.py."""

from dataclasses import dataclass
from typing import Protocol

from adapters.slack import card_marks
from adapters.slack.staff_presses import StaffPress
from bot.errors import NotFound


class StaffActions(Protocol):
    """What the staff can do with a card."""

    async def acknowledge(self, organisation_id: str, report_id: str, *, by: str, acknowledgement_id: str) -> str:
        """Write down that the staff have seen a report; return what to show them. Raises NotFound."""

    async def escalate(self, organisation_id: str, report_id: str, *, by: str) -> str:
        """Ask the reporter whether the SPOC may be told; return what to show the staff. Raises NotFound."""


class StaffTalk(Protocol):
    """What the staff can say to a reporter."""

    async def write(self, organisation_id: str, report_id: str, text: str, *, by: str, message_id: str) -> str:
        """Send a message, once for an id; return what to show the staff. Raises NotFound, InvalidAnswer."""

    async def close(self, organisation_id: str, report_id: str, reason: str, words: str, *, by: str, message_id: str) -> str:
        """Close a report and tell its reporter why; return what to show the staff. Raises NotFound, InvalidAnswer."""

    async def reopen(self, organisation_id: str, report_id: str, *, by: str, message_id: str) -> str:
        """Open a closed report again; return what to show the staff. Raises NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDeeds:
    """Everything that can be done with a card."""

    actions: StaffActions
    talk: StaffTalk

    async def do(self, organisation_id: str, press: StaffPress) -> str:
        """Do it, and return what to show the staff, Markdown. Raises NotFound, InvalidAnswer, StorageError."""
        report_id, by = press.report_id, press.user
        match press.action:
            case card_marks.ACKNOWLEDGE:
                # One id a report: whoever presses, its reporter is told once.
                seen = f"slack:{report_id}"
                return await self.actions.acknowledge(organisation_id, report_id, by=by, acknowledgement_id=seen)
            case card_marks.ESCALATE:
                return await self.actions.escalate(organisation_id, report_id, by=by)
            case card_marks.WRITE:
                return await self.talk.write(organisation_id, report_id, press.words, by=by, message_id=press.id)
            case card_marks.CLOSE:
                reason, why = press.reason, press.words
                return await self.talk.close(organisation_id, report_id, reason, why, by=by, message_id=press.id)
            case card_marks.REOPEN:
                return await self.talk.reopen(organisation_id, report_id, by=by, message_id=press.id)
        raise NotFound("action", press.action)
