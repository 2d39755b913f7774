"""A Bot API server for tests: what a test does with it and what it sees through it.

A violation of the contract must never be lost: it is raised again when the `async with` block ends.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.standins import updates
from tests.standins.contracts import contract
from tests.standins.failures import DROPPED, Failure, json_failure
from tests.standins.server import PATIENCE_S
from tests.standins.telegram_call import Button, Call
from tests.standins.telegram_server import TOKEN, TelegramServer, is_noticed
from tests.standins.telegram_types import shape_problems
from tests.standins.update_parts import Update

__all__ = ["TOKEN", "Button", "Call", "TelegramStandIn"]

Wanted = int | str | Callable[[Call], bool]

_NAMES_BY_STATUS = {400: "bad_request", 401: "wrong_token", 403: "blocked", 409: "two_pollers", 429: "flood"}


class TelegramStandIn(TelegramServer):
    """`async with TelegramStandIn() as telegram:`; give the bot `telegram.url` as its API root and `telegram.token`."""

    @property
    def url(self) -> str:
        """The root, such as http://127.0.0.1:8081, without a slash at the end."""
        return self.root

    def push(self, update: Update) -> Update:
        """Queue an update for getUpdates and return it.

        Raises:
            AssertionError: the update is not one that Telegram could send.
        """
        self._learn(update)
        self.queue.add(update)
        self.changed()
        return update

    def webhook_request(self, update: Update) -> tuple[dict[str, str], bytes]:
        """Return (headers, body) of the POST that brings this update to the webhook that the bot has set."""
        self._learn(update)
        return updates.webhook_request(update, secret=self.webhook.get("secret_token", ""))

    def tap(self, label: str, **overrides: Any) -> Update:
        """Press the newest button with this label and return the update that tells of it.

        `overrides` are those of `updates.callback`.

        Raises:
            AssertionError: no message has such a button.
        """
        shown = [(call, button) for call in self.messages for button in call.buttons if button.data]
        found = [(call, button) for call, button in shown if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for _call, button in shown]}"
        call, button = found[-1]
        message = self.answers.chats.messages.get((call.chat_id, call.message_id))
        return self.push(updates.callback(button.data, message=message, **overrides))

    def fail_next(self, status: int, body: str | Mapping[str, Any] | None = None, *, times: int = 1, method: str = "") -> None:
        """Answer the next calls with a failure.

        Args:
            status: HTTP status, such as 429, 403 or 500.
            body: the JSON object of the answer, or its name in telegram/responses.json ("flood", "blocked",
                "never_started", "migrated", ...); None picks the one that fits the status.
            times: how many calls fail.
            method: fail only this method, such as "getUpdates", or "file" for a download; empty: whatever people would
                notice, so neither polling nor settings.
        """
        answer = _failure_body(status, body)
        wait = answer.get("parameters", {}).get("retry_after")
        headers = {} if wait is None else {"Retry-After": str(wait)}
        self.failures.add(json_failure(status, answer, headers=headers, method=method), times)

    def drop_next(self, *, times: int = 1, method: str = "", after_work: bool = False) -> None:
        """Break the connection of the next calls.

        With `after_work` the message is sent and only the answer is lost; `method` as in `fail_next`.
        """
        self.failures.add(Failure(status=DROPPED, method=method, after_work=after_work), times)

    @property
    def files(self) -> dict[str, bytes]:
        """Bytes that getFile and the download serve, by file id; fill it before pushing a photo."""
        return self.answers.files

    @property
    def commands(self) -> list[dict[str, Any]]:
        """What setMyCommands set."""
        return self.answers.commands

    @property
    def webhook(self) -> dict[str, Any]:
        """The parameters of setWebhook; {"url": ""} when there is none."""
        return self.answers.webhook

    @property
    def open_callbacks(self) -> set[str]:
        """Ids of button presses that nobody has answered: their buttons still show the spinner."""
        return self.answers.open_callbacks

    @property
    def sent(self) -> list[Call]:
        """The accepted calls that people notice, in order: no reading, settings or chat actions."""
        return [call for call in self.calls if call.status == 200 and is_noticed(call.method)]

    @property
    def messages(self) -> list[Call]:
        """Of `sent`: new and edited messages."""
        return [call for call in self.sent if call.method.startswith(("send", "editMessage"))]

    @property
    def texts(self) -> list[str]:
        """What people read in `messages`, markup parsed."""
        return [call.text for call in self.messages]

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

    async def wait_until_confirmed(self, update: Update, *, timeout_s: float = PATIENCE_S) -> None:
        """Wait until the bot has asked for updates after this one, so that it is not served again."""
        await self.until(lambda: self.queue.confirmed_below > update["update_id"], timeout_s=timeout_s)

    async def _wait(self, found: Callable[[], list[Call]], count: int, timeout_s: float) -> list[Call]:
        def came() -> object:
            return [(call.method, call.status, call.text) for call in self.calls]

        return await self.collect(found, count, came=came, timeout_s=timeout_s)

    def _learn(self, update: Update) -> None:
        problems = shape_problems(update, ["Update"], "update")
        assert not problems, f"Telegram would not send this: {problems}"
        self.answers.learn(update)


def _fits(call: Call, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return call.method == wanted
    return isinstance(wanted, int) or wanted(call)


def _failure_body(status: int, body: str | Mapping[str, Any] | None) -> Mapping[str, Any]:
    name = _NAMES_BY_STATUS.get(status) if body is None else body
    if name is None:
        return {"ok": False, "error_code": status, "description": "Internal Server Error"}
    known: Mapping[str, Any] = contract("telegram/responses.json")[name] if isinstance(name, str) else name
    assert known.get("error_code", status) == status, f"{name!r} goes with status {known['error_code']}"
    return known
