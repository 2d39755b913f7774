"""Whom to reach at the police, as one organisation has entered it, and after them its own safety lead.

It must never invent a contact: where nobody was entered nobody is found, and the caller has to say so. No name, address or secret
may show in a repr. A report is delivered to the police alone: the organisation's own safety lead is told by other ways.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.escalation.elections import Election

MOST_SECRETS = 2
"""How many secrets of a contact are good at once: the newest, and the one before it until the other side has changed over."""


class Rank(StrEnum):
    """In which order people are turned to; the order of this list is the order of the ladder."""

    SPOC = "spoc"
    DEPUTY = "deputy"
    CONTROL_ROOM = "control_room"
    SAFETY_LEAD = "safety_lead"  # the organisation's own; belongs to no force


ORDER = tuple(Rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpocContact:
    """Somebody to turn to. A row stays when it has ended: what was sent where can be read for good."""

    id: str
    force_id: str  # as in the table of forces; "" for the organisation's own safety lead
    elections: frozenset[Election]  # of KNOWN, never empty
    rank: Rank
    name: str = field(repr=False)
    endpoint: str = field(default="", repr=False)  # where signed messages go; "" when there is none
    secrets: tuple[str, ...] = field(default=(), repr=False)  # "whsec_..." each, the newest first, at most MOST_SECRETS
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    hours: str = field(default="", repr=False)  # when they are there, in words
    is_out_of_hours: bool = False  # True when this one is for nights and weekends
    valid_from: date
    valid_until: date | None = None  # the last day; None when no end is known
    checked_on: date | None = None  # when a person last made sure that it is right; None when nobody ever has
    practice: bool = False  # True when it leads to a sandbox and no police officer sees it
    added_at: datetime  # aware UTC; the older of a rank comes first

    @property
    def secret(self) -> str:
        """The secret that signs first; "" when there is none."""
        return self.secrets[0] if self.secrets else ""

    def is_valid(self, day: date) -> bool:
        """True when the contact counts on a day."""
        return self.valid_from <= day and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """True when the contact does not count any more on a day."""
        return self.valid_until is not None and self.valid_until < day

    def with_secret(self, secret: str) -> "SpocContact":
        """Return it with a new secret first and the one that signed until now second; an older one is not good any more."""
        return replace(self, secrets=(secret, *self.secrets)[:MOST_SECRETS])

    def with_newest_secret_only(self) -> "SpocContact":
        """Return it with only the secret that signs first."""
        return replace(self, secrets=self.secrets[:1])


class Directory:
    """The contacts of one organisation, to be asked."""

    def __init__(self, contacts: Iterable[SpocContact]) -> None:
        """Take the contacts in any order, ended ones too."""
        self._contacts = tuple(sorted(contacts, key=_place))

    def ladder(self, force_id: str, election: Election, today: date, *, practice: bool = False) -> tuple[SpocContact, ...]:
        """Return whom to turn to, one after the other, and after the last of them nobody.

        Args:
            force_id: of the table of forces; "" leads to the organisation's own safety lead alone.
            election: whose contacts are wanted. UNKNOWN brings those of every kind: the wrong one of two people at the right
                force can pass a report on, and nobody could not.
            today: in the United Kingdom.
            practice: True for practice contacts alone, False for real ones alone; they never mix.

        Returns:
            Those who are valid today: SPOC, deputy, control room of this force, then the safety lead; the oldest of a rank
            first. Nobody when nobody was entered.
        """
        return tuple(
            each
            for each in self._contacts
            if each.is_valid(today)
            and each.practice == practice
            and (election is Election.UNKNOWN or election in each.elections)
            and (each.force_id == force_id or each.rank is Rank.SAFETY_LEAD)
        )

    def for_delivery(self, force_id: str, election: Election, today: date, *, practice: bool = False) -> SpocContact | None:
        """Return the first of the ladder to whom a signed message can go; None when there is none. Arguments as for `ladder`.

        The safety lead is never one: the reporter has agreed to the police.
        """
        ladder = self.ladder(force_id, election, today, practice=practice)
        return next((each for each in ladder if each.endpoint and each.rank is not Rank.SAFETY_LEAD), None)

    def unchecked(self, today: date, after: timedelta) -> tuple[SpocContact, ...]:
        """Return those who have not ended and whom nobody has checked for longer than `after`: the never checked come first."""
        due = [each for each in self._contacts if not each.has_ended(today) and _is_due(each, today - after)]
        return tuple(sorted(due, key=lambda each: each.checked_on or date.min))


def _is_due(contact: SpocContact, before: date) -> bool:
    return contact.checked_on is None or contact.checked_on < before


def _place(contact: SpocContact) -> tuple[int, datetime, str]:
    return ORDER.index(contact.rank), contact.added_at, contact.id
