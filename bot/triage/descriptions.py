"""What belongs to the description of a person behind the noun: "in a red coat", "from number 9", "who keeps ringing".

For `bot.triage.who`. What somebody did, where they stood and what weapon they had is no description and stays out, so that
what is left is short. It must never be slow: a dozen words behind the noun are looked at.
"""

import re
from collections.abc import Callable

from bot.triage.clause_ends import WORD, words_end
from bot.triage.looks import LISTED, ON_BODY, RIDDEN, WEAPON

_LONGEST = 90  # characters of a description

_NAME = r"(?-i:[A-Z][\w'-]*(?: (?:de|van|von|the|of))?(?: [A-Z][\w'-]*){0,3})"
HANDLE = (
    r"(?-i:@[\w.]{2,30}|(?!(?:Linked|Whats|You|Tik|Face|Pay|Snap|Mc|Mac|De|e[A-Z]|i[A-Z])[A-Z])"
    r"(?:\w{2,}_\w+|_\w{3,}|[A-Za-z]{3,}\d{2,}\w*|[a-z]+\d[a-z]+\w*|[A-Z]?[a-z]+[A-Z]\w+))"
)
_QUOTED = r"(?:\"[^\"\n]{2,30}\"|'[^'\n]{2,30}')"

_FIXED = re.compile(
    rf",? (?:(?:(?:who|that) )?(?:is |was )?(?:called|named|known as|going by|calling (?:him|her|it|them)sel(?:f|ves)"
    rf"|who calls (?:him|her|it|them)sel(?:f|ves)|who gave (?:his|her|their|the) names? as|(?:who )?(?:i"
    rf"|we) (?:only )?know (?:only )?as"
    rf"|signing (?:him|her)self|signed|(?:who )?calls (?:him|her|it|them)sel(?:f|ves)|(?:all )?(?:called|named) (?:things )?like)"
    rf" (?:{HANDLE}|{_QUOTED}|{_NAME}"
    r"|(?<=self )[a-z][\w'-]{1,14}(?: from (?:the )?[a-z][\w'-]+"
    r"(?: (?!rang|phoned|called|came|said|asked|was|is|has|who|sent|told|at|on|and)[a-z][\w'-]+)?)?"
    rf"|(?<=like )[\w'-]{{2,20}})"
    rf"|on (?:(?:a|an|his|her|their|the|electric|e|push) ){{0,3}}{RIDDEN}"
    r"|on (?:crutches|foot)"
    r"|in the (?:front|back|first|second|third|fourth|next|same|\d(?:st|nd|rd|th)) (?:row|seat|car)\b"
    r"|of (?:mine|ours|theirs|his|hers)\b"
    r"|of (?:about |around |at least |maybe )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|a dozen|twenty|thirty)(?: or so)?\b(?! \w+s\b)"
    r"|on (?:the )?(?:door|desk|counter|scaffolding|reception|balcony|stage)\b(?= |[.,]|$)"
    r"|(?:w|with) (?:his|her|their) faces? covered"
    r"|(?:at|from|in|of) (?:number |no\.? ?|num |flat |house |unit )?\d{1,4}[a-z]?\b(?! ?(?:am|pm"
    r"|[:.]\d))(?: (?-i:[A-Z]\w+)){0,3}"
    r"|(?:two|three|four|a few|a couple of|several|\d) (?:doors|houses|rows|seats) (?:down|up|along|away|back|behind"
    r"|from us|from me)"
    r"|(?:from )?next door(?: but one)?|over the (?:road|street|way|fence)|across the (?:road|street|way|landing)|(?:up"
    r"|down)stairs"
    r"|behind (?:the )?(?:counter|bar|till|desk|me|us|him|her)\b"
    r"|(?:i|we|she|he) (?:did not|do not|don't|didn't|dont|didnt|does not|doesn't|have never|had never|'ve never|never) "
    r"(?:recogni[sz]ed?|know|knew|seen|met)(?: before)?"
    r"|(?:walking|pushing|riding|driving|carrying) (?:a|an|his|her|their|the|two) (?:[\w-]+ )?(?:dogs?|spaniel|labrador|alsatian"
    r"|staffie|terrier|whippet|pram|pushchair|buggy|trolley|bike|bicycle|moped|shopping|car|van|scooter|camera)"
    r"|(?:running|walking|driving|cycling|passing) past"
    r")",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r",? (?:(?P<worn>in|wearing|(?:all )?dressed (?:all |up |head to toe )?(?:in|as))|(?P<had>with|w|w/|wi|carrying)"
    r"|(?P<of>from|off|of)"
    r"|(?P<claims>(?:who )?(?:claim(?:ing|ed)|pretend(?:ing|ed)|purporting|purported) to be)|(?P<site>at|in|on|outside"
    r"|opposite|by|near))"
    r"(?= )", re.IGNORECASE,
)  # fmt: skip
_CLAUSE = re.compile(
    r",? (?:who(?:'?s|'?d|'?ve)?|that(?:'?s|'?d|'?ve)?|we|i|she|he|nobody)(?= )(?P<own>(?: (?:always|never|once|'?s"
    r"|'?ve|had|has|have|was|is|keeps?"
    r"|be|been|only|also|just|got|used))*)", re.IGNORECASE,
)  # fmt: skip
_DEFINITE = re.compile(r"(?:the|that|thon|same)\b", re.IGNORECASE)
# "Blogger 'Essex Eye'", "an admin called Wolf88".
_KNOWN_AS = re.compile(
    rf",? (?:{HANDLE}|[a-z]\w*(?:\.\w+)+|'[^'\n]{{2,30}}'|\"[^\"\n]{{2,30}}\""
    rf"|(?<=account )(?-i:[A-Z]\w+(?: [A-Z]\w+){{1,2}}))(?!\w)",
    re.IGNORECASE,
)
_ONLINE_NOUN = re.compile(
    r"(?:accounts?|acct|acc|channel|page|user|username|blogger|admin|profile|member|troll|moderator|poster|youtuber)$",
    re.IGNORECASE,
)
# "my ex's mate Craig", "a neighbour Mr Prentice".
_KNOWN_BY_NAME = re.compile(
    r"(?:mates?|friends?|pal|neighbours?|brother|sister|cousin|colleague|landlord|landlady|uncle|aunt|ex|husband|wife"
    r"|partner|boss"
    r"|councillor|cllr|boyfriend|girlfriend|son|daughter|manager|journalist|reporter)$",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(r" (?-i:(?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?)(?=[ .,:;!?]|$)")
_APPOSITION = re.compile(
    r", (?-i:(?:Mr|Mrs|Ms|Dr|Cllr)?\.? ?[A-Z][\w'-]+(?: [A-Z][\w'-]*){0,2})(?=[.,:;!?]| (?:who|has|is|was|said|says"
    r"|telling|rang|sent)\b|$)"
)


# "A Gary Stoat with a pic of our front door": what was posted, not what the person had with them.
_SHOWN = re.compile(r"\b(?:pics?|photos?|pictures?|videos?|screenshots?|links?|caption)\b", re.IGNORECASE)


def ends_at(text: str, begin: int, noun_end: int) -> int:
    """Return where the description ends whose noun ends at `noun_end`; the noun's own end when nothing describes it further."""
    is_definite = bool(_DEFINITE.match(text, begin))
    if _ONLINE_NOUN.search(text[begin:noun_end]) and (known := _KNOWN_AS.match(text, noun_end)):
        return known.end()
    named = _NAME_BEHIND.match(text, noun_end) if _KNOWN_BY_NAME.search(text[begin:noun_end]) else None
    end, limit = named.end() if named else noun_end, noun_end + _LONGEST
    for read in _READERS:
        end = min(read(text, end, limit, is_definite), limit)
    return end


def _fixed(text: str, at: int, limit: int, is_definite: bool) -> int:
    found = _FIXED.match(text, at, limit)
    return found.end() if found else at


def _phrase(text: str, at: int, limit: int, is_definite: bool) -> int:
    found = _OPENING.match(text, at, limit)
    if found is None:
        return at
    end = words_end(text, found.end(), limit)
    if end == found.end() or not _describes(text[found.end() : end].strip(), found, is_definite=is_definite):
        return at
    return end


def _describes(said: str, opening: re.Match[str], *, is_definite: bool) -> bool:
    if opening["worn"]:
        return is_definite or bool(ON_BODY.search(said)) or opening["worn"].lower() != "in"
    if opening["had"]:
        return not (WEAPON.search(said) or _SHOWN.search(said))
    return is_definite and said == said.lower() if opening["site"] else True


def _clause(text: str, at: int, limit: int, is_definite: bool) -> int:
    """ "The man who keeps writing": what tells a known person from others, not what a stranger did."""
    found = _CLAUSE.match(text, at, limit)
    if found is None or not (is_definite or re.search(r"keeps?|always", found["own"])):
        return at
    own = WORD.match(text, found.end(), limit)
    return words_end(text, own.end(), limit) if own else at


def _listed(text: str, at: int, limit: int, is_definite: bool) -> int:
    for _ in range(4):
        found = LISTED.match(text, at, limit)
        if found is None:
            break
        at = found.end()
    return at


def _named(text: str, at: int, limit: int, is_definite: bool) -> int:
    found = _APPOSITION.match(text, at, limit)
    return found.end() if found else at


_READERS: tuple[Callable[[str, int, int, bool], int], ...] = (_listed, _fixed, _phrase, _fixed, _phrase, _clause, _named, _listed)
