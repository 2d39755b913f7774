"""PDF: what would run, send or bring in something when it is opened is found wherever it hides, and ordinary ones pass."""

import io
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from adapters.evidence.looking import look
from bot.messages import Quarantine
from tests.unit.evidence_pdfs import objects, packed, pdf, stream, with_packed_objects, with_table

JS = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
URI = b"<< /S /URI /URI (https://example.org/) >>"
PLAIN = objects()


def written(writer: PdfWriter) -> bytes:
    """Return a PDF as pypdf writes it."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def locked(password: str) -> bytes:
    """Return a PDF that needs a password to be opened; "" for one that only asks not to be printed."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, "owner", algorithm="AES-256")
    return written(writer)


ORDINARY = {
    "plain": pdf(),
    "everything packed": with_packed_objects(PLAIN),
    "opens at a page": pdf(b"/OpenAction [3 0 R /Fit]"),
    "opens at a page by an action": pdf(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "opens at a page that is elsewhere": with_packed_objects(objects(b"/OpenAction 4 0 R", o4=b"[3 0 R /XYZ 0 0 1]")),
    "has a link to click": pdf(page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A %s >>]" % URI),
    "has a picture": pdf(page=b"/Contents 4 0 R", o4=stream(bytes(range(256)) * 40, b"/Type /XObject /Subtype /Image")),
    "speaks of JavaScript": pdf(page=b"/Contents 4 0 R", o4=stream(b"BT (what a /JavaScript or a /Launch is) Tj ET")),
    "may not be printed": locked(""),
    "has fonts called AA and JS": pdf(page=b"/Resources << /Font << /AA 4 0 R /JS 4 0 R >> >>", o4=b"<< /Type /Font >>"),
}


@pytest.mark.parametrize("content", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_pdf_is_fine(content: bytes) -> None:
    seen = look(content)

    assert (seen.media_type, seen.quarantined) == ("application/pdf", "")


def with_a_file_inside() -> bytes:
    """Return a PDF with another file in it, as pypdf makes it."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("a.exe", b"MZ")
    return written(writer)


RUNNING: Mapping[str, Mapping[int, bytes]] = {
    "on opening": objects(b"/OpenAction 4 0 R", o4=JS),
    "on opening, in the catalogue": objects(b"/OpenAction " + JS),
    "when a page is shown": objects(page=b"/AA << /O 4 0 R >>", o4=JS),
    "when a page is shown, by its parent": objects(b"/AA 4 0 R", o4=b"<< /WC 5 0 R >>", o5=JS),
    "by its names": objects(b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", o4=JS),
    "by a click": objects(page=b"/Annots [<< /Subtype /Link /A 4 0 R >>]", o4=JS),
    "after something harmless": objects(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>", o5=URI),
    "after two harmless things": objects(
        b"/OpenAction << /S /GoTo /Next [<< /S /Named /N /NextPage /Next [5 0 R] >>] >>", o5=URI
    ),
    "with its name elsewhere": objects(b"/OpenAction 4 0 R", o4=b"<< /S 5 0 R /JS (1) >>", o5=b"/JavaScript"),
    "with its name in code": objects(b"/OpenAction 4 0 R", o4=JS.replace(b"/JavaScript", b"/J#61v#61Script")),
    "starts a program": objects(b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "opens an address by itself": objects(b"/OpenAction " + URI),
    "opens an address when a page is shown": objects(page=b"/AA << /O %s >>" % URI),
    "sends a form": objects(page=b"/Annots [<< /A << /S /SubmitForm /F (https://example.org/) >> >>]"),
    "takes in data": objects(page=b"/Annots [<< /A << /S /ImportData /F (a) >> >>]"),
    "opens another file": objects(page=b"/Annots [<< /A << /S /GoToR /F (//192.0.2.1/a.pdf) >> >>]"),
    "opens a file inside": objects(b"/OpenAction << /S /GoToE /T << /R /C >> >>"),
    "has a file inside": objects(b"/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", o4=b"<< /EF << /F 5 0 R >> >>"),
    "has a file inside, without saying so": objects(page=b"/Annots [<< /FS 4 0 R >>]", o4=b"<< /EF << /UF 5 0 R >> >>"),
    "has a film with programs": objects(page=b"/Annots [<< /Subtype /RichMedia >>]"),
    "has a form with programs": objects(b"/AcroForm << /XFA [(template) 3 0 R] >>"),
}


@pytest.mark.parametrize("content", RUNNING.values(), ids=RUNNING)
@pytest.mark.parametrize("write", [with_table, with_packed_objects])
def test_what_would_run_is_found_in_plain_and_in_packed_objects(
    write: Callable[[Mapping[int, bytes]], bytes], content: Mapping[int, bytes]
) -> None:
    assert look(write(content)).quarantined == Quarantine.SCRIPT


def test_a_file_inside_is_found() -> None:
    assert look(with_a_file_inside()).quarantined == Quarantine.SCRIPT


def test_a_script_is_found_although_the_table_does_not_name_it() -> None:
    assert look(with_table(PLAIN, unnamed=JS)).quarantined == Quarantine.SCRIPT


def test_packed_objects_that_the_table_does_not_name_are_damage() -> None:
    without_table = with_packed_objects(objects(b"/OpenAction 4 0 R", o4=JS), told=False)

    assert look(with_table(PLAIN, unnamed=stream(b"nothing"))).quarantined == ""
    assert look(with_table(PLAIN, unnamed=packed({10: JS}))).quarantined == Quarantine.DAMAGED
    assert look(without_table).quarantined in (Quarantine.DAMAGED, Quarantine.SCRIPT)


def test_an_object_stream_in_code_is_a_trick() -> None:
    hidden = pdf(o4=packed({10: JS}).replace(b"/ObjStm", b"/Obj#53tm"))

    assert look(hidden).quarantined == Quarantine.SCRIPT


def test_one_that_needs_a_password_cannot_be_looked_into() -> None:
    assert look(locked("a password")).quarantined == Quarantine.KIND


BOMBS = {
    "packed objects": pdf(o4=stream(b"0" * 100_000_000, b"/Type /ObjStm /N 1 /First 5")),
    "packed many times": pdf(page=b"/Contents 4 0 R", o4=b"<< /Filter [/FlateDecode /FlateDecode /FlateDecode] /Length 0 >>"),
    "nested too deep": pdf(b"/X " + b"[" * 60 + b"]" * 60),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_what_would_unpack_to_far_more_is_a_bomb(content: bytes) -> None:
    assert look(content).quarantined == Quarantine.BOMB


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.8])
def test_one_that_was_cut_off_is_damaged(share: float) -> None:
    content = with_packed_objects(PLAIN)

    assert look(content[: max(9, int(len(content) * share))]).quarantined == Quarantine.DAMAGED


def test_one_without_pages_is_damaged() -> None:
    assert look(with_table({1: b"<< /Type /Catalog >>"})).quarantined == Quarantine.DAMAGED


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([ORDINARY["everything packed"], ORDINARY["has a link to click"]]), st.data())
def test_changed_bytes_never_break_what_looks(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(9, len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert look(bytes(changed)).media_type == "application/pdf"
