"""Tries the way to one SPOC contact with a signed message that says nothing of anybody, and says what came back.

It must never send anything of a report, and an answer never counts as a check: a machine answers, and a person has to be asked.
"""

from dataclasses import dataclass

import httpx

from adapters.spoc.directory import notifier_to
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.directory import SpocContact
from bot.escalation.payload import PAYLOAD_VERSION
from bot.ports import Clock, SpocMessage

PING = "ping"
"""The type of the message."""

_WHY = {
    401: "The secret is not the same on both sides.",
    403: "They do not let us in: ask whether our address has to be allowed there.",
    404: "There is nothing at this address: ask them for the right one.",
    405: "This address takes no POST: ask them for the right one.",
    410: "This address has been given up: ask them for the new one.",
    429: "They ask us to wait.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pong:
    """What came back."""

    is_taken: bool
    status: int | None  # of HTTP; None when nothing answered
    what: str  # in words, without the address


def ping_message(contact: SpocContact, message_id: str, clock: Clock) -> SpocMessage:
    """Return the message: only its version, and whether the contact is practice."""
    data: dict[str, object] = {"version": PAYLOAD_VERSION, "practice": contact.practice}
    return SpocMessage(id=message_id, type=PING, at=clock.now(), data=data)


async def ping(contact: SpocContact, message_id: str, client: httpx.AsyncClient, clock: Clock) -> Pong:
    """Send the message once and return what came back. Raises ValueError for a contact without endpoint or secret."""
    notifier = notifier_to(contact, client, clock)
    try:
        status = await notifier.notify(ping_message(contact, message_id, clock))
    except SpocRefused as error:
        return Pong(is_taken=False, status=error.status, what=_refusal(error.status))
    except SpocUnreachable as error:
        return Pong(is_taken=False, status=error.status, what=_silence(error))
    return Pong(is_taken=True, status=status, what="Taken.")


def _refusal(status: int | None) -> str:
    is_redirect = status is not None and 300 <= status < 400
    moved = "It sends us to another address, which is not followed: ask them for that one."
    return moved if is_redirect else _WHY.get(status or 0, "They do not take this message.")


def _silence(error: SpocUnreachable) -> str:
    if error.status is not None:
        return _WHY.get(error.status, "Something is wrong on their side; a report would be tried again.")
    if isinstance(error.__cause__, httpx.TimeoutException | TimeoutError):
        return "No answer in time; a report would be tried again."
    return f"No connection ({type(error.__cause__).__name__}): look at the host name, the port and the certificate."
