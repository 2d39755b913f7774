"""Answers what could not be done: a page for people, JSON under /api/ and for programs.

No answer here may repeat what was sent, and each says what to do next.
"""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from adapters.web.counts import MessageCounts, Outcome
from adapters.web.headers import SECURITY_HEADERS
from adapters.web.inbound import Unusable
from adapters.web.pages import Pages
from bot.errors import StorageError
from bot.messages import Channel

WORDS: Mapping[int, str] = {
    500: "Something went wrong here. Send the same message with the same id again. In an emergency call 999.",
    503: "The conversation cannot be read just now. Try again in a minute. In an emergency call 999.",
}


def answer_problems(app: FastAPI, pages: Pages, counts: MessageCounts) -> None:
    """Let the application answer errors in this way."""

    async def unusable(request: Request, error: Exception) -> Response:
        assert isinstance(error, Unusable)
        counts.add(Channel.WEB, Outcome.REFUSED)
        return _answer(request, pages, error.status, str(error))

    async def unreadable(request: Request, error: Exception) -> Response:
        return _answer(request, pages, 503, WORDS[503])

    async def unexpected(request: Request, error: Exception) -> Response:
        response = _answer(request, pages, 500, WORDS[500])
        response.headers.update(SECURITY_HEADERS)  # this answer is made outside of the middleware
        return response

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if _wants_page(request) and error.status_code == 404:
            return pages.problem(404)
        return await http_exception_handler(request, error)

    async def gone(request: Request, error: Exception) -> Response:
        return Response(status_code=400)  # nobody reads it: the connection broke while they were sending

    app.add_exception_handler(Unusable, unusable)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(StorageError, unreadable)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, unexpected)


def _answer(request: Request, pages: Pages, status: int, words: str) -> Response:
    return pages.problem(status) if _wants_page(request) else JSONResponse({"error": words}, status_code=status)


def _wants_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
