"""Where a few words of a description end, and a sentence of its own begins: "in a red coat | grabbed the leaflets".

For `bot.triage.descriptions`. It must never be slow: six words are looked at.
"""

import re

from bot.triage.wordlists import words

WORD = re.compile(r" ?([\w'’£@/&*-]+(?:\.\w+)*)")
_MOST = 6  # words in one piece of a description

# Where a piece of a description ends: what follows is a sentence of its own.
_STOP = words(
    """
    and but or so he she they we it you i i'm is isn't was wasn't are were has had have hasn't hadn't said says saying told
    telling called calling came comes coming went goes going when while as if then now just still keeps kept posted sent
    sending sends shouted shouting rang phoned rung asked asking got gets getting put puts did does do doing will would can
    could threw throwing wrote writes shut be been being because cos although though which who that before after since until
    till again about around at to outside inside opposite behind near by off over into onto up down out through round past
    along across me us him them her spat hit kicked kicking punched pushed shoved grabbed grabs followed following follows
    yelled screamed swore left took taken takes taking stole broke made makes making walked ran drove turned tore ripped swung
    swore stood stands standing sat sits sitting started stopped tried trying threatened threatens knocked knocks banging
    hanging gave gives giving set let lost found saw held kept knew knows want wants wanted thinks thought hurled lobbed flung
    chucked dropped egged slapped squared laughed stuck jumped leaned leant cut bit wouldn't won't didn't don't doesn't can't
    couldn't never not also have've hes shes theyve last this today yesterday tonight ago late early mon tue tues wed weds thu
    thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday yesterday's here there where why what
    filming filmed claiming pretending claims claimed reckons emailed messaged texted uses used using asks refuses refused
    shows showed wanting looked looking looks stares staring stared appeared appears turns runs running walks walking driving
    opened smashed tripped barged rammed swept snatched nicked spitting
    """
)
_EVEN_SO = frozenset(
    ("me", "us", "walking", "running", "call", "left", "his", "her", "last")
)  # "pretending to be me", "a walking stick"
_NO_VERBS = words("morning evening building wedding glasses jeans shorts trousers boots trainers gloves overalls")
_ARTICLES = words("a an the my our his her their your this that some")
_FOLLOWS_A_VERB = words("the a an my our me us him her them his their it at to on in up down off out over into for by with")


def words_end(text: str, at: int, limit: int) -> int:
    """Return where the words end that begin at `at`: at a verb, a little word of another clause, or a stop."""
    end, count = at, 0
    while count < _MOST and (found := WORD.match(text, end, limit)):
        word = found[1].lower().replace("’", "'")
        is_first = count == 0 or (count == 1 and text[at:end].strip().lower() in _ARTICLES)
        if (word in _STOP and not (is_first and word in _EVEN_SO)) or (not is_first and _is_verb(text, word, found.end(), limit)):
            break
        if count and word in _ARTICLES and text[end - 3 : end].lower() not in (" of", "and", "the"):
            break
        end, count = found.end(), count + 1
    said = text[at:end]
    trimmed = re.sub(r"(?: (?:a|an|the|my|our|his|her|their|of|and|in|on|with|w|from|for))+$", "", said, flags=re.IGNORECASE)
    return at + len(trimmed)


def _is_verb(text: str, word: str, at: int, limit: int) -> bool:
    """ "grabbed the leaflets" and "sniggers at us" are verbs, "waxed jacket" is none."""
    if len(word) < 5 or not word.endswith(("ed", "ing", "s")) or word in _NO_VERBS:
        return False
    after = WORD.match(text, at, limit)
    follows = after is not None and after[1].lower() in _FOLLOWS_A_VERB
    return follows if word.endswith("s") else follows or word.endswith("ing") or after is None or after[1][0].isupper()
