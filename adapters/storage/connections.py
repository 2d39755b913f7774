"""One database, held open: its lock, its engines, and transactions on them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engines import Engines, create_engines, sqlite_file, transaction
from adapters.storage.errors import SchemaOutOfDate, translated
from adapters.storage.locking import file_lock
from adapters.storage.schema import is_current
from bot.errors import StorageError


class Connections:
    """The way to a database, between `open` and `close`."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._held = AsyncExitStack()
        self._engines: Engines | None = None

    async def open(self) -> None:
        """Take the lock, check the schema, be ready to connect. Raises DatabaseInUse, SchemaOutOfDate, StorageError."""
        async with AsyncExitStack() as held:
            file = sqlite_file(self._url)
            if file:
                held.enter_context(file_lock(file))
            if not await is_current(self._url.render_as_string(hide_password=False)):
                raise SchemaOutOfDate
            held.push_async_callback(self._disconnect)
            self._engines = create_engines(self._url)
            self._held = held.pop_all()

    async def close(self) -> None:
        """Close all connections and drop the lock. Closing twice is fine."""
        await self._held.aclose()

    def unit(self, *, writes: bool) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a transaction around other people's code, whose exceptions pass as they are."""
        engines = self._connected
        return transaction(engines.write if writes else engines.read, commits=writes)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction around our own statements. Raises StorageError for whatever fails in it."""
        with translated():
            async with self.unit(writes=True) as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction around our own questions. Raises StorageError for whatever fails in it."""
        with translated():
            async with self.unit(writes=False) as connection:
                yield connection

    @property
    def _connected(self) -> Engines:
        """Engines connect by themselves: a unit after `close` would open the file that another process has by now."""
        if self._engines is None:
            raise StorageError("The database is not open.")
        return self._engines

    async def _disconnect(self) -> None:
        engines, self._engines = self._engines, None
        if engines:
            await engines.dispose()
