"""The ways to the SPOCs of the directory: each has its own address and secrets."""

from dataclasses import dataclass

import httpx

from adapters.spoc.rotation import RotatingWebhook
from adapters.spoc.webhook import WebhookSpocNotifier
from bot.errors import SpocRefused
from bot.escalation.directory import SpocContact
from bot.ports import Clock, SpocNotifier


def notifier_to(contact: SpocContact, client: httpx.AsyncClient, clock: Clock) -> WebhookSpocNotifier:
    """Return the way to a contact, signed with its secrets. Raises ValueError for a contact without endpoint or secret."""
    if not contact.endpoint:
        raise ValueError(f"Contact {contact.id} has no endpoint.")
    webhook = RotatingWebhook(contact.secrets)
    return WebhookSpocNotifier(url=contact.endpoint, webhook=webhook, client=client, clock=clock, practice=contact.practice)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySpocs:
    """Implements `Spocs`."""

    client: httpx.AsyncClient
    clock: Clock

    def to(self, contact: SpocContact) -> SpocNotifier:
        """See the port."""
        try:
            return notifier_to(contact, self.client, self.clock)
        except ValueError as error:  # a secret that cannot sign: a person has to look at the contact
            raise SpocRefused(None) from error
