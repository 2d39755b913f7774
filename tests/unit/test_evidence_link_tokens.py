"""A link to a file: the same at each try, of no use once a letter of it is changed, and dead with the consent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.evidence_links import VALID_FOR, Opening, address, expires_at, is_genuine, opening, read_token
from bot.reporting.report import Consent, Recipient, Report, ReportStatus
from bot.testing.outside import START
from tests.spoc_messages import make_escalation, make_file, make_report


def token_of(escalation: Escalation) -> str:
    return address("https://alongside.example.org", escalation, make_file()).rpartition("/")[2]


def state(report: Report, escalation: Escalation, now: datetime) -> Opening:
    link = read_token(token_of(make_escalation()))
    assert link is not None
    return opening(link, escalation, report, now)


def test_a_link_is_genuine_for_its_escalation_and_the_same_each_time() -> None:
    token = token_of(make_escalation())
    link = read_token(token)

    assert token == token_of(make_escalation(state=EscalationState.ACKNOWLEDGED, rung=3))
    assert link is not None
    assert is_genuine(link, make_escalation())
    assert not is_genuine(link, make_escalation(id="esc_2"))
    assert not is_genuine(link, make_escalation(acknowledge_token="secret-2"))
    assert "secret" not in token


@pytest.mark.parametrize("part", range(4))
def test_a_letter_changed_anywhere_makes_it_worthless(part: int) -> None:
    parts = token_of(make_escalation()).split(".")
    parts[part] = parts[part][:-2] + ("11" if parts[part][-2:] != "11" else "22")
    link = read_token(".".join(parts))

    assert link is None or not is_genuine(link, make_escalation())


@pytest.mark.parametrize(
    "token", ["", "a", "esc_1.ent_1", "esc_1.ent_1.5.short", "é.ent.5." + "a" * 43, "\x00.ent.5." + "a" * 43]
)
def test_what_is_no_link_is_none(token: str) -> None:
    assert read_token(token) is None


def test_it_opens_for_two_weeks_from_the_escalation_or_from_a_file_that_came_later() -> None:
    later = START + timedelta(days=3)

    assert expires_at(make_escalation(), make_file()) == START + VALID_FOR
    assert expires_at(make_escalation(), make_file(at=later)) == later + VALID_FOR
    assert state(make_report(), make_escalation(), START + VALID_FOR - timedelta(seconds=1)) is Opening.OPEN
    assert state(make_report(), make_escalation(), START + VALID_FOR) is Opening.EXPIRED


def test_it_dies_with_the_report_the_escalation_or_the_consent() -> None:
    report, escalation = make_report(), make_escalation()
    refused = Consent(recipient=Recipient.SPOC, given=False, words="No", at=START)
    taken_back = [
        (replace(report, status=ReportStatus.WITHDRAWN), escalation),
        (replace(report, consents=(*report.consents, refused)), escalation),
        (report, replace(escalation, state=EscalationState.WITHDRAWN)),
    ]

    assert {state(*each, START) for each in taken_back} == {Opening.TAKEN_BACK}
    assert {state(*each, START + VALID_FOR) for each in taken_back} == {Opening.TAKEN_BACK}, "the reason that counts"
    assert state(replace(report, status=ReportStatus.CLOSED), escalation, START) is Opening.OPEN
