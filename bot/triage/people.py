"""Words for people, and what stands before them: "a man", "the same account", "one of our tellers' daughters", "two big lads".

For `bot.triage.who`, read against the text as typed. It must never be slow: a few words to the left of a noun are looked at.
"""

import re

from bot.triage.person_words import NOUN
from bot.triage.wordlists import words

_DETERMINERS = words(
    """
    the a an that this those these them another thon my our her his their your ur some any one two three four five six seven
    eight nine ten eleven twelve twa dau several many few both couple dozen
    """
)
# What may stand before an article: "one of the lads", "a group of six lads".
_AMOUNTS = re.compile(
    r"(?:(?<!\w)(?:an?|the|this|that|some|same|whole) )?(?:(?:big|small|large|little) )?"
    r"(?<!\w)(?:groups?|gangs?|bunch|crowd|couple|pair|lot|load|mob|bus ?load|car ?load) (?:of )?(?:about |around )?$"
    r"|(?<!\w)(?:one|two|three|some|both|any|all|several|few) (?:of|o) $",
    re.IGNORECASE,
)
# What may stand before a number: "about six lads", "the two lads".
_BEFORE_A_NUMBER = re.compile(
    r"(?<!\w)(?:(?:the |an? |these |those |them )?(?:same )?(?:about|around|roughly|at least|maybe|like)|(?:the )?same"
    r"|the|these|those|them|an?) $",
    re.IGNORECASE,
)
_ADJECTIVES = words(
    """
    old older elderly young younger big bigger large tall short fat skinny thin stocky bald drunk drunken angry random strange
    weird white black asian irish scottish welsh english polish male female grown wee auld posh local well-dressed well-spoken
    teenage middle-aged middle aged masked hooded same other unknown anonymous unidentified nice polite little blonde ginger
    bearded burly huge rough scruffy smart retired ex former rival fellow passing wild crazy mad smelly loud rude aggressive
    abusive horrible nasty unpleasant hefty lone two three four five six seven eight nine ten several some keyboard taxi bus
    van lorry delivery window dog letter security charity shop ticket traffic parking bin refuse student school tory labour
    reform lib dem green snp plaid ukip council parish town party opposition right left far right-wing left-wing anti pro
    bloody fucking f**king bleeding poor lovely dodgy suspicious neighbouring stall sixth next-door upstairs downstairs new
    fake troll burner spoof parody verified blue facebook twitter instagram insta tiktok telegram youtube snapchat linkedin
    threads nextdoor fb x online
    """
)
_NO_ADJECTIVE = words(
    """
    and but or so he she they we it you i is was are were has had have hasn't said says told called came went when while as if
    then now just keeps posted sent shouted rang asked got put did does do will would can could threw wrote shut to be been in
    on at of by with from for over under near outside inside behind off into onto about around after before since because cos
    who that's there's theres he's she's it's who's what's let's here's where's i'm we're they're i've we've what which where
    not no never also only seen saw had by like via versus vs per than me us him them him's being its via said until til till
    """
)
_NUMBERS = words("one two three four five six seven eight nine ten eleven twelve few couple dozen")
_WORD_BEFORE = re.compile(r"(?<![\w'@*.:£-])[\w'*-]{1,20} $")
_MOST = 4  # words between "a" and "man"
_A_PERSON = re.compile(NOUN + "'s?")
_POSSESSIVE = re.compile(r"\w{2,}(?:'s|s')$")


def begins_at(text: str, noun_at: int) -> int:
    """Return where the description begins whose noun begins at `noun_at`: with its article and adjectives."""
    tentative, bare = noun_at, noun_at
    is_plain = True
    for _ in range(_MOST):
        found = _WORD_BEFORE.search(text, max(0, tentative - 22), tentative)
        if found is None:
            return bare
        word = found[0][:-1].lower()
        if word in _DETERMINERS or word.isdecimal():
            return _with_amount(text, found.start(), word)
        if word == "of" and (amount := _AMOUNTS.search(text, max(0, tentative - 30), tentative)):
            return amount.start()  # "a bunch of drunk students"
        if word in _NO_ADJECTIVE:
            return bare
        tentative = found.start()
        if _POSSESSIVE.match(word) and (text[tentative].isupper() or _A_PERSON.match(word)):
            bare = tentative  # "Robbie's dad", "the candidate's brother"
        is_plain = is_plain and word in _ADJECTIVES
        bare = tentative if is_plain else bare
    return bare


def _with_amount(text: str, at: int, word: str) -> int:
    found = _AMOUNTS.search(text, max(0, at - 30), at)
    if found is None and (word.isdecimal() or word in _NUMBERS):
        found = _BEFORE_A_NUMBER.search(text, max(0, at - 24), at)
        of = _AMOUNTS.search(text, max(0, at - 40), found.start() if found else at)
        found = of or found
    return at if found is None else found.start()
