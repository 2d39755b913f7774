"""Words for places: what people stand outside of, meet in and live at.

A list for `bot.triage.where`, in the language of `phrases`, read against the text as typed. It must never hold a
word that is mostly something else ("table", "board", "post"): such a word would turn every sentence into a place.
"""

from bot.triage.wordlists import any_word

NOUN = any_word(
    """
        (committee/meeting/interview/function/hotel/waiting/green/dressing/post/stock/store/bath/bed/living/dining/\
        front/back/control/members)? ?rooms?
        (polling/police/petrol/train/railway/bus/coach/fire/radio)? ?stations?
        (town/village/scout/city/church/guild/civic/sports/parish/community/hustings)? ?halls? | guildhall | hut
        (community/leisure/shopping/garden/health/civic/job/arts/sports/town)? ?centres? | (car/coach/lorry/retail) parks?
        park | market (cross/place/square)? | (bus/tram/taxi/coach) (stop/rank/shelter/lane)s? | bus | buses | tram | train
        minibus | minicab | taxi | cab | coach | carriage | ferry | boat | plane | battle ?bus | van | car | lorry | truck
        caravan | transit | motor | drive-?through | lay-?by | junction | roundabout | crossing | zebra | level crossing
        lights | motorway | services | slip road | dual carriageway | ring road | council (house/offices?/chamber/site)
        street stall | stalls? | gazebo | tent | marquee | (front/back/side/fire/street)? ?doors?
        (front/back/side/school/yard/gallery)? ?gates? | (front/back)? ?gardens? | gateposts? | allotments? | greenhouse
        shed | loft | attic | cellar | basement | bin store | bins
        (head/campaign/constituency/party/council/district/our)? ?offices? | hq | headquarters | house | home | bungalow
        cottage | farm | flat | flats | tower block | block | maisonette | hmo | hostel | refuge | safe house | care home
        hotel | b&b | travelodge | premier inn | campsite | hustings | count | verification | surger(y/ies) | church(yard)?
        chapel | cathedral | mosque | synagogue | shul | gurdwara | temple
        (school/church/village/primary/secondary) (hall/gate)s? | mandir | cemetery | graveyard | crem | crematorium | grave
        drive | driveway | doorstep | step | steps | porch | landing | stairs | stairwell | staircase | hallway | hall ?way
        lobby | foyer | corridor | lift | reception | front desk | desk | kitchen | bathroom | toilets? | loos? | ladies
        gents | cubicle | bed | sofa | wardrobe | cupboard | stage | wings | gallery | audience | podium | lectern | balcony
        roof | ceiling | floor | garage | carport | workshop | warehouse | factory | yard | forecourt | depot | hub | unit
        site | school | primary | nursery | playgroup | college | uni | university | campus | library | museum | theatre
        cinema | studios? | pub | inn | arms | bar | club | clubhouse | legion | social club | shops? | shop (front/doorway)
        (corner/charity/chip/phone/betting/kebab/coffee/tip/paper/party/campaign)? ?shop | supermarket | chippy | bookies
        caf | cafe | café | restaurant | takeaway | launderette | laundrette | bakery | butchers | barber's? | barbers
        hairdresser'?s? | hairdressers? | nail bar | salon | post office | bank | cash ?(machine/point)s? | atm | chemists?
        pharmacy | surgery | hospital | a&e | ward | clinic | dentist'?s? | gym | pool | baths | leisure | pitch | stadium
        ground | racecourse | rec | playground | play park | skate ?park | bandstand | bowls club | golf course | precinct
        arcade | high ?st(reet)? | mall | parade | square | street | st | road | rd | lane | avenue | close | crescent
        terrace | alley(way)? | ginnel | snicket | passage | back lane | path | footpath | towpath | pavement | kerb | verge
        hedge | wall | fence | railings | lamp ?posts? | bench | corner | green | common | estate | scheme | woods? | field
        orchard | canal | river | bridge | footbridge | underpass | subway | tunnel | pontoon | pier | harbour | marina
        beach | seafront | prom(enade)? | quay | docks? | island | moor | hill | farm track | track | wilderness | venue
        rally | vigil | fete | fair | fayre | gala | mela | festival | fundraiser | coffee morning | open day | launch
        debate | protest | demo | meeting | conference | assembly | chamber | council | court | prison | food ?bank | foodbank
        jobcentre | war memorial | memorial | cenotaph | fountain | monument | statue | clock tower | tower | steeple
        multi ?storey | top deck | letter ?box(es)? | windscreen | wiper | bonnet | boot | wheel arch | tyre | queue | crowd
        village | town | city centre | town centre | neighbourhood | next door | neighbour's | mum's | nan's | mother's | tip
        dump | siding | platform | airport | terminal | window | windows | noticeboard | billboard | shutters? | loading bay
        bay | canteen | staffroom | classroom | lounge | press office | newsroom | radio station | tv studio | studio | set
        workplace | premises | beacon | aldi | lidl | tesco | asda | sainsbury'?s | morrisons | greggs | costa | boots
        waitrose | co-?op | iceland | spar | mcdonald'?s | wetherspoons? | spoons | b&q | ikea | argos | aisle | checkout
        trolley | paper ?shop | newsagents? | greengrocers? | bakers | post box | phone box | bus lane | cycle path
        cul-de-sac | mews | bypass | [amb]\\d+ | hard shoulder | petrol station | garage forecourt | taxi rank | ticket office
        waiting room | casualty | concourse | escalator | turnstiles? | changing rooms? | scout hut | cricket club | pavilion
        clubroom | working men's club | bingo | snooker hall | nightclub | disco | wedding | funeral | christening
        remembrance service | sermon | parish council | planning committee | committee | school run | school playground
        sports day | hq office | head office | back office | front office | print ?shop | printers | community hub
        youth club | drop-in | warm hub | photo call | soapbox | battle bus | minibuses | campervan | tractor | combine | barn
        stable | farmyard | farmhouse | gatehouse | lodge | manor | castle | priory | abbey | vicarage | rectory | manse
        presbytery | front step | front lawn | lawn | patio | decking | pond | lake | reservoir | weir | ford | lock | jetty
        slipway | beach hut | cliff | dunes | quarry | landfill | recycling centre | skip | wheelie bin | manhole | drain
        pantry | utility room | conservatory | spare room | box room | landing window | loft hatch | fire escape | fire exit
        emergency exit | exit | entrance | side entrance | main entrance | doorway | threshold | vestibule | cloakroom
        bike shed | (back/front)? seats? | pew | tree | mat | shelter | rehearsal | briefing | lunch club | event | events
        building | buildings | walkabout | photocall | engagements? | clock | railings | scaffolding | counter | till | gatepost
        lockers? | noticeboards? | hoarding | flyover | spinney | copse | rank | leisure ?cent(re/er) | retail park | strand
        trading estate | industrial estate | business park | science park | mobile home park | holiday park | caravan site
        cashpoint | betting shop | barbers | tattoo parlour | nail salon | vape shop | off ?licence | corner ?shop
        garden ?cent(re/er)
        (home )?address | cul de sac | school drop(-/~)?off | school pick(-/~)?up | towpath | open day | doorsteps
        front wall | front path | garden path | driveways? | canvass round | polling place
        count venue | rosette stall | street market | car boot( sale)? | car ?park | carpark | bus ?stop | bus ?station
        town hall steps
        """
)

# Streets and squares that have a name: "Acorn Lane", "Fern Rd", "Mill Rise".
STREET = any_word(
    """
        road | rd | street | st | lane | ln | avenue | ave | close | cl | drive | dr | way | terrace | place | pl | court | ct
        crescent | cres | square | sq | hill | row | gardens | gdns | green | parade | walk | mews | grove | gr | gro | quay
        quays? | bridge | fawr | rise | brae | view | bank | vale | wynd | loan | end | fold | croft | bypass
        precinct | market
        broadway | circus | approach | wharf | strand | embankment | esplanade | promenade | mount | villas | chase
        dene | garth | heights | meadows?
        paddock | path | ridge | spinney | woods? | yard | boulevard | arcade | alley | steps | cottages | buildings
        moor | top | bottom | park | heath | common | estate | lodge | house | mill | mills | station | hall | gate
        cross | field
        fields
    """
)

WELSH = any_word(
    """
        swyddfa | tŷ | ty | neuadd | stryd | ysgol | capel | [mfm]aes | sgwâr | drws | giât | tafarn | siop | eglwys | ffordd
        maes parcio | do'?r? | to | llofft | stondin | hustings | clwb | gerddi | pentref? | dref | tref | cyfri | farchnad
        marchnad | llyfrgell | gegin | ardd | gardd | car | nghar i | bont | orsaf | gorsaf | lan
    """
)
