"""Whether a signed callback comes from somebody who may speak of an escalation.

Who may: the contact that has it, and whoever else is entered for the same force today, since it may have been passed on to them.
An unknown escalation must look exactly like a wrong signature, so that nobody can find out which ids exist.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from standardwebhooks import Webhook

from adapters.spoc.rotation import RotatingWebhook
from adapters.spoc.signatures import fits
from bot.errors import NotFound
from bot.escalation.acknowledging import Acknowledging
from bot.escalation.assigning import uk_day
from bot.escalation.directory import SpocContact
from bot.escalation.escalation import Escalation, EscalationState
from bot.ports import Storage


def _nobodys() -> Webhook:
    return Webhook("whsec_" + base64.b64encode(secrets.token_bytes(32)).decode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """Knows the secrets."""

    acknowledging: Acknowledging
    storage: Storage
    webhook: Webhook | None  # of the one SPOC of the settings; None when there is none
    nobodys: Webhook = field(default_factory=_nobodys, repr=False)  # checked where nobody may speak, so that it takes as long

    async def may_speak(self, escalation_id: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Return whether a body is signed by somebody who may speak of this escalation; False when there is no such one."""
        signers = await self._signers(escalation_id)
        return any([fits(each, body, headers) for each in signers or [self.nobodys]])

    async def _signers(self, escalation_id: str) -> list[Webhook]:
        try:
            organisation_id, escalation = await self.acknowledging.find(escalation_id)
        except NotFound:
            return []
        if escalation.state is EscalationState.HELD:  # nobody has been sent it
            return []
        async with self.storage.reading(organisation_id) as work:
            contacts = await work.spoc_contacts.all()
        of_settings = [self.webhook] if self.webhook and not escalation.contact_id else []
        return [*of_settings, *chain.from_iterable(_webhooks(each) for each in contacts if self._may(each, escalation))]

    def _may(self, contact: SpocContact, escalation: Escalation) -> bool:
        if contact.id == escalation.contact_id:
            return True  # one who has ended since may still answer for what they were sent
        is_theirs = bool(contact.force_id) and contact.force_id == escalation.force_id
        is_valid = contact.is_valid(uk_day(self.acknowledging.clock.now()))
        return is_theirs and is_valid and contact.practice == escalation.practice


def _webhooks(contact: SpocContact) -> list[Webhook]:
    """Return what checks a contact's signatures; nothing for one without secrets, or whose secret is none."""
    try:
        return [RotatingWebhook(contact.secrets)]
    except ValueError:  # it must not cost the others their say
        return []
