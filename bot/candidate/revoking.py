"""The duty that tells a SPOC that an emergency contact was taken back."""

from dataclasses import dataclass, replace

from bot.candidate.handshake import may_hold_contact, revoked_at, revoked_message
from bot.duties import Duty
from bot.escalation.notices import Notices
from bot.escalation.posting import Posting, Tried
from bot.ports import Clock, Storage, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokingContact:
    """Goes the way of every message about a report, and never before the message that brought it."""

    storage: Storage
    posting: Posting
    notices: Notices
    clock: Clock

    async def revoke(self, duty: Duty) -> None:
        """Tell the SPOC; tried again until it was taken or refused. Whoever took it back hears when it was refused."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            contact_id = duty.key.split(":")[2] if duty.key.count(":") > 2 else ""  # of somebody that the ladder passed it on to
            contact = await work.spoc_contacts.get(contact_id) if contact_id else None
            if contact is None and await self.posting.is_early(work, duty):
                return
            if not may_hold_contact(escalation):  # it never arrived, or is over: its SPOC has been told that by other messages
                await self.posting.finish(work, duty)
                return

        async def then(work: UnitOfWork, tried: Tried) -> None:
            outcome = "refused" if tried.problem else "sent"
            await work.audit.record(f"contact_revocation.{outcome}", subject_id=escalation.id, actor="system")
            if tried.problem:
                await self.notices.tell(work, report, "handshake_refused", now=self.clock.now())

        message = revoked_message(report, escalation, at=revoked_at(duty.key))
        message = replace(message, id=f"{message.id}_{contact_id}") if contact_id else message
        await self.posting.send(duty, message, escalation, then, to=contact)
