"""Words for what people do and for who they are to the writer: strangers, our own side, the family.

For `bot.triage.who_signs`, as parts of regular expressions.
"""

from bot.triage.wordlists import words

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
    r"|slagging off|slagged off|pretending to be|abusing|harassing|targeting|bothering|barged|knocked|tripped|spat at"
    r"|spat on|shouted at"
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
    r"|paramedic|solicitor|vicar|vet|chair(?:man|woman)?|employer|cleaner|porter|warden|guard|witness(?:es)?|pharmacist"
    r"|printers?|landlady"
)
KIN = (
    r"mum|mam|mother|dad|father|sons?|daughters?|husband|wife|sister|brothers?|grandson|nan|parents?|partner|cousin|aunt\w*|uncle"
    r"|friends?|mates?|flatmate|carer|nephew|niece|girlfriend|boyfriend|missus|fianc\w+|family|relatives?|kids?|baby|toddler"
)
NOT_ALONE = (
    r"voice|channel|ones?|lot|people|folk|pair|couple|local|company|groups?|crowd|users|accounts?|user|username|page"
    r"|profile|exe?s?|bot"
)
# With a capital at the beginning of a sentence, and no name of anybody.
NO_NAMES = words(
    """
    In At On Outside Near By From To The My Our Your His Her Their This That These There Theres Here When While After Before
    Just Hi Hello Hey Please Pls Someone Someones Somebody Somebodys Some Was Were Is Had Have Has Got Been Being Not No Yes
    So And But If It Its He Hes She Shes They Theyve We Weve You Can Could Want Wanted Reporting Report Found Saw Spotted
    Today Yesterday Tonight Last Late Early About Around Between Behind Opposite Round Along First Second Third Another All
    Again Still Now Then What Where Who Why How Good Dear Thanks Morning Evening Afternoon Police Phone Phoned Email Emails
    Text Texts Letter Message Messages Call Calls Voicemail Poster Posters Board Boards Banner Car Cars Office Bank Count
    Hoax Fake Bins Brick Egg Eggs Paint Window Windows Door Photo Video Leaflet Leaflets Sign Signs Stall Website Page
    Account Post Posts Comment Comments Death Threat Threats Abuse Graffiti Parcel Envelope Drone Woke Woken Came Went
    Walked Walking Drove Driving Canvassing Delivering Leafleting Received Opened Noticed Started Happened Nothing Nobody
    Everyone Everybody Anyone Two Three Four Five Six Seven Eight Nine Ten Very Really Quite Maybe Probably Sorry Ok Okay
    Aye Ach Well Right Anyway Also Apparently Basically Bit Bloody Wee Total Totally Never Only Even Sat Stood Followed
    Called Told Asked Shouted Pushed Punched Kicked Spat Egged Chased Attacked Threatened Harassed Polling Hustings
    Candidate Agent Urgent Help Update Fyi Cheers Regards Ta
    """
)
