"""Replies as versioned JSON, so that a stored turn can be read by a later version."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from bot.messages import Choice, Citation, Document, DocumentKind, Reply

REPLIES_VERSION = 1


def to_text(replies: Sequence[Reply]) -> str:
    """Return replies as JSON text."""
    return json.dumps({"version": REPLIES_VERSION, "replies": [asdict(reply) for reply in replies]}, ensure_ascii=False)


def from_text(text: str) -> tuple[Reply, ...]:
    """Return stored replies; names that this version does not know are left out, missing ones take their defaults."""
    return tuple(_reply(each) for each in json.loads(text)["replies"])


def _reply(stored: dict[str, Any]) -> Reply:
    parts = _known(Reply, stored)
    choices = tuple(Choice(**_known(Choice, each)) for each in stored.get("choices", ()))
    citations = tuple(Citation(**_known(Citation, each)) for each in stored.get("citations", ()))
    documents = tuple(_document(each) for each in stored.get("documents", ()))
    return Reply(**{**parts, "choices": choices, "citations": citations, "documents": documents})


def _document(stored: dict[str, Any]) -> Document:
    known = _known(Document, stored)
    return Document(**{**known, "kind": DocumentKind(known["kind"])})


def _known(kind: type[Reply] | type[Choice] | type[Citation] | type[Document], stored: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in stored.items() if name in names}
