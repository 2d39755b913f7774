"""Rules for harm as it happens: an attack, an injury, fire, a vehicle, somebody taken, a plain call for help.

Like the siege rules they look for the present. They must not fire on injuries that are over ("two stitches on
Tuesday") or on figures of speech, which `idioms` has cut out before.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_DANGER = RedFlag.IMMEDIATE_DANGER

# Stems; the endings stand where the list is used.
_ATTACKED = (
    "punch/attack/stabb?/hitt?/assault/grabb?/kick/headbutt/beat/knock/push/jump/shov/strangl/glass/slash/shot/dragg?/mugg/spat"
    "/chok/throttl/bott?l"
)
_HARMLESS = any_of(
    """
        tyres (are/were) | logo | policy | policies | facebook | twitter | online | attack ad | (polls?/press/papers/mail)
        verbally | fighting (for/this/over) | ball | throwing a (party/bash) | baby | campaign launch | figures | record
        at school | stage | laughing | bleeding (cheek/heck/obvious/edge/heart) | gazebo | economy
        """
)

HARM = (
    # Catches an attack going on or just done: "hes got her by the hair", "just been punched", "they're throwing bottles".
    Rule(
        name="attack_now",
        flag=_DANGER,
        now=True,
        unless=_HARMLESS,
        needs=(
            any_of(f"""
                (just/now)( now)? .. ({_ATTACKED})(ed/en/ged/bed/ped)? ?(?!the )
                {{they_have}} (?!been).. (hit/grabbed/pushed/punched/kicked/stabbed/shot/attacked/thrown/dragged/\
                headbutted/spat/knocked/choked/bitten/slapped/cut/hurt) .. {{us}}
                {{they_are}} .. ({_ATTACKED})(ing) .. {{us}}
                (is/being/getting/are) .. (attacked/beaten/punched/kicked/dragged/strangled/stabbed/assaulted/mobbed/\
                robbed/raped)
                (punched/attacked/stabbed/hit/grabbed/kicked/dragged/pulled/bundled/snatched/pushed) .{{0,60}}(still/\
                hasn't (gone/left)/not gone/won't (stop/leave)/looking for/coming back/outside) | riot
                kicking off (now/here/outside/at) | brawl | (mass/big) fight
                fight(ing)? (broke/breaking/has broken/outside/now) | (yn )?ymosod (ar/arn*)
                on the (floor/ground) (and/being/they) | got (her/him/me/us) (by the/on the/in a/up against/round the)
                hands? (round/around/on) (my/her/his) (throat/neck) | by the (throat/hair/neck)
                security (are )?(still )?wrestling | thr(ew/own/owing) acid
                throw(n/ing)? (something/acid/liquid) (in/at/over) (her/his/my) (face/eyes?) | blows
                """),
        ),
    ),
    # Catches somebody badly hurt. Not "nobody was hurt", "bleeding cheek".
    Rule(
        name="injured",
        flag=_DANGER,
        now=True,
        unless=_HARMLESS,
        needs=(
            any_of("""
                (is/'s/he's/she's/i'm/they're/head/nose/face/hand/arm/mouth/still/badly/people) .. bleeding
                bleeding (from/badly/everywhere/a lot/heavily) | unconscious | knocked (out/unconscious) | collapsed
                out cold | passed out | blood (everywhere/all over/pouring/coming)
                been (shot/stabbed/slashed/glassed/run over) | head injury | need(s)? an ambulance
                ambulance (now/please/quick) | acid .. (face/eyes?/skin/her/him/me/us)
                (burning/stinging) .. (face/eyes?/skin) | having a (seizure/fit)
                (i've/i have/she's/he's/i) been (hit/stabbed/attacked/punched/shot/beaten/hurt/bitten/run over)
                (my/her/his) .. ('s/is) (broken/bleeding/burning) | gwaedu | anymwybodol | cut (himself/hisself/herself)
                hit on the head
                """),
        ),
    ),
    # Catches the same said as a negation: "not breathing", "won't wake up", "can't open her eyes".
    Rule(
        name="not_responding",
        flag=_DANGER,
        now=True,
        negative=True,
        unless=any_of("traffic | queue | line | polls? | website | app | server | page | email | printer"),
        needs=(
            any_of("""
                (not/isn't/stopped) breathing | not responding
                (won't/not/isn't/doesn't) (wake/waking/moving/getting/get) up | (isn't/not) moving
                can't (breathe/stop the bleeding/open (her/his/my) eyes/feel (her/his/my) \\S+/see anything)
                """),
        ),
    ),
    # Catches fire and gas with people near. Not "boards burnt out this week".
    Rule(
        name="fire_now",
        flag=_DANGER,
        now=True,
        needs=(
            any_of("""
                (is/'s/are/'re/it's/its/on/there's/something's/someone's/house/office/hall/car/van/stall/porch/bins?/\
                tent) (on fire/alight/burning/in flames) | smoke (coming/under/in/everywhere/from)
                (flames/burning) (coming/in/under/at/everywhere/through/paper/rags?/petrol)
                set(ting)? .. (on fire/alight/fire to)(?! (last/on/at)) | (lit/lighting) (the/a/it/something/our)(?! up)
                petrol (through/all over/poured/on the/everywhere/under)
                (pour/push/put/shov)(ing/ed/ting)? .. (petrol/lit/burning/lighted/fireworks?/rags?) .. (letterbox/door/\
                window/porch/in) | smell(s/ing)? (of~/like~)?(gas/petrol/exhaust/smoke/burning) | gas leak
                cut(ting)? the .. (gas/brake/hose) | lighter in (his/her/their) hand | threw .. (firework/flare/petrol)
                (mae/ar) d[aâ]n | mwg | burning in the | threw a firework
                """),
        ),
        unless=any_of(
            """
                burning (garden/rubbish/question) | lit(erature/urgy) | candles? | bonfire | barbecue | bbq
                campaign('s)? (is )?on fire | lit the tree | burnt out | this week
                """
        ),
    ),
    # Catches vehicles used against people: driving at us, ramming, running us off the road.
    Rule(
        name="vehicle",
        flag=_DANGER,
        now=True,
        needs=(
            any_of("{person} | {us}"),
            any_of("""
                (dr(ove/iving/iven/ives)/revers(ed/ing)/aim(ed/ing)/accelerat*/swerv(ed/ing)) .. (car~/van~/\
                it~)?(straight~/right~)?(at/into/towards) (us/me/her/him/people/the (stall/crowd/group/queue/candidate/\
                volunteers)/our \\S+) | (tried/trying/going) to (run/mow/knock) {us} (over/down/off)
                (ram/bump/shunt)(ming/med/ping/ped/ing/ed) (us/me/our/my/her/the (car/van/bus/back)) | revving
                run (us/me/her) off the road | forced (us/me/her) off | jumped in the driver* | engine's (going/running/on)
                brake lines? | reversed up to | wheel nuts | brakes? .. (cut/tampered/failed) | tampered with | loosened
                grabbed the (steering )?wheel
                """),
        ),
        unless=any_of("drove (into/at) (town/the car park)"),
    ),
    # Catches somebody taken: dragged inside, bundled into a car, a child collected by a stranger.
    Rule(
        name="taken",
        flag=_DANGER,
        now=True,
        needs=(
            any_of("{person} | {us}"),
            any_of("""
                kidnap* | abduct* | snatched (her/him/my/the (child/baby/kid))
                (dragg/pull/bundl/forc/push/shov)(ed/ing) .. (inside/into .. (car/van/house/alley/flat/boot)/indoors/away)
                get in,? get in | (scream/screaming/screamed/crying) .{0,50}(cut/line/car/inside/hear)
                (hear/heard) .. scream*
                (collect/take/taken/taking/got) .. (baby/child/daughter/son/kids) .. (isn't/not/don't know/stranger/arms/\
                no idea) | (somebody/someone) else driving | in her arms
                (missing/not answering/vanished/hasn't (come/arrived/answered)) .{0,60}(followed/threat*/scream*/blood)
                """),
        ),
    ),
    # Catches dogs set on people. Not a dog that barked through a letterbox.
    Rule(
        name="dogs",
        flag=_DANGER,
        now=True,
        needs=(
            any_of(
                """
                    (sets?/let/setting/letting/sicced) (his/her/the/their/two/that/a) .. dogs? .. (on/off/at/loose/after/\
                    out) | dogs?('s/~is/~has/~have)? (got/biting/bitten/attacking/loose/off/going for)
                    dogs? on (us/me/her/them/him)
                    """
            ),
        ),
    ),
    # Catches a plain call for help. It may be all that somebody has time to write.
    Rule(
        name="call_for_help",
        flag=_DANGER,
        negative=True,
        needs=(
            any_of("""
                \\A(please~/pls~)?(help/police/999/ambulance/emergency/danger/fire/call (999/the police/police)/\
                i'm (so )?(scared/in danger/hurt/trapped))(~me/~us/~please/~now/~quick/~police/~help){0,3}[ !.]{0,9}\\Z
                help (me/us) (now/please/quick) | please help,? (he/they/someone/i'm/we're)
                (you )?send (someone/somebody/help/police/anyone/the police) (to/now/quick/round/please/over)
                need (the )?(police/help/someone/somebody/an ambulance) (here/now/right now/urgently/quick*/asap/\
                immediately/at) | police (now/quick/asap/please)(?! (know/have))
                (can/could) (you/someone/anyone) (get/send) .. (police/help/ambulance) (?!(contact/number/advice))
                come quick(ly)? | (please )?hurry
                (ring/call/phone/get) (me )?(999/the police/police/an ambulance) (now/for us/quick/please)
                (i'm/we're/she's/he's/i am/we are/life/lives/they're) .. in (immediate~/real~/serious~/grave~)?danger
                (don't/do not) feel safe .. (here/now/right/he/they/she/at/in) | not safe (here/right now)
                (i'm/we're/i am) .. (scared/terrified/frightened) (he/she/they/to (go/leave/come/open)/for (my/our))
                fear(ing)? for (my/our/her/his/their) (life/lives/safety/family/kids/children/wife/husband)
                going to (hurt/kill/get/attack/shoot/stab/batter) (me/us) | \\Asos | mayday | emergency (now/here)
                (this is/it's) an emergency | mewn perygl | mewn peryg | helpwch
                angen (help/yr heddlu) (nawr/rwan/rŵan/yma)
                """),
        ),
        unless=any_of(
            """
                report | form | website | log ?in | how to | guidance | canvass* | leaflet* | printing | my account
                does the bot | hustings prep | public speaking
                """
        ),
    ),
    # Catches the writer's own despair. It is not about an election threat, and it is never left unanswered.
    Rule(
        name="own_life",
        flag=_DANGER,
        negative=True,
        needs=(
            any_of("""
                (want/going/plan/planning/thinking about/thought about/thoughts of/feel like) (to )?(kill/end/tak/hurt/\
                harm)(e/ing)? (myself/it all/my (own )?life) | (i'm/i am/feel/feeling/am) suicidal
                don't want to (be here/live/be alive/wake up) any ?more | better off without me
                can't go on (any ?more/like this/living) | want to die | lladd fy hun
                """),
        ),
        unless=any_of("printer | spreadsheet | leaflet* | lol | haha*"),
    ),
)
_ = close
