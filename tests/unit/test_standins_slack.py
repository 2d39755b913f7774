"""The Slack stand-in as the app sees it: state, response URLs, files, Socket Mode, ordered failures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import httpx
import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest, AsyncSay
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins import SlackStandIn, expect_violation
from tests.standins.callers import actions, button, get, modal, post, section, web_api
from tests.standins.slack_call import RESPONSE_URL


class TestSlackAsTheAppSeesIt:
    async def test_what_the_library_sends_is_taken(self) -> None:
        async with SlackStandIn() as slack:
            client = AsyncWebClient(token=slack.bot_token, base_url=slack.url)
            slack.users["U0ALICE"] = {"tz": "Europe/London"}
            me = await client.auth_test()
            person = await client.users_info(user="U0ALICE")
            direct = await client.conversations_open(users="U0ALICE")
            posted = await client.chat_postMessage(
                channel="C0GENERAL", text="New report", blocks=[section("*New* report"), actions(button())]
            )
            await client.chat_update(channel="C0GENERAL", ts=posted["ts"], text="Acknowledged")
            await client.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="Only you")
            opened = await client.views_open(trigger_id="1.2.3", view=modal())
            await client.views_publish(user_id="U0ALICE", view={"type": "home", "blocks": [section("Hello")]})

            assert me["user_id"] == "U0BOT"
            assert person["user"]["tz"] == "Europe/London"
            assert direct["channel"]["id"] == "D0ALICE"
            assert opened["view"]["id"] in slack.views
            assert slack.texts == ["*New* report\nAcknowledge", "Acknowledged", "Only you"]
            assert slack.messages[0].buttons[0].value == "r1"

    async def test_a_bolt_app_gets_its_requests_and_is_understood(self) -> None:
        async with SlackStandIn() as slack:
            app = AsyncApp(signing_secret=slack.signing_secret, client=AsyncWebClient(token=slack.bot_token, base_url=slack.url))

            @app.event("app_mention")
            async def answer(event: dict[str, Any], say: AsyncSay) -> None:
                await say(text=f"You said {event['text']}", thread_ts=event["ts"])

            mention = slack.payloads.app_mention("who do I ring?")
            response = await app.async_dispatch(AsyncBoltRequest(body=mention.body.decode(), headers={**mention.headers}))
            said = await slack.wait_for("chat.postMessage")

            assert response.status == 200
            assert said[0].text == "You said <@U0BOT> who do I ring?"
            assert said[0].args["thread_ts"] == mention.payload["event"]["ts"]

    async def test_state_is_kept_as_slack_keeps_it(self) -> None:
        async with SlackStandIn() as slack:
            client = AsyncWebClient(token=slack.bot_token, base_url=slack.url)
            await client.views_open(trigger_id="1.2.3", view=modal())

            with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
                await client.views_open(trigger_id="1.2.3", view=modal())
            with pytest.raises(SlackApiError, match="message_not_found"):
                await client.chat_update(channel="C1", ts="1.1", text="x")
            with pytest.raises(SlackApiError, match="hash_conflict"):
                await client.views_update(view_id=next(iter(slack.views)), hash="older", view=modal())

    async def test_ordered_failures_come_in_order(self) -> None:
        async with SlackStandIn() as slack:
            slack.fail_next(429)
            slack.fail_next(200, "channel_not_found")
            url, headers = f"{slack.url}chat.postMessage", {"Authorization": f"Bearer {slack.bot_token}"}

            await web_api(slack, "auth.test", {})
            answers = [await post(url, json={"channel": "C1", "text": "x"}, headers=headers) for _ in range(3)]

            assert [answer.status_code for answer in answers] == [429, 200, 200]
            assert answers[0].headers["Retry-After"] == "30"
            assert [answer.json().get("error", "") for answer in answers] == ["ratelimited", "channel_not_found", ""]
            assert len(slack.sent) == 1

    async def test_a_lost_answer_differs_from_a_lost_call(self) -> None:
        async with SlackStandIn() as slack:
            slack.drop_next()
            slack.drop_next(after_work=True)

            for text in ("lost", "arrived"):
                with pytest.raises(httpx.TransportError):
                    await web_api(slack, "chat.postMessage", {"channel": "C1", "text": text})

            assert slack.texts == ["arrived"]

    async def test_a_response_url_takes_five_messages(self) -> None:
        async with SlackStandIn() as slack:
            url = slack.payloads.slash_command("status").payload["response_url"]
            statuses = [(await post(url, json={"text": str(n)})).status_code for n in range(6)]

            assert statuses == [200] * 5 + [404]
            assert [call.text for call in await slack.wait_for(RESPONSE_URL, count=5)] == ["0", "1", "2", "3", "4"]

    async def test_a_file_without_the_token_is_a_sign_in_page(self) -> None:
        async with SlackStandIn() as slack:
            slack.files["F1"] = b"jpeg"
            address = slack.file_address("F1")
            with_token = await get(address, headers={"Authorization": f"Bearer {slack.bot_token}"})
            without = await get(address)

            assert with_token.content == b"jpeg"
            assert without.headers["Content-Type"].startswith("text/html")

    async def test_socket_mode_delivers_what_was_pushed_and_takes_the_acknowledgement(self) -> None:
        async with SlackStandIn() as slack:
            waiting = await slack.push(slack.payloads.message_im("who do I ring?"))
            async with socket_client(slack):
                ack = await slack.wait_for_ack(waiting)
                command = await slack.push(slack.payloads.slash_command("ask"))
                answer = await slack.wait_for_ack(command)

            assert ack is None
            assert answer == {"text": "slash_commands"}

    async def test_an_acknowledgement_with_an_unwanted_payload_is_a_violation(self) -> None:
        async with (
            expect_violation(SlackStandIn(), "takes no payload") as slack,
            socket_client(slack, always_with_payload=True),
        ):
            await slack.wait_for_ack(await slack.push(slack.payloads.message_im("hello")))

    async def test_an_acknowledgement_of_nothing_is_a_violation(self) -> None:
        async with (
            expect_violation(SlackStandIn(), "unknown envelope") as slack,
            aiohttp.ClientSession() as http,
            http.ws_connect(f"{slack.root}/link") as connection,
        ):
            await connection.send_json({"envelope_id": "never-sent"})
            await slack.until(lambda: bool(slack.violations))


@asynccontextmanager
async def socket_client(slack: SlackStandIn, *, always_with_payload: bool = False) -> AsyncIterator[None]:
    """Connect Slack's own client, which acknowledges whatever comes."""

    async def acknowledge(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        wanted = always_with_payload or request.accepts_response_payload
        payload = {"text": request.type} if wanted else None
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))

    client = SocketModeClient(app_token=slack.app_token, web_client=AsyncWebClient(token=slack.bot_token, base_url=slack.url))
    client.socket_mode_request_listeners.append(acknowledge)
    await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk has no types here
    try:
        yield
    finally:
        await client.close()  # type: ignore[no-untyped-call]
