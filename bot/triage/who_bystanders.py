"""What stands beside somebody who did not do it: whom it happened to, who saw it, who writes, and what is no person.

A part of `bot.triage.who_beside`; the points were fitted on labelled messages and rounded.
"""

from bot.triage.choosing import sign
from bot.triage.who_words import DONE_TO, OURS

BYSTANDERS = (
    sign(
        "helped",
        -3.0,
        after=r",? (?:\w+ ){0,2}?(?:put (?:it|the fire|them) out|came (?:out )?to help|helped|stuck up for|stood up for|calmed"
        r"|stepped in"
        r"|pulled (?:him|her|them) off|chased (?:him|her|them)|rang (?:me|us|the police|999)|gave me a lift|looked after"
        r"|cleaned|picked (?:it|them) up|took (?:a )?(?:photo|picture)s?|has (?:it|cctv|a (?:ring )?doorbell))\b",
    ),
    sign(
        "counted_as_there",
        -2.0,
        before=r"\b(?:there'?s|there were|there was|of|to|with) $",
        words=r"(?:about |around |some )?\d+ ",
    ),
    sign(
        "hacked",
        -4.0,
        words=r".*\b(?:account|page|profile|channel|website)$",
        after=r"(?: was| has(?: now)? been|'s been| got| is| has) (?:being )?(?:hacked|locked|taken|compromised|cloned"
        r"|suspended|hijacked)\b",
    ),
    sign("not_a", -2.1, before=r"\b(?:not|isn't|isnt|wasn't|never|no) (?:even |just )?"),
    sign(
        "insult",
        -2.1,
        before=r"\b(?:call(?:ed|ing|s)?|being|as|like) (?:(?:me|us|her|him|them|our \w+|my \w+|(?-i:[A-Z])\w+) )?",
        words=r"an? |the |(?-i:[a-z'-]+)$",
    ),
    sign(
        "noun_after",
        -5.0,
        after=r"'?s? (?:side|seat|door|licen[cs]e|number|club|page|group|hall|wing|team|office|worker|trip|school"
        r"|bedroom|room|meeting|centre|shop|garden|photo|picture|post|house|car|van|drive|gate|wall|face|phone|poster|boards?"
        r"|whatsapp|facebook|fb|handed)\b",
    ),
    sign("of_ours", -3.0, words=r"(?:one|some|two|both) of (?:our|my|us)\b"),
    sign("says_there", -0.8, after=r" (?:says|said|told me|tells me|reckons|thinks) (?:that |there|the |a |he|she|they|it)"),
    sign("done_to", -0.7, before=rf"\b{DONE_TO} "),
    sign("myself", -4.0, before=r"\b(?:i'?m|i am|as|being|we'?re|we are) (?:only |just )?"),
    sign(
        "victim_after",
        -0.8,
        after=r",? (?:was|were|got|has been|have been|had|is|'s) (?:\w+ )?(?:punched|hit|shoved|pushed"
        r"|followed|shouted|threatened|told|asked|called|attacked|hurt|grabbed|egged|spat|scared"
        r"|upset|fine|ok|abused|stabbed|assaulted|bitten|slapped|cornered|chased|kicked|jumped|her|his|their|shaken"
        r"|sworn|screamed|crying)",
    ),
    sign(
        "witness",
        -2.0,
        after=r",? (?:saw|heard|spotted|noticed|says (?:he|she) saw|filmed it|was with|who (?:saw"
        r"|heard)|has cctv|witnessed)\b",
    ),
    sign(
        "felt",
        -2.5,
        after=r",? (?:(?:is|are|was|were|has|been|all|now|really|very|so|absolutely|quite|a bit) ){0,4}(?:terrified"
        r"|furious|scared|upset"
        r"|fine|ok|okay|shaken|crying|in tears|in bits|distraught|frightened|asleep|safe|unhurt|worried|gutted"
        r"|mortified|devastated)\b",
    ),
    sign(
        "called_title",
        -2.5,
        words=r"(?-i:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Rev)\b",
        before=r"\b(?:call\w*|about|against|of|at|with|for) ",
    ),
    sign("big_number", -3.0, before=r"(?:\d{3,}|\d[\d.,]*k|hundreds of|thousands of|hundred) "),
    sign("in_the_locals", -4.0, words="the locals$", before=r"\b(?:in|at|for|by|before|after) "),
    sign(
        "group_called",
        -4.0,
        words=r"(?-i:[A-Z])",
        before=r"\b(?:channel|group|page|site|server|thread|chat|forum|community) (?:called |named )?['\"]?",
    ),
    sign("writes", -4.0, after=r"(?: (?:for|to|of) [\w. ]{3,30}?)? here\b"),
    sign(
        "in_a_group",
        -4.0,
        words=r".*\b(?:channel|group|page|account|chat|forum)$",
        before=r"\b(?:in|on|into|via|under|to) (?:this |that )?",
    ),
    sign("of_ours_2", -3.0, words=r"(?-i:[A-Z])", before=rf"\b(?:our|the|my) (?:{OURS}),? "),
    sign(
        "received",
        -4.0,
        after=r" (?:has |have )?(?:got|received|had|was sent|were sent|clicked|opened|gets) (?:on |up )?(?:an?|the"
        r"|another|this|some) (?:\w+ ){0,2}"
        r"(?:e-?mails?|texts?|calls?|letters?|messages?|phone|links?|parcel|voicemail)\b",
    ),
    sign(
        "dealt_with",
        -2.5,
        after=r" (?:\w+ )?(?:told (?:them|him|her|everyone) to (?:sit|stop|leave|go|calm|pack)|(?:dragged|pulled|chased"
        r"|moved|escorted|walked"
        r"|took|led|threw) (?:them|him|her) (?:away|off|out|back|over)|(?:detained|restrained|arrested) (?:them|him|her))\b",
    ),
    sign(
        "seen_by", -5.0, before=r"\b(?:seen|witnessed|found|spotted|reported|heard|told|shown|flagged)(?: \S+){0,7}? by (?:an? )?"
    ),
    sign(
        "place_name",
        -2.0,
        words=r"(?-i:[A-Z])",
        before=r"\b(?:at|in|on|outside|near|opposite|behind|round|through|down|along|up|into) (?:the )?",
    ),
    sign(
        "street_after",
        -1.5,
        after=r" (?:road|rd|street|st|lane|ave|avenue|close|drive|way|terrace|place|court|crescent|square|hill|park"
        r"|estate|hall|centre|station"
        r"|school|church|ward|council|party|club|arms|inn|bridge|farm|house)\b",
    ),
    sign("hello", -3.0, words=r"(?-i:[A-Z])", before=r"\b(?:it'?s|its|i'm|i am|im|hi|hello|hiya|dear|thanks|this is|name is) "),
    sign(
        "of_own",
        -3.0,
        before=r"\b(?:volunteer|candidate|agent|husband|wife|mum|dad|son|daughter|flatmate|sister|brother|colleague"
        r"|canvasser|teller),? ",
    ),
)
