"""Words for the channels that something comes by: services by name, what is said of one only, and what only looks like a channel.

A part of `bot.triage.platform`, read against a plain text (see `wording.plain`).
"""

from bot.triage.vocabulary import any_of

# The services by their own names: of several the first is meant, before anything that is only said of one ("a DM", "tweets").
BY_NAME = tuple(
    (name, any_of(words))
    for name, words in (
        ("x", "twitter | \\Ax ?: | on x | x (account/post/dm/thread/reply/user) | x platform"),
        ("facebook", "facebook | fb | messenger"),
        ("instagram", "instagram | insta | ig"),
        ("threads", "\\Athreads ?: | on threads | threads (account/post/dm/reply)"),
        ("whatsapp", "whatsapp* | whats app"),
        ("tiktok", "tik ?tok*"),
        ("youtube", "youtube | you tube"),
        ("telegram", "telegram"),
        ("snapchat", "snap ?chat"),
        ("linkedin", "linked ?in"),
        ("nextdoor", "nextdoor | next door (app/thread/post)"),
    )
)
# In order: a named service says more than "message", and a call or letter more than "shouted".
NAMED = (
    (
        "x",
        any_of(
            """
                twitter | tweet* | retweet* | on x | quote post(s)? | trending | x (posts?/thread/account/reply/user/dm)
                hashtag | pile[- ]?on | blue tick | my mentions | in the replies | retweets | ratioed | verified account
                quote tweet* | (whole/all) of x | x platform
                """
        ),
    ),
    ("threads", any_of("on threads | threads (post/account/thread/reply/dm/user/profile/pile*)s?")),
    ("nextdoor", any_of("nextdoor | next door (app/thread/post)")),
    ("whatsapp", any_of("whatsapp* | whats app | wa group | (group/ward/family/branch/street) chat")),
    (
        "facebook",
        any_of(
            """
                facebook | fb | messenger
                (village/town/local/community/campaign/party/residents/neighbourhood/parish) (page/group)
                (parents/mums/school/estate/history/news/selling) (page/group)
                (street/community/residents) group | in the comments on our page | marketplace | (paid/sponsored) ad
                """
        ),
    ),
    ("instagram", any_of("instagram | insta | insta story | her story | my story | reels | ig | reel | dms? | dm'd | selfie")),
    ("tiktok", any_of("tik ?tok* | stitched | duet(ted)? | fyp")),
    ("youtube", any_of("youtube | you tube | youtube's | my channel | livestream")),
    ("telegram", any_of("telegram")),
    ("snapchat", any_of("snap ?chat | on snap")),
    ("linkedin", any_of("linked ?in")),
    (
        "phone",
        any_of(
            """
                phoned | phoning | telephoned? | by phone | (answered/picked up/pick up/on) the phone
                the phone (rang/went/rings)
                phone (call/line/message/threat)s? | rang | rung | rings? (me/us/the office) | ringing (me/us/the/my)
                calls? from | call(s/ed)? (the office/me up) | voicemail* | answerphone | answering machine
                text(s/ed)? (me/us/from/message*/her/him) | an? text(~message/~from/~saying/~to) | texting | texted
                texts | text messages?
                wrong number | (campaign/office/her/his/our/my) mobile | landline | missed calls? | silent calls?
                on the line | dialled | phone ?(call/calls/line) | (on/by/down) the phone | voice (note/message/mail)
                bomb (threat/hoax) .. (rang/call*/phoned) | called the (office/house/landline/candidate)
                (phishing/scam/dodgy/hoax/anonymous/abusive/threatening) texts? | texts? (claim*/say*/pretend*/from/telling/off)
                caller | number withheld | withheld number | hung up | switchboard | hoax call* | prank call* | answering
                (took/had/got/made/received/getting/get/another) .. calls?
                (nuisance/threatening/abusive/anonymous/strange/odd/crank) calls?
                called (me/us) (at/on/again/twice/back/up/from) | (keeps/kept/keep) (ringing/calling/phoning/texting)
                rings? (me/us/my/her/him/the/our) | rung up | picked up the | picture message
                hoax(er/ed)? .. (call/called/rang) | bomb hoax | phone message | heavy breathing | breathing down the
                (on/over) the (phone/telephone/line/blower)
                (rang/phoned/texted/ringing) .. (office/house/home/mum/dad/wife/husband/agent/hq/candidate/\
                nursery/school/hall/times)
                dead air | call centre | he rang | speaker ?phone | blocked (number/his number) | galwad | ffoni* | ffonni*
                tecst | dodgy text | robocall | call at | sms | a call | cold call*
                """
        ),
    ),
    (
        "email",
        any_of(
            """
                e-?mail(s/ed/ing/er)? | emial | hacked .. (account/inbox/mailbox) | outlook | spoof* | clicked
                (dodgy/suspicious/fake/phishing/malicious) (link/invoice/attachment/login)
                (password/login) (reset/page/link) | attached | bcc | cc'd | (junk/spam) folder | unsubscribe | mailing list
                sharepoint | zoom invite | calendar invite | wetransfer | attachment | subject line | macro
                newsletter | signed me up | inbox | e-?bost | phish(ing)? | mailbox | invoice attached | docusign | hotmail
                gmail | mailed | invoice
                """
        ),
    ),
    (
        "post",
        any_of(
            """
                in the post | by post | letters? | envelope* | jiffy | parcel | package | postmark*
                (post/birthday/christmas~)?card | postcards?
                (put/posted/pushed/shoved/came/note) .. through (the/my/our) (door/letterbox) | llythyr | posted (through/to)
                stamp | (first/second) class | recorded delivery
                (get well/greetings/sympathy/valentine's?/wedding/condolence) card | royal mail | posted it to | mailed
                white powder | on the (door)?mat | no return address | (newspaper/press) cutting
                sent .. (bullet/round/wreath/coffin/razor/faeces/powder) | hand[- ]delivered | through the post | the post
                postbag | letter ?bomb | biro | green ink | hand[- ]?written | padded | addressed to | delivered to | box of
                a card | post room | wreath | flowers | posted .. to me | in the mail
                """
        ),
    ),
    (
        "website",
        any_of(
            "website | web ?site | contact form | ddos | site('s| is| has been) down | online petition | webpage | url | domain"
            " | fake site | parody site"
            " | substack | pastebin | gofundme | gumtree | telegraph | discord | mumsnet | trustpilot"
            " | web page | petition site | forum | blog(ger)? | 4chan | dark web | wikipedia | torrent"
            " | google | reddit"
        ),
    ),
)
NO_CHANNEL = any_of(
    """
        office phone number | phone shop | my phone | phone box | letterbox | letting | leaflet* | on the phone to | his phone
        (phone/campaign) number | ring road | (e-?mail/home) address | boxing ring | post office | polling card | phone bank
        bell and | ring(ing/s)? the bell | burner phone | posted thr* | letter box | phones | a phone | ballot
        (party/showed me his/cash/debit/credit/playing/memory/sim) card | postal vote | headed paper | thru the door
        in the post room | (bristol/local/national) press | (on/in) (twitter/x) bio | wants my phone | the council site
        from a (blog/website)
        (blocked/met/unfriended/friends/friend/follows) (me/him/her/them)? (on/from) (facebook/fb/instagram/insta/twitter/\
        x/whatsapp) | (someone/somebody/you/u/anyone/please/pls/plz) (ring/call/phone/text) (me/us/back/my)
        (ring/call/phone) me (back/when/if/please/pls/on/asap)
    (i'll/will/going to/gonna/should i/do i) (ring/call/phone)
    (i/we)('ve/~have)? (since/then/also/just/~tried to)? (rang/rung/phoned/telephoned/ring/phone)
    (i've/we've/i/we/have) since (rung/rang/phoned)
    called at (my/our/the) \\w+
    for (tiktok/youtube/instagram/insta/snapchat/facebook/the (gram/socials)/social media)
        (rang/rings/ringing/ring/pressed) (my/her/our/his/the) (door)?bell | doorbell
        called (a/names) | phone number | her phone | their phones | phones off
        (big/capital/red/black/white/block/foot high/bold/huge/large) letters
    letters .. (high/tall) | stuff* .. envelopes? | envelope stuffing | post ?box* | lamp ?posts? | goal ?posts? | post[- ]it
    (rang/called/phoned/ringing/ring/calling/rung) (the )?(bank/school/party/hq/police/101/999/commission/council/\
    registrar/garage/hospital/\
    ambulance/agent/\
    office to/fire brigade/you/crimestoppers/my (wife/husband/mum/dad/partner)) | (and/nicked/stole/took/snatched) .. phone
    (on/with) (his/her/their/a/the) (mobile/phone) | our phones | mobile phone | phone (out/camera) | laid a wreath
    love letters? in
    parcel shelf | card (reader/machine/table) | bank card | birthday card from the shop | newspaper | stamped on
    stamp(ed/ing)
    call(ed)? at the (house/door) | close call | post ?man | gate ?posts? | sign ?posts? | posted (outside/at the door)
        """
)
