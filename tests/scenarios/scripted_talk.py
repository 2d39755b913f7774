"""A conversation of a few lines for the channels that are pushed to: it stores its turns once, and can be held up in the middle.

The web has one of its own (scripted_chat.py), because a page also reads the talk back.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.messages import Choice, Inbound, Reply
from bot.ports import Turn

Script = Callable[[Inbound], Sequence[Reply]]


def say(text: str, *choices: str, kind: str = "answer") -> Reply:
    """A reply with buttons whose ids are their labels in small letters."""
    return Reply(kind=kind, text=text, choices=tuple(Choice(id=label.lower(), label=label) for label in choices))


def echo(inbound: Inbound) -> Sequence[Reply]:
    """Answer with what was said."""
    return [say(f"You said: {inbound.text or inbound.choice or inbound.unreadable}")]


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
            organisation_id=inbound.organisation_id,
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
