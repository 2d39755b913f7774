"""Pictures: whole ones get a small copy that tells nothing, broken and bursting ones are kept away."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.evidence.findings import Finding
from adapters.evidence.limits import MAX_PIXELS, THUMBNAIL_SIDE_PX
from adapters.evidence.looking import look
from bot.messages import Quarantine
from tests.unit.evidence_samples import picture, saved

KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp", "AVIF": "image/avif"}
WHERE_IT_WAS_TAKEN = 0x8825
ORIENTATION = 0x0112


def opened(thumbnail: bytes) -> Image.Image:
    """Return a thumbnail as Pillow sees it."""
    image = Image.open(io.BytesIO(thumbnail), formats=["JPEG"])
    image.load()
    return image


def assert_kept_away(content: bytes, *reasons: Quarantine) -> None:
    """Fail unless a picture is quarantined for one of the reasons, without a thumbnail."""
    seen = look(content)
    assert seen.quarantined in reasons
    assert seen.thumbnail == b""


@pytest.mark.parametrize(("kind", "media_type"), KINDS.items())
def test_a_whole_picture_has_a_thumbnail(kind: str, media_type: str) -> None:
    seen = look(picture(kind))

    assert (seen.media_type, seen.quarantined) == (media_type, "")
    assert opened(seen.thumbnail).size == (THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX * 600 // 800)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *[("JPEG", mode) for mode in ("L", "CMYK")],
        *[("PNG", mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")],
        *[("GIF", "P"), ("WEBP", "RGBA"), ("AVIF", "RGBA")],
    ],
)
def test_pictures_of_every_colouring_have_a_thumbnail(kind: str, mode: str) -> None:
    image = Image.new(mode, (64, 48)) if mode == "I;16" else Image.linear_gradient("L").resize((64, 48)).convert(mode)

    seen = look(saved(image, kind))

    assert seen.quarantined == ""
    assert opened(seen.thumbnail).size == (64, 48)


def test_what_is_transparent_is_white() -> None:
    seen = look(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))

    assert opened(seen.thumbnail).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (320, 320), (319, 3)])
def test_a_thumbnail_is_never_too_large_nor_empty(size: tuple[int, int]) -> None:
    image = opened(look(picture("PNG", size)).thumbnail)

    assert min(image.size) >= 1
    assert max(image.size) <= THUMBNAIL_SIDE_PX


def with_notes(orientation: int = 1) -> bytes:
    """Return a photo that says where it was taken and by whom, in all the places where photos say such things."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "A phone maker"
    exif.get_ifd(WHERE_IT_WAS_TAKEN)[2] = (51.0, 30.0, 0.0)
    left_black = Image.new("L", (400, 200), "white")
    left_black.paste(0, (0, 0, 200, 200))
    notes = {"comment": b"at my own door", "icc_profile": b"a profile", "xmp": b"<x:xmpmeta>my name</x:xmpmeta>"}
    return saved(left_black.convert("RGB"), "JPEG", exif=exif, **notes)


def test_a_thumbnail_tells_nothing_that_the_pixels_do_not() -> None:
    content = with_notes()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(WHERE_IT_WAS_TAKEN), "the original does say where"

    thumbnail = look(content).thumbnail

    image = opened(thumbnail)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not any(words in thumbnail for words in (b"Exif", b"phone maker", b"own door", b"my name", b"a profile"))


@pytest.mark.parametrize(
    ("orientation", "dark"),
    [(1, "left"), (2, "right"), (3, "right"), (4, "left"), (5, "top"), (6, "top"), (7, "bottom"), (8, "bottom")],
)
def test_a_thumbnail_is_upright(orientation: int, dark: str) -> None:
    image = opened(look(with_notes(orientation)).thumbnail).convert("L")

    wide, high = image.size
    places = {"left": (9, high // 2), "right": (wide - 9, high // 2), "top": (wide // 2, 9), "bottom": (wide // 2, high - 9)}
    assert [name for name, place in places.items() if image.getpixel(place) == 0] == [dark]


def test_a_photo_with_garbled_notes_is_still_a_photo() -> None:
    content = with_notes()
    at = content.index(b"Exif\x00\x00") + 6

    for garbled in (b"\xff" * 60, b"II*\x00\xff\xff\xff\xff" + b"\xff" * 40, b"MM\x00*\x00\x00\x00\x08\xff\xff" + bytes(50)):
        seen = look(content[:at] + garbled + content[at + len(garbled) :])
        assert (seen.quarantined, bool(seen.thumbnail)) == ("", True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_damaged(kind: str, share: float) -> None:
    content = picture(kind)
    assert_kept_away(content[: max(12, int(len(content) * share))], Quarantine.DAMAGED)


def test_a_picture_with_changed_bytes_is_damaged() -> None:
    content = bytearray(picture("PNG"))
    content[60] ^= 0xFF

    assert_kept_away(bytes(content), Quarantine.DAMAGED)


def test_the_first_bytes_alone_make_no_picture() -> None:
    assert_kept_away(b"\xff\xd8\xff\xe0" + b"no picture at all" * 50, Quarantine.DAMAGED)


def png(width: int, height: int, *, rows: int = 0, notes: bytes = b"") -> bytes:
    """Return a PNG that says to be of a size, with that many empty rows, and further chunks."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width + 1) * rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + notes + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize(
    "size", [(1_000_000, 1_000_000), (70_000, 100), (MAX_PIXELS // 1000 + 1, 1000), (0x7FFFFFFF, 0x7FFFFFFF)]
)
def test_a_huge_picture_is_never_opened(size: tuple[int, int]) -> None:
    assert_kept_away(png(*size), Quarantine.DIMENSIONS)


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "WEBP"])
def test_a_huge_picture_of_another_kind_is_never_opened(kind: str) -> None:
    content = {"JPEG": huge_jpeg(), "GIF": huge_gif(), "WEBP": huge_webp()}[kind]

    assert_kept_away(content, Quarantine.DIMENSIONS)


def huge_jpeg() -> bytes:
    """Return a JPEG whose head says 65,500 by 65,500."""
    content = picture("JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", 65_500, 65_500) + content[at + 4 :]


def huge_gif() -> bytes:
    """Return a GIF whose head says 65,535 by 65,535."""
    content = picture("GIF", mode="P")
    return content[:6] + b"\xff\xff\xff\xff" + content[10:]


def huge_webp() -> bytes:
    """Return a WebP whose head says 16,383 by 16,383, the most that it can."""
    content = picture("WEBP")
    at = content.index(b"\x9d\x01\x2a") + 3
    return content[:at] + struct.pack("<HH", 16_383, 16_383) + content[at + 4 :]


def test_a_picture_that_packs_far_too_well_is_a_bomb() -> None:
    assert_kept_away(png(10_000, 10_000, rows=10_000), Quarantine.BOMB)


def test_a_long_screenshot_packs_very_well_and_is_fine() -> None:
    assert look(png(1080, 20_000, rows=20_000)).quarantined == ""


def test_notes_that_unpack_to_far_more_than_they_are_are_kept_away() -> None:
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80_000_000)))

    assert_kept_away(png(10, 10, rows=10, notes=bomb), Quarantine.BOMB, Quarantine.DAMAGED)


def test_a_moving_picture_with_far_too_many_pixels_is_a_bomb() -> None:
    canvas = b"GIF89a" + struct.pack("<HHBBB", 10_000, 10_000, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"

    assert look(canvas + frame * 2 + b"\x3b").quarantined != Quarantine.DAMAGED
    assert_kept_away(canvas + frame * 60 + bytes(250_000) + b"\x3b", Quarantine.BOMB)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_changed_bytes_never_break_what_looks(kind: str, data: st.DataObject) -> None:
    content = bytearray(SMALL[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    seen = look(bytes(content))

    assert isinstance(seen, Finding)
    assert bool(seen.thumbnail) <= (seen.quarantined == "")


SMALL = {kind: picture(kind, (24, 16)) for kind in KINDS}
