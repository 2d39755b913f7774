"""Places in the documents that carry a warning when they are quoted: a conflict, an old link, something only proposed.

It must never change what is quoted: the warning stands beside it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.passage import Passage
from knowledge.questions import Quote


class CautionKind(StrEnum):
    """What is the matter with a place."""

    CONFLICT = "conflict"  # another official document says it otherwise
    OLD_LINK = "old_link"  # the link is older than the document
    UNSETTLED = "unsettled"  # proposed or promised, and not known to have been done


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One such place."""

    kind: CautionKind
    where: Quote
    other: Quote | None = None  # of a conflict: the other wording
    other_title: str = ""  # of a conflict: the title of the document that says it otherwise
    instead: str = ""  # of an old link: the id of the contact to look at


def cautions_on(passage: Passage) -> tuple[Caution, ...]:
    """Return the warnings that belong to a passage."""
    return tuple(caution for caution in read_cautions() if caution.where.stands_in(passage))


@lru_cache(maxsize=1)
def read_cautions() -> tuple[Caution, ...]:
    """Return all of them. Raises KeyError or ValueError when the table is wrong; a test reads it."""
    listed = yaml.safe_load(Path(__file__).with_name("cautions.yaml").read_text(encoding="utf-8"))
    return tuple(_caution(fields) for fields in listed)


def _caution(fields: dict[str, object]) -> Caution:
    other = fields.get("other")
    return Caution(
        kind=CautionKind(str(fields["kind"])),
        where=Quote(document=str(fields["document"]), contains=str(fields["contains"])),
        other=Quote(document=other["document"], contains=other["contains"]) if isinstance(other, dict) else None,
        other_title=str(other["title"]) if isinstance(other, dict) else "",
        instead=str(fields.get("instead", "")),
    )
