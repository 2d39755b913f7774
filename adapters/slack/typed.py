"""Turns Slack's own notation back into what a person typed: `<https://example.org|here>`, `<@U0ALICE>`, `&amp;`.

It must never drop a word: what it does not know stays as Slack wrote it.
"""

import re

_BRACKETS = re.compile(r"<(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the ampersand last, so that "&amp;lt;" stays "&lt;"


def as_typed(text: str) -> str:
    """Return the text of a message as its writer saw it."""
    plain = _BRACKETS.sub(_spelled_out, text)
    for entity, char in _ENTITIES:
        plain = plain.replace(entity, char)
    return plain


def without_mention(text: str, user_id: str) -> str:
    """Return Slack's notation without the places where this user is named; blank space at the ends goes too."""
    pattern = rf"<@{re.escape(user_id)}(?:\|[^<>]*)?>" if user_id else r"^\s*<@[^<>]+>"
    return re.sub(pattern, "", text).strip()


def _spelled_out(found: re.Match[str]) -> str:
    target, label = found["target"], found["label"] or ""
    if target[0] in "@#":
        return f"{target[0]}{label or target[1:]}"
    if target[0] == "!":
        return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if label in ("", address) or label in address else f"{label} ({address})"
