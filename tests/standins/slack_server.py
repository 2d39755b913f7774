"""The serving half of the Slack stand-in: Web API, response URLs, files and Socket Mode.

It must never answer a call that breaks the contract as if it were fine.
"""

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from tests.standins.contracts import contract
from tests.standins.failures import DROPPED, Failure, drop, respond
from tests.standins.server import StandIn
from tests.standins.slack_answers import Answers, Refused
from tests.standins.slack_call import RESPONSE_URL, Call, accepts_json, read_args
from tests.standins.slack_checks import Problem, call_problems, response_problems
from tests.standins.slack_limits import limit
from tests.standins.slack_socket import SocketMode

BOT_TOKEN = "xoxb-stand-in-bot"
APP_TOKEN = "xapp-1-stand-in-app"

FILES = "files"
"""Method name for failures of fetching a file."""

_APP_METHODS = frozenset({"apps.connections.open"})
_UNNOTICED = (".info", ".list", ".history", ".replies", ".members", ".test", "connections.open", "conversations.open")


def is_noticed(method: str) -> bool:
    """Do people notice this call? Not so for reading, tests and opening of connections."""
    return not method.endswith(_UNNOTICED)


class SlackServer(StandIn):
    """The Web API at `root`/api/<method>, beside it response URLs, files and the WebSocket."""

    def __init__(self, *, port: int = 0, bot_token: str = BOT_TOKEN, app_token: str = APP_TOKEN) -> None:
        super().__init__(port=port)
        self.bot_token = bot_token
        self.app_token = app_token
        self.calls: list[Call] = []  # every call, refused ones too, in order
        self.fetched: list[tuple[str, str]] = []  # files that somebody wanted, each with the token that came along
        self.answers = Answers()
        self.socket = SocketMode(changed=self.changed, broken=self.broken)
        self._response_urls: dict[str, int] = {}  # how often each was used
        self._numbers = itertools.count(1)

    def new_response_url(self) -> str:
        """Return a fresh response_url; it takes five messages."""
        url = f"{self.root}/response/{next(self._numbers)}"
        self._response_urls[url] = 0
        return url

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_post("/response/{number}", self._serve_response_url)
        app.router.add_get("/files-pri/{file}", self._serve_file)
        app.router.add_get("/link", self.socket.serve)

    async def closing_down(self) -> None:
        await self.socket.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.answers.root = self.root  # the port is known by now
        method, token = request.match_info["method"], _bearer(request)
        if method not in contract("slack/slack_web_methods.json")["methods"]:
            self.broken(f"{method}: no such method")
            return _refusal("unknown_method")
        call = Call(method=method, args=await read_args(request, method), token=token)
        if error := self._token_error(call):
            return self._refuse(call, [Problem(error=error, message=error)] if error != "invalid_auth" else [], error)
        problems = call_problems(method, call.args)
        if request.content_type == "application/json" and request.can_read_body and not accepts_json(method):
            problems.insert(0, Problem(error="invalid_form_data", message="this method does not read JSON"))
        return await self._carry_out(request, call, problems)

    async def _carry_out(self, request: web.Request, call: Call, problems: list[Problem]) -> web.StreamResponse:
        failure = self.failures.take(lambda failure: _is_for(failure, call.method))
        if failure and not failure.after_work:
            self.broken(*_sentences(call, problems))
            self._remember(replace(call, status=failure.status, error=_error_of(failure)))
            return respond(request, failure)
        if problems:
            return self._refuse(call, problems, problems[0].error)
        try:
            result = self.answers.answer(call)
        except Refused as refused:
            return self._refuse(call, [], refused.error)
        self._remember(replace(call, ts=str(result.get("ts", result.get("message_ts", "")))))
        scopes = {"x-oauth-scopes": "app_mentions:read,chat:write,commands,files:read,im:history,im:write,users:read"}
        return drop(request) if failure else web.json_response({"ok": True, **result}, headers=scopes)

    async def _serve_response_url(self, request: web.Request) -> web.StreamResponse:
        url = f"{self.root}{request.path}"
        message = await request.json()
        call = Call(method=RESPONSE_URL, args=message, response_url=url)
        failure = self.failures.take(lambda failure: _is_for(failure, RESPONSE_URL))
        if failure and not failure.after_work:
            self._remember(replace(call, status=failure.status, error=_error_of(failure)))
            return respond(request, failure)
        if problems := response_problems(message):
            return self._refuse(call, problems, problems[0].error)
        if self._response_urls.get(url, limit("response_url_uses")) >= limit("response_url_uses"):
            self._remember(replace(call, status=404, error="used_url"))
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self._response_urls[url] += 1
        self._remember(call)
        return drop(request) if failure else web.json_response({"ok": True})

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["file"]
        content = self.answers.files.get(name)
        self.fetched.append((name, _bearer(request)))
        failure = self.failures.take(lambda failure: failure.method == FILES)
        if failure:
            return respond(request, failure)
        if name in self.answers.redirects:
            return web.Response(status=302, headers={"Location": self.answers.redirects[name]})
        if _bearer(request) != self.bot_token:
            # Slack shows its sign-in page, with status 200, instead of the file.
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        return web.Response(status=404) if content is None else web.Response(body=content)

    def _token_error(self, call: Call) -> str:
        right, other = self.bot_token, self.app_token
        if call.method in _APP_METHODS:
            right, other = other, right
        if not call.token:
            return "not_authed"
        return "" if call.token == right else "not_allowed_token_type" if call.token == other else "invalid_auth"

    def _refuse(self, call: Call, problems: list[Problem], error: str) -> web.Response:
        self.broken(*_sentences(call, problems))
        self._remember(replace(call, error=error))
        return _refusal(error, [problem.message for problem in problems])

    def _remember(self, call: Call) -> None:
        self.calls.append(call)
        self.changed()


def _bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _is_for(failure: Failure, method: str) -> bool:
    return failure.method == method or (not failure.method and is_noticed(method))


def _error_of(failure: Failure) -> str:
    if failure.status == DROPPED:
        return "dropped"
    return str(json.loads(failure.body or b"{}").get("error", "failed"))


def _sentences(call: Call, problems: list[Problem]) -> list[str]:
    return [f"{call.method}: {problem.error}: {problem.message}" for problem in problems]


def _refusal(error: str, messages: list[str] | None = None) -> web.Response:
    body: Mapping[str, Any] = {"ok": False, "error": error}
    if messages:
        body = {**body, "errors": messages, "response_metadata": {"messages": [f"[ERROR] {m}" for m in messages]}}
    return web.json_response(body)
