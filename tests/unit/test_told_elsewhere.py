"""A report on two devices, and a message while something else was asked for: each answer has one place to go."""

import pytest

from bot.messages import EvidenceItem
from bot.reporting.report import ReportStatus
from tests.talking import Person, World


def photo(number: int) -> EvidenceItem:
    return EvidenceItem(sha256=f"{number:064x}", media_type="image/png", size_bytes=3, storage_key=f"key-{number}")


async def on_two_devices() -> tuple[World, Person, Person]:
    """A report that is told on one device, and taken up on another by its spare code."""
    world = await World().open()
    first, second = world.person("kit"), world.person("kit-elsewhere")
    await first.say("/report A man shouted at me.")
    await first.press("No")
    await first.press("Set it aside")
    await first.press("Spare code")
    code = first.text.partition(": ")[2].partition("*")[0]
    await first.say("/my")
    await first.press("Show it: " + (await world.reports())[0].reference)
    await first.press("Go on with my report")
    assert (await second.say(code))[-1] == first.replies[-1].kind == "ask_where"
    return world, first, second


async def test_a_draft_that_was_cancelled_on_another_device_can_be_gone_on_with() -> None:
    world, first, second = await on_two_devices()
    await first.say("/cancel")

    assert await second.say("Mill Lane, Exeter") == ["told_elsewhere"]
    assert "cancelled" in second.text
    await second.press("Go on with my report")

    assert second.replies[-1].kind == "ask_where"
    [report] = await world.reports()
    assert report.status is ReportStatus.DRAFT


async def test_a_draft_that_is_deleted_meanwhile_leaves_nobody_stuck() -> None:
    world, first, second = await on_two_devices()
    await first.say("/cancel")
    world.clock.advance(hours=25)
    await world.work()

    assert await second.say("Mill Lane, Exeter") == ["told_elsewhere"]
    assert "deleted" in second.text
    assert (await second.say("/report They tore up my leaflets."))[-1].startswith("ask_")


async def test_a_report_that_was_sent_on_another_device_is_not_sent_twice() -> None:
    world, first, second = await on_two_devices()
    await second.press("That's enough")
    assert "saved_spoc" in await second.press("Send: party staff and SPOC")

    kinds = await first.press("I don't know")

    assert kinds[0] == "told_elsewhere"
    assert "old_button" in kinds
    [report] = await world.reports()
    assert len(await world.escalations(report)) == 1


async def test_a_file_for_a_report_that_is_over_begins_another_one() -> None:
    world, first, second = await on_two_devices()
    await first.say("/cancel")

    kinds = await second.send(evidence=(photo(1),))

    assert kinds == ["told_elsewhere", "evidence_kept", "ask_what"]
    assert len(await world.reports(person="kit-elsewhere")) == 2


async def test_another_draft_that_is_deleted_leaves_the_one_being_told_where_it_stood() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report They tore up my leaflets.")
    [old] = await world.reports()
    world.clock.advance(minutes=1)
    await person.say("/report A man shouted at me.")
    standing = person.replies[-1].kind

    kinds = await person.press_id(f"r:{old.id[-8:]}:cancel")

    assert kinds == ["cancelled", standing]
    assert [each.status for each in await world.reports()] == [ReportStatus.DRAFT, ReportStatus.CANCELLED]


@pytest.mark.parametrize("is_detailed", [False, True])
async def test_what_was_set_aside_stands_where_it_stood(is_detailed: bool) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/quick A man shouted at me outside the library.")
    if is_detailed:
        await person.press("Add something")
        await person.press("Answer more questions")
        await person.press("I don't know" if person.replies[-1].kind != "ask_danger" else "No")
    standing = person.replies[-1].kind

    await person.say("set it aside")
    assert (await person.press("Go on with my report"))[-1] == standing
    await person.say("/cancel")
    assert (await person.press("Go on with my report"))[-1] == standing
