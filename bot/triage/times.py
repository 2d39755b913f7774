"""Words for times: days, parts of a day, clock times and spans, as people type them.

For `bot.triage.when`, read against the text as typed. A number alone is no time: it needs "at", "about", a day
beside it or the form of a clock.
"""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b(?: \d{{4}})?"
    rf"|(?<!flat )(?<!unit )(?<!apartment )\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
    rf"|{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b|the \d{{1,2}}(?:st|nd|rd|th)\b"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b|20\d\d-\d\d-\d\d\b|\((?:the )?\d{1,2}(?:st|nd|rd|th)\)"
    r"|(?<=day )\d{1,2}(?:st|nd|rd|th)\b|(?<=(?:mon|tue|wed|thu|fri|sat|sun) )\d{1,2}(?:st|nd|rd|th)\b"
    r"|(?<=(?:tues|weds|thur) )\d{1,2}(?:st|nd|rd|th)\b|(?<=thurs )\d{1,2}(?:st|nd|rd|th)\b)"
)
NUMBER = r"(?:one|two|three|four|fower|five|six|seven|seeven|eight|nine|ten|eleven|twelve|twenty(?:[- ]five)?)"
HOUR = rf"(?:\d{{1,2}}|{NUMBER})"
WELSH_HOUR = r"(?:dd?au|[td]ri|[pb]edwar|[pb]ump|chwech|saith|wyth|naw|dd?eg|un ar ddeg|un|hanner dydd)"
CLOCK = (
    r"(?:\d{1,2}[:.][0-5]\d(?!\d)(?: ?(?:[ap]\.?m\b\.?))?(?:[- ]?ish)?|[0-2]\d[0-5]\d ?(?:hrs|hours|h)\b"
    r"|(?<![+(\d] )0[1-9][0-5]\d(?! ?\d)"
    r"|\d{1,2} ?[ap]\.?m\b\.?(?:[- ]?ish)?|noon|midday|(?:half past )?midnight|(?<!\d)(?:1[0-2]|[1-9])(?:[- ]?ish)\b"
    rf"|{NUMBER}-?ish\b|(?:(?<=at )|(?<=approx )|(?<=approx\. )|(?<=about )|(?<=around )|(?<=circa ))(?:[01]\d"
    rf"|2[0-3])[0-5]\d\b(?! ?\d)"
    rf"|{WELSH_HOUR} o'r gloch|(?:chwarter|hanner awr|(?:pum|deg|ugain)(?: munud)?) (?:i|wedi) {WELSH_HOUR}\b"
    rf"|{HOUR} o'? ?clock(?:[- ]?ish)?|(?:half|hauf)[- ]?(?:past )?{HOUR}(?:[- ]?ish)?\b|half past"
    rf"|(?:a )?quarter[- ](?:to|past) {HOUR}(?:[- ]?ish)?\b"
    rf"|(?:{NUMBER}|\d{{1,2}}) (?:minutes )?(?:to|past) {HOUR}\b)"
)
ABOUT = (
    r"(?:(?:at|about|abt|aboot|bout|like|maybe|probably|exactly|around|roughly|approx\.?|approximately|circa|just (?:after|before"
    r"|gone|efter)|gone|near|after|before|since|by|until|till?"
    r"|from|tua|am|ers|on|nearly|almost|towards|shortly (?:after|before)|not long (?:after|before)) ){0,3}(?:@ ?)?"
)
BARE_HOUR = (
    r"(?:(?<=tua )|(?<=about )|(?<=abt )|(?<=around )|(?<=at )|(?<=gone )|(?<=since )|(?<=by )"
    r"|(?<=am )|(?<=bout )|(?<=boot )|(?<=gone )|(?<=just after )|(?<=just before )|(?<=long after )|(?<=@ )|(?<=@)"
    rf"|(?<=shortly after )|(?<=maybe )|(?<=like ))(?:(?:half|hauf) )?(?:{HOUR}|{WELSH_HOUR})(?![:.]?\d)(?! (?:of|per|people|men"
    rf"|women|lads|in the|minutes"
    r"|times|or|weeks?|days?|hours?|years?|months?|mins?|secs?|seconds?|more|other|different|boys|girls|kids|guys"
    r"|blokes|cars|emails|calls"
    r"|messages|comments|texts|posts|posters|boards|foot|feet|miles|metres|yards|doors|houses|quid|pounds|percent|k|others)\b)\b"
)
PART = (
    r"(?:mornin'?|morning|morn|afternoon|aft|arvo|evening|eve|night|nite|lunch(?:time)?|dinner ?time"
    r"|tea ?time|bed ?time|breakfast|a\.?m\.?|p\.?m\.?|at night)"
)
WEEKDAY = (
    r"(?:mon|tues?|weds?|wednes|thurs?|thu|fri|sat(?![- ]?nav| (?:at|in|on (?!the \d)|outside|there|down|by"
    r"|opposite|behind|next|with|staring|watching|across|under|near|out|up|beside|between|inside|\d\w* row))|satur|setter"
    r"|(?<!under the )sun)(?:day)?(?:'?s)?\b\.?"
)
DAY = (
    rf"(?:yesterday(?:\'?s)?|yest|yday|today(?:\'?s)?|2day|tonight(?:\'?s)?|tonite|2nite|tomorrow|2moro|tmrw|tomoz"
    rf"|last ?(?:nights?|nite)|last (?:eve(?:ning)?|week(?:end)?|month|year|{WEEKDAY})"
    rf"|this (?:mornin'?|morning|morn|afternoon|aft|arvo|evening|week(?:end)?|wk|month|fortnight|am|pm|a\.m\."
    rf"|{WEEKDAY})|earlier(?: (?:today|on))?|overnight(?: (?:on )?{WEEKDAY} (?:into|to|and) {WEEKDAY})?"
    rf"|the other (?:day|night|week)|the (?:same|next|previous) (?:day|night|morning|afternoon"
    rf"|evening)|same (?:day|night|morning|afternoon|evening)"
    rf"|(?:the )?(?:{WEEKDAY}|day|night|week|afternoon|morning|evening) before(?: (?:last|yesterday))?"
    rf"|(?:in |during )?(?:the )?(?:early|small|wee) hours(?: of (?:the )?(?:{WEEKDAY}(?: morning)?|(?:this "
    rf"|yesterday )?morning|yesterday|today|{DATE}))?"
    rf"|(?:the |on the )?(?:early )?(?:morning|afternoon|evening|night) of (?:{DATE}|{WEEKDAY})"
    rf"|(?:in|during) the (?:night|morning|afternoon|evening)|a week (?:last |past |ago |ago last |on |past last )?{WEEKDAY}"
    rf"|{WEEKDAY} (?:last week|last wk|(?:just )?gone|past)|last week (?:on )?{WEEKDAY}|this time (?:yesterday|last night)"
    rf"|(?:bank holiday |good |easter |next |last |every |each )?{WEEKDAY}|(?:over|at|all|the"
    rf"|this|last|most of the) (?:the )?weekend|polling day(?: last (?:week|month|year))?|budget day"
    r"|(?:early|late|mid)[ -](?:morning|afternoon|evening)|first light|halloween|bonfire night|boxing day|new year'?s (?:eve|day)"
    r"|yestreen|the (?:day|night)(?=[.,;!?\n]|$)"
    r"|christmas (?:eve|day)|may day|remembrance (?:sunday|day)|(?:the )?bank holiday(?: weekend)?"
    rf"|{DATE}|first thing(?: this morning)?|lunch ?time|dinner ?time|tea ?time|break ?time"
    rf"|rush ho?u?r|chucking out time|closing time|dawn|dusk|sunrise|sunset"
    r"|neithiwr|(?:bore |prynhawn |pnawn |nos )?(?:ddoe|heddiw)|heno|echdoe|yfory|dros nos"
    r"|(?:bore|prynhawn|pnawn|p'?nawn) '?ma|yr wythnos (?:yma|hon|diwetha\w*)"
    r"|(?:nos|bore|prynhawn|pnawn|dydd|ddydd) (?:llun|lun|l?fawrth|mawrth|mercher|fercher|iau|gwener|wener|sadwrn|sul))"
)
UNIT = (
    rf"(?:{ABOUT}(?:{DAY}(?:,? {PART}\b)?|{CLOCK}|{BARE_HOUR}|{PART}(?<=time)|lunch"
    rf"|(?:1[0-2]|[1-9]) (?=(?:on )?{DAY})|{NUMBER} (?=yesterday|last ni|this (?:morn|aft|eve)|tonight)))"
)
RUN = rf"{UNIT}(?:(?:,? | - |, |(?<= ))(?:and |in the |so |on )?(?:{UNIT}|{PART}\b|\d{{1,2}}(?=[ ,.]|$)(?! \w+s\b))){{0,4}}"
COUNT = (
    r"(?:(?:about|around|roughly|nearly|almost|over|just over|like|maybe|at least|well over|some|getting on for"
    r"|the best part of) )?"
    r"(?:\d{1,3}|an?|(?:half|hauf) an"
    r"|a few|few|a couple of|couple of|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen|twenty|thirty|forty)"
)
SPELL = r"(?:sec(?:ond)?|min(?:ute)?|hour|oor|hr|day|night|week|wk|month|mth|year|yr|fortnight|morning|evening)s?"
AGO = (
    rf"(?:an? hour and a half|{COUNT} ?(?:{SPELL})(?: or (?:so|two))?) (?:ago|since|back)|(?:a moment|moments|ages"
    r"|a while|not long|half an hour) ago|yn ôl"
)
_ON = rf"(?:,? (?:on )?{DAY}(?: {PART})?)?"
SPAN = (
    rf"(?:{DAY},? )?(?:sometime )?(?:between|from|rhwng) (?:{RUN}|{HOUR}|quarter) (?:and|to|till?|until|a)"
    rf" (?:(?:gone |about |around )?(?:half|quarter) past(?! (?:\d|{NUMBER}\b))|{RUN}|{HOUR}){_ON}"
    rf"|(?:{DAY},? )?\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]m)? ?(?:-|–|to|till?|until) ?\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]m)?{_ON}"
    rf"|[0-2]\d[0-5]\d ?(?:-|–|to) ?[0-2]\d[0-5]\d(?!\d){_ON}"
    rf"|{HOUR} (?:till?|until) {HOUR}{_ON}"
    rf"|{WEEKDAY} (?:to|until|till|and) {WEEKDAY}"
)
LASTING = (
    rf"(?:all|every|each|most) (?:single )?(?:week|day|morning|afternoon|evening|night|month"
    rf"|year|winter|summer|{WEEKDAY})(?:s)?(?: (?:this|last) (?:week"
    rf"|month))?(?: at {CLOCK})?(?: for (?:a|\w+) \w+)?"
    rf"|(?:for|over|in) (?:the (?:last|past) )?{COUNT} ?{SPELL}|{COUNT} (?:days|nights|weeks|mornings) (?:running|in a row)"
    rf"|(?:since|ers|from) (?:the )?(?:{RUN}|{MONTH}(?: last)?|\d{{4}}|[a-z]+ (?:day|last)"
    rf"|(?:last |new )?(?:year|easter|christmas|xmas|whitsun|spring|summer|autumn|winter"
    rf"|half-?term)|y pasg|breakfast|lunch|tea|dinner|\d{{1,2}}|{NUMBER}\b|\w+ (?:ended|began"
    rf"|started)|(?<=since )(?:the|my|our) [a-z]+(?: [a-z]+){{0,2}}?(?=[.,;]|$| (?:and|when|he"
    rf"|she|they)\b)|(?:nomination|budget|polling|election|selection) ?day|the selection"
    rf"|selection)"
    rf"|(?:since|ever since) (?:i|we|he|she|they|it) (?:was |were |got )?\w{{3,12}}(?=[.,;!?\n]|$)"
    rf"|(?<=been )(?:going on )?(?:for )?{COUNT} {SPELL}\b(?! ago)|{COUNT} {SPELL} of (?:it|this)\b|daily"
    rf"|(?:always )?at night|(?:once|twice|three times) (?:today|a (?:day|week))"
    rf"|(?:until|till?) {HOUR}\b|(?:third|second|fourth|fifth|\d(?:st|nd|rd|th)) (?:night|day"
    rf"|time|week|morning) (?:running|this (?:week|wk|month))"
)
LOOSE = (
    rf"(?!over (?:mon|tue|wed|thu|fri|sat|sun))(?:in|back in|before|during|after|until|by|over|early|late|mid|end of|just before"
    rf"|just after) (?:the )?(?:{MONTH}|\d{{4}}\b|christmas|xmas|easter|lunch|dinner|tea|school"
    rf"|work|breakfast|dark|the (?:meeting|match|debate|hustings|count|walkabout|launch"
    rf"|surgery)(?: {WEEKDAY})?|polling day|{WEEKDAY}|noon|midnight)"
    r"|(?:after|before|during) (?:the|our|my) (?:\w+ )?(?:meeting|match|debate|hustings|count"
    r"|walkabout|launch|surgery|rally|event|service)"
    r"|while (?:we|i|she|he|they) (?:was|were) (?:in|at|out|on|away)(?: (?:the|a|my"
    r"|our))? ?\w{0,15}|(?:last|this) time|(?:second|first) post|week of the \d{1,2}(?:st|nd"
    r"|rd|th)"
)
NOW = (
    r"(?:just|right|even as|happening|until|till) now|now|a (?:moment|minute|second) ago"
    r"|as (?:i|we) (?:type|speak|write)|this (?:minute|second|moment|instant)"
    r"|ar hyn o bryd|nawr|r[wŵ]an|at the moment|atm|rn|still(?: going on| happening| there| here)?|currently|any minute|newydd"
)
