"""Pictures: whether one is whole and of a size that can be opened, and a small one that can be shown without risk.

The original is never changed. A thumbnail is painted anew from the pixels, so that no place, device, comment or profile of the
original can be in it. This runs in a process of its own (looking_apart.py): decoders are large programs in C.
"""

import io
import struct
import warnings
from collections.abc import Mapping

from PIL import Image

from adapters.evidence.hostile import Hostile
from adapters.evidence.limits import (
    MAX_FRAMES_PIXELS,
    MAX_PIXELS,
    MAX_PIXELS_PER_BYTE,
    MAX_SIDE_PX,
    PLAIN_PIXELS,
    THUMBNAIL_SIDE_PX,
)
from bot.messages import Quarantine

_DECODERS: Mapping[str, str] = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
}  # by media type, the one decoder that may touch it: the others, most of them old, are never tried

_QUALITY = 80
_ORIENTATION = 0x0112  # TIFF/EP tag; what the values mean: Exif 2.32, 4.6.4
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_NOT_AS_IT_SHOULD_BE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error)
"""What Pillow raises when a picture is broken."""


def look_at_picture(content: bytes, media_type: str) -> bytes:
    """Return a thumbnail of a picture: JPEG, at most THUMBNAIL_SIDE_PX wide and high, upright, without any metadata.

    Raises:
        Hostile: damaged or cut off (DAMAGED), too large to open (DIMENSIONS), or far larger than its bytes tell (BOMB).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of garbled notes
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            _open(content, media_type).verify()  # the checksums of a PNG; nothing with the others
            with _open(content, media_type) as image:
                _check_size(image, len(content))
                return _thumbnail(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise Hostile(Quarantine.DIMENSIONS) from exc
    except _NOT_AS_IT_SHOULD_BE as exc:
        raise Hostile(Quarantine.DAMAGED) from exc


def _open(content: bytes, media_type: str) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=[_DECODERS[media_type]])


def _check_size(image: Image.Image, size_bytes: int) -> None:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or max(image.size) > MAX_SIDE_PX:
        raise Hostile(Quarantine.DIMENSIONS)
    too_well = pixels > PLAIN_PIXELS and pixels > MAX_PIXELS_PER_BYTE * size_bytes
    if too_well or pixels * getattr(image, "n_frames", 1) > MAX_FRAMES_PIXELS:
        raise Hostile(Quarantine.BOMB)


def _thumbnail(image: Image.Image) -> bytes:
    turn = _turn_of(image)  # before anything is decoded: a JPEG's is in its first bytes
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA")  # palettes cannot be mixed
    image.thumbnail((THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX), reducing_gap=3.0)
    clean = _on_white(image)
    if turn is not None:
        clean = clean.transpose(turn)
    written = io.BytesIO()
    clean.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Return the pixels, and only those, on white where they are transparent."""
    clean = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        clean.paste(image, mask=image.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except (*_NOT_AS_IT_SHOULD_BE, TypeError, LookupError):
        return None  # a photo whose notes are garbled is still a photo; it is only not turned
