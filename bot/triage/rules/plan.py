"""Rules for fixated ideas and a specific plan: a visit announced, a routine learned, preparations, a day named.

They must not fire on plain repetition (letters every week, the same man at every surgery), which is harassment
to be reported, unless a place, a time or a preparation shows that somebody means to act.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_PLAN = RedFlag.FIXATED_PLAN

_OWN = any_of(
    """
        our (team/volunteers?/leaflet/canvass/rally) | cover(ing)? (the/my) | looking forward | thanks | cheers
        we'll see you
        """
)
_KNOWS = """
    (i/we/he/she/they/who) (know/knows/knew) | knows? | found out | (worked/figured/finding) out | seen
    asked (me/us/her/our \\S+)
    """
_ROUTINE = """
    (where/what time/when/which/what/who/how) .{0,30}(bedroom/live[sd]?/living/sleep*/park(s/ed)?/walk*/train/jog*/run/\
    gym/school/nursery/home/leav*/finish*/drink/eat/stay*/car/kids?/children/shop/church/swim*/drop*/pick*/get (home/in/\
    off/back)/alone/own/break/lock*/mum/mother/family/wife/husband/parents/daughter/son/drive[sd]?/sits?/security)
    (get/catch/take/drive/walk/leave/finish/park/run/train/swim)s? (the/at/by/to/home/along/every) | the \\d{1,2}[.:]\\d\\d
    (your/her/his/my/the candidate's) (route/routine/address/movements/timetable/street/house/kids?/school/car/gym/train/\
    bus/diary)
    """
_LOOKS = """
    ask(s/ed/ing)? | film(s/ed/ing)? | photograph* | (pictures?/photos?/drawing/map/plan/sketch/video) of | count(s/ed/ing)?
    measur* | tim(ed/ing) | pac(ed/ing) | not(ed/ing) (down )?(the/who/when/our/her/my/his) | writ(ing/ten/es) | wrote
    sketch* | mapp* | worked out | watch(ed/es/ing) | recc?[eiy]* | scop(ed/ing) | cas(ed/ing) | notebook | read(s/ing)? out
    want(s/ed) to know | tried (the/all/every) | (walk/hang/drive/driv)(s/ed/ing)? (round/past) | interested in
    clock(ed/ing) | follow* .. home | drew
    """
_WATCHED = """
    exits? | fire (door/exit)s? | (back/side) (door/way/gate/entrance) | which (seat/exit/door/car/hotel/train/school)
    what (car/time)
    when (she/he/you/we/i/the candidate/they)('s/'re/'d)? .. (leav*/arriv*/finish*/alone/own/gets?/go(es)?/lock*/close)
    who locks | locks? | alarm | cctv | cameras? | security | guards? | bodyguard | reg(s/istration)?(~numbers?/~plates?)?
    number ?plates? | routes? | routine | timetable | alone | on (her/his/my/our/your) own
    (my/her/his/our/the candidate's) .. (house/home/car/street/gate/windows?/bedroom/school)
    (my/her/his/our) (kids?/children/daughter/son)('s)?
    where (she/he/i/we/you/the candidate)('s/'ll)? .. (sits?/sit/parks?/sleeps?/lives?/stay*/sitting/goes/stands?/be)
    distance | sight ?lines? | from (stage/door/car) to | way (in/out) | (layout/floor ?plan/map) of
    what (kind/sort) of .. (glass/alarm/lock/locks/door/doors/car)
    (windows?/glass) (are/is) .. (reinforced/bulletproof/toughened) | how (long/far/many) .. (from/to/people/police/steps)
    """

PLAN = (
    # Catches "I know where you live", "knows I get the 7.42", "asked which school". Not "I know who you are".
    Rule(
        name="knows_the_routine",
        flag=_PLAN,
        needs=(close(_KNOWS, _ROUTINE, chars=16, ordered=True),),
        unless=any_of(
            """
                canvass* | polling station | (don't/doesn't/didn't/need to/like to/let me) know
                (my/the) (friend/agent/mum) knows
                """
        ),
    ),
    # Catches exits filmed, number plates written down, "which exit does she use". Not a journalist at the gate.
    Rule(
        name="scouting",
        flag=_PLAN,
        needs=(any_of("{person}"), close(_LOOKS, _WATCHED, chars=70, ordered=True)),
        unless=any_of(
            """
                journalist | photographer | reporter | estate agent | health and safety | auditors?
                we (film/asked/counted) | survey
                """
        ),
    ),
    # Catches "see you tonight", "I'll be waiting by the gate", "pay her a visit" in somebody's words.
    Rule(
        name="announced_visit",
        flag=_PLAN,
        unless=_OWN,
        needs=(
            any_of("{says}"),
            any_of("""
                (see/seeing/cya/catch/find/meet/get) (you/her/him/ya/them)( all)? | pay(ing)? {us} a visit
                visit(ing)? (you/her/him/your/the) | (be/i'll/hell/they'll/we'll/he'll/she'll) .. wait(ing)?
                wait(ing)? (for {us}/outside/behind/by your/at your) | looking for (you/her/him)
                com(e/ing) (round~/over~)?(to/and) (your/see/find/her/his/visit) | drop(ping)? (by/in/round)
                will (see/find/meet/visit/be there/come)
                (i/we/he/they/she)('ll/~will)( be)? .. (there/seeing/stood/standing/outside/behind/at the/in the/\
                front row/on it/watching/sat) | appointment with | stood behind you | your (back )?(door/gate/window/steps)
                knock(ing)? on your | (disgwyl/aros) amdana* | (dy~/ei~)?weld (ti/di/chdi/hi)
                """),
            any_of(
                """
                    {soon} | {home} | there | outside | behind | alone | dark | appointment | steps | visit | trees? | pitch
                    row | coat
                    """
            ),
        ),
    ),
    # Catches getting somebody alone: "only needs one minute alone with her", "when there's no security".
    Rule(
        name="wants_them_alone",
        flag=_PLAN,
        negative=True,
        needs=(
            any_of("{says} | asked | asking | asks | wants? | knows? | needs? | worked out"),
            any_of("""
                minutes? (alone/with) | alone with (her/him/you/the)
                (get/catch/find/meet/have/see) {us} (alone/on (her/his/your/my) own/by (her/him/your)self) | no security
                when {us}('s/'re/'m/~is/~are/~am)? .. (alone/on (her/his/your/my) own/by (her/him/your)self)
                (if/whether) i was .. (alone/on my own) | on my own (till/until) | that's the gap
                (no one/nobody) (will/would/can/could) (see/hear/know/help)
                """),
        ),
    ),
    # Catches routines read back: "your lad plays left back", "nice red door, back gate doesn't lock".
    Rule(
        name="routine_read_back",
        flag=_PLAN,
        reach=2,
        negative=True,
        needs=(
            any_of("{says} | photos? | pictures? | film*"),
            any_of("""
                (your/her/his/their/my) .. (lad/man/boy/son/daughter/kids?/children/girl/mum/mother/dad/wife/husband/\
                grand*/nan/baby/dog/bedroom/blinds?/curtains?/lights?/door/gate/kitchen/drive/car/\
                class)('s)? .{0,40}(plays?/walks?/school/gets? off/pitch/bus/asleep/sleeps?/home (from/alone/at)/\
                under \\d+s/class(room)?/nursery/nights?/on (her/his/their) own/go(es)? down/off at/at \\d\\S*/past/\
                lessons?/every (morning/day/night/\\w+day)/looks? (lovely/nice/pretty/cold/so)/wears?/unlocked/\
                doesn't lock/open/swimming/football/leaves?/uniform/curly/lovely/pretty/red/blue/has .. hair)
                the drive a few | door to door | school run | watch(ing/ed) (you/her/him/your/the house/them)
                nice .. (house/car/door/garden/curtains/dress/coat/kids/family)
                you .. (looked/were wearing/wore/left/got/walk(ed)?/park(ed)?/take/leave/run/jog) .. (at/the/your/in/home/\
                late/early/past/by/alone/every) | clear (line/view/shot) | line of sight | good visibility | so i know which
                where you (are/sit/stand/sleep/live) | wear (something/the/a/your)
                """),
            any_of("{says} | outside | note | unknown"),
        ),
        unless=any_of("leaflet | canvasser said | door to door canvass* | school run (and/we)"),
    ),
)
