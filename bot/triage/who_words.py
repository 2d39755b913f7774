"""Words for what people do and for who they are to the writer: strangers, our own side, the family.

For `bot.triage.who_signs`, as parts of regular expressions.
"""

DID = (
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
    r"|pointing|going|doing|blocking|parked|outside|at the|changed|knows|does|yn)"
)
# What is done to somebody: who stands behind it is the one whom it happened to.
DONE_TO = (
    r"(?:hit|punched|kicked|shoved|pushed|grabbed|slapped|egged|followed|following|chased|surrounded|cornered|called"
    r"|told|asked|named"
    r"|threatened|attacked|filmed|filming|calling|telling|threatening|hurt|scared|upset|with|for|and|to|at|w/|into|near|of|about"
    r"|pretending to be|abusing|harassing|targeting|bothering|barged|knocked|tripped|spat at|spat on|shouted at"
    r"|screamed at|swore at"
    r"|threw at|at our|against)"
)
MEN = (
    r"(?:wo)?m[ae]n|blokes?|lads?|guys?|fellas?|feller|fellow|chaps?|gentlem[ae]n|gents?|lady|ladies|youths?|teenagers?|teens?"
    r"|boys?|girls?|males?|females?|lass|wumman|geezer|person|stranger|schoolboys?|dudes?"
)
OURS = (
    r"candidates?|agents?|volunteers?|tellers?|canvassers?|stewards?|staff|team|colleagues?|managers?|clerk|officers?"
    r"|police|security"
    r"|organisers?|caretaker|mechanic|receptionist|intern|leafleters?|activists?|boss|secretary|treasurer|councillors?"
    r"|mp|mayor|doctor|nurse"
    r"|paramedic|solicitor|vicar|vet|chair(?:man|woman)?|employer|cleaner|porter|warden|guard|witness(?:es)?|pharmacist|printers?|landlady"
)
KIN = (
    r"mum|mam|mother|dad|father|sons?|daughters?|husband|wife|sister|brothers?|grandson|nan|parents?|partner|cousin|aunt\w*|uncle"
    r"|friends?|mates?|flatmate|carer|nephew|niece|girlfriend|boyfriend|missus|fianc\w+|family|relatives?|kids?|baby|toddler"
)
NOT_ALONE = (
    r"voice|ones?|lot|people|folk|pair|couple|local|company|groups?|crowd|users|accounts?|user|username|page"
    r"|profile|exe?s?|bot"
)
