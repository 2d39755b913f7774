"""Promise 7: at every escalation the user is told to report crime, is asked for the reference, and reminded until they answer."""

import pytest

from tests.talking import ORGANISATION, Person, World


async def _escalated(world: World) -> Person:
    person = world.person()
    await person.report_to("Send: SPOC only")
    return person


async def test_whoever_sends_to_the_spoc_is_told_that_it_is_no_crime_report() -> None:
    world = await World().open()
    person = await _escalated(world)

    assert person.replies[-1].kind == "not_a_crime_report"
    for part in ("not a crime report", "999", "101", "online", "Operation Bridger"):
        assert part in person.replies[-1].text


async def test_it_is_also_said_when_the_reporter_agrees_later() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: my party's staff only")
    [report] = await world.reports()
    await world.staff.escalate(ORGANISATION.id, report.id, by="U-STAFF")
    await person.catch_up()

    await person.press("Yes, tell the SPOC")

    assert person.replies[-1].kind == "not_a_crime_report"


async def test_the_reference_is_kept_when_it_is_given() -> None:
    world = await World().open()
    person = await _escalated(world)

    await person.press("Yes, I have a reference")
    await person.say("CAD 1234 of today")

    [report] = await world.reports()
    [escalation] = await world.escalations(report)
    assert escalation.police_reference == "CAD 1234 of today"
    assert report.fields["police_reference"].words == "CAD 1234 of today", "and it stands in the report, for a later one"


async def test_the_reminders_go_on_until_there_is_an_answer() -> None:
    world = await World().open()
    person = await _escalated(world)
    await person.press("Not yet")

    asked = []
    for _ in range(30):
        world.clock.advance(days=1)
        await world.work()
        asked.append(sum(reply.kind == "not_a_crime_report" for reply in await person.news(0)))

    assert asked[0] == 2, "the first reminder comes after a day"
    assert asked[-1] == 6, "once at the start, then after 1, 3, 7 and 7 and 7 days"


@pytest.mark.parametrize("answer", ["Yes, no reference yet", "I don't want to"])
async def test_an_answer_ends_the_reminders(answer: str) -> None:
    world = await World().open()
    person = await _escalated(world)

    await person.press(answer)
    world.clock.advance(days=30)
    await world.work()

    assert sum(reply.kind == "not_a_crime_report" for reply in await person.news(0)) == 1


async def test_a_question_instead_of_the_reference_is_answered() -> None:
    world = await World().open()
    person = await _escalated(world)
    await person.press("Yes, I have a reference")

    await person.say("/ask should I engage with somebody who is stalking me?")

    assert person.replies[-1].kind == "answer"


async def test_the_payload_itself_says_that_it_is_no_crime_report() -> None:
    world = await World().open()
    await _escalated(world)

    await world.work()

    assert "not a crime report" in str(world.spoc.arrived[0].data["notice"])
