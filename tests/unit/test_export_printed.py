"""The printed record, read back: all the words are on it, whatever was typed, and no more than the record says."""

import io
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from adapters.export.names import evidence_name, size_words
from adapters.export.printed import printed
from adapters.export.sheet import FONTS, MAIN, OTHERS
from bot.messages import EvidenceItem
from bot.rendering import Wording
from bot.reporting.chain import Record
from bot.reporting.record import record_of
from bot.reporting.report import EntryKind
from tests.unit.exported import WHAT, every_kind, jpeg, make_entry, make_escalation, make_report

WORDING = Wording()


def make_record(*, escalated: bool = True, **report: Any) -> Record:
    """Return the record of a report with everything in it."""
    escalations = [make_escalation()] if escalated else []
    return record_of(make_report(**report), escalations, WORDING, also_reporter={"mem_by_code"})


def print_it(record: Record, pictures: dict[int, bytes] | None = None) -> PdfReader:
    """Print a record and read it back."""
    return PdfReader(io.BytesIO(printed(record, WORDING, pictures=pictures or {}, json_sha256="f" * 64)))


def text_of(reader: PdfReader) -> str:
    """Return all that can be read on a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def said(words: str) -> str:
    """Print a report of these words alone and return what can be read on it."""
    return text_of(print_it(make_record(entries=[make_entry(1, "what", words)], consents=(), escalated=False)))


def test_the_reporters_words_answers_times_and_states_are_on_it() -> None:
    text = text_of(print_it(make_record()))

    for words in (
        "Your report AL-7K3M-9QXT",
        "acknowledged by the SPOC",
        "It is not a crime report",
        WHAT,
        "A man in a grey coat",
        "I don't know",
        "read as about 20:00 on Thursday 30 April 2026",
        "10:31 on Friday 1 May 2026",
        "by your party's staff",
        "by the SPOC",
        "correction",
        "The SPOC: yes",
        "Police reference: CR/123/26",
        "f" * 64,
    ):
        assert words in text


def test_it_says_what_stands_now_and_then_how_it_was_told() -> None:
    text = text_of(print_it(make_record()))
    now, _, told = text.partition("As it was told")

    assert "A man in a grey coat" in now
    assert "I don't know" not in now
    assert told.index("I don't know") < told.index("A man in a grey coat")


def test_what_nobody_said_has_no_section() -> None:
    text = text_of(print_it(make_record(entries=[], consents=(), escalated=False)))

    for heading in ("Your answers as they stand", "Who may see it", "To the SPOC", "As it was told", "Files"):
        assert heading not in text
    assert "AL-7K3M-9QXT · 1 / 1" in text


@pytest.mark.parametrize("value", ["", "now", "2026-04-30", "2026-04-30T19:00:00", "~", "unknown"])
def test_no_time_is_made_up_where_none_with_a_zone_was_read(value: str) -> None:
    record = make_record(entries=[make_entry(1, "when", "the other day", value)])

    assert "read as" not in text_of(print_it(record))


def test_files_are_listed_with_picture_name_and_fingerprint() -> None:
    entries = [make_entry(9, "evidence", "the note", kind=EntryKind.EVIDENCE, evidence=_item("ab" * 32))]
    record = make_record(entries=[*every_kind(), *entries])
    reader = print_it(record, {1: jpeg()})

    assert "evidence/01-abababab.jpg" in text_of(reader)
    assert f"SHA-256 {'ab' * 32}" in text_of(reader)
    assert [image.data[:3] for page in reader.pages for image in page.images] == [b"\xff\xd8\xff"]


def test_a_quarantined_file_is_named_as_such_and_has_no_name_in_the_archive() -> None:
    entry = make_entry(9, "evidence", "", kind=EntryKind.EVIDENCE, evidence=_item("ab" * 32, quarantined="script"))
    text = text_of(print_it(make_record(entries=[entry])))

    assert "it may be harmful to open" in text
    assert "evidence/01" not in text
    assert "ab" * 32 in text


def test_thirty_photos_are_all_on_it() -> None:
    items = [_item(f"{number:064x}") for number in range(30)]
    entries = [make_entry(n, "evidence", "", kind=EntryKind.EVIDENCE, evidence=item) for n, item in enumerate(items)]
    reader = print_it(make_record(entries=entries), {number: jpeg(number) for number in range(1, 31)})

    assert sum(len(page.images) for page in reader.pages) == 30
    assert all(item.sha256 in text_of(reader) for item in items)


@pytest.mark.parametrize(
    "words",
    [
        "Dŵr, tŷ, llŷn, Ŵ Ŷ ẁ ẃ",
        "“curly” ‘quotes’ – and — dashes … €£",
        "# heading **bold** _x_ `code` [a](https://example.org) ~~s~~ --",
        "{nb} of {nb}",
        "Привет Γειά Ăăâîșț ąęłńśźż",
        "🔪🔫💣😀 at once",
        "ਮੈਂ",
    ],
)
def test_unusual_words_can_be_read_on_it(words: str) -> None:
    assert words in said(words)


def test_urdu_and_hebrew_are_drawn_with_all_their_letters() -> None:
    for words in ("ہمیں تمہارا پتہ معلوم ہے", "אני יודע איפה"):
        found = said(words)
        assert all(char in found for char in words if char.isalpha())
        assert "[U+" not in found.partition("As it was told")[0]


def test_what_cannot_be_drawn_is_there_as_its_number() -> None:
    assert "a[U+0007]b[U+202E]c[U+4E2D]d[U+D83D]" in said("a\x07b\u202ec中d\ud83d")


def test_ten_thousand_characters_without_a_space_are_all_there() -> None:
    assert said("ŵ" * 10_000).count("ŵ") == 20_000, "as an answer, and as it was told"


@pytest.mark.parametrize(
    "words", ["ا" + "!" * 3_000, "ا" + "①" * 3_000, "\u200f\u200e" * 1_000, "(" * 2_000 + "ا", "a\u0301" * 3_000]
)
def test_what_could_hold_the_layout_up_does_not(words: str) -> None:
    assert "As it was told" in said(words)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None, min_codepoint=0, max_codepoint=sys.maxunicode), max_size=200))
def test_anything_that_can_be_typed_can_be_printed(words: str) -> None:
    assert "As it was told" in said(words)


def test_the_file_bears_the_date_of_the_last_entry_and_the_reference_and_nothing_of_the_machine() -> None:
    reader = print_it(make_record())
    facts = {key: str(value) for key, value in (reader.metadata or {}).items()}

    assert facts == {"/Title": "Your report AL-7K3M-9QXT", "/CreationDate": "D:20260501093815Z"}
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_nothing_is_said_to_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    print_it(make_record(entries=[make_entry(1, "what", "中 🔪 سلام \x07")]))

    assert [record.message for record in caplog.records if record.levelname not in ("DEBUG", "INFO")] == []


def test_every_font_is_there_with_its_licence_and_its_hash() -> None:
    listed = set(re.findall(r"`([\w-]+)\.ttf`", (FONTS / "README.md").read_text(encoding="utf-8")))

    assert {MAIN, *OTHERS} <= listed
    assert {path.stem for path in FONTS.glob("*.ttf")} == {MAIN, *OTHERS}
    assert {path.name for path in FONTS.glob("*.LICENSE.txt")} == {"DejaVuSans.LICENSE.txt", "Noto.LICENSE.txt"}
    assert all(_hash(path) in (FONTS / "README.md").read_text(encoding="utf-8") for path in FONTS.glob("*.ttf"))


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1_000, "1 kB"), (123_456, "123 kB"), (999_999, "1.0 MB"), (20_971_520, "21.0 MB")],
)
def test_sizes_are_said_as_people_read_them(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_name_is_made_of_number_hash_and_kind() -> None:
    row = {"number": 7, "sha256": "0123456789abcdef" * 4, "media_type": "application/x-of-a-later-day"}

    assert evidence_name(row) == "evidence/07-01234567.bin"
    assert evidence_name(row | {"media_type": "audio/ogg"}) == "evidence/07-01234567.ogg"


def _item(hash: str, *, quarantined: str = "") -> EvidenceItem:
    return EvidenceItem(sha256=hash, media_type="image/jpeg", size_bytes=5, storage_key="evi_0", quarantined=quarantined)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
