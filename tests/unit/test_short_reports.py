"""How few taps a report takes: at most six for any kind, under six for damage, one for a message that tells everything."""

import pytest

from bot.messages import Channel, EvidenceItem
from bot.ports import Turn
from bot.reporting.kinds import KINDS
from bot.reporting.report import Recipient, ReportStatus
from bot.testing import InMemoryGuidance
from bot.triage import CATEGORIES
from tests.talking import Person, World
from tests.unit.test_weighing import says

MOST_TAPS = 6
WHAT = "It was dreadful."
EVERYTHING = "A man shouted at me outside Crediton library yesterday about 4."
NOT_ANSWERS = ("nav.", "report.")


class Tapper:
    """Somebody with a phone who presses buttons and would rather not type; every press is counted."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.taps = 0

    async def press(self, label: str) -> None:
        self.taps += 1
        await self.person.press(label)

    async def press_at(self, place: int) -> None:
        """Press one of the buttons that answer the question that stands."""
        buttons = [each for each in self.person.replies[-1].choices if not each.id.split(":")[-1].startswith(NOT_ANSWERS)]
        self.taps += 1
        await self.person.press_id(buttons[min(place, len(buttons) - 1)].id)

    @property
    def standing(self) -> str:
        return self.person.replies[-1].kind


async def world_where_it_was(kind: str) -> World:
    """A world in which labelled messages say of WHAT that it is of this kind."""
    guidance = InMemoryGuidance([])
    if kind in CATEGORIES:
        guidance.judgements = {WHAT: (says(0.0, report=0.9, **{kind: 0.9}),)}
    return await World(guidance=guidance).open()


async def tell_by_tapping(kind: str, place: int) -> tuple[Tapper, World]:
    """Tell a report of this kind by pressing alone, but for what happened, and send it."""
    world = await world_where_it_was(kind)
    tapper = Tapper(world.person())
    await tapper.person.say("/start")
    await tapper.press(world.wording.label("report.start"))
    await tapper.person.say(WHAT)
    if kind not in CATEGORIES:  # only a person names these
        await tapper.person.say(f"change kind to {world.wording.label(f'kind.{kind}')}")
    while tapper.standing != "ask_consent":
        assert tapper.taps < MOST_TAPS, f"{tapper.standing} is one question too many"
        await tapper.press_at(place)
    await tapper.press_at(0)
    return tapper, world


@pytest.mark.parametrize("place", [0, 1, 2, -1])
@pytest.mark.parametrize("kind", KINDS)
async def test_a_report_takes_at_most_six_taps(kind: str, place: int) -> None:
    tapper, world = await tell_by_tapping(kind, place)

    [report] = await world.reports()
    assert report.status is ReportStatus.SAVED
    assert report.allows(Recipient.SPOC)
    assert report.fields["kind"].value == kind
    assert tapper.taps <= MOST_TAPS
    if kind == "property_damage":
        assert tapper.taps < MOST_TAPS


async def test_a_face_to_face_matter_that_was_taken_for_an_online_one_takes_no_more() -> None:
    for kind in ("online_abuse", "doxxing", "cyber_attack", "disinformation_deepfake"):
        world = await world_where_it_was(kind)
        tapper = Tapper(world.person())
        await tapper.person.say("/start")
        await tapper.press(world.wording.label("report.start"))
        await tapper.person.say(WHAT)
        while tapper.standing != "ask_consent":
            await (tapper.press("Face to face") if tapper.standing == "ask_platform" else tapper.press_at(0))
        await tapper.press_at(0)
        assert tapper.taps <= MOST_TAPS, kind


async def send_with_one_tap(person: Person) -> Turn:
    """Press the first button of the review card."""
    assert person.replies[-1].kind == "ask_consent"
    await person.press_id(person.replies[-1].choices[0].id)
    assert person.last is not None
    return person.last


async def assert_everything_was_sent(world: World, channel: Channel = Channel.WEB) -> None:
    [report] = await world.reports(channel=channel)
    assert report.status is ReportStatus.SAVED
    assert report.fields["what"].words == EVERYTHING
    assert "Crediton library" in report.fields["where"].words
    assert report.fields["when"].words == "yesterday about 4"
    assert report.fields["when"].value.startswith("2026-04-30T16:00")
    await world.work()
    assert len(world.spoc.arrived) == 1


@pytest.mark.parametrize("opening", [["/quick"], ["quick report"], []])
async def test_one_message_is_sent_with_one_tap_after_quick(opening: list[str]) -> None:
    world = await World().open()
    person = world.person()
    for words in opening:
        await person.say(words)

    await person.say(EVERYTHING if opening else f"/quick {EVERYTHING}")
    turn = await send_with_one_tap(person)

    assert "saved_spoc" in [reply.kind for reply in turn.replies]
    await assert_everything_was_sent(world)


async def test_one_message_that_nobody_asked_for_is_sent_with_one_tap_after_report_this() -> None:
    world = await World(guidance=InMemoryGuidance([])).open()
    person = world.person()

    await person.say(EVERYTHING)
    await person.press("Report this")
    await send_with_one_tap(person)

    await assert_everything_was_sent(world)


async def test_a_photo_with_a_caption_is_sent_with_one_tap() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    photo = EvidenceItem(sha256="a" * 64, media_type="image/jpeg", size_bytes=3, storage_key="k")

    await person.send(text=EVERYTHING, evidence=(photo,))
    await send_with_one_tap(person)

    await assert_everything_was_sent(world, Channel.TELEGRAM)
    [report] = await world.reports(channel=Channel.TELEGRAM)
    assert [each.evidence for each in report.evidence] == [photo]


async def test_a_forwarded_message_is_sent_with_one_tap() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)

    await person.say(EVERYTHING, forwarded_from="Sam Nobody")
    await send_with_one_tap(person)

    await assert_everything_was_sent(world, Channel.TELEGRAM)
