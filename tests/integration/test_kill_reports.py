"""A report outlives its process: `kill -9` between any two steps, or in the middle of one, and the same question stands again."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.nursery import ForkedServer
from tests.integration.process import PATIENCE_S, Server, free_port

OPENING = "They shouted, and it was dreadful."
STEPS = (
    ("press", "danger.no"),
    ("say", "Mill Lane, Exeter"),
    ("press", "nav.back"),
    ("say", "by the *old* gate"),
    ("say", "yesterday about 8"),
    ("say", "Rhywun mewn côt werdd"),
    ("type", "answer more questions"),
    ("press", "whom.family"),
    ("press", "agrees.yes"),
    ("press", "aggravating.weapon"),
    ("press", "aggravating.plan"),
    ("press", "nav.done"),
    ("say", "change who to Sam Nobody"),
)
"""Every way in which a question can stand: asked, asked again, half chosen, one of the further ones, behind the review card."""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with ForkedServer(tmp_path / "data", free_port()) as running:
        yield running


class Reporter:
    """Somebody who goes on after every power cut, and says again, under the same id, what got no answer."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._count = 0
        self.replies: list[dict[str, Any]] = []

    @property
    def question(self) -> tuple[str, list[str]]:
        """What stands, and its buttons."""
        last = self.replies[-1]
        return last["kind"], [choice["id"] for choice in last["choices"]]

    async def say(self, said: dict[str, str]) -> list[str]:
        """Send a message until it is answered; return the kinds of the replies."""
        self._count += 1
        body = {"conversation": "walker", "id": f"step-{self._count}", **said}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    self.replies = (await self._server.post("/api/chat", body))["replies"]
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
                    continue
                return [reply["kind"] for reply in self.replies]

    async def press(self, ends: str) -> list[str]:
        """Press the button that stands and whose id ends with this."""
        return await self.say({"choice": next(id for id in self.question[1] if id.endswith(ends))})


async def test_a_report_that_is_killed_between_any_two_steps_resumes_at_the_same_question(server: Server) -> None:
    chance, reporter = random.Random(20260505), Reporter(server)
    await reporter.say({"text": f"/report {OPENING}"})

    for number, (how, what) in enumerate(STEPS):
        saying = asyncio.create_task(reporter.press(what) if how == "press" else reporter.say({"text": what}))
        if number % 2:  # in the middle of it: written or not, it is said once more under the same id
            await asyncio.sleep(chance.uniform(0.0, 0.03))
        else:
            await saying
        await server.kill()
        await server.start()
        assert "apology" not in await saying
        standing = reporter.question

        await reporter.say({"text": "/report"})

        assert reporter.question == standing, "the same question, with the same buttons"

    await _assert_all_is_kept_once(reporter)


async def _assert_all_is_kept_once(reporter: Reporter) -> None:
    await reporter.say({"text": "/my"})
    shown = next(choice["id"] for reply in reporter.replies for choice in reply["choices"] if choice["id"].endswith(":show"))
    await reporter.say({"choice": shown.replace(":show", ":copy")})
    copy = next(reply["text"] for reply in reporter.replies if reply["kind"] == "report_copy").replace("\\", "")
    told = [OPENING, *(what.removeprefix("change who to ") for how, what in STEPS if how == "say")]
    assert [copy.count(words) for words in told] == [1] * len(told), "all of it, and nothing twice"
    assert [copy.find(words) for words in told] == sorted(copy.find(words) for words in told), "in the order in which it was told"
