"""How a person is said: "a man in a grey coat", "the same account", "two lads on a moped", "@handle".

The nouns and the grammar for `bot.triage.who`, read against the text as typed. Every repeat is bounded.
"""

import re

from bot.triage import phrases

NOUN = phrases.source(
    """
        (wo)?m[ae]n | mans | wumman | wifie | lass | lassie | laddie | bloke?s? | blokes | lads? | guys? | fellas? | fellers?
        fellow | chaps? | geezers? | gentleman | gentlemen | gent | lady | ladies | boys? | girls? | youths? | teenagers?
        schoolboys? | schoolkids? | kids? | toddler | person | people | persons | stranger | strangers | neighbours?
        drivers? | cyclist | motorist | taxi driver | residents? | constituents? | councillor | cllr | journalists? | reporter
        photographer | snapper | youtuber | auditor | protesters? | protestors? | activists? | accounts? | acc | accs
        profile | user | page | blog | bot | trolls? | caller | sender | letter writer | hecklers? | weirdo | nutter | nyaff
        supporters? | ex | ex[- ](husband|wife|partner|boyfriend|girlfriend|member|staffer|volunteer) | boyfriend | girlfriend
        gang | group | mob | crowd | crew | couple | pair | voters? | elector | visitor | stalker | attacker | intruder
        assailant | male | males | female | females | individual | individuals | party | canvassers? | volunteers? | teller
        opponent | opponents | candidate | candidates | agent | agents | rival | members? | customer | client | patient
        tenant | landlord | landlady | farmer | butcher | roofer | plumber | builder | electrician | postman | courier
        cleaner | window cleaner | caretaker | steward | security | guard | doorman | bouncer | teacher | pupil | student
        students | pensioner | widow | drunk | smoker | dog walker | walker | jogger | passer-?by | bystander | onlooker
        owner | owners | trader | shopkeeper | barmaid | manager | producer | company | firm | colleague | mate | mates
        friend | friends | pal | cousin | brothers? | sister | uncle | aunt(y|ie)? | nephew | niece | dad | father | mum
        mother | son | daughter | husband | wife | grandson | lodger | flatmate | admirer | fan | lot | ones? | half ?dozen
        passenger | biker | rider | voice | number | dog | dogs | preacher | vicar | doctor | nurse | carer | official
        bailiff | salesman | recruiter | scammer | hacker | lecturer | parent | parents | mums | dads | clerk | parishioner
        motorcyclist | pedestrian | shopper | barber | audi | organisers? | dealer | punter | regulars? | local | skipper
        donor | assistant | worker | engineer | inspector | officer
        """,
    {},
)
WELSH = (
    r"(?:(?:hen |ryw |rhyw |dau |tri |pump |un )?(?:dyn|ddyn|fenyw|ddynes|foi|boi|bois|hogyn"
    r"|hogan|fachgen|cymydog|rhywun|ddynion|merch|pobl|criw)|(?:tri|pump|pedwar|dau"
    r"|chwech) ohonyn nhw)"
)
COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d{1,3}|several|some|many"
    r"|a few|a couple of|a group of|a gang of|a bunch of|loads of|lots of|both|about \d+"
    r"|around \d+|protest of)"
)
DETERMINER = rf"(?:the|an?|that|this|those|these|them|another|same|thon|my|our|her|his|their|your|{COUNT})"
STOP = (
    r"(?:and|but|or|so|he|she|they|we|it|you|is|was|are|were|has|had|have|said|says|told"
    r"|called|came|went|when|while|as|if|then|now|just"
    r"|keeps|posted|sent|shouted|rang|asked|got|put|did|does|do|will|would|can|could|threw|wrote|shut|the|to|be|been)"
)
ADJECTIVES = rf"(?:(?!{STOP}\b)[\w'-]{{1,16}} ){{0,3}}?"
CLAUSE = (
    r"(?:,? (?:who(?:'?s|'d|'ve)?|that|in|with|w|wi|from|at|of|on|wearing|opposite|off|by|down"
    r"|called|named|giving|doing|claiming|calling"
    r"|signing|pretending|taking|we|i|nobody|about|under|near|outside) (?:(?!(?:and|but|when"
    r"|while|because|cos|so|then|now)\b)[\w'’£@-]{1,20} ?){1,7})?"
)
CANDIDATE = re.compile(
    rf"(?:\b(?:who|pwy) ?[:=] ?[^\n.;?!]{{2,60}}"
    rf"|(?<!\w)(?:{DETERMINER} )?(?:{ADJECTIVES}{NOUN}){CLAUSE}"
    rf"|(?<!\w)(?:some ?(?:one|body|1)|sum1|sumone|summ?dy|somebodys?|someones|whoever"
    rf"|anon(?:ymous)?|person or persons unknown)\b{CLAUSE}"
    rf"|(?<!\w)(?:two|three|four|five|six|\d{{1,2}}|one|some|all|both) (?:of|o) (?:them|em|the \w+)\b"
    rf"|(?<!\w)(?:randoms?|me and (?-i:[A-Z])\w+|kids)(?!\w)"
    rf"|(?<!\w)(?:yr? |r |'r )?{WELSH}(?!\w)(?: (?:o|o'r|efo|mewn|sy'n|gyda) (?:[\w'-]{{1,15}} ?){{1,4}})?"
    r"|(?<![\w.])@[\w.]{2,30}"
    r"|(?:guy|man|bloke|user|someone|woman|account|lad)? ?(?:called|named) (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?"
    r"|\"[^\"\n]{2,30}\"|(?<!\w)'[A-Z][^'\n]{2,25}'"
    r"|(?<!\w)(?-i:[A-Z])[a-z]{2,14}(?: (?-i:[A-Z])[a-z]{2,14})?(?!\w))",
    re.IGNORECASE,
)
