"""Rules for imminent violence: somebody says, writes or shows that they are about to hurt somebody.

They must not fire on vague ill-wishing ("you want stringing up"), which is a crime to report but not imminent.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_VIOLENCE = RedFlag.IMMINENT_VIOLENCE

_WILL = """
    (i/we/he/she/they/you)'ll | will | going to | about to | want(s/ed)? to | wanna | threat* to | (he/she/they/i)'d
    plan(s/ning/ned)? to | intends? to | ready to | here to | promised to | (try/tried/trying) to | paid to | time to
    vowed to | swore to | coming to | hell | ill | we're | i'm | they're | he's | let's | be | gets? | getting | got to
    """
# Verbs that mean harm whatever follows, and weaker ones that need a body part or a person to mean it.
_HARM = """
    (kill/murder/stab/shoot/behead/strangle/throttle/drown/batter/lynch/kneecap/rape/poison/execute/slaughter/butcher/\
    assassinate/petrol ?bomb/ambush/attack/hurt/harm/beat/bash/kick/punch/deck/jump/glass/bury/torch/burn/shank/\
    maim)(ing)?(~up/~down)? {us}
    (kill/stabb?/shoot/murder/behead/beat/jump/attack/burn/bomb)(ing/ed)? (the (place/office/house/lot/party/event)/every*)
    (cut/slit/slic/chop/break/smash/snap/kick/cav/rip/tear/stamp/punch/burn)(e/ing)? ({us}/my/your/her/his/their/\
    our).{0,12} (face/head/throat/neck/legs?/knees?/arms?/fingers?/jaw/teeth/skull/nose/windows?/house/throats?/legs/\
    hands?/tongue/heart) | (blow/burn/smash)(ing)? (it/the \\S+/this \\S+/{us}) (up/down/to bits) | take {us} (out/down)
    do {us} in | end {us} | finish {us}( off)?
    put {us} (in/under/through) (hospital/the ground/a (box/coffin/wheelchair/grave/window)/intensive care)
    knock {us} (out/over/down) | run {us} (over/down) | fill {us} in | sort {us} out | get {us}( back)?$ | drop (a \\S+) on
    throw(ing)? (acid/petrol/bleach/bricks?) | (stabbed/shot/killed/murdered/hurt/burnt/burned/battered/lynched/beheaded)
    give {us} a (kicking/beating/slap/hiding) | bleed(ing)? | (do/does) (you/her/him) like | (skin/gut) {us}
    """
_NOT_HARM = any_of(
    """
        to court | a favour | sue | vote | at the (polls?/ballot) | out (to/for) (dinner/lunch) | a lift | kill you to
        (beat/kick/finish/end/take/knock/hurt/attack) .. (tories/tory/labour/lib dems?/greens/reform/snp/plaid/party/seat/\
        majority/vote/record/policies/leaflets?/doors/poll/polls/chances/feelings) | on the doors | door ?knocking
        """
)
_DOOM = """
    you('re/~are/r)? (all )?(dead/next/finished/a dead (man/woman/girl)) | your (dead/next)$ | (she/he)('s/~is) (dead/next)$
    dead (man/woman/girl/mp) walking | end up (dead/like/in hospital/in a) | one eye open | days? (are/is) numbered
    (won't/will not/not going to/never/ain't) (be )?(live/make it/see/alive/around/walk*/breathing/going home/leav*/last/\
    wake/needing/need/coming (home/back)/standing/get (home/out/up)/go home/remember)
    last (thing/speech/breath/day/night/words?/meal/christmas/birthday/election/supper/walk/weekend/campaign/\
    goodbye) (you/your/her/his/she/he/i/on earth/will/they/that) | enjoy your last
    (your/her/his) last (day/night/weekend/week/few/speech/breath/words?/meal/walk/hours?/minutes/photo/smile/ride)
    say (goodbye/your (prayers/goodbyes)) | kiss .. goodbye | not getting up | (be/leave/leaving/out) in a (box/bag/coffin)
    (going to/must/has to/have to/will/you'll/she'll/he'll/should) die
    bullets?('s/~is/~has/~with) .. (paid/name/waiting/for) | last .. (he/she/you/i) (will )?ever
    the last (person/candidate/one/time/thing) .. ever | coming back from it | do knees | (job/something) to do on
    next time .. (won't/will/it'll/you) | bring bandages | (hole/grave) .. (size of/for a/for the/with/your)
    (pay/wait) for .. (with/in) .. (life/blood) | (rest/rot) in | someone will die | blood on
    wish (you/she/he)'d (never/not) | after .. (nobody/no one/there won't/she won't/he won't/you won't/it's over/won't)
    """

VIOLENCE = (
    # Catches "I'm going to stab you", "he'll smash her face in", "said they'd burn us out".
    # Not "we'll beat them on the doors", "take you to court".
    Rule(name="promised_harm", flag=_VIOLENCE, unless=_NOT_HARM, needs=(close(_WILL, _HARM, chars=24, ordered=True),)),
    # Catches "you're dead", "she won't make it home", "enjoy your last weekend", "bullet's already paid for".
    Rule(
        name="foretold_death",
        flag=_VIOLENCE,
        negative=True,
        needs=(any_of(_DOOM), any_of("{says} | {soon} | you | your")),
        unless=any_of("laughing | (passed/died) away | line | deadline | my nan | his mum | condolences"),
    ),
    # Catches reported threats: "threatened to kill me", "screaming he'll shoot us". Not "would like to see me raped".
    Rule(
        name="threat_to_kill",
        flag=_VIOLENCE,
        needs=(
            close(
                """
                    threat* | sa(ys/id/ying) | shout* | scream* | messag* | told | wrote | wants?( to)? | letter | email
                    text | note
                    """,
                "(to )?(kill/stab/shoot/murder/behead/strangle/slit/burn/rape/bomb/blow/throttle)(ing)? {us}",
                chars=50,
                ordered=True,
            ),
        ),
        unless=_NOT_HARM,
    ),
    # Catches Welsh: "dwi'n mynd i dy ladd di", "dod i mewn i dy nôl di", "bygwth saethu".
    Rule(
        name="promised_harm_welsh",
        flag=_VIOLENCE,
        needs=(
            any_of("""
                (dy/ei/eich/fy/eu) (la?ladd/lladd/ladd/drywanu/thrywanu/nôl/nol/losgi/saethu/grogi/niweidio) | l?ladda i
                torri dy | bygwth (fy~/ei~/ein~)?(lladd/saethu/trywanu/llosgi/ymosod/l?ladd)
                (lladd/saethu/trywanu) (chi/ti/di/ni/fi/hi)
                """),
        ),
    ),
    # Catches an attacker on the way: "2 mins from the venue", "I'm outside", "coming back with my brothers".
    Rule(
        name="on_the_way",
        flag=_VIOLENCE,
        needs=(
            any_of("{says}"),
            any_of("""
                com(e/ing) (to (get/find/kill/hurt/see)/for/after/round for/looking for) {us}
                (come/step/get) out(side)?(~and/~here/~now|$)
                (i'm/im/we're/they're/he's/ill/i'll/is/are/be) .. (on (my/our/the/his/their) way/back in/coming (back/up/\
                in/over/round/down)/heading (over/up/down)/minutes away/driving (up/over/down)/nearly there/almost there/\
                outside) (?!of) | (i'm/im/we're) (right )?outside | open (the/your) door | i can see (you/the/your)
                (\\d+/two/five/ten) minutes (from/away/till)
                (be~/coming~/come~)?back (with/tonight/later/for/in \\S+ minutes) (?!you) | coming up$ | going in$
                then i'm coming
                """),
        ),
        unless=any_of("minister | leader | thanks | deliver* | canvassers? | leaflets | photographer | the bus is"),
    ),
    # Catches gestures: finger across the throat, fingers like a pistol, "round two".
    Rule(
        name="gesture",
        flag=_VIOLENCE,
        needs=(
            any_of("""
                fingers? .. (across/throat/neck/like a (gun/pistol)) | (throat/neck) (thing/slit*/cut*/gesture)
                slit* .. throat | (drew/draws/ran/runs/drawing/running/pulled/drags?) .. across .. (throat/neck)
                mim(ed/es/ing) (a/an/shooting/stabbing/slitting/hanging/pulling/firing/cutting/loading/strangling)
                (gun/pistol/shooting/stabbing/cut ?throat) (sign/gesture/shape/fingers)
                (pointed/pointing/points/made/making/makes) .. fingers? .. (gun/pistol/at (me/us/her/him)) | round two
                (punching/smacking/hitting) (his/her) (palm/hand) | squar(ing/ed) up | noose (gesture/sign)
                crack(ing/ed) his knuckles
                """),
        ),
    ),
    # Catches countdowns and ultimatums: "tick tock", "one more then I'm coming up", "you have 48 hours".
    Rule(
        name="countdown",
        flag=_VIOLENCE,
        needs=(
            any_of("{says}"),
            any_of("""
                tick[ -]?tock | (your )?time('s/~is) up | (last/final) (warning/chance) | one more (then/and)
                count(ing)?[ -]?down
                you('ve/~have)?( got)? (\\d+/one/two/three/ten/24/48) (hours/minutes/days) (to/or/before/until/left)
                get .. out by | or (else )?(i/we)('ll/~will)? (start/come/burn/kill/hurt/do/get/take)
                (not/won't be) long now | (clock/time) is (ticking/running)
                (two/three/four/five/ten/\\d+) (more )?(days/sleeps/weeks/nights/hours) (left/to go/until/till)
                before it's too late
                """),
        ),
        unless=any_of(
            "nomination* | deadline | deliver* | register | paper* | library | subscription | postal vote | poll opens"
        ),
    ),
)
