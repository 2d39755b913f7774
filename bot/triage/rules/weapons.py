"""Rules for access to weapons and weapon skills. The event may be over: access stays a red flag.

They must not fire on tools in the hands of the writer's own team, on questions about what counts as a weapon, or
on damage found afterwards (a brick through a window at night is a crime, but nobody is holding it).
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_WEAPONS = RedFlag.WEAPONS

# Tools and things that are only weapons in somebody's fist.
_TOOL = """
    axes? | bats? | hammers? | sledge ?hammer | mallet | crowbars? | pipes? | poles? | (iron/metal) bars? | bars?
    screwdrivers? | scissors | chains? | bricks? | sticks? | jerry ?cans? | petrol( can)? | can of \\S+ | lighter | cleaner
    bleach | ammonia | scythe | billhook | sickle | spade | shovel | chainsaw | golf clubs? | pitchfork | planks? | belt
    spanner | wrench | scalpel | razor | syringes? | needle | blowtorch | pickaxe | (broken/glass) bottle | nail ?gun
    weapons? | tool | slab | whip | poker | rolling pin | chisel | ice pick | bolt cutters | cable ties | (gaffer/duct) tape
    rope | noose | gloves and | something (long/shiny/sharp/heavy/metal)
    """
_HOLDING = """
    has | have | had | got | with | carr(ying/ies/ied) | h(olding/eld) | wav(ing/ed) | brandish* | sw(inging/ung)
    pull(ed/s/ing) | dr(ew/aws/awn) | show(ed/s/n/ing)? | br(ought/ings?/inging) | bought | order(ed/ing) | sharpen*
    loaded | keeps | owns? | collect* | reach(ed/ing) for | wield* | clutch* | produced | tapp* | hid(ing/den/es) | conceal*
    armed | wearing | put | point(ed/s/ing) | grabb* | (took/taken/taking) out | flash(ed/ing) | pos(ing/ed) | pictured
    cleaning | gripp* | saw | seen | spotted | mention* | talk(ed/s/ing) about | into | access to | makes? | gyda | efo
    'da | 'na | welodd | opened .. jacket | looks? like | might be | there's | there is | us(es/ed/ing)
    """
_FISTED = """
    with .. | carr(ying/ies) | h(olding/eld) | wav(ing/ed) | brandish* | sw(inging/ung)
    (he/she/they/someone)('s/'ve/~has/~have) (got )?(a/an/the/his/her/their/some/that)? ?
    (got/had/have/has) (a/an/the/his/her/their/some/petrol/bricks/bats/bits?/hammers/sticks/poles/drain) | came back .. with
    armed | wield* | clutch* | picked up | (bring/bringing/brought) | sharpen* | pull(ed/s/ing) (a/an/out) | fill(ed/ing)
    pour(ed/ing) | bought | gyda | efo | 'da | has put | put
    """
_KEPT = """
    in (his/her/their/the/a/its) .. (hands?/fist/bag/rucksack/coat/jacket/pocket/belt/waistband/boot/sleeve/van/car/shed/\
    house/flat/trousers/glovebox/garage/jumper/trolley/pram/loft/cupboard/bottle) | up (his/her) (sleeve/top/coat)
    under (his/her/the) (coat/jacket/jumper/seat/arm) | on (him/her/me/them) | down (his/her) .. (trousers/leg/back)
    over (his/her/their) (fist/shoulder/hand/knuckles)
    """

WEAPONS = (
    # Catches "he's got a knife", "pulled a blade on her", "someone saw a gun in the van". Not "no knife", "glue gun".
    Rule(
        name="weapon_held",
        flag=_WEAPONS,
        unless=any_of("{own_props}"),
        needs=(
            any_of("{person}"),
            close(_HOLDING, "{weapon}", chars=40),
        ),
    ),
    # Catches the same of somebody named: "Zed has a knife", "pulled a blade". Not the writer's own kitchen.
    Rule(
        name="weapon_drawn",
        flag=_WEAPONS,
        unless=any_of("{own_props} | (i/we) (have/had/own/carry/bring) | i've | we've | can i | bring"),
        needs=(
            any_of("""
                (has/had/got/with/pulled/pulls/waving/waved/holding/carrying/brandish*/swinging/drew/produced/\
                wielding) (out )?(an?/the/his/her/their/two/some) .. {weapon}
                """),
        ),
    ),
    # Catches "machete down his trousers", "gun in the loft", "cartridge in her bag".
    Rule(
        name="weapon_kept",
        flag=_WEAPONS,
        unless=any_of("{own_props}"),
        needs=(
            close(
                "{weapon}",
                _KEPT,
                chars=30,
                ordered=True,
            ),
        ),
    ),
    # Catches a weapon and nothing else: "knife!!", "gun", "theres a knife". People in danger write short.
    Rule(
        name="weapon_alone",
        flag=_WEAPONS,
        needs=(
            any_of(
                """
                    \\A(a/there's a/theres a/help/got a/it's a)? ?(kni(fe/ves)/gun/machete/sword/axe/hammer/cyllell/gwn/\
                    acid/bomb/man (with/and) .. (knife/gun/axe/bat))[ !.]{0,9}\\Z
                    """
            ),
        ),
    ),
    # Catches "man with a hammer", "came back with his brother and a bit of pipe". Not a brick found on the floor.
    Rule(
        name="tool_in_the_fist",
        flag=_WEAPONS,
        unless=any_of("{own_props}"),
        needs=(
            any_of("{person}"),
            close(_FISTED, _TOOL, chars=30, ordered=True),
            any_of("""
                outside | here | now | at | waving | swinging | threat* | wait* | com(e/es/ing) | came | towards | said
                says | gate | sharpen* | hit | smash* | you | her | us | me | candidate | our | door | bag | hand | house
                office | directions | with
                """),
        ),
    ),
    # Catches "hammer in his hand", "drain cleaner in a bottle in his bag", "a plastic bag over his fist".
    Rule(
        name="tool_kept",
        flag=_WEAPONS,
        unless=any_of("{own_props}"),
        needs=(
            any_of("{person}"),
            close(
                _TOOL + " | bag | chemical*",
                """
                    in (his/her/their) .. (hands?/fist/bag/rucksack/coat/jacket/pocket/belt/waistband/sleeve/boot)
                    up (his/her) (sleeve/top/coat) | under (his/her) (coat/jacket/arm) | over (his/her) (fist/knuckles)
                    on (him/her/me)
                    """,
                chars=24,
                ordered=True,
            ),
        ),
    ),
    Rule(
        name="hidden_in_clothes",
        flag=_WEAPONS,
        needs=(
            any_of(
                """
                    (see/show*) .. (handle/grip/bulge/blade) | lift(s/ed/ing) .. (shirt/top/jumper/jacket) | phone taped to
                    something .. (in/up/under/down) (his/her/my) .. (sleeve/jacket/coat/waistband/belt/trousers/hoodie/top)
                    reaching (in/into/inside/for) (his/her) .. (jacket/coat/pocket/waistband/belt/bag)
                    """
            ),
        ),
    ),
    # Catches "he's carrying", "tooled up", "got the tool on me", "saw it in his waistband". Not "carrying a box".
    Rule(
        name="carrying",
        flag=_WEAPONS,
        needs=(
            any_of("""
                (is/'s/he's/she's/they're/always/be/comes?) (carrying/packing/strapped/armed/tooled up/bladed up)(?! (a/\
                an/the/his/her/their/on/our/it/boxes/out/leaflets/placards/signs/bags?/up)) | tooled up | the tool on me
                got a tool | in (his/her) waistband | going equipped | armed ((wo)?man/(wo)?men/gang/with)
                (come/comes/came) armed
                """),
        ),
    ),
)
