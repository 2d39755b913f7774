"""The SPOC contacts of an organisation, from the command line: what `adapters.spoc.administering` does, in lines for a terminal.
Tables are in `spoc_exchange`, and what is done with secrets in `spoc_secrets`.

It must never print a name, a way to reach somebody or a secret that was not asked for. Each function raises what
`spoc_organisations.opened` raises beside what it names.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from adapters.clock import RandomIds, SystemClock
from adapters.settings import Settings
from adapters.spoc.administering import Administering
from adapters.spoc.contact_lines import line_of, secret_lines, sheet_of
from adapters.spoc.forces import known_forces
from adapters.spoc_organisations import opened
from adapters.storage.database import Database
from bot.escalation.assigning import uk_day
from bot.escalation.directory import Directory

Result = TypeVar("Result")


def today_in_uk() -> date:
    """Return the day in the United Kingdom."""
    return uk_day(SystemClock().now())


def administered(settings: Settings, organisation_id: str, use: Callable[[Administering, str], Awaitable[Result]]) -> Result:
    """Open the database, and do something with the contacts of an organisation; `use` is given its id."""

    async def administer(database: Database, chosen: str) -> Result:
        return await use(Administering(storage=database, ids=RandomIds(), clock=SystemClock()), chosen)

    return opened(settings, organisation_id, administer)


def forces() -> list[str]:
    """Return a line for each force: id and name."""
    return [f"{force.id}  {force.name}" for force in known_forces().values()]


def add_contact(settings: Settings, organisation_id: str, entered: Mapping[str, str]) -> list[str]:
    """Enter a contact; return its id, and once its secret where one was made. Raises BadContact, AlreadyEntered."""
    added = administered(settings, organisation_id, lambda admin, chosen: admin.add(chosen, entered))
    secret = secret_lines(added.contact.id, added.made_secret) if added.made_secret else []
    has_ended = added.contact.has_ended(today_in_uk())
    return [added.contact.id, *secret, *(["This contact has ended: nothing goes there."] if has_ended else [])]


def list_contacts(
    settings: Settings, organisation_id: str, *, with_names: bool, with_ended: bool, unchecked_days: int | None
) -> list[str]:
    """Return a line for each contact, oldest first; with `unchecked_days` only those whom nobody has checked for so long."""
    today = today_in_uk()
    contacts = administered(settings, organisation_id, lambda admin, chosen: admin.all(chosen, with_names=with_names))
    shown = contacts if with_ended else [each for each in contacts if not each.has_ended(today)]
    if unchecked_days is not None:
        shown = Directory(contacts).unchecked(today, timedelta(days=unchecked_days))
    lines = [line_of(each, today, with_name=with_names) for each in shown]
    return lines or ["None. `alongside spoc add` and `alongside spoc import` enter contacts."]


def show_contact(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Return all that is known of a contact but its secrets. Raises UnknownContact."""
    contact = administered(settings, organisation_id, lambda admin, chosen: admin.one(chosen, contact_id))
    return sheet_of(contact, today_in_uk())


def end_contact(settings: Settings, organisation_id: str, contact_id: str, *, last_day: str) -> list[str]:
    """Let a contact count until a day, or from now on no more; return what to say.

    Raises UnknownContact, ContactEnded, BadContact.
    """
    day = administered(settings, organisation_id, lambda admin, chosen: admin.end(chosen, contact_id, last_day))
    has_ended = day < today_in_uk()
    return ["Ended. From now on nothing new goes there; the entry stays." if has_ended else f"The last day is {day}."]


def check_contact(settings: Settings, organisation_id: str, contact_id: str, *, on: str) -> list[str]:
    """Write down that a person has made sure that a contact is right. Raises UnknownContact, ContactEnded, BadContact."""
    day = administered(settings, organisation_id, lambda admin, chosen: admin.check(chosen, contact_id, on))
    return [f"Checked on {day}."]
