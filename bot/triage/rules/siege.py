"""Rules for danger now from people: followed, besieged, shut in, somebody inside, somebody closing in.

They look for the present. The same thing told as finished, or as a habit, is a crime to report and not a reason
for the emergency card, so each rule is marked `now`: a sentence about the past does not count for it.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of

_DANGER = RedFlag.IMMEDIATE_DANGER


SIEGE = (
    # Catches being followed as it happens. Not "he followed me last month", "keeps following me on Twitter".
    Rule(
        name="followed_now",
        flag=_DANGER,
        now=True,
        unless=any_of("cat | puppy | labrador* | ducks? | geese | goose"),
        needs=(
            any_of("""
                being (followed/chased/tailed/stalked)
                {they_are} .. (following/tailing/chasing/shadowing/stalking) (me/us/her/him/the candidate/candidate/(my/\
                our) \\S+)
                (following/chasing/tailing/shadowing) (me/us/her/him) (home/now/right now/again/from/since/through/down/\
                up/to/in/on foot/round) | (still/right/walking/driving/been/stayed/close) behind (me/us/her/him)
                still behind | on (my/our/her/his) tail | (coming/running/come/ran) after (me/us/her/him)
                match(ing/es) my pace | cross(ed/es) over .. (so/and) .. (did/does/he/they) | won't stop following
                every turn we
                followed (us/me/her/him) (here/in/into/inside/home/onto/to/back) .. .. (and/they're/he's/she's/still/now/\
                waiting/standing) | moved seats | followed (us/me/her) all the way | yn (fy/ei/ein) (nilyn/dilyn)
                (dilyn/dilyn i) (fi/ni/hi/adra/adre) | fy nilyn
                (he/car/van/bike) .. behind .. (flashing/bumper/still/since) | following us in
                """),
        ),
    ),
    # Catches people trying to get in: kicking, climbing, trying handles, pulling at shutters. Not "found the lock glued".
    Rule(
        name="getting_in",
        flag=_DANGER,
        now=True,
        negative=True,
        unless=any_of("{own_people}"),
        needs=(
            any_of("{person} | {now} | {us} | inside | it's"),
            any_of("""
                (try/trying/tries/tried/attempting) (to )?(get/getting/break/force/kick/climb/push/smash/barge/pull/come/\
                drag/batter/open)(~in/~into/~through/~inside/~over/~down/~my/~our/~the)
                (trying/tried/tries/try) (the/my/our/each/every/all) .. (door/doors/window/windows/handle/handles/gate/\
                locks?)
                (kicking/banging/hammering/pounding/battering/smashing/booting/thumping/beating/rattling/rocking/barging/\
                hitting/shoving/pushing/breaking/forcing/pulling/pulling at/drilling/cutting/slashing/bashing/climbing/\
                jumping/prising) .. .. (doors?/windows?/shutters?/gates?/letterbox/van/bus/fence/walls?/handles?/locks?/\
                glass/windscreen/bonnet/roof/in/over/drws/ffenest*) | (rocking/attacking/mobbing/storming) it
                (climb/com/gett/break/forc/walk/push)(ed/ing) (up~/right~/straight~)?(through/over/in/into/\
                inside) .. (window/fence/wall/gate/house/office/building/garden/back/front/hall/door/kitchen/flat/home)
                (broke/broken/smashed/forced/burst/let (himself/themselves/herself)) .. (in/into/inside)
                (he's/they've/some(one/body)/he/they/people/men) .. got (in/inside/into the \\S+)
                windows? (are )?(starting/start/going/about) (to )?(go/through/in/crack)?
                (handle/door/lock)('s/~is)? .. (moving/turning/rattling/shaking/giving) | storm(ing/ed) (the/in)
                (on/over) (the/our/my) roof | torri (i )?mewn | (bwrw/cicio/curo/malu) .. (drws/ffenest*/neuadd)
                (he/they)('s/'ve/'re)? (got )?in$ | going round the (back/side) | going mental
                smashing (the/up/things/everything/stuff) | breaking (stuff/things/everything)
                """),
        ),
    ),
    # Catches somebody inside who should not be, and sounds that betray them.
    Rule(
        name="inside",
        flag=_DANGER,
        now=True,
        reach=2,
        negative=True,
        unless=any_of("{own_people}"),
        needs=(
            any_of("""
                intruder | {they_are} .. (in/inside/upstairs/downstairs/under/behind/through/on) (the/my/our/her/here/this)?
                hiding in | (moving/walking/creeping/going) .. (about/around/upstairs/downstairs/through) | footsteps
                (hear/heard/hearing) (him/them/her/someone/somebody/people/footsteps/voices/glass/a man/movement)
                yn y (tŷ/ty/swyddfa/gegin/neuadd/gegin) | (mae/ma) .. (yma/tu allan/tu fewn) | on the (stairs/landing/roof)
                """),
            any_of(
                """
                    {afraid} | won't (leave/go/come out) | (broken/broke/got/let (himself/themselves)) in(to)?
                    don't know (him/them/who) | walked in | intruder | locked | power('s)? (off/out) | upstairs
                    supposed to be | gloves | weapon | knife | lights? (off/out) | turned the | stranger | shouldn't be
                    isn't on the list | put the latch | cloi | gadael | keeps? saying | blood | scream* | drawers | breaking
                    under the (bed/desk/stairs) | cupboard | bath | balaclava | mask(s/ed)? | cubicle
                    """
            ),
        ),
    ),
    # Catches refusing to leave or to let people go. Not "won't leave me be" (calls and letters), "won't let it go".
    Rule(
        name="will_not_leave",
        flag=_DANGER,
        now=True,
        negative=True,
        needs=(
            any_of("{person} | we're | i'm | us | me"),
            any_of("""
                (won't/will not/refus(es/ing) to/not/isn't/aren't/is not/no) (leave/leaving/go away/going away/going/\
                budge/moving/get out/move)(?! ((me/her/him/us/them/it/my/our) )?(be/alone/to/on/until))
                (won't/will not/refus(es/ing) to/not/isn't/aren't/doesn't/don't) (let/letting) .. .. (out/go/leave/past/\
                pass/through/in/off/near/shut/close/drive/get/by/move)(?! of it)
                (nobody/no one) (leaves/is leaving/goes/gets out) | (gwrthod/ddim yn/gau) gadael(?! llonydd)
                ddim yn gadael i ni
                (block(ing/ed)/stand(ing)? in/across/stood in) (the/our/my/us/her) (door/doorway/exit/way out/way/stairs?/\
                drive/path/car/gate/only/road)( in)?
                (turned/locked/bolted/put/locks/bolts) the .. (sign/latch/lock/door/doors/bolt/key/room)
                keeps? saying sit down | wedi cloi
                """),
        ),
        unless=any_of(
            """
                let it go | let us know | facebook | twitter | count until | (we/i)('re/'m/~are/~am)? not leaving | emails?
                calls | my account | instagram | prison | leave me be | leave .. alone | locked the (office/hall) (up/and)
                """
        ),
    ),
    # Catches being shut in: trapped, cornered, barricaded, surrounded, hiding.
    Rule(
        name="trapped",
        flag=_DANGER,
        now=True,
        negative=True,
        needs=(
            any_of("""
                trapped | (us/me/her/him) (backed/pinned/cornered/trapped) | barricad* | corner(ed/ing)
                (we're/i'm/we are/i am/she's/he's/they're/we've/i've/ni) .. (hiding/hid/locked/stuck inside/surrounded/\
                boxed/shut in/pinned/under the/in the (cupboard/toilets?/bathroom/loft/cellar/kitchen/cubicle))
                locked (ourselves/myself/us/me/her/him/the .. door) .. | hiding (in/from/behind/under/upstairs)
                can't (get/go) (out/away/past/to (the/our/my) (car/door)/home/back/in/off/through/near/down/up)
                (blocked/boxed/hemmed/fenced/penned/chained/locked) (us/me/her/him/them) in
                surround(ed/ing) (us/me/her/him/the/our/by/my) | hostage | pinn(ed/ing) (me/her/him/us/against/to/down)
                back(ed/ing) (me/us/her/him) (into/up) | chained .. (gates?/doors?) | (dan glo/yn cuddio)
                methu .. (mynd/dod) (allan/mas) | mynd mas | put the bolt | no way out
                (stood/standing) (round/around/over) (my/the/our/me/us/her/him)
                hold(ing)? .. (up )?against (the/a) (wall/door/car)
                """),
            any_of("{person} | {us} | outside | door | mob | crowd | office | room | car | with us | gates? | counter | kitchen"),
        ),
        unless=any_of(
            """
                traffic | lift's broken | locked (myself/ourselves) out | locked out | account | trapped wind | nerve
                meeting | zoom | hiding (the/our/my) | rain | facebook | cornered the market | password
                """
        ),
    ),
)
