"""What must fit together in a SPOC contact. A rule looks at several fields and is asked only when each of them could be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the field that is named when it is broken, what would fit, and when it is broken on a day."""

    field: str
    also: frozenset[str] = frozenset()  # other fields that it looks at
    what: str
    is_broken: Callable[[SpocContact, date], bool]

    @property
    def fields(self) -> frozenset[str]:
        """All fields that it looks at."""
        return self.also | {self.field}


def _is_lead(contact: SpocContact) -> bool:
    return contact.rank is Rank.SAFETY_LEAD


RULES = (
    Rule(
        field="name",
        what='must not be empty; a role such as "Control room" will do',
        is_broken=lambda contact, _: not contact.name,
    ),
    Rule(
        field="force_id",
        also=frozenset({"rank"}),
        what="must not be empty; `alongside spoc forces` lists the ids",
        is_broken=lambda contact, _: not contact.force_id and not _is_lead(contact),
    ),
    Rule(
        field="force_id",
        also=frozenset({"rank"}),
        what="must be empty for a safety lead, who is the organisation's own",
        is_broken=lambda contact, _: bool(contact.force_id) and _is_lead(contact),
    ),
    Rule(
        field="elections",
        also=frozenset({"rank"}),
        what="must not be empty: parliament (Operation Bridger), local (Operation Ford), or parliament+local",
        is_broken=lambda contact, _: not contact.elections,
    ),
    Rule(
        field="elections",
        also=frozenset({"rank"}),
        what="must not hold parish for the police: no operation has a SPOC for parish, town and community councils",
        is_broken=lambda contact, _: Election.PARISH in contact.elections and not _is_lead(contact),
    ),
    Rule(
        field="phone",
        also=frozenset({"rank"}),
        what="must not be empty for a control room, which people ring",
        is_broken=lambda contact, _: contact.rank is Rank.CONTROL_ROOM and not contact.phone,
    ),
    Rule(
        field="endpoint",
        also=frozenset({"email", "phone", "rank"}),
        what="must not be empty when there is no e-mail address and no telephone number: nobody could be reached",
        is_broken=lambda contact, _: (
            not (contact.endpoint or contact.email or contact.phone) and contact.rank is not Rank.CONTROL_ROOM
        ),
    ),
    Rule(
        field="secret",
        also=frozenset({"endpoint", "valid_until"}),
        what="is needed beside an endpoint, which knows us by it",
        is_broken=lambda contact, today: bool(contact.endpoint) and not contact.secrets and not contact.has_ended(today),
    ),
    Rule(
        field="secret",
        also=frozenset({"endpoint"}),
        what="must be empty without an endpoint, to which it belongs",
        is_broken=lambda contact, _: bool(contact.secrets) and not contact.endpoint,
    ),
    Rule(
        field="valid_until",
        also=frozenset({"valid_from"}),
        what="must not be before the day from which the contact counts",
        # One who was ended on the day they were entered never counted; they may be taken along to another table.
        is_broken=lambda contact, today: contact.has_ended(contact.valid_from) and not contact.has_ended(today),
    ),
    Rule(
        field="checked_on",
        what="must not be a day to come",
        is_broken=lambda contact, today: contact.checked_on is not None and contact.checked_on > today,
    ),
)
"""Each of them holds for every contact that is entered; what was stored earlier is left alone."""


def is_same(one: SpocContact, other: SpocContact, today: date) -> bool:
    """Return whether two contacts are the same person entered twice, who would be told of everything twice.

    An ended one does not count, nor one who follows on: a new address is entered by ending the contact and adding it again.
    """
    if one.has_ended(today) or other.has_ended(today) or one.has_ended(other.valid_from) or other.has_ended(one.valid_from):
        return False
    return _identity(one) == _identity(other) and not one.elections.isdisjoint(other.elections)


def _identity(contact: SpocContact) -> tuple[object, ...]:
    return contact.force_id, contact.rank, " ".join(contact.name.casefold().split()), contact.practice
