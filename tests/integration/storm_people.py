"""Who acts while servers die: the police who acknowledge, and reporters who add something or withdraw. All of them insist."""

import asyncio
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from tests.integration.storm_seeding import Escalated
from tests.standins import WebhookSink

AGAIN_S = 0.1
"""How long somebody waits who got no answer."""

FOREVER_S = 3600.0

Signed = tuple[bytes, Mapping[str, str]]


class Doors:
    """The addresses of all servers. Whoever finds one shut, or is thrown out in the middle, tries the next."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._clients = [httpx.AsyncClient(base_url=each, timeout=30.0) for each in addresses]
        self._next = itertools.cycle(self._clients)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for each in self._clients:
            await each.aclose()

    async def post(self, path: str, make: Callable[[], Signed]) -> dict[str, Any]:
        """Send until it is taken, made anew each time: a signature gets old. Raises HTTPStatusError when it is refused."""
        while True:
            body, headers = make()
            try:
                answer = await next(self._next).post(path, content=body, headers=headers)
            except httpx.TransportError:
                await asyncio.sleep(AGAIN_S)
                continue
            if not answer.is_server_error:
                answer.raise_for_status()
                found: dict[str, Any] = answer.json()
                return found
            await asyncio.sleep(AGAIN_S)


class Police:
    """Read what the sink has taken, and acknowledge each escalation by a callback with an id of its own."""

    def __init__(self, sink: WebhookSink, doors: Doors, chance: random.Random) -> None:
        self._sink = sink
        self._doors = doors
        self._chance = chance
        self._known: set[str] = set()
        self.arrived = defaultdict[str, asyncio.Event](
            asyncio.Event
        )  # by escalation, set at the first try, whatever became of it

    async def watch(self) -> None:
        """Work until cancelled."""
        read = 0
        async with asyncio.TaskGroup() as group:
            while True:
                await self._sink.until(lambda: len(self._sink.attempts) > read, timeout_s=FOREVER_S)  # noqa: B023 - read below
                for attempt in self._sink.attempts[read:]:
                    read += 1
                    escalation_id = attempt.payload["data"]["escalation"]
                    self.arrived[escalation_id].set()
                    if attempt.accepted and attempt.payload["type"] == "report.escalated" and escalation_id not in self._known:
                        self._known.add(escalation_id)
                        group.create_task(self._acknowledge(escalation_id))

    async def _acknowledge(self, escalation_id: str) -> None:
        """At once, so that it overtakes what the sender hears of the delivery; or only after the sender has tried again."""
        await asyncio.sleep(self._chance.choice((0.0, 0.1, 1.0, 6.5)))
        told = {"type": "escalation.acknowledged", "data": {"escalation": escalation_id, "by": "PC Example"}}
        body = json.dumps(told).encode()
        await self._doors.post("/spoc/acknowledgements", lambda: (body, self._sink.sign(body, message_id=f"ack_{escalation_id}")))


class Reporters:
    """Add something or withdraw, in the chat, soon after the first try to deliver their report."""

    def __init__(self, doors: Doors, police: Police, chance: random.Random) -> None:
        self._doors = doors
        self._police = police
        self._chance = chance

    async def add(self, report: Escalated) -> None:
        """Say something more."""
        await self._moment(report)
        await self._say(report, "1", {"choice": f"{report.button}add"}, "ask_addition")
        await self._say(report, "2", {"text": report.addition}, "addition_kept")

    async def withdraw(self, report: Escalated) -> None:
        """Take the report back."""
        await self._moment(report)
        await self._say(report, "1", {"choice": f"{report.button}withdraw.sure"}, "withdrawn")

    async def _moment(self, report: Escalated) -> None:
        await self._police.arrived[report.escalation_id].wait()
        await asyncio.sleep(self._chance.choice((0.0, 0.1, 1.0, 2.0)))

    async def _say(self, report: Escalated, id: str, said: Mapping[str, str], expected: str) -> None:
        body = json.dumps({"conversation": report.address, "id": id, **said}).encode()
        answer = await self._doors.post("/api/chat", lambda: (body, {"content-type": "application/json"}))
        kinds = [reply["kind"] for reply in answer["replies"]]
        assert expected in kinds, f"{report.address} expected {expected} and was told {kinds}"
