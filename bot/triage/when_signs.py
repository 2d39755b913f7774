"""Which of the times in a text is the one when it happened: signs with points, the best one wins.

The points were fitted on labelled messages and rounded; a sign that made no difference was left out.
"""

from bot.triage.choosing import sign
from bot.triage.times import CLOCK, DAY, LOOSE, WEEKDAY

SIGNS = (
    sign("labelled", 1.5, words=r"(?:when|time|pryd) ?[:=]"),
    sign(
        "to_come",
        -3.0,
        words=rf"(?:on |to )?{WEEKDAY}",
        before=r"\b(?:moved|moving|votes?|voting|vote is|changed|postponed|put back|delayed) (?:it )?(?:to |on |until )?",
    ),
    sign(
        "of_a_group",
        -1.5,
        words=rf"(?:from )?(?:the )?{WEEKDAY}$",
        after=r" (?:\w+ )?(?:group|team|club|shift|rota|crew|market|lot)\b",
    ),
    sign("day", 0.75, words=rf".*\b{DAY}"),
    sign("clock", 0.95, words=rf".*\b{CLOCK}"),
    sign("ago", 0.2, words=r".*\b(?:ago|back)"),
    sign(
        "last_night",
        0.4,
        words=r".*\b(?:last ni|yesterday|yest\b|overnight|this (?:morning|afternoon|evening|am)|ddoe|neithiwr|today)",
    ),
    sign("weekday", 0.1, words=rf".*\b{WEEKDAY}"),
    sign("tonight", 0.25, words=r".*\b(?:tonight|2nite|tonite|heno)"),
    sign("tomorrow", 0.3, words=r".*\b(?:tomorrow|tmrw|2moro|yfory|next)"),
    sign("right_now", 0.55, words=r"(?:right|just|happening) now|as (?:i|we)|this (?:minute|second)"),
    sign("now_start", 0.25, words="now$", before=r"(?:^|[.!?\n] ?)"),
    sign("now", -0.25, words="now$"),
    sign("now_verb", -0.35, words="now$", before=r"\b(?:has|have|had|'s|'ve|is|are|he|and|but) "),
    sign("just_has", 0.45, words="just$", before=r"\b(?:has|have|'s|'ve|hes|shes|theyve|ive|weve) "),
    sign("still", -0.7, words="still"),
    sign("since", 0.45, words=r"(?:since|ers|from) "),
    sign("span", -0.5, words=r"(?:between|from|rhwng) "),
    sign("loose", -0.2, words=LOOSE),
    sign(
        "of_so_many",
        -1.5,
        words=r"(?:about |around )?(?:\d{1,2}|[a-z]+)$",
        before=r"\b(?:of|group|gang|crowd|another|only|just about) ",
    ),
    sign(
        "just_seen",
        -0.8,
        words="just$",
        after=r" (?:seen|noticed|found out|been told|been sent|been shown|heard|read|woken|woke|got (?:home|in|back)"
        r"|reali[sz]ed)\b",
    ),
    sign(
        "was_fine",
        -1.1,
        before=r"\b(?:fine|ok|okay|intact|still there|alright|all right|still up|in one piece|untouched|normal) (?:at |on "
        r"|till |until |when )?(?:\S+ ){0,2}",
    ),
    sign(
        "found_at",
        0.5,
        before=r"\b(?:found|noticed|spotted|seen|discovered) (?:it |this |them |out )?(?:was |on "
        r"|when \S+ got up )?",
    ),
    sign(
        "vote_on",
        -4.0,
        before=r"\b(?:vot\w+|poll\w*|election|moved|everyone|reopen\w*|closed until) (?:\S+ ){0,3}",
        words=r"(?:on |to |until |till )?(?:the )?(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
    sign(
        "nth_since",
        -0.8,
        words="(?:since|this|in) ",
        before=r"\b(?:first|second|third|fourth|fifth|sixth|\d+|another"
        r"|two|three|four|five) (?:one|ones|time|now|so far|of them)? ?",
    ),
    sign("nth_time", -0.8, words=r"(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)) (?:time|one|day)"),
    sign("time", -0.3, words=r"(?:last|this) time"),
    sign("bare_number", -0.45, words=r"(?:at |about |around |by |since )?\d{1,2}$"),
    sign(
        "word_hour",
        -0.25,
        words=r"(?:at |about |by |gone |after |before )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$",
    ),
    sign("by", -0.3, words=r"(?:by|until|till?|before) "),
    sign("after", 0.15, words=r"(?:after|before|during) "),
    sign("fragment", 0.85, before=r"(?:^|[.!?,;\n] ?)", after=r"(?:[.,;!?\n]|$)"),
    sign("ends", -0.1, after=r"[.!]?$"),
    sign("clause_end", 0.15, after=r"(?:[.,;!?\n]|$)"),
    sign("starts", 0.25, before="^"),
    sign(
        "happened",
        0.1,
        before=r"\b\w+(?:ed|came|went|left|sent|rang|threw|got|wrote|hit|told|spat|cut|put|found|made|broke) (?:\S+ ){0,4}",
    ),
    sign("quoted", -0.15, before=r"(?:^|[\s(:,])[\"'“‘][^\"'”\n]{0,40}"),
    sign(
        "was_on", 0.25, before=r"\b(?:was|is|it's|its|that was|this was|happened|arrived|received|came|posted|seen|found|sent) "
    ),
    sign(
        "may", -0.55, words=r"(?:may|march|mar|sun|sat|wed|dec|jan)\b", after=r" (?:be|have|not|i|we|my|the|down|on|in|at|out)\b"
    ),
    sign(
        "sat_down",
        -2,
        words=r"(?:on |the )?(?:sat|sun)$",
        after=r" (?:in|on|at|down|there|opposite|outside|with|next|behind|out|across|by|the|up)",
    ),
    sign("just_doing", -0.5, words="just$", after=r" (?:moan|flagg|record|lett|check|ask|tell|say|wonder)ing"),
    sign("negated", -5.0, before=r"\bnot "),
    sign("newspaper", -5.0, words="on sunday$", before=r"\b(?:mail|express|mirror|telegraph|sun|independent) "),
    sign("sat_before", -0.5, words=r"(?:sat|sun)$", before=r"\b(?:was|is|been|are|were|he|she|just|'s|hes|the|who|in the) "),
)
