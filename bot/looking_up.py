"""Looking a message up in the guidance while the conversation's state is still being read.

Encoding takes longer than everything else in a turn together, and it needs no database: begun first, it costs no waiting. A text
is encoded at most once a turn, and no transaction that writes is open meanwhile.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.commands import searchable
from bot.errors import GuidanceUnavailable
from bot.heard import Heard
from bot.ports import Guidance, Reading
from knowledge.passage import Findings

log = logging.getLogger(__name__)


class LookUp:
    """One message on its way through encoder and search."""

    def __init__(self, guidance: Guidance, reading: "asyncio.Task[Reading] | None") -> None:
        self._guidance = guidance
        self._reading = reading

    async def findings(self, question: str | None, *, collections: frozenset[str]) -> Findings | None:
        """Return what the search finds for a question; None when there is none, or the guidance is not available."""
        if not question or self._reading is None:
            return None
        try:
            return await self._guidance.search(await self._reading, collections=collections)
        except GuidanceUnavailable:
            log.warning("guidance.unavailable", exc_info=True)
            return None


@contextmanager
def looking_up(guidance: Guidance, heard: Heard) -> Iterator[LookUp]:
    """Begin to encode what may be a question; leaving drops it if nobody asked for it."""
    text = searchable(heard.inbound)
    reading = asyncio.create_task(_read(guidance, text)) if text else None
    try:
        yield LookUp(guidance, reading)
    finally:
        if reading:
            reading.add_done_callback(_forget)
            reading.cancel()


async def _read(guidance: Guidance, text: str) -> Reading:
    return await guidance.read(text)


def _forget(reading: "asyncio.Task[Reading]") -> None:
    """Look at the outcome that nobody waited for; otherwise the loop would report an exception that was never seen."""
    if not reading.cancelled():
        reading.exception()
