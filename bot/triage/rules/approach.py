"""Rules for danger now from somebody near: outside, in a scene told as it goes on, closing in.

They look for the present, and for a sign of menace beside it: a man outside with a box of leaflets is none.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_DANGER = RedFlag.IMMEDIATE_DANGER

APPROACH = (
    # Catches somebody outside or at the door now, with a sign of menace. Not the man with a megaphone every Wednesday.
    Rule(
        name="outside_now",
        flag=_DANGER,
        now=True,
        unless=any_of("{own_people}"),
        needs=(
            close(
                "{person}",
                """
                    outside
                    at (the/my/our/her/end/bottom) .. (door/gates?/windows?/house/drive/stall/back/front/end of/bottom of/\
                    car/desk/drive) | in (the/my/our/her) .. (drive/garden/driveway/car park/doorway/bushes/porch/yard)
                    on (the/my/our/her) .. (doorstep/step/drive/porch/landing/wall/lawn) | across the (road/street)
                    by (the/my/our/her) .. (car/door/gate/van/bus) | round (the/my/our) .. (car/van/back/house) | tu allan
                    here again | at the house | parked .. (outside/across/up/opposite) | (over)?opposite (the/my/our)
                    (standing/stood) (over/round/around/there) | in the road where
                    """,
                chars=44,
            ),
            any_of(
                """
                    {afraid} | {now} | waiting (for/by/at/outside) | staring | shout(ing/s) | scream* | threat* | hammering
                    banging | (masks?/balaclavas?/hoods?)(ed)? | follow* | pac(es/ing) (up/round/the) | been there
                    hasn't moved | with .. (bats?/dogs?/bag/can/brick/bottle)
                    (my/our) (house/home/flat/door/window/garden/drive/bedroom) | looking (in/through/at) | swearing | drunk
                    knocked out the | thrown out | livestreaming | reading out | circling | at my (window/door)
                    """
            ),
        ),
    ),
    # Catches a scene told as it goes on: "he's pouring ...", "they're circling", "someone is shooting at ...".
    Rule(
        name="scene_now",
        flag=_DANGER,
        now=True,
        unless=any_of("{own_people}"),
        needs=(
            any_of("""
                {they_are} (?!been).. (screaming/shouting/yelling/hovering/telling .. to come/smashing/breaking/pouring/\
                dousing/lighting/burning/throwing/lobbing/chucking/hurling/spitting/charging/circling/shooting/firing/\
                swinging/waving/wrestling/dragging/pulling/pushing/shoving/grabbing/cutting/slashing/ripping/kicking/\
                punching/hitting/beating/attacking/choking/strangling/holding/pinning/touching/threatening/screaming/\
                jumping/climbing/crawling/prowling/lunging/pointing/blocking/ramming/revving/unscrewing/drilling/sawing/\
                shining) .. (at/on/over/in/into/up/down/towards/through/under/across/against/my/our/her/him/me/us/it/\
                things/everything/something/the \\S+/people/petrol/bottles/bricks/stones/stuff/paint/eggs/glass/\\w+ (up/\
                down/by/out/about/around)/that/for) | {they_are} .. (still here/still there/right here/both ends)
                waiting for (us/me/her) (at/by/outside/in/with)
                (crowd/it/things)('s/~has/~have) (turned/getting/got) (nasty/ugly/violent) | (red dot/laser) .. (on/at/in)
                gun ?shots? | gunfire | shots fired | {they_are} (shooting/firing)(?! (the/a) (video/film))
                (phone line/power/lights/electric/wires?) .. (cut/gone(~off/~out)?/off)$
                cut the (phone/power/lights/electric/wires?)
                {they_have} .. (swung/thrown/pulled/pushed past/barged/come in/got in/turned up at (my/our/her) .. (house/\
                home/school/kid's/kids'/sports)/grabbed/lit/poured/blocked/locked/surrounded/hit/rammed/jumped/climbed/\
                smashed/gone to .. (car/van) to) | behind the curtain | stuck (behind/in) .. (with/and he/and they)
                isn't letting go | won't let go
                """),
        ),
    ),
    # Catches somebody closing in: "he's coming up the drive", "they're heading over", "the lift's coming up to my floor".
    Rule(
        name="closing_in",
        flag=_DANGER,
        now=True,
        unless=any_of("{own_people}"),
        needs=(
            any_of("""
                ({they_are}/gang/mob/crowd/of them/torches/lift's/now/them/just started/em) .. (walking/running/coming/\
                heading/charging/marching/moving/climbing/creeping/surging/pouring) .. (over/up/towards/at/down/across/\
                for/straight/in/through/back/closer) | getting closer | closing in
                (coming/walking) (up/down/towards) (the/my/our/us/me) (stairs/stairwell/drive/path/garden/steps/field/\
                lane/alley)? | lung(ed/ing) (at/for/towards) | dod (ffordd hyn/i mewn/amdana*) | mi ddo i mewn | squared up
                """),
            any_of(
                """
                    {afraid} | shout* | angry | torches | masks? | balaclavas? | hoods? | weapon | knife | bats? | outside
                    gang | mob | threat* | drunk | stood there | been there | following | floor | again | no signal | lane
                    drive | him | us | me | pointing | stairs | stairwell | fists? | ffonio | towards | he's in | got in
                    field
                    """
            ),
        ),
    ),
)
