"""What is done with SPOC contacts, from the command line or a console: entered, ended, checked, their secrets replaced.

Each step is written down with who did it, in the transaction that does it. It must never enter the same person twice, who would
be told of everything twice, and never let a secret go that the other side may still use without being asked to.
"""

from collections.abc import Iterable
from datetime import date

from adapters.spoc.contact_rules import is_same
from bot.errors import NotFound, UserError
from bot.escalation.directory import MOST_SECRETS, SpocContact
from bot.ports import UnitOfWork


class UnknownContact(UserError):
    """There is no such SPOC contact. `alongside spoc list --ended` shows all of them with their ids."""


class ContactEnded(UserError):
    """This SPOC contact has ended. Enter the person again with `alongside spoc add` if they are back."""


class NoEndpoint(UserError):
    """This SPOC contact has no endpoint: nothing can be sent to it, and it has no secret. Ring them, or write to them."""


class TwoSecrets(UserError):
    """Two secrets are good already. When the SPOC uses the newer one, drop the older with --finish; then replace it again."""


class NoOlderSecret(UserError):
    """Only one secret is good, so there is no older one to drop."""


class SecretInUse(UserError):
    """This secret is good already. Give another one, or leave it to us to make one."""


class AlreadyEntered(UserError):
    """The same person is entered already."""

    def __init__(self, contact_id: str) -> None:
        super().__init__(
            f"This person is entered already, as {contact_id}. To change a contact, end that one with `alongside spoc end` first."
        )
        self.contact_id = contact_id


async def enter(work: UnitOfWork, contact: SpocContact, *, today: date, actor: str) -> None:
    """Store a new contact. Raises AlreadyEntered."""
    same = entered_already(contact, await work.spoc_contacts.all(), today)
    if same:
        raise AlreadyEntered(same.id)
    await work.spoc_contacts.add(contact)
    await work.audit.record("spoc_contact.added", subject_id=contact.id, actor=actor)


def entered_already(contact: SpocContact, others: Iterable[SpocContact], today: date) -> SpocContact | None:
    """Return the contact that is the same person, if there is one."""
    return next((each for each in others if is_same(contact, each, today)), None)


async def found(work: UnitOfWork, contact_id: str) -> SpocContact:
    """Return a contact. Raises UnknownContact."""
    try:
        return await work.spoc_contacts.get(contact_id)
    except NotFound as error:
        raise UnknownContact from error


async def end(work: UnitOfWork, contact_id: str, last_day: date, *, today: date, actor: str) -> None:
    """Let a contact count until this day. Raises UnknownContact, and ContactEnded when it has ended already."""
    await _current(work, contact_id, today)
    await work.spoc_contacts.end(contact_id, last_day)
    await work.audit.record("spoc_contact.ended", subject_id=contact_id, actor=actor)


async def set_checked(work: UnitOfWork, contact_id: str, day: date, *, today: date, actor: str) -> None:
    """Write down that a person has made sure that a contact is right. Raises UnknownContact, ContactEnded."""
    await _current(work, contact_id, today)
    await work.spoc_contacts.set_checked(contact_id, day)
    await work.audit.record("spoc_contact.checked", subject_id=contact_id, actor=actor)


async def replace_secret(work: UnitOfWork, contact_id: str, secret: str, *, today: date, actor: str) -> None:
    """Sign with a new secret from now on, and with the one until now beside it.

    Raises UnknownContact, ContactEnded, NoEndpoint, SecretInUse; TwoSecrets while an earlier change is not finished.
    """
    contact = await sendable(work, contact_id, today=today)
    if secret in contact.secrets:
        raise SecretInUse
    if len(contact.secrets) >= MOST_SECRETS:
        raise TwoSecrets
    await work.spoc_contacts.replace_secret(contact_id, secret)
    await work.audit.record("spoc_contact.secret_replaced", subject_id=contact_id, actor=actor)


async def drop_older_secret(work: UnitOfWork, contact_id: str, *, actor: str) -> None:
    """Let only the newest secret be good. Raises UnknownContact, NoOlderSecret."""
    if len((await found(work, contact_id)).secrets) < MOST_SECRETS:
        raise NoOlderSecret
    await work.spoc_contacts.drop_older_secret(contact_id)
    await work.audit.record("spoc_contact.older_secret_dropped", subject_id=contact_id, actor=actor)


async def sendable(work: UnitOfWork, contact_id: str, *, today: date) -> SpocContact:
    """Return a contact to whom a message can be sent. Raises UnknownContact, ContactEnded, NoEndpoint."""
    contact = await _current(work, contact_id, today)
    if not contact.endpoint:
        raise NoEndpoint
    return contact


async def _current(work: UnitOfWork, contact_id: str, today: date) -> SpocContact:
    contact = await found(work, contact_id)
    if contact.has_ended(today):
        raise ContactEnded
    return contact
