"""Read off where in the sense of channel: online, by e-mail, by post, by telephone or face to face.

A service that is named counts first, then how it came (a letter, a voicemail), then signs that somebody stood there.
It must never name a service that the text does not: damage found in the morning has no channel at all.
"""

import re

from bot.triage.channels import BY_NAME, NAMED, NO_CHANNEL
from bot.triage.choosing import most
from bot.triage.marking import MARKED, grade
from bot.triage.presence import face_to_face
from knowledge.marks import Marks

PLATFORMS = (
    "x",
    "facebook",
    "instagram",
    "threads",
    "whatsapp",
    "tiktok",
    "youtube",
    "telegram",
    "snapchat",
    "linkedin",
    "nextdoor",
    "website",
    "email",
    "phone",
    "post",
    "in_person",
)
NAMES = (*PLATFORMS, "")
"""All of them, and "" for none."""

ONLINE = frozenset(PLATFORMS) - {"phone", "post", "in_person"}
"""Those that are nowhere: only a group or page with a name of its own is a place there."""


def platform(words: str, *, by_somebody: bool = False) -> str | None:
    """Return the platform that a plain text (see `wording.plain`) names, one of `PLATFORMS`, or None.

    Args:
        words: the text in plain form.
        by_somebody: it says who did it: more likely face to face where no other channel is named.
    """
    meant = NO_CHANNEL.sub(" ", re.sub(r"\bphone call", "phonecall", words))  # "a phone" alone is no channel, a call by it is
    named = _named(meant)
    physical = NO_CHANNEL.sub(" ", words)
    return "in_person" if face_to_face(physical, beside_a_channel=named is not None, by_somebody=by_somebody) else named


def platform_of(words: str, *, by_somebody: bool, marks: Marks | None) -> str | None:
    """Return the platform as `platform` does, weighed beside what is marked; `marks` are those of this text."""
    by_rules = platform(words, by_somebody=by_somebody)
    return by_rules if marks is None else NAMES[most("platform" + MARKED, platform_options(by_rules, marks))] or None


def platform_options(by_rules: str | None, marks: Marks) -> list[list[str]]:
    """Return the signs of each of `NAMES`."""
    return [_signs_of(name, by_rules or "", marks) for name in NAMES]


def _signs_of(name: str, by_rules: str, marks: Marks) -> list[str]:
    given = "read" if name == by_rules else "not read"
    sort = name if name in ("", "in_person") else "named"
    return [f"{given}: {sort or 'none'}", f"marked {grade(marks.platform.get(name, 0.0))}"]


def _named(words: str) -> str | None:
    """The service that is named first, else the way that it came: by telephone, by e-mail, by post."""
    services = [(found.start(), name) for name, pattern in BY_NAME if (found := pattern.search(words))]
    return min(services)[1] if services else next((name for name, pattern in NAMED if pattern.search(words)), None)
