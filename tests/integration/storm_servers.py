"""The servers of a storm, about to start, and the receiver that they send to."""

import base64
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from knowledge.document import bundled_documents
from tests.integration.databases import KEY
from tests.integration.nursery import ForkedServer
from tests.integration.process import free_port
from tests.standins import WebhookSink


@asynccontextmanager
async def open_sink(sink: WebhookSink) -> AsyncIterator[None]:
    """Without the complaint at the end: what was broken is counted with the rest."""
    await sink.__aenter__()
    try:
        yield
    finally:
        await sink.stop()


@asynccontextmanager
async def prepared(url: str, folder: Path, sink: WebhookSink, count: int) -> AsyncIterator[Sequence[ForkedServer]]:
    """Servers that are about to start; none has the database open yet."""
    ports = [free_port() for _ in range(count)]
    settings = {
        "DATABASE_URL": url,
        "KEYS": base64.b64encode(KEY).decode(),
        "SPOC_WEBHOOK_URL": sink.url,
        "SPOC_WEBHOOK_SECRET": sink.secret,
        "PUBLIC_URL": f"http://127.0.0.1:{ports[0]}",
    }
    async with AsyncExitStack() as stack:
        running = []
        for number, port in enumerate(ports):
            data = folder / str(number) / "data"
            _leave_no_guidance(data)
            server = ForkedServer(data, port, **settings)
            await server.prepare()
            stack.push_async_exit(server)
            running.append(server)
        yield running


def _leave_no_guidance(data: Path) -> None:
    """What is said in this storm must work without guidance, and reading and learning it would be most of a start."""
    (data / "questions").mkdir(parents=True)
    (data / "questions" / "broken.jsonl").write_text("this is no question\n")
    (data / "documents").mkdir()
    shutil.copy(bundled_documents() / "joint-guidance-for-candidates-2024.md", data / "documents")
