"""A reporter's record: all of it, in their own words, with nothing of anybody else's, and changed nowhere without showing it."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.escalation.escalation import EscalationState
from bot.messages import Channel, EvidenceItem
from bot.rendering import Wording
from bot.reporting.chain import Record, as_file, canonical, first_changed
from bot.reporting.form import FORM, FieldKind
from bot.reporting.record import record_of, times
from bot.reporting.report import EntryKind, Recipient, ReportStatus
from tests.unit.exported import AT, TOKEN, WHAT, every_kind, make_entry, make_escalation, make_report

WORDING = Wording()


def make_record(**report: Any) -> Record:
    """Return the record of a report with everything in it."""
    return record_of(make_report(**report), [make_escalation()], WORDING, also_reporter={"mem_by_code"})


def test_every_entry_is_there_in_its_order_with_the_words_as_typed() -> None:
    record = make_record()

    assert [entry["number"] for entry in record["entries"]] == list(range(1, 9))
    assert [entry["said"]["words"] for entry in record["entries"]] == [entry.words for entry in every_kind()]
    assert record["entries"][0]["said"]["words"] == WHAT
    assert record["entries"][0]["said"]["channel"] == "telegram"


def test_a_field_is_the_latest_word_on_a_question_and_the_earlier_one_stays_an_entry() -> None:
    record = make_record()

    [who] = [field for field in record["fields"] if field["id"] == "who"]
    assert (who["question"], who["words"]) == ("Who did it", "A man in a grey coat")
    assert "I don't know" in [entry["said"]["words"] for entry in record["entries"]]


def test_every_question_of_the_form_is_in_the_record_when_it_was_answered() -> None:
    asked = [field for field in FORM if field.kind is not FieldKind.EVIDENCE]
    record = make_record(entries=[make_entry(number, field.id, f"said {number}") for number, field in enumerate(asked)])

    assert [field["id"] for field in record["fields"]] == [field.id for field in asked]


def test_who_wrote_what_is_said_by_role() -> None:
    authors = {entry["number"]: entry["said"]["author"] for entry in make_record()["entries"]}

    assert authors == {
        1: "reporter",
        2: "reporter",
        3: "reporter",
        4: "reporter",
        5: "reporter",
        6: "system",
        7: "staff",
        8: "spoc",
    }


def test_no_id_handle_key_or_secret_gets_out() -> None:
    item = EvidenceItem(
        sha256="ab" * 32, media_type="image/jpeg", size_bytes=3, storage_key="evi_" + "7" * 32, thumbnail_key="t1h2"
    )
    photo = make_entry(9, "evidence", "", kind=EntryKind.EVIDENCE, evidence=item)

    text = as_file(make_record(entries=[*every_kind(), photo])).decode()

    ids = ("mem_", "U0STAFF", "C0123", "17.5", "rep_0001", "ent_0", "con_0", "esc_0", "evi_", "t1h2")
    assert [secret for secret in (*ids, TOKEN, "PC Example") if secret in text] == []


def test_times_are_in_utc_and_as_a_clock_in_the_uk_showed_them() -> None:
    assert times(datetime(2026, 5, 1, 9, 30, tzinfo=UTC)) == {
        "utc": "2026-05-01T09:30:00+00:00",
        "uk": "10:30 on Friday 1 May 2026",
    }
    assert times(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))["uk"] == "23:59 on Thursday 31 December 2026"


def test_consents_and_escalations_are_there_with_their_times() -> None:
    record = make_record()

    [consent] = record["consents"]
    assert (consent["recipient"], consent["given"], consent["words"]) == ("spoc", True, "The SPOC only")
    assert consent["time"]["uk"] == "11:00 on Friday 1 May 2026"
    [escalation] = record["escalations"]
    assert (escalation["state"], escalation["words"]) == ("acknowledged", "acknowledged by the SPOC")
    assert escalation["acknowledged"]["utc"] == "2026-05-01T12:30:15.123456+00:00"
    assert escalation["police_reference"] == "CR/123/26"


def test_what_has_not_happened_has_no_time() -> None:
    waiting = make_escalation(
        state=EscalationState.QUEUED, delivered_at=None, acknowledged_at=None, police_reference="declined", practice=True
    )
    record = record_of(make_report(), [waiting], WORDING)

    [escalation] = record["escalations"]
    assert (escalation["delivered"], escalation["acknowledged"], escalation["police_reference"]) == (None, None, "")
    assert "no police officer" in escalation["words"]
    assert record["status"]["words"] == escalation["words"]


def test_the_state_is_plain_words_not_markdown() -> None:
    closed = make_entry(9, "", "1. Passed on [to *us*]", "closed:passed_on", kind=EntryKind.NOTE, author="U0STAFF")
    record = make_record(status=ReportStatus.CLOSED, entries=[*every_kind(), closed])

    assert record["status"] == {"id": "closed", "words": "closed: 1. Passed on [to *us*]"}


def test_files_are_listed_with_their_fingerprints_and_links_stay_words() -> None:
    item = EvidenceItem(sha256="ab" * 32, media_type="video/mp4", size_bytes=3, storage_key="evi_1", quarantined="damaged")
    entries = [
        make_entry(1, "evidence", "https://example.org/post"),
        make_entry(2, "evidence", "the door", kind=EntryKind.EVIDENCE, evidence=item, channel=Channel.WEB),
    ]
    record = make_record(entries=entries)

    assert [entry["heading"] for entry in record["entries"]] == [WORDING.label("field.evidence"), "File or link"]
    [row] = record["evidence"]
    assert row["received"] == times(entries[1].at)
    assert {key: row[key] for key in row if key != "received"} == {
        "number": 1,
        "entry": 2,
        "caption": "the door",
        "channel": "web",
        "sha256": "ab" * 32,
        "media_type": "video/mp4",
        "size_bytes": 3,
        "quarantined": "damaged",
    }


def test_a_draft_without_entries_has_a_record() -> None:
    record = record_of(make_report([], status=ReportStatus.DRAFT, consents=()), [], WORDING)

    assert record["last_entry"] == times(AT)
    assert first_changed(record) is None


def test_every_kind_channel_and_recipient_has_words() -> None:
    for key in (*(f"kind.{each}" for each in EntryKind), *(f"channel.{each}" for each in Channel)):
        assert WORDING.label(f"record.{key}")
    for recipient in Recipient:
        assert WORDING.label(f"record.recipient.{recipient}")
    for author in ("reporter", "staff", "spoc", "system"):
        assert WORDING.label(f"record.by.{author}")


@pytest.mark.parametrize(("value", "heading"), [("card:C0:1", "Shown to your party's staff"), ("of_a_later_day:7", "Note")])
def test_a_note_is_named_and_one_of_an_unknown_kind_does_not_keep_the_copy_back(value: str, heading: str) -> None:
    record = make_record(entries=[make_entry(1, "", "", value, kind=EntryKind.NOTE, author="system")])

    assert record["entries"][0]["heading"] == heading


def test_an_untouched_record_fits_its_chain_also_after_a_way_through_json() -> None:
    assert first_changed(json.loads(as_file(make_record()))) is None


def _other_words(record: Record) -> None:
    record["entries"][2]["said"]["words"] = "My neighbour"


def _other_author(record: Record) -> None:
    record["entries"][2]["said"]["author"] = "staff"


def _other_time(record: Record) -> None:
    record["entries"][2]["said"]["at"] = "2026-05-01T09:30:00+00:00"


def _swapped(record: Record) -> None:
    record["entries"][2], record["entries"][3] = record["entries"][3], record["entries"][2]


def _one_taken_out(record: Record) -> None:
    del record["entries"][2]


def _new_value(record: Record) -> None:
    record["entries"][2]["said"]["value"] = "known"


@pytest.mark.parametrize("spoil", [_other_words, _other_author, _other_time, _swapped, _one_taken_out, _new_value])
def test_a_changed_entry_is_the_first_that_does_not_fit(spoil: Callable[[Record], None]) -> None:
    record = copy.deepcopy(make_record())

    spoil(record)

    assert first_changed(record) == 3


def test_entries_that_were_cut_off_or_moved_to_another_report_show() -> None:
    cut, moved = copy.deepcopy(make_record()), copy.deepcopy(make_record())
    del cut["entries"][-1]
    moved["reference"] = "AL-0000-0000"

    assert first_changed(cut) == 8
    assert first_changed(moved) == 0


def test_another_value_in_the_rows_gives_another_last_hash() -> None:
    changed = [replace(entry, words="A woman") if entry.field == "who" else entry for entry in every_kind()]

    assert make_record(entries=changed)["chain"]["last"] != make_record()["chain"]["last"]


def test_better_wording_later_does_not_break_old_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_record()
    monkeypatch.setattr(WORDING, "label", lambda key: f"reworded {key}")
    after = make_record()

    assert after["entries"][0]["heading"] != before["entries"][0]["heading"]
    assert after["chain"]["last"] == before["chain"]["last"]


def test_the_json_is_canonical() -> None:
    assert canonical({"b": 1, "a": "ŵ"}) == '{"a":"ŵ","b":1}'.encode()
    assert as_file({"b": 1, "a": "ŵ"}) == '{\n  "a": "ŵ",\n  "b": 1\n}\n'.encode()


def test_half_an_emoji_survives() -> None:
    broken = "half \ud83d"

    assert json.loads(canonical([broken])) == [broken]
    assert json.loads(as_file(make_record(entries=[make_entry(1, "what", broken)])))["fields"][0]["words"] == broken
