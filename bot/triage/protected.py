"""Read off a protected characteristic, only where the writer states it of themself or of the one it happened to.

It must never be inferred: not from a name, not from a slur or an insult, not from what somebody else said. "I'm
trans", "Bev, who is in a wheelchair" and "because I'm Jewish" state it; "they called me a ..." does not.
"""

import re

from bot.triage import phrases
from bot.triage.choosing import LONGEST

# The names of the Equality Act 2010, as far as people state them in a report.
CHARACTERISTICS = (
    "gender_reassignment",
    "sexual_orientation",
    "disability",
    "religion_or_belief",
    "race",
    "pregnancy_and_maternity",
    "sex",
    "age",
)
_TERMS = {
    "gender_reassignment": "trans | transgender | transsexual | non[- ]?binary",
    "sexual_orientation": "gay | lesbian | bisexual | bi | queer | pansexual | in a same[- ]sex (marriage/relationship)",
    "disability": """
        (in/uses?/using) a (electric/power)? ?wheelchair | wheelchair user | disabled | blind | deaf | partially sighted
        autistic | dyslexic | adhd | cerebral palsy | multiple sclerosis | ms | parkinson's | epilepsy | epileptic
        achondroplasia | dwarfism | down'?s syndrome | a (stammer/stutter) | a guide dog | hearing aids? | autism | bipolar
        an amputee | a (learning/physical) disability | a disability
        """,
    "religion_or_belief": """
        jewish | a jew | muslim | hindu | sikh | christian | catholic | protestant | buddhist | quaker | atheist | humanist | jain
        """,
    "race": """
        black | asian | chinese | indian | pakistani | bangladeshi | bengali | african | caribbean | jamaican | nigerian | somali
        polish | romanian | irish | traveller | gypsy | roma | romany | mixed race | malaysian | turkish | kurdish | arab
        """,
    "pregnancy_and_maternity": "(\\w+ months)? ?pregnant | expecting a baby | on maternity leave | breast-?feeding",
}
_FILLER = (
    r"(?:(?:also|a|an|the|openly|only|one of|both|visibly|registered|as you know|of course"
    r"|half|british|practising|actually|been|got"
    r"|severely|profoundly|very|now) ){0,3}"
)
_OWN = (
    r"(?:candidate|agent|volunteer|teller|canvasser|colleague|helper|organiser|wife|husband"
    r"|partner|son|daughter|mum|mother|dad|father"
    r"|sister|brother|nan|grandad|friend|staffer|intern|councillor|caseworker)s?"
)
_MYSELF = r"(?:i'?m|i am|im|we'?re|we are|i(?:'ve| have)(?: got)?|i use|i was born)"
_OF_OURS = rf"(?:(?:my|our|the) (?:\w+ ){{0,2}}{_OWN}|(?-i:[A-Z])[a-z]{{1,15}})"
_IS = r"(?:'s| is| was| has| uses|,? who(?:'s| is| was| has| uses)|,? (?:is|has))"
_NAMED_FIRST = re.compile(rf"(?<!\w)(?:my|our|the) (?:\w+ )?{_OWN}\b", re.IGNORECASE)
_PRONOUN = r"(?:she|he|they)(?:'s|'re| is| are| has)"
_BECAUSE = (
    r"(?:because|cos|coz|bc|since|for being)(?: (?:of )?(?:i'?m|i am|im|he's|she's|they're"
    r"|we're|he is|she is|they are|we are|my being))?"
)
# Somebody else's words, a doubt or a denial stand before it.
_NOT_STATED = re.compile(
    r"\b(?:call|say|said|shout|yell|scream|wr[io]t|wrote|chant|claim|tell|told|think|thought"
    r"|reckon|tweet|post|comment|label|sprayed|accus)"
    r"\w*\b[^.!?\n]{0,25}$|\b(?:not|isn't|if|whether|suppose|assum\w+|look\w*)\b[^.!?\n]{0,12}$",
    re.IGNORECASE,
)
_NO_IDIOM = r"(?! (?:and blue|drunk|with|to the|as a|spot|ice|eye|friday|bear|sheep))"
_QUOTED = re.compile(r"[\"“][^\"”\n]{0,200}[\"”]|(?<!\w)['‘][^'’\n]{0,200}['’](?!\w)")
_AS_A_WOMAN = re.compile(
    r"(?<!\w)(?:because (?:i'?m|i am|she's|she is)|as|being) a (?:woman|girl|female candidate|man)\b", re.IGNORECASE
)
_OF_MY_AGE = re.compile(
    r"(?<!\w)(?:because (?:of (?:my|her|his) age|(?:i'?m|i am|she's|she is|he's"
    r"|he is) (?:only )?(?:too (?:old|young)|\d\d|seventy|eighty|ninety)))",
    re.IGNORECASE,
)


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _statements(terms: str) -> tuple[re.Pattern[str], ...]:
    named = phrases.source(terms, {}) + _NO_IDIOM
    return (
        _compiled(rf"(?<!\w)(?:{_MYSELF}|{_BECAUSE}|as an?) {_FILLER}{named}"),
        _compiled(rf"(?<!\w){_OF_OURS}{_IS} {_FILLER}{named}"),
        _compiled(rf"(?<!\w)(?:my|our) {named} {_OWN}(?!\w)"),
    )


_STATEMENTS = {name: _statements(terms) for name, terms in _TERMS.items()}
_OF_THEM = {
    name: _compiled(rf"(?<!\w){_PRONOUN} {_FILLER}{phrases.source(terms, {})}{_NO_IDIOM}") for name, terms in _TERMS.items()
}


def protected_characteristic(text: str) -> str | None:
    """Return the characteristic that the writer states, the first of `CHARACTERISTICS`, or None."""
    said = _QUOTED.sub(" ", text[:LONGEST].replace("’", "'"))
    own = next((name for name, patterns in _STATEMENTS.items() if any(_is_stated(one, said) for one in patterns)), None)
    if own is None and _NAMED_FIRST.search(said):
        own = next((name for name, pattern in _OF_THEM.items() if _is_stated(pattern, said)), None)
    if own is None and _AS_A_WOMAN.search(said):
        return "sex"
    return own or ("age" if _OF_MY_AGE.search(said) else None)


def _is_stated(pattern: re.Pattern[str], said: str) -> bool:
    return any(not _NOT_STATED.search(said[max(0, found.start() - 60) : found.start()]) for found in pattern.finditer(said))
