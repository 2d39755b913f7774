"""The form of a new SPOC contact: what was typed becomes what `contact_entries` reads, and stands there again when it is
refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from adapters.spoc.contact_entries import FIELDS, NEW_SECRET, Problem
from adapters.web.console.posted import Posted
from bot.escalation.elections import KNOWN, Election

ELECTION = "election."
"""What the names of the boxes begin with."""

ELECTIONS = tuple(each.value for each in Election if each in KNOWN)
MAKE, GIVEN = "make", "given"
"""Where a secret comes from: made here, or given by the SPOC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm:
    """What stands in the form. A secret that was typed never does: it has to be typed again."""

    values: dict[str, str] = field(default_factory=dict)
    elections: frozenset[str] = frozenset()
    secret_from: str = MAKE
    problems: dict[str, str] = field(default_factory=dict)  # by field


def entered_in(posted: Posted) -> dict[str, str]:
    """Return what was entered, by the names of FIELDS."""
    entered = {name: posted.text(name) for name in FIELDS if name not in ("elections", "secret")}
    chosen = [each for each in ELECTIONS if posted.text(ELECTION + each)]
    return entered | {"elections": "+".join(chosen), "secret": _secret(posted)}


def form_of(posted: Posted, problems: Iterable[Problem]) -> ContactForm:
    """Return the form with all that was typed and all that is wrong."""
    said: dict[str, list[str]] = {}
    for problem in problems:
        said.setdefault(problem.field, []).append(problem.what)
    return ContactForm(
        values={name: posted.text(name) for name in FIELDS if name != "secret"},
        elections=frozenset(each for each in ELECTIONS if posted.text(ELECTION + each)),
        secret_from=posted.text("secret_from"),
        problems={name: "; ".join(whats) for name, whats in said.items()},
    )


def _secret(posted: Posted) -> str:
    """Without an endpoint there is none to make: nobody should have to say so twice."""
    if posted.text("secret_from") == GIVEN:
        return posted.text("secret")
    return NEW_SECRET if posted.text("endpoint").strip() else ""
