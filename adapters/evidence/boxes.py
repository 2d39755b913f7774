"""Files made of boxes (ISO/IEC 14496-12): what phones film, record and photograph. Only their first boxes are read.

HEIC pictures are never decoded here: libheif and its codecs are large, and the picture is kept whole without a thumbnail.
"""

from collections.abc import Iterator
from itertools import chain

from adapters.evidence.hostile import Hostile
from adapters.evidence.limits import MAX_PIXELS, MAX_SIDE_PX
from bot.messages import Quarantine

_HEIC = "image/heic"
_HEIF = "image/heif"
_AVIF = "image/avif"
_M4A = "audio/mp4"
_MOV = "video/quicktime"
_MP4 = "video/mp4"
_3GP = "video/3gpp"
_KINDS = {  # brands of the first box, registered at mp4ra.org; HEIC and HEIF as IANA tells them apart (image/heif)
    _HEIC: (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"),
    _AVIF: (b"avif", b"avis"),
    _M4A: (b"M4A ", b"M4B "),
    _MOV: (b"qt  ",),
    _MP4: (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV"),
    _3GP: (b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gr6", b"3gs6", b"3ge6", b"3gg6", b"3g2a"),
}
_BRANDS = {brand: media_type for media_type, brands in _KINDS.items() for brand in brands}
_GENERAL = {b"mif1": _HEIF, b"msf1": _HEIF}  # say how pictures are laid out, not how they are coded
_MAX_BRANDS_BYTES = 256
_TELLING = frozenset({b"meta", b"moov"})  # a picture has the one, a burst of them the other (ISO/IEC 23008-12, 6.2 and 7.2)


def iso_media_type(content: bytes) -> str | None:
    """Return what a file is whose first box is "ftyp": by its own brand, else by those that it says to be compatible with."""
    brands = list(_brands(content))
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    general = [_GENERAL[brand] for brand in brands if brand in _GENERAL]
    return next(iter(known + general), None)


def look_at_heif(content: bytes) -> None:
    """Raise Hostile when a HEIC or HEIF picture was cut off (DAMAGED) or says to be larger than is safe to open (DIMENSIONS)."""
    telling = [box for name, box in _boxes(content) if name in _TELLING]
    if not telling:
        raise Hostile(Quarantine.DAMAGED)
    for width, height in chain.from_iterable(map(_extents, telling)):
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE_PX:
            raise Hostile(Quarantine.DIMENSIONS)


def _brands(content: bytes) -> Iterator[bytes]:
    end = min(int.from_bytes(content[:4], "big"), _MAX_BRANDS_BYTES, len(content))
    yield content[8:12]
    for at in range(16, end - 3, 4):
        yield content[at : at + 4]


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the outermost boxes by name. Raises Hostile (DAMAGED) when one reaches beyond the end (ISO/IEC 14496-12, 4.2)."""
    at = 0
    while at < len(content):
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        elif size == 0:  # up to the end
            size = len(content) - at
        if size < 8 or at + size > len(content):
            raise Hostile(Quarantine.DAMAGED)
        yield name, content[at : at + size]
        at += size


def _extents(box: bytes) -> Iterator[tuple[int, int]]:
    """Width and height in pixels of every "ispe" property (ISO/IEC 23008-12, 6.5.3): name, version and flags, then both."""
    at = box.find(b"ispe")
    while at >= 0:
        values = box[at + 8 : at + 16]
        if len(values) == 8:
            yield int.from_bytes(values[:4], "big"), int.from_bytes(values[4:], "big")
        at = box.find(b"ispe", at + 4)
