"""What the practice SPOC has received, in memory, and what it said of it."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from standardwebhooks import Webhook

from adapters.spoc.callbacks import ACKNOWLEDGED, PROGRESS, QUESTION
from adapters.spoc.sandbox.behaving import TAKES, Behaviour, Mode
from adapters.spoc.sandbox.calling_back import SendBack, call_back

MOST_KEPT = 200
"""How many messages are kept; a practice that runs for weeks must not fill the memory."""

ASKED = "Practice question: what did they look like?"
"""What "ask" asks."""


@dataclass(slots=True)
class Arrived:
    """One message, with what became of it here."""

    id: str
    type: str
    at: datetime
    data: dict[str, Any]
    met: list[Mode] = field(default_factory=list)  # how each delivery under this id was treated
    said: list[str] = field(default_factory=list)  # what was said of it by callback, and what that was answered

    @property
    def callback(self) -> str:
        """Where to call back; empty when it names no address or nothing to speak of."""
        asked = self.data.get("acknowledge")
        address = asked.get("callback") if isinstance(asked, dict) else None
        return address if isinstance(address, str) and isinstance(self.data.get("escalation"), str) else ""

    @property
    def times(self) -> int:
        """How often it was delivered under this id."""
        return len(self.met)

    @property
    def is_taken(self) -> bool:
        """True when one of the deliveries was taken."""
        return any(mode in TAKES for mode in self.met)


@dataclass(slots=True)
class Sandbox:
    """The practice SPOC."""

    webhook: Webhook
    send_back: SendBack
    behaviour: Behaviour = field(default_factory=Behaviour)
    arrived: dict[str, Arrived] = field(default_factory=dict)
    waiting: set[asyncio.Task[None]] = field(default_factory=set)

    def receive(self, id: str, body: bytes) -> Mode:
        """Keep a message that carried a good signature, and return how it is treated; the same id again is kept once.

        Raises ValueError, KeyError, TypeError or RecursionError for a body that is not a message.
        """
        message = self.arrived.get(id) or self._read(id, body)
        mode = self.behaviour.next()
        is_first = mode in TAKES and not message.is_taken
        message.met.append(mode)
        self.arrived[id] = message
        while len(self.arrived) > MOST_KEPT:
            del self.arrived[next(iter(self.arrived))]
        if is_first and message.type == "report.escalated" and message.callback:
            self._answer_later(message, mode)
        return mode

    async def acknowledge(self, message: Arrived) -> None:
        """Say that a person has seen it."""
        await self._say(message, f"ack_{message.id}", ACKNOWLEDGED, {}, "acknowledged")

    async def progress(self, message: Arrived, step: str, outcome: str, words: str) -> None:
        """Say how far they are; a step or an outcome that does not exist is sent as it is, to see what is answered."""
        data = {"progress": step, "outcome": outcome, "words": words}
        told = {name: value for name, value in data.items() if value}
        await self._say(message, self._id(step, message), PROGRESS, told, " ".join(filter(None, (step, outcome))))

    async def ask(self, message: Arrived, text: str) -> None:
        """Ask a question back."""
        await self._say(message, self._id("ask", message), QUESTION, {"text": text}, "question")

    async def _say(self, message: Arrived, id: str, kind: str, data: dict[str, str], what: str) -> None:
        data = {"escalation": message.data["escalation"]} | data
        answer = await call_back(self.webhook, self.send_back, message.callback, id, kind, data)
        message.said.append(f"{what}: {answer}")

    def _answer_later(self, message: Arrived, mode: Mode) -> None:
        wait_s = self.behaviour.wait_s(mode)
        if wait_s is None:
            return
        task = asyncio.get_running_loop().create_task(self._answer(message, mode, wait_s))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)

    async def _answer(self, message: Arrived, mode: Mode, wait_s: float) -> None:
        if mode is Mode.ASK:
            await asyncio.sleep(wait_s / 2)
            await self.ask(message, ASKED)
            wait_s /= 2
        await asyncio.sleep(wait_s)
        await self.acknowledge(message)

    @staticmethod
    def _id(what: str, message: Arrived) -> str:
        """Return an id of its own for each thing that is said of a message: only the same callback again has the same id."""
        return f"{what}_{len(message.said)}_{message.id}"

    @staticmethod
    def _read(id: str, body: bytes) -> Arrived:
        whole = json.loads(body)
        if not isinstance(whole["data"], dict):
            raise TypeError
        return Arrived(id=id, type=str(whole["type"]), at=datetime.now(UTC), data=whole["data"])
