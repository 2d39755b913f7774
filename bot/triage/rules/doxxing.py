"""Rules for private details released. The event may be over: what is out stays out.

They must not fire on details that are public anyway (the office, the ballot paper, an imprint), on asking how to
keep an address private, or on the writer's own posts.
"""

from bot.triage.records import RedFlag
from bot.triage.rules.rule import Rule
from bot.triage.vocabulary import any_of, close

_DOXXING = RedFlag.DOXXING

_MINE = "(my/our/her/his/their/the/the candidate's/candidate's/agent's/volunteers?'?/everyone's/someone's)"
_DETAIL = f"""
    (home~/private~/personal~/full~/new~)?address(es)? | post ?codes?
    where .. (lives?/live/living/sleeps?/stays?/staying/works?/parks?/goes/walks?/drinks?/trains?/is)
    (flat/house/room/door/bank/account/phone/mobile/unlisted/whatsapp/direct/ni/nhs/insurance/passport/\
    licen[cs]e) ?(phone )?(numbers?/no/details?/statements?) | room \\d+
    {_MINE} .. (mobile/number/landline/cell/digits/house/home/front door/street/gate/car/kids?/children/child/daughter/\
    son/baby/family/bedroom/plate/reg/shifts?/rota/timetable/route/diary/itinerary/location/school/nursery/gym/club/train/\
    bus stop/diagnosis/records?/notes/letters/names?/surname/details/car park) | ex-directory | number ?plates?
    reg(istration)?(~number/~plate)s?
    (kids?'?/kid's/kiddies/child(ren)?'?s?/daughter'?s?/son'?s?/boy'?s?/girl'?s?) (school/nursery/childminder/playgroup/\
    college/class/swimming) | sort code | account number | passport
    (medical/health/counselling/therapy/gp/hospital/court/adoption/divorce/police) (notes/records?/history/file/letters?/\
    papers) | (alarm/gate/door/fob/entry/key ?safe/safe/access/pin/lock ?box) (codes?/number/pin) | key ?safe
    (real/birth/maiden/married/full) name | date of birth | dob | nudes?
    (intimate/private/naked/topless) (photos?/pictures?/images?/video/messages?/life/details/info*/emails?)
    personal (details/info*/data) | care home | (running/jogging/walk/daily/school/bus) route | street view | google maps?
    floor ?plan | what3words | live map | safe ?house | refuge | hotel | (pick[- ]?up/membership/volunteer/member) list
    sexuality | who lives alone | birth mum | g?h?[cn]?g?yfeiriad(au)? | rhif ff[oô]n | (enw )?ysgol | lle .. byw
    """
_PUBLISHED = """
    post(ed/ing)? | put(ting)? (up/on/out/it/my/our/her/his/me/the/their/mum/a/where) | up on
    (all )?over (x/twitter/facebook/fb/the) | publish(ed/ing) | leak(ed/ing)? | shar(ed/ing) | (re)?tweet(ed/ing)?
    upload(ed/ing) | listed | printed | circulat* | go(ing/ne) (round/around) | doing the rounds | plastered
    read(ing/s)? .. out | broadcast* | (live)?stream(ed/ing) | giv(en/ing) out | gave out | hand(ed/ing) (out/round)
    nam(ed/ing) | outed | reveal(ed/ing) | exposed | tagg(ed/ing) | pinned | spray* | doxx?(ed/ing)? | online | out there
    for sale | sell(ing/s) | sold | are .. up | comments? under | (pass/hand/send)(ed/ing) (it )?(round/around)
    in (his/her/their) (story/bio/stories/video/stream) | went up | (it's/is/are) (up/out)
    on (x/twitter/facebook/instagram/tiktok/telegram/4chan/8kun/kiwi ?farms/reddit/nextdoor/whatsapp/snapchat/youtube/\
    discord/gab/rumble/linkedin/mumsnet/threads/bluesky/gumtree/pastebin/lampposts?/stickers?/posters?)
    (on/in/to/through) (a/an/the/some/their/his/her/that/this/one of) .. (forum/group/page/thread/site/website/blog/\
    channel/chat/board/list/lamppost/noticeboard/wall/poster/leaflet/flyer/video/post/podcast/stream/newsletter/paper/\
    comments?/spreadsheet/document/advert/doors/estate/server/feed/telegram channel)
    (telling/told/asking/asked) .. (followers/people/everyone/members/subscribers)
    (page/site/list/link/spreadsheet/map/qr codes?/document/poster) .. (with/of/that/showing/has)
    has (my/our/her/his) .. on it | the comments | wedi .. (rhoi/postio/gyhoeddi/cyhoeddi/rhannu/gollwng)
    ar (x/facebook/twitter/y we/instagram/tiktok)
    """
_PUBLIC = any_of(
    """
        proud | already (public/out there) | public (anyway/address/record/already) | on the ballot( paper)?(?! and)
        (our/own/the) .. leaflets? | imprint | (campaign/constituency/party/council/main/registered) .. (office/hq)
        office (address/number/phone/landline/email) | (address/number) of (the/our) .. (office/hq/club/shop)
        companies house | register of interests | council website | our own website | electoral roll
        (i/we) (posted/put/shared/tweeted/printed/published/gave out/handed) | (venue/polling station) address
        estate agents? | press release | withheld | lost property | (wrong/old) (address/house) | shared drive | face and
        put (the/our) .. boards? | policy | manifesto | voting record
        """
)
_OURS = """
    my | our | us | we | i | her | his | their | she | he | candidate('?s)? | volunteers?'? | agent('?s)? | me | mum'?s?
    dad'?s? | parents'? | family'?s? | leader | husband's | wife's | kids? | children | anonymous | tenants | staff | fy
    fi | enw | nghyfeiriad | where | everyone'?s | deputy | councillor('?s)? | names? | somebody's | someone's | every
    """

DOXXING = (
    # Catches "they've put my address on the group", "kids' school is on X". Not "the office address is on the leaflet".
    Rule(
        name="private_detail_published",
        flag=_DOXXING,
        unless=_PUBLIC,
        needs=(any_of(_OURS), close(_DETAIL, _PUBLISHED, chars=80)),
    ),
    # Catches the same told over two sentences: "It went up last night", "It's on Gab".
    Rule(
        name="private_detail_then_published",
        flag=_DOXXING,
        unless=_PUBLIC,
        reach=2,
        needs=(
            any_of(_OURS),
            any_of("""
                (home~/full~/private~)?address | (gate/door/alarm/entry) codes? | room numbers? | safe ?house | ex-directory
                kids? | where .. (lives?/live) | (mobile/phone) number | names, room
                (medical/counselling/hospital) (notes/letters/records)
                """),
            any_of("""
                it went up | it's (on/up/out/all over) | on (4chan/gab/telegram/reddit/x/twitter/facebook/discord)
                they('ve/~have) (published/posted/leaked/named/put) | has been (published/posted/leaked/put/shared/tweeted)
                have been (published/posted/leaked/put/shared/tweeted) | (leaked/published/posted) (the/our/my/her)
                putting up | how did they | doxx?ed
                """),
        ),
    ),
    # Catches the word itself in an account: "I've been doxxed", "they doxed our interpreter".
    Rule(
        name="doxxed",
        flag=_DOXXING,
        unless=any_of("illegal | about doxx* | doxx* (means/policy/law/guidance/thing) | what is"),
        needs=(
            close(
                """
                    been | being | me | us | they've | they | he's | he | some(one/body)('s)? | got | my | our | just
                    she's | she | getting | is | was | were | have
                    """,
                "doxx?(ed/ing/es)",
                chars=20,
            ),
        ),
    ),
    # Catches strangers at the door or on the phone because details are out: "my number's on an escort site".
    Rule(
        name="details_in_use",
        flag=_DOXXING,
        needs=(
            any_of(
                """
                    escort | dating (site/app) | grindr | adult site | sex (ad/site) | gumtree | craigslist
                    fake (ad/advert) | advert | tinder
                    """
            ),
            any_of("my | our | her | his"),
            any_of("number('s)? | address | mobile | home | house"),
        ),
    ),
    # Catches secrets that keep people safe: the safe house named, an alarm code, a protected address.
    Rule(
        name="protected_place_named",
        flag=_DOXXING,
        unless=any_of("our own | i gave | change the | new .. code"),
        needs=(
            any_of("""
                safe ?house | refuge | women's shelter | undercover | witness protection | foster (kids/children/child/home)
                (alarm/gate/door/entry) codes? | key ?safe | court order | only .. knew | room number
                nobody('s)? (is )?(supposed/meant) to know | doedd neb yn gwybod | kept off everything | non-molestation
                (ex(-husband)?'s/their/her/his) new address | refuge .. stayed
                """),
            any_of(
                """
                    named | posted | published | tweeted | leaked | put | shared | post | livestreaming | reading | got
                    have | has | page | group | on (x/twitter/facebook/gab/telegram/the) | tag(s/ged)? | rhoi | all over
                    """
            ),
        ),
    ),
    # Catches photographs of home, children or street put out or sent by a stranger.
    Rule(
        name="home_or_children_pictured",
        flag=_DOXXING,
        unless=_PUBLIC,
        needs=(
            close(
                """
                    photos? | pictures? | video | footage | film(ed/ing)? | (live)?stream* | screenshots? | street view
                    himself outside
                    """,
                f"""
                {_MINE} .. (house/home/front door/door/street/drive/gate/car/kids?'?/children/child/daughter/son/baby/\
                grand*/school/nursery/road/bedroom)
                """,
                chars=50,
                ordered=True,
            ),
            any_of(
                """
                    post(ed/ing)? | put(ting)? (up/on/out) | shared | tweet* | upload*
                    on (x/twitter/facebook/instagram/tiktok/telegram/the/a/his/her/their) | online | (live)?stream*
                    went up | up on | caption* | sent | messaged | circulat*
                    """
            ),
        ),
    ),
)
