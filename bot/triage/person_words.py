"""Words for people: "man", "sixth former", "keyboard warrior", "dyn", and a car where nobody saw who was in it.

For `bot.triage.people` and the signs of `who`, read against the text as typed. It must never hold a word that is mostly a thing.
"""

from bot.triage.wordlists import any_word

_NOUNS = """
    (wo)?m(a/e)n | mans | wumman | wifie | lass | lasses | lassie | laddie | bloke?s? | blokes | lads? | guys?
    fellas? | fellers?
    fellow | chaps? | geezers? | gentleman | gentlemen | gents? | lady | ladies | boys? | girls? | youths? | teenagers?
    schoolboys? | schoolgirls? | schoolkids? | kids? | toddler | persons? | strangers? | neighbou?rs? | drivers? | cyclists?
    motorist | residents? | constituents? | councillors? | cllr | journalists? | reporters? | photographer | snapper
    youtuber | auditor | protest(e/o)rs? | activists? | accounts? | acct | acc | accs | channel | profile | users?
    username | blogger | bot
    trolls? | caller | sender | letter writer | hecklers? | weirdos? | nutter | nyaff | supporters? | ex | exes | boyfriend
    ex(-/~)(husband|wife|partner|boyfriend|girlfriend|member|staffer|volunteer|councillor) | girlfriend | partner | gang
    groups? | mob | crowd | crew | couple | pair | voters? | elector | visitor | stalker | attackers? | intruders? | assailant
    offenders? | males? | females? | individuals? | canvassers? | volunteers? | tellers? | opponents? | candidates? | agents?
    rivals? | members? | customers? | client | patient | tenants? | landlord | landlady | farmers? | butcher | roofers?
    plumber | builders? | electrician | postman | courier | cleaner | window cleaner | caretaker | stewards? | security
    guards? | doorman | bouncers? | teachers? | pupils? | students? | pensioners? | widow | drunks? | smoker | dog walker
    walkers? | joggers? | passer-?by | bystander | onlookers? | owners? | traders? | shopkeeper | barmaid | barman | managers?
    producer | company | firm | colleagues? | mates? | friends? | pals? | cousins? | brothers? | sisters? | uncle
    aunt(y|ie)? | nephew | niece | dad | father | mum | mam | mother | sons? | daughters? | husband | wife | missus
    grandson | nan | grandad | lodger | flatmate | admirer | fan | fans | lot | ones? | half ?dozen | passengers? | bikers?
    riders? | voice | preacher | vicar | doctor | nurse | carer | officials? | bailiffs? | salesman | recruiter | scammers?
    hackers? | lecturer | parents? | mums | dads | clerk | parishioner | motorcyclist | pedestrian | shopper | barber
    organisers? | dealers? | punters? | regulars? | locals? | skipper | donor | assistant | workers? | engineer | inspector
    officer | householder | labourer | scaffolders? | prankster | prisoner | tutor | marshal | treasurer | secretary | warrior
    sixth(-/~)formers? | dears? | biddy | codger | fool | idiots? | yobs? | hooligans? | thugs? | louts? | neds?
    hoodies | hoods
    poet | rep | reps | contractors? | workm(a/e)n | fishermen | cabbie | barista | shop ?keepers? | admin | moderator
    stallholder | stall holder | ticket inspector | musician | busker | skater | golfer | hunter | caller | speaker | relative
    relatives | da | adults? | extremists? | fanatic | brexiteer | nationalist | staffer | ex-?staffer | followers?
    impersonator | pair | trio | twins | family | chair(man|woman|person)? | president | director | boss | employee | employer
    applicant | spectators? | tourists? | students? | squatters? | sitter | skinheads? | goths? | punk | hippy
    hippies | chavs? | roadm(a/e)n | dosser | tramp | wino | crank | oddball | nutjob | cretin | hells angel
    maniac | psycho | lunatic | creep | pervert
    homeowners? | occupants? | occupier | landowner | attendee | delegate | audience member
    ex(-/~)(colleague/employee/friend/boss/mp/mate) | \\w{3,12}(?:wo)?m[ae]n | dudes? | teens? | wifey
    bairns? | people | folk | (father/mother/sister/brother/daughter/son)-in-law | bod | witnesses
    groundsman | printers? | lobbyist | detective | investigator | coach | referee | umpire | lifeguard | usher
    verger | priest
    imam | rabbi | pastor | minister | nun | monk | soldiers? | veteran | squaddie | sailor | fireman | firefighter | paramedic
    porter | janitor | warden | traffic warden | lollipop (lady/man) | conductor | chef | cook | waiter | waitress | bartender
    baker | grocer | greengrocer | florist | hairdresser | tailor | cobbler | decorator | plasterer | joiner
    carpenter | welder
    mechanic | gardener | fruiterer | fishmonger | shepherd | drover | gamekeeper | ghillie | poacher | trawlerman
    docker | miner
    lawyer | solicitor | barrister | accountant | banker | broker | estate agent | surveyor | architect | planner | developers?
    dentist | optician | pharmacist | surgeon | midwife | therapist | physio | vet | chemist | scientist | professor
    headteacher
    head teacher | teaching assistant | lunch lady | dinner lady | childminder | nanny | au pair | headmaster
    governor | prefects?
    singer | drummer | guitarist | dj | comedian | actor | actress | artist | author | writer | editor | presenter
    podcaster | vlogger
    influencer | streamer | gamer | columnist | broadcaster | interviewer | cameraman | camera crew | film crew
    researcher | canvasser
    leafleter | leafletter | campaigners? | lobbyists | demonstrators? | strikers? | picketers? | counter-?protesters?
    marchers?
    trespassers? | burglars? | thief | thieves | robbers? | vandals? | arsonist | mugger | muggers | shoplifter
    beggar | rough sleeper
    homeless man | traveller | travellers | gypsy | sergeant | constable | pc | superintendent | magistrate | judge
    mayor | mayoress
    provost | baillie | mp | msp | senedd member | peer | baron | baroness | lord | knight | alderman | commissioner
    chancellor
    bus driver | train driver | train guard | roadworker | navvy | digger driver | binm(a/e)n | bin ?men
    refuse collector | sweeper
    road sweeper | dustman | milkman | paperboy | paper boy | newsagent | cashier | checkout girl | shop assistant
    sales assistant
    seller | vendor | buyer | auctioneer | bidder | tenant farmer | rambler | hiker | angler | fisherman | surfer
    swimmer | runner
    skateboarder | footballer | footballers | players? | supporter | hooligan | ultras | steward | captain | goalkeeper | granny
    grandma | grandmother | grandfather | grandpa | gran | gramps | toddler | baby | twin | stepson | stepdaughter
    stepdad | stepfather
    stepmum | fiance | fiancee | bride | groom | widower | divorcee | ex-?husband | ex-?wife | ex-?partner
    ex-?boyfriend | ex-?girlfriend
    housemate | roommate | classmates? | schoolmate | workmate | co-?worker | line manager | supervisor | foreman
    gaffer | overseer
    apprentice | trainee | intern | temp | pupil | undergraduate | graduate | postgrad | academic | don | bursar | dean
    librarian
    curator | receptionist | secretary | telephonist | operator | technician | electrician | installer | surveyor
    valuer | auditor
    bampots? | loons? | gadgies? | postie | eejits? | headbangers? | heidbanger | dafty | scall(y/ies) | scrotes? | knobheads?
    bellends? | charvers? | weans? | quines? | hallions? | spides? | gurriers? | melter | boyo | muppets? | clowns? | wallop(er)?
    pillock | prat | toerags? | wretch | oaf | brute | ruffians? | layabouts? | ne'er-do-wells? | gobby | mouthpiece | bloody fool
    young team | young ones | squad | posse | entourage | delegation | picket | landowner | gamekeeper | beachgoer
    perv | div | numpty | gobshite | loudmouth | racist | racists | bully | bullies | delivery ?(man|driver|guy|rider)
    """
NOUN = any_word(_NOUNS, plurals=True)
WELSH = (
    r"(?:(?:hen |ryw |rhyw |dau |tri |pump |un )?(?:dyn|ddyn|fenyw|ddynes|foi|boi|bois|hogyn"
    r"|hogan|fachgen|cymydog|ddynion|merch|pobl|criw)|(?:tri|pump|pedwar|dau"
    r"|chwech) ohonyn nhw)"
)
COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d{1,3}|several|some|many"
    r"|a few|a couple of|a group of|a gang of|a bunch of|loads of|lots of|both|about \d+"
    r"|around \d+|protest of)"
)
DETERMINER = rf"(?:the|an?|that|this|those|these|them|another|same|thon|my|our|her|his|their|your|{COUNT})"
VEHICLE = (
    r"(?:the )?(?:an?|the|that|this|same|another) (?:[\w-]+ ){0,2}?(?:white|silver|black|red|blue|grey|gray|green|dark"
    r"|gold|yellow|orange|passing)"
    r" (?-i:[A-Z]\w+ ){0,2}(?:cars?|vans?|lorry|truck|corsa|transit|bmw|audi|golf|fiesta|focus|range rover|land rover"
    r"|pick-?up|jeep|taxi|tesla"
    r"|astra|volvo|merc|mercedes|polo|skoda|vauxhall|ford|kia|toyota|nissan|qashqai|hatchback|saloon|moped|motorbike"
    r"|scooter|hgv|estate)\b"
)
