"""The port `Guidance` on the index, with the slow parts in a thread of their own so that the event loop never blocks.

The index is loaded in the background. A question waits for it for a while, and is then answered by words alone, as it is when the
encoder is broken; a message with a red flag never waits.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from bot.errors import GuidanceUnavailable
from bot.ports import Reading
from index.errors import SearchError
from index.search import Search
from knowledge.passage import Findings, Passage
from knowledge.signals import Signals

log = logging.getLogger(__name__)

WAIT_FOR_LOADING_S = 20.0
"""How long a question waits while the index is being loaded, in seconds."""

Result = TypeVar("Result")


class IndexGuidance:
    """Implements `Guidance`."""

    def __init__(self, load_search: Callable[[], Search], load_words: Callable[[], Search]) -> None:
        """Remember how to load the whole search, and the one by words alone; both run in threads and may raise SearchError."""
        self._load_search = load_search
        self._load_words = load_words
        self._words: Search | None = None
        # One thread: the encoder handles one text at a time anyway, and two would only take turns.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="guidance")
        self._loading: asyncio.Future[Search] | None = None

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._loading = asyncio.get_running_loop().run_in_executor(self._thread, self._load_search)
        self._loading.add_done_callback(_note_failure)

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    @property
    def is_ready(self) -> bool:
        """True when questions are answered at once."""
        loading = self._loading
        return loading is not None and loading.done() and not loading.cancelled() and loading.exception() is None

    async def read(self, text: str) -> Reading:
        """See the port."""
        search = await self._search()
        return Reading(text=text, vector=await self._run(search, search.read, text))

    async def signals(self, reading: Reading) -> Sequence[Signals]:
        """See the port."""
        search = await self._search()
        return await self._run(search, search.signals, reading.text, reading.vector)

    async def search(self, reading: Reading, *, collections: frozenset[str], limit: int = 5) -> Findings:
        """See the port."""
        # A text that was read without a vector has done its waiting: it must not wait for the index a second time.
        search = self._words if reading.vector is None and self._words else await self._search()
        whole = (reading.whole.text, reading.whole.vector) if reading.whole else None
        # The vector is opaque to the bot, which only hands back what `read` gave it: mypy cannot know that.
        find = partial(search.find, reading.text, reading.vector, whole=whole, collections=collections, limit=limit)  # type: ignore[arg-type]
        return await self._run(search, find)

    async def passage(self, passage_id: str, *, collections: frozenset[str]) -> Passage | None:
        """See the port."""
        return (await self._search()).passage(passage_id, collections=collections)

    async def _run(self, search: Search, do: Callable[..., Result], *arguments: object) -> Result:
        """Run in the encoder's thread; a search by words must not wait there for an index that is still being loaded."""
        thread = None if search is self._words else self._thread
        return await asyncio.get_running_loop().run_in_executor(thread, do, *arguments)

    async def _search(self) -> Search:
        if self._loading is None:
            raise GuidanceUnavailable
        try:
            async with asyncio.timeout(WAIT_FOR_LOADING_S):
                return await asyncio.shield(self._loading)
        except (SearchError, OSError, ValueError, TimeoutError):  # logged when it happened: see _note_failure
            return await self._by_words()

    async def _by_words(self) -> Search:
        if self._words is None:
            try:
                self._words = await asyncio.to_thread(self._load_words)
            except (SearchError, OSError, ValueError) as error:
                raise GuidanceUnavailable from error
        return self._words


def _note_failure(loading: "asyncio.Future[Search]") -> None:
    if not loading.cancelled() and loading.exception() is not None:
        log.error("guidance.not_loaded", exc_info=loading.exception())
