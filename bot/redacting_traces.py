"""What leads to a person though every word of it be common: addresses, handles, links and numbers. They go first.

It must never leave a part of one behind: what looks like a trace goes whole, up to the blanks around it.
"""

import re
import unicodedata

OUT, NUMBER = "\ue000", "\ue001"
"""What stands for something taken out; no text has these of its own, since private characters are dropped first."""

EMERGENCY_NUMBERS = frozenset(("999", "101"))
FEWEST_DIGITS = 3
MANY_GROUPS = 3  # "07 70 90 09 00" has no group of three digits; "10 to 15" and "24/7" have two groups

_INVISIBLE = frozenset(("Cf", "Mn", "Me", "Cc", "Co", "Cs", "Cn"))
_KEPT_SIGNS = " \t\n.,?!:;'’\"“”‘()[]/-–—%£&+"
_CHUNK = re.compile(r"[^\s,;]+")
_EDGES = ".,?!:;'’\"“”‘()[]{}<>*-–—"
_HANDLE = re.compile(r"[@#_\\=|]|\w://|^www\.|^/?[ur]/|^[^\W\d]\w*/\w+/|[^\W\d_]{2}\.\w|\w\.[^\W\d_]{2}", re.IGNORECASE)
_SPELT_ADDRESS = re.compile(
    r"(?<!\S)\S+[^\S\n]+[(\[]?at[)\]]?[^\S\n]+\S+[^\S\n]+[(\[]?dot[)\]]?[^\S\n]+\S+(?:[^\S\n]+dot[^\S\n]+\S+)?", re.IGNORECASE
)
_NO_STREET = (
    "a|across|and|at|away|by|down|for|from|hour|hours|in|man|me|men|metre|metres|mile|miles|min|mins|minute|minutes|month|months|"
    "more|my|near|of|off|officer|officers|on|or|other|others|our|outside|people|person|police|the|their|them|times|to|volunteers|"
    "voters|week|weeks|woman|women|year|years|your"
)
_STREET = (
    "avenue|ave|close|court|crescent|drive|gardens|green|grove|hill|lane|ln|mews|parade|park|place|rd|rise|road|row|square|st|"
    "street|terrace|view|walk|way"
)
_NOBODYS = frozenset(("gov.uk", "www.gov.uk"))
_HOUSE = re.compile(
    rf"(?<!\w)\d{{1,4}}[a-z]?,?\s+(?:(?!(?:{_NO_STREET})\b)[^\W\d_]+(?:['’][^\W\d_]+)?\s+){{1,3}}?"
    rf"(?:{_STREET})\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![^\W_])(?P<before>[^\W\d_]*)(?P<run>[+(]?\d(?:[ \t().:/+–—-]*\d|,\d)*)(?P<after>[^\W_]*)(?:['’]s\b)?")
_COUNTED = frozenset(("", "st", "nd", "rd", "th", "am", "pm", "k", "m", "s"))
"""What may stand right after a number and leave it one."""

_DIGIT_WORD = r"(?:zero|nought|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)"
_SPELT_NUMBER = re.compile(rf"\b{_DIGIT_WORD}(?:[\s,.-]+{_DIGIT_WORD}){{3,}}\b", re.IGNORECASE)


def without_traces(text: str) -> str:
    """Return a text with OUT for each address, handle and link, and NUMBER for each number; other signs become blanks."""
    plain = _plain(text)
    chunks = _CHUNK.sub(_without_handle, _SPELT_ADDRESS.sub(OUT, plain))
    signs = "".join(sign if sign.isalnum() or sign in _KEPT_SIGNS or sign == OUT else " " for sign in chunks)
    return _SPELT_NUMBER.sub(NUMBER, _DIGITS.sub(_without_number, _HOUSE.sub(OUT, signs)))


def _plain(text: str) -> str:
    """The text in its simplest characters, so that no look-alike, accent or invisible sign hides a digit or a name."""
    simple = unicodedata.normalize("NFKC", text).replace("\r", "\n")
    return "".join(sign for sign in simple if sign in "\n\t" or unicodedata.category(sign) not in _INVISIBLE)


def _without_handle(chunk: re.Match[str]) -> str:
    core = chunk[0].strip(_EDGES)
    if core.casefold() in _NOBODYS or not _HANDLE.search(core):
        return chunk[0]
    return OUT + chunk[0][len(chunk[0].rstrip(".?!:")) :]


def _without_number(found: re.Match[str]) -> str:
    if found["before"] or found["after"].casefold() not in _COUNTED:
        return OUT  # a postcode, a number plate, an account
    groups = [group for group in re.findall(r"\d+", found["run"]) if group not in EMERGENCY_NUMBERS]
    is_long = len(groups) >= MANY_GROUPS or any(len(group) >= FEWEST_DIGITS for group in groups)
    return NUMBER if is_long else found[0]
