"""Scenario: somebody fills in the whole form on Slack, and finds the review card in their direct message."""

from typing import Any

import pytest

from bot.errors import StorageError
from bot.messages import Channel
from bot.reporting.form import FORM
from tests.scenarios.slack_harness import Bench, workspace
from tests.scenarios.slack_stage import DM, Stage, stage
from tests.standins.slack import RESPONSE_URL
from tests.standins.slack_modals import inputs, labels, state_values

WHAT = "A man shouted at me outside the library"
FUTURE = "That seems to be in the future."
REVIEW = "Is this right?"


async def test_a_filled_form_becomes_a_review_card_in_the_direct_message() -> None:
    async with stage() as it:
        await it.command("form")
        problems = await it.submit({"what": WHAT, "where": "Mill Lane", "when": "yesterday", "who": "a tall man", "danger": "No"})

        assert problems == {}
        assert REVIEW in it.newest
        for words in (WHAT, "Mill Lane", "yesterday", "a tall man"):
            assert words in it.newest
        (report,) = await it.reports()
        assert report.fields["when"].value.startswith("2026-04-30")
        assert (report.fields["danger"].value, report.fields["danger"].words) == ("no", "No")
        assert {entry.channel for entry in report.entries} == {Channel.SLACK}
        assert report.consents == ()


async def test_where_the_form_was_opened_a_pointer_leads_to_the_direct_message_and_says_nothing_else() -> None:
    async with stage() as it:
        await it.command("form")
        await it.submit({"what": WHAT})

        elsewhere = [call for call in it.slack.messages if call.channel != DM]
        assert [call.method for call in elsewhere] == [RESPONSE_URL]
        assert "direct message" in elsewhere[0].shown
        assert WHAT not in elsewhere[0].shown


async def test_in_the_direct_message_itself_there_is_no_pointer() -> None:
    async with stage() as it:
        await it.act(it.slack.payloads.slash_command("form", channel=DM))
        await it.submit({"what": WHAT})

        assert {call.channel for call in it.slack.messages} == {DM}


async def test_nothing_is_done_before_the_form_is_opened() -> None:
    async with stage() as it:
        await it.command("form")

        assert [call.method for call in it.slack.sent] == ["views.open"]
        assert not [call for call in it.slack.calls if call.method == "conversations.open"]


async def test_the_form_asks_at_first_what_the_short_form_may_ask_and_needs_one_answer() -> None:
    async with stage() as it:
        await it.command("form")

        fields = [block for block in inputs(it.slack.newest_view).values()]
        asked = list(dict.fromkeys(block["block_id"].partition(":")[0] for block in fields))
        assert asked == [field.id for field in FORM if field.id in asked]
        assert {"what", "where", "when", "who", "danger", "evidence"} <= set(asked)
        assert {"consent", "more", "identity", "effect"}.isdisjoint(asked)
        assert [block["block_id"] for block in fields if not block["optional"]] == ["what"]
        assert "If anyone is in danger now, call 999" in str(it.slack.newest_view["blocks"][0])


async def test_every_other_question_is_behind_a_button_and_what_was_entered_stays() -> None:
    async with stage() as it:
        await it.command("form")
        entered = {"what": WHAT, "danger": "I am not sure", "platform": "Face to face"}
        await it.act(it.slack.press_in_view("Answer more questions", entered))
        problems = await it.submit({"kind": ["A threat", "Abuse online"], "protected": ["Age"], "identity": "Only the SPOC"})

        asked = {id.partition(":")[0] for id in inputs(it.slack.newest_view)}
        assert asked == {field.id for field in FORM} - {"consent", "more"}
        assert problems == {}
        (report,) = await it.reports()
        assert {id: report.fields[id].value for id in ("danger", "platform", "kind", "protected", "identity")} == {
            "danger": "unsure",
            "platform": "in_person",
            "kind": "online_abuse,threat",
            "protected": "age",
            "identity": "spoc",
        }


async def test_the_button_for_more_questions_pressed_twice_harms_nothing() -> None:
    async with stage() as it:
        await it.command("form")
        press = it.slack.press_in_view("Answer more questions", {"what": WHAT})
        await it.act(press)
        await it.act(press)  # the view has changed in between

        assert await it.submit({}) == {}
        assert WHAT in it.newest


async def test_a_choice_may_be_answered_in_other_words() -> None:
    async with stage() as it:
        await it.command("form")
        await it.submit({"what": WHAT, "platform:words": "Bluesky"})

        (report,) = await it.reports()
        assert "App or way, in other words" in labels(it.slack.newest_view)
        assert report.fields["platform"].words == "Bluesky"


@pytest.mark.parametrize(
    ("entered", "problems"),
    [
        ({"what": WHAT, "when": "on 5 May 2027"}, {"when": FUTURE}),
        ({"what": "🙂"}, {"what": "A few words are needed."}),
        ({"what": "…", "when": "on 5 May 2027"}, {"what": "A few words are needed.", "when": FUTURE}),
        ({"what": WHAT, "count": "a lot"}, {"count": "A number is needed, such as 3."}),
        (
            {"what": WHAT, "platform": "TikTok", "platform:words": "and Bluesky"},
            {"platform:words": "Please use one of the two: a choice, or your own words."},
        ),
    ],
)
async def test_what_is_wrong_is_said_under_its_own_question_and_nothing_is_lost(
    entered: dict[str, Any], problems: dict[str, str]
) -> None:
    async with stage() as it:
        await it.command("form")

        assert await it.submit(entered) == problems
        assert (it.read, await it.reports()) == ([], [])
        mended = {id: "" if id == "platform:words" else "3" for id in problems if id != "what"} | {"what": WHAT}
        assert await it.submit({**entered, **mended}) == {}
        assert REVIEW in it.newest


async def test_two_choices_that_exclude_each_other_are_asked_again() -> None:
    async with stage() as it:
        await it.command("form")
        await it.act(it.slack.press_in_view("Answer more questions", {"what": WHAT}))

        problems = await it.submit({"effect": ["Nothing", "I campaigned less"]})
        assert problems == {"effect": "Choose one of the answers that are offered."}


async def test_a_form_may_hold_more_than_one_message() -> None:
    async with stage() as it:
        await it.command("form")
        long = {id: f"{id} " * 400 for id in ("what", "where", "who", "when")} | {"evidence": "z" * 3000}

        assert await it.submit(long) == {}
        (report,) = await it.reports()
        assert {id: report.fields[id].words for id in long} == long


async def test_a_red_flag_among_the_answers_brings_the_emergency_card_first() -> None:
    async with stage() as it:
        await it.command("form")
        await it.submit({"what": "he has a knife and he is outside my office right now"})

        where_it_was_opened, direct = it.slack.messages[:2]
        assert (where_it_was_opened.method, direct.channel) == (RESPONSE_URL, DM)
        for call in (where_it_was_opened, direct):
            assert call.blocks[0]["type"] == "header"
            assert "999" in call.shown


async def test_danger_now_as_a_choice_brings_the_card_too() -> None:
    async with stage() as it:
        await it.command("form")
        await it.submit({"what": WHAT, "danger": "Yes, right now"})

        assert any(block["type"] == "header" for call in it.slack.messages if call.channel == DM for block in call.blocks)


async def test_the_same_form_sent_in_twice_is_one_report() -> None:
    async with stage() as it:
        await it.command("form")
        form = it.slack.submit({"what": WHAT})
        assert (await it.act(form), await it.act(form)) == ({}, {})

        assert len(await it.reports()) == 1
        assert len([text for text in it.read if REVIEW in text]) == 1


async def test_words_that_were_changed_before_it_was_sent_in_again_are_not_lost() -> None:
    async with stage() as it:
        await it.command("form")
        view = dict(it.slack.newest_view)
        await it.act(it.slack.submit({"what": WHAT}, view=view))
        await it.act(it.slack.submit({"what": WHAT + ", and he came back"}, view=view))

        assert {report.fields["what"].words for report in await it.reports()} == {WHAT + ", and he came back", WHAT}


async def test_a_form_that_was_left_open_is_taken_after_a_restart_days_later() -> None:
    async with stage() as it:
        await it.command("form")
        await it.start()
        it.world.clock.advance(days=2)
        late = it.slack.submit({"what": WHAT, "when": "yesterday"})
        assert await it.act(late) == {}
        await it.start()
        assert await it.act(late) == {}

        (report,) = await it.reports()
        assert report.fields["when"].value.startswith("2026-05-02")


async def test_the_first_question_comes_with_a_button_for_the_form() -> None:
    async with stage() as it:
        await it.say("/report")
        await it.press("Fill in a form")
        await it.submit({"what": WHAT})

        assert REVIEW in it.newest
        assert sum("Fill in a form" in text for text in it.read) == 1


async def test_a_shortcut_opens_the_form_from_anywhere() -> None:
    async with stage() as it:
        await it.act(it.slack.payloads.global_shortcut("report_incident"))
        await it.submit({"what": WHAT})

        assert REVIEW in it.newest
        assert {call.channel for call in it.slack.messages} == {DM}


async def test_a_message_of_somebody_is_reported_with_its_words_and_its_address() -> None:
    async with stage() as it:
        await it.act(
            it.slack.payloads.message_shortcut("report_message", "I know where you live &amp; when", channel="C0GENERAL")
        )
        assert await it.submit({"who": "somebody in #general"}) == {}

        (report,) = await it.reports()
        assert report.fields["what"].words == "I know where you live & when"
        link = "https://test-workspace.slack.com/archives/C0GENERAL/p1767225600000100"
        assert report.fields["evidence"].words == link
        assert REVIEW in it.newest


@pytest.mark.parametrize("length", [2999, 3001, 9000, 25_000])
async def test_a_long_message_is_reported_with_as_much_of_it_as_a_report_can_hold(length: int) -> None:
    message = ("word " * 5000)[:length].strip()

    async with stage() as it:
        await it.act(it.slack.payloads.message_shortcut("report_message", message))
        shown = str(it.slack.newest_view["blocks"])
        assert await it.submit({}) == {}

        (report,) = await it.reports()
        kept = report.fields["what"].words.split()
        assert kept == message.split() if length < 10_000 else len(kept) > 1900
        assert ("The link leads to all of it" in shown) == (length > 10_000)


async def test_a_message_without_words_is_reported_by_its_address() -> None:
    async with stage() as it:
        await it.act(it.slack.payloads.message_shortcut("report_message", ""))

        assert await it.submit({"what": "a picture that mocks me"}) == {}
        assert "p1767225600000100" in (await it.reports())[0].fields["evidence"].words


async def test_a_form_that_slack_does_not_open_is_said_to_be_closed_to_its_asker_alone() -> None:
    async with stage() as it:
        it.slack.fail_next(200, "expired_trigger_id", method="views.open")
        await it.command("form")

        (note,) = it.slack.messages
        assert (note.method, note.args["response_type"]) == (RESPONSE_URL, "ephemeral")
        assert "could not be opened" in note.shown
        assert "999" in note.shown


async def test_behind_a_shortcut_that_is_said_in_the_direct_message() -> None:
    async with stage() as it:
        it.slack.fail_next(200, "expired_trigger_id", method="views.open")
        await it.act(it.slack.payloads.global_shortcut("report_incident"))

        assert "could not be opened" in it.newest


@pytest.mark.parametrize("theirs", ["T0OTHER", "T0RIVAL"])
async def test_nobody_of_an_unknown_workspace_gets_the_form(theirs: str) -> None:
    async with stage() as it:
        shortcut = it.slack.payloads.message_shortcut("report_message", "x")
        shortcut.payload["user"]["team_id"] = theirs
        await it.act(it.slack.payloads.interactive_request(shortcut.payload, None))

        assert it.slack.views == {}
        assert "not set up for your workspace" in it.slack.texts[0]


async def test_a_form_stays_open_until_it_is_stored() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            await http.post(slack.payloads.slash_command("form"))
            await slack.wait_for("views.open")
            bench.chat.gate.clear()
            form = slack.submit({"what": WHAT})
            answer = (await http.post(form)).json()
            bench.chat.gate.set()
            await http.channel.settle()

        assert answer["response_action"] == "errors"
        assert "Nothing is lost" in answer["errors"]["what"]
        assert len(bench.chat.heard) == 1


async def test_a_form_that_cannot_be_stored_stays_open_and_says_so() -> None:
    async with stage() as it:
        await it.command("form")
        with_failures(it, StorageError())
        problems = await it.submit({"what": WHAT})

        assert "could not be saved" in problems["what"]
        assert "999" in it.newest
        assert await it.reports() == []
        assert await it.submit({"what": WHAT}) == {}
        assert REVIEW in it.newest


async def test_a_form_is_confirmed_over_the_socket_too() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.connected():
            await slack.wait_for_ack(await slack.push(slack.payloads.slash_command("form")))
            wrong = await slack.wait_for_ack(await slack.push(slack.submit({"what": "🙂"})))
            right = await slack.wait_for_ack(await slack.push(slack.submit({"what": WHAT})))

        assert (wrong or {})["errors"] == {"what": "A few words are needed."}
        assert right is None
        assert [inbound.text for inbound in bench.chat.heard] == [WHAT]


async def test_of_a_form_that_was_closed_nothing_is_kept() -> None:
    async with stage() as it:
        await it.command("form")
        view = it.slack.newest_view
        closed = it.slack.payloads.view_submission(view, values=state_values(view, {"what": WHAT}, is_sent_in=True), closed=True)
        await it.http.send(closed)

        assert (await it.reports(), it.read) == ([], [])


def with_failures(it: Stage, failure: Exception) -> None:
    """Let the next piece of work with the storage fail."""
    open_work, failures = it.world.storage.work, [failure]

    def failing(organisation_id: str) -> Any:
        if failures:
            raise failures.pop()
        return open_work(organisation_id)

    it.world.storage.work = failing  # type: ignore[method-assign]
