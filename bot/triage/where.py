"""Read off where something happened, in the words that were typed.

A postcode or a street says most, then a named place after "outside", "at" or "in", then the office, the stall or
the house. It must never invent: no place words, no place. Online places are the business of `platform`.
"""

import re

_LONGEST = 2_000  # characters that are read; hostile texts are long
_CAPITAL = r"[A-ZÀ-Ž][\w'’-]{0,30}"
_NAME = rf"{_CAPITAL}(?: (?:of|the|and|on|upon|y|yr|&) {_CAPITAL}| {_CAPITAL}){{0,3}}"
_KIND = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Way|Terrace|Place|Court|Crescent|Square|Hill|Row|Gardens|Park"
    r"|Green|Parade|Walk|Mews|Grove|Quay|Bridge|Fawr)"
)
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_NOUN = (
    r"(?:committee rooms?|polling station|(?:town|village|scout) (?:hall|hut)|(?:community|leisure|shopping) centre"
    r"|car park|market cross|(?:bus|train) (?:stop|station)|council (?:house|offices?|chamber)|street stall"
    r"|(?:front|back) (?:door|gate|garden)|office|house|home|flat|hall|hustings|market|stall|surger(?:y|ies)|station"
    r"|church|chapel|mosque|synagogue|gate|door|drive(?:way)?|doorstep|garden|garage|school|nursery|library|pub|shop|cafe"
    r"|café|precinct|high street|count|venue|reception|club|park|green|square|estate|bridge|roundabout|windscreen|bins"
    r"|letterbox|lift|corridor|toilets?|kitchen|storeroom|rec|playground|supermarket|university|college|uni|theatre"
    r"|studio|lane|road|street|train|bus|hotel)"
)
_WHOSE = r"(?:the|our|my|her|his|their|a|an|this|that)"
_NEAR = r"(?:outside|behind|opposite|near|inside|in front of|by|next to|across from)"
_TOWN = rf"(?: (?:in|at|on) (?:the )?{_NAME}|, {_NAME}| {_KIND})?"
_WELSH_NOUN = r"(?:swyddfa|tŷ|neuadd|stryd|ysgol|capel)"
_NOT_A_PLACE = re.compile(
    r"(?:Facebook|Twitter|Instagram|WhatsApp|TikTok|YouTube|Telegram|LinkedIn|Slack|Nextdoor|Mumsnet|GDPR|English|Welsh"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|X\b|I\b|I')"
)
# What says most first; the group `place` leaves the preposition out.
_SHAPES = (
    re.compile(rf"(?P<place>(?:\d{{1,4}}[A-Za-z]?,? )?(?:{_NAME},? ){{0,3}}{_POSTCODE})(?!\w)"),
    re.compile(rf"(?P<place>\d{{1,4}}[A-Za-z]? {_CAPITAL}(?: {_CAPITAL}){{0,2}}(?:, {_NAME})?)"),
    re.compile(rf"(?P<place>{_NEAR} (?:{_WHOSE} )?(?:{_NOUN}|{_NAME})(?: {_NOUN})?{_TOWN})"),
    re.compile(rf"\b(?P<place>yr? {_WELSH_NOUN}(?: ar (?:yr? )?{_NAME})?(?:, {_NAME})?)"),
    re.compile(rf"(?:[Oo]n |[Ii]n |[Aa]t )?(?P<place>{_CAPITAL}(?: {_CAPITAL}){{0,2}} {_KIND}\b(?:, {_NAME})?)"),
    re.compile(rf"\b(?:[AaIi][tn]|[Oo]n|to|from|into|of|after) (?P<place>(?:{_WHOSE} )?(?:{_CAPITAL} ){{0,3}}{_NOUN}\b{_TOWN})"),
    re.compile(rf"\b(?:[Aa]t|[Ii]n|[Ii]nto|to) (?P<place>(?:the )?{_NAME}{_TOWN})"),
    re.compile(rf"\b(?:on|through|in|over|round) (?P<place>(?:my|our|her|his) {_NOUN})\b"),
)


def where(text: str) -> str | None:
    """Return the words about place as typed, or None."""
    for shape in _SHAPES:
        for match in shape.finditer(text[:_LONGEST]):
            if not _NOT_A_PLACE.search(match["place"].removeprefix("the ")):
                return match["place"].strip(" ,")
    return None
