"""How people look, and what they have with them: clothes, age, hair, what they ride, and the weapons that describe nobody.

For `bot.triage.descriptions`. It must never hold a word for what somebody did.
"""

import re

ON_BODY = re.compile(
    r"(?:jackets?|coats?|hood(?:ie)?s?|hoody|caps?|hats?|beanie|beret|masks?|balaclavas?|suits?|earpieces?|trackies"
    r"|tracksuits?|t-?shirts?"
    r"|shirts?|tops?|tap|jumper|vest|hi-?vis|high-?vis|jeans|shorts|trousers|boots|trainers|dress|skirt|scarf|headscarf"
    r"|hijab|turban|burqa"
    r"|uniform|overalls|fleece|puffer|anorak|mac|raincoat|waterproofs?|barbour|parka|kilt|gown|slippers|glasses|sunglasses|shades"
    r"|gloves|rosettes?|badge|helmet|costume|outfit|kit|camo|camouflage|cagoule|blazer|cardigan|waistcoat|tie|apron|wig"
    r"|lanyard|gilet"
    r"|bomber|leathers?|denim|lycra|pyjamas|robe|cloak|bandana|snood|visor|flag|poncho|black|white|red|green|blue|grey"
    r"|gray|purple|pink"
    r"|yellow|orange|brown|tweed|year \d{1,2}|twenties|thirties|forties|fifties|sixties|seventies|eighties|teens|\d0'?s"
    r"|wheelchair|car|van"
    r"|corsa|bmw|audi|golf|fiesta|focus|transit|lorry|truck|land ?rover|range ?rover|pick-?up|jeep|4x4|taxi|tesla|astra"
    r"|volvo|mercedes"
    r"|merc|mini|civic|polo|skoda|vauxhall|ford|kia|toyota|nissan|hatchback|saloon|estate car|mobility scooter|tractor"
    r"|digger|hgv)$",
    re.IGNORECASE,
)
WEAPON = re.compile(
    r"\b(?:kni(?:fe|ves)|machetes?|blades?|guns?|pistols?|rifles?|shotguns?|bats?|hammers?|axes?|chains?|bars?"
    r"|crowbars?|screwdrivers?"
    r"|bottles?|petrol|acid|spades?|shovels?|swords?|sticks? in|pipes?|bricks?|cleavers?|stanley|catapults?|crossbows?|nails?)\b",
    re.IGNORECASE,
)
RIDDEN = (
    r"(?:(?:mobility|electric|push|quad|motor|dirt|child'?s) )?"
    r"(?:push|motor|e-?|quad|pedal|mountain)?-?(?:bikes?|mopeds?|scooters?|motorbikes?|motorcycles?|bicycles?"
    r"|quads?|horses?|skateboards?|tills?)"
)
_LOOKS = (
    r"(?:(?:about|approx(?:imately)?\.?|around|roughly|maybe|aged?|mid|late|early|in (?:his|her|their)|he's|probably)[ -]){0,3}"
    r"(?:\d{2}(?:ish|s|'s|-?\d\d)?|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|twenties|thirties|forties|fifties|sixties|seventies|teens)(?: ?(?:years?"
    r"|yrs?)(?: old)?| or so)?(?=[ .,;)\n]|$)"
    r"|(?:(?:[a-z'-]+|St George's|[A-Z][a-z]+) ){0,3}(?:jacket|coat|hoodie|hoody|cap|hat|beanie|tracksuit|trackies"
    r"|t-?shirt|shirt|top|jumper|vest"
    r"|hi-?vis|jeans|shorts|trousers|scarf|glasses|beard|moustache|hair|bob|accent|tattoos?|mask|balaclava|anorak"
    r"|fleece|suit|build"
    r"|hood up)\b(?! (?:was|is|came|said))"
    r"|(?:tall|short|stocky|bald|thin|skinny|slim|white|black|asian|male|female|blond|blonde|ginger|bearded|heavy build"
    r"|big dog|bald head)(?=[.,;]|$)"
)
LISTED = re.compile(rf",? (?:{_LOOKS})", re.IGNORECASE)
