"""Promise 3: saved before "saved" is read, told only what the row says, and every message answered.

That a process killed at any instant loses nothing is shown with a real one in tests/integration/test_kill.py.
"""

from dataclasses import replace

import pytest

from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.escalation import EscalationState
from bot.handlers import handlers
from bot.messages import MAX_TEXT_CHARS, Channel, Inbound
from bot.reporting.report import ReportStatus
from bot.testing import InMemorySpocNotifier, InMemoryStorage
from bot.worker import Worker
from tests.talking import ORGANISATION, World


async def test_the_report_is_stored_when_the_reporter_reads_saved() -> None:
    world = await World().open()
    person = world.person()

    await person.report_to("Send: SPOC only")

    assert "Saved" in person.text
    [report] = await world.reports()
    assert report.status is ReportStatus.SAVED
    assert report.reference in person.text


class FailingAtTheEnd(InMemoryStorage):
    """A database that takes everything and then cannot commit."""

    fails = False

    def work(self, organisation_id: str):  # type: ignore[no-untyped-def]
        inner = super().work(organisation_id)
        return _Failing(inner) if self.fails else inner


class _Failing:
    def __init__(self, inner: object) -> None:
        self._inner = inner

    async def __aenter__(self) -> object:
        return await self._inner.__aenter__()  # type: ignore[attr-defined]

    async def __aexit__(self, *_: object) -> bool | None:
        error = OSError("disk full")
        await self._inner.__aexit__(OSError, error, None)  # type: ignore[attr-defined]
        raise error


async def test_nobody_reads_saved_when_the_disk_is_full() -> None:
    world = World()
    storage = FailingAtTheEnd(world.clock)
    world.storage = storage
    await world.open()
    person = world.person()
    await person.say("/report A man shouted at me in Exeter yesterday")
    storage.fails = True

    kinds = await person.press("No")

    assert kinds == ["apology"]
    assert "could not save" in person.text


async def test_the_reporter_is_told_of_delivery_and_acknowledgement_when_they_have_happened_and_not_before() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    seen = person.last.seq if person.last else 0
    [report] = await world.reports()

    assert await person.news(seen) == []
    await world.work()
    assert [reply.kind for reply in await person.news(seen)] == ["delivered"]
    assert "Nobody there has confirmed" in (await person.news(seen))[0].text

    [escalation] = await world.escalations(report)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="ack-1", by="PC Example", how="callback")
    assert [reply.kind for reply in await person.news(seen)] == ["delivered", "acknowledged"]


async def test_the_same_acknowledgement_twice_is_told_once() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    await world.work()
    [report] = await world.reports()
    [escalation] = await world.escalations(report)

    first = await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="ack-1", by="PC Example", how="callback")
    again = await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="ack-1", by="PC Example", how="callback")

    assert (first, again) == (True, False)
    assert [reply.kind for reply in await person.news(0)].count("acknowledged") == 1


async def test_a_spoc_that_does_not_answer_is_tried_until_it_does_and_the_reporter_knows() -> None:
    world = await World().open()
    person = world.person()
    world.spoc.failures = [SpocUnreachable(503) for _ in range(4)]
    await person.report_to("Send: SPOC only")
    [report] = await world.reports()

    for _ in range(5):
        await world.work()
        world.clock.advance(hours=1)

    [escalation] = await world.escalations(report)
    assert escalation.state is EscalationState.DELIVERED
    assert [reply.kind for reply in await person.news(0) if reply.kind in ("delayed", "delivered")] == ["delayed", "delivered"]
    assert len(world.spoc.arrived) == 1


async def test_a_refusal_is_told_with_what_to_do_instead() -> None:
    world = await World().open()
    person = world.person()
    world.spoc.failures = [SpocRefused(410)]
    await person.report_to("Send: SPOC only")

    await world.work()

    [news] = [reply for reply in await person.news(0) if reply.kind == "refused"]
    assert "contact your SPOC yourself" in news.text
    await person.say("my reports")
    assert "would not take it" in person.text


async def test_the_list_says_what_the_row_says() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")

    await person.say("my reports")
    assert "not delivered yet" in person.text
    await world.work()
    await person.say("my reports")
    assert "delivered to the SPOC's system" in person.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x07",
        "😀🎉",
        "?",
        "x" * 5_000,
        "x" * (MAX_TEXT_CHARS + 1),
        "\ud800",
        "/",
        "/unknown thing",
        "{}[]()*_`",
        "²",
    ],
    ids=["empty", "space", "control", "emoji", "mark", "5000", "too long", "surrogate", "slash", "command", "markup", "digit"],
)
async def test_every_message_gets_an_answer(text: str) -> None:
    world = await World().open()
    person = world.person()

    assert await person.say(text)
    assert "apology" not in await person.say(text)


@pytest.mark.parametrize("step", range(6))
async def test_odd_messages_in_the_form_lose_nothing_and_the_question_is_asked_again(step: int) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report")
    for words in ["Shouting and swearing.", "no", "Exeter", "yesterday", "no idea"][:step]:
        await person.say(words)
    question = person.replies[-1].kind

    for odd in ("", "😀", "\x00"):
        await person.say(odd)
        assert person.replies[-1].kind == question
    [report] = await world.reports()
    assert [each for each in report.fields if each != "kind"] == ["what", "danger", "where", "when", "who"][:step]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.TELEGRAM])
async def test_the_same_message_twice_gives_the_same_replies_and_does_nothing_twice(channel: Channel) -> None:
    world = await World().open()
    person = world.person(channel=channel)

    first = await person.say("/report They slashed my tyres", id="message-1")
    turn = person.last
    again = await person.say("/report They slashed my tyres", id="message-1")

    assert (again, person.last) == (first, turn)
    assert len(await world.reports(channel=channel)) == 1


async def test_a_second_press_of_the_last_button_does_not_send_twice() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    assert person.last
    [report] = await world.reports()

    await person.press_id(f"a:{report.id[-8:]}:consent:consent.spoc")
    await world.work()

    assert len(await world.escalations(report)) == 1
    assert len(world.spoc.arrived) == 1


async def test_replies_that_a_channel_did_not_send_are_sent_for_it() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/help")

    await world.work()
    assert world.sender.sent == [], "the channel is given time to send it itself"
    world.clock.advance(minutes=1)
    await world.work()

    [(address, replies)] = world.sender.sent
    assert (address, [reply.kind for reply in replies]) == ("kit", ["introduction", "help"])


async def test_replies_that_were_sent_are_not_sent_again() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/help")
    assert person.last
    await world.conversation.sent(person.last)

    world.clock.advance(minutes=1)
    await world.work()

    assert world.sender.sent == []


async def test_the_watchman_mends_an_escalation_that_nobody_delivers() -> None:
    from bot.duties import DutyKind

    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    [report] = await world.reports()
    [escalation] = await world.escalations(report)
    async with world.storage.work(ORGANISATION.id) as work:
        await work.duties.drop(DutyKind.DELIVER, escalation.id)
    await world.outside.watching.start()

    await world.work()

    assert len(world.spoc.arrived) == 1


async def test_two_messages_at_once_are_handled_one_after_the_other() -> None:
    import asyncio

    world = await World().open()
    person = world.person()
    await person.say("/report")

    def inbound(id: str, text: str) -> Inbound:
        return Inbound(id=id, channel=Channel.WEB, person="kit", conversation="kit", sent_at=world.clock.now(), text=text)

    await asyncio.gather(
        world.conversation.handle(inbound("a", "They shouted at me in the street.")),
        world.conversation.handle(inbound("b", "no")),
    )

    [report] = await world.reports()
    assert {"what", "danger"} <= set(report.fields)


async def test_a_photo_that_could_not_be_fetched_is_said_to_be_missing_though_its_caption_is_kept() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/report")

    kinds = await person.say("They broke our window", unreadable="a file over 20 MB")

    assert kinds == ["unreadable", "ask_when"]
    [report] = await world.reports(channel=Channel.TELEGRAM)
    assert report.fields["what"].words == "They broke our window"


async def _after_a_change_of_spoc(*, was_practice: bool) -> tuple[World, list[str]]:
    world = await World(spoc=InMemorySpocNotifier(practice=was_practice)).open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    other = InMemorySpocNotifier(practice=not was_practice)
    worker = Worker(world.storage, handlers(replace(world.outside, spoc=other)), world.clock)

    await worker.run_once()

    assert other.arrived == []
    return world, [reply.kind for reply in await person.news(0)]


async def test_a_practice_report_never_reaches_the_real_spoc() -> None:
    _, kinds = await _after_a_change_of_spoc(was_practice=True)

    assert kinds[-1] == "refused"


async def test_a_real_report_never_ends_in_the_sandbox_and_waits_for_the_real_spoc() -> None:
    world, kinds = await _after_a_change_of_spoc(was_practice=False)
    assert "delivered" not in kinds

    world.clock.advance(minutes=1)
    await world.work()

    assert len(world.spoc.arrived) == 1
