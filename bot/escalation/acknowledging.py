"""An acknowledgement: a person at the SPOC has seen the report, and the reporter is told.

It may come by a signed callback or by a link; the same one twice is one. It must never be set by a machine's mere "200 OK".
"""

import hmac
from dataclasses import dataclass, replace

from bot.errors import NotFound
from bot.escalation.escalation import Acknowledgement, Escalation, EscalationState
from bot.escalation.notices import Notices
from bot.ports import Clock, Storage

MAX_NAME_CHARS = 200
"""Longest name that an acknowledging person may give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledging:
    """Takes acknowledgements."""

    storage: Storage
    notices: Notices
    clock: Clock

    async def by_link(self, token: str) -> tuple[str, Escalation]:
        """Return the organisation and the escalation that a link's token belongs to, and change nothing. Raises NotFound."""
        escalation_id, _, secret = token.partition(".")
        organisation_id = await self.storage.organisation_of_escalation(escalation_id)
        if organisation_id is None:
            raise NotFound("escalation", "of this link")
        async with self.storage.reading(organisation_id) as work:
            escalation = await work.escalations.get(escalation_id)
        if not hmac.compare_digest(escalation.acknowledge_token.encode(), secret.encode()):
            raise NotFound("escalation", "of this link")
        return organisation_id, escalation

    async def acknowledge(self, escalation_id: str, *, acknowledgement_id: str, by: str, how: str) -> bool:
        """Write down that a person has seen an escalation and tell the reporter; False when it was known. Raises NotFound."""
        organisation_id = await self.storage.organisation_of_escalation(escalation_id)
        if organisation_id is None:
            raise NotFound("escalation", escalation_id)
        now = self.clock.now()
        async with self.storage.work(organisation_id) as work:
            escalation = await work.escalations.get(escalation_id)
            seen = Acknowledgement(id=acknowledgement_id, subject_id=escalation_id, by=by[:MAX_NAME_CHARS], how=how, at=now)
            if not await work.escalations.acknowledge(seen):
                return False
            await work.audit.record(f"escalation.acknowledged.{how}", subject_id=escalation_id, actor="spoc")
            if escalation.state in (EscalationState.ACKNOWLEDGED, EscalationState.WITHDRAWN):
                return False
            changed = replace(
                escalation,
                state=EscalationState.ACKNOWLEDGED,
                delivered_at=escalation.delivered_at or now,
                acknowledged_at=now,
                acknowledged_by=seen.by,
            )
            await work.escalations.update(changed)
            report = await work.reports.get(escalation.report_id)
            await self.notices.tell(work, report, "acknowledged", now=now, at=now, practice=escalation.practice)
        return True
