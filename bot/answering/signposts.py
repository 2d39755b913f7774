"""The natural next step beside an answer: the platforms' report pages, or people who support people; from the contact book."""

import re
from collections.abc import Sequence

from bot.answering.contact_entries import contact_entry
from bot.talk import Talk
from knowledge.contact import Category
from knowledge.passage import Passage

SIGNPOSTS: dict[str, Sequence[Category]] = {
    "platforms": (Category.PLATFORM, Category.ONLINE_HARM),
    "support": (Category.VICTIM_SUPPORT, Category.WELLBEING),
}
"""The buttons, and which contacts each shows."""

_PLATFORMS = re.compile(r"social media|platform|twitter|facebook|instagram|tiktok|youtube|trolls?\b|deepfake", re.IGNORECASE)
_SUPPORT = re.compile(r"victim support|suzy lamplugh|stalking|wellbeing|psychological|mental health|distress", re.IGNORECASE)


def signpost_for(passage: Passage) -> str:
    """Return the button that goes with a passage; "" when none does."""
    if _SUPPORT.search(passage.text):
        return "support"
    return "platforms" if _PLATFORMS.search(passage.text) else ""


def say_signpost(talk: Talk, name: str) -> None:
    """List the contacts behind a button, with what each is for and when somebody last checked it."""
    found = [contact for category in SIGNPOSTS[name] for contact in talk.contacts.of(category)]
    buttons = (talk.choice("report.start"), talk.choice("person"))
    has_unchecked = any(contact.checked_on is None for contact in found)
    talk.say(name, *buttons, contacts=[contact_entry(talk.wording, one) for one in found], has_unchecked=has_unchecked)
