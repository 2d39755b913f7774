"""What Slack sends becomes an Inbound, or is ignored with a reason, whatever its shape."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.envelope import moment
from adapters.slack.inbound import Arrival, Corner, Ignored, read_command, read_event, read_press
from adapters.slack.openings import Opening, permalink, read_form_command, read_form_press
from adapters.slack.staff_presses import read_staff_press, read_staff_submission
from adapters.slack.submissions import read_submission
from adapters.slack.typed import as_typed, without_mention
from adapters.slack.wording import SlackWording
from bot.rendering import Wording
from tests.standins.contracts import contract, contract_names
from tests.standins.slack_payloads import SlackPayloads

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
PAYLOADS = SlackPayloads()
WORDING, OWN = Wording(), SlackWording()

READERS: list[Callable[[dict[str, Any]], object]] = [
    lambda body: read_event(body, NOW),
    lambda body: read_command(body, NOW),
    lambda body: read_press(body, NOW),
    lambda body: read_staff_press(body, NOW),
    lambda body: read_staff_submission(body, key="k"),
    lambda body: read_submission(body, NOW, wording=WORDING, own=OWN, key="k"),
    read_form_command,
    read_form_press,
]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("plain", "plain"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.org>", "https://example.org"),
        ("<https://example.org/a|example.org/a>", "https://example.org/a"),
        ("<https://example.org/a|this post>", "this post (https://example.org/a)"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<tel:01632960001|01632 960001>", "01632 960001 (01632960001)"),
        ("<@U0BOB>", "@U0BOB"),
        ("<@U0BOB|bob>", "@bob"),
        ("<#C0GENERAL|general> <#C0GENERAL|>", "#general #C0GENERAL"),
        ("<!here> <!subteam^S1|@press>", "@here @press"),
        ("<!date^1767225600^{date}|1 January>", "1 January"),
        ("1 < 2 and <> stays", "1 < 2 and <> stays"),
    ],
)
def test_slacks_notation_becomes_what_was_typed(raw: str, typed: str) -> None:
    assert as_typed(raw) == typed


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(as_typed(text), str)
    assert isinstance(without_mention(text, "U0BOT"), str)


@pytest.mark.parametrize(
    ("text", "user", "left"),
    [
        ("<@U0BOT> who do I ring?", "U0BOT", "who do I ring?"),
        ("hi <@U0BOT|alongside>, who?", "U0BOT", "hi , who?"),
        ("<@U0BOT> tell <@U0BOB>", "U0BOT", "tell <@U0BOB>"),
        ("<@U0BOT> who?", "", "who?"),
        ("tell <@U0BOB>", "", "tell <@U0BOB>"),
    ],
)
def test_the_mention_is_taken_off(text: str, user: str, left: str) -> None:
    assert without_mention(text, user) == left


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("1767225600.000100", datetime(2026, 1, 1, 0, 0, 0, 100, tzinfo=UTC)),
        ("1767225600", datetime(2026, 1, 1, tzinfo=UTC)),
        ("1767225600.5", datetime(2026, 1, 1, 0, 0, 0, 500000, tzinfo=UTC)),
        ("", NOW),
        ("soon", NOW),
        ("²", NOW),
        ("9" * 30, NOW),
        ("1767225600.x", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_stamp_becomes_an_instant(stamp: str, instant: datetime) -> None:
    assert moment(stamp, NOW) == instant


def test_an_event_without_an_id_is_never_given_one() -> None:
    body = {**PAYLOADS.message_im("hello").payload, "event_id": ""}

    assert read_event(body, NOW) == Ignored("event without an id")


def test_a_direct_message_says_where_it_can_be_answered() -> None:
    arrival = arrived(read_event(PAYLOADS.message_im("hello", thread_ts="1.5").payload, NOW))

    assert (arrival.team, arrival.place, arrival.user, arrival.direct) == ("T0TEAM", "T0TEAM", "U0ALICE", "D0ALICE")
    assert arrival.corner == Corner(channel="D0ALICE", user="U0ALICE", thread="1.5")


def test_a_member_of_our_enterprise_belongs_to_the_workspace_of_the_event() -> None:
    body = {**PAYLOADS.message_im("hello", user_team="E0OURS").payload, "enterprise_id": "E0OURS"}

    assert arrived(read_event(body, NOW)).team == "T0TEAM"


def test_an_edited_message_has_the_time_and_the_writer_of_the_edit() -> None:
    arrival = arrived(read_event(PAYLOADS.event("message_changed").payload, NOW))

    assert (arrival.user, arrival.inbound.text) == ("U0ALICE", "My VPN drops every minute")
    assert arrival.inbound.sent_at == datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC)


def test_a_message_of_files_alone_says_where_they_lie() -> None:
    arrival = arrived(read_event(PAYLOADS.file_share(url_private="https://files.slack.com/f").payload, NOW))

    assert arrival.inbound.text == ""
    assert [(file.id, file.address, file.size_bytes) for file in arrival.files] == [
        ("F0FILE", "https://files.slack.com/f", 20480)
    ]


def test_a_file_is_fetched_once_however_often_a_message_names_it() -> None:
    body = PAYLOADS.file_share().payload
    body["event"]["files"] *= 2

    assert len(arrived(read_event(body, NOW)).files) == 1


def test_a_message_without_words_and_file_is_ignored() -> None:
    assert read_event(PAYLOADS.message_im("").payload, NOW) == Ignored("message without words")


def test_a_button_without_a_value_is_ignored() -> None:
    assert isinstance(read_press(PAYLOADS.block_actions("choice:0", value="").payload, NOW), Ignored)


def test_a_button_on_the_home_tab_has_no_channel() -> None:
    arrival = arrived(read_press(contract("slack/payloads/block_actions_home.json")["payload"], NOW))

    assert (arrival.direct, arrival.corner.channel) == ("", "")


@pytest.mark.parametrize("name", contract_names("slack/payloads"))
def test_every_sample_can_be_read(name: str) -> None:
    sample = contract(name)
    body = sample.get("body") or sample.get("payload") or sample.get("fields") or sample

    for read in READERS:
        read(body)


@given(
    st.dictionaries(
        st.sampled_from(["event", "event_id", "actions", "user", "team", "channel", "message", "text", "view", "callback_id"]),
        json_values,
    )
)
def test_nothing_that_slack_sends_can_break_the_reading(body: dict[str, Any]) -> None:
    for read in READERS:
        read(body)


@given(
    st.dictionaries(st.sampled_from(["id", "state", "blocks", "private_metadata", "callback_id"]), json_values),
    st.dictionaries(st.sampled_from(["what", "kind", "where", "whom:words", "what:2", "what:x", "reason", "text"]), json_values),
    st.sampled_from(["", "null", "[]", "{", '{"report": "rep_1", "message": "1.1", "bar": 5}']),
)
def test_no_form_can_break_the_reading(view: dict[str, Any], values: dict[str, Any], metadata: str) -> None:
    state = {"values": {id: {"entry": value} for id, value in values.items()}}
    entered = {**view, "id": "V1", "private_metadata": metadata, "state": state}

    for shown in (view, entered):
        for read in READERS:
            read({"type": "view_submission", "user": {"id": "U1", "team_id": "T1"}, "view": shown})


@pytest.mark.parametrize(
    ("facts", "link"),
    [
        (("town", "C1", "1767225600.000100"), "https://town.slack.com/archives/C1/p1767225600000100"),
        (("town", "C1", "2.1", "2.1"), "https://town.slack.com/archives/C1/p21"),
        (("town", "C1", "2.1", "1.1"), "https://town.slack.com/archives/C1/p21?thread_ts=1.1&cid=C1"),
        (("", "C1", "2.1"), ""),
        (("town", "", "2.1"), ""),
    ],
)
def test_the_address_of_a_message_is_made_without_asking(facts: tuple[str, ...], link: str) -> None:
    assert permalink(*facts) == link


def test_a_reported_message_stands_in_the_form_as_its_writer_typed_it() -> None:
    body = PAYLOADS.message_shortcut("report_message", "you &amp; <@U0BOB>: watch out").payload

    opening = read_form_press(body)
    assert isinstance(opening, Opening)
    assert opening.entered == {
        "what": "you & @U0BOB: watch out",
        "evidence": "https://test-workspace.slack.com/archives/C0GENERAL/p1767225600000100",
    }


@given(st.dictionaries(st.sampled_from(["user", "team", "text", "files", "message", "previous_message", "subtype"]), json_values))
def test_no_message_can_break_the_reading(event: dict[str, Any]) -> None:
    read_event({"event_id": "Ev1", "event": {"channel_type": "im", "type": "message", **event}}, NOW)
    read_event({"event_id": "Ev1", "event": {"type": "app_mention", **event}, "authorizations": [{"user_id": "U0BOT"}]}, NOW)


def arrived(found: Arrival | Ignored) -> Arrival:
    assert isinstance(found, Arrival), found
    return found
