"""Would Slack take this call? Method, arguments and their groups by the method reference; blocks and views as a whole.

It must never know what was sent before: rules that depend on earlier calls live in `slack_answers`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft7Validator

from tests.standins.contracts import contract
from tests.standins.slack_blocks import message_problems, view_problems
from tests.standins.slack_limits import limit
from tests.standins.slack_requests import SlackRequest

Args = Mapping[str, Any]

_VIEW_KINDS = {"views.open": "modal", "views.push": "modal", "views.publish": "home"}
# bolt adds the team to every call of a listener's client, for org-wide tokens; the reference lists it for some methods only.
_ALWAYS_TAKEN = frozenset({"team_id"})
_SHAPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list, str),
    "object": (dict, str),
}
# docs.slack.dev/interactivity/handling-user-interaction#message_responses
_RESPONSE_FIELDS = frozenset(
    {"text", "blocks", "attachments", "mrkdwn", "metadata", "parse", "link_names", "unfurl_links", "unfurl_media"}
    | {"response_type", "replace_original", "delete_original", "thread_ts"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A rule that was broken: Slack's error code and what Slack would say about it."""

    error: str
    message: str


def call_problems(method: str, args: Args) -> list[Problem]:
    """Return what Slack would refuse in this call; empty when it is well made."""
    described = contract("slack/slack_web_methods.json")["methods"][method]
    known = described["args"]
    taken = known.keys() | _ALWAYS_TAKEN
    problems = _all("invalid_arg_name", (f"unknown argument: {name}" for name in args if name not in taken))
    missing = [name for name, arg in known.items() if arg["required"] and args.get(name) in (None, "")]
    problems += _all("invalid_arguments", (f"missing required field: {name} [json-pointer:/{name}]" for name in missing))
    for group in described.get("arg_groups", []):
        problems += _group_problems(group, args)
    wrong = [name for name in args if name in known and not _has_shape(args[name], known[name].get("type", "string"))]
    problems += _all("invalid_arguments", (f"wrong type: {name} [json-pointer:/{name}]" for name in wrong))
    return problems + _content_problems(method, args)


def response_problems(message: Args) -> list[Problem]:
    """Return what is wrong with a message for a response_url, or with the direct answer to a slash command."""
    problems = _all("invalid_payload", (f"unknown field: {name}" for name in message if name not in _RESPONSE_FIELDS))
    if message.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
        problems.append(Problem(error="invalid_payload", message="response_type must be ephemeral or in_channel"))
    if not message.get("delete_original") and not any(message.get(name) for name in ("text", "blocks", "attachments")):
        problems.append(Problem(error="no_text", message="no text, blocks or attachments"))
    return problems + _message_problems("response_url", message)


def answer_problems(request: SlackRequest, answer: Args) -> list[Problem]:
    """Return what is wrong with what the app answered directly to a request; an empty answer is always fine."""
    kind = request.payload.get("type", "")
    if not answer:
        return []
    if request.kind == "slash_commands":
        return response_problems(answer)
    if kind == "view_submission":
        return _view_answer_problems(answer, request.payload["view"])
    if kind == "url_verification" and answer.get("challenge") == request.payload["challenge"]:
        return []
    return [Problem(error="invalid_answer", message=f"Slack does not read this answer: {sorted(answer)}")]


def _view_answer_problems(answer: Args, view: Args) -> list[Problem]:
    action = answer.get("response_action")
    if action == "clear":
        return []
    if action in {"update", "push"}:
        return _all("invalid_arguments", view_problems(answer.get("view"), "modal"))
    errors = answer.get("errors")
    if action == "errors" and isinstance(errors, dict) and errors and all(isinstance(v, str) and v for v in errors.values()):
        known = {block.get("block_id") for block in view["blocks"] if block["type"] == "input"}
        return _all("invalid_arguments", (f"no input block to show an error under: {name}" for name in errors.keys() - known))
    return [Problem(error="invalid_arguments", message=f"not an answer to a view: {sorted(answer)}")]


def _group_problems(group: Mapping[str, Any], args: Args) -> list[Problem]:
    given = [name for name in group["args"] if args.get(name) not in (None, "", [])]
    if not given and group.get("required", True):
        error = "no_text" if "text" in group["args"] else "invalid_arguments"
        return [Problem(error=error, message=f"one of {', '.join(group['args'])} is required")]
    if len(given) > 1 and group["mutually_exclusive"]:
        error = "markdown_text_conflict" if "text" in group["args"] else "invalid_arguments"
        return [Problem(error=error, message=f"only one of {', '.join(given)} is allowed")]
    return []


def _has_shape(value: object, types: str | list[str]) -> bool:
    if isinstance(types, list):
        return any(_has_shape(value, name) for name in types)
    if types == "boolean" and isinstance(value, str):
        return value in {"true", "false", "1", "0"}
    if types in {"integer", "number"} and isinstance(value, str):
        return value.replace(".", "", 1).isdecimal()
    # Channels, users, timestamps and JSON texts are strings; what is declared as JSON has been decoded already.
    return isinstance(value, _SHAPES.get(types, (str, list, dict)))


def _content_problems(method: str, args: Args) -> list[Problem]:
    if method.startswith("chat."):
        return _message_problems(method, args)
    if method == "views.update":
        view = args.get("view")
        kind = view.get("type", "modal") if isinstance(view, dict) else "modal"
        return _view_problems(view, kind if kind in {"modal", "home"} else "modal")
    return _view_problems(args.get("view"), _VIEW_KINDS[method]) if method in _VIEW_KINDS else []


def _view_problems(view: object, kind: str) -> list[Problem]:
    if view is None:
        return []  # reported as missing already
    if len(json.dumps(view)) > limit("view_bytes"):
        return [Problem(error="view_too_large", message=f"more than {limit('view_bytes')} bytes [json-pointer:/view]")]
    return _all("invalid_arguments", view_problems(view, kind))


def _message_problems(method: str, args: Args) -> list[Problem]:
    problems: list[Problem] = []
    longest = limit("chat_update_text_chars" if method == "chat.update" else "message_text_chars_cut")
    if len(str(args.get("text", ""))) > longest:
        problems.append(Problem(error="msg_too_long", message=f"text has more than {longest} characters"))
    if len(str(args.get("markdown_text", ""))) > limit("markdown_text_chars"):
        problems.append(Problem(error="msg_too_long", message="markdown_text is too long"))
    if args.get("blocks") is not None:
        problems += _all("invalid_blocks", message_problems(args["blocks"]))
    if args.get("attachments") is not None:
        problems += _all("invalid_attachments", _attachment_problems(args["attachments"]))
    return problems


def _attachment_problems(attachments: object) -> list[str]:
    schema = {**contract("slack/block_kit.schema.json"), "$ref": "#/definitions/Attachments"}
    return [f"{fault.message} [json-pointer:/attachments]" for fault in Draft7Validator(schema).iter_errors(attachments)]


def _all(error: str, messages: Iterable[str]) -> list[Problem]:
    return [Problem(error=error, message=message) for message in messages]
