"""Thirty photos, the same one again, an album twice, words and pictures at once, a report that is closed: all of it is kept."""

import asyncio

import pytest

from bot.messages import Channel, EvidenceItem, Inbound, SharedPlace
from bot.ports import Turn
from bot.reporting.report import EntryKind, Report, ReportStatus
from tests.talking import ORGANISATION, Person, World


def photo(number: int) -> EvidenceItem:
    return EvidenceItem(sha256=f"{number:064x}", media_type="image/jpeg", size_bytes=3, storage_key=f"key-{number}")


def kept(report: Report) -> list[str]:
    return [entry.evidence.sha256 for entry in report.evidence if entry.evidence]


def message(world: World, id: str, **what: object) -> Inbound:
    """A message of kit on Telegram."""
    base = {"channel": Channel.TELEGRAM, "person": "kit", "conversation": "kit", "sent_at": world.clock.now()}
    return Inbound(id=id, **base, **what)  # type: ignore[arg-type]


async def the_report(world: World) -> Report:
    [report] = await world.reports(channel=Channel.TELEGRAM)
    return report


async def a_talk(words: str = "/report A man shouted at me.") -> tuple[World, Person]:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say(words)
    return world, person


async def test_thirty_photos_are_all_kept_and_the_question_stands_after_each() -> None:
    world, person = await a_talk()

    for number in range(30):
        assert await person.send(evidence=(photo(number),)) == ["evidence_kept", "ask_danger"]

    assert "30 items" in person.text
    assert kept(await the_report(world)) == [photo(number).sha256 for number in range(30)]


async def test_an_album_of_thirty_brings_no_thirty_questions() -> None:
    world, _ = await a_talk()

    turns = [
        await world.conversation.handle(message(world, f"m{n}", evidence=(photo(n),), album="album-1", text="The lot" * (n == 0)))
        for n in range(30)
    ]

    assert sum(reply.kind.startswith("ask_") for turn in turns for reply in turn.replies) == 1
    assert all(turn.replies for turn in turns), "each message gets an answer all the same"
    assert len(kept(await the_report(world))) == 30


async def test_the_same_album_again_is_kept_once_and_that_is_said() -> None:
    world, _ = await a_talk()

    async def album(name: str) -> list[Turn]:
        each = [message(world, f"{name}-{n}", evidence=(photo(n),), album=name) for n in range(4)]
        return [await world.conversation.handle(one) for one in each]

    await album("first")
    again = await album("second")

    assert all("I have that already" in turn.replies[0].text for turn in again)
    assert len(kept(await the_report(world))) == 4


async def test_the_same_photo_twice_in_one_message_is_one() -> None:
    world, person = await a_talk()

    await person.send(evidence=(photo(1), photo(1), photo(2)))

    assert kept(await the_report(world)) == [photo(1).sha256, photo(2).sha256]


async def test_the_same_message_again_does_nothing_twice() -> None:
    world, person = await a_talk()

    await person.send(evidence=(photo(1),), id="again")
    first = person.last
    before = await the_report(world)
    await person.send(evidence=(photo(1),), id="again")

    assert person.last == first
    assert await the_report(world) == before


async def test_the_51st_photo_is_not_kept_and_nobody_is_told_that_it_was() -> None:
    world, person = await a_talk()
    await person.send(evidence=tuple(photo(number) for number in range(49)))

    await person.send(evidence=(photo(49), photo(50)))
    assert "50 items" in person.text
    assert "could not keep all of it" in person.text
    await person.send(evidence=(photo(51),))

    assert "I have not kept that" in person.text
    assert "another report" in person.text
    assert kept(await the_report(world)) == [photo(number).sha256 for number in range(50)]


CAPTIONS = ["", "send", "ok", "no", "cancel", "back", "enough", "skip", "later", "change", "add", "more", "is this legal?", "999"]
COMMANDS = ["/help", "/my", "/quick", "/report They did this", "/quick They did this", "/ask who?", "/start", "/cancel", "status"]


@pytest.mark.parametrize("opening", ["/start", "/report", "/report A man shouted at me.", "/quick A man shouted at me."])
@pytest.mark.parametrize("caption", [*CAPTIONS, *COMMANDS])
async def test_a_photo_is_kept_whatever_its_caption_says(caption: str, opening: str) -> None:
    world, person = await a_talk(opening)

    await person.send(text=caption, evidence=(photo(1),))

    holding = [report for report in await world.reports(channel=Channel.TELEGRAM) if photo(1).sha256 in kept(report)]
    assert len(holding) == 1
    assert "evidence_kept" in [reply.kind for reply in person.replies]


@pytest.mark.parametrize("asked", ["Yes, I have a reference", "Write to the staff", "Add to it"])
async def test_a_photo_with_words_that_were_asked_for_goes_into_the_report(asked: str) -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.report_to("Send: party staff and SPOC")
    report = await the_report(world)
    if asked != "Yes, I have a reference":
        await person.say("/my")
        await person.press(f"Show it: {report.reference}")
    await person.press(asked)

    await person.send(text="DC-0000/26", evidence=(photo(1),))

    assert kept(await the_report(world)) == [photo(1).sha256]
    [escalation] = await world.escalations(report)
    words = [entry.words for entry in (await the_report(world)).entries]
    assert "DC-0000/26" in [*words, escalation.police_reference]


async def test_two_photos_and_a_sentence_at_once_all_land_in_the_report() -> None:
    world, _ = await a_talk()
    sentence = "He had a grey van, with a ladder on it."
    parts = [
        message(world, "a", evidence=(photo(1),)),
        message(world, "b", text=sentence),
        message(world, "c", evidence=(photo(2),)),
        message(world, "d", place=SharedPlace(latitude=50.7, longitude=-3.5)),
    ]

    turns = await asyncio.gather(*(world.conversation.handle(each) for each in parts))

    report = await the_report(world)
    assert set(kept(report)) == {photo(1).sha256, photo(2).sha256}
    assert sentence in [entry.words for entry in report.entries]
    assert "50.70000,-3.50000" in [entry.words for entry in report.entries]
    assert all(turn.id and turn.replies[-1].kind.startswith("ask_") for turn in turns)


async def test_the_same_message_at_the_same_moment_is_one() -> None:
    world, _ = await a_talk()
    twice = [message(world, "a", text="He had a grey van, with a ladder on it.")] * 2

    one, other = await asyncio.gather(*(world.talk().handle(each) for each in twice))

    assert one == other
    words = [entry.words for entry in (await the_report(world)).entries]
    assert words.count(twice[0].text) == 1


async def a_closed_report() -> tuple[World, Person, Report]:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.report_to("Send: my party's staff only")
    await world.work()
    report = await the_report(world)
    await world.staff_talk.close(ORGANISATION.id, report.id, "advice_given", "", by="U-1", message_id="ent_closing")
    await person.catch_up()
    return world, person, await the_report(world)


@pytest.mark.parametrize("with_photo", [False, True])
async def test_a_reply_to_a_closed_report_is_added_and_the_staff_see_it(with_photo: bool) -> None:
    world, person, report = await a_closed_report()
    assert report.status is ReportStatus.CLOSED

    await person.press("Add to it")
    await person.send(text="He came back today.", evidence=(photo(1),) if with_photo else ())
    await world.work()

    assert "addition_kept" in [reply.kind for reply in person.replies]
    assert "closed" in person.text
    changed = await the_report(world)
    assert changed.entries[: len(report.entries)] == report.entries
    assert "He came back today." in [entry.words for entry in changed.entries if entry.kind is EntryKind.ADDITION]
    assert kept(changed) == ([photo(1).sha256] if with_photo else [])
    assert "He came back today." in world.desk.news[-1].text


async def test_a_message_to_the_staff_about_a_closed_report_reaches_them() -> None:
    world, person, _ = await a_closed_report()

    await person.press("Write to the staff")
    await person.say("Why is it closed?")
    await world.work()

    assert "message_kept" in [reply.kind for reply in person.replies]
    assert "Why is it closed?" in world.desk.news[-1].text


async def test_a_closed_report_cannot_be_sent_withdrawn_or_taken_up_by_an_old_button() -> None:
    _, person, report = await a_closed_report()

    for action in ("resume", "agree", "withdraw.sure", "cancel"):
        assert await person.press_id(f"r:{report.id[-8:]}:{action}") == ["old_button"]
