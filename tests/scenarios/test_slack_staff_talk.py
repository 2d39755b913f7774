"""Scenario: the party's staff write to a reporter, close a report and open it again, from its card in the triage channel."""

import pytest

from bot.errors import ChannelUnreachable, StorageError
from bot.ports import StaffNews
from bot.reporting.report import EntryKind, ReportStatus
from tests.scenarios.slack_harness import TRIAGE, Bench, ScriptedStaff, workspace
from tests.scenarios.slack_stage import Stage, stage
from tests.scenarios.test_slack_triage import card, desk_of
from tests.standins.slack import RESPONSE_URL
from tests.standins.slack_modals import inputs
from tests.standins.slack_requests import SlackRequest

WRITE, CLOSE, REOPEN = "Write to the reporter", "Close", "Open again"
TO_PARTY = "Send: my party's staff only"
SAM, ROBIN = "U0SAM", "U0ROBIN"
PASSED_ON = "It has been passed on to those who deal with it"
SETTLED = "Somebody has done this already. Nothing more has been done."


async def test_a_message_of_the_staff_reaches_the_reporter_and_the_thread_says_who_wrote_it() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(WRITE, user=SAM)
        assert await it.submit({"text": "Can you tell me *more* about his car?"}, user=SAM) == {}

        assert "Can you tell me *\u200bmore* about his car?" in it.newest
        (line,) = it.thread
        assert f"on its way. — <@{SAM}>\n> Can you tell me" in line.shown
        assert "car" not in line.text
        (report,) = await it.reports()
        messages = [entry for entry in report.entries if entry.kind is EntryKind.MESSAGE]
        assert [(entry.value, entry.author) for entry in messages] == [("from_staff", SAM)]


async def test_the_reporters_answer_comes_into_the_thread_and_is_seen_in_the_channel() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(WRITE, user=SAM)
        await it.submit({"text": "Which car was it?"}, user=SAM)
        await it.press("Answer them")
        await it.say("a silver one")

        answer = it.thread[-1]
        assert "a silver one" in answer.shown
        assert answer.args["reply_broadcast"] is True
        assert "silver" not in answer.text


async def test_the_staff_may_write_any_number_of_times_and_each_message_comes_once() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        for text in ("First question?", "Second question?"):
            await it.press(WRITE, user=SAM)
            form = it.slack.submit({"text": text}, user=SAM)
            await it.act(form)
            await it.act(form)

        told = " ".join(it.read)
        assert (told.count("First question?"), told.count("Second question?"), len(it.thread)) == (1, 1, 2)
        assert [button.label for button in it.card.buttons][-2:] == [WRITE, CLOSE]


async def test_the_same_message_after_a_restart_is_not_sent_again() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(WRITE, user=SAM)
        form = it.slack.submit({"text": "Which car was it?"}, user=SAM)
        await it.act(form)
        await it.start()
        await it.act(form)

        assert " ".join(it.read).count("Which car was it?") == 1


async def test_the_modal_shows_the_report_below_what_is_written() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(WRITE, user=SAM)

        view = it.slack.newest_view
        assert list(inputs(view)) == ["text"]
        assert "A man shouted at me outside the library yesterday" in str(view["blocks"])
        assert not [block for block in view["blocks"] if block["type"] == "actions"]


async def test_a_report_is_closed_with_a_reason_that_its_reporter_reads() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(CLOSE, user=SAM)
        assert await it.submit({"reason": PASSED_ON, "text": "PC Example has it."}, user=SAM) == {}

        assert PASSED_ON in it.newest
        assert "PC Example has it." in it.newest
        assert [report.status for report in await it.reports()] == [ReportStatus.CLOSED]
        assert [button.label for button in it.card.buttons] == [WRITE, REOPEN]
        assert f"is closed, and its reporter is being told why. — <@{SAM}>" in it.card.shown
        assert f"> {PASSED_ON}" in it.thread[-1].shown


async def test_a_closed_report_is_opened_again_with_what_was_done_before_still_on_its_card() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press("Acknowledge", user=SAM)
        await _close(it, SAM)
        await it.press(REOPEN, user=ROBIN)

        assert [report.status for report in await it.reports()] == [ReportStatus.SAVED]
        assert "have opened" in it.newest
        assert [button.label for button in it.card.buttons] == ["Ask reporter: tell the SPOC?", WRITE, CLOSE]
        assert f"is open again, and its reporter is being told. — <@{ROBIN}>" in it.card.shown
        assert "is closed" not in it.card.shown
        assert "acknowledged" in it.card.shown


async def test_a_report_can_be_closed_opened_and_closed_again() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        for _ in range(2):
            await _close(it, SAM)
            await it.press(REOPEN, user=SAM)
        await _close(it, ROBIN)

        assert [report.status for report in await it.reports()] == [ReportStatus.CLOSED]
        assert it.card.shown.count("is closed") == 1
        assert len(it.thread) == 5


async def test_another_reason_needs_words_and_says_so_in_the_modal() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(CLOSE, user=SAM)

        assert await it.submit({"reason": "Another reason"}, user=SAM) == {"text": "A few words are needed."}
        assert [report.status for report in await it.reports()] == [ReportStatus.SAVED]
        assert await it.submit({"reason": "Another reason", "text": "It was a mix-up."}, user=SAM) == {}
        assert "It was a mix-up." in it.newest


async def test_an_empty_message_is_not_sent() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        before = len(it.read)
        await it.press(WRITE, user=SAM)

        assert await it.submit({"text": "🙂"}, user=SAM) == {"text": "A few words are needed."}
        assert len(it.read) == before


async def test_of_two_people_who_close_at_once_one_does_and_the_other_is_told() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(CLOSE, user=SAM)
        first = it.slack.submit({"reason": PASSED_ON}, user=SAM)
        await it.act(it.slack.press(CLOSE, user=ROBIN))
        second = it.slack.submit({"reason": "Another reason", "text": "No idea."}, user=ROBIN)

        assert (await it.act(first), await it.act(second)) == ({}, {"text": SETTLED})
        assert "No idea." not in " ".join(it.read)
        assert " ".join(it.read).count(PASSED_ON) == 1


async def test_a_modal_that_was_open_over_a_restart_still_marks_its_card() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press("Acknowledge", user=ROBIN)
        await it.press(CLOSE, user=SAM)
        await it.start()
        assert await it.submit({"reason": PASSED_ON}, user=SAM) == {}

        assert [button.label for button in it.card.buttons] == [WRITE, REOPEN]
        assert "acknowledged" in it.card.shown
        assert "A man shouted at me outside the library yesterday" in it.card.shown


async def test_whoever_writes_after_somebody_acknowledged_does_not_take_that_off_the_card() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(CLOSE, user=SAM)
        view = it.slack.newest_view
        await it.press("Acknowledge", user=ROBIN)
        await it.act(it.slack.submit({"reason": PASSED_ON}, view=view, user=SAM))

        assert ("acknowledged" in it.card.shown, "is closed" in it.card.shown) == (True, True)


async def test_what_a_reporter_adds_to_a_report_comes_into_its_thread_without_any_file() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        (report,) = await it.reports()
        for label in ("My reports", f"Show it: {report.reference}", "Add to it"):
            await it.press(label)
        it.slack.files["F1"] = b"a photo"
        await it.act(it.slack.payloads.file_share("this is him", file_id="F1", url_private=it.slack.file_address("F1")))

        assert "this is him" in it.thread[-1].shown
        assert {call.method for call in it.slack.sent} <= {"chat.postMessage", "chat.update", "views.open", RESPONSE_URL}


async def test_once_the_reporter_has_withdrawn_nothing_more_is_sent_to_them() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.press(WRITE, user=SAM)
        (report,) = await it.reports()
        for label in ("My reports", f"Show it: {report.reference}", "Withdraw it", "Yes, withdraw it"):
            await it.press(label)
        await it.submit({"text": "Which car was it?"}, user=SAM)

        assert "Which car" not in " ".join(it.read)
        assert "its reporter has withdrawn it" in it.thread[-1].shown
        assert "Which car was it?" in it.thread[-1].shown  # so that nothing that was typed is lost


async def test_in_another_channel_no_modal_is_opened() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.serving() as http:
            await desk_of(http).show(card())
            await http.post(slack.press(WRITE, channel="C0GENERAL"))

        assert slack.views == {}
        assert "only in the channel where new reports arrive" in slack.texts[-1]


@pytest.mark.parametrize("team", ["T0OTHER", "T0RIVAL"])
async def test_a_guest_of_another_workspace_can_neither_open_nor_send_in_a_modal(team: str) -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        await it.act(_by_guest(it, team))
        opened = len(it.slack.views)
        await it.press(WRITE, user=SAM)
        form = it.slack.submit({"text": "Who are you?"}, user=SAM)
        form.payload["user"]["team_id"] = team
        problems = await it.act(it.slack.payloads.interactive_request(form.payload, None))

        assert opened == 1  # the reporter's own form
        assert "not set up for your workspace" in problems["text"]
        assert "Who are you?" not in " ".join(it.read)


async def test_a_modal_that_slack_does_not_open_is_said_to_be_closed() -> None:
    async with stage() as it:
        await it.report(TO_PARTY)
        it.slack.fail_next(200, "expired_trigger_id", method="views.open")
        await it.press(CLOSE, user=SAM)

        assert "could not be opened" in it.slack.texts[-1]
        assert it.slack.messages[-1].method == RESPONSE_URL


async def test_a_message_that_cannot_be_stored_stays_in_its_modal() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.serving() as http:
            await desk_of(http).show(card())
            await http.post(slack.press(WRITE))
            await slack.wait_for("views.open")
            bench.staff.failures.append(StorageError())
            form = slack.submit({"text": "Which car was it?"})
            first = (await http.post(form)).json()
            second = await http.post(form)

        assert "Something went wrong" in first["errors"]["text"]
        assert second.content == b""
        assert [what for what, *_ in bench.staff.done] == ["write 'Which car was it?'"]


@pytest.mark.parametrize("handle", ["", "rubbish", "C0OTHER/1767225700.000001"])
async def test_news_whose_card_is_not_known_is_posted_in_the_channel(handle: str) -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        await desk_of(http).add(_news(handle))

        (news,) = slack.messages
        assert (news.channel, news.args.get("thread_ts")) == (TRIAGE, None)
        assert news.shown == "*AL-TEST: a message*\n\n• please ring me"
        assert news.text == "News on report AL-TEST"


async def test_news_whose_card_was_deleted_is_posted_in_the_channel() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        handle = await desk_of(http).show(card())
        slack.fail_next(200, "cannot_reply_to_message", method="chat.postMessage")
        await desk_of(http).add(_news(handle))

        assert "thread_ts" not in slack.messages[-1].args
        assert "please ring me" in slack.texts[-1]


async def test_news_that_slack_does_not_take_now_is_tried_again_later() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        handle = await desk_of(http).show(card())
        slack.fail_next(429, method="chat.postMessage")
        with pytest.raises(ChannelUnreachable):
            await desk_of(http).add(_news(handle))


async def test_long_news_come_whole() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        handle = await desk_of(http).show(card())
        await desk_of(http).add(_news(handle, text="word " * 4000))

        _shown, *news = slack.messages
        assert " ".join(call.shown for call in news).split().count("word") == 4000
        assert [call.args["reply_broadcast"] for call in news] == [True] + [False] * (len(news) - 1)


def _news(handle: str, *, text: str = "**AL-TEST: a message**\n\n- please ring me") -> StaffNews:
    return StaffNews(organisation_id="org_test", reference="AL-TEST", handle=handle, text=text)


async def _close(it: Stage, user: str) -> None:
    await it.press(CLOSE, user=user)
    assert await it.submit({"reason": PASSED_ON}, user=user) == {}


def _by_guest(it: Stage, team: str) -> SlackRequest:
    press = it.slack.press(WRITE, user=SAM)
    press.payload["user"]["team_id"] = team
    return it.slack.payloads.interactive_request(press.payload, None)
