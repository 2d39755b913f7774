"""What a card says of what was done with it, and the staff's modals: read back from Slack's own blocks, within its limits."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.card_marks import (
    ACKNOWLEDGE,
    CLOSE,
    ESCALATE,
    REOPEN,
    WRITE,
    Card,
    card_blocks,
    marked,
    read_card,
)
from adapters.slack.dressing import dressing
from adapters.slack.recent import Recent
from adapters.slack.staff_views import WITH_MODAL, Place, card_in, staff_view
from adapters.slack.wording import SlackWording
from bot.messages import Choice, Document, DocumentKind, Reply
from bot.rendering import Wording
from tests.standins.callers import section
from tests.standins.slack_blocks import message_problems, view_problems

OWN, LABEL = SlackWording(), Wording().label
PLACE = Place(channel="C0TRIAGE", message="1.1", text="New report AL-TEST – Immediate", response_url="https://hooks.slack.com/1")

actions = st.lists(st.integers(min_value=0, max_value=4), max_size=12)


def fresh(*, may_escalate: bool = True, facts: int = 3) -> Card:
    return Card(report_id="rep_1", facts=tuple(section(f"fact {n}") for n in range(facts)), may_escalate=may_escalate)


@settings(max_examples=15, deadline=None)  # a schema is checked each time
@given(actions, st.booleans())
def test_whatever_was_done_a_card_is_read_back_as_it_was_written(picks: list[int], may_escalate: bool) -> None:
    card = fresh(may_escalate=may_escalate)
    for pick in picks:
        offered = [action for action in card.actions if action != WRITE]
        card = marked(card, offered[pick % len(offered)], f"done {pick}")
        blocks = json.loads(json.dumps(card_blocks(card, OWN)))

        assert message_problems(blocks) == []
        assert read_card(blocks, "rep_1") == card
        assert WRITE in card.actions
        assert (CLOSE in card.actions) != (REOPEN in card.actions)


def test_what_is_offered_follows_from_what_was_done() -> None:
    card = fresh()

    assert card.actions == (ACKNOWLEDGE, ESCALATE, WRITE, CLOSE)
    assert marked(card, ACKNOWLEDGE, "x").actions == (ESCALATE, WRITE, CLOSE)
    closed = marked(marked(card, ACKNOWLEDGE, "x"), CLOSE, "x")
    assert closed.actions == (WRITE, REOPEN)
    assert marked(closed, REOPEN, "x").actions == (ESCALATE, WRITE, CLOSE)
    assert fresh(may_escalate=False).actions == (ACKNOWLEDGE, WRITE, CLOSE)


@pytest.mark.parametrize("action", sorted(WITH_MODAL))
def test_slack_takes_the_staffs_modals_and_the_card_is_found_in_them_again(action: str) -> None:
    card = marked(fresh(facts=40), ACKNOWLEDGE, "seen by <@U0SAM>")

    view = json.loads(json.dumps(staff_view(action, card, PLACE, LABEL, OWN)))
    assert view_problems(view, "modal") == []
    assert card_in(view) == (card, PLACE)


def test_a_modal_of_another_kind_holds_no_card() -> None:
    assert card_in({"private_metadata": '{"channel": "C1"}', "blocks": []}) is None


def test_a_reporters_copy_is_never_among_what_is_sent() -> None:
    document = Document(kind=DocumentKind.PDF, report_id="rep_1", organisation_id="org_1")
    reply = Reply(
        kind="report_files",
        text="**Your copy of AL-TEST.** It holds everything you told.",
        choices=(Choice(id="my", label="My reports"),),
        documents=(document,),
    )

    (message,) = dressing(LABEL, OWN)(reply)
    assert "I do not put your copy into Slack" in message.text
    assert "AL-TEST" not in str(message.blocks)
    assert "My reports" in str(message.blocks[-1])


def test_only_the_first_question_of_the_form_comes_with_a_button_for_the_whole_of_it() -> None:
    kinds = [
        kind
        for kind in ("ask_what", "ask_where", "answer")
        if "form:open" in str(dressing(LABEL, OWN)(Reply(kind=kind, text="x")))
    ]

    assert kinds == ["ask_what"]


def test_only_the_newest_ids_are_remembered() -> None:
    recent = Recent(2)
    for id in ("a", "b", "b", "c"):
        recent.add(id)

    assert [id in recent for id in ("a", "b", "c")] == [False, True, True]
