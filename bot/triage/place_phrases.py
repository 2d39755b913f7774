"""How a place is said: "outside the Corn Exchange in Melbury", "12 Fern Road", "the end of our street".

The grammar for `bot.triage.where`, built from the nouns of `places` and read against the text as typed. Every repeat
is bounded and none stands inside another of the same words, so that a hostile text costs no more than a long one.
"""

import re

from bot.triage.places import NOUN, STREET, WELSH

NO_PLACE = (
    r"(?!(?:at|in|on|by|to|from|about|around|between|after|before|early|late|yesterday|today|tonight|last|outside"
    r"|inside|near|opposite|"
    r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|fri|sat|sun"
    r"|january|february|march|april|june|july|august"
    r"|september|october|november|december|facebook|fb|twitter|instagram|insta|whatsapp|tiktok|youtube|telegram|linkedin|slack"
    r"|threads|snapchat|nextdoor|gdpr|english|welsh|x|i|i'm|i've|i'd|mr|mrs|ms|dr|cllr|councillor|rev|sir|it|it's|he"
    r"|he's|she|she's|they|they're|we|we're|my"
    r"|our|the|his|her|a|an|and|but|so|this|that|there|there's|when|then|who|what|no|not|yes"
    r"|none|may|new year|christmas|easter|someone|somebody|re|fwd|which|same|(?:white|black|asian|blonde?|ginger|bald"
    r"|tall)(?! (?-i:[A-Z]))"
    r"|male|female|approx|woke|walking|reporting|location|victim|time|date|got|just|had|man|woman|men|lads?|bloke|guy"
    r"|kids|lady|driver|police|witness|locked|parked|stopped|followed|shouted|called|chased|pushed|egged|attacked"
    r"|started|happened|noticed|finished|spotted|posted|received|god|labour|tory"
    r"|tories|lib|reform|green party)\b)"
)
CAPITAL = rf"{NO_PLACE}(?-i:(?:St\. )?[A-ZÀ-Ž][\w'&-]{{0,30}})"
JOIN = r"(?:of|the|and|on|upon|under|by|in|le|y|yr|&)"
NAME = rf"{CAPITAL}(?: (?:{JOIN} ){{0,2}}{CAPITAL}){{0,3}}"
WHOSE = (
    r"(?:the|our|my|your|her|his|their|its|a|an|this|that|one of (?:the|my|our)|every|each"
    r"|both|some|yr?|(?!(?:he|she|it|there|who|that|someone|somebody|what|where|here|one"
    r"|everyone|everything|something|man|let)'s)\w{1,12}'s)"
)
FUNCTION = (
    r"(?:the|a|an|and|but|or|so|to|at|in|on|of|from|with|by|for|he|she|they|we|i|it|you|who|that|this|is|was|are|were|has|had"
    r"|have|said|says|told|came|went|when|while|as|if|then|now|not|his|her|our|my|their|your|me|him|them|us|be|been|just"
    r"|after|before|since|about|around|because|cos|outside|behind|near|down|up|along|round|through|over|under|off|into"
    r"|onto|opposite|inside|halfway|hes|shes|theyre|last|next|every|saying|shouting)"
)
ADJECTIVES = rf"(?:(?!{FUNCTION}\b)\w[\w'&-]{{0,19}} ){{0,3}}?"
NUMBERED = (
    r"(?: (?-i:[A-Z]?\d{1,3}[A-Z]?)(?![\w:.]*\d)(?! ?(?:mins?|minutes|hours?|hrs?|secs?|days?|weeks?|people|men|lads"
    r"|kids|times|of|yards|am|pm|to|til|till|o'?clock"
    r"|years|others|women|teenagers|youths|boys|girls)\b))?"
)
PREPOSITION = (
    r"(?:outside|ootside|o/s|nr|tu allan i'r|behind|opposite|near|inside|in front of|next to|beside"
    r"|(?:just )?across(?: from)?|underneath"
    r"|under|over by|ower by|over|past|round|up|down|along|through|thru|off|by|against|between|rhwng|trwy|during"
    r"|(?:at |on |in |by )?(?:the )?(?:very |wrong )?(?:bottom|top|end|back|front|corner|side"
    r"|edge|roof|boot|middle|door|steps|window"
    r"|wall|chair) (?:of|to)|at|in|on|into|intae|onto|to|from|fae|yn|ar|ym|yng|i lawr|rownd|du mewn)"
)
NOUNS = rf"(?! )(?: ?{NOUN}){{1,3}}"  # the words of a place, with a space between
# No part stands twice where it can stand once: this pattern is long, and each of its letters costs at every start.
SPOT = rf"(?:{WHOSE} {ADJECTIVES}(?:{NAME} )?{NOUNS}|(?:the )?{NAME}(?: {NOUN}){{0,2}}|{NOUNS}){NUMBERED}"
# "Market Square, Ludlow", but not "Brook Street, Kieran said".
AFTER_A_TOWN = r"(?!'s|,? (?:and|who|said|says|told|was|is|are|were|has|had|have|got|saw|came|went|put|keeps|\w{3,}ed)\b)(?!\w)"
TAIL = (
    rf"(?:,? (?:in|at|on|of|by|behind|opposite|near|nr|off|outside|next to|beside|in front of|across from|along|to|from) {SPOT}"
    rf"|, (?:{CAPITAL} ){{1,3}}{STREET}|, {NAME}{AFTER_A_TOWN}|, {NOUNS}(?=[,.]|$)){{0,2}}"
)
OPEN_NOT = (
    r"(?:volunteers?|teams?|agents?|teller|canvassers?|outside|inside|near|behind|opposite|on|at|in|by|with|and|end"
    r"|meantime|moment|time|way|post|phone|email|message|letter|text|morning|afternoon"
    r"|evening|night|day|week|month|year|weekend"
    r"|past|future|face|head|hand|hands|arm|back|neck|chest|leg|fact|case|name|list|rota"
    r"|internet|web|line|account|same|other|first"
    r"|last|next|only|whole|one|two|three|door|voicemail|tweet|thing|people|man|woman|men|lads|guy|police|agent|candidate|public"
    r"|election|campaign|party|leaflet|leaflets|poster|posters|form|log|file|report|reports"
    r"|number|second|minute|hour|ballot|paper|mouth"
    r"|jacket|coat|hood|cap|hat|suit|mask|grey|green|red|blue|black|white|balaclava|bit|lot"
    r"|few|couple|scarf|mention|way|sky|dark|and"
    r"|was|were|had|has|but|who|that|for|with|our|law|rules|news|radio|telly|press|media|eye"
    r"|eyes|hair|throat|wrist|shoulder|nose)"
)
POSTCODE = r"(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
WELSH_WAY = (
    rf"(?:\d{{1,4}}[a-z]?,? )?(?-i:Heol|Ffordd|Stryd|Lôn|Lon|Rhodfa|Clos|Maes|Cae|Rhes|Bryn) (?:yr? )?{CAPITAL}(?: {CAPITAL})?"
)
WAY = rf"(?:\d{{1,4}}[a-z]?,? )?(?:{CAPITAL}|(?!{FUNCTION}\b)[a-z][a-z'-]{{2,14}})(?: {CAPITAL}){{0,2}} {STREET}"
PAGE = (
    r"(?:(?:facebook|fb|telegram|whatsapp|x|twitter|nextdoor|reddit|discord|youtube|insta(?:gram)?|tenants|local|street|village"
    r"|residents'?|ward|community|campaign|family|class) ){0,2}(?:thread|group|page|channel"
    r"|forum|server|comment section|comments|post"
    r"|videos?|insta|feed|profile)"
)
CANDIDATE = re.compile(
    rf"(?:\b(?:where|location|place|venue|lle)\b ?[:=] ?[^\n.;?!]{{2,60}}"
    rf"|(?<!\w)(?:{PREPOSITION} )?(?:(?:{SPOT},? ){{0,2}}{POSTCODE}"
    rf"|(?:(?:number|no\.?|flat|unit|room|house|bay|table|polling station|interview room|ward"
    rf"|row) \d{{1,4}}[a-z]?\b(?:,? {WAY}|,? {NAME})?"
    rf"|\d{{1,4}}[a-z]? {CAPITAL}(?: {CAPITAL}){{0,2}}){TAIL}"
    rf"|{WHOSE} {ADJECTIVES}{PAGE}\b(?: (?:that calls itself|called|of) {NAME}|, {NAME})?"
    rf"|(?:{WAY}|{SPOT}){TAIL}"
    rf")(?:,? {POSTCODE})?"
    rf"|(?<!\w)(?:tu allan i'r|yr?|ar|yn yr?|lan|i'r|o flaen y|ger y|wrth y"
    rf"|tu ôl i'r) ?{WELSH}(?: ar (?:yr? )?{NAME})?(?:, {NAME})?"
    rf"|(?<!\w)(?:by|behind|outside|near|under|inside|at|in|on|through|thru|opposite|against"
    rf"|round|over) (?:the|my|our|her|his|their|a|an"
    rf"|every) (?!{OPEN_NOT}\b)(?:[\w'-]{{3,15}} )?(?!{OPEN_NOT}\b)[\w'-]{{3,15}}"
    r"|(?<!\w)(?:upstairs|downstairs|outside|next door|ootside|on top|in the back)(?!\w))",
    re.IGNORECASE,
)
