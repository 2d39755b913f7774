"""After sending: what is added keeps the original and reaches those who have the report, and nobody else."""

import json

import pytest
from jsonschema import Draft202012Validator

from adapters.spoc.webhook import body_of
from bot.errors import ChannelUnreachable, SpocRefused, SpocUnreachable
from bot.messages import EvidenceItem
from bot.ports import SpocMessage
from bot.reporting.report import Consent, EntryKind, Recipient, Report
from bot.reporting.schema import payload_schema
from bot.testing import InMemorySpocNotifier
from tests.talking import ORGANISATION, Person, World

VALIDATOR = Draft202012Validator(payload_schema())
LATER = "the greengrocer opposite has a camera"
PHOTO = EvidenceItem(sha256="c" * 64, media_type="image/jpeg", size_bytes=3, storage_key="key-c")


class WatchedSpoc(InMemorySpocNotifier):
    """A SPOC that remembers every try, taken or not."""

    def __init__(self) -> None:
        super().__init__()
        self.tried: list[SpocMessage] = []

    async def notify(self, message: SpocMessage) -> int:
        """See the port."""
        self.tried.append(message)
        return await super().notify(message)


async def sent(world: World, consent: str = "Send: party staff and SPOC", name: str = "kit") -> Person:
    """A report that was told, sent, and delivered as far as it goes."""
    person = world.person(name)
    await person.report_to(consent)
    await world.work()
    world.clock.advance(minutes=5)
    return person


async def the_report(world: World, name: str = "kit") -> Report:
    [report] = await world.reports(person=name)
    return report


async def add(world: World, person: Person, text: str = LATER, evidence: tuple[EvidenceItem, ...] = ()) -> list[str]:
    report = (await world.reports())[0]
    await person.press_id(f"r:{report.id[-8:]}:add")
    return await person.send(text=text, evidence=evidence)


async def test_words_are_added_and_what_was_sent_stays_as_it_was() -> None:
    world = await World().open()
    person = await sent(world)
    before = await the_report(world)

    assert await add(world, person) == ["addition_kept"]

    after = await the_report(world)
    assert after.entries[: len(before.entries)] == before.entries
    added = after.entries[len(before.entries) :]
    assert [(entry.kind, entry.field, entry.words) for entry in added] == [(EntryKind.ADDITION, "more", LATER)]
    assert added[0].author == before.reporter
    assert added[0].at == world.clock.now()


@pytest.mark.parametrize(
    ("consent", "to_staff", "to_spoc"),
    [
        ("Send: party staff and SPOC", True, True),
        ("Send: my party's staff only", True, False),
        ("Send: SPOC only", False, True),
        ("Keep it for myself", False, False),
    ],
)
async def test_it_reaches_those_who_were_agreed_to_and_is_told_so(consent: str, to_staff: bool, to_spoc: bool) -> None:
    world = await World().open()
    person = await sent(world, consent)

    await add(world, person)
    said = person.text
    await world.work()

    assert [LATER in news.text for news in world.desk.news] == [True] * to_staff
    assert [message.type for message in world.spoc.arrived][1:] == ["report.updated"] * to_spoc
    assert ("staff" in said, "SPOC" in said) == (to_staff, to_spoc)
    assert ("Nobody else sees it" in said) is not (to_staff or to_spoc)
    assert ("update_delivered" in [reply.kind for reply in await person.news(0)]) is to_spoc


async def test_the_staff_read_it_beside_the_card_that_they_have() -> None:
    world = await World().open()
    person = await sent(world, "Send: my party's staff only")

    await add(world, person)
    await world.work()

    [news] = world.desk.news
    assert (news.handle, news.reference) == ("card-1", (await the_report(world)).reference)
    assert "kit" not in news.text


async def test_the_staff_desk_that_is_away_gets_it_later_and_once() -> None:
    world = await World().open()
    person = await sent(world, "Send: my party's staff only")
    world.desk.failures = [ChannelUnreachable(), ChannelUnreachable()]
    await add(world, person)
    for _ in range(6):
        await world.work()
        world.clock.advance(minutes=2)

    assert len(world.desk.news) == 1


async def test_the_update_fits_the_schema_and_says_what_is_new() -> None:
    world = await World().open()
    person = await sent(world)
    await add(world, person, evidence=(PHOTO,))
    await world.work()

    first, update = [json.loads(body_of(message)) for message in world.spoc.arrived]

    assert VALIDATOR.is_valid(update), [error.message for error in VALIDATOR.iter_errors(update)]
    assert "more" in update["data"]["changed"]
    assert "what" not in update["data"]["changed"]
    assert update["data"]["fields"]["more"]["words"] == LATER
    assert [item["sha256"] for item in update["data"]["evidence"]] == [PHOTO.sha256]
    assert update["data"]["escalation"] == first["data"]["escalation"]
    assert update["data"]["fields"]["what"] == first["data"]["fields"]["what"]


async def test_the_same_update_has_the_same_id_however_often_it_is_tried() -> None:
    spoc = WatchedSpoc()
    world = await World(spoc=spoc).open()
    person = await sent(world)
    spoc.failures = [SpocUnreachable(), SpocUnreachable(429), SpocUnreachable()]
    await add(world, person)
    for _ in range(8):
        await world.work()
        world.clock.advance(minutes=1)

    tries = [message for message in spoc.tried if message.type == "report.updated"]
    assert len(tries) == 4
    assert len({message.id for message in tries}) == 1
    assert [reply.kind for reply in await person.news(0)].count("update_delivered") == 1


async def test_two_additions_are_two_messages() -> None:
    world = await World().open()
    person = await sent(world)
    await add(world, person)
    await world.work()
    world.clock.advance(minutes=1)
    await add(world, person, "and she has given me the tape")
    await world.work()

    updates = [message for message in world.spoc.arrived if message.type == "report.updated"]
    assert len({message.id for message in updates}) == 2
    assert updates[1].at > updates[0].at
    assert len(world.desk.news) == 2


async def test_an_update_that_is_refused_is_told_and_kept() -> None:
    world = await World().open()
    person = await sent(world)
    world.spoc.failures = [SpocRefused(410)]

    await add(world, person)
    await world.work()

    [refused] = [reply for reply in await person.news(0) if reply.kind == "update_refused"]
    assert "could not be delivered" in refused.text
    assert "It is kept" in refused.text
    assert (await the_report(world)).fields["more"].words == LATER


async def test_what_is_added_before_the_delivery_goes_with_it() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    assert await add(world, person) == ["addition_kept"]
    assert "passing it on to the SPOC" in person.text

    await world.work()

    [message] = world.spoc.arrived
    assert message.type == "report.escalated"
    assert LATER in json.loads(body_of(message))["data"]["fields"]["more"]["words"]


async def test_a_correction_a_moment_after_sending_is_one_and_the_original_stays() -> None:
    world = await World().open()
    person = await sent(world)
    original = (await the_report(world)).fields["when"]

    assert await person.say("sorry, it was half past 4 on tuesday") == ["addition_kept"]
    await world.work()

    report = await the_report(world)
    assert (report.fields["when"].kind, report.fields["when"].words) == (EntryKind.CORRECTION, "half past 4 on tuesday")
    assert original in report.entries
    assert json.loads(body_of(world.spoc.arrived[1]))["data"]["changed"] == ["when"]


async def test_long_after_sending_the_same_words_change_nothing() -> None:
    world = await World().open()
    person = await sent(world, "Send: SPOC only")
    world.clock.advance(hours=2)

    await person.say("sorry, it was half past 4 on tuesday")
    await world.work()

    assert (await the_report(world)).fields["when"].kind is not EntryKind.CORRECTION


async def test_a_question_while_something_is_to_be_added_is_answered_and_not_added() -> None:
    world = await World().open()
    person = await sent(world, "Keep it for myself")
    await person.press_id(f"r:{(await the_report(world)).id[-8:]}:add")

    kinds = await person.say("should I engage with people who are stalking me?")

    assert kinds == ["answer"]
    assert "more" not in (await the_report(world)).fields
    assert await person.say(LATER) == ["addition_kept"], "and the addition is still waited for"


async def test_the_same_photo_again_adds_nothing_and_says_so() -> None:
    world = await World().open()
    person = await sent(world, "Send: my party's staff only")
    await add(world, person, "", (PHOTO,))
    await world.work()

    assert (await add(world, person, "", (PHOTO,)))[-1] == "nothing_added"
    await world.work()

    assert len((await the_report(world)).evidence) == 1
    assert len(world.desk.news) == 1


async def test_nothing_goes_into_a_report_that_was_withdrawn_on_another_device() -> None:
    world = await World().open()
    person = await sent(world)
    tag = (await the_report(world)).id[-8:]
    await person.press_id(f"r:{tag}:code")
    code = person.text.split("**")[1].rpartition(": ")[2]
    other = world.person("elsewhere")
    await person.press_id(f"r:{tag}:add")
    await other.say(code)
    await other.press("Withdraw it")
    await other.press("Yes, withdraw it")
    before = await the_report(world)

    assert await person.say(LATER) == ["not_open"]
    await world.work()

    assert "withdrawn" in person.text
    assert await the_report(world) == before
    assert world.desk.news == []
    assert "report.updated" not in [message.type for message in world.spoc.arrived]


async def test_an_update_under_way_is_dropped_when_the_reporter_withdraws() -> None:
    world = await World().open()
    person = await sent(world)
    world.spoc.failures = [SpocUnreachable()]
    await add(world, person)
    await world.work()
    tag = (await the_report(world)).id[-8:]
    await person.press_id(f"r:{tag}:withdraw.sure")
    world.clock.advance(hours=1)
    await world.work()

    assert [message.type for message in world.spoc.arrived] == ["report.escalated", "report.withdrawn"]


async def test_a_spoc_who_may_not_see_it_any_more_is_sent_no_addition() -> None:
    world = await World().open()
    person = await sent(world)
    report = await the_report(world)
    refused = Consent(recipient=Recipient.SPOC, given=False, words="No, don't", at=world.clock.now())
    async with world.storage.work(ORGANISATION.id) as work:
        await work.reports.consent(report.id, [refused])

    await add(world, person)
    await world.work()

    assert "SPOC" not in person.text
    assert [message.type for message in world.spoc.arrived] == ["report.escalated"]


@pytest.mark.parametrize(("who", "to_spoc"), [("none", False), ("spoc", True)])
async def test_a_name_given_later_goes_to_nobody_who_may_not_know_it(who: str, to_spoc: bool) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/quick A man shouted at me outside the library in Crediton yesterday at 4.")
    await person.say("change identity to " + {"none": "nobody", "spoc": "only the spoc"}[who])
    await person.choose("Send: party staff and SPOC")
    await world.work()
    world.clock.advance(minutes=1)

    await person.say("change my name to Robin Example")
    await world.work()

    report = await the_report(world)
    assert report.fields["name"].words == "Robin Example"
    assert report.allows(Recipient.PARTY)
    assert world.desk.news == [], "the staff may not know who it is"
    updates = [message for message in world.spoc.arrived if message.type == "report.updated"]
    assert [("Robin Example" in str(message.data)) for message in updates] == [True] * to_spoc
