"""Rules for attacks arranged, announced or laid: a price, a gang, a day, a bomb, poison.

They must not fire on ordinary campaign planning (who brings what, meeting at seven) without a word of harm.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of

_VIOLENCE = RedFlag.IMMINENT_VIOLENCE

ATTACKS = (
    # Catches a price or a gang: "whip-round for whoever sorts her legs out", "500 to anyone who puts her in a wheelchair".
    Rule(
        name="attack_arranged",
        flag=_VIOLENCE,
        reach=2,
        needs=(
            any_of("""
                whip[- ]?round | bounty | reward | grand | price on | pa(id/y)(ing/s)? | £\\d\\S* | drawn straws | hit ?man
                hoods up | masks? on | balaclavas? | tooled up | rounding up
                (bring/bringing) (what/whatever/your/the/bats/something/petrol/tools?/a mate/mates/friends)
                (get/getting) (a/the/some) (group/men/mates/boys/crew/few/gang) | meet(ing)? (at/up/outside/\\d\\S*)
                who's in | organi[sz]*
                """),
            any_of("""
                (whoever/anyone/someone/somebody) (who/to/sorts?/that)?'?(ll)? ?(put*/sort*/hurt*/kill*/do*/shut*/take*/\
                break*/get*)? | sort(s)? .. legs
                (jump/hurt/attack*/beat*/batter*/smash*/burn*/storm*/rush/box) (her/him/them/it/the) | get (her/him/them)
                kill* | do(ing)? (it/time) | down for | lesson | back (door/gate) | not getting up | wheelchair
                sort (her/him/them) | hospital | at (her/his/my/the candidate's) house
                """),
        ),
        unless=any_of(
            """
                raffle | deposit | salary | volunteers? | canvass* | leaflet* | fundrais* | expenses | invoice
                stole .. slogan
                """
        ),
    ),
    # Catches an attack announced for an occasion: "it kicks off on your girl", "get the children out", "acid at the market".
    Rule(
        name="announced_attack",
        flag=_VIOLENCE,
        needs=(
            any_of("{says}"),
            any_of("{soon} | {home}"),
            any_of("""
                (drop/throw)(ping/ing)? (a/something/bricks?/acid/petrol/it) .. (on/at/over)
                kicks? off (on/when/at/tonight) | run,? (because/cos)
                (get/give/teach) {us} .. (lesson/coming/deserve*/good)
                get .. (kids/children/family/people/staff/everyone) out | (blow/burn) (it/the/you/up/this/your/her/his)
                (do/doing) (it/her/him/the mp/the candidate/you) (tonight/tomorrow/today/on/at/when/like)
                (what/like) (jo/cox/amess/david amess/that (other/last) (one/mp))(~got/~cox)? | the day (she/he/you/i/we)
                box (it/her/him/them) in
                """),
        ),
    ),
    # Catches Jo Cox and David Amess held up as an example. Not a vigil for them, or a question about them.
    Rule(
        name="murdered_mp_invoked",
        flag=_VIOLENCE,
        needs=(
            any_of("""
                (like/same as/what/another/next/do(ne)?/join(ing)?/remember/end up/follow(ing)?) .. (jo/jo cox/cox/\
                david amess/amess/that other (one/mp)) | (jo cox/amess/jo)('d/ed) (you/her/him/them)?
                """),
            any_of("{says} | you | her | him | get | gets | got | do | happen* | next"),
        ),
        unless=any_of("vigil | foundation | anniversary | memorial | policy | great get together | remembers? | tribute"),
    ),
    # Catches a bomb said to be there. Not a checklist for bomb calls, which is a question.
    Rule(
        name="bomb",
        flag=_VIOLENCE,
        needs=(
            any_of(
                """
                    bombs? | emojibomb | explosives?
                    (suspicious/suspect/explosive/incendiary/unattended) (device/package/parcel/bag/item)
                    (a/the) device (in/under/at/on)
                    """
            ),
            any_of("""
                in (the/your/our/my) | under | at (the/your/our/my) | going off | goes off | planted | say(s/ing)? | said
                call(ed/er) | phoned | rang | found | left | tick* | buzz* | wires | evacuat* | outside | someone | threat
                leaking | sent | arrived
                """),
        ),
    ),
    # Catches a parcel that ticks, buzzes or leaks, however it is called.
    Rule(
        name="suspicious_parcel",
        flag=_VIOLENCE,
        needs=(
            any_of("package | parcel | envelope | bag | rucksack | suitcase | holdall | box | jiffy | case"),
            any_of(
                """
                    tick(s/ing) | buzz(es/ing) | leaking | wires | smok(es/ing) | unattended | beep(s/ing) | humming
                    smells? (of/like) (petrol/almonds/chemicals)
                    """
            ),
        ),
    ),
    # Catches knife, gun and bomb emoji beside words aimed at a person; an emoji alone is nothing.
    Rule(
        name="emoji_threat",
        flag=_VIOLENCE,
        needs=(
            any_of("emojiknife | emojigun | emojibomb"),
            any_of("""
                you | your | her | him | see | soon | tonight | tomorrow | coming | watch | next | tick | dead | wait*
                candidate | sent | dms? | commented | replied | message*
                """),
        ),
    ),
    # Catches poison: "he's spiked her drink", "poisoned the water cooler".
    Rule(
        name="poison",
        flag=_VIOLENCE,
        needs=(
            any_of("""
                (poison/spik)(ed/ing) (the/my/our/her/his/a/someone's/candidate's)
                put (something) in the (buffet/urn/food/water/tea/punch)
                put (something/bleach/poison/tablets?) in .. (drink/tea/coffee/water/food/urn/cake) | been (spiked/poisoned)
                """),
        ),
    ),
)
