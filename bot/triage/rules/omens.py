"""Rules for a plan that shows in what somebody prepares or foretells: farewells, funerals, lists, a day named.

They must not fire on family funerals, manifestos and rehearsals of the writer's own side.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of

_PLAN = RedFlag.FIXATED_PLAN
_OWN = any_of(
    """
        our (team/volunteers?/leaflet/canvass/rally) | cover(ing)? (the/my) | looking forward | thanks | cheers
        we'll see you
        """
)

OMENS = (
    # Catches preparations and farewells: "affairs in order", "swapped his shift to do it", "not bothered about doing time".
    Rule(
        name="preparations",
        flag=_PLAN,
        reach=2,
        negative=True,
        needs=(
            any_of("{says} | {person}"),
            any_of("{soon} | {us}"),
            any_of("""
                affairs in order | nothing (left )?to lose
                (not bothered/don't care/doesn't care/happy/ready/willing/prepared) .. (do/doing/go/going/die/prison/jail/\
                inside/arrested/life/time) | doing (time/life) | worth (the/going to/doing) (time/prison/jail/sentence)
                swapped .. shift | (booked/got/took/taken/has/have/had) .. (day/week/\\w+day/morning) off
                booked .. (opposite/next door/seat behind)
                (bought/hired/rented/got/ordered/packed) (the/a/some/my/his/her) .. (acid/van/rope/petrol/shovel/spade/\
                tools?/gloves/balaclava/mask/ties/tape/knife/gun/blade/rifle/ticket) | sharpened
                (forgiven/forgive) (me/you/him) | what (has/have/needs) to be done | what must be done | about to do
                (must/has to/got to/needs to) be (done/before/stopped/at the/soon/finished/dealt) | otherwise engaged
                (only/last/final) (project/act/gift/mission) | taking .. with me
                be (famous/remembered/on the news/in the papers) | make (history/the news/an example/headlines) | martyr*
                god (told/wants/has) | voices (told/tell/in) | chosen (one/to/by) | destiny | rehears* | dry run
                practi[cs](e/ing) for | practi[cs]ed | steps,? that's all | the end is | judg(e)?ment day | day of reckoning
                reckoning | goodbye (letter/note)
                plan(s/ned/ning)? (to (kill/hurt/attack/do/finish/stop/jump/get)/for (her/him/you))
                picked (his/my/her/the/a) (window/spot/day/time/place/moment) | (ready/waiting) for .. moment
                deal with (that/the/this) (woman/man/candidate/mp/bitch)
                finish(es)? (the candidate/her/him/them/it)( off)? (before/on/at) | drawn straws
                (his/her/my) last (post/message/day at work)
                """),
        ),
        unless=any_of("""
            (we/i)('re/'ve/~are/~have)? (planned/planning/rehears*) | our (plan/rehearsal/manifesto) | manifesto | choir
            band | planning (permission/application/committee) | (pitch/hall/room/venue) booked | the regulars
            """),
    ),
    # Catches funerals foretold: an invoice for a burial, a wreath with her name, two coffins. Not a family funeral.
    Rule(
        name="funeral_foretold",
        flag=_PLAN,
        reach=2,
        needs=(
            any_of(
                """
                    funeral | burial | coffins? | graves? | (grave/head)stone | obituary | undertakers? | hearse | cremat*
                    wreath | death (notice/certificate) | (sympathy/condolence) card | in memoriam | rip | r.i.p
                    dug (a hole/a grave)
                    """
            ),
            any_of(
                """
                    (my/her/his/our/the candidate's) (name/photo/face)s? | your | for (you/her/him) | date* | deposit | two
                    candidate | \\d{1,2} (june/july/may/april) | polling day | booked | measured | ordered | delivered
                    """
            ),
        ),
        unless=any_of(
            """
                (gran/nan/mum/dad/mother/father/husband/wife/uncle/aunt)('s)? funeral(?! and)
                (went/going/off/back/flowers) .. funeral | attend* | war memorial | cenotaph | wreath laying
                lay* .. wreath
                """
        ),
    ),
    # Catches hit lists and faces on targets.
    Rule(
        name="on_a_list",
        flag=_PLAN,
        needs=(
            any_of("""
                (hit/kill/death) ?list | list of (targets/traitors/people to/names to/who to)
                my name('s/~is)? .. (on/top/first/next) | name('s/~is/~has)? .. picked | next on (the/my/his) list
                crossed (out/off) | wanted poster
                (my/her/his/our/candidate's) .. (face/photo/picture/name/leaflet/poster/address) .{0,24} (target/\
                cross ?hairs?/bullseye/dartboard/rifle scope/noose/gallows) | cross ?hairs | ring round the face
                into the target
                """),
            any_of("{us} | {says}"),
        ),
    ),
    # Catches a day named with menace: "you'll see on polling day", "look at my hands", "I'd stay home on Thursday".
    Rule(
        name="day_named",
        flag=_PLAN,
        unless=_OWN,
        needs=(
            any_of("{says}"),
            any_of("{soon}"),
            any_of("""
                you'll (see/regret/find out/wish/be sorry/pay/know)
                something (big/bad/will happen/is going to happen/special/under) | boom | bang | blood(bath/shed)?
                (surprise/present/gift/treat) for | like surprises
                (will be/be/it's/all) (over/finished/the end/dealt with/done) (on/by/at/after/tonight) | look at my hands
                (won't/nobody will/never) forget | watch (the news/what/this/your back/the news)
                ends? (on/at/tonight/here/this) | settle (it/this/the) | finish (it/this/what) | get (hers/his/yours/theirs)
                book .. off | (i'd )?stay (home/at home/away/indoors) | don't (come/go/turn up/be there/bring) | be ready
                wear(s/ing)? (a/body/your) .. (vest/armou?r) | bring (what/whatever/a vest/body) | make sure (she/he/you)
                your (day/turn) (is/will/has) | cold where you | practice | one of these is for | nobody will need
                """),
        ),
    ),
)
