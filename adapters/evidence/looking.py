"""Opens a file as far as needed to say whether anybody may be shown it. Nothing is written, changed or fetched.

It may take long, much memory, or end the process: the content was made by whoever wanted to harm. So it is called only in a
process of its own (looking_child.py), and the libraries are loaded only there.
"""

from collections.abc import Callable

from adapters.evidence.archives import directory_of, ends_as_archive, look_at_archive
from adapters.evidence.boxes import look_at_heif
from adapters.evidence.findings import Finding
from adapters.evidence.glancing import glance
from adapters.evidence.hostile import Hostile
from adapters.evidence.kinds import ARCHIVE, HEIF, PDF, PICTURES, media_type_of
from adapters.evidence.word import DOCX, is_word, look_at_word
from bot.messages import Quarantine

Opener = Callable[[bytes], Finding]


def look(content: bytes) -> Finding:
    """Return what a file is and what is wrong with it, from a glance or by opening it."""
    return glance(content) or opener_of(media_type_of(content))(content)


def opener_of(media_type: str) -> Opener:
    """Return what opens files of a media type, with its library loaded, so that only the file can go wrong after this."""
    inner = _inner_opener(media_type)

    def opened(content: bytes) -> Finding:
        try:
            if media_type != ARCHIVE and ends_as_archive(content):
                raise Hostile(Quarantine.KIND)  # it is two things at once
            return inner(content)
        except Hostile as hostile:
            return Finding(media_type=media_type, quarantined=hostile.reason.value)

    return opened


def _inner_opener(media_type: str) -> Opener:
    if media_type in PICTURES:
        from adapters.evidence.pictures import look_at_picture

        return lambda content: Finding(media_type=media_type, thumbnail=look_at_picture(content, media_type))
    if media_type == PDF:
        from adapters.evidence.pdfs import look_at_pdf

        return _checked_by(look_at_pdf, media_type)
    if media_type == ARCHIVE:
        return _archive
    return _checked_by(look_at_heif, media_type) if media_type in HEIF else lambda _: Finding(media_type=media_type)


def _checked_by(check: Callable[[bytes], None], media_type: str) -> Opener:
    def opened(content: bytes) -> Finding:
        check(content)
        return Finding(media_type=media_type)

    return opened


def _archive(content: bytes) -> Finding:
    members = directory_of(content)
    if is_word(members):
        look_at_word(content, members)
        return Finding(media_type=DOCX)
    look_at_archive(members)
    return Finding(media_type=ARCHIVE)
