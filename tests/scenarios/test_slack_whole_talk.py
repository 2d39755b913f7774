"""Scenario: the real conversation on Slack, from a command in a channel to the staff's acknowledgement."""

import pytest

from adapters.slack.handling import ANSWERED_AT_ONCE
from bot.rendering import TEMPLATES
from tests.scenarios.slack_harness import TRIAGE
from tests.scenarios.slack_stage import DM, Stage, stage
from tests.standins.slack import RESPONSE_URL


async def test_a_report_begun_in_a_channel_is_told_in_private_shown_to_the_staff_and_acknowledged() -> None:
    async with stage() as it:
        await it.command("report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="Send: my party's staff only")
        card = next(call for call in it.slack.messages if call.channel == TRIAGE)
        await it.press("Acknowledge")

        assert "A man shouted at me outside the library yesterday" in card.shown
        assert "have seen" in it.newest
        assert {call.channel for call in it.slack.messages if call.method != RESPONSE_URL} == {DM, TRIAGE}


async def test_nothing_goes_to_the_spoc_on_the_staffs_word_alone_and_all_of_it_when_the_reporter_agrees() -> None:
    async with stage() as it:
        await it.say("/report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="Send: my party's staff only")
        await it.press("Ask reporter: tell the SPOC?")
        asked, sent_before = it.newest, len(it.world.spoc.arrived)
        await it.press("Yes, tell the SPOC")

        assert "May I send it to the SPOC?" in asked
        assert (sent_before, len(it.world.spoc.arrived)) == (0, 1)


async def test_a_diary_is_shown_to_nobody() -> None:
    async with stage() as it:
        await it.say("/report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="Keep it for myself")

        assert [call for call in it.slack.messages if call.channel == TRIAGE] == []
        assert [report.status.value for report in await it.reports()] == ["saved"]


async def test_a_red_flag_in_a_channel_brings_the_card_to_the_asker_alone() -> None:
    async with stage() as it:
        await it.command("ask he has a knife and he is outside my office right now")

        first = it.slack.messages[0]
        assert (first.method, first.args["response_type"]) == (RESPONSE_URL, "ephemeral")
        assert first.blocks[0]["type"] == "header"
        assert "999" in first.blocks[0]["text"]["text"]


async def test_a_question_in_a_channel_is_answered_with_its_quotation_there() -> None:
    async with stage() as it:
        await it.command("ask somebody is stalking and harassing me online, do I engage?")

        introduction, answer = it.slack.messages
        assert (introduction.method, answer.method) == (RESPONSE_URL, RESPONSE_URL)
        assert "I am Alongside" in introduction.shown
        assert "> • Do not engage with individuals who are stalking or harassing you" in answer.shown
        assert "Example Guidance" in answer.shown


@pytest.mark.parametrize("kind", sorted(ANSWERED_AT_ONCE))
def test_every_kind_that_is_answered_at_once_is_a_template_of_the_conversation(kind: str) -> None:
    assert (TEMPLATES / "en" / f"{kind}.md.j2").is_file()


async def test_a_photo_and_its_caption_become_one_report() -> None:
    async with stage() as it:
        it.slack.files["F1"] = b"a photo"
        address = it.slack.file_address("F1")
        await it.act(it.slack.payloads.file_share("somebody sprayed paint on my car", file_id="F1", url_private=address))

        (report,) = await it.reports()
        assert report.fields["what"].words == "somebody sprayed paint on my car"
        assert [entry.evidence.size_bytes for entry in report.evidence if entry.evidence] == [7]


async def test_a_reporters_own_copy_is_not_put_into_slack() -> None:
    async with stage() as it:
        await it.report("Send: my party's staff only")
        (report,) = await it.reports()
        for label in ("My reports", f"Show it: {report.reference}", "As files"):
            await it.press(label)

        assert "web page" in it.newest
        assert "shouted" not in it.newest
        assert {call.method for call in it.slack.sent} <= {"chat.postMessage", "chat.update", "views.open", RESPONSE_URL}


async def _finish_report(it: Stage, *, consent: str) -> None:
    for _ in range(8):
        labels = {button.label for call in it.slack.messages if call.shown == it.newest for button in call.buttons}
        if "Choose who may see it" in labels:
            await it.choose(consent)
            return
        await it.press(next(label for label in ("No", "Nothing to add", "I don't know") if label in labels))
    raise AssertionError("the form did not come to its end")
