"""Lists of words that several rules share, and `any_of`, which turns phrases into a pattern.

A list belongs here when two rules need it. Words are in the plain form of `wording`: lower case, and bloke, lad,
guy, chap ... already turned into man and men.
"""

import re

from bot.triage import phrases


def any_of(block: str) -> re.Pattern[str]:
    """Return the compiled pattern for any of the phrases in `block`; see `phrases` for how they are written."""
    return re.compile(phrases.source(block, _LISTS))


def close(first: str, second: str, *, chars: int, ordered: bool = False) -> re.Pattern[str]:
    """Return a pattern for two phrases with at most `chars` characters between them, in either order by default."""
    one, two, gap = phrases.source(first, _LISTS), phrases.source(second, _LISTS), rf".{{0,{chars}}}?"
    return re.compile(one + gap + two if ordered else f"{one}{gap}{two}|{two}{gap}{one}")


def _defined(**blocks: str) -> dict[str, str]:
    """The lists as regular expressions; a later one may name an earlier one."""
    lists: dict[str, str] = {}
    for name, block in blocks.items():
        lists[name] = phrases.source(block, lists)
    # A quotation mark is a message too; it cannot stand in a phrase, since a phrase is whole words.
    return {**lists, "says": f'(?:"|{lists["says"]})'}


_LISTS = _defined(
    # Somebody other than the writer.
    person="""
        he('s/'d/'ll)? | she('s/'d/'ll)? | they('re/'ve/'d/'ll)? | him | them | (wo)?m(a/e)n('s)? | some(one/body)('s)?
        person | people | gang | group | mob | crowd | boys? | girls? | kids | strangers? | neighbours? | ex | brothers?
        husband | son | dad | mate | driver | resident | voter | constituent | protesters? | (two/one/three/four/lots?) of
        bunch | couple | customer | landlord | tenant | visitor | caller | student | supporter | heckler | stalker | drunk
        who | weirdo | nutter | rhywun | boi | bois | fe | fo | mae | ma | maen | nhw | councillor | cllr | troll
        """,
    # Whom it may be done to.
    us="""
        me | us | you | her | him | them | (the/our/my/your/her/his/their) \\S+ | candidate | mp | agent | volunteers?
        everyone | everybody | people | staff | team | kids? | children | family | councillor | cllr | each other
        """,
    # Somebody is doing, this minute: "he's still ...", "there are men ...", "someone is ...".
    they_are="""
        (he/she/they/who/some(one/body)/(wo)?m(a/e)n/people/kids/gang/mob/crowd/group/lot/car/van/driver/neighbour/\
        ex) (is/are) | (he's/she's/they're/who's/some(one/body)'s/(wo)?man's/car's/van's)
        there('s/~is/~are) .. (person/people/(wo)?m(a/e)n/someone/somebody/of them/group/gang/kids/car/van/strangers?)
        (two/three/four/five/some/lots?) of them | (wo)?m(a/e)n
        """,
    # Somebody has done, a moment ago.
    they_have="""
        (he's/she's/they've/some(one/body)'s/(wo)?man's)
        (he/she/they/some(one/body)/(wo)?m(a/e)n) (has/have/just/just now/have just/has just)
        """,
    # The words are somebody's: written, said or quoted. Turns "see you at the count" into something reported.
    says="""
        e-?mail(s/ed)? | letters? | dms? | dm'd | messag(e/es/ed/ing) | text(s/ed)? | notes? | voicemails? | (post)?cards?
        sa(id/ys/ying) | w(rote/rites?/ritten/riting) | comment(s/ed)? | post(s/ed)? | repl(y/ies/ied) | t(old/ells?/elling)
        shout(s/ed/ing)? | yell(s/ed/ing) | scream(s/ed/ing) | s(ent/ends?/ending) | r(ang/ung) | phoned | call(s/ed/er)
        tweet(s/ed)? | threat* | letterbox | caption | anonymous | bio | story | video | playlist | invoice | (over)?heard
        chalked | sprayed | scratched | painted | taped | typed | whisper(s/ed/ing) | muttered | mouthed | boast* | brag*
        chat | thread | forum | swears? | swore | reckons | warn(s/ed) | dweud | ddweud | dywed* | lythyr | neges | ffonio
        e-?bost
        """,
    # A time or an occasion that lies ahead.
    soon="""
        now | soon | tonight | tomorrow | today | later | next | (mon/tues/wednes/thurs/fri/satur/sun)day('s/s)? | sat
        weekend | polling day | polls? | election (day/night) | hustings | count | rally | surgery | walkabout | parade
        debate | speech | meeting | launch | event | vigil | march | fete | fair | market | ceremony | funeral
        \\d+ (minutes/hours/days) | (ten/five/two/twenty) minutes | noon | midnight | (at/by) \\d\\S*
        \\d{1,2}(st/nd/rd/th) | (when/before/after) (you/she/he/we/they/the/this/that) | heno | yfory | nos | bore | cyfri
        (before/by) (polling/thursday/the) | christmas | (jan/febr)uary | april | may | june | july | august
        """,
    # Where people live, work and meet.
    home="""
        house | home | flat | (front/back/side/fire)? ?doors? | doorstep | porch | drive(way)? | garden | gates? | garage
        windows? | office | hall | building | hq | shop | street | road | lane | estate | car park | surgery | venue
        school | nursery | car | (mini)?van | (mini)?bus | stair(s/case/well)? | lift | landing | corridor | lobby
        reception | kitchen | toilets? | loft | shed | letterbox | rooms? | storeroom | (polling )?station | stall | church
        cupboard | steps? | stage | tŷ | ty | drws | swyddfa | neuadd | ffenest* | giât
        """,
    # It goes on while they write.
    now="""
        (right )?now | at the moment | currently | as (i/we) (type/speak/write) | still | already | again
        this (minute/second) | urgent(ly)? | asap | nawr | rwan | rŵan | ar hyn o bryd | o hyd | (half )?an hour
        \\d+ minutes | ages | hours | since (\\d/eight/nine/ten/seven/six)\\S* | won't (leave/go/stop) | this time
        """,
    # Fear, and wanting help.
    afraid="""
        (don't/do not) feel safe | not safe | scared | terrified | frightened | afraid | shaking | crying | alone
        on my own | by (my/her/him)self | help | police | 999 | hiding | please | can't talk | whisper* | urgent* | hurry
        kids are | ben fy hun
        """,
    # Words of ordinary campaign life, in which somebody at the door is no threat.
    own_people="""
        we('re/~are/~were) .. (knocking/banging/trying/standing/waiting/parked)
        i('m/~am/~was) (outside/trying/waiting/parked/standing) | my (account/email/password) | log ?in | website | printer
        drums? | deliver* | postman | courier | taxi | police are outside | thanks | polite* | tea | cake | biscuits
        minister | leader | leaflet* | canvass* | (every/each) (day/week/time/morning/night/evening/year/\\w+day)
        most days | usually | always | as we came in | queue | was outside | were outside | kids prob* | weather | rain
        traffic | tree* | hedges? | grass | roadworks | zoom | unload | dropp* .. off | with the (boards/leaflets/posters)
        gazebo | rosettes | parody
        """,
    # Made to hurt, or hard to explain near a candidate.
    weapon="""
        kni(fe/ves) | blades? | machetes? | hatchets? | daggers? | swords? | samurai* | katana | sabre | kukri | shotguns?
        rifles? | pistols? | handguns? | revolvers? | firearms? | guns? | crossbows? | crossbow bolts | longbow
        bow and arrows? | knuckle ?dusters? | brass knuckles | tasers? | stun guns? | molotovs? | (petrol/pipe/nail) bombs?
        pressure cooker bombs? | bombs? | grenades? | explosives? | detonators? | semtex | shanks? | chibs? | ammo
        ammunition | bullets? | cartridges? | stanley (knife/blade) | (throwing/ninja) (stars?/stuff/knives) | nunchucks?
        cosh(es)? | truncheon | bayonet | cleaver | (air/bb/pellet) (rifle/gun/pistol)s? | baseball bats?
        (twelve/12)[ -]?bore | sawn[ -]?off | acid | (flick/zombie/lock/combat/hunting/kitchen/carving) ?kni(fe/ves)
        box ?cutter | glock | uzi | ak ?47 | catapult | slingshot | emojiknife | emojigun | pepper spray | cs gas
        (can of/sprayed) mace | tomahawk | spear | harpoon | slaughterman | rifle scope | silencer | live rounds?
        [cgn]?g?h?yllell | cyllyll | gwn | wn | dryll | [bf]wyell | [bf]wyall
        """,
    # Weapons that are props, prizes or somebody's honest work.
    own_props="""
        (we/i/our) .. (borrow/use/keep/bring/bought/need/knight/prop/props/auction*) | reenact* | cosplay | fancy dress
        replica | toy | plastic | foam | inflatable | lego | costume | morris men | raffle | tombola
        (serving )?firearms officers? | armed (police/officers) | clay (club/shoot*) | kitchen drawer | cheese
        """,
)
