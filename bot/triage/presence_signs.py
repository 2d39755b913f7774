"""Signs that somebody was there in person, each with its points: the verbs, the places and the people of a meeting face to face.

A part of `bot.triage.presence`, read against a plain text (see `wording.plain`).
"""

import re

from bot.triage.vocabulary import any_of

SIGNS = (
    (
        "person", 0.7,
        any_of(
            """
                (wo)?m(a/e)n | mans | boys? | girls? | kids? | teenagers? | lot | chap | fellow | youths? | drunk | ones
                """
        ),
    ),
    ("someone", -0.7, any_of("some(one/body)('s)? | rhywun")),
    ("he", 0.2, any_of("he | she | they | they'd | he'd")),
    ("them", 0.2, any_of("of them | (two/three/four/five/six) (of/men/o)")),
    (
        "body", 1.1,
        any_of(
            """
                grabb* | grabs? | spat | spit | punch(ed)? | push(ed/ing)? | shov(ed/es/ing) | hit(s/ting)? | kick(ed/ing)?
                slapp* | pok(ed/ing) | thr(ew/own/owing) | throws? | chuck* | egg(ed/s)? | elbow* | headlock | throat | wrist
                dragg* | drag | tripp* | assault* | attack* | bit(ten)? | snatch* | rip(s/ped) | swung | swinging | batter*
                beat* | milkshake | strangl* | stabb* | blade | acid | flung | struck | pulled | squared | grop* | kissed
                headbutt* | nutted | barg* | manhandl* | tackl* | pinned | corner(ed/ing) | bump* | jostl* | stamp(ed/ing)
                tipped | pour(ed/ing) | soak* | bash* | whack* | smack* | nudg* | lung* | reversed at | barred
                window down | snatch* | charg(ed/ing) | ramm* | slamm*
                prod* | pinch* | touch* | licked | scratch* | wrestl* | restrain* | shak*
                knocked (over/down/off/to/me/him/her/the) | knocks | lobb* | hurl* | pelt* | splash* | squirt* | spill*
                toss* | crash* | run over | ran over | drove at | tugg* | yank* | clipped | lobs | lunges | jabb* | flick*
                tried to (hit/grab/punch/run/take) | beaten | mugged | robbed | choke* | chok* | hands round
                """
        ),
    ),
    (
        "spoke", 0.5,
        any_of(
            """
                shout(ed/ing/s)? | yell* | scream* | heckl* | booed | boo | swore | swear* | called (me/us/her/him/our/a/posh)
                told (me/us/her/him/my/our/the/them/reception) | laugh* | jeer* | chant* | mutter* | whisper* | stood up
                rant* | sneer* | hiss* | bellow* | roar* | sang | singing | growl* | tutt* | curs* | effing | argu* | rude
                abusive | abused | the finger | v sign | bark* | mooned | clapp* | taunt* | whistl* | mock* | imitat*
                mimick* | gestur* | spoke | speaking | calling (me/us/her/him) | shouty | gobby | mouthy | aggressive | drunk*
                shirty | stroppy | tore | reckoned | warned (me/us/her/him/my/our) | ordered (me/us) | cornering
                asked (me/us/her/him/my/our/what/to/the)
                """
        ),
    ),
    ("said", 0.3, any_of("said | says | sed | saying")),
    (
        "there", 0.9,
        any_of(
            """
                st(ood/anding/ands) | sat | sit(ting/s) | star(ed/ing) | watch(ed/ing) | film(ed/ing) | peer* | hiding
                crouch* | lean(ed/ing) | lying | opposite | outside | hangs | perch* | camp(ed/ing) | hover* | loom* | squatt*
                slept | kneel* | photograph(ed/ing) | record(ed/ing) me | taking (photos/pictures/pics)
                took (photos/pictures/pics/a photo/a picture) | behind (me/us/her/him)
                """
        ),
    ),
    (
        "holding", 0.6,
        any_of(
            """
                hold(ing/s)? | carry* | wav(ed/ing) | got (a/the) | has (a/the) | {weapon} | belt | hammer | stick | pipe
                bat | bats | bottle | spade | crowbar
                """
        ),
    ),
    (
        "in_the_way", 0.6,
        any_of(
            """
                lock(ed)? .. (me/us/in/door) | won't (let/leave) | can't (get/go/leave) | let (me/us) out | trapped | stuck in
                barricad* | hostage | bolted | shut me | foot in
                """
        ),
    ),
    (
        "inside", 0.5,
        any_of(
            """
                in (the/my/our/her) (house/garden/room/kitchen/hall/loft/office/building/porch/shed/lift/toilet*/ladies/car/\
                van/back)
                """
        ),
    ),
    (
        "door", 0.3,
        any_of(
            """
                at (the/my/our) (door/stall/hustings/surgery/market/count/station/office/house/gate) | on the (door)?step
                doorstep* | doors? | gate
                """
        ),
    ),
    (
        "to_face", 0.3,
        any_of(
            """
                in my face | to my face | face to face | rosette | in the street | pavement | road | street | pub | bus
                train | taxi
                """
        ),
    ),
    ("now", 0.3, any_of("(right )?now | still | just | back")),
    (
        "damage", -0.4,
        any_of(
            """
                overnight | graffiti | sprayed | spray ?paint* | painted | brick through | window | windows | smashed | keyed
                slashed | tyres? | glued? | superglue* | cut (the/down/up/through/into) | boards? | posters? | banner* | sign
                lock(s)? | stolen | nicked | broken in(to)? | broke in(to)? | loosened | fire | burn* | tracker | airtag
                nappy | paint | chalked | poo | poison*
                """
        ),
    ),
    (
        "found", -0.8,
        any_of(
            """
                found | came back to | woke up to | left (a/on/in) | notes? | wiper | under the | missing | gone missing
                taped | stuck
                """
        ),
    ),
    (
        "written", -1.7,
        any_of(
            """
                posted | wrote | written | comment* | message* | messaged | sent (me/us/her/the) | picture* | photo | video
                page | site | account* | likes | online | leaked | shared | address | password | login | deepfake | ai | fake
                clip | meme | screenshot | caption | signed | hacked | replies
                """
        ),
    ),
    (
        "will", -0.5,
        any_of(
            """
                (i/he/she/they)('ll/~will) | going to | he'd | next time | friday | sunday | thursday | bought | ordered
                """
        ),
    ),
    (
        "says_hes", -0.8,
        any_of(
            """
                (says/said) he('s/~has/~will/'ll/'d) | has told | told (the/her) (barman/barmaid/porter/neighbour*)
                """
        ),
    ),
    ("hurt", -0.4, any_of("bleed* | blood | breathing | ambulance | bruise* | unconscious | collapsed | not moving")),
    (
        "alone_self", -1.2,
        any_of(
            """
                (my/her/his)self | kill myself | tablets | pills | overdose | notes? to | can't go on | want to die
                """
        ),
    ),
    ('question', -0.6, re.compile('\\?')),
    ('long', -0.5, re.compile('^(?s:.{300})')),
    ("me", 0.6, any_of("me | us | our (candidate/volunteer*/agent/teller/canvass*/polling/lad) | volunteer")),
    ("fall", -0.2, any_of("drone | bomb | device | package | smell | smoke | bang | shots? | explo*")),
    ('quote', -0.2, re.compile('[\\"]')),
    (
        "service", -1.8,
        any_of(
            """
                twitter | tweet* | facebook | fb | insta | instagram | tiktok* | youtube* | telegram | whatsapp | nextdoor
                threads | dms?
                """
        ),
    ),
    (
        "call", -2.4,
        any_of(
            """
                rang | rung | phoned | ringing | calls? | caller | voicemail* | text(s/ed/ing)? | telephoned | ffon* | galwad
                """
        ),
    ),
    (
        "mail", -1.3,
        any_of(
            """
                e-?mail* | letters? | envelope* | post | postcards? | card | parcel | wrote | written | inbox | jiffy
                llythyr
                """
        ),
    ),
    (
        "the_man", 0.5,
        any_of(
            """
                (a/the/this/that/some/two/three/old/young/drunk/same/an/one) .. ((wo)?m(a/e)n/boy/boys/girl/driver/resident/\
                owner/gentleman/person)
                """
        ),
    ),
    (
        "he_verb", 0.7,
        any_of(
            """
                (he/she/they/who) (shut/walked/went/came/got/ran/laughed/stood/put/took/kept/then/did/had/let/left/apologised)
                """
        ),
    ),
    (
        "past_meeting", 0.5,
        any_of(
            """
                shut the door | closed the door | slammed | shook | apologised | hugged | walked off | ran off | drove off
                drunk | smelt | megaphone | banners? | finger | chest | arm | hand | hands | coat | hat
                """
        ),
    ),
    (
        "here", 0.2,
        any_of(
            """
                here | upstairs | downstairs | stairs | roof | landing | bathroom | room | corridor | lift | in the hall
                at the count | car park | garden
                """
        ),
    ),
    ("us_place", 0.2, any_of("us | we | we're | we've | our")),
    ("wants", -0.5, any_of("bought | booked | ticket | plan* | list | wall | collects | garage | kept")),
    ("they_only", -0.5, re.compile(r"^(?!.*\b(?:m[ae]n|he|she|they|he's|she's|they're|who|driver|owner|boy|lad|kids?|woman"
r"|women|mum|dad|ex)\b)", re.DOTALL)),
    (
        "passive", 1.0,
        any_of(
            """
                (was/were/been/got/getting/being) (shouted/called/shoved/pushed/hit/told/followed/egged/spat/punched/booed/\
                heckled/kicked/chased/grabbed/attacked/slapped/bitten/stabbed/assaulted)
                """
        ),
    ),
    ("fragment_called", 0.8, any_of("got called | was called | called a | slapped | booed | told to")),
    (
        "is_at", 0.9,
        any_of(
            """
                (he/she/they/it/who/there/man/men/someone/somebody)('s/'re/~is/~are/~was/~were) (still/now/just/only/stood/\
                sat/sitting/back/really)? (in/at/on/outside/by/under/behind/up/upstairs/downstairs/inside/opposite/going/\
                walking/coming/getting/trying/running/smashing/throwing)
                """
        ),
    ),
    ("someone_in", 0.5, any_of("(someone/somebody/man/men/woman/intruder/crowd) (in/inside/at/outside/on/from)")),
    (
        "hold_of", 0.6,
        any_of(
            """
                got hold | got me | held | hostage | kneel | twisted | (shut/locked) (me/us/himself/in) | took (her/his/my/me)
                taking me | bleeding | neck
                """
        ),
    ),
    (
        "drive", 0.8,
        any_of(
            """
                drove (off/at/past/straight/up) | getting out | smashing | trying (the/each/to get) | turning round
                coming back | gone to | reg | number plate
                """
        ),
    ),
    ("sent", -0.7, any_of("sent | received | arrived | came in | delivered | addressed")),
    ("threatened", -0.8, any_of("threat* | says | owns | owned")),
    (
        "came_round", 1.0,
        any_of(
            """
                (came/come/comes/turned up/turns up/called/knocked/arrived/walked/barged) .. .. (house/door/home/office/\
                bungalow/flat/shop/surgery/\
                stall/meeting) | (told/in front of) everyone in | barred (me/us)
                (came/comes/come/jumped/leaned) (out/over/up to/down)
                """
        ),
    ),
    ("threatened_us", 1.6, any_of("threatened (to/me/us/her/him/my/our)")),
    ("welsh", 1.3, any_of("dyn | boi | bois | yn gweiddi | dilyn | tu allan | nhw | mae | wedi")),
)  # fmt: skip  # fmt: skip
