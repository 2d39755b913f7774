"""One text, one decision: intent, severity, categories, and that they agree with each other."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import CATEGORIES, PLATFORMS, Intent, RedFlag, Severity, Triage, triage

SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


def decide(text: str) -> Triage:
    return triage(text, sent_at=SENT)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello there", Intent.GREETING),
        ("Good morning!", Intent.GREETING),
        ("shwmae", Intent.GREETING),
        ("what happened to my report", Intent.STATUS),
        ("any update?", Intent.STATUS),
        ("has the SPOC seen what I sent", Intent.STATUS),
        ("cancel that please", Intent.CANCEL),
        ("never mind, it was the window cleaner", Intent.CANCEL),
        ("can I talk to a person", Intent.HUMAN),
        ("operator", Intent.HUMAN),
        ("stop messaging me", Intent.OPTOUT),
        ("STOP", Intent.OPTOUT),
        ("please delete all my data", Intent.OPTOUT),
        ("how do I apply for security funding?", Intent.QUESTION),
        ("do we tell the police before a rally", Intent.QUESTION),
        ("thanks, that helps", Intent.SMALLTALK),
        ("👍", Intent.SMALLTALK),
        ("we killed it at the hustings lol", Intent.SMALLTALK),
        ("asdfghjkl", Intent.OTHER),
        ("https://example.org/page", Intent.OTHER),
        ("", Intent.OTHER),
        ("a man spat at our volunteer on the high street yesterday", Intent.REPORT),
        ("someone has keyed the campaign car", Intent.REPORT),
        ("Is it an offence that a man has sent me forty emails since Monday? He keeps calling me names.", Intent.REPORT),
    ],
)
def test_intent_follows_the_plain_words(text: str, intent: Intent) -> None:
    assert decide(text).intent is intent


def test_a_red_flag_makes_a_report_of_any_request() -> None:
    decision = decide("cancel my last report, he's outside my house now with a knife")

    assert decision.intent is Intent.REPORT
    assert decision.severity is Severity.IMMEDIATE


def test_a_greeting_on_the_first_line_does_not_hide_the_report_below() -> None:
    decision = decide("hello\na man punched our agent on Monday and ran off")

    assert decision.intent is Intent.REPORT


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("they have posted my home address on X", Severity.IMMEDIATE),
        ("a man punched our agent on Monday and ran off", Severity.CRIMINAL),
        ("someone sprayed TRAITOR on the office shutter overnight", Severity.CRIMINAL),
        ("he called her a p*** and told her to go back to her own country", Severity.CRIMINAL),
        ("a woman has emailed me 80 times and keeps writing", Severity.CRIMINAL),
        ("I was booed at the fair, nobody was threatening", Severity.CONCERN),
        ("a man on the doorstep was rude and shut the door", Severity.CONCERN),
        ("what is the number for the police?", Severity.NONE),
        ("thank you", Severity.NONE),
    ],
)
def test_severity_follows_the_tiers_of_the_guidance(text: str, severity: Severity) -> None:
    assert decide(text).severity is severity


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("someone sprayed paint on the office shutter", "property_damage"),
        ("a man punched our agent", "physical_assault"),
        ("my email has been hacked", "cyber_attack"),
        ("they have posted my home address on X", "doxxing"),
        ("a fake video with my voice saying things I never said", "disinformation_deepfake"),
        ("a prank call, someone claiming to be a minister", "hoax_call"),
        ("he told her to go back to her own country", "discriminatory_abuse"),
        ("someone unpleasant came by", "other"),
    ],
)
def test_categories_name_what_the_words_tell_of(text: str, category: str) -> None:
    assert category in decide(text).category


def test_reasons_are_rule_names_and_never_the_text() -> None:
    decision = decide("Zebedee Quux of 4 Fern Road has a knife")

    assert decision.reasons
    assert not any("zebedee" in reason.lower() or "fern" in reason.lower() for reason in decision.reasons)


def test_a_report_carries_when_where_who_and_platform_as_typed() -> None:
    decision = decide("A tall man in a green hat shouted at us outside the Corn Exchange in Melbury about 7 last night")

    assert decision.when == "about 7 last night"
    assert decision.when_iso == "2026-06-02T19:00+01:00"
    assert decision.where == "outside the Corn Exchange in Melbury"
    assert decision.who == "A tall man in a green hat"
    assert decision.platform == "in_person"


def test_nothing_is_read_off_a_text_that_reports_nothing() -> None:
    decision = decide("what happened to the report I made last night at the office?")

    assert decision.intent is not Intent.REPORT
    assert (decision.when, decision.when_iso, decision.where, decision.who, decision.platform) == (None,) * 5
    assert decision.category == ()


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        triage("hello", sent_at=datetime(2026, 6, 3))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_gets_one_consistent_decision(text: str) -> None:
    decision = decide(text)

    assert decision == decide(text)
    assert (decision.severity is Severity.IMMEDIATE) == bool(decision.red_flags)
    assert (decision.severity is Severity.NONE) == (decision.intent is not Intent.REPORT)
    assert set(decision.category) <= set(CATEGORIES)
    assert bool(decision.category) == (decision.intent is Intent.REPORT)
    assert set(decision.red_flags) <= set(RedFlag)
    assert decision.platform is None or decision.platform in PLATFORMS
    assert decision.when is not None or decision.when_iso is None
