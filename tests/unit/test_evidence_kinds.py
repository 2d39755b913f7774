"""What a file is, at a glance: by its bytes, never by its name, and what is not on the list is kept away from people."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.evidence.glancing import glance
from adapters.evidence.kinds import UNKNOWN, media_type_of
from adapters.evidence.looking import look
from bot.messages import Quarantine
from tests.unit.evidence_pdfs import pdf
from tests.unit.evidence_samples import FINE, archive, boxes, heic, picture

KIND, SCRIPT, DIMENSIONS, DAMAGED = Quarantine.KIND, Quarantine.SCRIPT, Quarantine.DIMENSIONS, Quarantine.DAMAGED
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


@pytest.mark.parametrize(("content", "media_type"), FINE.values(), ids=FINE)
def test_what_phones_send_needs_no_opening_and_is_fine(content: bytes, media_type: str) -> None:
    seen = glance(content)

    assert seen
    assert (seen.media_type, seen.quarantined, seen.thumbnail) == (media_type, "", b"")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (heic(4032, 3024), "image/heic"),
        (boxes(b"mif1", b"heic"), "image/heic"),
        (boxes(b"mif1"), "image/heif"),
        (boxes(b"msf1", b"hevc"), "image/heic"),
        (boxes(b"mif1", b"avif", b"miaf"), "image/avif"),
        (boxes(b"avis", b"msf1"), "image/avif"),
    ],
)
def test_pictures_in_boxes_are_told_apart(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


def test_a_heic_photo_is_kept_whole_without_a_thumbnail() -> None:
    seen = look(heic(4032, 3024))

    assert (seen.media_type, seen.quarantined, seen.thumbnail) == ("image/heic", "", b"")


@pytest.mark.parametrize("length", [60, 150, 299])
def test_a_heic_photo_that_was_cut_off_is_damaged(length: int) -> None:
    assert look(heic(4032, 3024)[:length]).quarantined == DAMAGED


def test_a_heic_photo_of_nothing_is_damaged() -> None:
    assert look(boxes(b"heic")).quarantined == DAMAGED


@pytest.mark.parametrize("size", [(70_000, 10), (10, 70_000), (20_000, 20_000), (0xFFFFFFFF, 0xFFFFFFFF)])
def test_a_heic_picture_that_says_to_be_huge_is_quarantined(size: tuple[int, int]) -> None:
    assert look(heic(*size)).quarantined == DIMENSIONS


ON_NO_LIST = {
    "EXE": b"MZ\x90\x00\x03",
    "ELF": b"\x7fELF\x02\x01",
    "Java": b"\xca\xfe\xba\xbe\x00\x00",
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "PostScript": b"%!PS-Adobe-3.0\n",
    "RTF": b"{\\rtf1\\object}",
    "shortcut": b"[InternetShortcut]\r\nURL=http://example.org/",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
    "7z": b"7z\xbc\xaf\x27\x1c",
    "RAR": b"Rar!\x1a\x07\x01\x00",
    "gzip": b"\x1f\x8b\x08\x00" + bytes(20),
    "AVI": b"RIFF\x00\x00\x00\x00AVI LIST",
    "film of no known brand": boxes(b"xyz1"),
    "text with a zero": b"text with a \x00 in it",
    "zeros": b"\x00\x00\x00",
    "high bytes": bytes(range(128, 256)) * 4,
}


@pytest.mark.parametrize("content", ON_NO_LIST.values(), ids=ON_NO_LIST)
def test_what_is_on_no_list_is_kept_away(content: bytes) -> None:
    seen = glance(content)

    assert seen
    assert (seen.media_type, seen.quarantined) == (UNKNOWN, KIND)


PAGES = {
    "page": (b"<!DOCTYPE html><html><body>hello</body></html>", KIND),
    "page in capitals": (b"  \r\n<HTML><BODY>hello", KIND),
    "page with a byte order mark": (codecs.BOM_UTF8 + b"<html>hello</html>", KIND),
    "page of Windows": ("<html><script>alert(1)</script></html>".encode("utf-16"), SCRIPT),
    "script alone": (b"<script>alert(1)</script>", SCRIPT),
    "page behind a comment": (b"<!-- hello --><html><body onload=alert(1)>", SCRIPT),
    "page as XML": (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><p/></html>', KIND),
    "XML that is styled into a page": (b'<?xml version="1.0"?><?xml-stylesheet href="http://example.org/x.xsl"?><a/>', SCRIPT),
    "XML that hides a page": (
        b'<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>1</h:script></a>',
        SCRIPT,
    ),
}


@pytest.mark.parametrize(("content", "reason"), PAGES.values(), ids=PAGES)
def test_a_page_is_never_taken_for_text(content: bytes, reason: Quarantine) -> None:
    seen = glance(content)

    assert seen
    assert (seen.media_type, seen.quarantined) == ("text/html", reason)


DRAWINGS = {
    "plain": (SVG % b'<rect width="1" height="1"/>', KIND),
    "plain with a prologue": (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">' + SVG % b"<g/>", KIND),
    "a reference inside": (SVG % b'<use href="#a"/>', KIND),
    "script": (SVG % b"<script>alert(1)</script>", SCRIPT),
    "handler": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', SCRIPT),
    "handler on a line of its own": (SVG % b"<rect onclick\n=\n'alert(1)'/>", SCRIPT),
    "javascript link": (SVG % b'<a href="javascript:alert(1)">x</a>', SCRIPT),
    "outside picture": (SVG % b'<image xlink:href="https://example.org/spy.png"/>', SCRIPT),
    "outside style": (SVG % b"<style>@import url(https://example.org/a.css)</style>", SCRIPT),
    "page inside": (SVG % b"<foreignObject><iframe/></foreignObject>", SCRIPT),
    "animated link": (SVG % b'<set attributeName="href" to="x"/>', SCRIPT),
    "entity": (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG % b"&a;", SCRIPT),
    "under another name": (
        b'<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>1</s:script></s:svg>',
        SCRIPT,
    ),
}


@pytest.mark.parametrize(("content", "reason"), DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_made_of_markup_is_never_shown(content: bytes, reason: Quarantine) -> None:
    seen = glance(content)

    assert seen
    assert (seen.media_type, seen.quarantined) == ("image/svg+xml", reason)


TWO_AT_ONCE = {
    "GIF and archive": picture("GIF") + archive({"run.js": b"alert(1)"}),
    "JPEG and archive": picture("JPEG") + archive({"a.jpg": b"x"}),
    "PNG and archive": picture("PNG") + archive({"a.jpg": b"x"}),
    "PDF and archive": pdf() + archive({"a.jpg": b"x"}),
    "voice and archive": b"OggS" + archive({"a.class": b"x"}),
    "film and archive": boxes(b"isom") + archive({"a.class": b"x"}),
    "text and archive": b"some text\n" + archive({"a.txt": b"x"}, packing=0),
    "JPEG and PDF": b"\xff\xd8\xff\xe0 %PDF-1.7 /JavaScript",
    "GIF and page": b"GIF89a<script>alert(1)</script>",
    "GIF and drawing": b"GIF89a/*<svg onload=alert(1)>*/",
    "film and page": boxes(b"isom") + b"<html><script>alert(1)</script>",
    "MP3 and page": b"ID3\x04<!DOCTYPE html><script>alert(1)</script>",
    "PDF and page": b"%PDF-1.4\n<script>alert(1)</script>",
}


@pytest.mark.parametrize("content", TWO_AT_ONCE.values(), ids=TWO_AT_ONCE)
def test_what_is_two_kinds_at_once_is_kept_away(content: bytes) -> None:
    assert look(content).quarantined == KIND


@given(st.binary(max_size=200))
def test_whatever_comes_has_a_kind_or_is_kept_away(content: bytes) -> None:
    seen = glance(content)

    assert seen is None or (seen.media_type == UNKNOWN) <= (seen.quarantined == KIND)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=100).filter(lambda text: "<" not in text))
def test_whatever_people_write_is_text(text: str) -> None:
    starts_a_program = text.lstrip().lower().startswith(("#!", "%!ps", "{\\rtf", "[internetshortcut]", "[desktop entry]"))
    other_kind = text.startswith(("OggS", "ID3", "%PDF-", "fLaC", "caff", "RIFF", "GIF8")) or text[4:8] == "ftyp"

    assert starts_a_program or other_kind or media_type_of(text.encode()) == "text/plain"


@pytest.mark.parametrize("unit", [b"<", b"href=", b"on", b" ", b"url( ", b"<!--", b"a=", b"<svg ", b"\n", b"href" + b" " * 8])
def test_no_text_takes_longer_than_its_length(unit: bytes) -> None:
    """A search that backtracks would stand still here for years."""
    assert glance(b"<svg " + unit * (2_000_000 // len(unit)))
    assert glance(unit * (2_000_000 // len(unit)))
