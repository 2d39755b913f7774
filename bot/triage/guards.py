"""What keeps a harmless sentence from raising the alarm: idioms, questions in general, "what if", "all over now".

A guard works on one sentence and never on a whole message, so that "false alarm about the van" cannot silence
"but now he is back with a knife" beside it. Idioms are cut out of the sentence, so that a threat in the same
sentence is still seen. When in doubt a guard must let the sentence through: a needless card costs a glance.
"""

from bot.triage.idioms import IDIOMS
from bot.triage.vocabulary import any_of

# How a question in general begins, after a greeting or a filler.
_FILLER = "(hi/hello/hiya/hey/so/ok/and/also/anyway/sorry/please/quick question/but/morning/evening/erm/um/aye/asking)"
_OPENS_QUESTION = any_of(
    """
        what('s/re)? | how('s)? | where('s)? | when('s)? | who('s/m)? | which | why | wat | is | are | do | does | did | can
        could | should | would | will | am | may | might | if | suppose | supposing | imagine | in the event | in case
        wanted to (check/know/ask) | any (guidance/advice/rules?/idea/tips) | wondering | at what point
        (a )?question (about/on/re) | need to know | just (been/want*) | tell me | explain | i'd like | reading the
        was that | have you | for (my/the/our/a) \\S+ | os | sut | beth | pwy | ble | pryd | a? ?oes | yd(i/y)
        """
)
_OPENING_FILLER = any_of(f"{_FILLER} | {_FILLER},")

# A case that is imagined. "He said if ..." is a threat with a condition and is let through by `_TOLD`.
_IMAGINED = any_of(
    """
        (if/in case/what happens when/supposing/imagine/in the event/in the event that/hypothetically/were to/\
        scenario) (that )?(some(one/body)/any(one/body)/an?/we/i/you/people/he/she/they/there/my/our/the/one/this/it/ever/\
        something) | say (some(one/body)/my ex/an?) | os gwela | would (i/we/you/he/she/they/the/it/that) | wouldn't put it
        i'd rather | none exist | not that (i/we) | ever (find/found/had)
        """
)

# Tells of something that did happen; a question or a condition that holds one is a report.
_TOLD = any_of(
    """
        (has/have/'ve/just/keeps?/kept/had/he's/she's/they've/some(one/body)'s)(?! to ) .. (been/told/said/sent/posted/\
        put/threatened/turned/shown/come/got/started/left/gone/followed/taken/leaked/shared/published/found/written/just/\
        named/tweeted/moved/locked/broken/bought/saying/telling/sending/turning/messaging/threatening/following/brought/\
        pulled) | (said/says/saying/told/wrote/writes/shouted/texted/threat*/messages?/emails?/letter/note/voicemail) .. if
        right now | last night | yesterday | this morning | an hour ago | it went up | as (i/we) type
        (told/sent/threatened/followed/rang/messaged/emailed/grabbed/hit/pushed/chased) (me/us/her/him/our/my)
        """
)
# Somebody is there or has something: enough to let a plain question through, not enough for an imagined one.
_TELLING = any_of(
    """
        he's | she's | they're | they've | some(one/body)'s | (he/she/they) (is/are/has/have) | there are | there is
        there's (a/an/someone/somebody/some/two/three/\\d+) | (wo)?m(a/e)n('s/~is/~are/~has/~have) | people (are/have)
        outside (now/my/our) | tonight | i'm (in/at/on/hiding/alone/scared/stuck/trapped)
        my .. (is/are/was/has/have/were/keeps?) (?!going to be) | we're (in/at/on/hiding/trapped/stuck) | help he
        """
)

# Plainly going on, so that "if he gets in what do i do he's at the door" is heard.
_HAPPENING = any_of(
    """
        (he's/she's/they're/some(one/body)'s/he is/they are) .. (outside/at/in/here/coming/kicking/banging/trying/\
        following) (the/my/our/me/us/her) | (he's/they're) (here/outside/coming) | outside now | at my door | help me
        hurry
        """
)
_CONDITION_CHARS = 16  # what stands this close after "if he" is still the condition

# Taken back, explained or practised.
_STOOD_DOWN = any_of(
    """
        false alarm | my mistake | crossed wires | mix[- ]?up | disregard | ignore (that/my/the/this) | murder mystery
        my script | am(-)?dram | pocket dial | turned out (to be/it was) | it was only | was just (the/a/our/my)
        scrub that | no emergency | stand .. down | sorry to have bothered | no need for | not a real | i panicked
        booked by us | not doxxed | showed me his (pass/badge/id) | don't send anyone | this is a drill | test test
        """
)

# About an earlier report: the alarming words in it have been told already.
_REFERS_BACK = any_of(
    """
        (seen/read/about/regarding/re/withdraw/delete/to/with/of/on) (my/our/the) .. report(s/ed)? | my report
        did you (get/receive/see) (it/the/my/them) | you said you'd | you told me | waiting to hear
        what('s)? happen(ed/ing) (about/to/with) | any (news/progress/updates?/movement) (on/about/with)?
        (i/we) (told you about/reported/wrote to you/sent you) | (you/i) .. told you | report (i/we) (made/sent/put in)
        what i wrote
        """
)

_AGAIN = any_of(
    """
        again | now | but | because | since then | today | tonight | just | he's | they're | she's
        still (outside/here/there)
        """
)

# Over and done with, or a habit: mutes danger now, unless the same sentence says that it is going on.
_OVER = any_of(
    """
        yesterday | last (night/week/month/year/time/election/summer/winter/spring/autumn) | ago | neithiwr | ddoe
        (last/this/on/every/each/most/next) (mon*/tues*/wed*/thurs*/fri*/sat*/sun*)
        (mon/tues/wednes/thurs/fri/satur/sun)days | (ran/run/drove/walked/went/wandered/cycled) off | legged it | gone
        (have/has/'ve/'s)? ?left(~by/~before/~us)? | moved on | been arrested
        police (came/took/moved/dealt/were/have been) | (every/each/most/usually/always/weekly) | in (19/20)\\d\\d | back in
        this (morning/week/month) | (at the )?weekend | overnight | stopped | gave up | (nobody/no one) (was/were) hurt
        no (injur*/harm) | wythnos diwethaf
        """
)
_GOING_ON = any_of(
    """
        still | right now | at the moment | (hasn't/not/haven't/nowhere) (left/gone) | back (again/now)
        (he's/they're) back | again now | outside now | now | won't (leave/go/stop) | hiding | trapped | nawr | rwan | rŵan
        following us
        """
)


def without_idioms(sentence: str) -> str:
    """Return the sentence with figures of speech cut out; a threat beside them stays."""
    return IDIOMS.sub(" ~ ", sentence)


def is_hypothetical(sentence: str) -> bool:
    """Return whether the sentence asks in general, or imagines, and tells of nothing that happened."""
    if _TOLD.search(sentence):
        return False
    imagined = _IMAGINED.search(sentence)
    if imagined:
        return _HAPPENING.search(sentence, imagined.end() + _CONDITION_CHARS) is None
    return is_question(sentence) and _TELLING.search(sentence) is None


def is_question(sentence: str) -> bool:
    """Return whether the sentence is put as a question, with or without a question mark."""
    opening = _OPENING_FILLER.match(sentence)
    rest = sentence[opening.end() :].lstrip(" ,:;-") if opening else sentence
    return sentence.endswith("?") or _OPENS_QUESTION.match(rest) is not None


def is_stood_down(sentence: str) -> bool:
    """Return whether the sentence takes an alarm back."""
    return _STOOD_DOWN.search(sentence) is not None


def refers_back(sentence: str) -> bool:
    """Return whether the sentence asks after an earlier report, and tells of nothing new."""
    return _REFERS_BACK.search(sentence) is not None and _AGAIN.search(sentence) is None


def is_over(sentence: str) -> bool:
    """Return whether the sentence tells of something past or usual, and nothing in it says that it goes on."""
    return _OVER.search(sentence) is not None and _GOING_ON.search(sentence) is None
