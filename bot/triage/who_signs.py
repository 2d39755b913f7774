"""Which of the people in a text did it: signs with points, the best description wins.

The points were fitted on labelled messages and rounded. Those on our side and the family count against, a stranger
who does something counts for.
"""

from bot.triage.choosing import sign
from bot.triage.people import COUNT, DETERMINER, NOUN, WELSH

_DID = (
    r"(?:has|had|have|is|are|was|were|'s|'ve|'re|keeps?|kept|came|comes|come|went|said|says"
    r"|sed|told|called|shouted|yelled|screamed|rang|rung|phoned"
    r"|telephoned|emailed|e-mailed|messaged|texted|wrote|writes|posted|put|sent|sends|threw"
    r"|throws|hit|punched|kicked|shoved|pushed|grabbed|grabs|spat|followed"
    r"|follows|cut|left|took|taken|stole|broke|smashed|threatened|knocked|asked|asking|stood"
    r"|standing|stands|sat|sitting|stopped|refused|made|makes|got"
    r"|gets|walked|walking|turned|tore|ripped|slapped|squared|swung|drove|tried|trying|filming"
    r"|filmed|taking|telling|saying|shouting|staring|banging"
    r"|kicking|holding|carrying|waving|wielding|hanging|heckled|laughed|wanted|wants|accused"
    r"|used|opened|showed|shows|snatched|let|set|bent"
    r"|imitated|dropped|flung|chucked|nicked|started|claiming|pretending|wedi|yn|hanging"
    r"|pointing|going|doing|blocking|parked|outside|at the|changed|knows|does)"
)
ENOUGH = 1.8
SIGNS = (
    sign("labelled", 3.0, words=r"(?:who|pwy) ?[:=]"),
    sign("indefinite", 0.7, words=rf"(?:an?|some|another|{COUNT}) "),
    sign("that", 0.4, words=r"(?:that|this|those|these|them|thon) "),
    sign("same", 1.3, words=r"(?:the )?same "),
    sign("the", -0.2, words=r"the (?!same)"),
    sign("my", -0.3, words=r"(?:my|our) "),
    sign("her", 0.7, words=r"(?:her|his|their|your) "),
    sign("bare", -0.4, words=rf"(?!{DETERMINER} )(?-i:[a-z])"),
    sign("bare_cap", -0.5, words=rf"(?!{DETERMINER} )(?-i:[A-Z])"),
    sign("someone", 2.9, words=r"(?:some ?(?:one|body|1)|sum1|summ?dy|whoever|rhywun)"),
    sign("name_like", -0.8, words=r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)$"),
    sign(
        "man",
        2.3,
        words=r".*\b(?:(?:wo)?m[ae]n|blokes?|lads?|guys?|fellas?|feller|fellow|chaps?|gentlem[ae]n|lady"
        r"|ladies|youths?|teenagers?|boys?|males?|females?|lass|wumman|geezer|person|stranger"
        r"|schoolboys?)\b",
    ),
    sign("account", 0.9, words=r".*\b(?:accounts?|user|page|blog|troll|bot)\b"),
    sign("ex", 1.4, words=r".*\bex\b"),
    sign(
        "role",
        1.4,
        words=r".*\b(?:neighbour|driver|constituent|voter|resident|journalist|caller|stalker|heckler"
        r"|owner|farmer|individual|supporter|elector|member|visitor|landlord|intruder|opponent"
        r"|protesters?)\b",
    ),
    sign(
        "own_side",
        -1.4,
        words=r".*\b(?:candidate|agent|volunteers?|teller|canvassers?|steward|staff|team|colleague"
        r"|manager|clerk|officer|police|security|organisers?)\b",
    ),
    sign(
        "family",
        -0.5,
        words=r".*\b(?:mum|mother|dad|father|son|daughter|husband|wife|sister|brothers?|kids?|grandson"
        r"|cousin|aunt\w*|uncle|friends?|mates?|flatmate|carer|nephew)\b",
    ),
    sign(
        "our_family",
        -0.9,
        words=r"(?:my|our|his|her) (?:\w+ )?(?:mum|mother|dad|father|son|daughter|husband|wife|sister"
        r"|brothers?|kids?|grandson|girls?|boys?|lads?)\b",
    ),
    sign("dog", -1.1, words=r".*\b(?:dogs?|audi|number|voice|ones?|lot|people|party|pair|couple|local|company)\b"),
    sign("its_my", 0.6, before=r"\b(?:it'?s|he'?s|she'?s|they'?re|from|is) ", words=r"(?:my|her|his|your|our|the|a|an) "),
    sign("actor", 0.7, words=rf".*{NOUN}"),
    sign("ones_who", 0.3, words=r"(?:the|those) ones? (?:who|that|w|i|with)"),
    sign("randoms", 1.2, words=r"(?:randoms?|kids)$"),
    sign("clause", 0.5, words=r".* (?:who|in|with|w|from|at|called|opposite|off|wearing|giving|that|whos)\b"),
    sign("first", 0.4, before=r"^(?:.{0,20})"),
    sign("clause_start", 0.9, before=r"(?:^|[.!?,:;\n(] ?|\b(?:and|but|then|cos|because|when|that) )"),
    sign("did", 0.4, after=rf",? ?(?:(?:just|then|also|has|have|had|never|on \w+|\w+) )?{_DID}\b"),
    sign("did_close", 0.5, after=rf" ?{_DID}\b"),
    sign("by", 1.1, before=r"\b(?:by|from|against|off) "),
    sign("theres", 0.4, before=r"\b(?:there'?s|there is|there was|there are|there were|theres|got|mae|had) (?:\w+ )?"),
    sign("says_that", 0.3, before=r"\b(?:says|told|reckons|heard|saw|seen) (?:\w+ )?"),
    sign("quoted", -0.6, before=r"(?:^|[\s(:,])[\"'“‘][^\"'”\n]{0,40}"),
    sign("is_quote", -0.9, words=r"[\"']"),
    sign("handle", 3.0, words="@"),
    sign("called", 0.4, words=r".*\b(?:called|named)\b"),
    sign("welsh", 2.7, words=rf"(?:yr? |r |'r )?{WELSH}"),
    sign(
        "not_person",
        -0.5,
        words=r"(?:.*\b)?(?:probs|probably|number (?:plate|\d|of)|small one|the one oddity|one thing"
        r"|this one|last one|no one|next one|any ?one|every ?one)",
    ),
    sign("of_them", 0.7, words=r".*\b(?:of|o) (?:them|em)"),
    sign("one", 0.2, words=r"(?:the |this |that |last |next )?ones?\b"),
    sign(
        "victim_after",
        -0.6,
        after=r",? (?:was|were|got|has been|have been|had|is) (?:\w+ )?(?:punched|hit|shoved|pushed"
        r"|followed|shouted|threatened|told|asked|called|attacked|hurt|grabbed|egged|spat|scared"
        r"|upset|fine|ok|abused|stabbed|assaulted|bitten)",
    ),
    sign("long", 0.7, words=r"(?:\S+ ){5}"),
    sign(
        "online_text",
        -0.4,
        text=r"\b(?:e-?mail\w*|tweet\w*|facebook|fb|insta\w*|tiktok|whatsapp|youtube|comment\w*|account|posted|threads|x)\b",
    ),
    sign("pronoun_text", 0.3, text=r"\b(?:he|he's|hes|she's|shes|his)\b"),
)
