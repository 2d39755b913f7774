"""Whether an incident happened on a train, on the Underground or at a railway station, by the reporter's words about place.

Such an incident is the British Transport Police's (knowledge/places, `btp`: "railway, Underground and station incidents in
Great Britain"). It must never take "train our volunteers", a polling station or Station Road for the railway. Trams, buses
and what is only near a station do not count: there the place itself decides.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

_MAX_CHARS = 2_000  # of the words about place; what lies beyond is not read
_CLAUSE = re.compile(r"[,;!?()\n]|[.:](?!\d)| - ")
_WORD = re.compile(r"[\w'&]+(?:[.:-][\w'&]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AT = _words("at in on inside into aboard onto boarding off yn ar mewn")
_NEAR = _words(
    "near nr by behind opposite past beside outside toward towards to from of around between before after with for across about"
)
_DETERMINERS = _words("the a an my our his her their your this that last first next another same every")

_OTHER_STATIONS = _words(
    "polling petrol police fire bus buses coach tram radio tv television gas service filling fuel power ambulance lifeboat"
    " coastguard charging docking work weather pumping sub space taxi games play comfort lookout research feeding custody"
)
_NAMED_AFTER_STATION = _words(
    "road rd street st lane ln avenue ave approach close drive terrace place parade square way hill view court crescent gardens"
    " cottage cottages yard house hotel inn pub tavern arms cafe café farm officer officers wagon estate bridge row walk"
)

_NOT_A_TRAIN = _words(
    "i we you they he she who that's which where when to and or but can will should must model toy miniature ghost wedding dress"
    " road gravy volunteers candidates people staff activists canvassers members"
)
_NOT_THE_TRAIN = _words(
    "our your my the some new up people volunteers staff members of as for with set sets shop shops store museum driver drivers"
    " track tracks line lines bridge depot strike strikes fare fares ticket tickets replacement exhibition show models spotting"
)
_BARE_TRAINS = _words("evening morning afternoon night late early commuter packed crowded rush-hour intercity overnight sleeper")
_AFTER_BARE_TRAIN = _words("to from between home at in near station carriage platform journey")

_NOT_THE_TUBE = _words("of top tops map")
_ABOARD_TUBE = _words("station train platform carriage line")
_AFTER_UNDERGROUND = _words("station train platform line at in near to from between on during this")
_UNDERGROUND_LINES = _words("bakerloo central circle district jubilee metropolitan northern piccadilly victoria elizabeth")
_BRITISH_RAILWAYS = _words("dlr overground thameslink scotrail merseyrail")
_CARRIAGES = _words("train railway rail tube")  # before "carriage" and "platform"
_PLATFORM_NUMBER = re.compile(r"\d{1,2}[a-d]?")
_PARTS = _words("carriage carriages platform platforms concourse")
_WELSH_TRAIN = _words("trên drên thrên nhrên")
_WELSH_STATION = _words("gorsaf orsaf ngorsaf")
_WELSH_RAILWAY = _words("drenau trenau drên trên reilffordd rheilffordd")


def is_rail(where: str) -> bool:
    """True when words about place say that it was on a train, on the Underground or at a railway station."""
    clauses = list(_clauses(where))
    return _has_platform(clauses) or any(sign(words, at) for words in clauses for at in range(len(words)) for sign in _SIGNS)


def is_british_rail(where: str) -> bool:
    """True when they name a railway that runs in Great Britain alone, such as the Underground, wherever home is."""
    return any(_is_british(words, at) for words in _clauses(where) for at in range(len(words)))


def _clauses(text: str) -> Iterator[Sequence[str]]:
    plain = unicodedata.normalize("NFKC", text[:_MAX_CHARS])[:_MAX_CHARS].casefold().replace("’", "'")
    return ([word.removesuffix("'s") for word in _WORD.findall(clause)] for clause in _CLAUSE.split(plain))


def _has_platform(clauses: Sequence[Sequence[str]]) -> bool:
    """A platform with a number, and no word of buses or trams anywhere."""
    words = [word for clause in clauses for word in clause]
    numbered = (words[at] == "platform" and _PLATFORM_NUMBER.fullmatch(_after(words, at)) for at in range(len(words)))
    return any(numbered) and not _OTHER_STATIONS.intersection(words)


def _is_station(words: Sequence[str], at: int) -> bool:
    if words[at] != "station" or _after(words, at) in _NAMED_AFTER_STATION or _before(words, at) in _OTHER_STATIONS:
        return False
    return _leads_to(words, at) in (_AT, None)


def _is_train(words: Sequence[str], at: int) -> bool:
    if words[at] not in ("train", "trains") or _after(words, at) in _NOT_THE_TRAIN:
        return False
    for before in reversed(range(max(0, at - 4), at)):
        if words[before] in _NOT_A_TRAIN:
            return False
        if words[before] in _DETERMINERS | _AT or (words[before] == "by" and before == at - 1):
            return words[before] not in _DETERMINERS or _leads_to(words, before) in (_AT, None)
    return _is_bare_train(words, at)


def _is_bare_train(words: Sequence[str], at: int) -> bool:
    """ "Train to Leeds" and "17:42 train"; in "volunteers train here" it is a verb."""
    described = all(word in _BARE_TRAINS or any(letter.isdigit() for letter in word) for word in words[:at])
    return described and (at + 1 == len(words) or _after(words, at) in _AFTER_BARE_TRAIN)


def _is_part(words: Sequence[str], at: int) -> bool:
    return words[at] in _PARTS and _before(words, at) in _CARRIAGES


def _is_welsh(words: Sequence[str], at: int) -> bool:
    is_train = words[at] in _WELSH_TRAIN and _leads_to(words, at) is _AT
    return is_train or (words[at] in _WELSH_STATION and _after(words, at) in _WELSH_RAILWAY)


def _is_tube(words: Sequence[str], at: int) -> bool:
    before, after = _before(words, at), _after(words, at)
    is_told = before in ("the", "on") or (at == 0 and not after) or after in _ABOARD_TUBE
    return words[at] == "tube" and is_told and after not in _NOT_THE_TUBE and _leads_to(words, at) in (_AT, None)


def _is_underground(words: Sequence[str], at: int) -> bool:
    before, after = _before(words, at), _after(words, at)
    is_told = before in ("the", "on", "london") or (not before and after in ("station", "train"))
    return words[at] == "underground" and is_told and (not after or after in _AFTER_UNDERGROUND)


def _is_british(words: Sequence[str], at: int) -> bool:
    is_line = words[at] == "line" and _before(words, at) in _UNDERGROUND_LINES
    is_named = words[at] in _BRITISH_RAILWAYS and _before(words, at) in ("", "the", "on", "a", "london")
    return is_line or is_named or _is_tube(words, at) or _is_underground(words, at)


def _leads_to(words: Sequence[str], at: int) -> frozenset[str] | None:
    """The kind of the nearest word in front that says how far away it was; None when there is none within six words."""
    for word in reversed(words[max(0, at - 6) : at]):
        if word in _AT:
            return _AT
        if word in _NEAR:
            return _NEAR
    return None


def _before(words: Sequence[str], at: int) -> str:
    return words[at - 1] if at else ""


def _after(words: Sequence[str], at: int) -> str:
    return words[at + 1] if at + 1 < len(words) else ""


_SIGNS: tuple[Callable[[Sequence[str], int], bool], ...] = (_is_station, _is_train, _is_part, _is_welsh, _is_british)
