"""A SPOC contact as an admin enters it, in a form, a command or a row of a table: taken whole, or refused with all that is wrong.

No refusal may repeat what was typed. Nothing is filled in but the day from which it counts, and all elections for a safety lead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from adapters.spoc import contact_cells as cells
from adapters.spoc.contact_cells import Unfit
from adapters.spoc.contact_rules import RULES
from bot.errors import UserError
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import KNOWN

FIELDS = (
    *("force_id", "elections", "rank", "name", "endpoint", "secret", "email", "phone", "hours", "is_out_of_hours"),
    *("valid_from", "valid_until", "checked_on", "practice"),
)
"""What can be entered; the columns of a table."""

NEW_SECRET = "new"
"""Entered as a secret it stands for a fresh one."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one field, without what was typed there."""

    field: str
    what: str


class BadContact(UserError):
    """A contact cannot be used as it was entered."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{each.field}: {each.what}." for each in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """What a new contact is given that nobody enters."""

    id: str
    secret: str = field(repr=False)  # used only where NEW_SECRET was entered
    now: datetime
    today: date  # in the United Kingdom


def read_contact(entered: Mapping[str, str], fresh: Fresh) -> SpocContact:
    """Return the contact that was entered.

    Args:
        entered: texts by the names of FIELDS; one that is missing is empty, and blanks around them do not count.
        fresh: the rest.

    Raises:
        BadContact: names every field that cannot be used, and what would fit.
    """
    reading = _Reading(entered)
    contact = _for_all(_contact(reading, fresh))
    problems = [*reading.problems, *_broken(contact, fresh.today, reading.refused)]
    if problems:
        raise BadContact(sorted(problems, key=lambda each: FIELDS.index(each.field)))
    return contact


class _Reading:
    """Reads one field after the other, and remembers what could not be read."""

    def __init__(self, entered: Mapping[str, str]) -> None:
        self._entered = entered
        self.problems: list[Problem] = []

    @property
    def refused(self) -> frozenset[str]:
        return frozenset(each.field for each in self.problems)

    def text(self, name: str) -> str:
        return self._entered.get(name, "").strip()

    def value(self, name: str, parse: Callable[[str], Value], instead: Value) -> Value:
        try:
            return parse(self.text(name))
        except Unfit as error:
            self.problems.append(Problem(field=name, what=str(error)))
            return instead

    def secrets(self, fresh: str) -> tuple[str, ...]:
        secret = fresh if self.text("secret") == NEW_SECRET else self.value("secret", cells.secret, "")
        return (secret,) if secret else ()


def _contact(reading: _Reading, fresh: Fresh) -> SpocContact:
    return SpocContact(
        id=fresh.id,
        force_id=reading.value("force_id", cells.force_id, ""),
        elections=reading.value("elections", cells.elections, frozenset()),
        rank=reading.value("rank", cells.rank, Rank.SPOC),
        name=reading.value("name", cells.line, ""),
        endpoint=reading.value("endpoint", cells.endpoint, ""),
        secrets=reading.secrets(fresh.secret),
        email=reading.value("email", cells.email, ""),
        phone=reading.value("phone", cells.phone, ""),
        hours=reading.value("hours", cells.line, ""),
        is_out_of_hours=reading.value("is_out_of_hours", cells.flag, False),
        valid_from=reading.value("valid_from", cells.day, None) or fresh.today,
        valid_until=reading.value("valid_until", cells.day, None),
        checked_on=reading.value("checked_on", cells.day, None),
        practice=reading.value("practice", cells.flag, False),
        added_at=fresh.now,
    )


def _for_all(contact: SpocContact) -> SpocContact:
    """An organisation's safety lead is there for everybody unless it says otherwise; of the police this is never assumed."""
    is_open = contact.rank is Rank.SAFETY_LEAD and not contact.elections
    return replace(contact, elections=KNOWN) if is_open else contact


def _broken(contact: SpocContact, today: date, refused: frozenset[str]) -> Iterator[Problem]:
    for rule in RULES:
        if refused.isdisjoint(rule.fields) and rule.is_broken(contact, today):
            yield Problem(field=rule.field, what=rule.what)
