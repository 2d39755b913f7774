"""Words that were asked for, or that mend what was just sent, are taken for that, whatever else they look like."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.escalation.payload import updated
from bot.handlers import handlers
from bot.messages import EvidenceItem
from bot.ports import SpocMessage
from bot.reporting.report import EntryKind
from bot.worker import Worker
from tests.talking import World

PHOTO = EvidenceItem(sha256="c" * 64, media_type="image/png", size_bytes=3, storage_key="k")


async def sent(consent: str = "Send: party staff and SPOC") -> World:
    """A report that was sent a moment ago."""
    world = await World().open()
    await world.person().report_to(consent)
    return world


async def entries(world: World, kind: EntryKind) -> Sequence[str]:
    [report] = await world.reports()
    return [entry.words for entry in report.entries if entry.kind is kind]


@pytest.mark.parametrize("words", ["thanks", "ok", "good morning", "no"])
async def test_a_message_to_the_staff_is_never_small_talk(words: str) -> None:
    world = await sent()
    person = world.person("kit")
    [report] = await world.reports()
    await person.press_id(f"r:{report.id[-8:]}:message", id="press")

    assert await person.say(words, id="words") == ["message_kept"]
    assert await entries(world, EntryKind.MESSAGE) == [words]


@pytest.mark.parametrize("words", ["no it was tuesday", "oops it was yesterday", "sorry i meant 7pm"])
async def test_a_correction_a_minute_after_sending_goes_into_the_report(words: str) -> None:
    world = await sent()
    world.clock.advance(minutes=1)

    kinds = await world.person("kit").say(words, id="late")

    assert kinds == ["addition_kept"]
    assert len(await entries(world, EntryKind.CORRECTION)) == 1


async def test_an_old_no_does_not_say_that_the_spoc_was_not_told() -> None:
    world = await sent("Send: SPOC only")
    person = world.person("kit")
    [report] = await world.reports()

    kinds = await person.press_id(f"r:{report.id[-8:]}:refuse", id="old")

    assert kinds == ["show_report"]


async def test_what_is_added_while_the_report_is_on_its_way_goes_after_it() -> None:
    world = await sent("Send: SPOC only")
    person = world.person("kit")
    [report] = await world.reports()
    await person.press_id(f"r:{report.id[-8:]}:add", id="press")

    class Slow:
        practice = False

        def __init__(self) -> None:
            self.arrived: list[SpocMessage] = []

        async def notify(self, message: SpocMessage) -> int:
            if not self.arrived:
                await person.say("He had a dog with him.", id="meanwhile")
            self.arrived.append(message)
            return 200

    slow = Slow()
    world.worker = Worker(world.storage, handlers(replace(world.outside, spoc=slow)), world.clock)
    await world.work()

    assert [message.type for message in slow.arrived] == ["report.escalated", "report.updated"]
    assert "He had a dog" in str(slow.arrived[1].data["fields"])


async def test_files_alone_are_named_as_what_changed() -> None:
    world = await sent("Send: SPOC only")
    await world.work()
    person = world.person("kit")
    [report] = await world.reports()
    await person.press_id(f"r:{report.id[-8:]}:add", id="press")
    world.clock.advance(minutes=5)
    await person.send(evidence=(PHOTO,), id="photo")
    [report] = await world.reports()
    [escalation] = await world.escalations(report)

    message = updated(report, escalation, world.wording, entry_id=report.entries[-1].id, public_url="https://example.org")

    assert message.data["changed"] == ["evidence"]
    assert "Files: 1" in str(message.data["summary"])


@pytest.mark.parametrize("order", ["/quick", "/report", "/quick@alongside_bot"])
async def test_the_order_itself_is_no_sign_of_haste(order: str) -> None:
    world = await World().open()

    kinds = await world.person().say(f"{order} two men shouted at us at the stall yesterday about parking")

    assert "emergency" not in kinds
