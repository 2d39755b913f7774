"""The SPOC contacts of an organisation, as an admin keeps them from the command line. Tables are in `spoc_exchange`,
and what is done with secrets in `spoc_secrets`.

It must never print a name, a way to reach somebody or a secret that was not asked for; whoever reads contacts is written down.
Each function raises what `spoc_organisations.opened` raises beside what it names.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from adapters.clock import RandomIds, SystemClock
from adapters.serving import new_secret
from adapters.settings import Settings
from adapters.spoc import contact_cells, contact_keeping
from adapters.spoc.contact_entries import NEW_SECRET, BadContact, Fresh, Problem, read_contact
from adapters.spoc.contact_lines import line_of, secret_lines, sheet_of
from adapters.spoc.forces import known_forces
from adapters.spoc_organisations import within
from adapters.storage.work import SqlWork
from bot.escalation.directory import Directory, SpocContact
from bot.rendering import UK_TIME

ADMIN = "admin"


def today_in_uk() -> date:
    """Return the day in the United Kingdom."""
    return SystemClock().now().astimezone(UK_TIME).date()


def fresh_contact() -> Fresh:
    """Return what a new contact is given that nobody enters."""
    return Fresh(id=RandomIds().new("spc"), secret=new_secret(), now=SystemClock().now(), today=today_in_uk())


def forces() -> list[str]:
    """Return a line for each force: id and name."""
    return [f"{force.id}  {force.name}" for force in known_forces().values()]


def add_contact(settings: Settings, organisation_id: str, entered: Mapping[str, str]) -> list[str]:
    """Enter a contact; return its id, and once its secret where one was made. Raises BadContact, AlreadyEntered."""
    fresh = fresh_contact()
    contact = read_contact(entered, fresh)

    async def add(work: SqlWork) -> None:
        await contact_keeping.enter(work, contact, today=fresh.today, actor=ADMIN)

    within(settings, organisation_id, add)
    secret = secret_lines(contact.id, contact.secret) if entered.get("secret") == NEW_SECRET else []
    return [contact.id, *secret, *(["This contact has ended: nothing goes there."] if contact.has_ended(fresh.today) else [])]


def list_contacts(
    settings: Settings, organisation_id: str, *, with_names: bool, with_ended: bool, unchecked_days: int | None
) -> list[str]:
    """Return a line for each contact, oldest first; with `unchecked_days` only those whom nobody has checked for so long."""
    today = today_in_uk()

    async def listed(work: SqlWork) -> list[str]:
        contacts = await work.spoc_contacts.all()
        if with_names:
            await work.audit.record("spoc_contacts.read", subject_id=work.organisation.id, actor=ADMIN)
        shown = contacts if with_ended else [each for each in contacts if not each.has_ended(today)]
        if unchecked_days is not None:
            shown = Directory(contacts).unchecked(today, timedelta(days=unchecked_days))
        return [line_of(each, today, with_name=with_names) for each in shown]

    return within(settings, organisation_id, listed) or ["None. `alongside spoc add` and `alongside spoc import` enter contacts."]


def show_contact(settings: Settings, organisation_id: str, contact_id: str) -> list[str]:
    """Return all that is known of a contact but its secrets. Raises UnknownContact."""

    async def shown(work: SqlWork) -> SpocContact:
        contact = await contact_keeping.found(work, contact_id)
        await work.audit.record("spoc_contact.read", subject_id=contact_id, actor=ADMIN)
        return contact

    return sheet_of(within(settings, organisation_id, shown), today_in_uk())


def end_contact(settings: Settings, organisation_id: str, contact_id: str, *, last_day: str) -> list[str]:
    """Let a contact count until a day, or from now on no more; return what to say.

    Raises UnknownContact, ContactEnded, BadContact.
    """
    today = today_in_uk()
    day = _day("last_day", last_day) or today - timedelta(days=1)

    async def end(work: SqlWork) -> None:
        await contact_keeping.end(work, contact_id, day, today=today, actor=ADMIN)

    within(settings, organisation_id, end)
    return [f"The last day is {day}." if day >= today else "Ended. From now on nothing new goes there; the entry stays."]


def check_contact(settings: Settings, organisation_id: str, contact_id: str, *, on: str) -> list[str]:
    """Write down that a person has made sure that a contact is right. Raises UnknownContact, ContactEnded, BadContact."""
    today = today_in_uk()
    day = _day("on", on) or today
    if day > today:
        raise BadContact([Problem(field="on", what="must not be a day to come")])

    async def check(work: SqlWork) -> None:
        await contact_keeping.set_checked(work, contact_id, day, today=today, actor=ADMIN)

    within(settings, organisation_id, check)
    return [f"Checked on {day}."]


def _day(field: str, text: str) -> date | None:
    try:
        return contact_cells.day(text.strip())
    except contact_cells.Unfit as error:
        raise BadContact([Problem(field=field, what=str(error))]) from error
