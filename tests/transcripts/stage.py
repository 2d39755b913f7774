"""Plays a script in a whole Alongside in memory. The same script gives the same talk, to the letter, on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.messages import Reply
from bot.ports import Turn
from bot.testing import InMemoryGuidance, SettableClock
from tests.talking import Person, World
from tests.transcripts.bundled import Timetable, contacts, lanes, passage_with
from tests.transcripts.ids import ScriptedIds
from tests.transcripts.script import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing to show: words of a person, replies, news, what the staff or the SPOC do or see, or a note."""

    kind: str  # "said", "replies", "news", "staff", "spoc" or "note"
    at: datetime
    who: str = ""
    words: str = ""
    replies: Sequence[Reply] = ()


@dataclass(kw_only=True)
class Stage:
    """The world of a script, and what was seen of it so far."""

    script: Script
    moments: list[Moment] = field(default_factory=list)
    taps: int = 0  # messages and buttons until the first report was saved
    is_saved: bool = False

    async def open(self) -> "Stage":
        """Set the world up; called once, before anything happens."""
        self.clock = SettableClock(self.script.begins.astimezone(UTC))
        self.storage = Timetable(self.clock)
        self.world = await World(
            clock=self.clock,
            storage=self.storage,
            ids=ScriptedIds(self.script.name),
            guidance=InMemoryGuidance([passage_with(words) for words in self.script.guidance]),
            contacts=contacts(),
            lanes=lanes(),
            has_desk=self.script.has_desk,
        ).open()
        self.people = {name: self.world.person(name, channel=channel) for name, channel in self.script.people.items()}
        self._buttons: dict[str, dict[str, str]] = {name: {} for name in self.people}
        self._seen = dict.fromkeys(self.people, 0)
        self._cards = self._news = self._arrived = 0
        return self

    def show(
        self, kind: str, *, who: str = "", words: str = "", replies: Sequence[Reply] = (), at: datetime | None = None
    ) -> None:
        """Add a moment, now if nothing else is said."""
        self.moments.append(Moment(kind=kind, at=at or self.clock.now(), who=who, words=words, replies=replies))

    async def wait(self, wait: timedelta) -> None:
        """Let time go by, with the worker at work at each moment when something is due."""
        until = self.clock.now() + wait
        while self.clock.now() < until:
            due_at = self.storage.next_due() or until
            to = min(until, max(due_at, self.clock.now() + timedelta(seconds=1)))
            self.clock.advance(seconds=(to - self.clock.now()).total_seconds())
            await self.look()

    async def took(self, name: str, person: Person) -> None:
        """Show the replies to what somebody just sent, which their channel has taken."""
        assert person.last is not None
        await self.world.conversation.sent(person.last)
        self.is_saved |= any(reply.kind.startswith("saved_") for reply in person.last.replies)
        self._seen[name] = person.last.seq
        self._replied("replies", name, person.last)

    async def look(self) -> None:
        """Let the worker do what is due, and show what the people, the staff and the SPOC have got."""
        await self.world.work()
        self._show_desk()
        for message in self.world.spoc.arrived[self._arrived :]:
            words = f"The SPOC's system takes {message.type}.\n{message.data.get('summary', '')}"
            self.show("spoc", words=words.strip())
        self._arrived = len(self.world.spoc.arrived)
        for name, channel in self.script.people.items():
            for turn in await self.world.conversation.transcript(channel, name, after=self._seen[name]):
                self._seen[name] = turn.seq
                self._replied("news", name, turn)

    def button(self, name: str, wanted: str) -> tuple[str, str]:
        """Return the label and the id of the newest button of this label, or that begins so. Raises LookupError."""
        begun, offered = wanted.removesuffix("…"), [*reversed(self._buttons[name].items())]
        for label, id in offered:
            if label == wanted or (begun != wanted and label.startswith(begun)):
                return label, id
        raise LookupError(f"{self.script.name}: nobody offered [{wanted}] to {name}; last:\n{self.people[name].text}")

    def _show_desk(self) -> None:
        desk = self.world.desk
        for card in desk.cards[self._cards :]:
            others = f"; seems to be the same event as {', '.join(card.same_event)}" if card.same_event else ""
            again = f"; others that name the same account, number, plate or address: {card.repeats}" if card.repeats else ""
            self.show("staff", words=f"The staff see a card: {card.report.reference}, {card.tier.lower()}{again}{others}.")
        for news in desk.news[self._news :]:
            self.show("staff", words=f"Beside the card the staff see:\n{news.text}")
        self._cards, self._news = len(desk.cards), len(desk.news)

    def _replied(self, kind: str, name: str, turn: Turn) -> None:
        for choice in (choice for reply in turn.replies for choice in reply.choices):
            self._buttons[name].pop(choice.label, None)  # so that the newest one stands last
            self._buttons[name][choice.label] = choice.id
        self.show(kind, who=name, replies=turn.replies, at=turn.created_at)
