"""Everything that somebody may do in the middle of a report. `number` chooses among the ways to do it."""

from bot.messages import EvidenceItem, SharedPlace
from bot.reporting.form import FIELDS, FieldKind
from bot.reporting.report import Recipient
from tests.form_walk import REVIEW, Walk

WHATS = ("It was dreadful.", "A man shouted at me outside the library yesterday.", "Lies on Facebook, *all* of <b>it</b>")
OPENINGS = ("/report", "/quick", "/report It was dreadful.", "/quick A man shouted at me outside the library yesterday.")
SAID = {
    FieldKind.TIME: ("yesterday about 8", "some day in spring", "next Friday", "it will be at the hustings next Friday"),
    FieldKind.COUNT: ("4", "heaps", "all of the boards in the street"),
    FieldKind.PLACE: ("Mill Lane, Exeter", "Calais"),
}
OTHERWISE = ("Sam Nobody", "Rhywun mewn côt werdd, a *hen* gi", "two\nlines of <i>it</i>", "word " * 60)
CHANGES = {
    "where": ("Mill Lane", "Paris"),
    "when": ("yesterday at noon", "last night"),
    "who": ("a tall man in a hat", "nobody that I know"),
    "kind": ("A threat", "Abuse online", "Damage to property or posters"),
    "platform": ("TikTok", "Face to face"),
    "count": ("3",),
    "whom": ("Me", "My family"),
    "what": ("They threw eggs at us.",),
}
CAPTIONS = ("", "", "Look at this one", "ok", "no", "/help", "is this legal?", "back")
TELLING = 4  # words; with as many a failed answer is kept all the same
QUESTION = "What should I do about somebody who is stalking me?"


class Steps(Walk):
    """A walk with every step that there is."""

    async def begin(self, number: int) -> None:
        """Begin a report in one of the ways."""
        opening = OPENINGS[number % len(OPENINGS)]
        await self.say(opening)
        if " " in opening:
            await self.gave("what", opening.partition(" ")[2])
        await self.check()

    async def step(self, action: str, number: int, *, restarts: bool) -> None:
        """Do one thing, perhaps after the program was started anew, and look at what must hold."""
        if restarts:
            await self.restart(number)
        self.world.clock.advance(seconds=7)
        await getattr(self, action)(number)
        await self.check()

    async def button(self, number: int) -> None:
        """Answer by a button."""
        field, label = FIELDS[self.standing], self.world.wording.label
        ids = [choice.id for choice in self.shown if choice.id.split(":")[-1] in field.buttons]
        if not ids:
            await self.words(number)
            return
        key = ids[number % len(ids)].split(":")[-1]
        await self.press(ids[number % len(ids)])
        if field.kind is FieldKind.CHOICES and key in field.choices:
            self.reopened = field.id
        await self.gave(field.id, label(key))

    async def words(self, number: int) -> None:
        """Answer in words, some of which are no answer."""
        field = FIELDS[self.standing]
        pool = WHATS if field.id == "what" else SAID.get(field.kind, OTHERWISE)
        text = pool[number % len(pool)]
        kinds = await self.say(text)
        if "invalid_answer" not in kinds:
            await self.gave("more" if field.id == REVIEW else field.id, text)
        elif len(text.split()) >= TELLING:
            await self.gave("more", text)

    async def skip(self, number: int) -> None:
        """Leave a question out; what happened and the review card cannot be left out."""
        text, field = ("skip", "next", "leave it out")[number % 3], self.standing
        if field in ("what", REVIEW):
            await self.changes_nothing(self.say(text))
        else:
            await self.say(text)
            await self.gave(field, text)

    async def dont_know(self, number: int) -> None:
        """Say that one does not know, where that is an answer."""
        field = self.standing
        if not self.is_shown("I don't know"):
            await self.skip(number)
            return
        await (self.press_label("I don't know") if number % 2 else self.say("I don't know"))
        await self.gave(field, "I don't know")

    async def back(self, number: int) -> None:
        """Go back one question."""
        await (self.press_label("Back") if number % 2 and self.is_shown("Back") else self.say("back"))
        self.reopened = self.standing

    async def enough(self, number: int) -> None:
        """Go to the review card."""
        label = ("That's all of them", "That's enough")[number % 2]
        await (self.press_label(label) if self.is_shown(label) else self.say("that's enough"))

    async def change(self, number: int) -> None:
        """Correct an answer in plain words."""
        field = sorted(CHANGES)[number % len(CHANGES)]
        words = CHANGES[field][number // 8 % len(CHANGES[field])]
        assert "changed" in await self.say(f"change {field} to {words}")
        await self.gave(field, words)
        assert self.standing != field, "it has just been answered"

    async def ask_to_change(self, number: int) -> None:
        """Ask for a question again, by words or by button."""
        if self.standing == REVIEW and number % 2:
            await self._on_review("Change something")
            changes = [choice.id for choice in self.shown if choice.id.startswith("c:")]
            await self.press(changes[number % len(changes)])
        else:
            await self.say(f"change {sorted(CHANGES)[number % len(CHANGES)]}")
        self.reopened = self.standing

    async def question(self, number: int) -> None:
        """Ask something in between; as the first words it is what happened."""
        await (self.say(QUESTION) if self.standing == "what" else self.changes_nothing(self.say(QUESTION)))

    async def photo(self, number: int) -> None:
        """Send a picture, with or without words; one in a few has been sent before."""
        item = EvidenceItem(sha256=f"{number % 25:064x}", media_type="image/png", size_bytes=3, storage_key="key")
        caption, is_first = CAPTIONS[number % len(CAPTIONS)], self.standing == "what"
        self.files.add(item.sha256)
        await self.do(lambda id: self.person.send(id=id, text=caption, evidence=(item,)))
        self.reopened = self.standing if caption == "back" else self.reopened
        if caption.startswith("Look"):
            await self.gave("what" if is_first else "more", caption)

    async def place(self, number: int) -> None:
        """Share where one is, here or abroad."""
        place = SharedPlace(latitude=47.5 + number % 9, longitude=-3.5)
        await self.do(lambda id: self.person.send(id=id, place=place))
        await self.gave("where", f"{place.latitude:.5f},-3.50000")

    async def emoji(self, number: int) -> None:
        """Send what has no words."""
        await self.changes_nothing(self.say(("👍🏽", "😡😡", "?!", "   ")[number % 4]))

    async def old_button(self, number: int) -> None:
        """Press something that was shown before, but for what ends the report."""
        ends = ("consent.", "nav.cancel", "report.")
        old = [id for id in self.buttons if id[:2] in ("a:", "c:") and not id.split(":")[-1].startswith(ends)]
        if old:
            await self.press(old[number % len(old)])
            self.reopened = self.standing

    async def again(self, number: int) -> None:
        """The network brings the last message once more."""
        if self.repeat:
            before, turn = await self.world.reports(), self.person.last
            await self.repeat()
            assert self.person.last == turn
            assert await self.world.reports() == before

    async def aside(self, number: int) -> None:
        """Set it aside, and go on with it."""
        await self._leave_and_go_on("Set it aside", "set it aside", "set_aside", number)

    async def cancel(self, number: int) -> None:
        """Cancel it, and think again."""
        await self._leave_and_go_on("Cancel it", "cancel", "cancelled", number)

    async def more_questions(self, number: int) -> None:
        """Open the further questions, when there are any."""
        await self.reach_review(within=3)
        await self._on_review("Add something")
        label = "Answer more questions"
        await self.press_label(label if self.is_shown(label) else "Back to the report")

    async def add(self, number: int) -> None:
        """Add something at the review card."""
        if self.standing == REVIEW:
            await self._on_review("Add something")
        await self.words(number)

    async def statistics(self, number: int) -> None:
        """Turn the switch for statistics over."""
        if self.standing == REVIEW:
            before = (await self.report()).allows(Recipient.STATISTICS)
            await self._on_review("Choose who may see it")
            await self.press_label("Anonymous statistics, on or off")
            assert (await self.report()).allows(Recipient.STATISTICS) is not before

    async def _on_review(self, label: str) -> None:
        if not self.is_shown(label):  # something that the card opened is still on the screen
            await self.say("ok")
        await self.press_label(label)

    async def _leave_and_go_on(self, label: str, typed: str, kind: str, number: int) -> None:
        standing, reopened = self.standing, self.reopened
        await (self.press_label(label) if number % 2 and self.is_shown(label) else self.say(typed))
        assert self.person.replies[-1].kind == kind
        await self.press_label("Go on with my report")
        assert self.standing == standing or standing == reopened, "it goes on where it stood"


ACTIONS = sorted(name for name, each in vars(Steps).items() if not name.startswith("_") and name not in ("begin", "step"))
