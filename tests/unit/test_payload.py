"""What a SPOC is sent: sure and unsure told apart, nothing that was not agreed to, and the same bytes at each try."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.spoc.webhook import body_of
from bot.escalation.background import Background, EmergencyContact, Previous
from bot.escalation.payload import as_of, escalated, updated
from bot.escalation.payload_parts import position_of, status, time_of
from bot.escalation.route import Operation
from bot.ports import SpocMessage
from bot.rendering import Wording
from bot.reporting.form import FIELDS
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report
from bot.testing.outside import START
from tests.spoc_messages import HOSTILE, PUBLIC_URL, make_entry, make_escalation, make_file, make_report

NOW = START + timedelta(hours=1)


def sent(report: Report, *, until: str = "", background: Background | None = None) -> SpocMessage:
    """The message that brings a report."""
    beside = background or Background()
    return escalated(report, make_escalation(), Wording(), public_url=PUBLIC_URL, until=until, background=beside)


def added(id: str, words: str, field: str = "more", value: str = "") -> Entry:
    return make_entry(field, words, value, id=id, kind=EntryKind.ADDITION, at=NOW)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", (None, None, False)),
        ("unknown", (None, None, False)),
        ("2026-04-30", ("2026-04-30", None, False)),
        ("2026-05-01T08:00+01:00", ("2026-05-01T08:00+01:00", None, False)),
        ("2026-05-01T08:00+01:00~", ("2026-05-01T08:00+01:00", None, True)),
        ("2026-05-01T08:00+01:00/2026-05-01T09:00+01:00", ("2026-05-01T08:00+01:00", "2026-05-01T09:00+01:00", False)),
        ("2026-05-01T08:00+01:00/2026-05-01T09:00+01:00~", ("2026-05-01T08:00+01:00", "2026-05-01T09:00+01:00", True)),
    ],
)
def test_a_time_says_how_sure_it_is(value: str, expected: tuple[str | None, str | None, bool]) -> None:
    assert tuple(time_of(value).values()) == expected


def test_a_position_is_given_when_one_was_shared_and_words_stay_words() -> None:
    assert position_of("50.72360,-3.52751") == {"latitude": 50.7236, "longitude": -3.52751}
    assert position_of("") is None
    assert position_of("unknown") is None


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("who", "", "answered"),
        ("who", "unknown", "unknown"),
        ("where", "rather_not", "rather_not"),
        ("witnesses", "none", "none"),
        ("evidence", "nothing", "none"),
        ("what", "skipped", "skipped"),
        ("danger", "unsure", "answered"),
        ("what", "unknown", "answered"),
    ],
)
def test_what_was_left_open_is_marked_as_such(field: str, value: str, expected: str) -> None:
    assert status(FIELDS[field], value) == expected


def test_a_question_that_was_left_open_is_there_all_the_same() -> None:
    report = make_report(make_entry("what", "He shouted."), make_entry("who", "I don't know", "unknown"))

    fields = sent(report).data["fields"]

    assert fields == {
        "what": {"words": "He shouted.", "value": "", "status": "answered"},
        "who": {"words": "I don't know", "value": "unknown", "status": "unknown"},
    }


def test_red_flags_come_from_the_words_and_from_what_was_ticked() -> None:
    knife = make_entry("what", "A man with a knife is outside my house")
    ticked = make_entry("aggravating", "Private details", "private_details")

    assert "weapons" in str(sent(make_report(knife)).data["red_flags"])
    assert sent(make_report(make_entry("what", "He posted about me."), ticked)).data["red_flags"] == ["doxxing"]
    assert sent(make_report(make_entry("what", "He tore a poster down."))).data["red_flags"] == []


def test_what_the_spoc_may_not_see_raises_no_flag() -> None:
    name = make_entry("name", "A man with a knife is outside my house")

    data = sent(make_report(make_entry("what", "He shouted."), name)).data

    assert (data["red_flags"], "knife" in str(data)) == ([], False)


def test_consent_says_when_by_which_words_and_who_else_sees_it() -> None:
    party = Consent(recipient=Recipient.PARTY, given=True, words="Send: both", at=START)
    report = make_report()

    assert sent(report).data["consent"] == {
        "given_at": START.isoformat(),
        "words": "Send: SPOC only",
        "party_sees": False,
    }
    both = sent(replace(report, consents=(*report.consents, party))).data["consent"]
    assert isinstance(both, dict)
    assert both["party_sees"]


def test_who_the_reporter_is_and_how_to_reach_them_only_goes_where_they_say() -> None:
    named = [make_entry("name", "Robin Example"), make_entry("contact", "01632 960199")]
    what = make_entry("what", "He shouted.")

    sealed = sent(make_report(what, *named))
    known = sent(make_report(what, make_entry("identity", "Only the SPOC", "spoc"), *named))

    assert "Robin" not in body_of(sealed)
    assert sealed.data["contact"] == {"reporter_known": False, "preference": None, "emergency_contact": None}
    assert known.data["contact"] == {"reporter_known": True, "preference": "01632 960199", "emergency_contact": None}


def test_what_belongs_beside_a_report_is_told_and_summed_up() -> None:
    beside = Background(
        force="Kent Police",
        operation=Operation.FORD,
        deadline=NOW,
        emergency_contact=EmergencyContact(words="01632 960177", agreed_at=START.isoformat()),
        pattern=("AL-0002-TEST",),
        previous=(Previous(reference="AL-0003-TEST", escalated_at=START, police_reference="CR/1"),),
    )

    data = sent(make_report(), background=beside).data

    assert data["force"] == {"id": "kent", "name": "Kent Police"}
    assert (data["operation"], data["acknowledge_by"], data["pattern"]) == ("Operation Ford", NOW.isoformat(), ["AL-0002-TEST"])
    assert data["previous"] == [{"reference": "AL-0003-TEST", "escalated_at": START.isoformat(), "police_reference": "CR/1"}]
    summary = str(data["summary"])
    assert [each in summary for each in ("Operation Ford", "01632 960177", "AL-0002-TEST", "AL-0003-TEST")] == [True] * 4
    assert "not a crime report" in summary


def test_a_file_has_a_link_and_one_that_is_kept_apart_has_none() -> None:
    files = sent(make_report(make_entry("what", "Look."), make_file(), make_file(HOSTILE))).data["evidence"]

    assert isinstance(files, list)
    photo, hostile = files
    assert photo["link"].startswith(f"{PUBLIC_URL}/e/esc_1.ent_a.")
    assert photo["link_expires_at"] == (START + timedelta(days=14)).isoformat()
    assert (hostile["link"], hostile["link_expires_at"], hostile["quarantined"]) == (None, None, "script")


def test_every_try_has_the_same_bytes_whatever_was_added_meanwhile() -> None:
    report = make_report()
    grown = report.with_entries([added("ent_1", "He came back."), added("ent_2", "Twice.")])

    first = body_of(sent(report, until="ent_a"))

    assert body_of(sent(grown, until="ent_a")) == first
    changed = updated(report.with_entries(grown.entries[3:4]), make_escalation(), Wording(), entry_id="ent_1", public_url="")
    again = updated(grown, make_escalation(), Wording(), entry_id="ent_1", public_url="")
    assert body_of(again) == body_of(changed)
    assert "Twice" not in body_of(again)


def test_a_consent_that_changes_later_does_not_change_what_was_being_sent() -> None:
    report = make_report()
    later = Consent(recipient=Recipient.PARTY, given=True, words="Yes", at=NOW)

    assert sent(replace(report, consents=(*report.consents, later)), until="ent_a") == sent(report, until="ent_a")


def test_a_name_that_is_taken_back_between_two_tries_does_not_go_out_again() -> None:
    known = make_entry("identity", "Only the SPOC", "spoc")
    report = make_report(make_entry("what", "He shouted."), known, make_entry("name", "Robin Example"))
    taken_back = report.with_entries([added("ent_1", "Nobody", "identity", value="none")])

    assert "Robin" in body_of(sent(report, until="ent_name"))
    assert "Robin" not in body_of(sent(taken_back, until="ent_name"))


def test_a_newer_message_has_a_higher_revision() -> None:
    report = make_report().with_entries([added("ent_1", "He came back."), added("ent_2", "Twice.")])
    updates = [updated(report, make_escalation(), Wording(), entry_id=id, public_url="") for id in ("ent_1", "ent_2")]

    assert [sent(report, until="ent_a").data["revision"], *(each.data["revision"] for each in updates)] == [1, 2, 3]
    assert [each.data["changed"] for each in updates] == [["more"], ["more"]]


def test_a_message_tells_of_the_moment_of_its_last_entry() -> None:
    report = make_report().with_entries([added("ent_1", "He came back.")])

    assert as_of(report, make_escalation(), "ent_a") == START
    assert as_of(report, make_escalation(), "ent_1") == NOW
    assert as_of(report, make_escalation()) == START
