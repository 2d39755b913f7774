"""Bring a text into the one shape that every rule reads: lower case, plain quotes, common misspellings mended.

It must never raise, whatever the text, and must never be slow: windows have at most `WINDOW_WORDS` words of at
most `WORD_CHARS` characters, so that no rule can be made to work harder than that, however hostile the text.
What is kept of a report is always the original; this shape is only for looking.
"""

import re
import unicodedata

WINDOW_WORDS = 45  # a long sentence; people who do not punctuate write longer ones
WINDOW_STEP = 30  # windows overlap by a third, so that no pair of words is cut apart at the seam
WORD_CHARS = 30  # the longest word that a rule could know is shorter

_QUOTES = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
# A row of them is read as one.
_EMOJI = (
    (re.compile("[🔪🗡⚔]+"), " emojiknife "),
    (re.compile("🔫+"), " emojigun "),
    (re.compile("[💣🧨]+"), " emojibomb "),
)

# Text-speak, dialect and missing apostrophes -> the form the rules know. Only words with a single likely meaning:
# "hell", "ill", "were", "well" and "shed" stay, since mending them would break honest sentences.
_RESPELLED = {
    "im": "i'm", "ive": "i've", "id": "i'd", "hes": "he's", "shes": "she's", "theyre": "they're",
    "theyve": "they've", "theyll": "they'll", "weve": "we've", "youre": "you're", "youll": "you'll",
    "whos": "who's", "whats": "what's", "wheres": "where's", "thats": "that's", "theres": "there's",
    "someones": "someone's", "somebodys": "somebody's", "sum1": "someone", "som1": "someone", "sum1s": "someone's",
    "summdy": "somebody", "summdy's": "somebody's", "sumone": "someone", "smone": "someone",
    "somethings": "something's", "summat": "something", "summat's": "something's", "nobodys": "nobody's",
    "wont": "won't", "wouldnt": "wouldn't", "cant": "can't", "cannot": "can't", "couldnt": "couldn't",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't",
    "werent": "weren't", "hasnt": "hasn't", "havent": "haven't", "shouldnt": "shouldn't",
    "u": "you", "ur": "your", "yous": "you", "ya": "you", "yer": "your", "r": "are", "gonna": "going to",
    "gona": "going to", "gunna": "going to", "gon": "going to", "gonnae": "going to", "goin": "going", "tryna": "trying to",
    "tryin": "trying", "trynna": "trying to", "wanna": "want to", "comin": "coming", "waitin": "waiting", "wating": "waiting",
    "followin": "following", "bangin": "banging", "kickin": "kicking", "standin": "standing", "stading": "standing",
    "shoutin": "shouting", "carryin": "carrying", "holdin": "holding", "wavin": "waving", "knockin": "knocking",
    "screamin": "screaming", "watchin": "watching", "throwin": "throwing", "chuckin": "throwing",
    "kil": "kill", "kll": "kill", "stabed": "stabbed", "knif": "knife", "nife": "knife", "knive": "knife", "machette": "machete",
    "adress": "address", "addres": "address", "addy": "address", "adresses": "addresses", "threatend": "threatened",
    "threatning": "threatening", "outisde": "outside", "ouside": "outside", "outsde": "outside", "oot": "out",
    "ootside": "outside", "hoose": "house", "windae": "window", "doon": "down", "noo": "now", "polis": "police",
    "masel": "myself", "hissel": "himself", "hisself": "himself", "aw": "all", "naw": "no", "naebody": "nobody",
    "wi": "with", "w": "with", "n": "and", "thru": "through", "tho": "though", "cos": "because", "coz": "because",
    "bcos": "because", "tonite": "tonight", "2nite": "tonight", "tomoz": "tomorrow", "tmrw": "tomorrow",
    "tomorow": "tomorrow", "2moro": "tomorrow", "tomo": "tomorrow", "rn": "right now", "atm": "at the moment", "b4": "before",
    "pls": "please", "plz": "please", "plse": "please", "ppl": "people", "msg": "message", "msgs": "messages",
    "mins": "minutes", "min": "minutes", "hrs": "hours", "nite": "night", "txt": "text", "fb": "facebook",
    "insta": "instagram", "pic": "picture", "pics": "pictures", "fella": "man", "feller": "man", "bloke": "man",
    "chap": "man", "guy": "man", "geezer": "man", "gadgie": "man", "lad": "man", "gentleman": "man", "blokes": "men",
    "lads": "men", "guys": "men", "fellas": "men", "chaps": "men", "geezers": "men", "yobs": "men", "youths": "men",
    "neds": "men", "teenagers": "men", "lady": "woman", "fenyw": "woman", "dyn": "man", "dynion": "men",
}  # fmt: skip

_WORD = re.compile(r"[a-z0-9']+")
_OPENING_QUOTE = re.compile(r"(?<!\w)'(?=\w)")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufe0f\u00ad]")
_LONG_WORD = re.compile(rf"(\S{{{WORD_CHARS}}})\S+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
# "but" begins a sentence of its own: what stands before it must not mute what follows.
_SENTENCE_END = re.compile(r"(?<=[.!?…;]) |(?<=[.!?…][\"')\]]) |\n| (?=but )")


def plain(text: str) -> str:
    """Return `text` in the shape that the rules read. Lines stay, since they end sentences; other white space is one space."""
    # Spaces first: a run of ten thousand would make every later pattern that skips spaces quadratic.
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    for emoji, word in _EMOJI:
        lines = emoji.sub(word, lines)
    folded = _compatible(lines).translate(_QUOTES).lower()
    folded = _INVISIBLE.sub("", folded.replace("w/", "with "))
    folded = _REPEATED.sub(r"\1\1", _OPENING_QUOTE.sub('"', folded))
    mended = _WORD.sub(lambda found: _RESPELLED.get(found[0], found[0]), folded)
    return _LONG_WORD.sub(r"\1", mended).strip()


def _compatible(text: str) -> str:
    """Full-width letters and the like become plain; a text that swells under it is hostile and stays as it is."""
    folded = unicodedata.normalize("NFKC", text)
    return folded if len(folded) <= 2 * len(text) else text


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, long ones cut into overlapping windows, said twice running only once."""
    windows = [window for piece in _SENTENCE_END.split(text) for window in _windows(piece.split())]
    return [window for window, before in zip(windows, ["", *windows], strict=False) if window != before]


def _windows(words: list[str]) -> list[str]:
    if len(words) <= WINDOW_WORDS:
        return [" ".join(words)] if words else []
    starts = range(0, len(words) - (WINDOW_WORDS - WINDOW_STEP), WINDOW_STEP)
    return [" ".join(words[start : start + WINDOW_WORDS]) for start in starts]
