"""The form as a modal: made from the declaration alone, within Slack's limits whatever stands in it, and read back as entered."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.form_fields import (
    MAX_INPUT_CHARS,
    MAX_OPTION_CHARS,
    answer_in,
    asked_fields,
    blocks_of,
    entered_in,
    pieces,
)
from adapters.slack.form_view import Draft, prefilled, report_view
from adapters.slack.inbound import Corner
from adapters.slack.wording import SlackWording
from bot.messages import FormAnswer
from bot.rendering import Wording
from bot.reporting.filling import checked
from bot.reporting.form import FORM, Field, FieldKind
from tests.standins.slack_blocks import view_problems
from tests.standins.slack_limits import limit
from tests.standins.slack_modals import Entered, inputs, state_values

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
LABEL, OWN = Wording().label, SlackWording()
CORNER = Corner(channel="C0GENERAL", user="U0ALICE", response_url="https://hooks.slack.com/commands/1")

typed = st.text(max_size=40)


def view_of(entered: dict[str, str | tuple[str, ...]], *, is_long: bool = True) -> dict[str, object]:
    return report_view(Draft(entered=entered, corner=CORNER, is_long=is_long), LABEL, OWN)


@pytest.mark.parametrize("is_long", [False, True])
def test_slack_takes_the_form(is_long: bool) -> None:
    assert view_problems(view_of({}, is_long=is_long), "modal") == []


def test_every_answer_that_is_offered_can_be_read_in_full() -> None:
    labels = [LABEL(key) for field in FORM for key in field.buttons]

    assert [label for label in labels if len(label) > MAX_OPTION_CHARS] == []


@settings(max_examples=15, deadline=None)  # a schema is checked each time
@given(st.lists(typed, min_size=1, max_size=4), st.booleans())
def test_slack_takes_the_form_whatever_stands_in_it(texts: list[str], is_long: bool) -> None:
    entered, _is_cut = prefilled("\n".join(texts * 100), "https://example.org/" + texts[0])

    assert view_problems(report_view(Draft(entered=entered, corner=CORNER, is_long=is_long), LABEL, OWN), "modal") == []


def in_any_order(entered: Entered) -> dict[str, object]:
    """A menu shows what was chosen in its own order."""
    return {id: each if isinstance(each, str) else set(each) for id, each in entered.items()}


@settings(max_examples=15, deadline=None)
@given(
    words=st.dictionaries(st.sampled_from(["what", "who", "when", "evidence", "contact:words"]), typed.filter(str.strip)),
    danger=st.sampled_from(["danger.yes", "danger.unsure"]),
    kinds=st.sets(st.sampled_from(["kind.online_abuse", "kind.other", "kind.threat"]), min_size=1),
)
def test_what_was_entered_is_read_back_and_stands_there_when_the_form_is_shown_again(
    words: dict[str, str], danger: str, kinds: set[str]
) -> None:
    choices: Entered = {"danger": LABEL(danger), "kind": [LABEL(key) for key in sorted(kinds)]}
    view = view_of({})
    entered = entered_in({"state": {"values": state_values(view, {**words, **choices}, is_sent_in=False)}})
    again = view_of(dict(entered))

    assert view_problems(again, "modal") == []
    untouched = {"state": {"values": state_values(again, {}, is_sent_in=False)}}
    assert in_any_order(entered_in(untouched)) == in_any_order(entered)
    assert set(entered["kind"]) == kinds
    assert entered["danger"] == (danger,)


def test_the_answers_are_those_that_the_chat_would_have_written() -> None:
    view = view_of({})
    state = state_values(
        view, {"what": "Paint on my car", "when": "yesterday", "count": "3", "police_told": "Not yet"}, is_sent_in=True
    )
    entered = entered_in({"state": {"values": state}})
    answers = [found for field in asked_fields(is_long=True) if (found := answer_in(field, entered))]

    read, problems = checked(answers, Wording(), sent_at=NOW)
    assert problems == {}
    assert [(each.field, each.words, each.value) for each in read if each.field in ("what", "count", "police_told")] == [
        ("what", "Paint on my car", ""),
        ("count", "3", "3"),
        ("police_told", "Not yet", "no"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind is not FieldKind.CONSENT])
def test_a_question_of_any_kind_becomes_inputs_without_being_known_by_name(kind: FieldKind) -> None:
    new = Field(id="new", kind=kind, choices=("danger.yes", "danger.no"), skips=("skip.unknown",), takes_words=True)

    blocks = blocks_of(new, lambda key: key, OWN, {})
    view = {**view_of({}), "blocks": blocks}
    assert view_problems(view, "modal") == []
    assert "new" in inputs(view)
    by_menu = kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    assert [block["element"]["type"] != "plain_text_input" for block in blocks] == ([True, False] if by_menu else [False])


def test_all_that_is_ever_asked_is_in_the_form_and_consent_is_not() -> None:
    asked = [field.id for field in asked_fields(is_long=True)]

    assert asked == [field.id for field in FORM if field.id in asked]
    assert "consent" not in asked
    assert {field.id for field in asked_fields(is_long=False)} < set(asked)


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=400), st.integers(min_value=5, max_value=50))
def test_a_text_in_pieces_keeps_every_letter_in_order(text: str, longest: int) -> None:
    parts = pieces(text, longest)

    assert all(len(part) <= longest for part in parts)
    assert "".join("\n".join(parts).split()) == "".join(text.split())


def test_a_text_is_cut_between_words() -> None:
    parts = pieces("word " * 1000)

    assert len(parts) == 2
    assert {word for part in parts for word in part.split()} == {"word"}
    assert limit("plain_text_input_max_length") == MAX_INPUT_CHARS


def test_the_pieces_of_a_long_message_are_one_answer() -> None:
    entered, is_cut = prefilled("word " * 1900, "https://example.org/m")
    assert not is_cut

    (what, *_rest) = asked_fields(is_long=False)
    answer = answer_in(what, entered)
    assert isinstance(answer, FormAnswer)
    assert answer.words.split() == ["word"] * 1900


def test_a_form_that_was_opened_nowhere_in_particular_remembers_no_place() -> None:
    far = Corner(channel="C0GENERAL", user="U0ALICE", response_url="https://hooks.slack.com/" + "x" * 4000)

    view = report_view(Draft(entered={}, corner=far), LABEL, OWN)
    assert view_problems(view, "modal") == []
