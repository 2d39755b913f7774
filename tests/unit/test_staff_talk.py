"""Staff and reporter: messages both ways and once, no report closed without a reason that is told, nothing after a withdrawal."""

import pytest

from bot.duties import DutyKind
from bot.errors import ChannelUnreachable, InvalidAnswer, NotFound
from bot.escalation.staff_talk import MAX_CHARS, REASONS
from bot.messages import EvidenceItem
from bot.reporting.report import EntryKind, Report, ReportStatus
from tests.talking import ORGANISATION, RIVAL, Person, World

ASKED = "Thank you. Did *anybody* film it? <b>Pat</b>"
PHOTO = EvidenceItem(sha256="d" * 64, media_type="image/png", size_bytes=3, storage_key="key-d")
PARTY, BOTH, SPOC, DIARY = "Send: my party's staff only", "Send: party staff and SPOC", "Send: SPOC only", "Keep it for myself"


async def sent(world: World, consent: str = PARTY) -> tuple[Person, Report]:
    person = world.person()
    await person.report_to(consent)
    await world.work()
    return person, (await world.reports())[0]


async def write(
    world: World, report: Report, text: str = ASKED, *, id: str = "m1", organisation_id: str = ORGANISATION.id
) -> str:
    return await world.staff_talk.write(organisation_id, report.id, text, by="U-PAT", message_id=id)


async def close(world: World, report: Report, reason: str = "nothing_more", words: str = "", *, id: str = "c1") -> str:
    return await world.staff_talk.close(ORGANISATION.id, report.id, reason, words, by="U-PAT", message_id=id)


async def reopen(world: World, report: Report) -> str:
    return await world.staff_talk.reopen(ORGANISATION.id, report.id, by="U-PAT", message_id="r1")


async def list_of(person: Person) -> str:
    await person.say("my reports")
    return person.text


async def told(person: Person) -> list[str]:
    return [reply.kind for reply in await person.news(0)]


async def stored(world: World) -> Report:
    return (await world.reports())[0]


async def test_a_message_reaches_the_reporter_as_it_was_written_and_is_kept() -> None:
    world = await World().open()
    person, report = await sent(world)

    answer = await write(world, report)

    assert report.reference in answer
    [message] = [reply for reply in await person.news(0) if reply.kind == "staff_message"]
    assert "> Thank you. Did \\*anybody\\* film it? \\<b>Pat\\<" in message.text, "nothing in it can turn into a link or a tag"
    [kept] = [entry for entry in (await stored(world)).entries if entry.kind is EntryKind.MESSAGE]
    assert (kept.words, kept.value, kept.author) == (ASKED, "from_staff", "U-PAT")


async def test_the_same_message_twice_is_one() -> None:
    world = await World().open()
    person, report = await sent(world)

    answers = [await write(world, report) for _ in range(3)]
    await write(world, report, "And another one.", id="m2")

    assert len(set(answers)) == 1
    assert (await told(person)).count("staff_message") == 2
    assert [entry.id for entry in (await stored(world)).entries if entry.kind is EntryKind.MESSAGE] == ["m1", "m2"]


async def test_the_reporter_answers_and_the_staff_read_it_beside_their_card() -> None:
    world = await World().open()
    person, report = await sent(world)
    await write(world, report)
    await person.catch_up()

    assert await person.press("Answer them") == ["ask_message"]
    assert await person.say("yes, the greengrocer did") == ["message_kept"]
    await world.work()

    [news] = world.desk.news
    assert (news.handle, "yes, the greengrocer did" in news.text, "a message" in news.text) == ("card-1", True, True)
    assert "more" not in (await stored(world)).fields, "a message is no part of what happened"


async def test_both_sides_stand_in_the_reporters_own_view() -> None:
    world = await World().open()
    person, report = await sent(world)
    await write(world, report, "Did anybody film it?")
    await person.catch_up()
    await person.press("Answer them")
    await person.say("yes, the greengrocer did")

    await person.press("Show it")

    shown = person.text
    assert shown.index("Your party's staff, ") < shown.index("Did anybody film it?") < shown.index("You, ")
    assert "yes, the greengrocer did" in shown


async def test_after_one_message_the_next_words_are_for_alongside_again() -> None:
    world = await World().open()
    person, report = await sent(world)
    await person.press_id(f"r:{report.id[-8:]}:message")
    await person.say("are you there")

    assert await person.say("my reports") == ["my_reports"]


async def test_a_photo_with_a_message_goes_into_the_report() -> None:
    world = await World().open()
    person, report = await sent(world)
    await person.press_id(f"r:{report.id[-8:]}:message")

    kinds = await person.send(text="this is what is left of it", evidence=(PHOTO,))
    await world.work()

    assert kinds[-1] == "message_kept"
    assert [entry.evidence for entry in (await stored(world)).evidence] == [PHOTO]
    assert any("this is what is left of it" in news.text for news in world.desk.news)
    assert any("Files: 1" in news.text for news in world.desk.news)


async def test_an_answer_waits_for_a_desk_that_is_away_and_comes_once() -> None:
    world = await World().open()
    person, report = await sent(world)
    await person.press_id(f"r:{report.id[-8:]}:message")
    world.desk.failures = [ChannelUnreachable()]
    await person.say("she is all right")
    for _ in range(4):
        await world.work()
        world.clock.advance(minutes=1)

    assert len(world.desk.news) == 1


@pytest.mark.parametrize("consent", [SPOC, DIARY])
async def test_the_staff_can_do_nothing_with_a_report_that_they_were_not_given(consent: str) -> None:
    world = await World().open()
    person, report = await sent(world, consent)

    answers = {await write(world, report), await close(world, report), await reopen(world, report)}
    answers.add(await world.staff.acknowledge(ORGANISATION.id, report.id, by="U-PAT", acknowledgement_id="a1"))
    answers.add(await world.staff.escalate(ORGANISATION.id, report.id, by="U-PAT"))

    assert {"no longer shared" in answer for answer in answers} == {True}
    assert not {"staff_message", "closed", "reopened", "staff_acknowledged", "staff_ask_spoc"} & set(await told(person))
    assert await stored(world) == report


@pytest.mark.parametrize("consent", [SPOC, DIARY])
async def test_a_reporter_is_not_told_that_a_message_reaches_staff_who_do_not_have_the_report(consent: str) -> None:
    world = await World().open()
    person, report = await sent(world, consent)

    assert await person.press_id(f"r:{report.id[-8:]}:message") == ["not_open"]

    assert "reach nobody" in person.text
    assert await person.say("hello?") != ["message_kept"]


async def test_nothing_is_said_to_a_reporter_who_has_withdrawn() -> None:
    world = await World().open()
    person, report = await sent(world)
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")

    answers = [await write(world, report), await close(world, report), await reopen(world, report)]

    assert all("its reporter has withdrawn it" in answer for answer in answers)
    assert not {"staff_message", "closed", "reopened"} & set(await told(person))
    assert (await stored(world)).status is ReportStatus.WITHDRAWN


@pytest.mark.parametrize("text", ["", "  ", "👍", "x" * (MAX_CHARS + 1)])
async def test_a_message_without_words_or_too_long_is_refused(text: str) -> None:
    world = await World().open()
    person, report = await sent(world)

    with pytest.raises(InvalidAnswer):
        await write(world, report, text)

    assert "staff_message" not in await told(person)


async def test_another_partys_staff_reach_nothing() -> None:
    world = await World().open()
    _, report = await sent(world)

    with pytest.raises(NotFound):
        await write(world, report, organisation_id=RIVAL.id)


@pytest.mark.parametrize("reason", REASONS)
async def test_a_report_is_closed_with_a_reason_that_the_reporter_reads(reason: str) -> None:
    world = await World().open()
    person, report = await sent(world)

    await close(world, report, reason, "The council has cleared up.")

    label = world.wording.label(f"closed.{reason}")
    [said] = [reply for reply in await person.news(0) if reply.kind == "closed"]
    assert f"> {label}. The council has cleared up." in said.text
    await person.say("my reports")
    assert f"closed: {label}. The council has cleared up." in person.text
    assert (await stored(world)).status is ReportStatus.CLOSED


@pytest.mark.parametrize(("reason", "words"), [("other", ""), ("other", " 👍 "), ("because", "I say so"), ("", "")])
async def test_no_report_is_closed_without_a_reason(reason: str, words: str) -> None:
    world = await World().open()
    person, report = await sent(world)

    with pytest.raises(InvalidAnswer):
        await close(world, report, reason, words)

    assert (await stored(world)).status is ReportStatus.SAVED
    assert "closed" not in await told(person)


async def test_closing_twice_tells_once_and_the_second_reason_changes_nothing() -> None:
    world = await World().open()
    person, report = await sent(world)
    await close(world, report, "advice_given")

    answer = await close(world, report, "duplicate", id="c2")

    assert "closed already" in answer
    assert "withdrawn" not in answer
    assert (await told(person)).count("closed") == 1
    assert world.wording.label("closed.advice_given") in await list_of(person)


async def test_what_is_closed_can_still_be_added_to_written_about_and_copied() -> None:
    world = await World().open()
    person, report = await sent(world)
    await close(world, report)
    await person.catch_up()

    await person.press("Add to it")
    assert await person.say("the pub has it on camera") == ["addition_kept"]
    assert "closed" in person.text
    await person.press_id(f"r:{report.id[-8:]}:message")
    assert await person.say("please look again") == ["message_kept"]
    await world.work()

    assert len(world.desk.news) == 2
    assert (await stored(world)).status is ReportStatus.CLOSED, "a person decides whether it is opened again"


async def test_reopening_is_told_and_the_report_is_as_before() -> None:
    world = await World().open()
    person, report = await sent(world)
    await close(world, report)

    await reopen(world, report)
    again = await reopen(world, report)

    assert "is open again" in again, "pressed twice, it is still true"
    assert (await told(person)).count("reopened") == 1
    assert "closed:" not in await list_of(person)
    assert (await stored(world)).status is ReportStatus.SAVED
    await write(world, report)
    assert "staff_message" in await told(person)


async def test_a_closed_report_is_not_called_withdrawn() -> None:
    world = await World().open()
    _, report = await sent(world)
    await close(world, report)

    seen = await world.staff.acknowledge(ORGANISATION.id, report.id, by="U-PAT", acknowledgement_id="a1")
    asked = await world.staff.escalate(ORGANISATION.id, report.id, by="U-PAT")

    assert seen == asked
    assert "closed already" in seen


async def test_who_wrote_for_the_staff_is_not_told_to_the_reporter() -> None:
    world = await World().open()
    person, report = await sent(world)
    await write(world, report)
    await close(world, report)

    said = " ".join(reply.text for reply in await person.news(0)) + await list_of(person)

    assert "U-PAT" not in said


async def test_closing_ends_the_promise_of_the_next_word() -> None:
    world = await World().open()
    person, report = await sent(world, BOTH)
    await close(world, report)

    async with world.storage.reading(ORGANISATION.id) as work:
        assert not await work.duties.is_live(DutyKind.NEXT_CONTACT, report.id)
    world.clock.advance(days=40)
    await world.work()
    assert "next_contact" not in await told(person)
