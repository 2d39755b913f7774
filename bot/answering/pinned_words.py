"""What a question asks: those of its words that count, in their order, however they are spelt.

Nothing may be made alike here that turns one question into another: "not", "my" against "his", "I have" against "I am". In doubt
a word stays as it is, and the question is searched for.
"""

import re
import unicodedata

from rapidfuzz.distance import OSA, Indel


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), word)
    for phrase, word in (
        (r"(?:can|could) you tell me|do you know|does any ?one know|i (?:just )?(?:need|want) to know|tell me", ""),
        (r"i (?:think|reckon|believe)|im (?:worried|afraid|scared|sure)(?: that)?|quick question|going (?:round|around)", ""),
        (r"what (?:do|should|shall|can|could|must) (?:i|we|you) do|what to do", "todo"),
        (r"(?:(?:has|have|ive|weve|im|am|is|are|was) )?(?:just )?(?:been|being)|was|were", "been"),
        (r"(?:(?:i|we) have|ive|weve|have|has)(?: got)? an?|got an?", "having"),
        (r"have to|has to|got to|gotta|need to", "must"),
        (r"(?:some|any) ?(?:one|body)s?|sum ?1|somone|sumone", "someone"),
        (
            r"(?<=how|ere|hen|ber) (?:do|should|can|could|would) (?:you|u)",
            "",
        ),  # people in general: how, where, when, which number
        (r"deep fakes?", "deepfake"),
        (r"op(?:eration)? bridger", "bridger"),
        (r"(?:get )?(?:hold of|in touch with)", "contact"),
        (r"old bill", "police"),
    )
)
"""Words that belong together, and the one that stands for them; what only leads up to the question is left out."""

_SAME = {
    written: word
    for word, others in {
        "abuse": "abusive abuze",
        "address": "adress addres",
        "become": "becomes turn turns",
        "candidate": "candidates",
        "cant": "cannot",
        "contact": "contacts contacting reach",
        "deaf": "def",
        "deepfake": "deepfakes",
        "details": "detail information info",
        "doxxed": "doxed doxing doxxing",
        "emergency": "emergancy emergencies",
        "facebook": "fb insta instagram twitter tiktok youtube x",
        "fake": "faked faking fakes",
        "he": "hes",
        "mean": "means meaning",
        "my": "our me us myself ourselves",
        "number": "num numbers numba",
        "online": "internet web",
        "picture": "pictures pic pics photo photos image images",
        "police": "cops cop copper coppers polis feds popo",
        "posted": "post posts posting put puts shared share shares published publish leaked leak leaks released uploaded",
        "private": "personal",
        "report": "reporting reprot repport riport",
        "ring": "call calls calling phone phoning dial dialling ringing fone telephone",
        "she": "shes",
        "spoc": "spocs spok",
        "stalker": "stalkers staker",
        "they": "theyve theyre",
        "threat": "threats",
        "video": "vid vids videos clip clips",
        "what": "wot wat wots wats whats which wich",
        "where": "wheres",
        "who": "whos",
    }.items()
    for written in others.split()
}
"""Words that ask for the same thing, and slips in words too short for telling a slip from another word."""

_SMALL = _words(
    "a an the is it its this that are be am do does to for in into on at i we im ive weve and or if whether y yr",
    "has have can could should shud shall would please pls plz hi hello hey hiya help sorry just so um erm ok okay",
    "then like thanks ta mate now exactly right actually",
)
"""Words without which a question is still the same one."""

_ASKS = _words("is am are do does did can could should shud shall must ydy ydw oes")
"""Words that begin a question of yes or no: "is this abuse" is one, "this is abuse" is none."""

_UNMISTAKABLE = _words("bridger")
"""Words that are one letter away from an everyday one."""

_SIGNS = re.compile(r"[^\w\s]|_")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a question that make it this one and no other, each in one spelling; "?" for one of yes or no."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = re.sub(r"['’‘`´]", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    plain = " ".join(_SIGNS.sub(" ", plain).split())
    for phrase, word in _PHRASES:
        plain = phrase.sub(word, plain)
    said = plain.split()
    asks = ["?"] if said and said[0] in _ASKS else []
    words = [*asks, *(_SAME.get(word, word) for word in said if word not in _SMALL)]
    return tuple(word for word in words if word != "todo" or len(words) <= 3)  # "someone posted my address" says enough


def is_misspelt(said: str, meant: str) -> bool:
    """True when a word can only be a slip of another one: no letter is changed in a short one, for "repost" is no "report"."""
    shorter = min(len(said), len(meant))
    if shorter < 5 or said[0] != meant[0] or meant in _UNMISTAKABLE or not (said.isalpha() and meant.isalpha()):
        return False
    is_swapped = OSA.distance(said, meant) == 1 and sorted(said) == sorted(meant)
    return is_swapped or Indel.distance(said, meant) == 1 or (shorter >= 8 and OSA.distance(said, meant) <= 1 + (shorter >= 10))
