"""What the console is made of. Concrete parts come from whoever puts the application together."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import httpx

from bot.escalation.deadlines import USUAL, Deadlines
from bot.escalation.on_behalf import OnBehalf
from bot.ports import Clock, Ids, Storage


def _nothing() -> None:
    """Wake nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that its pages need."""

    token: str = field(repr=False)  # what an admin signs in with; "" turns the console off
    is_secure: bool  # True when it is reached by https alone: then its cookies go nowhere else
    default_organisation_id: str  # shown first
    storage: Storage
    on_behalf: OnBehalf
    ids: Ids
    clock: Clock
    deadlines: Deadlines = USUAL
    wake: Callable[[], None] = _nothing  # there may be a new duty
    client: Callable[[], AbstractAsyncContextManager[httpx.AsyncClient]] = httpx.AsyncClient  # for a test message
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep  # in seconds
