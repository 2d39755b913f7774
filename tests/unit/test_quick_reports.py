"""The quick report: whatever comes from the doorstep, in whatever order, is one filled card and one tap to send."""

from dataclasses import replace
from itertools import permutations

import pytest

from bot.duties import DutyKind
from bot.handlers import handlers
from bot.messages import Channel, EvidenceItem, SharedPlace
from bot.reporting.quick import JUST_SENT
from bot.reporting.report import EntryKind, Report, ReportStatus
from bot.testing import InMemoryGuidance
from bot.worker import Worker
from tests.talking import STALKING, Person, World
from tests.unit.test_weighing import says

WHAT = "bloke at number 9 set his dog on me at about 2, got my trouser leg"
ONE_MESSAGE = "a man in a blue van threw an egg at me outside the Co-op on High Street in Crediton at about 11"
DOORSTEP = SharedPlace(latitude=50.79361, longitude=-3.65712)
UNCLEAR = "he said he knows where the surgery is"


def photo(number: int) -> EvidenceItem:
    return EvidenceItem(sha256=f"{number:064x}", media_type="image/jpeg", size_bytes=3, storage_key=f"key-{number}")


def volunteer(world: World) -> Person:
    return world.person("jess", channel=Channel.TELEGRAM)


async def reports(world: World) -> list[Report]:
    return await world.reports(person="jess", channel=Channel.TELEGRAM)


def shown(person: Person) -> dict[str, str]:
    """The lines of the review card."""
    card = next(reply.text for reply in reversed(person.replies) if reply.kind == "ask_consent")
    lines = [line[4:].split(":** ", 1) for line in card.splitlines() if line.startswith("- **")]
    return {name: words for name, words in lines}


@pytest.mark.parametrize("way", ["/quick {}", "button", "typed"])
async def test_one_message_with_what_where_and_when_is_sent_with_one_tap(way: str) -> None:
    world = await World().open()
    person = volunteer(world)
    if way == "button":
        await person.say("/start")
        await person.press("Quick report")
    elif way == "typed":
        await person.say("quick report")

    await person.say(way.format(ONE_MESSAGE) if "{}" in way else ONE_MESSAGE)

    card = shown(person)
    assert card["What happened"] == ONE_MESSAGE
    assert card["Where"] == "outside the Co-op on High Street in Crediton"
    assert card["When"] == "about 11"
    assert card["Who did it"] == "a man in a blue van"
    assert "Nothing has been sent" in person.text
    assert (await person.press("Send: party staff and SPOC"))[0] == "saved_spoc"
    await world.work()
    assert (len(world.spoc.arrived), len(world.desk.cards)) == (1, 1)


async def test_what_the_words_do_not_say_is_left_out_and_not_asked() -> None:
    world = await World().open()
    person = volunteer(world)

    await person.say("/quick")
    await person.say("somebody shouted something horrid")

    assert {"Where", "When", "Who did it"} & shown(person).keys() == set()


async def test_what_was_read_off_says_so_in_the_report() -> None:
    world = await World().open()
    person = volunteer(world)
    await person.say("/quick " + ONE_MESSAGE)

    [report] = await reports(world)

    assert report.fields["what"].kind is EntryKind.ANSWER
    assert {report.fields[each].kind for each in ("where", "when", "who", "kind")} == {EntryKind.READ_OFF}


async def test_a_photo_with_a_caption_is_a_filled_card() -> None:
    world = await World().open()
    person = volunteer(world)

    kinds = await person.send(text=ONE_MESSAGE, evidence=(photo(1),))

    assert kinds == ["introduction", "evidence_kept", "ask_consent"]
    assert (shown(person)["Files"], shown(person)["Where"]) == ("1", "outside the Co-op on High Street in Crediton")


async def test_a_photo_alone_asks_for_one_message_and_is_kept() -> None:
    world = await World().open()
    person = volunteer(world)
    await person.send(evidence=(photo(1),))
    assert person.replies[-1].kind == "ask_what"

    await person.say(ONE_MESSAGE)

    assert shown(person)["Files"] == "1"


async def test_a_forwarded_message_keeps_where_it_is_from() -> None:
    world = await World().open()
    person = volunteer(world)

    await person.say("you should be hanged, traitor", forwarded_from="@angry_gull")

    [report] = await reports(world)
    assert report.fields["what"].words == "you should be hanged, traitor"
    [origin] = [entry for entry in report.entries if entry.kind is EntryKind.NOTE]
    assert (origin.value, origin.words) == ("forwarded_from", "@angry_gull")
    assert person.replies[-1].kind == "ask_consent"


async def test_a_message_forwarded_into_a_report_keeps_where_it_is_from_too() -> None:
    world = await World().open()
    person = volunteer(world)
    await person.say("/quick")

    await person.say("you should be hanged, traitor", forwarded_from="@angry_gull")

    [report] = await reports(world)
    assert [entry.words for entry in report.entries if entry.value == "forwarded_from"] == ["@angry_gull"]


PARTS = ("place", "words", "photo", "photo again")


@pytest.mark.parametrize("order", list(permutations(PARTS)), ids=" ".join)
async def test_a_place_words_and_two_photos_in_any_order_are_one_report(order: tuple[str, ...]) -> None:
    world = await World().open()
    person = volunteer(world)
    for part in order:
        world.clock.advance(seconds=20)
        if part == "place":
            await person.send(place=DOORSTEP)
        elif part == "words":
            await person.say("/quick " + WHAT if part == order[0] else WHAT)
        else:
            await person.send(evidence=(photo(PARTS.index(part)),))

    [report] = await reports(world)
    assert report.fields["what"].words == WHAT
    assert report.fields["where"].value == "50.79361,-3.65712"
    assert report.fields["when"].words == "about 2"
    assert {entry.evidence.sha256 for entry in report.evidence if entry.evidence} == {photo(2).sha256, photo(3).sha256}
    if person.replies[-1].kind != "ask_consent":
        await person.press("That's enough")
    await person.choose("Send: SPOC only")
    await world.work()
    assert len(world.spoc.arrived) == 1


async def test_a_shared_place_is_called_that_on_the_card() -> None:
    world = await World().open()
    person = volunteer(world)
    await person.send(place=DOORSTEP)
    await person.say(WHAT)

    assert shown(person)["Where"] == "Shared location (50.79361,-3.65712)"


async def test_the_pictures_of_an_album_are_asked_about_once() -> None:
    world = await World().open()
    person = volunteer(world)
    await person.say(ONE_MESSAGE, evidence=(photo(1),), album="a1")

    for number in (2, 3, 4):
        assert await person.say("", evidence=(photo(number),), album="a1") == ["evidence_kept"]

    assert len((await reports(world))[0].evidence) == 4


async def test_an_album_that_comes_twice_is_kept_once() -> None:
    world = await World().open()
    person = volunteer(world)
    for _ in range(2):
        for number in (1, 2):
            await person.say(ONE_MESSAGE if number == 1 else "", evidence=(photo(number),), album="a1")

    assert len((await reports(world))[0].evidence) == 2


async def test_danger_that_was_denied_a_moment_ago_is_not_asked_again() -> None:
    guidance = InMemoryGuidance([STALKING])
    guidance.judgements = {UNCLEAR: (says(0.3, report=0.9),)}
    world = await World(guidance=guidance).open()
    person = volunteer(world)
    assert "is_danger" in await person.say(UNCLEAR)
    await person.press("No")

    await person.press_id("report.this")

    [report] = await reports(world)
    assert report.fields["danger"].value == "no"
    assert shown(person)["Danger now"] == "No"
    await person.press("Add something")
    await person.press("Answer more questions")
    assert person.replies[-1].kind != "ask_danger"


async def test_danger_that_was_said_a_moment_ago_stands_in_the_report() -> None:
    guidance = InMemoryGuidance([STALKING])
    guidance.judgements = {UNCLEAR: (says(0.3, report=0.9),)}
    world = await World(guidance=guidance).open()
    person = volunteer(world)
    await person.say(UNCLEAR)
    await person.press("Yes, right now")

    await person.press("Report this")

    assert (await reports(world))[0].fields["danger"].value == "yes"


async def test_what_was_denied_long_ago_is_asked_again() -> None:
    guidance = InMemoryGuidance([STALKING])
    guidance.judgements = {UNCLEAR: (says(0.3, report=0.9),)}
    world = await World(guidance=guidance).open()
    person = volunteer(world)
    await person.say(UNCLEAR)
    await person.press("No")
    world.clock.advance(hours=1)

    await person.press_id("report.this")

    assert "danger" not in (await reports(world))[0].fields


async def sent_then_photo(world: World, *, after_s: float = 60) -> tuple[Person, Report]:
    """A report that was sent, and a picture that comes afterwards without a word."""
    person = volunteer(world)
    await person.say("/quick " + ONE_MESSAGE)
    await person.press("Send: party staff and SPOC")
    await world.work()
    [report] = await reports(world)
    world.clock.advance(seconds=after_s)
    await person.send(evidence=(photo(7),))
    return person, report


async def test_a_picture_that_comes_after_sending_is_put_where_it_belongs() -> None:
    world = await World().open()
    person, report = await sent_then_photo(world)
    assert f"Does this belong to {report.reference}" in person.text

    assert await person.press("Put it there") == ["addition_kept"]
    await world.work()

    [taken] = await reports(world)
    assert (taken.id, [entry.evidence for entry in taken.evidence]) == (report.id, [photo(7)])
    assert "Files: 1" in world.desk.news[-1].text
    assert world.spoc.arrived[-1].type == "report.updated"
    assert photo(7).sha256 in str(world.spoc.arrived[-1].data)


async def test_the_moved_files_are_never_deleted_with_the_draft_that_held_them() -> None:
    world = await World().open()
    removed: list[str] = []

    async def remove(organisation_id: str, item: EvidenceItem) -> None:
        removed.append(item.storage_key)

    world.worker = Worker(world.storage, handlers(replace(world.outside, remove_file=remove)), world.clock)
    person, report = await sent_then_photo(world)
    [draft] = [each for each in await reports(world) if each.id != report.id]
    await person.press("Put it there")
    async with world.storage.reading("org_green_street") as work:
        assert not await work.duties.is_live(DutyKind.REMIND_DRAFT, draft.id), "nothing is left to remind of"
    for _ in range(10):
        world.clock.advance(hours=12)
        await world.work()

    assert removed == []
    assert "draft_reminder" not in [reply.kind for reply in await person.news(0)]


async def test_what_was_told_beside_the_picture_is_taken_over_and_nothing_is_lost() -> None:
    world = await World().open()
    person, report = await sent_then_photo(world)
    await person.say("he came back and did it again", forwarded_from="Jo")
    await person.say("change who to a tall man in a cap")

    await person.press_id(f"r:{report.id[-8:]}:take")

    [taken] = await reports(world)
    words = taken.fields["more"].words
    assert "he came back and did it again" in words
    assert "Who did it: a tall man in a cap" in words
    assert taken.fields["who"] == report.fields["who"], "what was sent first stays"
    assert [entry.words for entry in taken.entries if entry.value == "forwarded_from"] == ["Jo"]


async def test_who_goes_on_instead_has_a_report_of_its_own() -> None:
    world = await World().open()
    person, first = await sent_then_photo(world)

    await person.say("another window, 3 Mill Lane in Crediton, just now")
    await person.choose("Send: SPOC only")

    second, stayed = await reports(world)
    assert (len(second.evidence), stayed.evidence) == (1, ())
    assert (second.status, stayed.id) == (ReportStatus.SAVED, first.id)


async def test_a_picture_long_after_sending_is_a_report_of_its_own() -> None:
    world = await World().open()
    person, _ = await sent_then_photo(world, after_s=JUST_SENT.total_seconds() + 60)

    assert "belongs_to" not in [reply.kind for reply in person.replies]


async def test_the_button_under_an_old_picture_does_nothing_any_more() -> None:
    world = await World().open()
    person, report = await sent_then_photo(world)
    await person.press("Put it there")

    assert (await person.press_id(f"r:{report.id[-8:]}:take"))[0] == "old_button"

    assert len((await reports(world))[0].evidence) == 1
