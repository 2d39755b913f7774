"""Failures that a test orders in advance: a status with a body, or a connection that breaks.

An ordered failure must never reach another method than the one it was meant for.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

DROPPED = 0
"""Status that stands for a connection broken before any answer."""

HANGING = -1
"""Status that stands for no answer and no broken connection either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One answer that will be given instead of the true one."""

    status: int  # an HTTP status, DROPPED or HANGING
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = ""  # only for this method; empty: for any method that the stand-in counts as sending
    after_work: bool = False  # the call is carried out first and only its answer is lost


class Failures:
    """The failures still to be given, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Failure] = []

    def add(self, failure: Failure, times: int = 1) -> None:
        self._waiting += [failure] * times

    def take(self, fits: Callable[[Failure], bool]) -> Failure | None:
        """Return the oldest failure that fits and forget it; None when there is none."""
        found = next((failure for failure in self._waiting if fits(failure)), None)
        if found is not None:
            self._waiting.remove(found)
        return found


def respond(request: web.Request, failure: Failure) -> web.Response:
    """Give the failure as an answer, or break the connection so that the caller sees no answer at all."""
    if failure.status == DROPPED:
        return drop(request)
    return web.Response(status=failure.status, body=failure.body, headers=dict(failure.headers))


def drop(request: web.Request) -> web.Response:
    """Break the connection at once; the response returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def json_failure(status: int, body: Mapping[str, Any], **extra: Any) -> Failure:
    """Return a failure with a JSON body; `extra` are further fields of Failure."""
    headers = {"Content-Type": "application/json", **extra.pop("headers", {})}
    return Failure(status=status, body=json.dumps(body).encode(), headers=headers, **extra)
