"""What the Telegram scenarios share: a conversation of a few lines, and the real channel running against the stand-in server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from adapters.telegram.app import TelegramChannel
from adapters.telegram.client import make_bot
from adapters.telegram.handling import ChannelReplies
from bot.messages import Choice, EvidenceItem, Inbound, Reply
from bot.ports import Turn
from bot.testing import SettableClock
from tests.standins.telegram import TelegramStandIn

APOLOGY = "Sorry. In an emergency call 999."
CARD = "Call 999."
POINTER = "Please write to me in a private chat."
COMMANDS = (("start", "Who runs this"), ("ask", "Ask the guidance"), ("report", "Report an incident"), ("my", "My reports"))

Script = Callable[[Inbound], Sequence[Reply]]


def say(text: str, *choices: str) -> Reply:
    """A reply with buttons whose ids are their labels in small letters."""
    return Reply(kind="test", text=text, choices=tuple(Choice(id=label.lower(), label=label) for label in choices))


def card(inbound: Inbound) -> Sequence[Reply]:
    return [say(CARD)] if "knife" in inbound.text else []


def echo(inbound: Inbound) -> Sequence[Reply]:
    return [say(f"You said: {inbound.text}")]


class ScriptedTalk:
    """A conversation that stores its turns, as the real one does, and answers by script."""

    def __init__(self, script: Script = echo) -> None:
        self.script = script
        self.heard: list[Inbound] = []  # what was handled to the end, once each
        self.turns: dict[str, Turn] = {}
        self.busy = asyncio.Event()  # set while somebody waits for the gate
        self.gate = asyncio.Event()
        self.gate.set()

    async def handle(self, inbound: Inbound) -> Turn:
        if inbound.id in self.turns:
            return self.turns[inbound.id]
        self.busy.set()
        await self.gate.wait()
        self.heard.append(inbound)
        return self._store(inbound, tuple(self.script(inbound)))

    async def sent(self, turn: Turn) -> None:
        self.turns[turn.inbound_key] = replace(turn, sent_at=turn.created_at)

    @property
    def unsent(self) -> list[str]:
        """The inbound ids whose replies nobody took: the worker would send them."""
        return [key for key, turn in self.turns.items() if turn.sent_at is None]

    def _store(self, inbound: Inbound, replies: tuple[Reply, ...]) -> Turn:
        turn = Turn(
            id=f"turn-{inbound.id}",
            organisation_id="org_demo",
            conversation_id="conversation",
            channel=inbound.channel,
            address=inbound.conversation,
            inbound_key=inbound.id,
            said=inbound.text,
            replies=replies,
            created_at=inbound.sent_at,
        )
        self.turns[inbound.id] = turn
        return turn


class KeptFiles:
    """Files in a dictionary, by organisation."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self._failure = failure

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        if self._failure:
            raise self._failure
        digest = sha256(content).hexdigest()
        self.kept[organisation_id, digest] = content
        return EvidenceItem(sha256=digest, media_type="image/jpeg", size_bytes=len(content), storage_key=f"key-{digest[:8]}")


@dataclass(kw_only=True)
class Bench:
    """Everything around the channel under test."""

    telegram: TelegramStandIn
    talk: ScriptedTalk = field(default_factory=ScriptedTalk)
    files: KeptFiles = field(default_factory=KeptFiles)
    pauses: list[float] = field(default_factory=list)  # the waits that were asked for, in seconds; none is waited

    def channel(self) -> TelegramChannel:
        return TelegramChannel(
            bot=make_bot(self.telegram.token, api_url=self.telegram.url),
            conversation=self.talk,
            files=self.files,
            organisation_of=self._organisation_of,
            clock=SettableClock(),
            replies=ChannelReplies(apology=say(APOLOGY), group_pointer=say(POINTER), emergency=card),
            commands=COMMANDS,
            pause=self._pause,
            poll_s=1,
        )

    @contextlib.asynccontextmanager
    async def polling(self) -> AsyncIterator[TelegramChannel]:
        """Run the channel by polling; leaving is like killing it: what is under way is dropped."""
        channel = self.channel()
        loop = asyncio.create_task(channel.run_polling())
        try:
            yield channel
        finally:
            loop.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await loop
            await channel.close()

    async def _organisation_of(self, person: str) -> str:
        return f"org-of-{person}"

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)
