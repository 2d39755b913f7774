"""Which of the people in a text did it: signs with points, the best description wins.

The points were fitted on labelled messages and rounded. Those on our side and the family count against, a stranger
who does something counts for.
"""

from bot.triage.choosing import Sign, sign
from bot.triage.descriptions import HANDLE
from bot.triage.person_words import COUNT, DETERMINER, NOUN, VEHICLE, WELSH
from bot.triage.who_beside import BESIDE
from bot.triage.who_words import KIN, MEN, NOT_ALONE, OURS

_WORDS = (
    sign("labelled", 3.0, words=r"(?:who|pwy|by whom|offenders?|suspects?|perpetrator|culprit) ?[:=]"),
    sign("indefinite", 0.7, words=rf"(?:an?|some|another|{COUNT}) "),
    sign("that", 0.4, words=r"(?:that|this|those|these|them|thon) "),
    sign("same", 1.4, words=r"(?:the )?same "),
    sign("the", -0.3, words=r"the (?!same)"),
    sign("my", -0.4, words=r"(?:my|our) "),
    sign("her", 0.5, words=r"(?:her|his|their) "),
    sign("bare", -0.4, words=rf"(?!{DETERMINER} )(?-i:[a-z])"),
    sign("bare_cap", -0.5, words=rf"(?!{DETERMINER} )(?-i:[A-Z])"),
    sign("name_like", -1.5, words=rf"(?!{NOUN}$)(?-i:[A-Z][a-z]+(?: [A-Z][a-z]*)*)$"),
    sign("phone_number", 1.5, words=r".*\d{5}"),
    sign("full_name", 1.8, words=r"(?-i:(?:[Aa]n? )?[A-Z][a-z]+ [A-Z][a-z]+(?: [A-Z][a-z]+)?)$"),
    sign("title", 2.3, words=r"(?-i:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Rev)\b"),
    sign(
        "man",
        2.1,
        words=r".*\b(?:(?:wo)?m[ae]n|blokes?|lads?|guys?|fellas?|feller|fellow|chaps?|gentlem[ae]n|gents?|lady"
        r"|ladies|youths?|teenagers?|teens?|boys?|girls?|males?|females?|lass|wumman|geezer|person|stranger"
        r"|schoolboys?|dudes?)$",
    ),
    sign("account", 1.0, words=r".*\b(?:accounts?|acct|channel|user|username|page|blog|blogger|troll|bot|profile)$"),
    sign("own_account", -2.5, words=r"(?:my|our|her|his|their) (?:[\w-]+ ){0,2}(?:accounts?|acct|page|profile|inbox|channel)$"),
    sign("title_alone", -5.0, words=r"(?:the )?(?:cllr|mr|mrs|ms|dr|rev)\.?$"),
    sign(
        "place_first",
        -4.0,
        words=r"the (?:gate|door|stall|shop|corner|car park|office|entrance|front|pub|hall|station|street|house) ",
    ),
    sign("ex", 1.6, words=r".*\bex\b"),
    sign(
        "role",
        0.9,
        words=rf"(?!.*\b(?:{OURS}|{KIN}|{NOT_ALONE}|{MEN})$).*{NOUN}$",
    ),
    sign(
        "plain_role",
        0.5,
        words=r".*\b(?:neighbours?|drivers?|constituents?|voters?|residents?|journalists?|caller|stalker|hecklers?"
        r"|owner|farmer|individuals?|supporters?|elector|members?|visitor|landlord|landlady|intruders?|opponents?"
        r"|protesters?|householder|homeowner|offender|builders?|workm[ae]n|labourer|students?|drunk|pensioner)$",
    ),
    sign("your", -1.5, words=r"your "),
    sign(
        "own_side",
        -1.0,
        words=r".*\b(?:candidates?|agents?|volunteers?|tellers?|canvassers?|stewards?|staff|team|colleagues?"
        r"|managers?|clerk|officers?|police|security|organisers?|caretaker|mechanic|receptionist|intern|leafleters?|activists?)$",
    ),
    sign(
        "family",
        -0.6,
        words=r".*\b(?:mum|mam|mother|dad|father|sons?|daughters?|husband|wife|sister|brothers?|grandson|nan|parents?|partner"
        r"|cousin|aunt\w*|uncle|friends?|mates?|flatmate|carer|nephew|girlfriend|boyfriend|missus|fianc\w+)$",
    ),
    sign(
        "our_family",
        -1.0,
        words=r"(?:my|our|his|her|the) (?:\w+ )?(?:mum|mam|mother|dad|father|son|daughter|husband|wife|sister|nan|partner"
        r"|brothers?|kids?|grandson|girls?|boys?|lads?)s?$",
    ),
    sign(
        "thing",
        -1.0,
        words=r"(?!an? (?:couple|group|pair|crowd|gang)).*\b(?:voice|ones?|lot|people|folk|pair|couple"
        r"|local|company|group|groups|crowd|family|users)$",
    ),
    sign("actor", 1.0, words=rf".*{NOUN}$"),
    sign("adjective", 0.2, words=rf"{DETERMINER} \S+ \S+"),
    sign("some_kids", 1.4, words=r"(?:\w+ )?(?:\d+|some|two|three|four|several|of|teenage|few)? ?kids$"),
    sign("some_people", 1.1, words=rf"(?:about |around )?{COUNT} people$"),
    sign("vehicle", 0.8, words=VEHICLE),
    sign("is_quote", -0.8, words=r"[\"']"),
    sign(
        "other_side",
        2.2,
        tail=r".*\b(?:other (?:side|lot|party|team|camp|lads?)|opposition|rivals?|tor(?:y|ies)"
        r"|labour|reform|lib dems?|greens?|snp|plaid)\b",
    ),
    sign("ours_bare", -1.8, words=rf"(?:{OURS})$"),
    sign(
        "own_account_2",
        -3.0,
        words=r".*\b(?:my|our|council|party|campaign|candidate|\w+'s) (?:\w+ )?(?:account|page"
        r"|profile|channel)$",
    ),
    sign("big_count", -3.0, words=r"(?:some |about |around |over |nearly )?[1-9]\d{2,} (?!\d)"),
    sign("channel_alone", -3.0, words=r".*\b(?:channel|page|group|chat)$", tail=r"$"),
    sign(
        "of_a_rival",
        2.2,
        words=r".*\b(?:candidate|opponent|rival|agent|councillor|neighbour|landlord|ex|householder|resident|owner"
        r"|homeowner|constituent|voter"
        r"|farmer|tenant|barman|landlady)'?s \w+$",
    ),
    sign("ours", -1.0, words=rf"(?:our|my|the|your) (?:{OURS})$"),
    sign(
        "former",
        2.0,
        words=rf"(?:an? |the |some |our |my )?(?:former|ex|ex-|old|sacked|expelled|disgruntled)(?: |-)(?:\w+ )?(?:{OURS}"
        rf"|member|partner)$",
    ),
    sign(
        "name_from", 2.4, words=r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)$", tail=r" (?:from|off) (?:the |our |my |next )?(?-i:[a-z])"
    ),
    sign("witnesses", -5.0, words=r".*\bwitness(?:es)?$"),
    sign("our_man", -6.0, words=r"(?:that )?(?:our|my|your) (?:man|girl|lass|lad|boy|guy|woman|lady)s?$"),
    sign(
        "name_of_a_place",
        -3.0,
        words=r"(?-i:(?:.* )?(?:Street|St|Road|Rd|Lane|Ave|Avenue|Close|Drive|Way|Terrace|Court|Crescent|Square|Hill"
        r"|Park|Hall|Centre|Station"
        r"|School|Church|Club|Arms|Inn|Bridge|House|News|Times|Herald|Council|Party|Estate|Gardens|Green|Grove|Market"
        r"|Town|City|Facebook"
        r"|Instagram|Twitter|Telegram|Nextdoor|Threads|Tesco|Asda|Aldi|Lidl|Boots|Greggs|Monday|Tuesday|Wednesday"
        r"|Thursday|Friday|Saturday|Sunday"
        r"|April|May|June|March))$",
    ),
    sign("handle", 4.0, words=rf"[\"']?(?:@|{HANDLE}(?!\w))"),
    sign("mail", 0.6, words=r"[\w.+-]+@\w"),
    sign("welsh", 2.9, words=rf"(?:yr? |r |'r )?{WELSH}"),
    sign(
        "not_person",
        -0.7,
        words=r"(?:.*\b)?(?:probs|probably|number (?:plate|\d|of)|small one|the one oddity|one thing"
        r"|this one|last one|no one|next one|any ?one|every ?one)",
    ),
    sign("of_them", 1.0, words=r".*\b(?:of|o) (?:them|em)"),
    sign("one", -0.1, words=r"(?:the |this |that |last |next )?ones?\b"),
    sign("long", 0.3, words=r"(?:\S+ ){4}"),
)
SIGNS: tuple[Sign, ...] = (*_WORDS, *BESIDE)
