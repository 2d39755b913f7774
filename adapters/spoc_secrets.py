"""What is done with the secret of a SPOC contact: it is replaced, the older one dropped, and the way tried with a signed message.

A secret must never be printed but once, when it was made here. No connection is waited for while a transaction is open.
"""

import httpx

from adapters.clock import RandomIds, SystemClock
from adapters.serving import new_secret
from adapters.settings import Settings
from adapters.spoc import contact_cells, contact_keeping
from adapters.spoc.contact_entries import NEW_SECRET, BadContact, Problem
from adapters.spoc.contact_lines import secret_lines
from adapters.spoc.pinging import Pong, ping
from adapters.spoc_administration import ADMIN, today_in_uk
from adapters.spoc_organisations import opened, within
from adapters.storage.database import Database
from adapters.storage.work import SqlWork
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
    given = new_secret() if secret == NEW_SECRET else _secret(secret)

    async def rotate(work: SqlWork) -> None:
        await contact_keeping.replace_secret(work, contact_id, given, today=today_in_uk(), actor=ADMIN)

    within(settings, organisation_id, rotate)
    said = secret_lines(contact_id, given) if secret == NEW_SECRET else []
    return [*said, "Messages carry both signatures now. When the SPOC uses the new secret: `alongside spoc rotate --finish`."]


def finish_rotation(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Drop the older secret; return what to say. Raises UnknownContact, NoOlderSecret."""

    async def drop(work: SqlWork) -> None:
        await contact_keeping.drop_older_secret(work, contact_id, actor=ADMIN)

    within(settings, organisation_id, drop)
    return ["Only the newest secret is good now."]


def ping_contact(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Send a signed message without anything of a report; return what came back.

    Raises NotTaken, UnknownContact, ContactEnded, NoEndpoint.
    """

    async def sent(database: Database, chosen: str) -> Pong:
        async with database.reading(chosen) as work:
            contact = await contact_keeping.sendable(work, contact_id, today=today_in_uk())
        async with httpx.AsyncClient() as client:  # outside any transaction: it may take half a minute
            pong = await ping(contact, RandomIds().new("msg"), client, SystemClock())
        async with database.work(chosen) as work:
            outcome = "taken" if pong.is_taken else "not_taken"
            await work.audit.record(f"spoc_contact.ping_{outcome}", subject_id=contact_id, actor=ADMIN)
        return pong

    pong = opened(settings, organisation_id, sent)
    if not pong.is_taken:
        raise NotTaken(pong)
    return [
        f"Taken. It answered {pong.status}.",
        "A machine has answered. Ask a person there whether it arrived, and then say so: `alongside spoc checked`.",
    ]


def _secret(text: str) -> str:
    problem = "must not be empty"
    try:
        if contact_cells.secret(text):
            return text
    except contact_cells.Unfit as error:
        problem = str(error)
    raise BadContact([Problem(field="secret", what=problem)])
