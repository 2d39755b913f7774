"""Read off where something happened, in the words that were typed.

All places that the text names are weighed (`where_signs`): an address and "outside the hall" weigh more than the
place somebody went home to. It must never invent: no place words, no place. A service such as Facebook is the
business of `platform`; a named group or page is a place.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import Span, limited, straight, whole
from bot.triage.marking import best_of
from bot.triage.place_phrases import CANDIDATE, PAGE
from bot.triage.platform import ONLINE
from bot.triage.where_signs import SIGNS
from knowledge.marks import Marks

_TOUCHED = re.compile(
    r"\b(?:burn(?:t|ed)|torn|ripped|smashed|slashed|sawn|kicked|punched|spat|egged|pushed|shoved|sprayed|daubed|keyed|broken)\b",
    re.IGNORECASE,
)
"""What is done by hand has a place, though a video of it is going about online."""

_LABEL = re.compile(r"^(?:where|location|place|venue|lle) ?[:=] ?", re.IGNORECASE)
_PLAIN_PREPOSITION = re.compile(r"^(?:at|in|on|into|intae|onto|to|from|fae|off|yn|ym|yng) ", re.IGNORECASE)
_SHOUTED = re.compile(r"[A-Z]{3,}(?:[ '][A-Z]{2,})*(?= (?:on|in|at|across|over|all) )")  # "sprayed SCUM on our van in Bangor"
_VEHICLE = re.compile(
    r"(?:(?:on|in|at|to|from) )?(?:my|our|his|her|the|a) (?:car|van|bike|taxi|cab)(?= from| to| at| on| in| outside)",
    re.IGNORECASE,
)
_OF_A_PERSON = re.compile(r"(?:in|with|on an?|from) |(?-i:[A-Z])", re.IGNORECASE)
_MASK = "_"  # no letter of a place
_SERVICE = re.compile(
    r"\b(?:facebook|fb|telegram|whatsapp|whats app|x|twitter|nextdoor|reddit|discord|youtube|insta\w*|tiktok|snapchat"
    r"|linkedin|threads)\b",
    re.I,
)
_NAMED_PAGE = re.compile(
    rf"(?:\S+ ).*(?-i:[A-Z]\w+).* ?{PAGE}\b|.*\b{PAGE}(?: called| that calls itself| of|,) (?-i:[A-Z])", re.IGNORECASE
)

# "shouted at Wendy": somebody, not somewhere.
_AT_SOMEBODY = re.compile(
    r"\b(?:shout|swear|swore|yell|scream|look|laugh|star|thr|point|aim|sw[iu]ng|spat|wav|smil|grin|honk|jeer|bark|snarl)\w*"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
_AT_A_NAME = re.compile(r"at [A-Z]\w+$")


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Return every wording of a place in the text."""
    for found in CANDIDATE.finditer(text):
        if not _is_somebody(found):
            yield found
        vehicle = _VEHICLE.match(found[0]) or _SHOUTED.match(found[0])
        if vehicle and (after := CANDIDATE.search(text, found.start() + vehicle.end(), found.end())):
            yield after  # "followed my car from the office to my home"


def _is_somebody(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return bool(_AT_A_NAME.match(found[0]) and _AT_SOMEBODY.search(before))


def where(text: str, *, person: Span | None = None, channel: str | None = None, marks: Marks | None = None) -> str | None:
    """Return the words about place as typed, or None.

    Args:
        text: as typed.
        person: where the text names who did it: a name in there is no place.
        channel: one of `bot.triage.platform.PLATFORMS`; online there is no place but a page or group with a name.
        marks: those of this text; None when nothing looked at it.
    """
    plain = straight(text)
    span = best_of("where", plain, places(plain, person, channel), SIGNS, marks)
    return None if span is None else final(text, span) or None


def places(plain: str, person: Span | None, channel: str | None) -> list[Span]:
    """Return the candidates of a straight text (see `choosing.straight`); the other arguments are those of `where`."""
    masked = plain if person is None else plain[: person.start] + _MASK * (person.core - person.start) + plain[person.core :]
    found = [span for span in limited(whole(candidates(masked))) if not _is_of_person(plain, span, person)]
    if channel in ONLINE and not _TOUCHED.search(plain):
        return [span for span in found if _NAMED_PAGE.match(_SERVICE.sub("", plain[span.start : span.end]))]
    return found


def final(text: str, span: Span) -> str:
    """Return the words of a candidate without a label or a plain "at"."""
    named = _LABEL.sub("", text[span.start : span.end])
    return _PLAIN_PREPOSITION.sub("", named).strip(" ,.")


def _is_of_person(text: str, span: Span, person: Span | None) -> bool:
    """True for what belongs to the description of a person: "in a red coat", "from Ash Grove"."""
    if person is None or not person.start <= span.start < person.end:
        return False
    return bool(_OF_A_PERSON.match(text[span.start : span.end]))
