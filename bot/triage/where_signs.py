"""Which of the places in a text is the one where it happened: signs with points, the best place wins.

The points were fitted on labelled messages and rounded; a sign that made no difference was left out.
"""

from bot.triage.choosing import sign
from bot.triage.place_phrases import CAPITAL, PAGE, PREPOSITION, WHOSE
from bot.triage.places import NOUN, STREET, WELSH

_END = r"(?:[.,;:!?\n]|$)"
ENOUGH = -2.8
SIGNS = (
    sign("labelled", 3.0, words=r"(?:where|location|place|venue|lle) ?[:=]"),
    sign(
        "numbered", 0.9, words=rf"(?:{PREPOSITION} )?(?:(?:number|no\.?|flat|unit|room|house|bay|table|polling station|row) )?\d"
    ),
    sign("street", 1.6, words=rf".*\b{CAPITAL} {STREET}"),
    sign("outside", 1.2, words=r"(?:outside|ootside|tu allan|opposite|across|in front|behind|next to) "),
    sign("near", 0.7, words=r"(?:inside|near|beside|underneath|under|over by|ower by|by|against|between) "),
    sign("at", 0.2, words="at "),
    sign("in", 0.2, words="(?:in|yn|ym|yng|inside) "),
    sign("to", -0.4, words="to "),
    sign("bare_whose", -0.8, words=WHOSE + r" "),
    sign("name_bare", -1.3, words=rf"(?!(?:{PREPOSITION}|{WHOSE}) )(?-i:[A-Z])"),
    sign("has_name", 0.7, words=r".*(?-i:[a-z,] [A-Z][a-z])"),
    sign("name_after_prep", -0.8, words=rf"{PREPOSITION} (?-i:[A-Z])"),
    sign("one_word", -1.6, words=r"\S+$"),
    sign("long", 1.3, words=r"(?:\S+ ){4}"),
    sign("fragment", 0.9, before=r"(?:^|[.!?\n] ?)", after=_END),
    sign(
        "fragment_time",
        1.0,
        before=r"(?:^|[.!?,;\n] ?)",
        after=r",? (?:about|at |around|abt|mon|tues?|wed|thurs?|fri|sat|sun|yest|last|this|today|\d"
        r"|lunch|half|early|ddoe|neithiwr|nos|bore|dydd)",
    ),
    sign("after_comma", 0.2, before=r", ?"),
    sign("after_stop", -0.4, before=r"(?:[.!?\n]|^) ?"),
    sign("ends_clause", 0.4, after=_END),
    sign(
        "then_time",
        0.6,
        after=r",? (?:about|at |around|abt|on |mon|tues?|wed|thurs?|fri|sat|sun|yest|last|this|today"
        r"|tonight|\d|now|just now|right now|this)",
    ),
    sign("is_now", 0.5, before=r"\b(?:i'?m|we'?re|he'?s|she'?s|they'?re|there'?s|is|are) (?:\w+ ){0,4}"),
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
        "door_words",
        -0.5,
        words=r".*\b(?:doors?|windows?|walls?|floor|bed|desk|steps?|boot|bonnet|wiper|bank|work|ground|room)\b",
    ),
    sign("vehicle", -0.7, words=r".*\b(?:car|van|lorry|bus|motor|taxi|minibus|train|cab|bike|boat|plane|transit|truck)s?\b"),
    sign(
        "home_words",
        0.4,
        words=r".*\b(?:house|home|flat|garden|doorstep|drive|driveway|gate|step|garage|porch|shed|greenhouse)\b",
    ),
    sign(
        "event",
        0.3,
        words=r".*\b(?:hustings|count|rally|surger\w+|meeting|debate|market|stall|vigil|fair|launch"
        r"|fundraiser|verification|conference|protest|parade|march)\b",
    ),
    sign(
        "town_words",
        0.8,
        words=r".*\b(?:street|road|lane|park|hall|centre|station|shop|pub|church|school|library|club"
        r"|square|high st|cafe|café|car park|office|hq)\b",
    ),
    sign("wide", -0.5, words=r".*\b(?:town|village|ward|court|prison|council|estate|hospital|school|stage|ground|crowd|queue)\b"),
    sign("bare_vague", 2.9, words=r"(?:upstairs|downstairs|outside|next door|ootside|on top|in the back)$"),
    sign("your", -0.5, words=rf"(?:{PREPOSITION} )?(?:your|his)\b"),
    sign("indefinite", -1.2, words=rf"(?:{PREPOSITION} )?(?:a|an|some|every|each)\b"),
    sign("page", 1.0, words=rf".*\b{PAGE}\b"),
    sign(
        "in_comments", 0.5, words=r"(?:in|under|on) (?:the |my |our |her |his )?(?:\w+ ){0,2}(?:comments|post|video|page|insta)"
    ),
    sign(
        "written_on",
        -0.5,
        before=r"\b(?:written|wrote|posted|put|said|up|sprayed|chalked|note|notes|left|taped) (?:\w+ )?(?:\w+ )?",
    ),
    sign(
        "online_text",
        -1.1,
        text=r"\b(?:e-?mails?|e-?mailed|tweet\w*|facebook|fb|insta\w*|tiktok\w*|whatsapp|youtube"
        r"|telegram|dms?|comment\w*|account|website|video|page|forum|phish\w*|password|login"
        r"|linkedin|nextdoor|threads)\b",
    ),
    sign(
        "letter_text",
        -1.4,
        text=r"\b(?:letters?|envelope|card|postcard|parcel|post|postmark|text|texted|voicemail|rang"
        r"|rung|phoned|calls?|phone|caller|ring|llythyr|galwad|tecst|invoice)\b",
    ),
    sign("is_at_it", 0.5, before=r"(?:^|[.!?,] )(?:am|sat|parked|stood|outside|now|still|just now|canvassing) (?:\w+ )?"),
    sign("in_first", -1.2, before=r"^.{0,60}"),
    sign("after_80", -0.4, before=r"(?s:.{45})"),
    sign(
        "noun_after",
        -1.3,
        after=r" (?:phone|number|address|poster|candidate|leaflet|manager|clerk|chair|team|press|website"
        r"|page|group|key|election|ticket|keys)\b",
    ),
    sign("it_happened", 0.8, before=r"(?:it was|happened|this was|seen|parked|drop off)[^.]{0,25}"),
    sign("by_someone", -0.6, before=r"\b(?:by|with|to|of|for|about|called|named) ", words=r"(?-i:[A-Z])"),
    sign("shouted", -1.3, words=r"(?-i:[A-Z' ]{6,}$)"),
    sign("a_number", -0.8, words=r".*(?:\d(?:st|nd|rd|th)|may|\d (?:may|june|jan\w*|feb\w*))\b"),
    sign("which", -0.8, words=r".*\bwhich\b"),
    sign("fragment_name", 1.9, words=r"(?-i:[A-Z])", before=r"(?:[.!?,] )", after=r"(?:[.,]|$)"),
    sign("named_end", 0.8, words=r".*\b(?:in|at|on) (?-i:[A-Z])"),
    sign("open", -1.6, words=rf"(?!.*{NOUN})(?-i:[a-z ']+)$"),
    sign("welsh", 0.8, words=r"(?:yr?|yn|ym|yng|ar|du mewn|rownd|trwy|rhwng|tu allan) "),
    sign("welsh_bare", 0.9, words=rf"yr? {WELSH}"),
    sign(
        "greeting",
        -0.8,
        words=r"(?:hi|hello|hiya|dear|sir|thanks|thank|sorry|please|ok|yes|no|not|gone|calm|fine|crying"
        r"|refused|logging|received|found|forwarded|screens?|unsigned|typed|owner|male|female"
        r"|police|reception)\b",
    ),
)
