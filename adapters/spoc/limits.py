"""How much of a body is read: anybody may post here, and no more than this is held in memory."""

from fastapi import Request

MAX_BODY_BYTES = 64 * 1024


async def limited(request: Request, *, most_bytes: int = MAX_BODY_BYTES) -> bytes | None:
    """Return the body, or None as soon as it is too large."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > most_bytes:
            return None
    return bytes(received)
