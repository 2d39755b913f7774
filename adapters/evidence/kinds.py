"""What a file is, by its first bytes. The name and the type that a sender gives are never believed.

Only what a person would photograph, record, save or scan as evidence is known here; a program or a web page with scripts that is
taken for text stays text.
"""

import io
import zipfile

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),  # voice notes: Opus in Ogg
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),  # MPEG-1 layer III without an ID3 tag
    (b"\xff\xf3", "audio/mpeg"),  # MPEG-2
    (b"\xff\xf2", "audio/mpeg"),
    (b"%PDF-", "application/pdf"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_HEIC = "image/heic"
_MP4 = "video/mp4"
_BRANDS = {  # ISO/IEC 14496-12 brands, at byte 8 of a file whose first box is "ftyp"; registered at mp4ra.org
    b"heic": _HEIC,
    b"heix": _HEIC,
    b"hevc": _HEIC,
    b"mif1": _HEIC,
    b"msf1": _HEIC,
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"isom": _MP4,
    b"iso2": _MP4,
    b"iso4": _MP4,
    b"iso5": _MP4,
    b"iso6": _MP4,
    b"mp41": _MP4,
    b"mp42": _MP4,
    b"avc1": _MP4,
    b"dash": _MP4,
    b"M4V ": _MP4,
    b"3gp4": _MP4,
    b"3gp5": _MP4,
    b"3gp6": _MP4,
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = "application/zip"
_TEXT = "text/plain"
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def media_type_of(content: bytes) -> str | None:
    """Return what a file is, such as "image/jpeg"; None when it is nothing that we keep."""
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12])
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12])
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    return _TEXT if _is_text(content) else None


def _zip_type(content: bytes) -> str | None:
    """Only the list of names is read; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return _DOCX if "word/document.xml" in names else _ZIP


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.intersection(content)
