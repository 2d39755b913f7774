"""Words that settle what kind of incident a text tells of: a blow, a slur, a threat in so many words.

Surer than the words of `categories`, which only make a kind likely; the written form is that of `wording.plain`, where bloke and
lad are man. It must never settle a kind by a word that is as often harmless.
"""

from bot.triage.telling_afar import FROM_AFAR
from bot.triage.vocabulary import any_of

_WHOM = """
    (me/us/him/her/them/you/(my/our/his/her/the/their) (arm/leg/back/face/head/hand/hands/shoulder/chest/shin/stomach/\
    throat/neck/bum/bottom/hair/nose/\
    wrist/son/daughter/mum/dad/wife/husband/partner/sister/brother/kid/child/candidate/volunteer/agent/teller/canvasser/\
    steward/lad/girl/boy/\
    friend/mate/colleague/nan/mam/mother/father/(\\S+ )?(volunteer/teller/candidate/canvasser/agent/team/group/youngster/\
    leafleter/leafletter/party/delivery team))s?(?!')/one of \\S+/\
    (?!to/at/on/in/it/the/a/an/my/our/their/this/that/these/those/one/two/three/leaflets/posters/boards/last/this/post/\
    posts/again/when/while/then/just/yesterday/today/tonight/everything/everyone/and/off/for/from/\
    down/up/over/through/out/some/his/her/all/about/around/with/by/into)[a-z]{3,12})
    """.strip()
_MISSILE = (
    r"(egg/milkshake/coffee/tea/water/bottle/stone/brick/rock/pint/drink/beer/football/gravel/flour/paint/mud/snowball/firework)"
)

SETTLED = {
    "physical_assault": any_of(f"""
        (punch/slap/kick/headbutt/elbow/knee/shov/push/tripp/grabb/grop/barg/pinn/choke/throttl/strangl/\
        rugby tackl/tackl/\
        manhandl/jostl/nudg/bump/whack/smack/thump/clobber/batter/bash/skelp/nutt/jabb/prodd/pok/spitt/pelt/egg/hos)(ed/\
        ing) {_WHOM}
        (got/was/been/being/were/getting) .. (punched/slapped/kicked(?! in| down| off| over| through)/headbutted/elbowed/\
        shoved/pushed/grabbed/groped/\
        dragged/pinned/hit/\
        spat at/spat on/egged/pelted/attacked/assaulted/jumped/beaten/mugged/tripped/bitten/knocked over/knocked down/\
        barged/hosed)
        spat (at/in) | spat on (?!the (floor/ground/pavement))\\S+ | spits? (at/in) | spat in | gobbed (at/on)
        hit (me/us/him/her/them) | hits (me/us/him/her)
        bit (me/us/him/her)
        (shoulder/body) ?barged? | headbutt* | punch(ed/es) | slapped | kicked (me/us/him/her)
        (thr(ew/own/owing)/chuck(s/ed/ing)/lobb(s/ed/ing)/hurl(s/ed/ing)/fl(ung/inging)/tipp(ed/ing)/pour(s/ed/ing)/\
        emptied/squirted) .. .. (at/over/down/on) (me/us/him/her/my (head/back/hair/face/coat/shoulder)/our \\S+/his \\S+/\
        her \\S+)
        {_MISSILE}s? .. (thrown/chucked/lobbed/hurled/poured/over) .. (me/us/him/her/at/my/our) | threw .. {_MISSILE}s?
        throw(s/ing)? .. {_MISSILE}s? | chuck(s/ed/ing) .. {_MISSILE}s? | milkshaked
        (tried/trying/tries) to (hit/punch/grab/pull/drag/kiss/touch/grope/shove/kick/push/trip/run .. over/run .. down/\
        run .. off)
        (dog/alsatian/staffie) .. (bit/bitten)
        (?<!would )(?<!'d )(?<!will )(?<!'ll )set (his/her/their/the/a) (dog/dogs/alsatian/staffie) on
        let (it/him/them/his dog/the dog/her dog) .. off .. at (me/us/him/her) | bite on (his/her/my)
        nose (broken/bleeding) | black eye | split lip | bruis*
        pull(ed/ing) .. (hijab/turban/headscarf/wig/hair) | touch(ed/ing) (me/her/my/his)
        hands? (on/up/down/over/round) (my/her/his) (leg/thigh/bum/bottom/waist/breast/chest/knee/backside/throat/neck)
        kissed (me/her) | dragged (me/us/our \\S+) | dragged (him/her) (out/by/down/across/from)
        by the (hood/collar/throat/arm/hair/lapels/neck/wrist/scruff)
        (against/into) the (wall/lockers/railings/fence) | off the (kerb/pavement/lane/road)
        (knocked/pushed/pulled) .. (off/from) (my/his/her/a/the) (bike/moped/horse/mobility scooter/feet/ladder/\
        stepladder/chair)
        hands? (up/down) (my/her/his) (skirt/top/dress/shirt/shorts/back) | clipped (me/us/him/her)
        caught (me/him/her) (on/in/with) | pinch(ed/ing) .. (bum/bottom/backside/\
        arm/cheek) | headlock(ed)? | my bottom
        (hit/struck/caught/got) .. (by/with) (a/an/the) (egg/stone/brick/bottle/can/ball/handbag/umbrella/brolly/stick/\
        milkshake/firework)
        kicked from under | soaked (me/us/him/her) | arm up (my/his/her) back
        assault(ed)? | up against the wall
        (rams/rammed) .. (me/us/him/her/my/into) | swung (at/for) (me/us/him/her) | swept .. legs
        grabb(ed/ing/s) .. (arm/wrist/hair/coat/jacket/hand/shoulder/neck/collar/lapels/leg/bum/bottom/throat/scarf/hood/\
        sleeve/lanyard) | poeri
        """),
    "threat": any_of("""
        threatens? | threatened | threatening (to/me/us/her/him/text/letter/email/message/call/voicemail/dm)s?
        death threats? | (i'll/we'll/he'll/they'll/gonna/going to/i will/we will/would/he'd/they'd/i'd) .. (kill/stab/\
        shoot/hurt/burn/batter/break/smash/rape/bury/\
        hang/behead/slit/find/get/do/cut/run/put/petrol/bomb) (you/me/us/him/her/them/your/my/our/his/the windows)
        (kill/stab/shoot/burn/hang/rape/behead) (you/him/her/them/me/us)
        (know/knows/knew) where (you/i/we/she/he/they/my/our/your) .. (live/lives/sleep/park/is)
        watch (your/yourself/my/her/his) | regret (it/this)? | what's coming | better not (show/see/catch)
        next time (i/we/you/i'm)
        (strung/string*) up | (be/get) (hung/hanged/shot/strung/stabbed) | petrol
        (you're/she's/he's/i'm/be) (dead/finished/next) | dead man walking | bury (me/you/him/her/us)
        (would/'d/will/'ll) set (his/her/the) dog* on | end up (like/in)
        (knows/knew/know) (which/what) (school/gym/bus/street/\
        nursery/route/time/shift) | finger (across/round) .. throat
        (someone/somebody/they/we) should (shoot/hang/kill/stab/burn/rape/run) (this/her/him/you/me/them/over)
        (end up/swinging) .. (canal/river/ditch/grave/hospital/lamp ?post) | got (what/a) jo cox | jo cox
        (put/be) .. (in hospital/six feet) | come for (you/my/your/her)
        bullet | noose | gallows | (funeral) wreath | wreath (delivered/sent/arrived)
        (sent/delivered/left) .. (wreath/coffin) | dead (rat/bird/pigeon/animal/crow/fox) | acid in
        break (my/your/his/her/our/their) (legs/fingers/neck/jaw)
        or else | (we're/were/i'm) watching you | waiting for (you/her)
        pay (you/her/him/them/a) .. visit | (fancy/pop/come/coming) .. (visit/round) | see (you/u) outside
        sort(ed)? (you/him/her/us) out | put (my/your/the) windows
        (hope/hopes) (someone/somebody/you/she/he) .. (run/runs/rape/rapes/die/dies/kill/kills/shoot/shoots/get/gets)
        burn (them/it/you) (out/down)
        (pulled/flashed/waved/brandish*/produced/showed) .. .. (knife/machete/gun/blade/hammer/axe/screwdriver/bat/spade)
        with .. (knife/machete/gun/blade/hammer/axe/screwdriver/spade/crowbar/golf club/baseball bat/air rifle/shotgun/\
        chainsaw/pitchfork) | bygwth*
        (enjoy/make the most of) (my/your/his/her) last | pull your kids | how easy it (would/will) be
        lovely (family/school/house/home/kids/children) | shame if | pity if | accidents happen | we know your
        (knife/axe/noose/bullet/bullets/target/crosshairs?/coffin/cartridge) .. .. (in/on/through/under/at) (my/our/her/\
        his/the) .. (door/bonnet/windscreen/\
        step/doorstep/letterbox/mat/car/desk/gate) | (marked/dead) (man/woman)
        """),
    "discriminatory_abuse": any_of("""
        racis* | racial* | slurs? | n-?word | p-?word | f slur | anti-?semit* | islamophob* | homophob* | transphob*
        misogyn* | sexis* | ableis*
        go (back/home) (to/where) | (told/should/get/shouted) .. (go/get/piss/fuck) (back/home) .. (to/where)?
        (be/being/get) sent (back/home)
        own country
        (filthy/dirty/bloody/fucking/stupid) (foreigner/immigrant/muslim/jew/gay/paki/gypsy/zionist/arab/pole)
        foreigner | monkey noises? | swastika | nazi salute
        (about/pull(ed/ing)/ripp(ed/ing)/tore/tear/because/grabb(ed/ing)/yank(ed/ing)/mocked/laughed at) .. .. (headscarf/\
        hijab/turban/burka/burqa/niqab/kippah/yarmulke/wig)
        my (religion/faith/skin/race/sexuality/disability/wheelchair/accent) | muslim (invader/terrorist/scum)
        (because/bc/cos) (i'm/im/he's/she's/i am/we're) (gay/muslim/black/asian/jewish/trans/disabled/sikh/polish/a woman/\
        brown/lesbian/irish/welsh/english)
        (english/foreigners/poles/jews/muslims/blacks) out | exotic | women like (her/me/you)
        people like (me/you/us/her) .. (back/out/here/hung/shot/deported) | deported | \\w{1,3}\\*{3,}\\w*
        our (asian/black/muslim/jewish/sikh/disabled/deaf/gay/trans) | hate (crime/graffiti/incident) | dyke | poof
        faggot | queer | spastic* | spaz | mong | stammer | illegals? | golliwog | coon | kaffir | wog | nigg* | kike
        yid | (oven/ovens) .. (jew*/you)
        (woman/women/girls)('s)? .. (place is/shouldn't/belong/kitchen)
        (gay/muslim/black/jewish/asian/trans/disabled/brown) .. (scum/bastard/bitch/filth/vermin)
        tranny | retard* | cripple* | hiliol | paki
        where are you really from | terrorist | jihad* | bacon .. (mosque/muslim/jewish/envelope/door/handle)
        pig's (head/trotter)
        """),
    "harassment_stalking": any_of("""
        (follow(ed/s/ing)?/tail(ed/ing)?/trail(ed/ing)?/shadow(ed/ing)?) .. (me/us/her/him/home/down/round/back/to my car/\
        from) | stalk* | harass* | pester*
        (keep(s)?/kept) (turning/showing/popping/ringing/calling/messaging/texting/emailing/writing/sending/following/\
        driving/coming/parking/appearing/asking/ordering/tagging)
        every (day/night/week/morning/evening/time/event)
        (calls/messages/texts/emails/dms) .. .. all (weekend/week/day/night/month) | (most/all) (days/nights/evenings)
        since (march/february/january/last year/easter/christmas)
        (third/fourth/fifth/sixth/second/3rd/4th/5th/\\d+th) (time/letter/email/night/one)
        \\d{2,} (times/texts/calls/emails/letters/messages)
        non[- ]molestation | restraining order | tracker | airtag | for (weeks/months/the last fortnight/the past week)
        ex[- ](husband/partner/wife/boyfriend/girlfriend)
        (same/that) (man/woman/car/van/guy/person) .. (again/back/who) | won't leave (me/us/her/him) alone
        outside my (house/flat/home) again | two months
        """),
    "property_damage": any_of("""
        (smash(ed)?/broke/broken/cracked/bricked/put) .. .. (window/windscreen/glass/door/windows)
        window .. (smashed/broken/out/in/cracked) | slash* | key(ed/ing)
        (tyre/tyres) .. (slashed/let down/flat/stabbed) | let (down/my tyres/our tyres) | graffiti* | spray* | daub*
        vandal* | (paint/painted) .. (on/over/across/down)
        (ripp(ed)?/tore/torn/tear(ing)?/pull(ed)?/cut/saw(n/ed)/kick(ed)?/knocked/chopped/taken/took) .. .. (down/up/\
        through/over/off) .. (poster/posters/board/boards/banner/sign/signs/stake*/leaflets)?
        (poster/posters/board/boards/banner/banners/placard/sign/signs/stakeboard/stakeboards/a-board) .. .. (down/ripped/\
        torn/slashed/sawn/defaced/gone/stolen/burnt/burned/cut/kicked/driven/smashed/snapped/nicked/destroyed/damaged)
        (set/on) fire | torched | burn(t/ed) (out/down) | arson* | superglue* | glued
        scratched (in/on/into/down/my/the/our/across) | dented | egged (the/my/our) (house/car/office/window/van/door)
        dog (mess/poo/muck/dirt) | (mess/excrement/poo/faeces) .. (letterbox/door) | broke(n)? in(to)? | break[- ]?in
        burgl* | rubbish (dumped/tipped)
        nail* under | brake (fluid/cables/pipe) | sugar in .. tank | swept everything off
        poison* .. (pellets/bait/meat/dog/cat) | (lock/locks/gate/door) .. (glued/filled/chained/padlocked)
        set alight | (eggs?/paint/flour/\
        eggs) (thrown/chucked/lobbed) (at/over) (my/our/the) (house/door/car/window/office/front) | wing mirrors?
        dumped in the | bent .. (banner/stand/aerial)
        (driven/run/knocked/mown) (over/down) | kick(ed/ing) .. (over/in)
        (tipp/push/kick/knock)(ed/ing) .. (stall/table/gazebo/stand/board/a-board/a-frame) .. over | scrawl*
        (drawn/drew) .. (on/all) | (brake/brakes) .. (cut/cable) | trashed
        wrecked | scorch* | peeing on | urinat* | uprooted | snapped | criminal damage | damaged?
        """),
    "suspicious_activity": any_of("""
        suspicious | (taking/takin/took/takes) (photos/pictures/pics/photographs) of
        (claiming/pretending/claimed/saying (he/she/they) (was/were)/said (he/she/they) (was/were)) .. .. from (the/our/\
        my) | loiter* | hanging (around/about/round)
        (parked/sat/sitting/waiting/standing/stood) .. (outside/opposite/across) | drone | tracker | white powder
        (strange/odd/suspicious/unattended) (package/parcel/bag/man/woman/car/van)
        (broke/broken/break) in(to)? | break[- ]?in | trying (the )?(door/doors/handles) | looking (up/in) (at/through)
        wouldn't say who | asking .. .. (about (my/our/her/his)/questions/where (i/we/she/he)/what time)
        past (the/my/our) house .. times
        """),
    "intimidation_in_person": any_of("""
        (in/up in/inches from/right in/a foot from) (my/his/her/our) face | squared up
        (shout/scream/yell/bellow/swear/swor)(ed/ing/s/e)? (at/abuse/in) | heckl* | surround*
        (shout/scream/yell)(ed/ing/s)? ("\\S+/traitor/murderer/scum/abuse/from/over/across/through/insults/obscenities)
        nose to nose | chest to chest | megaphone
        block(ed/ing) (my/our/me/us/the/his/her) | wouldn't (move/let/leave) | follow(ed/ing) us
        ripp(ed/ing) .. (leaflet/leaflets) | snatch(ed)? | called (me/us/her/him) .. (a/an/scum/the c/names)
        wolf whistl* | corner(ed)? | doorstepp*
        """),
    **FROM_AFAR,
}  # fmt: skip
