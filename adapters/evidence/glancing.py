"""What can be said of a file without opening it: in the program itself, in milliseconds, with nothing but byte searches.

What is not known to be harmless is quarantined: a kind is let through because it is on a list, never because nothing was found.
Recordings and plain text are never opened here; the players of phones and browsers are made for strangers' recordings.
"""

import re

from adapters.evidence.archives import may_end_as_archive
from adapters.evidence.findings import Finding
from adapters.evidence.kinds import OPENED, PDF, TEXT, UNKNOWN, media_type_of
from adapters.evidence.texts import HTML, SVG, why_markup_is_kept_away
from bot.messages import Quarantine

_HEAD_BYTES = 1024  # where readers of PDF look for its mark (ISO 32000-2, annex I), and old browsers for a page
_OTHER = re.compile(rb"%PDF-\d|<!DOCTYPE html|<html[\s>]|<script[\s>]|<svg[\s>]", re.I)


def glance(content: bytes) -> Finding | None:
    """Return what can be said without opening a file; None when it has to be opened for that."""
    media_type = media_type_of(content)
    if media_type == UNKNOWN:
        return Finding(media_type=media_type, quarantined=Quarantine.KIND.value)
    if media_type in (HTML, SVG):
        return Finding(media_type=media_type, quarantined=why_markup_is_kept_away(content).value)
    if _is_other_too(content, media_type):
        return Finding(media_type=media_type, quarantined=Quarantine.KIND.value)
    if media_type in OPENED or may_end_as_archive(content):
        return None
    return Finding(media_type=media_type)


def _is_other_too(content: bytes, media_type: str) -> bool:
    """True when some program would open it as another kind than its first bytes say."""
    start = len(b"%PDF-") if media_type == PDF else 0
    return media_type != TEXT and bool(_OTHER.search(content[start:_HEAD_BYTES]))
