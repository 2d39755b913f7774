"""What the Bot API asks of a call beyond the shape of its parameters: lengths, patterns, markup, buttons.

It must never know what was sent before: rules that depend on earlier calls live in `telegram_answers`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.standins.contracts import contract
from tests.standins.telegram_html import BadMarkup, plain_text
from tests.standins.telegram_types import shape_problems

Params = Mapping[str, Any]

# core.telegram.org/bots/api#inlinekeyboardbutton: "Exactly one of the fields other than text,
# icon_custom_emoji_id, and style must be used".
_BUTTON_LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
_CHAT_ACTIONS = frozenset(
    ["typing", "choose_sticker", "find_location", "upload_photo", "upload_document"]
    + [f"{verb}_{kind}" for verb in ("record", "upload") for kind in ("video", "voice", "video_note")]
)


def call_problems(method: str, params: Params) -> list[str]:
    """Return what the real server would refuse in this call, each in a sentence; empty when it is well made."""
    described = contract("telegram/bot_api.json")["methods"][method]
    fields = {field["name"]: field for field in described.get("fields", [])}
    problems = [f"parameter {name!r} is required" for name, f in fields.items() if f["required"] and name not in params]
    problems += [f"parameter {name!r} is not known" for name in params if name not in fields]
    for name in [name for name in fields if name in params]:
        problems += shape_problems(params[name], fields[name]["types"], name)
    # Lengths are looked at only when the shapes are right, so that they may rely on them.
    return problems or [problem for check in _CHECKS for problem in check(method, params)]


def visible_text(params: Params) -> str:
    """Return what the person will read: text or caption after parsing.

    Raises:
        BadMarkup: the markup cannot be parsed, or is in a parse mode that the stand-in does not check.
    """
    text = str(params.get("text", params.get("caption", "")))
    mode = str(params.get("parse_mode", "")).lower()
    if mode in {"markdown", "markdownv2"}:
        raise BadMarkup("the stand-in checks parse_mode HTML only")
    if mode not in {"", "html"}:
        raise BadMarkup("unsupported parse_mode")
    return plain_text(text) if mode else text


def _check_text(method: str, params: Params) -> list[str]:
    if method == "answerCallbackQuery":
        return _too_long("text", params.get("text", ""), _limit("answer_callback_text_chars"))
    if "text" not in params and "caption" not in params:
        return []
    if "parse_mode" in params and ("entities" in params or "caption_entities" in params):
        return ["parse_mode and entities exclude each other"]
    try:
        text = visible_text(params)
    except BadMarkup as error:
        return [f"can't parse entities: {error}"]
    if "text" not in params:
        return _too_long("message caption", text, _limit("caption_chars"))
    return _too_long("message", text, _limit("message_text_chars")) or ([] if text.strip() else ["message text is empty"])


def _check_buttons(_method: str, params: Params) -> list[str]:
    markup = params.get("reply_markup") or {}
    inline = [button for row in markup.get("inline_keyboard", []) for button in row]
    replies = [button for row in markup.get("keyboard", []) for button in row if isinstance(button, dict)]
    problems = [problem for button in inline for problem in _button_problems(button)]
    return problems + ["text of a button is empty" for button in inline + replies if not button["text"].strip()]


def _button_problems(button: Params) -> list[str]:
    actions = button.keys() - _BUTTON_LOOKS
    if len(actions) != 1:
        return [f"a button must do exactly one thing, not {sorted(actions)}"]
    data, (shortest, longest) = button.get("callback_data"), _limit("callback_data_bytes")
    if data is not None and not shortest <= len(data.encode()) <= longest:
        return ["BUTTON_DATA_INVALID"]
    url = button.get("url")
    return [] if url is None or urlsplit(url).scheme in {"http", "https", "tg"} else ["BUTTON_URL_INVALID"]


def _check_commands(method: str, params: Params) -> list[str]:
    if method != "setMyCommands":
        return []
    commands, (shortest, longest) = params["commands"], _limit("command_description_chars")
    wrong = [c["command"] for c in commands if not re.fullmatch(_limit("command_regex"), c["command"])]
    problems = [f"BOT_COMMAND_INVALID: {command!r}" for command in wrong]
    if any(not shortest <= len(c["description"]) <= longest for c in commands):
        problems.append("BOT_COMMAND_DESCRIPTION_INVALID")
    return problems + (["BOT_COMMANDS_TOO_MUCH"] if len(commands) > _limit("commands_per_scope") else [])


def _check_small_methods(method: str, params: Params) -> list[str]:
    if method == "sendChatAction" and params["action"] not in _CHAT_ACTIONS:
        return ["wrong parameter action in request"]
    if method == "sendMediaGroup":
        return _outside("number of media", len(params["media"]), _limit("media_group_items"))
    if method == "sendLocation":
        return _outside("latitude", params["latitude"], (-90, 90)) + _outside("longitude", params["longitude"], (-180, 180))
    return []


def _check_updates(method: str, params: Params) -> list[str]:
    if method not in {"getUpdates", "setWebhook"}:
        return []
    known = {field["name"] for field in contract("telegram/bot_api.json")["types"]["Update"]["fields"]}
    problems = [f"no such kind of update: {name!r}" for name in params.get("allowed_updates", []) if name not in known]
    problems += _outside("limit", params.get("limit", 100), _limit("getUpdates_limit"))
    problems += _outside("max_connections", params.get("max_connections", 40), _limit("webhook_max_connections"))
    return problems + (_webhook_problems(params) if method == "setWebhook" else [])


def _webhook_problems(params: Params) -> list[str]:
    url = urlsplit(params["url"])
    problems = []
    if params["url"] and url.scheme != "https":
        problems.append("bad webhook: An HTTPS URL must be provided for webhook")
    if url.port is not None and url.port not in _limit("webhook_ports"):
        problems.append("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(_limit("secret_token_regex"), params.get("secret_token", "none")):
        problems.append("bad webhook: secret token contains unallowed characters")
    return problems


def _check_chat(_method: str, params: Params) -> list[str]:
    chat = params.get("chat_id")
    named = isinstance(chat, str) and re.fullmatch(r"@[A-Za-z]\w{3,31}", chat)
    return [] if chat is None or (isinstance(chat, int) and chat != 0) or named else ["chat not found"]


def _limit(name: str) -> Any:
    return contract("telegram/limits.json")[name]


def _too_long(what: str, text: str, longest: int) -> list[str]:
    return [f"{what} is too long ({len(text)} characters, at most {longest})"] if len(text) > longest else []


def _outside(what: str, value: float, bounds: tuple[float, float]) -> list[str]:
    return [] if bounds[0] <= value <= bounds[1] else [f"{what} must be {bounds[0]} to {bounds[1]}"]


_CHECKS: tuple[Callable[[str, Params], list[str]], ...] = (
    _check_chat,
    _check_text,
    _check_buttons,
    _check_commands,
    _check_small_methods,
    _check_updates,
)
