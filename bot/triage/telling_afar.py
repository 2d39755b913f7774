"""Words that settle what kind of incident a text tells of when nobody was there: online, by telephone, by post.

A part of `bot.triage.telling`, in the same form.
"""

from bot.triage.vocabulary import any_of

FROM_AFAR = {
    "doxxing": any_of("""
        dox* | (address/postcode/phone number/mobile number/mobile/number/number plate/home/school/where (i/we/she/he/\
        my \\S+) (lives?/works?)) .. .. (posted/published/put/shared/leaked/listed/circulated/pinned/up/out/on/\
        online) .. .. (on/online/in/to/up/by/facebook/x/twitter/telegram/page/group/channel/insta*/tiktok/youtube)
        (posted/published/put/shared/leaked/listed/circulat*/tweeted/puts/posting/sharing/printed/\
        giving out) .. .. (address/addresses/postcode/phone number/mobile number/mobile/number plate/school/where (i/we/\
        she/he/my \\S+) (live/lives/work/works))
        (address/addresses) (on/in/is on/are on/up on/all over) .. (telegram/facebook/x/twitter/channel/group/page/screen/\
        forum/website/internet/online)
        told .. .. where (i/we) live
        """),
    "disinformation_deepfake": any_of("""
        deep ?fake* | deepfake*
        fake (video/audio/account/profile/leaflet/letter/news/quote/image/photo/page/press release/website/story/poll/\
        voice) | ai (generated/video/voice/audio/image/photo)
        it's ai | its ai | impersonat* | pretending to be (me/us/our/the candidate/him/her)
        (parody/imposter/impostor/cloned?) (account/page/profile) | never said | doctored | photoshop*
        (total/complete/absolute/outright/flat/pure) (lie/lies/invention/fabrication) | (totally/completely) untrue
        (it's/its/is/are) (a lie/lies/untrue/not true/false/made up) | false (claim/rumour/story/information)*
        rumours? | (telling/tells/told) (voters/people/residents/folk)
        (ids?/passport/photo id/vote/voting/poll) .. (wasn't/isn't/not) (accepted/valid/needed/allowed/counted)
        (has/had/have) dropped out
        election has moved | polling day (is/has)
        under investigation for | i (hit/beat) my wife
        (wrote/posted/claim(s/ed/ing)/(telling/told) (people/everyone/voters)) .. .. that (i/i'm/i've/she/she's/he/he's/\
        our/we) | lies | vote (on )?(mon/tues/wednes/fri/satur/sun)day | misinformation | disinformation | smear*
        """),
    "hoax_call": any_of("""
        hoax* | prank* | (rang/called/phoned) (999/the police/police) and
        (police/officers/ambulance) .. turned up (at/because) | never heard of (him/her/them)
        (caller/rang/phoned/call) .. .. (said/claimed/saying) (he/she/they) (was/were/is) (a/an/from/the)
        (said/says/claim(ed/ing)/saying) .. .. bomb | bomb (threat/hoax/scare/warning)
        swat(ted/ting) | fake call | armed (officers/police) turned up | holding me hostage | hostage at
        (rang/rung/phoned/called/call/caller/phone) .. .. (claiming/pretending/purporting/saying/said) .. (to be )?(from/\
        he was from/she was from) | (pretending/claiming/purporting) to be .. (from/bbc/sky/itn/journalist/reporter)
        """),
    "cyber_attack": any_of("""
        hack* | phish* | ddos | password(s)? .. (changed/stolen/reset/leaked)
        (locked/can't get/cannot get/cant get/lost access/been locked) .. (out/into/in) .. (account/email/gmail/facebook/\
        page/website/twitter/instagram/x)?
        ransomware | malware | virus | (website/site/page) .. .. (down/defaced/taken over/offline/hijack*) | hijack*
        taken over | (dodgy/weird/suspicious/strange) link | data breach | zoom ?bomb*
        logged in(to)? | spoof* | two[- ]factor | scam*
        """),
    "online_abuse": any_of("""
        (comments/replies/messages/dms?/posts?/tweets?/comment/tweeted/trolls?/trolled/pile[- ]?on/abuse) .. .. (calling/\
        saying/about/under/on my/hundreds/loads/dozens/of abuse/from/abuse*)
        (abuse/abusive/nasty/horrible/vile) .. (comments/messages/replies/posts/dms?/tweets?)
        """),
    "unwanted_contact": any_of("""
        silent calls? | just silence | hangs? up | withheld | (pizza/taxi/skip/takeaway/kebab/curry)s? | dick pics?
        flowers | love letters? | unknown number | nuisance | (keeps/kept) (ringing/phoning/calling/texting) | poison pen
        """),
}  # fmt: skip
