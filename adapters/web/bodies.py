"""Reads what was posted, up to a limit.

It must never hold more than the limit in memory, and never let odd bytes become a crash.
"""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from adapters.web.inbound import Unusable

MAX_JSON_BYTES = 64 * 1024
"""64 KiB: the longest message (bot.messages.MAX_TEXT_CHARS) in any script, escaped or not."""

MAX_FORM_BYTES = 128 * 1024
"""Twice as much, because a form writes each byte outside ASCII as three: 10,000 Bengali characters are 90,000 bytes."""


async def limited(request: Request, *, max_bytes: int) -> bytes:
    """Return the body. Raises Unusable (413) as soon as it is longer than max_bytes."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > max_bytes:
            raise Unusable(f"The request is larger than {max_bytes // 1024} KiB. Send the text in parts.", status=413)
    return bytes(received)


async def json_object(request: Request) -> Mapping[str, object]:
    """Return the JSON object of the body. Raises Unusable."""
    body = await limited(request, max_bytes=MAX_JSON_BYTES)
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError) as error:  # RecursionError: thousands of open brackets
        raise Unusable("The body is not JSON. Send one JSON object in UTF-8.", 400) from error
    if not isinstance(value, dict):
        raise Unusable('Send a JSON object, such as {"conversation": "...", "text": "..."}.')
    return value


async def form_fields(request: Request) -> Mapping[str, str]:
    """Return the fields of a posted form, the first of each name; odd bytes become U+FFFD. Raises Unusable (413)."""
    body = await limited(request, max_bytes=MAX_FORM_BYTES)
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
    return dict(reversed(pairs))
