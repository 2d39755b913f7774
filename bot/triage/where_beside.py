"""What stands beside the words for a place: time, people, verbs, the whole text.

A part of `bot.triage.where_signs`; the points were fitted on labelled messages and rounded.
"""

from bot.triage.choosing import sign

_END = r"(?:[.,;:!?\n]|$)"
BESIDE = (
    # "Leaflets we delivered on Mill Bank were pushed through our door": where they came from.
    sign(
        "ours_before",
        -2.0,
        before=r"\b(?:leaflets?|posters?|boards?|letters?|signs?|cards?|stuff|ones?|banners?) (?:that |which )?"
        r"(?:i|we|she|he|they)"
        r"(?:'d|'ve| had| have)? (?:just )?\w+ (?:up |out |down |round )?",
    ),
    sign("in_brackets", 1.0, before=r"\($", after=r"[^)]{0,30}\)"),
    sign("then_brackets", -0.5, after=r" ?\((?-i:[A-Z]|\w+ (?:court|road|street|lane|house|hall|st|rd|close))"),
    sign(
        "pulled_in",
        -1.2,
        before=r"\b(?:pulled|turned|drove|went|ran|got|stopped|carried) (?:off |in |on |away |out )?(?:\w+ ){0,3}?",
    ),
    sign(
        "body",
        -6.0,
        words=r".*\b(?:my|her|his|our|the) (?:foot|feet|hand|arm|leg|face|head|shoulder|back|chest|neck|sleeve|cheek)$",
    ),
    sign("signed_off", -6.0, words=r"(?:diolch|thanks|cheers|regards|ta|hwyl)\b"),
    sign("handle", -6.0, words=r".*@\w"),
    sign("reported_to", -6.0, words=r".*\breported to\b"),
    sign("fragment", 1.0, before=r"(?:^|[.!?\n] ?)", after=_END),
    sign(
        "fragment_time",
        1.0,
        before=r"(?:^|[.!?,;\n] ?)",
        after=r",? (?:about|at |around|abt|mon|tues?|wed|thurs?|fri|sat|sun|yest|last|this|today|\d"
        r"|lunch|half|early|ddoe|neithiwr|nos|bore|dydd)",
    ),
    sign("after_comma", 0.2, before=r", ?"),
    sign("after_stop", -0.5, before=r"(?:[.!?\n]|^) ?"),
    sign("ends_clause", 0.3, after=_END),
    sign(
        "then_time",
        0.9,
        after=r",? (?:about|at |around|abt|on |mon|tues?|wed|thurs?|fri|sat|sun|yest|last|this|today"
        r"|tonight|\d|now|just now|right now|this)",
    ),
    sign("is_now", 0.2, before=r"\b(?:i'?m|we'?re|he'?s|she'?s|they'?re|there'?s|is|are) (?:\w+ ){0,4}"),
    sign(
        "shouted_at",
        -0.4,
        before=r"\b(?:shout\w*|swear\w*|swore|yell\w*|scream\w*|look\w*|laugh\w*|star\w+|thr\w+|point\w*"
        r"|aim\w*|swung|swing\w*|spat|egg\w*|wav\w+|smil\w+|grin\w*|honk\w*) (?:\w+ ){0,2}",
        words="at ",
    ),
    sign("quoted", -0.6, before=r"(?:^|[\s(:,])[\"'“‘][^\"'”\n]{0,40}"),
    sign(
        "call_from",
        -0.5,
        before=r"\b(?:calls?|rang|letter|e-?mails?|text|invoice|message|purporting to be|claiming to be) ",
        words="from ",
    ),
    sign(
        "written_on",
        -0.4,
        before=r"\b(?:written|wrote|posted|put|said|up|sprayed|chalked|note|notes|left|taped) (?:\w+ )?(?:\w+ )?",
    ),
    sign(
        "online_text",
        -1.0,
        text=r"\b(?:e-?mails?|e-?mailed|tweet\w*|facebook|fb|insta\w*|tiktok\w*|whatsapp|youtube"
        r"|telegram|dms?|comment\w*|account|website|video|page|forum|phish\w*|password|login"
        r"|linkedin|nextdoor|threads)\b",
    ),
    sign(
        "letter_text",
        -1.2,
        text=r"\b(?:letters?|envelope|card|postcard|parcel|post|postmark|text|texted|voicemail|rang"
        r"|rung|phoned|calls?|phone|caller|ring|llythyr|galwad|tecst|invoice)\b",
    ),
    sign("is_at_it", 0.6, before=r"(?:^|[.!?,] )(?:am|sat|parked|stood|outside|now|still|just now|canvassing) (?:\w+ )?"),
    sign(
        "acted_on",
        -1.2,
        before=r"\b(?:bang\w*|knock\w*|spat|kick\w*|hit|punch\w*|thr[eo]w\w*|chuck\w*|lobb\w*|hurl\w*|slamm\w*|thump\w*"
        r"|bash\w*|hammer\w*) (?:\S+ ){0,3}",
        words=r"(?:on|at|over|into|against) (?:my|our|the|his|her) ",
    ),
    sign(
        "introduced",
        -4.0,
        before=r"\b(?:name is|name'?s|this is|it'?s|i'?m|i am|from|hi|hello|called|cheers|thanks|regards),? ",
        words=r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)$",
    ),
    sign("in_first", -1.2, before=r"^.{0,60}"),
    sign("after_80", -0.5, before=r"(?s:.{45})"),
    sign(
        "noun_after",
        -1.2,
        after=r" (?:phone|number|address|poster|candidate|leaflet|manager|clerk|chair|team|press|website"
        r"|page|group|key|election|ticket|keys)\b",
    ),
    sign("it_happened", 0.9, before=r"(?:it was|happened|this was|seen|parked|drop off)[^.]{0,25}"),
    sign("by_someone", -0.3, before=r"\b(?:by|with|to|of|for|about|called|named) ", words=r"(?-i:[A-Z])"),
    sign(
        "canvassed",
        0.5,
        before=r"\b(?:canvass|deliver|leaflet|campaign|door ?knock|walk|park|stand|sitt|runn|do|leav|post|pass|driv"
        r"|knock)(?:ing|ed) (?:the |on |in |at |along |down |round )?(?:\w+ )?",
    ),
    sign(
        "came_to",
        1.0,
        before=r"\b(?:came|come|comes|turned up|knocked|arrived|delivered|posted|left|sent|been) (?:(?:round|up|out|in"
        r"|here|back|again) )?",
        words=r"(?:to|at|on|past|by|into|outside|round|through) ",
    ),
    sign("after_event", -1.5, before=r"\b(?:after|before|since|until|till|about|for) (?:the |our |my )?"),
    sign(
        "name_verb",
        -1.5,
        words=r"(?-i:[A-Z]\w+(?: [A-Z]\w*)*)$",
        after=r" (?:said|told|got|was|is|has|had|saw|came|went|shouted|wrote|put|posted|keeps|says|who|and I|and i)\b",
    ),
    sign(
        "to_a_name",
        -1.2,
        words=r"(?:(?:up|over|back|out) )?(?:to|on|into|off|for|past|over|by|behind|near) (?-i:[A-Z][a-z]+)$",
        before=r"\b(?:squar\w+|said|spoke|talk\w*|walk\w* up|came|went|ran|listen\w*|happened|did|close|nasty|rude|next"
        r"|spat|stood|up) ",
    ),
    sign("got_off", -1.2, before=r"\b(?:g[eo]t|gets|getting) (?:off|out|home|back) "),
    sign(
        "towards",
        -1.2,
        before=r"\b(?:towards?|on the way|on my way|off|away|back|heading|headed|ran|drove off|walked off"
        r"|legged it) (?:up |down |in |out )?"
        r"|\btowards? ",
        words=r"(?:to|into|for|towards?|up|down|along|through) |the ",
    ),
    sign(
        "damaged_after",
        0.9,
        after=r" (?:was |were |has been |have been |been |got |had )?(?:glued|smashed|sprayed|painted|egged|vandalised"
        r"|damaged|broken|burnt|torched|slashed|defaced|graffitied|broke)\b",
    ),
    sign(
        "origin",
        -1.2,
        words="from ",
        before=r"(?<!followed )(?<!me )(?<!us )(?<!her )(?<!him )\b(?:got|get|came|come"
        r"|just|walk\w*|driv\w*|out|fresh|home|back|away) (?:home |back )?(?:\S+ ){0,5}",
    ),
    sign("home_from", 0.2, before=r"\bfollow\w* (?:me |us |her |him )?(?:all the way )?(?:home |back )?", words=r"from "),
    sign("to_come", -0.6, before=r"\b(?:will|'ll|be|going to|gonna|see you|wait(?:ing)?|meet) (?:\S+ ){0,3}"),
    sign(
        "damaged",
        0.4,
        before=r"\b(?:keyed|slashed|smashed|scratched|glued|sprayed|painted|burn\w*|torched|vandalised|ripped|egged"
        r"|broken into|broke into|fire|graffiti) (?:\w+ ){0,2}",
    ),
    sign("fragment_name", 2.1, words=r"(?-i:[A-Z])", before=r"(?:[.!?,] )", after=r"(?:[.,]|$)"),
)
