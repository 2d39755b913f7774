"""`alongside chat`: one person, one conversation, in this process or with one that is running already."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import httpx
from rich.console import Console

from adapters.terminal.outbound import chosen, show
from bot.conversation import Conversation
from bot.errors import ChannelUnreachable
from bot.messages import Channel, Choice, Inbound, Reply
from bot.ports import Clock, Ids

PERSON = "terminal"
"""There is one person at a terminal; their reports stay theirs from one call to the next."""

WAIT_FOR_NEWS_S = 1.0


class Partner(Protocol):
    """Whoever answers."""

    async def say(self, text: str, choice: str) -> Sequence[Reply]:
        """Return the replies to a message."""

    async def news(self) -> Sequence[Reply]:
        """Return what has come since."""


@dataclass(slots=True)
class HerePartner:
    """The conversation in this process."""

    conversation: Conversation
    clock: Clock
    ids: Ids
    seen: int = 0

    async def say(self, text: str, choice: str) -> Sequence[Reply]:
        """See `Partner`."""
        inbound = Inbound(
            id=self.ids.new("msg"),
            channel=Channel.TERMINAL,
            person=PERSON,
            conversation=PERSON,
            sent_at=self.clock.now(),
            text=text,
            choice=choice,
        )
        turn = await self.conversation.handle(inbound)
        self.seen = max(self.seen, turn.seq)
        await self.conversation.sent(turn)
        return turn.replies

    async def news(self) -> Sequence[Reply]:
        """See `Partner`."""
        turns = await self.conversation.transcript(Channel.TERMINAL, PERSON, after=self.seen)
        self.seen = max([self.seen, *(turn.seq for turn in turns)])
        return [reply for turn in turns if not turn.inbound_key for reply in turn.replies]

    async def catch_up(self) -> None:
        """Take everything that was said before this call as seen."""
        await self.news()


@dataclass(slots=True)
class ServerPartner:
    """The conversation of a server that is running on this machine."""

    client: httpx.AsyncClient
    conversation: str
    seen: int = 0

    async def say(self, text: str, choice: str) -> Sequence[Reply]:
        """See `Partner`. Raises ChannelUnreachable."""
        asked: dict[str, object] = {"conversation": self.conversation, "choice" if choice else "text": choice or text}
        return await self._post("/api/chat", asked)

    async def news(self) -> Sequence[Reply]:
        """See `Partner`. Raises ChannelUnreachable."""
        return await self._post("/api/chat/news", {"conversation": self.conversation, "after": self.seen})

    async def _post(self, path: str, asked: dict[str, object]) -> Sequence[Reply]:
        try:
            answer = await self.client.post(path, json=asked)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise ChannelUnreachable from error
        data = answer.json()
        turns = data.get("turns", [data])
        self.seen = max([self.seen, *(int(turn.get("seq", 0)) for turn in turns)])
        return [_reply(each) for turn in turns for each in turn["replies"]]


def _reply(data: dict[str, object]) -> Reply:
    choices = data["choices"]
    assert isinstance(choices, list)
    made = tuple(Choice(id=each["id"], label=each["label"]) for each in choices)
    return Reply(kind=str(data["kind"]), text=str(data["text"]), choices=made)


async def chat(partner: Partner, console: Console) -> None:
    """Talk until the person ends the input with Ctrl-D or Ctrl-C."""
    choices = show(console, await partner.say("/start", ""))
    reading = asyncio.create_task(_line())
    while True:
        done, _ = await asyncio.wait({reading}, timeout=WAIT_FOR_NEWS_S)
        if not done:
            choices = show(console, await partner.news()) or choices
            continue
        line = reading.result()
        if line is None:
            return
        button = chosen(line.strip(), choices)
        choices = show(console, await partner.say("" if button else line, button.id if button else ""))
        reading = asyncio.create_task(_line())


async def _line() -> str | None:
    """Read a line in a thread, so that news can be shown while somebody is thinking; None at the end of the input.

    The thread is a daemon: one of the pool would keep the program alive after Ctrl-C until Enter is pressed.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Future[str | None] = loop.create_future()
    threading.Thread(target=_read_line, args=(loop, read), daemon=True).start()
    return await read


def _read_line(loop: asyncio.AbstractEventLoop, read: asyncio.Future[str | None]) -> None:
    try:
        line = input("> ")
    except EOFError:
        line = None
    with suppress(RuntimeError):  # the loop has ended while somebody was still typing
        loop.call_soon_threadsafe(_give, read, line)


def _give(read: asyncio.Future[str | None], line: str | None) -> None:
    if not read.done():
        read.set_result(line)
