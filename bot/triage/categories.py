"""Which kinds of incident a text tells of, by words, most telling first.

The names are those of the report form and of the labelled examples; a text may have several. It must never say
more than the words do: protected characteristics are found only where the text names abuse, never inferred.
"""

from collections.abc import Mapping
from math import exp, log

from bot.triage.points import points_of
from bot.triage.records import RedFlag
from bot.triage.telling import SETTLED
from bot.triage.vocabulary import any_of
from knowledge.marks import Marks

CATEGORIES = (
    "online_abuse", "threat", "harassment_stalking", "physical_assault", "property_damage", "discriminatory_abuse",
    "doxxing", "disinformation_deepfake", "hoax_call", "intimidation_in_person", "cyber_attack", "unwanted_contact",
    "suspicious_activity", "other",
)  # fmt: skip

_ONLINE = """
    (comment/reply/replies/tweet/dm/post/thread/page/meme/video/review/sticker)(s/ed)? | facebook | twitter | instagram
    tiktok | nextdoor | mumsnet | youtube | whatsapp | reddit | linkedin | snapchat | telegram | discord | online | trolls?
    account | bots? | blog(ger)? | hashtag | group chat | message request | (x/fb) (post/thread/account)
    """
_TELLING = {
    "threat": any_of("""
        threat* | (going to/gonna/will/'ll) .. (kill/hurt/stab/burn/get you/regret) | regret (it/this)? | what's coming
        get what's coming | watch your back | or else | stringing up | hang(ed)? | rope | shoot | shot | raped?
        put .. down | gas (her/him/them/you) | burn the | make (your/life/things) .. difficult | you'll pay | bullet*
        knife | kill* | die | dead (pigeon/rat/bird/cat/animal/fish) | doll | funeral | coffin | wreath | noose | gallows
        behead* | acid | white powder | bygwth* | bygythiad* | lladd
        """),
    "physical_assault": any_of("""
        assault* | punch(ed)? | slap(ped)? | hit (me/her/him/us/one/shona/a/by/in/on) | kick(ed)? | push(ed)? | shov(ed/ing)
        spat (at/on) | spit* | egged | grab(bed)? | grop(ed/ing) | headbutt* | trip(ped)? (me/her/him) | throttl* | bruis*
        stitches | split lip | beaten | twist(ed)? | pull(ed)? (at/my/her/his) | milkshake* | pelted
        throw(n/ing/s)? .. (at/over) (me/us/her/him) | threw .. (at/over) | chucked .. (at/over) | flick(ed)? | tipped
        knocked .. (hand/over/off) | slapped out | arm up my back | touch(ed/ing)? | wrist | poeri
        """),
    "property_damage": any_of("""
        smash(ed)? | slash(ed)? | key(ed)? (my/the/our/traitor) | keyed | spray* | paint(ed)? | graffiti | vandal*
        brick through | through (the/our/my) .. window | window (broken/smashed/put through) | burn(t/ed) | torched
        superglu* | tyres? | damag* | scratched (on/into/down) | stolen | ripp(ed) .. (down/up) | torn down | tore down
        pulled down | sawn* | chainsaw* | pa?int(ed)? (on/over/down/bomb) | daub* | posters? .. (down/ripped/defaced/shot)
        boards? .. (down/gone/stolen/burn*/chainsaw*/defaced) | broke* | snapped | swastika | pooed | dog (mess/poo/muck)
        eggs? .. (window/house/door/car) | malu | (through/nailed to) .. door | let (the/my/our) tyres down | weedkiller
        paintball* | glass everywhere
        """),
    "discriminatory_abuse": any_of("""
        \\w{1,3}\\*{2,} | racis* | racial* | anti-?semit* | islamophob* | homophob* | transphob* | sexis* | misogyn*
        go (back )?(home/back) | (back/out) (to/of) .. (africa/country/own) | own country | "?his"? country | terrorist
        muslims? | jew(s/ish)? | black | asian | gays? | trans | sikh | turban | hijab | disab* | wheelchair | cripple
        retard* | swastika | nazi | salute* | monkey noises? | n-word | slur* | immigrant | foreigner* | slag | slut | bitch
        baby killer | dyke | her sort | your (sort/kind/lot) | paki | gypsy | traveller | p-word | lesbian | gypo
        """),
    "disinformation_deepfake": any_of("""
        deepfake* | deep fake | fake (press release/leaflet/video/account/profile/quote/news/image/photo/poll/letter)
        (ai/a.i.) (job/video/voice/generated/image) | impersonat* | pretending to be (me/our/the candidate/her/him)
        (voice/face) .. (never said/saying) | never said | doctored | photoshop*
        (set up/made/created) .. (instagram/facebook/account/profile/page/website) .. (me/my/our/her/his)
        false (claim/story/rumour/quote) | rumour* | not ours | in our name | my (photo/picture/name) | made[- ]up
        isn't true | parody | lies (about/saying) | cloned | with my voice | poll has been moved | moved to friday
        saying i'm (a/an)
        """),
    "hoax_call": any_of("""
        hoax* | prank*
        (call/rang/phoned/phone call/ringing/galwad) .. .. (claim*/pretend*/from/esgus/said she was/said he was)
        claim(ed/ing) to be | pretending to be (from/the) | push poll | phone survey
        from "?the .. (bbc/prime minister/today/archbishop/party/bank) | fake call | esgus
        """),
    "cyber_attack": any_of("""
        hack* | phish* | password* | locked (me/us/out) .. (of/account) | ransom* | malware | virus | spoof*
        log(ged)? ?in(to)? | (got/been/broke) into (my/the/our) .. (email/account/drive/inbox/database/system)
        shared drive | dodgy (link/text/email/invoice) | scam* | verify (your/my)? | bank details | clon(ed/ing) | sim
        tracker link | click(ed)? | two[- ]factor | login | breach* | leaked members | taken out a loan | tweeting crypto
        hmrc | fraud* | ddos | website (down/defaced) | forwarding | every file | bitcoin | fake email | email pretending
        text* .. link
        """),
    "harassment_stalking": any_of("""
        stalk* | harass* | obsess* | follow(ed/s/ing)? (me/us/her/him/round/home)
        keeps? (send/turn/writ/messag/ring/call/follow/com/tell/leav/pay/ask/show/driv/appear/phon/email/join)\\w*
        won't (stop/leave) | wont stop | every (day/week/morning/night/time/wednesday/hour/saturday)
        (third/fourth/fifth/5th/4th/3rd/sixth) (time/email/letter/account/call/this)
        (\\d{2,}/dozens of/hundreds of/several/countless) (emails?/letters?/times/calls/messages/texts/days/replies)
        \\d+ (surgeries/saturdays/times/letters) | (asked/told) .. to stop | blocked | new account
        turns? up (at/to/outside) | again and again | waits (by/for/outside) | airtag | tracker | gps | gifts? | flowers
        hearts | darling | my (future )?(wife/mrs/husband) | tattoo | sending (me/her/him) | signals | heavy breather
        for (weeks/months/years) | \\d+ (weeks/months/years) | since (january/february/march/april/may) | four of my
        gadael llonydd | my face
        """),
    "intimidation_in_person": any_of("""
        shout* | heckl* | boo(ed/ing) | surround* | film(ed/ing) (us/me/her/our) | in (my/her/his) face | (swore/swear*) at
        (rude )?gestures? | mooned | squared up | block(ed/ing) (the/our/my/us/me) | doorstep* | on the (door)?step
        at the (door/stall/hustings/count) | slammed | wolf whistl* | megaphone | raised voices | stand-?off | intimidat*
        (called/told) (me/us/her/him/one) | raspberry | tore | ripped up | hustings | argue* | rant*
        outside (the/our/my) (office/house/surgery/polling/town hall/library/.. school) | stared | salutes? | stepen drws
        """),
    "unwanted_contact": any_of("""
        letters? | e-?mail(ed/s)? | text(s/ed)? | calls | call(ed/ing)? (me/us/my/the office) | rang | rings | phon(ed/ing)
        voicemails? | gifts? | flowers | perfume | dick pics | messages? (me/from/every) | messag(ed/es) | (post)?cards?
        notes? | visit(s/ed)? | journalist | photographer | knock(ed)? on | (office )?bell | pizza* | ubers? | takeaway*
        in the post | condom | envelope | linkedin | silent calls? | number withheld | unknown number | llythyr*
        """),
    "suspicious_activity": any_of("""
        suspicious* | odd | weird(o)? | strange* | hanging (round/around/about) | loiter* | asking (questions/about/odd/my)
        taking (photos/pictures) | went through | been through | through our (bins/rubbish) | rummag*
        same (car/van/man/silver/white/blue) | parked (outside/opposite) | drone | airtag | gps | tracker | bins
        break[- ]?in | let themselves in | trying doors | private detective | listening | someone's been
        moved (things/tables) | unmarked
        """),
}  # fmt: skip
_WEIGHT_OF_FIT = 3.0  # a fit is near 0 or 1, and tells more than a word
_LEAST_CHANCE = 0.01
_FITTING = 0.15  # the chance that a kind must have to be named beside the first
_MOST = 3  # more names than this tell a reader nothing
# What is told in so many words comes first: what was done to somebody before what was only said or seen.
_GRAVEST_FIRST = (
    "physical_assault", "threat", "discriminatory_abuse", "disinformation_deepfake", "harassment_stalking", "suspicious_activity",
    "intimidation_in_person", "property_damage", "doxxing", "hoax_call", "cyber_attack", "unwanted_contact", "online_abuse",
)  # fmt: skip
# A red flag is itself a kind of incident.
_BY_FLAG = {RedFlag.IMMINENT_VIOLENCE: "threat", RedFlag.FIXATED_PLAN: "threat", RedFlag.DOXXING: "doxxing"}
_ONLINE_WORDS = any_of(_ONLINE)
_ABUSE = any_of(
    """
        abus* | call(ed/ing/s)? (me/us/her/him/our) | ugly | thick | liar* | scum | slag | groomer* | traitor* | idiot*
        shame | hate* | vile | nasty | rude | stupid | waste of | not fit | bitch | mocking | sneer* | cold | trolls? | fat
        useless | disgrac* | pathetic | failure | full of | insult* | laughs? | winding | \\w{1,3}\\*{2,} | pile[- ]?on
        replies | nonce | paedo* | should be | slagging
        """
)


def categories(words: str, flags: tuple[RedFlag, ...] = ()) -> tuple[str, ...]:
    """Return the names of the kinds of incident that a plain text (see `wording.plain`) tells of; may be empty."""
    told = [_BY_FLAG[flag] for flag in flags if flag in _BY_FLAG]
    told += _settled(words)
    if _ONLINE_WORDS.search(words) and _ABUSE.search(words):
        told.insert(0, "online_abuse")
    told += [name for name, pattern in _TELLING.items() if pattern.search(words)]
    return tuple(dict.fromkeys(told))[:_MOST]


def kinds(words: str, flags: tuple[RedFlag, ...], fits: Mapping[str, float], marks: Marks | None = None) -> tuple[str, ...]:
    """Return the kinds of incident, the most telling first, from the words and from what labelled messages say.

    Args:
        words: the text in plain form.
        flags: its red flags; they count only where nothing was learned.
        fits: how well each kind fits, about 0.0 to 1.0 (`Signals.category`); empty when nothing was learned, and then
            the words decide.
        marks: those of the text; None when nothing looked at it.
    """
    if not fits:
        return categories(words, flags)
    signs = kind_signs(words, fits)
    weighed = {name: _weighed(name, signs, marks) for name in CATEGORIES}
    best = sorted(weighed, key=lambda name: -weighed[name])[:_MOST]
    total = sum(exp(given - weighed[best[0]]) for given in weighed.values())
    return tuple(name for name in best if name == best[0] or exp(weighed[name] - weighed[best[0]]) / total >= _FITTING)


def kind_signs(words: str, fits: Mapping[str, float]) -> dict[str, float]:
    """Return what speaks for one kind or another: how well each fits, which words settle one, which make one likely."""
    settled = {f"settles {name}": 1.0 for name in _settled(words)}
    likely = {f"likely {name}": 0.5 for name, pattern in _TELLING.items() if pattern.search(words)}
    return {"any": 1.0, **{f"fits {name}": _WEIGHT_OF_FIT * fit for name, fit in fits.items()}, **settled, **likely}


def _weighed(name: str, signs: Mapping[str, float], marks: Marks | None) -> float:
    points = points_of(f"kind {name}" if marks is None else f"kind {name} marked")
    of_this = signs if marks is None else {**signs, **marked_kind(name, marks)}
    return sum(value * points.get(sign, 0.0) for sign, value in of_this.items())


def marked_kind(name: str, marks: Marks) -> dict[str, float]:
    """Return the sign of a kind that only marks give: its chance, as a logarithm that does not fall below -4.6."""
    return {"marked": log(marks.kind.get(name, 0.0) + _LEAST_CHANCE)}


def _settled(words: str) -> list[str]:
    """The kinds that are told in so many words, the gravest first."""
    return [name for name in _GRAVEST_FIRST if name in SETTLED and SETTLED[name].search(words)]
