"""What every stand-in shares: a server on a free port, a list of broken rules, and waiting without sleeping.

A broken rule must never be forgotten: it fails the test at the end of the `async with` block, even when the code under
test swallowed the error answer.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self, TypeVar

import pytest
from aiohttp import web

from tests.standins.failures import Failures

PATIENCE_S = 60.0
"""How long a test waits for something that should come at once; only a broken test, or one on a machine that others keep busy,
ever waits this long."""

MAX_BODY_BYTES = 64 * 1024 * 1024
"""Above Telegram's 50 MB upload limit, so that the limit is reported by our check and not by the HTTP server."""

T = TypeVar("T")
AnyStandIn = TypeVar("AnyStandIn", bound="StandIn")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ContractBroken(AssertionError):
    """The code under test sent something that the real service would refuse."""


class StandIn:
    """A server on 127.0.0.1 in the test's own event loop, for the length of an `async with` block.

    Subclasses add their routes in `add_routes`.
    """

    def __init__(self, *, port: int = 0) -> None:
        """`port`: 0 takes a free one; give a number to come back at the same address after a stop."""
        self.violations: list[str] = []
        self.failures = Failures()
        self.stopping = False
        self._port = port
        self._change = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def root(self) -> str:
        """Address without a slash at the end, such as http://127.0.0.1:8081."""
        return f"http://127.0.0.1:{self._port}"

    def add_routes(self, app: web.Application) -> None:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._watch], client_max_size=MAX_BODY_BYTES)
        self.add_routes(app)
        app.on_shutdown.append(self._on_shutdown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.stop()
        if self.violations and error is None:
            raise ContractBroken(self._complaint())
        if self.violations and error is not None:
            error.add_note(self._complaint())

    async def stop(self) -> None:
        """Stop serving: open long polls are answered, sockets closed, further calls refused. Calling twice is fine."""
        if self._runner is not None:
            self.stopping = True
            self.changed()
            await self._runner.cleanup()
            self._runner = None

    def broken(self, *problems: str) -> None:
        """Remember rules that were broken."""
        self.violations += problems
        self.changed()

    def changed(self) -> None:
        """Wake everybody who waits in `until`."""
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, ready: Callable[[], bool], *, timeout_s: float = PATIENCE_S) -> None:
        """Return as soon as `ready()` holds; it is asked again after each change.

        Raises:
            TimeoutError: it did not hold within `timeout_s` seconds.
        """
        async with asyncio.timeout(timeout_s):
            while not ready():
                await self._change.wait()

    async def collect(
        self, found: Callable[[], list[T]], count: int, *, came: Callable[[], object], timeout_s: float = PATIENCE_S
    ) -> list[T]:
        """Wait until `found()` has at least `count` entries and return them all.

        Raises:
            AssertionError: too few came within `timeout_s` seconds; it tells what `came()` instead.
        """
        try:
            await self.until(lambda: len(found()) >= count, timeout_s=timeout_s)
        except TimeoutError:
            raise AssertionError(f"{len(found())} of {count} came; what there is: {came()}") from None
        return list(found())

    async def closing_down(self) -> None:
        """Let go of whatever would keep a handler busy; subclasses extend it."""

    async def _on_shutdown(self, _app: web.Application) -> None:
        await self.closing_down()

    @web.middleware
    async def _watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise  # an answer on purpose
        except ConnectionResetError:
            return web.Response()  # a sender that was killed while it spoke, which is no fault of the stand-in; nobody hears it
        except Exception as error:
            # A fault of the stand-in itself would otherwise look like a 500 of the platform.
            self.broken(f"the stand-in failed at {request.path}: {error!r}")
            raise

    def _complaint(self) -> str:
        return "\n".join(["What was sent breaks the platform's rules:", *self.violations])


@asynccontextmanager
async def expect_violation(stand_in: AnyStandIn, words: str) -> AsyncIterator[AnyStandIn]:
    """Run the block with the stand-in and demand that a rule was broken; for tests that break one on purpose.

    `words`: what the complaint must contain, word for word.
    """
    await stand_in.__aenter__()
    try:
        yield stand_in
    finally:
        await stand_in.stop()
    with pytest.raises(ContractBroken, match=re.escape(words)):
        await stand_in.__aexit__(None, None, None)
