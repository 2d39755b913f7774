"""Scenario: a new report reaches the party's staff in their triage channel, and they press its buttons."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.slack.desk import SlackStaffDesk
from adapters.slack.wording import SlackWording
from bot.errors import ChannelUnreachable, StorageError
from bot.messages import Channel, EvidenceItem, Quarantine
from bot.ports import ReportCard
from bot.reporting.form import FORM, FieldKind
from bot.reporting.report import Entry, EntryKind, Recipient, Report, ReportStatus
from bot.reporting.sharing import shared_fields
from tests.scenarios.slack_harness import TRIAGE, Bench, Posting, ScriptedStaff, workspace
from tests.standins.callers import actions, button, section
from tests.standins.slack import RESPONSE_URL, SlackStandIn
from tests.standins.slack_requests import SlackRequest

AT = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
ACKNOWLEDGE, ASK = "Acknowledge", "Ask reporter: tell the SPOC?"
WRITE, CLOSE, REOPEN = "Write to the reporter", "Close", "Open again"


async def test_a_card_shows_what_the_reporter_agreed_to_show() -> None:
    async with workspace() as slack:
        await _shown(slack, card(what="A man <b> waits", where="Outside the *surgery*", when="Just now", who="I don't know"))

        (call,) = slack.messages
        assert call.channel == TRIAGE
        assert call.shown.split("\n") == [
            "New report AL-TEST",
            "*Tier*",
            "Immediate: Somebody may be in danger.",
            "*What happened*",
            "A man &lt;b&gt; waits",
            "*Where*",
            "Outside the *\u200bsurgery*",
            "*When*",
            "Just now",
            "*Who did it*",
            "I don't know",
            "*Where it stands*",
            "saved",
            ACKNOWLEDGE,
            ASK,
            WRITE,
            CLOSE,
        ]
        assert call.text == "New report AL-TEST – Immediate"
        assert [button.value for button in call.buttons] == ["rep_1"] * 4


async def test_every_answer_that_the_party_may_see_is_on_the_card_and_no_other() -> None:
    answers = [_entry(EntryKind.ANSWER, each.id, f"answer to {each.id}") for each in FORM if each.kind is not FieldKind.CONSENT]
    full = replace(card(), report=replace(card().report, entries=tuple(answers)))
    seen = {f"answer to {field.id}" for field in shared_fields(full.report, Recipient.PARTY)}

    async with workspace() as slack:
        await _shown(slack, full)

        lines = slack.messages[0].shown.split("\n")
        assert {line for line in lines if line.startswith("answer to")} == seen
        assert {"answer to protected", "answer to name", "answer to identity"}.isdisjoint(seen)


async def test_handle_of_a_card_says_where_it_stands() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        handle = await desk_of(http).show(card())

        assert handle == f"{TRIAGE}/{slack.messages[0].ts}"


async def test_the_same_event_told_by_others_and_repeats_are_for_the_staff_to_see() -> None:
    async with workspace() as slack:
        await _shown(slack, replace(card(), repeats=2, same_event=("AL-0001", "AL-0002")))

        assert "*Perhaps the same event*\nAL-0001, AL-0002. Only you are shown this" in slack.messages[0].shown
        assert "2 earlier here" in slack.messages[0].shown


async def test_a_file_that_could_do_harm_is_named_as_such() -> None:
    bad = file("application/pdf", quarantined=Quarantine.SCRIPT)

    async with workspace() as slack:
        await _shown(slack, card(evidence=(file("image/jpeg"), bad)))

        assert "1 of the files could do harm when opened, and nobody is shown them: it would run something." in slack.texts[0]


@pytest.mark.parametrize("reason", Quarantine)
async def test_there_are_words_for_every_reason_to_keep_a_file_apart(reason: Quarantine) -> None:
    assert SlackWording().quarantine(reason)


async def test_asking_is_offered_only_while_the_report_has_not_gone_to_a_spoc() -> None:
    async with workspace() as slack:
        await _shown(slack, card(may_escalate=False))

        assert [button.label for button in slack.messages[0].buttons] == [ACKNOWLEDGE, WRITE, CLOSE]


async def test_of_evidence_only_count_and_kind_reach_slack() -> None:
    async with workspace() as slack:
        await _shown(slack, card(evidence=(file("image/jpeg"), file("image/jpeg"), link("https://example.org/post"))))

        (call,) = slack.messages
        assert "3: image/jpeg × 2, link. Kept encrypted, and never copied to Slack." in call.shown
        assert "example.org" not in call.shown
        assert {each.method for each in slack.sent} == {"chat.postMessage"}


async def test_what_does_not_fit_on_a_card_stands_in_its_thread() -> None:
    async with workspace() as slack:
        await _shown(slack, card(what="&word " * 2000, where="&word " * 2000, who="at the end"))

        first, *rest = slack.messages
        assert {call.args["thread_ts"] for call in rest} == {first.ts}
        assert "What did not fit here is in the thread." in first.shown
        assert " ".join(slack.texts).split().count("&amp;word") == 4000
        assert "at the end" in " ".join(slack.texts)
        assert [button.label for button in first.buttons] == [ACKNOWLEDGE, ASK, WRITE, CLOSE]


async def test_a_card_of_one_screen_says_nothing_of_a_thread() -> None:
    async with workspace() as slack:
        await _shown(slack, card(what="word " * 500))

        assert [call.method for call in slack.messages] == ["chat.postMessage"]
        assert "thread" not in slack.texts[0]


async def test_a_card_that_slack_does_not_take_now_is_tried_again_later() -> None:
    async with workspace() as slack:
        slack.fail_next(429, method="chat.postMessage")
        with pytest.raises(ChannelUnreachable) as caught:
            await _shown(slack, card())

    assert caught.value.retry_after_s == 30.0


async def test_a_triage_channel_that_is_closed_to_us_is_logged_with_advice_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with workspace() as slack:
        slack.fail_next(200, "not_in_channel", method="chat.postMessage")
        with pytest.raises(ChannelUnreachable):
            await _shown(slack, card())

    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "ALONGSIDE_SLACK_TRIAGE_CHANNEL" in vars(record)["advice"]


async def test_acknowledging_shows_on_the_card_and_in_its_thread_who_did_it() -> None:
    async with workspace() as slack:
        bench = await _pressed(slack, ACKNOWLEDGE)

        shown, changed, thread = slack.messages
        assert bench.staff.done == [("acknowledge", "org_test", "rep_1", "U0ALICE")]
        assert (changed.method, changed.channel, changed.args["ts"]) == ("chat.update", TRIAGE, shown.ts)
        assert "AL-TEST: acknowledged. — <@U0ALICE>" in changed.shown
        assert [button.label for button in changed.buttons] == [ASK, WRITE, CLOSE]
        assert (thread.args["thread_ts"], thread.shown) == (shown.ts, "AL-TEST: acknowledged. — <@U0ALICE>")


async def test_asking_the_reporter_shows_on_the_card_and_in_its_thread() -> None:
    async with workspace() as slack:
        bench = await _pressed(slack, ASK)

        _shown_card, changed, thread = slack.messages
        assert bench.staff.done == [("escalate", "org_test", "rep_1", "U0ALICE")]
        assert [button.label for button in changed.buttons] == [ACKNOWLEDGE, WRITE, CLOSE]
        assert thread.shown == "AL-TEST: the reporter is being asked. — <@U0ALICE>"


async def test_what_was_pressed_cannot_be_pressed_again_and_what_may_be_done_often_stays() -> None:
    async with workspace() as slack:
        bench = await _pressed(slack, ACKNOWLEDGE, ASK)

        last = [call for call in slack.messages if call.method == "chat.update"][-1]
        assert [action for action, *_ in bench.staff.done] == ["acknowledge", "escalate"]
        assert [button.label for button in last.buttons] == [WRITE, CLOSE]
        assert "acknowledged" in last.shown
        assert "being asked" in last.shown


@pytest.mark.parametrize("label", [ACKNOWLEDGE, ASK])
async def test_pressing_twice_does_it_once_and_says_so_to_the_second_presser_alone(label: str) -> None:
    async with workspace() as slack:
        bench = await _pressed(slack, label, label)

        assert len(bench.staff.done) == 1
        assert [call.method for call in slack.messages] == ["chat.postMessage", "chat.update", "chat.postMessage", RESPONSE_URL]
        assert "Somebody has done this already" in slack.texts[-1]


async def test_two_people_who_press_at_the_same_moment_do_it_once_and_lose_neither_mark() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.serving() as http:
            await desk_of(http).show(card())
            # Both saw the card as it was at first.
            requests = [slack.press(ASK), slack.press(ASK, user="U0BOB"), slack.press(ACKNOWLEDGE, user="U0BOB")]
            for request in requests:
                await http.post(request)

        last = [call for call in slack.messages if call.method == "chat.update"][-1]
        assert [(action, by) for action, _org, _report, by in bench.staff.done] == [
            ("escalate", "U0ALICE"),
            ("acknowledge", "U0BOB"),
        ]
        assert [button.label for button in last.buttons] == [WRITE, CLOSE]
        assert ("being asked" in last.shown, "acknowledged" in last.shown) == (True, True)


async def test_a_card_of_an_earlier_release_can_still_be_worked_with() -> None:
    old = [section("What happened"), actions(button(ACKNOWLEDGE, "staff:acknowledge", "rep_1"), button(ASK, "staff:escalate"))]
    async with workspace() as slack:
        message = {"ts": "1767225600.000100", "text": "New report", "blocks": old}
        slack.answers.learn(TRIAGE, message)
        press = slack.payloads.block_actions("staff:acknowledge", value="rep_1", channel=TRIAGE, message=message)
        bench = await _press_only(slack, press)

        assert len(bench.staff.done) == 1
        assert [button.label for button in slack.messages[0].buttons] == [ASK, WRITE, CLOSE]


async def test_a_card_that_says_after_a_restart_who_pressed_is_not_pressed_again() -> None:
    async with workspace() as slack:
        await _pressed(slack, ASK)
        again = await _press_only(slack, slack.press(ASK))

    assert again.staff.done == []


async def test_whoever_acknowledges_the_reporter_is_told_under_one_id() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.serving() as http:
            for _ in range(2):  # the duty to show it was repeated after a crash
                await desk_of(http).show(card())
                await http.post(slack.press(ACKNOWLEDGE))

    assert len(bench.staff.done) == 2
    assert len(bench.staff.acknowledgements) == 1


async def test_a_press_outside_the_triage_channel_is_refused_to_its_presser_alone() -> None:
    async with workspace() as slack:
        bench = await _pressed(slack, ACKNOWLEDGE, channel="C0GENERAL")

        assert bench.staff.done == []
        assert [call.method for call in slack.messages[1:]] == [RESPONSE_URL]
        assert "only in the channel where new reports arrive" in slack.texts[-1]


@pytest.mark.parametrize("team", ["T0OTHER", "T0RIVAL"])
async def test_a_guest_of_another_workspace_in_the_triage_channel_is_refused(team: str) -> None:
    async with workspace() as slack:
        user = {"id": "U0GUEST", "team_id": team}
        press = slack.payloads.block_actions("staff:acknowledge", value="rep_1", channel=TRIAGE)
        press.payload["user"] = user
        bench = await _press_only(slack, slack.payloads.interactive_request(press.payload, None))

        assert bench.staff.done == []
        assert [call.method for call in slack.messages] == [RESPONSE_URL]
        assert "not set up for your workspace" in slack.texts[0]


async def test_a_report_that_is_not_there_is_said_to_be_gone() -> None:
    async with workspace() as slack:
        await _press_only(slack, slack.payloads.block_actions("staff:acknowledge", value="rep_9", channel=TRIAGE))

        assert "not here any more" in slack.texts[-1]


async def test_when_it_cannot_be_written_down_the_presser_is_told_and_the_card_stays() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        bench.staff.failures.append(StorageError())
        async with bench.serving() as http:
            await desk_of(http).show(card())
            await http.post(slack.press(ACKNOWLEDGE))
            await slack.wait_for_messages(2)
            await http.post(slack.press(ACKNOWLEDGE))

        assert "Something went wrong" in slack.texts[1]
        assert len(bench.staff.done) == 1


async def test_a_card_that_cannot_be_changed_costs_nothing_and_is_not_done_twice() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.serving() as http:
            await desk_of(http).show(card())
            slack.fail_next(200, "cant_update_message", method="chat.update")
            await http.post(slack.press(ASK))
            await http.post(slack.press(ASK))

    assert len(bench.staff.done) == 1


async def test_a_press_without_a_card_is_ignored() -> None:
    async with workspace() as slack:
        press = slack.payloads.block_actions("staff:acknowledge", value="rep_1", channel=TRIAGE)
        del press.payload["message"]["blocks"]
        bench = await _press_only(slack, slack.payloads.interactive_request(press.payload, None))

        assert (bench.staff.done, slack.sent) == ([], [])


def card(*, evidence: tuple[Entry, ...] = (), may_escalate: bool = True, **fields: str) -> ReportCard:
    """A card of a report with these answers."""
    entries = tuple(_entry(EntryKind.ANSWER, name, words) for name, words in fields.items())
    report = Report(
        id="rep_1",
        reference="AL-TEST",
        reporter="mem_1",
        conversation_id="con_1",
        status=ReportStatus.SAVED,
        created_at=AT,
        entries=(*entries, *evidence),
    )
    return ReportCard(
        organisation_id="org_test",
        report=report,
        tier="Immediate",
        criteria="Somebody may be in danger.",
        repeats=0,
        same_event=(),
        forwarded="saved",
        may_escalate=may_escalate,
    )


def file(media_type: str, *, quarantined: str = "") -> Entry:
    item = EvidenceItem(sha256="0" * 64, media_type=media_type, size_bytes=1, storage_key="k", quarantined=quarantined)
    return _entry(EntryKind.EVIDENCE, "evidence", "", item)


def link(address: str) -> Entry:
    return _entry(EntryKind.EVIDENCE, "evidence", address)


def _entry(kind: EntryKind, field: str, words: str, item: EvidenceItem | None = None) -> Entry:
    return Entry(
        id="ent_1", kind=kind, field=field, words=words, value="", author="mem_1", channel=Channel.WEB, at=AT, evidence=item
    )


def desk_of(http: Posting) -> SlackStaffDesk:
    desk = http.channel.desk
    assert desk is not None
    return desk


async def _shown(slack: SlackStandIn, shown: ReportCard) -> None:
    async with Bench(slack=slack).serving() as http:
        await desk_of(http).show(shown)


async def _pressed(slack: SlackStandIn, *labels: str, channel: str = TRIAGE) -> Bench:
    """Show a card, and press its buttons one after the other."""
    bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
    async with bench.serving() as http:
        await desk_of(http).show(card(what="A man waits"))
        for label in labels:
            await http.post(slack.press(label, channel=channel))
    return bench


async def _press_only(slack: SlackStandIn, request: SlackRequest) -> Bench:
    bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
    async with bench.serving() as http:
        await http.post(request)
    return bench
