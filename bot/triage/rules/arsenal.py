"""Rules for weapons sent, made, laid or trained with: bullets in the post, a range, fertiliser in the shed, a trap.

They must not fire on the writer's own hobby, on props and raffles, or on petrol for the campaign car.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_WEAPONS = RedFlag.WEAPONS
_HOSTILE = any_of(
    """
        threat* | abus* | warn* | obsess* | follow* | messag* | shout* | hates? | angry | practi[cs]* | replied | comment*
        banned | fixated | keeps | writ* to | letters? | spat | spits | harass* | stalk* | troll* | rants? | target
        leaflet | poster | candidate | polling day | democracy | traitor | your (face/picture/photo/name) | miss you
        come (near/back/round) | off the rails | not himself | lost it | grudge | bailed | bother* | posts? | posted | photo
        caption | profile | bio | voicemail | picked
        """
)

ARSENAL = (
    # Catches bullets, powder, blades or needles that arrive by post or are left for somebody.
    Rule(
        name="weapon_sent",
        flag=_WEAPONS,
        reach=2,
        needs=(
            any_of(
                """
                    bullets? | cartridges? | powder | razor ?blades? | blades? | needles? | syringes? | kni(fe/ves)
                    shell( casing)?s? | live rounds? | ammo | nails | razors? | acid | rag in | noose
                    """
            ),
            any_of("""
                post(ed)? | envelopes? | letterbox | jiffy | parcel | package | sent | doorstep | windscreen
                (birthday~/post)?card | letter | jar | through (the/my/our) (door/letterbox)
                on (my/our/the) (desk/car/step/doormat/mat/bonnet/gate) | found | (behind/under) (our/my/the)
                left (on/at/for/outside) | taped (round/to) | bottle
                """),
        ),
    ),
    # Catches a hostile person with a licence, a range, an army past. Not "our candidate shoots clays for the county".
    Rule(
        name="weapon_skill",
        flag=_WEAPONS,
        reach=2,
        unless=any_of("{own_props}"),
        needs=(
            any_of("""
                firearms? (instructor/licen[cs]e/certificate/cabinet/dealer)
                (shot)?gun (licen[cs]e/certificate/collection/cabinet/club/nut/shop/owner)
                shooting (range/club/lessons/practice) | (gun/rifle/the/a) range | rifle club | sniper | marksman
                ex[- ](army/para/marine/forces/military/soldier/sas/squaddie) | army[- ]trained | special forces
                in the sas | cage fight* | (kick)?boxer | martial arts? | trained to kill
                served in (iraq/afghanistan/the army/the paras)
                (used to be/was/is) a (chemist/soldier/butcher/sniper/blaster) | weapons? (expert/training/collection)
                chemical works | good shot | licensed guns? | deer ?stalker | poacher | hunts (deer/boar) | shotfirer
                demolition | quarry | his collection | trwydded gwn
                """),
            any_of("{person}"),
            _HOSTILE,
        ),
    ),
    # Catches home-made weapons and stocks: "makes tasers out of bug zappers", "how to make pressure cooker bombs".
    Rule(
        name="weapon_made",
        flag=_WEAPONS,
        needs=(
            close(
                """
                    mak(es/ing/e) | made | build(s/ing)? | built | mix(es/ing) | 3d[- ]print* | stockpil* | hoard*
                    g(e/o)t hold of | googl* | search* | order(ed/ing) | test(ed/ing) | buying | recipe for
                    """,
                """
                    bombs? | explosives? | (pipe/petrol/nail/pressure cooker) bombs? | molotovs? | tasers? | fertili[sz]er
                    weed ?killer | sugar and | detonators? | weapons? | guns? | napalm | thermite | poison | ricin | acid
                    hydro* | crossbows? | ied | (gun/black~)powder | chemicals
                    """,
                chars=60,
                ordered=True,
            ),
        ),
        unless=any_of("{own_props}"),
    ),
    # Catches petrol and fire made ready: "filled two jerry cans and asked the way". Not petrol for the campaign car.
    Rule(
        name="fire_made_ready",
        flag=_WEAPONS,
        reach=2,
        needs=(
            any_of(
                """
                    jerry ?cans? | petrol | lighter fluid | accelerant | white spirit | paraffin | weed ?killer | lawnmower
                    matches | gas (bottle/canister)s? | rag in
                    """
            ),
            any_of(
                """
                    fill(ed/ing)? | pour(ed/ing/s)? | dous(ed/ing) | soaked | splash* | bought | buying | carrying | holding
                    smell(s/t/ing)? | bring* | can of | bottle | str(uck/ik*) | everywhere
                    """
            ),
            any_of("{us} | {home}"),
        ),
        unless=any_of("expenses | mileage | receipts? | reimburse* | claim | petrol (station/money/costs?)"),
    ),
    # Catches traps: "bear trap set for canvassers", nails behind a lectern, wire across a path, blades behind posters.
    Rule(
        name="trap",
        flag=_WEAPONS,
        needs=(
            close(
                """
                    (bear/man/booby)[- ]?trap* | trip ?wire | wire | nails | razor ?blades? | (glass/broken) (shards/glass)
                    spikes?
                    """,
                """
                    set | taped | glued | across | behind | under | hidden | canvassers | posters? | boards? | gate
                    wrapped | round | around | path | letterbox
                    """,
                chars=60,
                ordered=True,
            ),
        ),
    ),
    # Catches a weapon posed with for somebody: "photo of a blade with my name", "one of these is for you".
    Rule(
        name="weapon_shown",
        flag=_WEAPONS,
        needs=(
            any_of("{says}"),
            close(
                "{weapon}",
                """
                    (photo/picture/video/selfie/snap/gif/story/post/drawing)s? (of)?
                    with (my/her/his/our/your) (name/face/photo/initials)
                    for (you/her/him/the candidate/democracy/mps/traitors) | waiting for | caption* | miss you | collection
                    """,
                chars=60,
            ),
        ),
        unless=any_of("{own_props}"),
    ),
    # Catches Welsh: "mae 'na wn yn y fan", "ma 'da fe fwyell", "dynion gyda morthwylion".
    Rule(
        name="weapon_welsh",
        flag=_WEAPONS,
        needs=(
            any_of("[cgn]?g?h?yllell | cyllyll | gwn | wn | dryll* | [bf]wyell | [bf]wyall | [mf]orthwyl* | machete | [bf]om"),
            any_of(
                """
                    gan(ddo/ddi/ddyn) | gyda | efo | 'da | 'na | mae | ma | fe | fo | maen | tynnu | dangos | chwifio
                    cario | yn ei law | (wo)?m(a/e)n
                    """
            ),
        ),
    ),
)
