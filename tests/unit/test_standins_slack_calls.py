"""Calls that Slack would refuse are refused by the stand-in; each rule is broken here once."""

from typing import Any

import pytest

from tests.standins import SlackStandIn, expect_violation
from tests.standins.callers import actions, button, modal, section, web_api
from tests.standins.contracts import contract
from tests.standins.slack_blocks import message_problems, view_problems


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def select(**fields: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", "options": [option("a")], **fields}


class TestWrongCallsToSlack:
    """Each of these is refused like Slack does, and fails the test even if the code swallows the refusal."""

    @pytest.mark.parametrize(
        ("method", "args", "error", "told"),
        [
            ("chat.postMesage", {}, "unknown_method", "no such method"),
            ("chat.postMessage", {"text": "x"}, "invalid_arguments", "missing required field: channel"),
            ("chat.postMessage", {"channel": "C1"}, "no_text", "one of attachments, blocks, text"),
            ("chat.postMessage", {"channel": "C1", "text": "x", "thread": "1"}, "invalid_arg_name", "thread"),
            ("chat.postMessage", {"channel": 5, "text": "x"}, "invalid_arguments", "wrong type: channel"),
            ("chat.postMessage", {"channel": "C1", "text": "x" * 40001}, "msg_too_long", "40000"),
            ("chat.postMessage", {"channel": "C1", "text": "x", "blocks": [section("x" * 3001)]}, "invalid_blocks", "3001"),
            ("chat.postEphemeral", {"channel": "C1", "text": "x"}, "invalid_arguments", "missing required field: user"),
            ("chat.update", {"channel": "C1", "ts": "1.1", "text": "x" * 4001}, "msg_too_long", "4000"),
            ("chat.postMessage", {"channel": "C1", "text": "x", "markdown_text": "x"}, "markdown_text_conflict", "only one of"),
            ("views.open", {"view": modal()}, "invalid_arguments", "trigger_id"),
            ("views.open", {"trigger_id": "1", "view": {**modal(), "type": "home"}}, "invalid_arguments", "type modal"),
            ("views.publish", {"user_id": "U1", "view": modal()}, "invalid_arguments", "type home"),
            ("users.info", {"user": "U1"}, "invalid_form_data", "does not read JSON"),
        ],
    )
    async def test_a_wrong_call_is_refused_and_fails_the_test(
        self, method: str, args: dict[str, Any], error: str, told: str
    ) -> None:
        async with expect_violation(SlackStandIn(), told) as slack:
            answer = await web_api(slack, method, args)

            assert (answer["ok"], answer["error"]) == (False, error)
            assert slack.sent == []

    @pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("app", "not_allowed_token_type")])
    async def test_a_missing_or_misplaced_token_fails_the_test(self, token: str | None, error: str) -> None:
        async with expect_violation(SlackStandIn(), error) as slack:
            assert (await web_api(slack, "auth.test", {}, token=token))["error"] == error

    async def test_a_revoked_token_is_an_answer_and_not_a_violation(self) -> None:
        async with SlackStandIn() as slack:
            assert (await web_api(slack, "auth.test", {}, token="xoxb-old"))["error"] == "invalid_auth"

    @pytest.mark.parametrize(
        ("block", "fault"),
        [
            ({"type": "paragraph"}, "unsupported type: paragraph [json-pointer:/blocks/0/type]"),
            (section("x", colour="red"), "'colour' was unexpected"),
            (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
            ({"type": "section"}, "a section needs text or fields"),
            ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "[json-pointer:/blocks/0/text/type]"),
            ({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}, "must be less than 151 characters"),
            (actions(button("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
            (actions(button(value="x" * 2001)), "must be less than 2001 characters"),
            (actions(button(), button()), "action_id 'ack' is not unique"),
            (actions(*(button(action_id=str(n)) for n in range(26))), "must be less than 26 items"),
            (actions(), "must have at least 1 item"),
            (actions({"type": "static_select", "action_id": "s"}), "must have options"),
            (actions(select(initial_option=option("b"))), "must be one of the options"),
            (actions(select(options=[option("a"), option("a")])), "values of options must be unique"),
            (actions({"type": "plain_text_input", "action_id": "s"}), "[json-pointer:/blocks/0/elements/0"),
        ],
    )
    def test_a_block_that_slack_refuses_is_named_by_its_pointer(self, block: dict[str, Any], fault: str) -> None:
        assert fault in "\n".join(message_problems([block]))

    def test_block_ids_are_unique_and_messages_have_at_most_fifty_blocks(self) -> None:
        assert "block_id 'b1' is not unique" in message_problems([actions(button()), actions(button())])[0]
        assert "must be less than 51 items" in message_problems([{"type": "divider"}] * 51)[0]

    def test_a_modal_has_a_short_title_and_a_submit_button(self) -> None:
        long_title = {"type": "plain_text", "text": "x" * 25}
        without = {name: value for name, value in modal().items() if name != "submit"}

        assert view_problems(modal(), "modal") == []
        assert "/view/title/text" in view_problems(modal(title=long_title), "modal")[0]
        assert "submit" in view_problems(without, "modal")[0]
        assert "'colour' was unexpected" in view_problems(modal(colour="red"), "modal")[0]

    def test_the_blocks_of_the_samples_are_taken(self) -> None:
        assert message_problems(contract("slack/responses.json")["ok"]["message"]["blocks"]) == []

    async def test_a_wrong_answer_to_a_request_fails_the_test(self) -> None:
        async with expect_violation(SlackStandIn(), "response_type") as slack:
            command = slack.payloads.slash_command("ask who do I ring?")
            slack.check_answer(command, {"response_type": "in_channel", "text": "fine"})
            assert slack.violations == []
            slack.check_answer(command, {"response_type": "private", "text": "wrong"})
