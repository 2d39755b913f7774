"""The names of the parties, and a question without them.

The same question about any party must bring the same passages. So every name becomes the one word "party" before anything is
compared: what cannot be seen cannot be preferred. It must never touch a passage, which is shown word for word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.tables import read_table

COLUMNS = ("id", "name", "forms", "seats_2024")

MASK = "party"

_BEHIND = (
    "activist|agent|board|bloke|campaign|candidate|canvasser|cllr|councillor|folk|guy|hq|lad|lass|leader|leaflet|lot|man|member|"
    "mla|mp|ms|msp|office|page|people|policy|politician|poster|ppl|rep|rosette|supporter|team|type|volunteer|voter|woman"
)
"""What follows a word that is a party's name only beside a person or thing of politics: a "green candidate", no "green light"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party as it is spoken of."""

    id: str
    name: str
    forms: tuple[str, ...]  # longest first; one that ends in "*" is an everyday word too, and counts only beside politics
    has_seats: bool  # won a seat in the House of Commons in 2024, or has members who did


def read_parties() -> tuple[Party, ...]:
    """Return the parties of the table. Raises BadTable."""
    rows = read_table(Path(__file__).with_name("parties.csv"), COLUMNS)
    return tuple(
        Party(
            id=row.filled("id"),
            name=row.filled("name"),
            forms=row.listed("forms"),
            has_seats=row.one_of("seats_2024", ("yes", "no")) == "yes",
        )
        for row in rows
    )


def neutral(text: str) -> str:
    """Return a text in which every party's name has become the word "party"."""
    return _names().sub(MASK, text)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    forms = sorted((form for party in read_parties() for form in party.forms), key=len, reverse=True)
    plain = [_pattern(form) for form in forms if not form.endswith("*")]
    everyday = [_pattern(form.removesuffix("*")) for form in forms if form.endswith("*")]
    tail = r"(?:['’]s?|s)?(?:\s+party)?"
    named = rf"(?:{'|'.join(plain)}){tail}"
    beside = rf"(?:{'|'.join(everyday)})(?=\s+(?:{_BEHIND})(?:s|e?s['’]|['’]s)?\b)"
    return re.compile(rf"\b(?:the\s+)?(?:{named}|{beside})(?!\w)", re.IGNORECASE)


def _pattern(form: str) -> str:
    return r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", form))
