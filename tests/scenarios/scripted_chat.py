"""A conversation core of a few lines for the tests of the web: it keeps turns, and answers by a script.

It must stay simpler than anything that it stands in for; what the real core does is tested elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.errors import StorageError
from bot.messages import Channel, Choice, Inbound, Reply
from bot.ports import Turn

AT = datetime(2026, 5, 1, 18, 30, tzinfo=UTC)
"""When everything happens: 19:30 in London."""

LABELS = {"report.this": "Report this", "danger.no": "No", "help": "What can you do?"}
"""What is on the buttons, for the transcript."""

Script = Callable[[Inbound], Sequence[Reply]]


def echo(inbound: Inbound) -> Sequence[Reply]:
    """Answer with what was said, and offer two buttons on the opening message."""
    if inbound.text.startswith("/start"):
        choices = (Choice(id="report.start", label="Report step by step"), Choice(id="help", label="What can you do?"))
        return [Reply(kind="welcome", text="**Hello.** This is a test.", choices=choices)]
    return [Reply(kind="answer", text=f"I heard: {inbound.text or inbound.choice}")]


class ScriptedChat:
    """Implements `Chat`."""

    def __init__(self, script: Script = echo) -> None:
        self.script = script
        self.received: list[Inbound] = []  # every message, repeated ones too
        self.marked: list[str] = []  # the ids of the turns that were marked as sent
        self.is_down = False  # the database
        self._turns: dict[str, list[Turn]] = {}

    async def handle(self, inbound: Inbound) -> Turn:
        """Store and answer a message; the same id again gives the stored turn."""
        self.received.append(inbound)
        turns = self._turns.setdefault(inbound.conversation, [])
        known = next((turn for turn in turns if turn.inbound_key == inbound.id), None)
        return known or self._add(inbound.conversation, self.script(inbound), inbound=inbound)

    async def sent(self, turn: Turn) -> None:
        """Mark a turn."""
        self.marked.append(turn.id)
        turns = self._turns[turn.address]
        turns[turn.seq - 1] = replace(turn, sent_at=AT)

    async def transcript(self, channel: Channel, address: str, *, after: int = 0) -> Sequence[Turn]:
        """Return the turns after a place."""
        if self.is_down:
            raise StorageError
        return [turn for turn in self._turns.get(address, []) if turn.seq > after]

    def notice(self, text: str, *, conversation: str = "", kind: str = "acknowledged", choices: tuple[Choice, ...] = ()) -> None:
        """Add a turn that nobody asked for; to the newest conversation when none is named."""
        self._add(conversation or self.received[-1].conversation, [Reply(kind=kind, text=text, choices=choices)])

    def _add(self, conversation: str, replies: Sequence[Reply], inbound: Inbound | None = None) -> Turn:
        turns = self._turns.setdefault(conversation, [])
        turn = Turn(
            id="" if self.is_down else f"turn_{len(turns) + 1}",
            organisation_id="org_test",
            conversation_id="conv_1",
            channel=Channel.WEB,
            address=conversation,
            inbound_key=inbound.id if inbound else "",
            said=(inbound.text or LABELS.get(inbound.choice, inbound.choice)) if inbound and not self.is_down else "",
            replies=tuple(replies),
            created_at=AT,
            seq=0 if self.is_down else len(turns) + 1,
        )
        if turn.id:
            turns.append(turn)
        return turn
