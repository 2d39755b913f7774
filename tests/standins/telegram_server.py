"""The serving half of the Telegram stand-in: HTTP in, checked, answered, remembered.

It must never answer a call that breaks the contract as if it were fine.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from tests.standins.contracts import contract
from tests.standins.failures import Failure, drop, respond
from tests.standins.server import StandIn
from tests.standins.telegram_answers import Answers
from tests.standins.telegram_call import Call, read_params
from tests.standins.telegram_chats import Refused
from tests.standins.telegram_checks import call_problems, visible_text
from tests.standins.telegram_queue import UpdateQueue

TOKEN = "123456:stand-in-token-that-opens-nothing-00"

LONGEST_POLL_S = 0.5
"""Short, so that a bot that stops need not wait for its last poll."""

_UNNOTICED = ("get", "set", "log", "close", "deleteWebhook", "deleteMyCommands", "sendChatAction")


def is_noticed(method: str) -> bool:
    """Do people notice this call? Not so for reading, settings and chat actions."""
    return not method.startswith(_UNNOTICED)


class TelegramServer(StandIn):
    """The Bot API at `root`/bot<token>/<method> and the files at `root`/file/bot<token>/<path>."""

    def __init__(self, *, port: int = 0, token: str = TOKEN, longest_poll_s: float = LONGEST_POLL_S) -> None:
        """`longest_poll_s`: seconds after which an empty long poll ends, whatever the bot asked for."""
        super().__init__(port=port)
        self.token = token
        self.longest_poll_s = longest_poll_s
        self.calls: list[Call] = []  # every call but getUpdates, refused ones too, in order
        self.answers = Answers()
        self.queue = UpdateQueue()
        self.polls = 0  # how many getUpdates have begun; the newest ends the others

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._serve_file)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _json(contract("telegram/responses.json")["wrong_token"])
        if method not in contract("telegram/bot_api.json")["methods"]:
            self.broken(f"{method}: no such method")
            return _json({"ok": False, "error_code": 404, "description": "Not Found"})
        params, files = await read_params(request, method)
        problems = call_problems(method, params)
        self.broken(*(f"{method}: {problem}" for problem in problems))
        call = Call(method=method, params=params, files=files)
        return await self._carry_out(request, call if problems else _read(call), problems)

    async def _carry_out(self, request: web.Request, call: Call, problems: list[str]) -> web.StreamResponse:
        failure = self.failures.take(lambda failure: _is_for(failure, call.method))
        if failure and not failure.after_work:
            self._remember(call, failure.status)
            return respond(request, failure)
        if problems:
            self._remember(call, 400)
            return _json({"ok": False, "error_code": 400, "description": f"Bad Request: {problems[0]}"})
        answer = await self._get_updates(call.params) if call.method == "getUpdates" else self._answer(call)
        return drop(request) if failure else answer

    def _answer(self, call: Call) -> web.Response:
        try:
            result = self.answers.answer(call)
        except Refused as refused:
            self._remember(call, 400)
            return _json({"ok": False, "error_code": 400, "description": refused.description})
        if call.method in {"setWebhook", "deleteWebhook"} and call.params.get("drop_pending_updates"):
            self.queue.clear()
        made = result.get("message_id", 0) if isinstance(result, dict) else 0
        self._remember(replace(call, message_id=made), 200)
        return _json({"ok": True, "result": result})

    async def _get_updates(self, params: Mapping[str, Any]) -> web.Response:
        if self.answers.webhook["url"]:
            return _json(contract("telegram/responses.json")["poll_under_webhook"])
        self.polls += 1
        this_poll = self.polls
        self.queue.allow(params.get("allowed_updates"))
        self.queue.confirm(params.get("offset", 0))
        self.changed()
        await self._long_poll(this_poll, params.get("timeout", 0))
        if self.polls != this_poll:
            return _json(contract("telegram/responses.json")["two_pollers"])
        return _json({"ok": True, "result": self.queue.pending(params.get("limit", 100))})

    async def _long_poll(self, this_poll: int, timeout_s: float) -> None:
        def is_over() -> bool:
            return bool(self.queue.pending()) or self.stopping or self.polls != this_poll

        try:
            await self.until(is_over, timeout_s=min(timeout_s, self.longest_poll_s))
        except TimeoutError:
            return  # nothing came: the ordinary end of a long poll

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        failure = self.failures.take(lambda failure: failure.method == "file")
        if failure:
            return respond(request, failure)
        content = self.answers.file_for(request.match_info["path"])
        if request.match_info["token"] != self.token or content is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=content)

    def _remember(self, call: Call, status: int) -> None:
        if call.method != "getUpdates":
            self.calls.append(replace(call, status=status))
            self.changed()


def _read(call: Call) -> Call:
    return replace(call, text=visible_text(call.params))


def _is_for(failure: Failure, method: str) -> bool:
    return failure.method == method or (not failure.method and is_noticed(method))


def _json(body: Mapping[str, Any]) -> web.Response:
    """Answer with the HTTP status that the body names, and the header that the real server adds to a 429."""
    wait = body.get("parameters", {}).get("retry_after")
    headers = {} if wait is None else {"Retry-After": str(wait)}
    return web.json_response(body, status=body.get("error_code", 200), headers=headers)
