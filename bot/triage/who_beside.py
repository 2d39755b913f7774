"""What stands beside a description of somebody who did it: what they did, how the text begins, who saw them.

A part of `bot.triage.who_signs`; the points were fitted on labelled messages and rounded.
"""

from bot.triage.choosing import sign
from bot.triage.who_bystanders import BYSTANDERS
from bot.triage.who_words import DID

BESIDE = (
    sign(
        "introduced",
        3.0,
        before=r"\b(?:self|selves|going by|goes by|known as|signed|signing|signs|names?|handle"
        r"|name (?:was|is|given|given was)|user"
        r"|username|channel) ['\"]?",
    ),
    sign("made_by", 3.0, before=r"\b(?:posted|sent|written|made|shared|uploaded|set up|run|started|led|organised) by (?:an? )?"),
    sign("stands_first_and_did", 0.5, before=r"^(?:\W|\w+ ){0,3}", after=r" (?:\w+ ){0,3}?\w{3,}(?:ed|ing)\b"),
    sign("in_brackets_behind", 0.5, after=r" ?\([^)]*\)"),
    sign(
        "name_says",
        1.6,
        words=r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]*)*)$",
        after=r" (?:has |have |had )?(?:wrote|written|said|says|told (?:me|us|my|him|her|the|everyone)|posted|put|sent"
        r"|texted|emailed|messaged|shouted"
        r"|threatened|called (?:me|us|her|him|our|my)|shared|tweeted|commented|replied|grabbed|pushed|shoved|spat"
        r"|claims|is (?:saying|telling|posting|claiming)"
        r"|keeps|rang|phoned|turned up)\b",
    ),
    sign(
        "name_did",
        1.4,
        words=r"(?-i:[A-Z][a-z]+ [A-Z][a-z]+)$",
        after=r",? (?:has |have |had |then )?\w{3,}ed (?:at |on |up )?(?:me|us|him|her|them|my|our|the|a|his|one)\b",
    ),
    sign(
        "said_to_be", -2.5, before=r"\b(?:saying|said|says|claim\w*|told \w+|pretend\w*) (?:that )?there (?:was|were|is|'s|are) "
    ),
    sign(
        "not_known",
        -3.0,
        after=r" (?:is|are|was|were|isn't|wasn't)(?: not)? (?:known|unknown|hidden|withheld|anonymous|showing)\b",
    ),
    sign("our_hacked_handle", -3.5, words=r"[\"']?@\w+$", text=r"\b(?:hacked|locked (?:me |us |her |him )?out|taken over)\b"),
    sign(
        "with_us",
        -2.5,
        before=r"\b(?:got|i have|we have|i've got|with my|and my) ",
        words=r".*\b(?:kids?|children|bab(?:y|ies)|toddlers?)$",
    ),
    sign("counted_thousands", -5.0, before=r"\d,$"),
    sign("greeting", -5.0, before=r"\b(?:bore|prynhawn|nos|p'nawn) "),
    sign(
        "is_upset",
        -2.2,
        after=r",? (?:are|is|were|was|'re|'s) (?:\w+ )?(?:upset|scared|terrified|frightened|crying|in tears|shaken|asleep|in bed"
        r"|worried|inside|at home|in the house)\b",
    ),
    sign("its_my", 0.7, before=r"\b(?:it'?s|he'?s|she'?s|they'?re|from|is) ", words=r"(?:my|her|his|your|our|the|a|an) "),
    sign("ones_who", 0.5, words=r"(?:the|those) ones?$", after=r" (?:who|that|w|i|with)"),
    sign("first", 0.6, before=r"^(?:.{0,20})"),
    sign("at_start", 0.4, before=r"^"),
    sign("clause_start", 0.7, before=r"(?:^|[.!?,:;\n(] ?|\b(?:and|but|then|cos|because|when|that) )"),
    sign("sentence_start", -0.3, before=r"(?:^|[.!?\n] ?)"),
    sign("did", 0.4, after=rf",? ?(?:(?:just|then|also|has|have|had|never|on \w+|\w+) )?{DID}\b"),
    sign("did_close", 0.4, after=rf" ?{DID}\b"),
    sign("ed_close", 0.6, after=r" (?:just |then |has |had )?\w{3,}(?:ed|ing)\b"),
    sign(
        "note_style",
        1.2,
        before=r"(?:^|[.!?\n] ?)",
        words=r"(?:woman|man|lad|lass|bloke|guy|male|female|youth|girl|boy|kid)$",
        tail=r",? (?:in |with |on |\d|about |approx|tall|short|white|black|grey|wearing)",
    ),
    sign("reckons", -2.5, after=r" (?:reckons|thinks|noticed|rang to say)\b"),
    sign("not_seen", -3.0, before=r"\b(?:never|didn't|didnt|did not|couldn't|couldnt|could not) (?:see|saw|get a look at) "),
    sign(
        "my_child_was",
        -2.5,
        words=r"my (?:lad|boy|girl|son|daughter|kid)s?$",
        after=r"[^.]{0,6} (?:got|was|were|has been|gets)\b",
    ),
    sign("on_them", -2.0, before=r"\b(?:on|in) ", words=r"\w+ of them"),
    sign(
        "was_removed", -2.0, after=r" (?:has|have|had|was|were)(?: now| since)?(?: been)? (?:deleted|removed|suspended|banned)\b"
    ),
    sign("is_upset_bare", -2.5, after=r",? (?:terrified|scared|upset|crying|in tears|shaken)\b"),
    sign("were_sent", -2.0, after=r" (?:was|were|got|have been|has been) (?:sent|emailed|told|asked)\b"),
    sign("by", 1.7, before=r"\b(?:by|off) "),
    sign("from", 1.1, before=r"\bfrom (?:the |an? )?"),
    sign("against", 0.2, before=r"\bagainst "),
    sign("theres", 0.7, before=r"\b(?:there'?s|there is|there was|there are|there were|theres|got|mae|had|these was) (?:\w+ )?"),
    sign("saw", 0.3, before=r"\b(?:says|told|reckons|heard|saw|seen|shows?|spotted|caught) (?:\w+ )?"),
    sign("quoted", -0.9, before=r"(?:^|[\s(:,])[\"'“‘][^\"'”\n]{0,40}"),
    sign(
        "quoted_name",
        4.0,
        words=r"[\"'](?-i:[A-Z])?[\w.]+(?: [\w.]+){0,3}[\"']$",
        before=r"\b(?:by|from|called|account|user|named|blogger|channel|admin|page) ",
    ),
    sign(
        "did_after_place",
        0.7,
        after=rf" (?:in|on|at|outside|from|near|by|opposite|behind|over|next to) (?:[\w'-]+ ){{1,6}}?(?:{DID}"
        rf"|\w{{3,}}(?:ed|ing))\b",
    ),
    sign("mail_from", 3.5, words=r"[\w.+-]+@\w", before=r"\b(?:from|by|sender|address)(?: is|:)? "),
    sign(
        "conj_that",
        -2.0,
        words=r"that ",
        before=r"\b(?:said|says|say|saying|told (?:[\w']+ ){1,3}|telling (?:[\w']+ ){1,3}|claim\w*|think|thinks|reckons"
        r"|know|knows|hope|is|so) ",
    ),
    sign("from_full_name", 2.8, words=r"(?-i:[A-Z][a-z]+ [A-Z][a-z]+)", before=r"(?<!to be )\b(?:from|by) "),
    sign(
        "quoted_did",
        2.4,
        words=r"[\"'][\w. ]+[\"']$",
        after=r" (?:on \w+ )?(?:has|had|posted|wrote|said|says|is|put|keeps|commented|shared|tweeted|called|sent"
        r"|messaged|replied|tagged)\b",
    ),
    sign(
        "known_as",
        3.6,
        before=r"\b(?:(?:some ?(?:one|body)|man|woman|lad|bloke|guy|fella|chap|person|account|user|boy|girl) (?:called|named"
        r"|known as|calling (?:him|her|them)sel(?:f|ves))"
        r"|(?:calls|called) (?:him|her|them)sel(?:f|ves)|username|user|account|admin|nickname|by the name of|signed"
        r"|signing (?:him|her)self) ",
    ),
    sign(
        "it_is",
        2.6,
        words=r"(?-i:[A-Z])",
        before=r"\b(?:know|think|reckon|sure|believe|suspect|bet|certain|convinced|recognised (?:him|her) as) (?:that )?"
        r"(?:it'?s|it was|it is|he'?s|he was|she'?s|it) ?",
    ),
    sign(
        "name_did_2",
        1.1,
        words=r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)*)$",
        after=r" (?:then |just |has |had |kept |started |keeps )?(?!and |or |in |at |on |is |was |were |are |got |gets "
        r"|ran |lost |felt |feels |needs |thinks |saw |found |of |to |for |has |had |with |from )\w{3,}(?: \w+)?"
        r"(?: (?:at|on|over|into|in|from|up to|off|up|down|hold of))? (?:me|us|my|our|him|her|his|a|the)\b",
    ),
    sign(
        "from_online",
        1.6,
        words=r"(?-i:[A-Z][a-z]+)$",
        before=r"(?<!to be )\b(?:from|by) ",
        text=r"\b(?:e-?mail|messages?|abuse|comments?|post|posted|tweet|facebook|fb|insta\w*|tiktok|whatsapp|youtube"
        r"|telegram|messenger|linkedin|nextdoor|threads|text|dms?)\b",
    ),
    sign(
        "online_text",
        -0.6,
        text=r"\b(?:e-?mail\w*|tweet\w*|facebook|fb|insta\w*|tiktok|whatsapp|youtube|comment\w*|account|posted|threads|x)\b",
    ),
    sign(
        "online_name",
        0.3,
        words=r"(?-i:[A-Z][a-z]+)",
        text=r"\b(?:e-?mail\w*|tweet\w*|facebook|fb|insta\w*|tiktok|whatsapp|youtube|comment\w*|account|posted|threads"
        r"|messenger|linkedin|nextdoor|text|x)\b",
    ),
    sign("pronoun_text", 0.6, text=r"\b(?:he|he's|hes|she's|shes|his)\b"),
    *BYSTANDERS,
)
