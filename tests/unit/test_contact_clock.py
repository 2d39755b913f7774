"""The contact clock: from the close of nominations each candidate is asked once whether their SPOC has been in touch."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from bot.answering.pins import Pins
from bot.candidate.contact_clock import ONE_ELECTION, Started, start
from bot.candidate.no_contact_list import NoContactList, no_contact_list
from bot.errors import PersonUnreachable
from bot.messages import Channel, Inbound
from bot.organisations import Role
from bot.profile import Contacted, Profile
from knowledge.contacts import load_contacts
from knowledge.document import read_documents
from knowledge.pinned import passages_by_quote, read_pinned
from knowledge.splitting import split
from tests.talking import ORGANISATION, RIVAL, Person, World

TODAY = date(2026, 5, 1)
TELL = "No, and tell my party: my place and my chat address"


@cache
def bundled_pins() -> Pins:
    """The real pinned answers."""
    passages = [passage for document in read_documents() for passage in split(document)]
    pinned = read_pinned(passages, load_contacts())
    return Pins(pinned=pinned, passages=passages_by_quote(pinned, passages))


async def started(world: World, closed: date = TODAY, organisation_id: str = ORGANISATION.id) -> Started:
    async with world.storage.work(organisation_id) as work:
        return await start(work, world.ids, closed, world.clock.now())


async def profile_of(world: World, name: str = "kit", channel: Channel = Channel.WEB) -> Profile:
    async with world.storage.work(ORGANISATION.id) as work:
        return await work.members.profile((await work.members.find_or_add(channel, name)).id)


async def listed(world: World, organisation_id: str = ORGANISATION.id) -> NoContactList:
    async with world.storage.work(organisation_id) as work:
        return await no_contact_list(work)


async def questions(person: Person) -> list[datetime]:
    turns = await person._world.conversation.transcript(person._channel, person._name)
    return [turn.created_at for turn in turns for reply in turn.replies if reply.kind == "ask_contacted"]


async def asked(*, pins: Pins | None = None, place: str = "") -> tuple[World, Person]:
    """A candidate who stands for Parliament and has just been asked."""
    world = await World(pins=pins or Pins()).open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")
    await person.say(place or "skip")
    await started(world)
    world.clock.advance(days=1)
    await world.work()
    await person.catch_up()
    return world, person


@pytest.mark.parametrize(
    ("closed", "due"),
    [
        (date(2026, 5, 1), datetime(2026, 5, 2, 8, tzinfo=UTC)),
        (date(2026, 5, 5), datetime(2026, 5, 6, 8, tzinfo=UTC)),
        (date(2026, 4, 9), datetime(2026, 5, 1, 9, tzinfo=UTC)),
    ],
    ids=["today", "in four days", "long ago"],
)
async def test_the_question_comes_in_the_first_civil_hour_after_the_close(closed: date, due: datetime) -> None:
    world = await World().open()
    person = world.person()
    await person.say("hello")

    assert (await started(world, closed)).due_at == due
    while world.clock.now() < due:
        await world.work()
        assert await questions(person) == []
        world.clock.advance(hours=1)
    await world.work()

    assert len(await questions(person)) == 1


async def test_a_worker_that_comes_back_at_night_waits_for_the_morning() -> None:
    world = await World().open()
    person = world.person()
    await person.say("hello")
    await started(world)

    world.clock.advance(days=1, hours=14)
    await world.work()
    assert await questions(person) == []
    world.clock.advance(hours=9)
    await world.work()

    assert [at.astimezone(UTC).hour for at in await questions(person)] == [8]


@pytest.mark.parametrize("again", [TODAY, date(2026, 4, 30), date(2026, 5, 2)], ids=["same day", "corrected", "later"])
async def test_starting_twice_asks_nobody_twice(again: date) -> None:
    world = await World().open()
    person = world.person()
    await person.say("hello")

    await started(world)
    await started(world, again)
    world.clock.advance(days=3)
    await world.work()
    await started(world, again)
    world.clock.advance(days=3)
    await world.work()

    assert len(await questions(person)) == 1


async def test_it_is_asked_again_for_another_election_and_the_old_answer_is_not_counted() -> None:
    world, person = await asked()
    await person.press("Yes")

    world.clock.advance(days=ONE_ELECTION.days + 1)
    await started(world, date(2026, 8, 1))
    world.clock.advance(days=1)
    await world.work()

    assert len(await questions(person)) == 2
    assert (await listed(world)).no_answer == 1


async def test_who_is_not_standing_has_answered_or_never_wrote_is_not_asked() -> None:
    world = await World().open()
    person, helper = world.person(), world.person("lee")
    await person.say("hello")
    await helper.say("/standing")
    await helper.press("I'm not standing")
    async with world.storage.work(ORGANISATION.id) as work:
        await work.members.find_or_add(Channel.TELEGRAM, "joined and silent")

    first = await started(world)

    assert (first.asked, first.known, first.unreached) == (1, 1, 1)
    world.clock.advance(days=1)
    await world.work()
    assert (len(await questions(person)), await questions(helper)) == (1, [])
    second = await started(world)
    assert (second.asked, second.known, second.unreached) == (0, 2, 1)


async def test_who_says_meanwhile_that_they_are_not_standing_is_not_asked() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await started(world)
    await person.press_id("s:standing.none")

    world.clock.advance(days=1)
    await world.work()

    assert await questions(person) == []


@pytest.mark.parametrize(
    ("label", "contacted", "kind"),
    [
        ("Yes", Contacted.YES, "contacted_yes"),
        ("No", Contacted.NO, "contacted_no"),
        (TELL, Contacted.NO_TELL_STAFF, "contacted_no"),
        ("I'm not standing", Contacted.NOT_STANDING, "contacted_not_standing"),
    ],
)
async def test_each_answer_is_kept(label: str, contacted: Contacted, kind: str) -> None:
    world, person = await asked()

    assert (await person.press(label))[0] == kind

    assert (await profile_of(world)).contacted is contacted


async def test_an_answer_can_be_changed_by_the_same_buttons() -> None:
    world, person = await asked(place="Exeter")

    await person.press(TELL)
    assert [one.constituency for one in (await listed(world)).told] == ["Exeter"]
    await person.press_id("k:contacted.no")
    assert (await listed(world)).told == []
    await person.press_id("k:contacted.yes")

    assert (await profile_of(world)).contacted is Contacted.YES
    counts = await listed(world)
    assert (counts.asked, counts.yes, counts.no, counts.no_answer) == (1, 1, 0, 0)


async def test_the_question_says_what_the_staff_would_see() -> None:
    _, person = await asked()

    assert TELL in [choice.label for choice in person.replies[-1].choices]
    assert "shows the staff of Green Street Residents three things" in person.text
    assert "your address in this chat" in person.text


async def test_no_says_who_the_spoc_is_in_the_pinned_words() -> None:
    _, person = await asked(pins=bundled_pins(), place="Exeter")

    assert await person.press("No") == ["contacted_no", "pinned"]

    assert "Nobody is told" in person.text
    assert "You should have been provided with a single point of contact" in person.text


@pytest.mark.parametrize(
    ("place", "shown", "other"),
    [
        ("Exeter", "Devon \\& Cornwall Police", "scotland.police.uk"),
        ("Aberdeen North", "scotland.police.uk", "psni.police.uk"),
        ("Lagan Valley", "psni.police.uk", "scotland.police.uk"),
        ("", "find-force-local-policing-team", "scotland.police.uk"),
    ],
)
async def test_without_a_pinned_answer_the_contact_book_says_whom_to_ask(place: str, shown: str, other: str) -> None:
    _, person = await asked(place=place)

    assert await person.press("No") == ["contacted_no", "contacted_ordinary"]

    assert shown in person.text
    assert other not in person.text
    assert "[101](tel:101)" in person.text
    assert load_contacts().foreign_contacts(person.text, besides=[ORGANISATION.safety_contact]) == ()


async def test_a_parish_candidate_is_told_that_no_operation_reaches_them() -> None:
    _, person = await asked(pins=bundled_pins())
    await person.press_id("s:standing.parish")
    await person.say("EX17 3LA")

    assert await person.press_id("k:contacted.no") == ["contacted_no", "contacted_ordinary"]

    assert "do not reach parish, town and community councils" in person.text


async def test_tell_my_party_without_a_place_says_that_there_is_none() -> None:
    world, person = await asked()

    await person.press(TELL)

    assert "no place, since you have not told me one" in person.text
    [one] = (await listed(world)).told
    assert (one.constituency, one.council, one.channel, one.address) == ("", "", "web", "kit")


async def test_staff_see_counts_and_only_those_who_agreed() -> None:
    world = await World().open()
    people = {name: world.person(name) for name in ("yes", "no", "tell", "silent")}
    for person in people.values():
        await person.say("hello")
    await started(world)
    world.clock.advance(days=1)
    await world.work()

    for name, key in (("yes", "yes"), ("no", "no"), ("tell", "no_tell")):
        await people[name].press_id(f"k:contacted.{key}")

    found = await listed(world)
    assert (found.asked, found.yes, found.no, found.no_answer, found.not_standing) == (4, 1, 2, 1, 0)
    assert [one.address for one in found.told] == ["tell"]


@pytest.mark.parametrize("channel", [Channel.TELEGRAM, Channel.SLACK])
async def test_the_question_is_sent_and_a_blocked_person_is_no_error(channel: Channel, caplog: pytest.LogCaptureFixture) -> None:
    world = await World().open()
    person = world.person(channel=channel)
    await person.say("hello")
    await world.work()
    world.clock.advance(minutes=1)
    await world.work()
    await started(world)
    world.sender.failures = [PersonUnreachable()]

    world.clock.advance(days=1)
    await world.work()

    assert len(await questions(person)) == 1
    assert world.sender.failures == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
    assert (await listed(world)).no_answer == 1


@pytest.mark.parametrize(("channel", "is_asked"), [(Channel.TELEGRAM, False), (Channel.SLACK, True)])
async def test_nobody_is_asked_where_others_read_along(channel: Channel, is_asked: bool) -> None:
    """On Slack each conversation is a direct message with an id of its own; on Telegram another id is a group."""
    world = await World().open()
    said = Inbound(id="1", channel=channel, person="kit", conversation="elsewhere", sent_at=world.clock.now(), text="hello")
    await world.conversation.handle(said)

    assert (await started(world)).asked == is_asked


async def test_a_restart_between_start_and_question_loses_nothing_and_repeats_nothing() -> None:
    world = await World().open()
    person = world.person()
    await person.say("hello")
    await started(world)
    world.clock.advance(days=1)
    await world.storage.claim(limit=8, lease_s=90)  # a worker takes the duty, and is killed

    world.clock.advance(minutes=2)
    await world.work()
    await world.work()

    assert len(await questions(person)) == 1


async def test_the_same_press_twice_is_one_answer() -> None:
    world, person = await asked()

    await person.press_id("k:contacted.no", id="press")
    first = person.replies
    await person.press_id("k:contacted.no", id="press")

    assert person.replies == first
    assert (await listed(world)).no == 1


@pytest.mark.parametrize("button", ["k:", "k:contacted", "k:yes", "k:contacted.yes:1", "k:not_said"])
async def test_a_button_that_is_none_changes_nothing(button: str) -> None:
    world, person = await asked()

    assert (await person.press_id(button))[-1] == "old_button"
    assert (await profile_of(world)).contacted is Contacted.NOT_SAID


async def test_another_party_is_neither_asked_nor_counted() -> None:
    world = await World().open()
    person, rival = world.person(), world.person("lee", organisation_id=RIVAL.id)
    await person.say("hello")
    await rival.say("hello")
    async with world.storage.work(RIVAL.id) as work:
        member = await work.members.find_or_add(Channel.WEB, "lee")
        await work.members.grant(member.id, Role.STAFF)

    assert (await started(world)).asked == 1
    world.clock.advance(days=1)
    await world.work()
    await person.press_id("k:contacted.no_tell")

    assert (await listed(world)).asked == 1
    theirs = await listed(world, RIVAL.id)
    assert (theirs.asked, theirs.told) == (0, [])
    async with world.storage.work(RIVAL.id) as work:
        assert await work.members.profile(member.id) == Profile()
