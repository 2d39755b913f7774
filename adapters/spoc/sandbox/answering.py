"""The HTTP answers of the practice SPOC, one for each mode. Two of them are no answer at all."""

from collections.abc import Callable
from contextlib import suppress

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from adapters.spoc.sandbox.behaving import RETRY_AFTER_S, Mode


async def answer(mode: Mode, request: Request) -> Response:
    """Return what a message is answered in a mode. In "stall" it returns only when the sender has gone."""
    if mode is Mode.STALL:
        await _gone(request)
    return _ANSWERS.get(mode, _taken)()


class DroppedConnection(Response):
    """Begins an answer and breaks off, and the server closes the connection. It must not pass for a yes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def _taken() -> Response:
    return JSONResponse({"received": True})


_ANSWERS: dict[Mode, Callable[[], Response]] = {
    Mode.FAIL: lambda: JSONResponse({"error": "Told to fail."}, status_code=500),
    Mode.BUSY: lambda: JSONResponse({"error": "Told to be busy."}, status_code=429, headers={"retry-after": str(RETRY_AFTER_S)}),
    Mode.REFUSE: lambda: JSONResponse({"error": "Told to refuse."}, status_code=410),
    Mode.CLOSE: DroppedConnection,
    Mode.STALL: lambda: JSONResponse({"error": "Told to stall; nobody reads this."}, status_code=504),
}


async def _gone(request: Request) -> None:
    """Wait until the sender has hung up."""
    with suppress(RuntimeError):  # the request is over: it cannot be asked any more
        while (await request.receive())["type"] != "http.disconnect":
            pass
