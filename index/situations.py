"""What people live through in everyday words, and what the guidance calls it.

"A bloke keeps turning up" and "repeated unwanted contact" share no word, and a small encoder does not see that they are
one. A question that tells of such a situation is therefore moved a little towards the guidance's words for it. It must
never hold a rule for a single question, name a person or a party, or decide what is answered: it only moves the question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder

SHIFT = 0.2
"""How much of the guidance's words is added to a question's vector of length 1. Up to 0.3 nothing else is lost; from 0.5
on what else was asked is (docs/adr/0003)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One thing that happens to people."""

    told: re.Pattern[str]  # how it is told in a chat, in lower case
    called: str  # how the guidance speaks of it


def _situation(called: str, *told: str) -> Situation:
    return Situation(told=re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in told)), called=called)


_DOING = (
    "turning|coming|showing|hanging|waiting|standing|sitting|parking|driving|walking|following|phoning|ringing|calling|"
    "texting|messaging|e?mailing|writing|sending|posting|leaving|knocking|pestering|contacting|watching|getting in touch"
)
_ONLINE = r"online|twitter|facebook|fb|insta\w*|tik ?tok|whatsapp|youtube|threads|comments?|posts?|replies|dms?|messages|tweets?"
_NASTY = r"troll\w*|abus\w+|nasty|vile|horrible|hateful|pile ?on"
_PICTURE = r"videos?|vids?|clips?|pics?|pictures?|photos?|images?|audio|voice|quotes?|screenshots?"
_FALSE = r"fakes?|faked|doctored|photoshopp?ed|ai|generated|cloned"
_PLACE = r"outside|again|house|home|office|surger(?:y|ies)|doors?|everywhere|events?"

SITUATIONS: tuple[Situation, ...] = (
    _situation(
        "someone is stalking or harassing you; repeated unwanted contact should be brought to the attention of your local police",
        rf"(?:keeps?|kept|always|constantly|forever) (?:\w+ )?(?:{_DOING})",
        rf"(?:turn|show|hang|loiter|lurk)\w*(?: (?:up|about|around|round))?\b.*\b(?:{_PLACE})",
        r"follow(?:s|ed|ing) (?:me|us|her|him|them)",
        r"(?:wo ?n[o']?t|will not|wont) (?:stop|leave)",
        r"stalk\w*|obsess\w*|pester\w*",
        r"watching (?:me|us|her|him|them|my|our|the house)",
    ),
    _situation(
        "threat of violence, threatening language",
        r"threat\w*|kill|murder|shoot|stab|hang|lynch|bomb",
        r"(?:beat(?:en|ing)?|burn|smash)\b.*\b(?:up|down|face|head)",
    ),
    _situation(
        "the individual has access to weapons or weapons skills",
        r"guns?|knife|knives|machetes?|weapons?|crossbows?|axes?|shotguns?|blades?|firearms?",
    ),
    _situation(
        "releases personal information about you not already in the public domain",
        r"dox\w*",
        r"(?:posted|put|shared|published|leaked|got|knows?) (?:\w+ ){0,3}(?:address|number|mobile|where (?:i|we|she|he) lives?)",
    ),
    _situation(
        "cyber security services that protect personal accounts and devices from cyber-attacks",
        r"hack\w*|phish\w*|passwords?|malware|virus\w*|scam\w*|spoof\w*|2fa|two factor|locked out|dodgy (?:link|e?mail)s?",
    ),
    _situation(
        "deepfakes, disinformation and generative AI content",
        r"deep ?fakes?",
        rf"(?:{_FALSE})\b.*\b(?:{_PICTURE})",
        rf"(?:{_PICTURE})\b.*\b(?:{_FALSE}|not (?:really )?(?:me|him|her))",
    ),
    _situation(
        "online abuse and harassment, report abuse on social media platforms, block trolls",
        rf"(?:{_NASTY})\b.*\b(?:{_ONLINE})",
        rf"(?:{_ONLINE})\b.*\b(?:{_NASTY})",
    ),
    _situation(
        "racial, homophobic, misogynistic or other discriminatory abuse or threats",
        r"racis\w+|homophob\w+|transphob\w+|misogyn\w+|sexis\w+|islamophob\w+|anti-?semit\w+|slurs?|bigot\w*",
    ),
    _situation(
        "request private security from the Home Office, accredited door supervisors",
        r"bodyguards?|minders?|security guards?|door staff|bouncers?|close protection",
    ),
)


def told_in(question: str) -> list[int]:
    """Return the places in SITUATIONS of those that a question tells of."""
    text = " ".join(question.casefold().replace("’", "'").split())
    return [place for place, situation in enumerate(SITUATIONS) if situation.told.search(text)]


def words_for(places: Sequence[int]) -> str:
    """Return the guidance's words for these situations."""
    return " ".join(SITUATIONS[place].called for place in places)


class Situations:
    """The situations as vectors of one encoder, made once."""

    def __init__(self, encoder: Encoder) -> None:
        self._vectors = encoder.encode([situation.called for situation in SITUATIONS])

    def moved(self, vector: NDArray[np.float32], places: Sequence[int]) -> NDArray[np.float32]:
        """Return a question's vector nearer to these situations, length 1; the vector itself when there are none."""
        if not places:
            return vector
        moved = vector + SHIFT * self._vectors[list(places)].sum(axis=0)
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)
