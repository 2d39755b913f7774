"""A Slack workspace for tests: what a test does with it and what it sees through it.

A violation of the contract must never be lost: it is raised again when the `async with` block ends.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.standins.contracts import contract
from tests.standins.failures import DROPPED, Failure, json_failure
from tests.standins.server import PATIENCE_S
from tests.standins.slack_call import RESPONSE_URL, Button, Call
from tests.standins.slack_checks import answer_problems
from tests.standins.slack_modals import Entered, state_values, view_buttons
from tests.standins.slack_payloads import USER, SlackPayloads
from tests.standins.slack_requests import SIGNING_SECRET, SlackRequest
from tests.standins.slack_server import APP_TOKEN, BOT_TOKEN, SlackServer, is_noticed

__all__ = ["APP_TOKEN", "BOT_TOKEN", "RESPONSE_URL", "SIGNING_SECRET", "Button", "Call", "SlackStandIn"]

Wanted = int | str | Callable[[Call], bool]

_NAMES_BY_STATUS = {404: "response_url_used_up", 429: "ratelimited"}


class SlackStandIn(SlackServer):
    """`async with SlackStandIn() as slack:`; give the app `slack.url`, both tokens and `slack.signing_secret`."""

    def __init__(
        self,
        *,
        port: int = 0,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now`: seconds since 1970 by the clock that the app checks signatures with."""
        super().__init__(port=port, bot_token=bot_token, app_token=app_token)
        self.signing_secret = signing_secret
        self.payloads = SlackPayloads(
            signing_secret=signing_secret, now=now, response_url=self.new_response_url, made_up=self.answers.learn
        )

    @property
    def url(self) -> str:
        """The root of the Web API with a slash at the end, such as http://127.0.0.1:8082/api/."""
        return f"{self.root}/api/"

    def sign(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """Return Slack's signature headers for a body; `timestamp` in seconds since 1970, None for now."""
        return self.payloads.sign(body, timestamp)

    async def push(self, request: SlackRequest) -> str:
        """Send the request over Socket Mode, at once or as soon as the app connects; return the envelope id."""
        envelope_id = self.socket.add(request)
        await self.socket.flush()
        return envelope_id

    def press(self, label: str, **overrides: Any) -> SlackRequest:
        """Return the request for a press of the newest posted button with this label, ready to POST or to `push`.

        `overrides` are those of `SlackPayloads.block_actions`.

        Raises:
            AssertionError: no posted message has such a button.
        """
        posted = [call for call in self.messages if call.ts]
        shown = [(call, button) for call in posted for button in call.buttons]
        found = [(call, button) for call, button in shown if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for _call, button in shown]}"
        call, button = found[-1]
        message = self.answers.messages.get((call.channel, call.ts))
        fields = {"value": button.value, "block_id": button.block_id, "label": label, "channel": call.channel}
        return self.payloads.block_actions(button.action_id, **{**fields, "message": message, **overrides})

    @property
    def newest_view(self) -> dict[str, Any]:
        """The view that was opened last, as it is now."""
        assert self.views, "no view was opened"
        return list(self.views.values())[-1]

    def submit(self, entered: Entered, *, view: Mapping[str, Any] | None = None, user: str = USER) -> SlackRequest:
        """Return the request for the newest view, or another one, sent in with this; what it held from the start stays.

        Raises AssertionError for what Slack's window would not let a person send in.
        """
        shown = view or self.newest_view
        return self.payloads.view_submission(shown, values=state_values(shown, entered, is_sent_in=True), user=user)

    def press_in_view(self, label: str, entered: Entered | None = None, *, user: str = USER) -> SlackRequest:
        """Return the request for a press of this button in the newest view, with what has been entered so far."""
        view = self.newest_view
        block_id, button = view_buttons(view)[label]
        values = state_values(view, entered or {}, is_sent_in=False)
        return self.payloads.view_actions(view, button, block_id=block_id, values=values, user=user)

    def check_answer(self, request: SlackRequest, answer: Mapping[str, Any] | None) -> None:
        """Check what the app answered directly to a request: the JSON body of its 200, or the payload of its ack.

        Breaking a rule is a violation, as with calls. None and {} are always fine.
        """
        problems = answer_problems(request, answer or {})
        self.broken(*(f"answer to {request.kind}: {p.error}: {p.message}" for p in problems))

    def fail_next(self, status: int, body: str | Mapping[str, Any] | None = None, *, times: int = 1, method: str = "") -> None:
        """Answer the next calls with a failure.

        Args:
            status: HTTP status; 200 goes with most of Slack's errors, 429 with a rate limit.
            body: the JSON object of the answer, its name in slack/responses.json ("ratelimited", "missing_scope",
                "invalid_blocks", ...), or an error code such as "channel_not_found"; None picks one that fits.
            times: how many calls fail.
            method: fail only this method, or RESPONSE_URL; empty: whatever people would notice.
        """
        answer = _failure(status, body)
        self.failures.add(json_failure(status, answer["body"], headers=answer["headers"], method=method), times)

    def drop_next(self, *, times: int = 1, method: str = "", after_work: bool = False) -> None:
        """Break the connection of the next calls; with `after_work` only the answer is lost. `method` as in `fail_next`."""
        self.failures.add(Failure(status=DROPPED, method=method, after_work=after_work), times)

    @property
    def users(self) -> dict[str, dict[str, Any]]:
        """What users.info says beyond the invented defaults, by user id."""
        return self.answers.users

    @property
    def files(self) -> dict[str, bytes]:
        """Bytes behind files.info and `file_address`, by file id."""
        return self.answers.files

    @property
    def redirects(self) -> dict[str, str]:
        """Where Slack sends whoever fetches a file, by file id, instead of giving its bytes."""
        return self.answers.redirects

    @property
    def views(self) -> dict[str, dict[str, Any]]:
        """The views that were opened or published, by view id, as Slack answers them."""
        return self.answers.views

    @property
    def acknowledged(self) -> dict[str, dict[str, Any] | None]:
        """Payloads of Socket Mode acknowledgements by envelope id; None for a bare one."""
        return self.socket.acknowledged

    def file_address(self, file_id: str) -> str:
        """Return the `url_private` of a file; it needs the bot token."""
        return f"{self.root}/files-pri/{file_id}"

    @property
    def sent(self) -> list[Call]:
        """The accepted calls that people notice, in order: no reading, tests or opening of connections."""
        return [call for call in self.calls if call.status == 200 and not call.error and is_noticed(call.method)]

    @property
    def messages(self) -> list[Call]:
        """Of `sent`: what was posted or changed in conversations, by the Web API or a response_url."""
        return [call for call in self.sent if call.method.startswith(("chat.", RESPONSE_URL))]

    @property
    def texts(self) -> list[str]:
        """What people read in `messages`: the blocks' text, or the text when there are no blocks."""
        return [call.shown for call in self.messages]

    async def wait_for(self, wanted: Wanted, *, count: int = 1, timeout_s: float = PATIENCE_S) -> list[Call]:
        """Wait for outgoing calls and return them.

        Args:
            wanted: a number: so many calls in `sent`, and all of them are returned; a method name or a predicate: `count`
                calls in `sent` that fit, and those are returned.
            timeout_s: seconds after which an AssertionError tells what came instead.
        """
        needed = wanted if isinstance(wanted, int) else count
        return await self._wait(lambda: [c for c in self.sent if _fits(c, wanted)], needed, timeout_s)

    async def wait_for_messages(self, count: int, *, timeout_s: float = PATIENCE_S) -> list[Call]:
        """Wait until `messages` has at least `count` entries and return them all."""
        return await self._wait(lambda: self.messages, count, timeout_s)

    async def wait_for_ack(self, envelope_id: str, *, timeout_s: float = PATIENCE_S) -> dict[str, Any] | None:
        """Wait until the app acknowledged the envelope; return the payload that came with it."""
        await self.until(lambda: envelope_id in self.acknowledged, timeout_s=timeout_s)
        return self.acknowledged[envelope_id]

    async def wait_for_connection(self, *, timeout_s: float = PATIENCE_S) -> None:
        """Wait until the app has a Socket Mode connection."""
        await self.until(lambda: bool(self.socket.connections), timeout_s=timeout_s)

    async def _wait(self, found: Callable[[], list[Call]], count: int, timeout_s: float) -> list[Call]:
        def came() -> object:
            return [(call.method, call.error, call.shown) for call in self.calls]

        return await self.collect(found, count, came=came, timeout_s=timeout_s)


def _fits(call: Call, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return call.method == wanted
    return isinstance(wanted, int) or wanted(call)


def _failure(status: int, body: str | Mapping[str, Any] | None) -> dict[str, Any]:
    known = contract("slack/responses.json")
    name = _NAMES_BY_STATUS.get(status, "internal_error") if body is None else body
    if not isinstance(name, str):
        return {"body": name, "headers": {}}
    found = known.get(name, {"ok": False, "error": name})
    return {"headers": {}, **found} if "body" in found else {"body": found, "headers": {}}
