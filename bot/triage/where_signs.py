"""Which of the places in a text is the one where it happened: signs with points, the best place wins.

The points were fitted on labelled messages and rounded; a sign that made no difference was left out.
"""

from bot.triage.choosing import Sign, sign
from bot.triage.place_phrases import CAPITAL, PAGE, PREPOSITION, WHOSE
from bot.triage.places import NOUN, STREET, WELSH
from bot.triage.where_beside import BESIDE

_WORDS = (
    sign("shouted_on", -4.0, words=r"(?-i:[A-Z]{3,}(?:[ '][A-Z]{2,})* (?:on|in|at|across|over|all) )"),
    sign(
        "make_of_car",
        -3.0,
        words=r"(?:(?:dark |light )?(?:grey|gray|silver|white|black|red|blue|green|gold) )?(?:dacia|ford|audi|bmw|corsa"
        r"|golf|fiesta|focus|vauxhall"
        r"|astra|skoda|kia|nissan|toyota|volvo|mercedes|merc|transit|berlingo|honda|hyundai|peugeot|renault|citroen"
        r"|fiat|mini|tesla|mazda|vw"
        r"|volkswagen|jaguar|range rover|land rover|qashqai|insignia)\b",
    ),
    sign("vehicle_from", -3.0, words=r"(?:my|our|his|her|the|a) (?:car|van|bike|taxi|cab) (?:from|to) "),
    sign("labelled", 3.0, words=r"(?:where|location|place|venue|lle) ?[:=]"),
    sign(
        "numbered", 0.8, words=rf"(?:{PREPOSITION} )?(?:(?:number|no\.?|flat|unit|room|house|bay|table|polling station|row) )?\d"
    ),
    sign("street", 1.9, words=rf".*\b{CAPITAL} {STREET}"),
    sign("outside", 1.3, words=r"(?:outside|ootside|tu allan|opposite|across|in front|behind|next to) "),
    sign("near", 0.5, words=r"(?:inside|near|beside|underneath|under|over by|ower by|by|against|between) "),
    sign("at", 0.6, words="at "),
    sign("in", 0.2, words="(?:in|yn|ym|yng|inside) "),
    sign("to", -0.6, words="to "),
    sign("bare_whose", -0.8, words=WHOSE + r" "),
    sign("name_bare", -1.1, words=rf"(?!(?:{PREPOSITION}|{WHOSE}) )(?-i:[A-Z])"),
    sign("has_name", 0.8, words=r".*(?-i:[a-z,] [A-Z][a-z])"),
    sign("name_after_prep", -0.9, words=rf"{PREPOSITION} (?-i:[A-Z])"),
    sign("one_word", -1.8, words=r"\S+$"),
    sign("long", 1.2, words=r"(?:\S+ ){4}"),
    sign(
        "door_words",
        -0.4,
        words=r".*\b(?:doors?|windows?|walls?|floor|bed|desk|steps?|boot|bonnet|wiper|bank|work|ground|room)\b",
    ),
    sign("vehicle", -0.6, words=r".*\b(?:car|van|lorry|bus|motor|taxi|minibus|train|cab|bike|boat|plane|transit|truck)s?\b"),
    sign(
        "home_words",
        0.6,
        words=r".*\b(?:house|home|flat|garden|doorstep|drive|driveway|gate|step|garage|porch|shed|greenhouse)\b",
    ),
    sign(
        "event",
        0.4,
        words=r".*\b(?:hustings|count|rally|surger\w+|meeting|debate|market|stall|vigil|fair|launch"
        r"|fundraiser|verification|conference|protest|parade|march)\b",
    ),
    sign(
        "town_words",
        1.0,
        words=r".*\b(?:street|road|lane|park|hall|centre|station|shop|pub|church|school|library|club"
        r"|square|high st|cafe|café|car park|office|hq)\b",
    ),
    sign("wide", -0.4, words=r".*\b(?:town|village|ward|court|prison|council|estate|hospital|school|stage|ground|crowd|queue)\b"),
    sign("bare_vague", 3.1, words=r"(?:upstairs|downstairs|outside|next door|ootside|on top|in the back)$"),
    sign("your", -0.7, words=rf"(?:{PREPOSITION} )?(?:your|his)\b"),
    sign("indefinite", -1.2, words=rf"(?:{PREPOSITION} )?(?:a|an|some|every|each)\b"),
    sign("page", 0.8, words=rf".*\b{PAGE}\b"),
    sign(
        "in_comments", 0.5, words=r"(?:in|under|on) (?:the |my |our |her |his )?(?:\w+ ){0,2}(?:comments|post|video|page|insta)"
    ),
    sign("address", 2.1, words=r"at (?:my|our|her|his|their|the|mum's|my \w+'s?) (?:home )?address"),
    sign("initial", -1.9, words=r"(?-i:[A-Z]\w+ [A-Z])$"),
    sign("by_a_name", -2.0, words=r"by (?:an? )?(?-i:[A-Z]\w+(?: [A-Z]\w+)?)$"),
    sign("from_a_name", -1.9, words=r"(?-i:[A-Z]\w+ from )"),
    sign("address_bare", -3.0, words=r"(?!(?:.* )?at (?:my|our|her|his|their|the) (?:home )?address).*\baddress$"),
    sign("shouted", -1.4, words=r"(?-i:[A-Z' ]{6,}$)"),
    sign("a_number", -0.9, words=r".*(?:\d(?:st|nd|rd|th)|may|\d (?:may|june|jan\w*|feb\w*))\b"),
    sign("which", -0.8, words=r".*\bwhich\b"),
    sign("named_end", 0.9, words=r".*\b(?:in|at|on) (?-i:[A-Z])"),
    sign("open", -1.7, words=rf"(?!.*{NOUN})(?-i:[a-z ']+)$"),
    sign("welsh", 0.9, words=r"(?:yr?|yn|ym|yng|ar|du mewn|rownd|trwy|rhwng|tu allan) "),
    sign("welsh_bare", 1.0, words=rf"yr? {WELSH}"),
    sign(
        "greeting",
        -1.0,
        words=r"(?:hi|hello|hiya|dear|sir|thanks|thank|sorry|please|ok|yes|no|not|gone|calm|fine|crying"
        r"|refused|logging|received|found|forwarded|screens?|unsigned|typed|owner|male|female"
        r"|police|reception)\b",
    ),
)
SIGNS: tuple[Sign, ...] = (*_WORDS, *BESIDE)
