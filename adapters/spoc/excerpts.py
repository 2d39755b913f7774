"""What a SPOC's server said about a message, for whoever has to find out why: a line of it, without what could name anybody.

It must never raise and never hold a message up: the status is what counts. A server may send back what it was sent, so only what
an error says of itself is looked at, and of that only words that everybody uses are kept.
"""

import asyncio
import json

import httpx

from bot.redacting import CommonWordsOnly, Redactor
from knowledge.vocabulary import bundled_words

MAX_CHARS = 200
MAX_READ_BYTES = 4096
"""How much of an answer is read: an endless one costs no more."""

PATIENCE_S = 2.0
"""How long the rest of an answer may take, in seconds, once its status is known."""

_SAYING = ("error", "message", "detail", "title", "error_description")
"""Names under which servers say in JSON what is wrong; `detail` and `title` are those of RFC 9457."""

_WORDS = """
allowed authorization bad body certificate conflict content denied duplicate endpoint entity error exceeded expected
expired field forbidden format gateway header headers html http https id internal invalid json length limit malformed
maintenance media method mismatch missing nginx overloaded parameter parse payload proxy quota rate replay request
required response retry schema secret server service signature status syntax throttled timeout timestamp token type
unauthorized unavailable unexpected unknown unprocessable unsupported upstream url validation verification version
webhook
"""
TECHNICAL = frozenset(_WORDS.split())
"""Words of servers, which people hardly use and which are nobody's name."""


def common_words_only(text: str) -> str:
    """Redact by the bundled list and TECHNICAL. The first call loads the list, which takes a moment: it is for threads."""
    return CommonWordsOnly(bundled_words() | TECHNICAL)(text)


async def beginning_of(answer: httpx.Response) -> bytes:
    """Return the first MAX_READ_BYTES of an answer of which only the head has been read, or less when no more comes."""
    read = bytearray()
    try:
        async with asyncio.timeout(PATIENCE_S):
            async for chunk in answer.aiter_raw():
                read += chunk
                if len(read) >= MAX_READ_BYTES:
                    break
    except (httpx.HTTPError, httpx.StreamError, TimeoutError):
        pass  # what has come is enough; the status came before it
    return bytes(read[:MAX_READ_BYTES])


async def excerpt_of(answer: httpx.Response, redact: Redactor = common_words_only) -> str:
    """Return at most MAX_CHARS characters of what an answer says, on one line; "" when it says nothing that may be kept.

    Args:
        answer: of which only the head has been read.
        redact: takes out what could name anybody; called in a thread.
    """
    beginning = await beginning_of(answer)
    if answer.headers.get("content-encoding", "identity") != "identity":
        return ""  # a few bytes could unpack to any number
    said = _said(beginning, answer.headers.get("content-type", ""))
    return await asyncio.to_thread(_short, said, redact) if said else ""


def _said(beginning: bytes, content_type: str) -> str:
    text = beginning.decode("utf-8", "replace").strip()
    if text[:1] in ("{", "["):
        return _said_in_json(text)
    is_plain = content_type.partition(";")[0].strip().lower() in ("", "text/plain")
    return text.split("\n", 1)[0] if is_plain else ""  # a page is mostly not about the error, and may be about people


def _said_in_json(text: str) -> str:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):  # cut short, or thousands of open brackets
        return ""
    outer = whole if isinstance(whole, dict) else {}
    inner = outer.get("error")
    both = {**outer, **inner} if isinstance(inner, dict) else outer
    return " ".join(both[name] for name in _SAYING if isinstance(both.get(name), str))


def _short(said: str, redact: Redactor) -> str:
    line = " ".join(redact(said).split())
    return line if len(line) <= MAX_CHARS else f"{line[: MAX_CHARS - 1]}…"
