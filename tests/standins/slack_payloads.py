"""Realistic Slack requests, signed and ready to POST, so that a test shows only what matters.

They start from the samples in tests/contracts/slack/payloads. They must never carry the samples' response_url: a test
would then post to the real Slack.
"""

import copy
import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.standins.contracts import contract
from tests.standins.slack_requests import SIGNING_SECRET, Signer, SlackRequest

USER, CHANNEL, IM, TEAM = "U0ALICE", "C0GENERAL", "D0ALICE", "T0TEAM"

# Fresh ids in every call, as Slack gives them out; a repeated delivery is made with `retry`.
_numbers = itertools.count(1)


class SlackPayloads(Signer):
    """Builders; each takes further fields of its payload as keywords, and `timestamp` for the signature."""

    def __init__(
        self,
        *,
        signing_secret: str = SIGNING_SECRET,
        now: Callable[[], float] = time.time,
        response_url: Callable[[], str] = lambda: "http://127.0.0.1:9/no-stand-in",
        made_up: Callable[[str, dict[str, Any]], None] = lambda _channel, _message: None,
    ) -> None:
        """`now`: seconds since 1970 for signatures; `response_url`: gives a fresh one per request.

        `made_up` is told channel and message when a builder invents a message of the bot.
        """
        super().__init__(signing_secret=signing_secret, now=now)
        self._response_url = response_url
        self._made_up = made_up

    # What people do

    def slash_command(
        self, text: str = "", *, command: str = "/alongside", user: str = USER, channel: str = CHANNEL, **fields: Any
    ) -> SlackRequest:
        """A slash command, such as `/alongside ask who do I ring?`."""
        stamp = fields.pop("timestamp", None)
        payload = dict(contract("slack/payloads/slash_command.json")["fields"])
        payload |= {"command": command, "text": text, "user_id": user, "channel_id": channel}
        payload |= {"trigger_id": _trigger(), "response_url": self._response_url(), **fields}
        return self.command_request(payload, stamp)

    def app_mention(self, text: str, *, user: str = USER, channel: str = CHANNEL, **fields: Any) -> SlackRequest:
        """`@Alongside ...` in a channel; the mention is put before the text. `thread_ts` makes it an answer in a thread."""
        return self._message_event("app_mention", f"<@U0BOT> {text}", user, channel, fields)

    def message_im(self, text: str, *, user: str = USER, channel: str = IM, **fields: Any) -> SlackRequest:
        """A direct message to the bot."""
        return self._message_event("message_im", text, user, channel, fields)

    def message_in_channel(self, text: str, *, user: str = USER, channel: str = CHANNEL, **fields: Any) -> SlackRequest:
        """A message in a channel that does not name the bot."""
        return self._message_event("message_channels", text, user, channel, fields)

    def own_message(self, text: str, *, channel: str = IM, **fields: Any) -> SlackRequest:
        """The bot's own message, which Slack sends back to it; answering it would never end."""
        return self._message_event("message_from_the_bot_itself", text, "U0BOT", channel, fields)

    def file_share(self, text: str = "", *, file_id: str = "F0FILE", user: str = USER, **fields: Any) -> SlackRequest:
        """A direct message with a file.

        Fill `slack.files[file_id]` with its bytes and give `url_private=slack.file_address(file_id)`.
        """
        address = fields.pop("url_private", "http://127.0.0.1:9/no-stand-in")
        request = self._message_event("message_file_share", text, user, fields.pop("channel", IM), fields)
        payload = copy.deepcopy(request.payload)
        for file in payload["event"]["files"]:
            file |= {"id": file_id, "url_private": address, "url_private_download": address}
        return self.event_request(payload, None)

    def event(self, name: str, **fields: Any) -> SlackRequest:
        """Any event sample by its file name without .json, such as "app_home_opened"; `fields` go into the inner event."""
        stamp = fields.pop("timestamp", None)
        payload = copy.deepcopy(contract(f"slack/payloads/{name}.json")["body"])
        number = next(_numbers)
        payload |= {"event_id": fields.pop("event_id", f"Ev{number:07d}"), "team_id": fields.pop("team_id", TEAM)}
        payload["event"] |= {"event_ts": f"1767225600.{number:06d}", **fields}
        return self.event_request(payload, stamp)

    def block_actions(
        self,
        action_id: str,
        *,
        value: str = "",
        block_id: str = "b",
        label: str = "A button",
        message: Mapping[str, Any] | None = None,
        user: str = USER,
        channel: str = CHANNEL,
        **fields: Any,
    ) -> SlackRequest:
        """A press of a button in a message; `message` is the one with the button, None makes one up."""
        stamp = fields.pop("timestamp", None)
        payload = self._interaction("block_actions_message", user, fields)
        action: dict[str, Any] = {"type": "button", "action_id": action_id, "block_id": block_id, "value": value}
        action |= {"text": {"type": "plain_text", "text": label}, "action_ts": f"1767225660.{next(_numbers):06d}"}
        shown = dict(message or payload["message"])
        if message is None:
            self._made_up(channel, shown)
        payload |= {"actions": fields.pop("actions", [action]), "message": shown}
        payload |= {"channel": {"id": channel, "name": "general"}, "response_url": self._response_url()}
        payload["container"] |= {"channel_id": channel, "message_ts": shown["ts"]}
        return self.interactive_request(payload | {"state": {"values": {}}} | fields, stamp)

    def view_submission(
        self,
        view: Mapping[str, Any] | None = None,
        *,
        values: Mapping[str, Mapping[str, Any]],
        user: str = USER,
        closed: bool = False,
        **fields: Any,
    ) -> SlackRequest:
        """A modal sent in, or closed. `view` as views.open answered it; `values`: block_id -> action_id -> what was entered.

        An entry is a text (for plain_text_input) or the whole state of the element.
        """
        stamp = fields.pop("timestamp", None)
        payload = self._interaction("view_closed" if closed else "view_submission", user, fields)
        payload["view"] |= dict(view or {})
        payload["view"] |= {"state": {"values": {b: {a: _state(v) for a, v in e.items()} for b, e in values.items()}}}
        for name in ("callback_id", "private_metadata"):
            payload["view"] |= {name: fields.pop(name)} if name in fields else {}
        return self.interactive_request(payload | fields, stamp)

    def view_actions(
        self,
        view: Mapping[str, Any],
        button: Mapping[str, Any],
        *,
        block_id: str,
        values: Mapping[str, Any],
        user: str = USER,
        **fields: Any,
    ) -> SlackRequest:
        """A press of a button in a modal; `values` as in `view_submission`."""
        stamp = fields.pop("timestamp", None)
        payload = self._interaction("block_actions_home", user, fields)
        pressed = {name: button[name] for name in ("type", "action_id", "value", "text") if name in button}
        payload["view"] = {**view, "state": {"values": values}}
        payload["container"] = {"type": "view", "view_id": view["id"]}
        payload["actions"] = [{**pressed, "block_id": block_id, "action_ts": f"1767225660.{next(_numbers):06d}"}]
        return self.interactive_request(payload | fields, stamp)

    def global_shortcut(self, callback_id: str, *, user: str = USER, **fields: Any) -> SlackRequest:
        """A shortcut of the app, from Slack's own menu."""
        stamp = fields.pop("timestamp", None)
        payload = self._interaction("global_shortcut", user, fields) | {"callback_id": callback_id}
        return self.interactive_request(payload | fields, stamp)

    def message_shortcut(
        self, callback_id: str, text: str, *, user: str = USER, channel: str = CHANNEL, **fields: Any
    ) -> SlackRequest:
        """A shortcut of the app, from the menu of a message that somebody wrote; `message` gives further fields of it."""
        stamp = fields.pop("timestamp", None)
        payload = self._interaction("message_action_shortcut", user, fields) | {"callback_id": callback_id}
        payload |= {"channel": {"id": channel, "name": "general"}, "response_url": self._response_url()}
        payload["message"] |= {"text": text, **fields.pop("message", {})}
        return self.interactive_request(payload | fields, stamp)

    # What Slack does by itself

    def url_verification(self, challenge: str = "a-challenge", *, timestamp: int | None = None) -> SlackRequest:
        """The handshake when the events address is entered in Slack."""
        payload = {**contract("slack/payloads/url_verification.json")["body"], "challenge": challenge}
        return self.event_request(payload, timestamp)

    def retry(self, request: SlackRequest, *, number: int = 1, reason: str = "http_timeout") -> SlackRequest:
        """The same request again, as Slack sends it when it saw no 2xx within three seconds; signed afresh."""
        extra = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return replace(request, headers={**request.headers, **self.sign(request.body), **extra})

    def _message_event(self, name: str, text: str, user: str, channel: str, fields: dict[str, Any]) -> SlackRequest:
        number = next(_numbers)
        typed = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        event: dict[str, Any] = {"text": text, "user": user, "channel": channel, "ts": f"1767225600.{number:06d}"}
        event |= {"client_msg_id": f"00000000-0000-4000-8000-{number:012d}"}
        event |= {"blocks": [{"type": "rich_text", "block_id": "vW0aL", "elements": [typed]}]}
        return self.event(name, **{**event, **fields})

    def _interaction(self, name: str, user: str, fields: dict[str, Any]) -> dict[str, Any]:
        payload: dict[str, Any] = copy.deepcopy(contract(f"slack/payloads/{name}.json")["payload"])
        team = fields.pop("team_id", TEAM)
        payload["user"] |= {"id": user, "team_id": team}
        payload["team"] |= {"id": team}
        return payload | {"trigger_id": _trigger()}


def _trigger() -> str:
    return f"13345224609.738474920.{next(_numbers):032x}"


def _state(value: object) -> object:
    return {"type": "plain_text_input", "value": value} if isinstance(value, str) else value
