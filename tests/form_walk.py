"""Somebody who walks through a report, and what must hold after each of their steps.

It knows nothing of how the form decides: it looks at the replies, at what is stored, and at what was said so far.
"""

import json
from collections.abc import Awaitable, Callable, Sequence

from bot.messages import Channel, Choice
from bot.reporting.flow import is_answered
from bot.reporting.form import FIELDS
from bot.reporting.report import Entry, Report, ReportStatus
from bot.state import State
from tests.talking import ORGANISATION, World

REVIEW = "consent"
VIEWS = frozenset({"ask_ways", "ask_add", "ask_change"})
"""What the review card opens; after a restart the card itself is shown."""

Call = Callable[[str], Awaitable[list[str]]]


class Walk:
    """One person who tells a report, and what they have given so far."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.person = world.person()
        self.files: set[str] = set()
        self.reopened = ""  # the one question that may stand though it has an answer
        self.buttons: dict[str, None] = {}  # every button that was ever shown
        self.repeat: Callable[[], Awaitable[list[str]]] | None = None  # the last message, brought once more
        self._given: list[tuple[str, str, str]] = []  # report, question, words
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._count = 0

    @property
    def standing(self) -> str:
        """The id of the question that stands."""
        kind = self.person.replies[-1].kind
        return REVIEW if kind in VIEWS else kind.removeprefix("ask_")

    @property
    def shown(self) -> Sequence[Choice]:
        """The buttons under the last reply."""
        return self.person.replies[-1].choices

    def is_shown(self, label: str) -> bool:
        """True when the last reply has a button with this label."""
        return any(choice.label == label for choice in self.shown)

    async def do(self, call: Call) -> list[str]:
        """Send one message under an id of its own, and note the buttons that come back."""
        self._count += 1
        id = f"walk-{self._count}"
        kinds = await call(id)
        self.repeat = lambda: call(id)
        self.buttons.update(dict.fromkeys(choice.id for reply in self.person.replies for choice in reply.choices))
        return kinds

    async def say(self, text: str) -> list[str]:
        """Type something; return the kinds of the replies."""
        return await self.do(lambda id: self.person.say(text, id=id))

    async def press(self, choice: str) -> list[str]:
        """Press a button, however old, by its id."""
        return await self.do(lambda id: self.person.press_id(choice, id=id))

    async def press_label(self, label: str) -> list[str]:
        """Press a button under the last reply."""
        return await self.press(next(choice.id for choice in self.shown if choice.label == label))

    async def restart(self, number: int) -> None:
        """Start the program anew on the same rows: whatever is sent first brings the same question."""
        standing, before = self.standing, await self.world.reports()
        self.world.conversation = self.world.talk()
        await self.say(("", "/report", "/quick")[number % 3])
        assert self.standing == standing, "the report resumes at the same question"
        assert await self.world.reports() == before

    async def gave(self, field: str, words: str) -> None:
        """Note an answer; it must be among the entries of this step, letter by letter."""
        report = await self.report()
        new = report.entries[len(self._entries.get(report.id, ())) :]
        said = [entry for entry in new if entry.field == field and words in (entry.words, *entry.words.split("; "))]
        assert said, f"the answer to {field} is kept as it was given"
        self._given.append((report.id, field, said[-1].words))

    async def changes_nothing(self, sending: Awaitable[object]) -> None:
        """Send something that is no answer: the same question stands, and nothing is written."""
        standing, before = self.standing, await self.world.reports()
        await sending
        assert self.standing == standing
        assert await self.world.reports() == before

    async def state(self) -> State:
        """What the conversation remembers."""
        async with self.world.storage.reading(ORGANISATION.id) as work:
            record = await work.conversations.find(Channel.WEB, "kit")
        assert record is not None
        return record.state

    async def report(self) -> Report:
        """The report that is being told."""
        told = (await self.state()).report_id
        return next(report for report in await self.world.reports() if report.id == told)

    async def check(self) -> None:
        """Look at what must hold after each step."""
        state, reports = await self.state(), {report.id: report for report in await self.world.reports()}
        assert State.from_json(json.loads(json.dumps(state.to_json()))) == state
        for id, entries in self._entries.items():
            assert reports[id].entries[: len(entries)] == entries, "entries are only ever added"
        self._entries = {id: report.entries for id, report in reports.items()}
        assert self.files <= {each.evidence.sha256 for each in self._all_entries() if each.evidence}, "every file is kept"
        self._check_question(reports[state.report_id])

    async def reach_review(self, *, within: int) -> None:
        """Come to the review card from wherever one is, by "That's enough" and a few words on what happened."""
        steps = 0
        while self.standing != REVIEW:
            steps += 1
            assert steps <= within, f"{self.standing} still stands after {within} steps"
            await (self.say("It was dreadful.") if self.standing == "what" else self.press_label("That's enough"))

    async def cancel_for_good(self) -> None:
        """Give the report up; after a day it is deleted, and no other one is."""
        self.world.clock.advance(seconds=7)
        given_up = await self.report()
        others = [report for report in await self.world.reports() if report.id != given_up.id]
        assert "cancelled" in await self.say("/cancel")
        self.world.clock.advance(hours=23)
        await self.world.work()
        assert given_up.id in {report.id for report in await self.world.reports()}, "they may think again for a day"
        self.world.clock.advance(hours=1)
        await self.world.work()
        assert await self.world.reports() == others

    def assert_all_kept(self) -> None:
        """Every answer that was ever given is in its report, as it was given, in the order in which it was given."""
        for id, entries in self._entries.items():
            stored = iter((entry.field, entry.words) for entry in entries)
            given = [(field, words) for report, field, words in self._given if report == id]
            assert all(each in stored for each in given), f"{given} in this order"

    def _all_entries(self) -> list[Entry]:
        return [entry for entries in self._entries.values() for entry in entries]

    def _check_question(self, report: Report) -> None:
        assert report.status is ReportStatus.DRAFT
        asked = [reply.kind for reply in self.person.replies if reply.kind.startswith("ask_")]
        assert [self.person.replies[-1].kind] == asked, "one question stands, and it comes last"
        assert self.shown or self.standing == "what", "there is a button that leads on"
        if self.standing != REVIEW and is_answered(report, FIELDS[self.standing]):
            assert self.standing == self.reopened, f"{self.standing} has an answer and is asked again"
        if self.standing != self.reopened:
            self.reopened = ""
