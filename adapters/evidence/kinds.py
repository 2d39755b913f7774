"""What a file is, by its first bytes. The name and the type that a sender gives are never believed.

Only what a person would photograph, record, save or scan as evidence has a kind here; all else is UNKNOWN, is kept and is never
shown. Whether a file is also whole and harmless is not decided here (glancing.py, looking.py).
"""

from adapters.evidence.boxes import iso_media_type
from adapters.evidence.texts import text_type

UNKNOWN = "application/octet-stream"
ARCHIVE = "application/zip"
PDF = "application/pdf"
TEXT = "text/plain"

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})
"""Pictures that are decoded, to see whether they are whole and to make a thumbnail."""

HEIF = frozenset({"image/heic", "image/heif"})
OPENED = PICTURES | HEIF | {PDF, ARCHIVE}
"""Kinds that must be opened before anything can be said of them."""

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),  # voice notes: Opus in Ogg
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),  # MPEG-1 layer III without an ID3 tag
    (b"\xff\xfa", "audio/mpeg"),  # the same with a checksum
    (b"\xff\xf3", "audio/mpeg"),  # MPEG-2
    (b"\xff\xf2", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),  # ADTS, MPEG-4 and MPEG-2 (ISO/IEC 13818-7)
    (b"\xff\xf9", "audio/aac"),
    (b"#!AMR\n", "audio/amr"),  # RFC 4867, section 5
    (b"#!AMR-WB\n", "audio/amr-wb"),
    (b"fLaC", "audio/flac"),
    (b"caff", "audio/x-caf"),  # voice messages as an iPhone keeps them
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ARCHIVE),  # a DOCX too, until its list of names is read (archives.py)
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_EBML = b"\x1a\x45\xdf\xa3"
_MATROSKA = {b"webm": "video/webm", b"matroska": "video/x-matroska"}  # what browsers record


def media_type_of(content: bytes) -> str:
    """Return what a file is, such as "image/jpeg"; UNKNOWN when it is nothing that we know.

    "text/html" and "image/svg+xml" are recognised too: not to be kept as such, but so that they are not taken for plain text.
    """
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12], UNKNOWN)
    if content.startswith(_EBML):
        return next((media_type for name, media_type in _MATROSKA.items() if name in content[:64]), UNKNOWN)
    if content[4:8] == b"ftyp":
        return iso_media_type(content) or UNKNOWN
    return text_type(content) or UNKNOWN
