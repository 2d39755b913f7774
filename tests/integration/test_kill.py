"""Promise 3 with a real process: `kill -9` at any point of a report's life, and nothing that anybody was told is untrue."""

import asyncio
import base64
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.databases import KEY, migrated_server
from tests.integration.nursery import ForkedServer
from tests.integration.postgres import PostgresServer, postgres_server
from tests.integration.process import PATIENCE_S, Server, free_port
from tests.standins.sink import WebhookSink

__all__ = ["migrated_server", "postgres_server"]

REPORTERS = 4
MOST_STEPS = 12
WORDS = {
    "ask_danger": ("choice", "danger.no"),
    "ask_where": ("text", "Mill Lane, Exeter"),
    "ask_when": ("text", "yesterday"),
    "ask_who": ("choice", "skip.unknown"),
    "ask_count": ("choice", "count.2"),
    "ask_platform": ("choice", "platform.post"),
    "ask_evidence": ("choice", "skip.nothing"),
    "ask_consent": ("choice", "consent.spoc"),
}


@pytest.fixture
async def spoc() -> AsyncIterator[WebhookSink]:
    async with WebhookSink() as sink:
        yield sink


@pytest.fixture
async def server(tmp_path: Path, spoc: WebhookSink) -> AsyncIterator[Server]:
    port = free_port()
    settings = {
        "SPOC_WEBHOOK_URL": spoc.url,
        "SPOC_WEBHOOK_SECRET": spoc.secret,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    async with ForkedServer(tmp_path / "data", port, **settings) as running:
        yield running


class Reporter:
    """Somebody who tells a report, and says everything again with the same id when no answer comes."""

    def __init__(self, server: Server, name: str) -> None:
        self._server = server
        self.name = name
        self.told: list[tuple[str, str]] = []  # kind and text of every reply that was read

    async def tell(self) -> None:
        """Tell a whole report, whatever happens to the server meanwhile."""
        said: dict[str, Any] = {"text": f"/report They tore down our posters, says {self.name}."}
        for step in range(MOST_STEPS):
            replies = await self.say(said, f"{self.name}-{step}")
            question = replies[-1]
            if question["kind"] not in WORDS:
                return
            how, what = WORDS[question["kind"]]
            said = {"text": what} if how == "text" else {"choice": _button(question, what)}
        raise AssertionError("the form did not come to its end")

    async def say(self, said: dict[str, Any], id: str) -> list[dict[str, Any]]:
        """Send a message until it is answered."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    answer = await self._server.post("/api/chat", {"conversation": self.name, "id": id, **said})
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
                    continue
                replies: list[dict[str, Any]] = answer["replies"]
                self.told += [(reply["kind"], reply["text"]) for reply in replies]
                return replies

    async def news(self) -> list[str]:
        """Return the kinds of all that stands in the conversation now."""
        answer = await self._server.post("/api/chat/news", {"conversation": self.name, "after": 0})
        return [reply["kind"] for turn in answer["turns"] for reply in turn["replies"]]


def _button(question: dict[str, Any], what: str) -> str:
    return next(str(choice["id"]) for choice in question["choices"] if choice["id"].endswith(f":{what}"))


async def test_nothing_is_lost_doubled_or_untrue_when_the_process_is_killed_at_any_point(
    server: Server, spoc: WebhookSink
) -> None:
    chance = random.Random(20260501)
    reporters = [Reporter(server, f"reporter-{number}") for number in range(REPORTERS)]

    for reporter in reporters:
        telling = asyncio.create_task(reporter.tell())
        for _ in range(2):
            await asyncio.sleep(chance.uniform(0.0, 0.25))  # anywhere in a report's life: this is the point of the test
            await server.kill()
            await server.start()
        await telling
    await _all_delivered(reporters)

    by_reference = Counter(attempt.payload["data"]["reference"] for attempt in {a.id: a for a in spoc.accepted}.values())
    for reporter in reporters:
        kinds = [kind for kind, _ in reporter.told]
        assert "apology" not in kinds
        [saved] = {text for kind, text in reporter.told if kind == "saved_spoc"}
        reference = saved.partition("Your reference is ")[2][:12]
        assert by_reference[reference] == 1, "the SPOC has it, under one webhook-id"
        assert (await reporter.news()).count("saved_spoc") == 1, "and it was saved once"
    assert sum(by_reference.values()) == REPORTERS, "nobody's report went out twice under two ids"


async def _all_delivered(reporters: list[Reporter]) -> None:
    for _ in range(int(PATIENCE_S * 10)):
        if all(["delivered" in await reporter.news() for reporter in reporters]):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("not every report was delivered")


@pytest.mark.postgres
async def test_two_replicas_on_postgresql_deliver_each_report_once_though_one_is_killed(
    tmp_path: Path, spoc: WebhookSink, migrated_server: PostgresServer
) -> None:
    url = migrated_server.create("two_replicas")
    ports = free_port(), free_port()
    settings = {
        "DATABASE_URL": url,
        "KEYS": base64.b64encode(KEY).decode(),
        "SPOC_WEBHOOK_URL": spoc.url,
        "SPOC_WEBHOOK_SECRET": spoc.secret,
        "PUBLIC_URL": f"http://127.0.0.1:{ports[0]}",
    }
    folders = tmp_path / "one" / "data", tmp_path / "two" / "data"
    for folder in folders:
        folder.parent.mkdir()
    async with ForkedServer(folders[0], ports[0], **settings) as one, ForkedServer(folders[1], ports[1], **settings) as two:
        first, second = Reporter(one, "first"), Reporter(two, "second")
        await asyncio.gather(first.tell(), second.tell())
        await _all_delivered([first, second])
        await two.kill()  # what it held under a lease would come back after 90 s: tests/contract shows that with a clock

        third, second_elsewhere = Reporter(one, "third"), Reporter(one, "second")
        await third.tell()
        await _all_delivered([second_elsewhere, third])

    ids = {attempt.id for attempt in spoc.accepted}
    assert len(ids) == 3, "each under one webhook-id, whichever replica sent it"


async def test_it_stops_gracefully_and_leaves_no_personal_word_in_its_log(server: Server) -> None:
    reporter = Reporter(server, "quiet-reporter")
    await reporter.say({"text": "/report Somebody unmistakable-word shouted at me"}, "a")
    odd = b'{"conversation": "quiet-reporter", "text": "unmistakable-word \\ud83d"}'
    assert (await server.client.post("/api/chat", content=odd)).is_success
    bad = await server.client.post("/api/chat", content=b'{"conversation": "c", "text": "unmistakable-word"')
    assert bad.is_client_error

    code = await server.stop()

    assert code == 0
    assert "unmistakable-word" not in server.log
    assert "quiet-reporter" not in server.log
