"""Read off where in the sense of channel: online, by e-mail, by post, by telephone or face to face.

It must never name a platform that the text does not: damage found in the morning has none.
"""

from bot.triage.vocabulary import any_of

PLATFORMS = (
    "x",
    "facebook",
    "instagram",
    "whatsapp",
    "tiktok",
    "youtube",
    "telegram",
    "snapchat",
    "linkedin",
    "email",
    "phone",
    "post",
    "in_person",
)

# In order: a named service says more than "message", and a call or letter more than "shouted".
_NAMED = (
    (
        "x",
        any_of("twitter | tweet* | retweet* | on x | an x (post/thread/account/reply) | x (post/thread/account)"),
    ),
    ("facebook", any_of("facebook | fb | messenger")),
    ("instagram", any_of("instagram | insta | ig")),
    ("whatsapp", any_of("whatsapp* | whats app")),
    ("tiktok", any_of("tik ?tok*")),
    ("youtube", any_of("you ?tube*")),
    ("telegram", any_of("telegram")),
    ("snapchat", any_of("snap ?chat")),
    ("linkedin", any_of("linked ?in")),
    ("email", any_of("e-?mail(s/ed/ing)? | inbox | e-?bost")),
    (
        "phone",
        any_of(
            """
                phone(d)? | phoning | rang | rung | rings? (me/us/the office) | call from | call(s/ed)? (the office/me up)
                voicemail* | text(s/ed)? (me/us/from/message*)? | a text | caller | number withheld | hung up | switchboard
                galwad | ffonio | dodgy text
                """
        ),
    ),
    (
        "post",
        any_of(
            """
                in the post | by post | letter* | envelope* | jiffy | parcel | package | postmark | (post/birthday~)?card
                through (the/my/our) (door/letterbox) | llythyr | posted through
                """
        ),
    ),
)
_NO_CHANNEL = any_of("office phone number | phone shop | my phone | phone box | letterbox | letting | leaflet*")
_FACE_TO_FACE = any_of(
    """
        at (the/my/our) (door/stall/hustings/surgery/market/count/station/office/house/gate) | on the (door)?step
        doorstep* | shout(ed/ing/s)? | grabb* | spat | punch(ed)? | push(ed)? | shov(ed/es) | hit (me/her/him) | in my face
        to my face | walked (up/over/past) | followed (me/us/her/him) | knocked on | face to face
        came (up/over/round/into/to) | threw | slammed in | my surger(y/ies) | heckl* | told reception | been to the house
        waistband
        """
)


def platform(words: str) -> str | None:
    """Return the platform that a plain text (see `wording.plain`) names, one of `PLATFORMS`, or None."""
    meant = _NO_CHANNEL.sub(" ", words)
    named = next((name for name, pattern in _NAMED if pattern.search(meant)), None)
    return named or ("in_person" if _FACE_TO_FACE.search(words) else None)
