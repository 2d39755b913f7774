"""The names of the parties, and a question without them.

The same question about any party must bring the same passages. So every name becomes the one word "party" before anything is
compared: what cannot be seen cannot be preferred. It must never touch a passage, which is shown word for word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.tables import read_table

COLUMNS = ("id", "name", "forms", "seats_2024")
EVERYDAY_COLUMNS = ("form", "phrase")

MASK = "party"

KEPT = 16
"""Texts whose masking is remembered: reading and finding mask the same question one after the other, and it costs 0.14 ms."""

BESIDE_POLITICS = "*"
"""Ends a form that is an everyday word too: it counts only beside a person or thing of politics, and after "vote". An independent
is meant so as well: "do independents get one, or only the parties" asks about having no party, and keeps its word."""

WITH_CAPITAL = "^"
"""Ends a form that counts when it is written with these capitals in mid-sentence: "a Green shouted at me"."""

_BEHIND = (
    "account|activist|agent|board|bloke|branch|campaign|campaigner|candidate|canvasser|cllr|club|conference|councillor|fan|folk|guy|"
    "hq|lad|lady|lass|leader|leaflet|lot|man|manifesto|member|men|mla|mp|ms|msp|office|organiser|page|people|policies|policy|"
    "politician|poster|ppl|rep|rosette|staffer|supporter|team|thug|troll|type|volunteer|voter|woman|women"
)
"""What follows an everyday word when it is a party's name: a "green candidate", no "green light". An everyday phrase
that ends with a name is none before it: some call for reform, and some for Reform candidates."""

_OF_BEHIND = r"(?:s|e?s['’]|['’]s)?\b"

_AFTER_VOTE = "".join(rf"|(?<=\b{word}\s)" for word in ("vote", "votes", "voted", "voting"))

_TAIL = r"(?:['’]s?|s)?(?:\s+part(?:y|ies)(?:['’]s?)?(?!\w))?"

_LETTER = re.compile(r"[\s\S][\u0300-\u036f]*")  # with the accents that are typed behind it
_SMALL_WORD_BEFORE = re.compile(r"(?:^|[\s(])[a-z][\w'’]*,?\s+$")

_BEFORE = r"(?:(?P<article>an?)\s+|(?:the|yr?)\s+)?(?:(?:scottish|welsh)\s+)?"
"""Goes with the name: "an SNP canvasser" and "a Labour canvasser" are both a party canvasser, and so is a Welsh Labour one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party as it is spoken of."""

    id: str
    name: str
    forms: tuple[str, ...]  # some marked: see BESIDE_POLITICS and WITH_CAPITAL
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


def everyday_phrases() -> dict[str, str]:
    """Return the phrases that hold a party's name and do not mean it, such as "hard labour" -> "labour". Raises BadTable."""
    rows = read_table(Path(__file__).with_name("everyday_phrases.csv"), EVERYDAY_COLUMNS)
    return {row.filled("phrase"): row.filled("form") for row in rows}


@lru_cache(maxsize=KEPT)
def neutral(text: str) -> str:
    """Return a text in which every party's name has become the word "party"."""
    return _names().sub(_masked, unicodedata.normalize("NFC", text))


Place = tuple[int, int]


def neutral_with_places(text: str) -> tuple[str, tuple[Place, ...]]:
    """Return the neutral text, and for each of its characters from where to where that stands in the text as it was typed."""
    letters = [(unicodedata.normalize("NFC", found[0]), found.span()) for found in _LETTER.finditer(text)]
    joined = "".join(letter for letter, _ in letters)
    places = [place for letter, place in letters for _ in letter]
    told = [each for start, end, said in _cut(joined) for each in _placed(said, joined[start:end], places[start:end])]
    return "".join(letter for letter, _ in told), tuple(place for _, place in told)


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    """The text in pieces, names and what stands between them: from where to where, and what is said instead."""
    at = 0
    for found in _names().finditer(text):
        yield at, found.start(), text[at : found.start()]
        yield *found.span(), _masked(found)
        at = found.end()
    yield at, len(text), text[at:]


def _placed(said: str, typed: str, places: Sequence[Place]) -> Iterator[tuple[str, Place]]:
    if said == typed:
        return zip(said, places, strict=True)
    whole = (places[0][0], places[-1][1])
    return ((letter, whole) for letter in said)


def _masked(found: re.Match[str]) -> str:
    if found["everyday"] or (found["capital"] and not _is_in_mid_sentence(found)):
        return found[0]
    return f"a {MASK}" if found["article"] else MASK


def _is_in_mid_sentence(found: re.Match[str]) -> bool:
    """At the start of one, or in a name of several words, a capital says nothing."""
    is_led_in = found.start() < found.start("capital")  # by an article
    return is_led_in or bool(_SMALL_WORD_BEFORE.search(found.string[: found.start()]))


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    forms = [form for party in read_parties() for form in party.forms]
    everyday = _everyday()
    plain = _any_of(form for form in forms if form[-1] not in BESIDE_POLITICS + WITH_CAPITAL)
    beside = _any_of(form.removesuffix(BESIDE_POLITICS) for form in forms if form.endswith(BESIDE_POLITICS))
    capital = _any_of(form.removesuffix(WITH_CAPITAL) for form in forms if form.endswith(WITH_CAPITAL))
    ways = (
        rf"{plain}{_TAIL}",
        rf"{beside}(?=\s+(?:{_BEHIND}){_OF_BEHIND})",
        rf"(?:{_AFTER_VOTE[1:]})(?:the\s+)?{beside}s?",
        rf"(?-i:(?P<capital>{capital}))(?!\s+(?:(?-i:[A-Z])|of\b|for\b))",
    )
    named = "|".join(f"(?:{way})" for way in ways)
    return re.compile(rf"\b(?P<everyday>{everyday})|\b{_BEFORE}(?!{everyday})(?:{named})(?!\w)", re.IGNORECASE)


def _everyday() -> str:
    phrases = everyday_phrases()
    open_ended = [phrase for phrase, form in phrases.items() if phrase.endswith(form.casefold())]
    closed = _any_of(phrases.keys() - open_ended)
    return rf"(?:{closed}\b|{_any_of(open_ended)}\b(?!\s+(?:part(?:y|ies)|{_BEHIND}){_OF_BEHIND}))"


def _any_of(forms: Iterable[str]) -> str:
    """A pattern of all of them, the longest first; "lib dem" is also "lib-dem" and "libdem"."""
    patterns = (r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", form))) for form in sorted(forms, key=len, reverse=True))
    return f"(?:{'|'.join(patterns)})".replace("'", "['’]")
