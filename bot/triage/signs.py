"""Weak signs that add up: no single one means much, several together in three sentences do.

The named rules in `rules` know how people say plain things. People in trouble mostly say it sideways, and then
there is no phrase to know; but a stranger, a time, a child's school and a roll of tape in one breath are worth
the card. Points are set by hand on one half of the labelled examples; the threshold was chosen in sight of the
totals of the other. It must stay a sum that can be shown to the person, and a softening word must be able to undo it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Sentence
from bot.triage.vocabulary import any_of

# Of the labelled half from which no rule was written (its totals were seen): 5 finds 0.62 of the emergencies with
# 7% false alarms, 4 finds 0.75 with 8%, and 3 one more in a hundred, while every fourth criminal report raises the card.
ENOUGH = 4
VARIED = 3  # two menacing words alone are a manner of speaking
REACH = 3  # sentences read together: people tell a thing in two or three


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One weak sign: points for each different wording found, at most `most` times. Softeners have negative points."""

    name: str
    words: re.Pattern[str]
    points: int = 1
    most: int = 1


SIGNS = (
    # Things and deeds that hurt, and words around death. Two points: they are rare in harmless office talk.
    Sign(name="menace", points=2, most=2, words=any_of("""
        kni(fe/ves) | blade* | guns? | shot(s/gun)? | shoot* | bullet* | cartridge* | axe | acid | petrol | rope | noose
        hammer | bats? | tape | cable ties | gloves | (hood/mask/balaclava)(s/ed)? | blood* | bleed* | throat | neck | skull
        bones? | legs | knees | teeth | dead | death | dies? | kill* | murder* | burn* | fire | smoke | flames | grave
        coffins? | funeral | buried? | bury | hospital | scream* | crying | trap* | lock(ed/s) | drag* | grab* | smash*
        stab* | bomb* | explo* | poison* | powder | chemical* | army | trained | dark | alone | hid(ing/den/es) | hunt*
        sharp* | gang | mob | weapon* | hurt* | attack* | chok* | strangl* | drown* | cut(ting/s)? | wires? | dig | dug
        shovel | spade | tick* | waiting | finish(ed/es)? | over for | tied | ramm* | sw(ing*/ung)
        behind (her/me/us/him/you) | punch* | kick(ing/ed)? | bit(e/ing/ten) | dogs? | crossbow | rifle* | chain(s/ed)?
        brick* | screwdriver | crowbar | machete | sword | body | follow(ing/ed) | siren* | cornered | lighter | match(es)?
        brakes? | wheel | break(ing)? in | pay for | revenge | sorry for | goodbye | forgive* | judg(e)?ment
        ill(ness)? in the head | off (his/her) (meds|head) | released? from prison
        """)),
    # Where people live, whom they love, how they move.
    Sign(name="private_life", most=2, words=any_of("""
        kn(ows?/ew/owing) | watch* | photos? | pictures? | maps? | route | count(s/ing/ed) | film(s/ed/ing)? | measur*
        notebook | exact* | address* | home | school | nursery | kids? | children | daughter | son | bedroom | gate | garden
        drive | mum('s)? | dad('s)? | nan | wife | husband | parents | baby | codes? | keys? | number ?plate | car | house
        bus stop | train | window | sleeps? | gym | flat | doorstep | letterbox | stairs | street | name(s/d)?
        """)),
    # Somebody else is there or is doing something. Two points: it is what telling has and recounting has not.
    Sign(name="present", points=2, words=any_of("""
        (he/she/they/some(one/body)/(wo)?m(a/e)n/who/people/of them)('s/'re/~is/~are) (\\w+ )?(\\w+ing/at/in/on/outside/\
        here/got/stood/sat/by/under/behind/up) | there('s/~is/~are) .. (person/(wo)?m(a/e)n/people/someone/of them/gang)
        (maen/mae/ma) .. (yn/tu/wrth)
        """)),
    Sign(name="message", words=any_of("{says}")),
    # Addressed to somebody, or about what will be.
    Sign(name="addressed", words=any_of(
        "you | your | you'll | you're | she'll | he'll | i'll | we'll | they'll | i will | will be | going to"
    )),
    Sign(name="ahead", words=any_of("{soon}")),
    Sign(name="now", words=any_of("{now} | just")),
    Sign(name="afraid", words=any_of("""
        help | scared | terrified | frightened | urgent* | quick* | please | police | 999 | don't feel safe
        on (my/her/his/our) own | by (my/her/him)self | can hear | shaking | panic*
        """)),
    # What people say when it was only rude, only post, or only politics.
    Sign(name="softener", points=-1, most=3, words=any_of("""
        civil | polite* | harmless | laugh* | lol | haha* | joke | rude | one off | no threats? | just kids | boo(ed/ing)
        heckl* | leaflets? | thanks | polls? | vote(s/rs)? | e-?mails? | facebook | accounts? | hacked | links? | phish*
        scam | lovely | cheers | sorry | tea | cake | guidance | advice | quiz | draft | report(s/ed)? | agenda
        spreadsheet | printer | deliver* | parody | meme* | insurance | police (have/came/dealt) | gone | thank you | team
        volunteers? | canvass* | what i sent | (it's/was) just | soz | not (hurt/scared/upset/followed/attacked/threatened)
        nobody | no one | told yet | supposed to | allowed | should (we/i/our) | training | standing for | would her
        stand(ing)? (as/in the) | parcel | fingers crossed | speech | poster | the count | mailing | meeting is | laminat*
        sticker* | anyone got | keys to | waiting to hear | you said
        """)),
)  # fmt: skip

# Which red flag the sum stands for, by the strongest thing in it, in this order.
_MEANING = (("afraid", RedFlag.IMMEDIATE_DANGER), ("present", RedFlag.IMMEDIATE_DANGER), ("message", RedFlag.FIXATED_PLAN))


def added_up(sentences: Sequence[Sentence]) -> RedFlag | None:
    """Return the red flag that the weak signs add up to, or None when they do not reach `ENOUGH`."""
    for start in range(len(sentences)):
        window = sentences[start : start + REACH]
        points = _points(" ".join(said.words for said in window if not said.unreal))
        varied = sum(value > 0 for value in points.values()) >= VARIED
        told = points["menace"] or (points["private_life"] and points["message"])
        if varied and told and sum(points.values()) - any(said.over for said in window) >= ENOUGH:
            return next((flag for name, flag in _MEANING if points[name]), RedFlag.FIXATED_PLAN)
    return None


def _points(text: str) -> dict[str, int]:
    return {sign.name: sign.points * min(sign.most, len(set(sign.words.findall(text)))) for sign in SIGNS}
