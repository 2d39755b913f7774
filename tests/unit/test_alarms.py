"""Alarms: a person learns of silence by every way there is, each tried by itself; and never more than the reporter agreed to."""

from datetime import timedelta

import pytest

from bot.errors import ChannelUnreachable, SpocUnreachable
from bot.escalation.escalation import Tier
from bot.testing import InMemorySpocNotifier
from tests.ladders import EVERYBODY, LEAD, NUMBER, SPOC, Dead, acknowledged, got, one, opened, pass_time, sent, told, tries
from tests.talking import ORGANISATION, World


def to_lead(world: World) -> dict[str, object]:
    return world.spocs.by_contact["lead"].arrived[-1].data


async def test_with_the_reporters_yes_it_carries_what_they_need_to_act() -> None:
    world = await opened(*EVERYBODY)
    _, report = await sent(world)

    await pass_time(world, minutes=36)

    organisation, text = world.desk.alarms[-1]
    assert organisation == ORGANISATION.id
    for part in (
        report.reference,
        "Immediate",
        "Devon \\& Cornwall Police",
        "nobody has confirmed",
        "was reminded",
        NUMBER,
        "999",
    ):
        assert part in text
    assert "stab" not in text
    data = to_lead(world)
    assert (data["reference"], data["tier"], data["force"]) == (report.reference, "immediate", "Devon & Cornwall Police")
    assert "stab" not in str(data)


@pytest.mark.parametrize("minutes", [16, 200])
async def test_without_it_only_the_force_and_how_long(minutes: int) -> None:
    world = await opened(*EVERYBODY)
    _, report = await sent(world, consent=SPOC)
    escalation = await one(world, report)

    await pass_time(world, minutes=minutes, step=timedelta(minutes=4))

    _, text = world.desk.alarms[-1]
    data = to_lead(world)
    assert "Devon \\& Cornwall Police" in text
    assert data.keys() == {"version", "practice", "force", "hours"}
    for said in (text, str(data)):
        for secret in (report.reference, report.id, escalation.id, "immediate", "Immediate", "stab", "10:00"):
            assert secret not in said


async def test_the_reporter_who_said_no_to_the_party_is_told_how_little_was_said() -> None:
    world = await opened(*EVERYBODY)
    person, _ = await sent(world, consent=SPOC)

    await pass_time(world, minutes=17)

    [text] = await told(person)
    assert "this force has not answered a report, and nothing else" in text


async def test_a_dead_desk_does_not_keep_the_safety_lead_from_hearing_and_is_tried_again() -> None:
    world = await opened(*EVERYBODY)
    person, _ = await sent(world)
    world.desk.failures = [ChannelUnreachable() for _ in range(4)]

    await pass_time(world, minutes=16)
    assert got(world, "lead") == ["escalation.unanswered"]
    assert world.desk.alarms == []
    await pass_time(world, minutes=4)

    assert len(world.desk.alarms) == 1
    assert got(world, "lead") == ["escalation.unanswered"], "who has been told is not told again for the same rung"
    assert await told(person, "nobody_told") == []


async def test_a_dead_safety_lead_does_not_keep_the_desk_from_hearing() -> None:
    world = await opened(*EVERYBODY)
    world.spocs.by_contact["lead"] = Dead()
    person, report = await sent(world)

    await pass_time(world, minutes=20)

    assert len(world.desk.alarms) == 1
    assert await told(person, "nobody_told") == []
    assert {each.outcome for each in await tries(world, report) if each.contact_id == "lead"} == {"unreachable"}


async def test_when_nobody_can_be_told_the_reporter_hears_it_plainly_and_once(caplog: pytest.LogCaptureFixture) -> None:
    world = await opened(*EVERYBODY, has_desk=False)
    world.spocs.by_contact["lead"] = InMemorySpocNotifier()
    world.spocs.by_contact["lead"].failures = [SpocUnreachable() for _ in range(500)]
    person, report = await sent(world, consent=SPOC)

    await pass_time(world, minutes=55)

    [text] = await told(person, "nobody_told")
    assert f"Nobody at {ORGANISATION.name} could be told that {report.reference} has had no answer" in text
    assert ORGANISATION.safety_contact in text
    assert "alarm.nobody_told" in caplog.text
    assert report.reference not in caplog.text
    assert all("were told" not in each and "was told" not in each for each in await told(person))


async def test_with_no_way_at_all_it_is_said_at_once() -> None:
    world = await opened(has_desk=False)
    person, _ = await sent(world, consent=SPOC)

    await pass_time(world, minutes=16)

    assert len(await told(person, "nobody_told")) == 1


async def test_a_way_that_comes_back_hears_how_it_stands_now() -> None:
    world = await opened(*EVERYBODY)
    await sent(world)
    world.desk.failures = [ChannelUnreachable() for _ in range(12)]

    await pass_time(world, hours=1)

    assert "safety lead was told" in world.desk.alarms[-1][1]
    assert len(world.desk.alarms) <= 4


async def test_one_partys_alarm_never_comes_to_another() -> None:
    world = await opened(*EVERYBODY)
    async with world.storage.work(world.organisations[1].id) as work:
        await work.spoc_contacts.add(LEAD)
    person = world.person(organisation_id=world.organisations[1].id)
    await person.say("/quick")
    await person.say("a man said he will stab me tonight outside the library in Exeter")
    await person.choose(SPOC)

    await pass_time(world, minutes=20)

    assert world.desk.alarms == []
    assert got(world, "lead") == ["escalation.unanswered"]


async def test_an_answer_ends_an_alarm_that_is_still_being_tried() -> None:
    world = await opened(has_desk=True)
    _, report = await sent(world, Tier.IMMEDIATE)
    world.desk.failures = [ChannelUnreachable() for _ in range(5)]
    await pass_time(world, minutes=16)
    await acknowledged(world, report)

    await pass_time(world, hours=3, step=timedelta(minutes=5))

    assert world.desk.alarms == []
