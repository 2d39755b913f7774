"""After a report to a platform: asked at 48 hours and at 7 days, never twice, never after an outcome or a withdrawal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from adapters.lanes import lanes_in_use
from bot.duties import DutyKind
from bot.errors import LeaseLost
from bot.escalation.assigning import Assigning
from bot.escalation.notices import Notices
from bot.heard import Heard
from bot.messages import MAX_CHOICE_BYTES, Channel, Inbound, Reply
from bot.rendering import Wording
from bot.reporting.lanes import NO_LANES, Lanes
from bot.reporting.platform_follow_up import AskingPlatform, offer_follow_up, platform_pressed, take_platform_reference
from bot.reporting.report import Entry, EntryKind, Report, ReportStatus
from bot.state import ConversationRecord, State
from bot.talk import Routes, Talk, tag
from bot.testing import FixedIds, InMemoryStorage, SettableClock
from bot.worker import Worker
from knowledge.contacts import load_contacts
from tests.talking import ORGANISATION, bundled_routing

BOOK = load_contacts()
WORDING = Wording()
LANES = lanes_in_use(Path("no-such-folder"), BOOK)
SECRET = "He wrote that he knows 12 Example Street."


@dataclass
class Follow:
    """One saved report on a platform, its reporter, and the worker; time moves when the test says so."""

    clock: SettableClock = field(default_factory=SettableClock)
    ids: FixedIds = field(default_factory=FixedIds)
    lanes: Lanes = LANES
    state: State = field(default_factory=State)

    async def open(self, **answers: str) -> "Follow":
        self.storage = InMemoryStorage(self.clock)
        await self.storage.add_organisation(ORGANISATION)
        async with self.storage.work(ORGANISATION.id) as work:
            self.member_id = (await work.members.find_or_add(Channel.TELEGRAM, "kit")).id
            record = ConversationRecord(
                id="con_1", channel=Channel.TELEGRAM, address="kit", member_id=self.member_id, state=State()
            )
            await work.conversations.save(record)
            await work.reports.add(self._report({"what": "", "platform": "x"} | answers))
        notices = Notices(wording=WORDING, ids=self.ids)
        self.asking = AskingPlatform(storage=self.storage, notices=notices, clock=self.clock, wording=WORDING)
        self.worker = Worker(self.storage, {DutyKind.ASK_PLATFORM: self.asking.ask}, self.clock)
        return self

    def _report(self, answers: dict[str, str]) -> Report:
        entries = [self._entry(name, value) for name, value in answers.items()]
        return Report(
            id="rep_12345678",
            reference="AL-7K3M-9QXT",
            reporter=self.member_id,
            conversation_id="con_1",
            status=ReportStatus.SAVED,
            created_at=self.clock.now(),
            entries=tuple(entries),
        )

    def _entry(self, name: str, value: str) -> Entry:
        return Entry(
            id=self.ids.new("ent"),
            kind=EntryKind.ANSWER,
            field=name,
            words=SECRET,
            value=value,
            author=self.member_id,
            channel=Channel.TELEGRAM,
            at=self.clock.now(),
        )

    @asynccontextmanager
    async def turn(self, text: str = "", choice: str = "") -> AsyncIterator[tuple[Talk, Report]]:
        inbound = Inbound(
            id=self.ids.new("in"),
            channel=Channel.TELEGRAM,
            person="kit",
            conversation="kit",
            sent_at=self.clock.now(),
            text=text,
            choice=choice,
        )
        async with self.storage.work(ORGANISATION.id) as work:
            talk = Talk(
                heard=Heard(inbound),
                work=work,
                wording=WORDING,
                ids=self.ids,
                now=self.clock.now(),
                routes=Routes(has_spoc=True),
                assigning=Assigning(routing=bundled_routing(), has_fallback=True),
                contacts=BOOK,
                member_id=self.member_id,
                conversation_id="con_1",
                state=self.state,
                found=None,
            )
            yield talk, await work.reports.get("rep_12345678")
            self.state, self.replies = talk.state, talk.replies

    async def offer(self) -> list[str]:
        async with self.turn() as (talk, report):
            await offer_follow_up(talk, report, self.lanes)
        return [reply.kind for reply in self.replies]

    async def press(self, answer: str) -> list[str]:
        """Press the button of an answer; an old one gives ["old"]."""
        choice = f"t:{tag('rep_12345678')}:platform_report.{answer}"
        async with self.turn(choice=choice) as (talk, report):
            fits = await platform_pressed(talk, report, choice.split(":")[2], self.lanes)
        return [reply.kind for reply in self.replies] if fits else ["old"]

    async def type_reference(self, text: str) -> list[str]:
        async with self.turn(text=text) as (talk, report):
            await take_platform_reference(talk, report)
        return [reply.kind for reply in self.replies]

    async def withdraw(self) -> None:
        async with self.storage.work(ORGANISATION.id) as work:
            await work.reports.set_status("rep_12345678", ReportStatus.WITHDRAWN)

    async def asked(self, **later: float) -> int:
        """Move time on, let the worker do what is due, and return how often it has asked since the beginning."""
        self.clock.advance(**later)
        while await self.worker.run_once():
            pass
        return len(await self.questions())

    async def questions(self) -> list[Reply]:
        async with self.storage.reading(ORGANISATION.id) as work:
            turns = await work.turns.since("con_1", 0)
        return [reply for turn in turns for reply in turn.replies if reply.kind == "platform_answered"]

    async def kept(self, name: str = "platform_report") -> list[str]:
        async with self.storage.reading(ORGANISATION.id) as work:
            report = await work.reports.get("rep_12345678")
        return [entry.value for entry in report.entries if entry.field == name]


@pytest.fixture
async def follow() -> Follow:
    return await Follow().open()


@pytest.fixture
async def reported(follow: Follow) -> Follow:
    """Reported to the platform at the beginning, with a reference."""
    await follow.offer()
    await follow.press("reported")
    await follow.type_reference("Case 60123")
    return follow


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


async def test_after_a_report_it_is_asked_once_whether_the_platform_knows(follow: Follow) -> None:
    assert await follow.offer() == ["platform_ask"]

    (reply,) = follow.replies
    assert labels(reply) == ["I have reported it there", "Not yet", "I don't want to"]
    assert BOOK.get("x").web in reply.text


@pytest.mark.parametrize("platform", ["instagram", "whatsapp", "threads"])
async def test_a_platform_without_a_page_is_followed_up_too(platform: str) -> None:
    follow = await Follow().open(platform=platform)

    assert await follow.offer() == ["platform_ask"]
    assert "http" not in follow.replies[0].text


@pytest.mark.parametrize("platform", ["in_person", "post", "telegram", "", "mastodon"])
async def test_a_platform_without_a_card_is_not_followed_up(platform: str) -> None:
    follow = await Follow().open(platform=platform)

    assert await follow.offer() == []


async def test_without_lanes_nothing_is_offered() -> None:
    follow = await Follow(lanes=NO_LANES).open()

    assert await follow.offer() == []


async def test_who_told_in_the_form_is_not_asked_again_and_the_clock_runs_from_then() -> None:
    follow = await Follow().open(platform_told="yes")
    follow.clock.advance(hours=5)

    assert await follow.offer() == ["platform_noted"]
    assert await follow.asked(hours=42.9) == 0
    assert await follow.asked(hours=0.1) == 1


async def test_who_did_not_want_to_in_the_form_is_not_asked() -> None:
    follow = await Follow().open(platform_told="not_wanted")

    assert await follow.offer() == []
    assert await follow.asked(days=30) == 0


async def test_a_reference_is_kept_as_typed_and_with_its_time(reported: Follow) -> None:
    async with reported.storage.reading(ORGANISATION.id) as work:
        entries = (await work.reports.get("rep_12345678")).entries[-2:]

    assert [(each.field, each.words, each.value) for each in entries] == [
        ("platform_report", "I have reported it there", "reported"),
        ("platform_reference", "Case 60123", ""),
    ]
    assert {each.at for each in entries} == {reported.clock.now()}
    assert {each.kind for each in entries} == {EntryKind.ADDITION}
    assert reported.state.pending_platform == ""


@pytest.mark.parametrize("how", ["none", "None.", "button"])
async def test_no_reference_is_an_answer_too(follow: Follow, how: str) -> None:
    assert await follow.press("reported") == ["platform_reference_wanted"]
    assert follow.state.pending_platform == "rep_12345678"

    kinds = await (follow.press("no_reference") if how == "button" else follow.type_reference(how))

    assert kinds == ["platform_reference_kept"]
    assert await follow.kept("platform_reference") == ["none"]
    assert follow.state.pending_platform == ""
    assert await follow.asked(hours=48) == 1


@pytest.mark.parametrize("text", ["👍", "x" * 201])
async def test_what_is_no_reference_is_asked_for_again(follow: Follow, text: str) -> None:
    await follow.press("reported")

    assert await follow.type_reference(text) == ["platform_reference_wanted"]
    assert ("200 characters" in follow.replies[0].text) == (len(text) > 200)
    assert follow.state.pending_platform == "rep_12345678"
    assert await follow.kept("platform_reference") == []


async def test_a_reference_for_a_withdrawn_report_is_not_kept_and_that_is_said(follow: Follow) -> None:
    await follow.press("reported")
    await follow.withdraw()

    assert await follow.type_reference("Case 60123") == ["platform_not_kept"]
    assert await follow.kept("platform_reference") == []
    assert follow.state.pending_platform == ""


async def test_it_is_asked_after_48_hours_and_again_after_7_days_and_no_more(reported: Follow) -> None:
    assert await reported.asked(hours=47.9) == 0
    assert await reported.asked(hours=0.1) == 1
    assert await reported.asked(hours=0) == 1
    assert await reported.asked(days=4.9) == 1
    assert await reported.asked(days=0.1) == 2
    assert await reported.asked(days=60) == 2


async def test_the_question_says_nothing_of_what_was_reported(reported: Follow) -> None:
    await reported.asked(hours=48)

    (question,) = await reported.questions()
    assert labels(question) == ["Taken down", "Refused", "No answer", "Don't ask again"]
    assert "X (Twitter)" in question.text
    assert "AL-7K3M-9QXT" in question.text
    assert "Example Street" not in question.text


async def test_a_question_that_is_sent_is_a_duty_of_its_own(reported: Follow) -> None:
    await reported.asked(hours=48)

    async with reported.storage.reading(ORGANISATION.id) as work:
        (turn,) = [turn for turn in await work.turns.since("con_1", 0) if turn.replies[0].kind == "platform_answered"]
        assert await work.duties.is_live(DutyKind.SEND, turn.id)


@pytest.mark.parametrize("answer", ["taken_down", "refused", "stop", "declined"])
async def test_after_an_answer_it_is_not_asked_again(reported: Follow, answer: str) -> None:
    assert await reported.asked(hours=48) == 1
    assert await reported.press(answer) != ["old"]

    assert await reported.asked(days=60) == 1


@pytest.mark.parametrize("answer", ["taken_down", "refused", "stop"])
async def test_an_answer_before_the_question_makes_it_needless(reported: Follow, answer: str) -> None:
    await reported.press(answer)

    assert await reported.asked(days=60) == 0


async def test_a_withdrawn_report_is_not_asked_about(reported: Follow) -> None:
    assert await reported.asked(hours=48) == 1
    await reported.withdraw()

    assert await reported.asked(days=60) == 1
    assert await reported.press("refused") == ["old"]


async def test_a_report_withdrawn_at_once_is_never_asked_about(reported: Follow) -> None:
    await reported.withdraw()

    assert await reported.asked(days=60) == 0


async def test_silence_brings_the_next_step_and_is_asked_about_once_more(reported: Follow) -> None:
    await reported.asked(hours=48)

    assert await reported.press("silent") == ["platform_next", "lane_advice"]
    assert "has not answered. I will ask once more" in reported.replies[0].text
    assert await reported.asked(days=5) == 2
    assert await reported.press("silent") == ["platform_next", "lane_advice"]
    assert "once more" not in reported.replies[0].text
    assert await reported.kept() == ["reported", "silent"]
    assert await reported.asked(days=60) == 2


async def test_after_a_refusal_comes_the_party_then_report_harmful_content_with_the_words_of_the_guidance(
    reported: Follow,
) -> None:
    await reported.asked(hours=48)

    assert await reported.press("refused") == ["platform_next", "lane_advice"]
    frame, words = reported.replies
    assert "refused" in frame.text
    assert "Green Street Residents (Pat Example, 01632 960101), then Report Harmful Content" in frame.text
    assert "> - Report this to your political party, who should be able to offer support" in words.text
    assert BOOK.get("report-harmful-content").web in words.text
    assert len(words.citations) == 2


async def test_without_lanes_the_next_step_is_named_all_the_same(reported: Follow) -> None:
    reported.lanes = NO_LANES

    assert await reported.press("refused") == ["platform_next"]


async def test_not_yet_is_not_reminded_of_and_can_be_made_good(follow: Follow) -> None:
    assert await follow.press("not_yet") == ["platform_not_yet"]
    assert labels(follow.replies[0]) == ["I have reported it there"]
    assert await follow.asked(days=30) == 0

    assert await follow.press("reported") == ["platform_reference_wanted"]
    assert await follow.asked(hours=48) == 1
    assert await follow.kept() == ["not_yet", "reported"]


async def test_declined_is_never_asked_about_and_can_be_taken_back(follow: Follow) -> None:
    assert await follow.press("declined") == ["platform_declined"]
    assert await follow.offer() == []
    assert await follow.asked(days=30) == 0

    await follow.press("reported")
    await follow.press("declined")
    await follow.press("reported")
    assert await follow.asked(hours=48) == 1
    assert await follow.kept() == ["declined", "reported", "declined", "reported"]


async def test_an_answer_may_be_corrected_and_what_was_said_before_stays(reported: Follow) -> None:
    await reported.press("refused")
    assert await reported.press("taken_down") == ["platform_taken_down"]
    await reported.press("taken_down")

    assert await reported.kept() == ["reported", "refused", "taken_down"]


@pytest.mark.parametrize("answer", ["taken_down", "refused", "silent", "stop", "no_reference", "nonsense", ""])
async def test_a_button_that_fits_nothing_is_an_old_one(follow: Follow, answer: str) -> None:
    assert await follow.press(answer) == ["old"]
    assert await follow.kept() == []


@pytest.mark.parametrize("answer", ["reported", "not_yet", "no_reference"])
async def test_what_was_answered_already_is_not_answered_twice(reported: Follow, answer: str) -> None:
    assert await reported.press(answer) == ["old"]
    assert await reported.kept() == ["reported"]


async def test_a_worker_that_was_down_for_weeks_does_not_ask_twice_at_once(reported: Follow) -> None:
    assert await reported.asked(days=21) == 1
    assert await reported.asked(days=1.9) == 1
    assert await reported.asked(days=0.1) == 2


async def test_nobody_is_asked_at_night() -> None:
    follow = Follow()
    follow.clock.advance(hours=14)  # midnight in the United Kingdom
    await follow.open()
    await follow.press("reported")

    assert await follow.asked(hours=48) == 0
    assert await follow.asked(hours=9) == 1


async def test_two_workers_with_the_same_duty_ask_once(reported: Follow) -> None:
    """The question and the end of its duty are one transaction."""
    reported.clock.advance(hours=48)
    (duty,) = await reported.storage.claim(limit=5, lease_s=60)

    await reported.asking.ask(duty)
    with pytest.raises(LeaseLost):
        await reported.asking.ask(duty)

    assert await reported.asked(hours=0) == 1


async def test_a_report_whose_platform_was_corrected_away_is_let_go(reported: Follow) -> None:
    async with reported.storage.work(ORGANISATION.id) as work:
        await work.reports.append("rep_12345678", [replace(reported._entry("platform", ""), kind=EntryKind.CORRECTION)])

    assert await reported.asked(days=30) == 0
    assert await reported.press("refused") == ["old"]


async def test_every_button_is_short_and_says_in_the_transcript_what_it_was(follow: Follow) -> None:
    await follow.offer()
    buttons = list(follow.replies[0].choices)
    await follow.press("reported")
    buttons += follow.replies[0].choices
    await follow.asked(hours=48)
    (question,) = await follow.questions()

    for button in [*buttons, *question.choices]:
        assert len(button.id.encode()) <= MAX_CHOICE_BYTES
        assert WORDING.pressed(button.id) == button.label


async def test_the_answers_stand_in_the_audit_without_a_word(reported: Follow) -> None:
    await reported.press("refused")

    rows = reported.storage._of(ORGANISATION.id).audit
    assert rows == [("platform_report.answered", "rep_12345678", reported.member_id)] * 3


def test_the_48_hours_are_those_of_report_harmful_content() -> None:
    assert "wait 48 hours" in BOOK.get("report-harmful-content").notes
