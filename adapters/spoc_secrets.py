"""What is done with the secret of a SPOC contact, from the command line; and the way to it tried with a signed message.

A secret must never be printed but once, when it was made here.
"""

import httpx

from adapters.settings import Settings
from adapters.spoc.administering import Administering
from adapters.spoc.contact_lines import secret_lines
from adapters.spoc.pinging import Pong
from adapters.spoc_administration import administered
from bot.errors import UserError


class NotTaken(UserError):
    """The message did not arrive."""

    def __init__(self, pong: Pong) -> None:
        answered = f"It answered {pong.status}." if pong.status is not None else "Nothing answered."
        super().__init__(f"Not taken. {answered} {pong.what}")


def rotate_secret(settings: Settings, organisation_id: str, contact_id: str, *, secret: str) -> list[str]:
    """Replace a contact's secret, by a new one where `NEW_SECRET` is given; the older one stays good.

    Raises BadContact, and what `contact_keeping.replace_secret` raises.
    """
    made = administered(settings, organisation_id, lambda admin, chosen: admin.rotate(chosen, contact_id, secret))
    said = secret_lines(contact_id, made) if made else []
    return [*said, "Messages carry both signatures now. When the SPOC uses the new secret: `alongside spoc rotate --finish`."]


def finish_rotation(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Drop the older secret; return what to say. Raises UnknownContact, NoOlderSecret."""
    administered(settings, organisation_id, lambda admin, chosen: admin.drop_older_secret(chosen, contact_id))
    return ["Only the newest secret is good now."]


def ping_contact(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Send a signed message without anything of a report; return what came back.

    Raises NotTaken, UnknownContact, ContactEnded, NoEndpoint.
    """

    async def sent(admin: Administering, chosen: str) -> Pong:
        async with httpx.AsyncClient() as client:
            return await admin.ping(chosen, contact_id, client)

    pong = administered(settings, organisation_id, sent)
    if not pong.is_taken:
        raise NotTaken(pong)
    return [
        f"Taken. It answered {pong.status}.",
        "A machine has answered. Ask a person there whether it arrived, and then say so: `alongside spoc checked`.",
    ]
