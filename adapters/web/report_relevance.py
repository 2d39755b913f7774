"""Which questions of the form matter only for some answers to another question, found out by asking the form itself. Pure.

The chat asks one question after the other and knows what was told; a page shows all of them at once. Nothing here may name a
question: a new one in the form is found in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.messages import Channel
from bot.reporting.form import FORM, Field, FieldKind
from bot.reporting.report import Entry, EntryKind
from bot.reporting.told import Told

_NOTHING_TOLD = Told({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Which answers to another question make a question matter."""

    field: str
    choices: tuple[str, ...]  # keys of buttons, at least one


def need_of(field: Field) -> Need | None:
    """Return what a question depends on, when that is one choice between the answers to one other question; else None."""
    if _matters(field, _NOTHING_TOLD):
        return None
    wanted = [(other, key) for other in FORM for key in other.choices if _matters(field, _told(other, key))]
    others = {other.id for other, _ in wanted}
    if len(others) != 1 or wanted[0][0].kind is not FieldKind.CHOICE:
        return None
    return Need(field=wanted[0][0].id, choices=tuple(key for _, key in wanted))


def _matters(field: Field, told: Told) -> bool:
    return field.in_short(told) or field.in_detail(told)


def _told(field: Field, key: str) -> Told:
    entry = Entry(
        id="",
        kind=EntryKind.ANSWER,
        field=field.id,
        words="",
        value=key.rpartition(".")[2],
        author="",
        channel=Channel.WEB,
        at=datetime.now(UTC),
    )
    return Told({field.id: entry})


def questions_on_the_page() -> Sequence[Field]:
    """Return the questions of a whole form, in the order of the form."""
    return [field for field in FORM if field.is_on_a_form]
