"""What the reporter and the staff hear of the SPOC's words: plain, without blame, never more hopeful, and what comes next."""

from dataclasses import replace

import pytest

from bot.errors import InvalidAnswer, NotFound, SpocUnreachable
from bot.escalation.escalation import EscalationState, Outcome, Progress
from bot.escalation.on_behalf import OnBehalf
from bot.escalation.progressing import MAX_CHARS, Word
from bot.rendering import uk_time
from bot.reporting.report import EntryKind
from tests.talking import ORGANISATION, RIVAL, Person, World
from tests.unit.spoc_says import BOTH, SPOC, kinds, news, one, say, sent, set_to

STANDS = {
    "received": "acknowledged by the SPOC",
    "reading": "the SPOC says that they are reading it",
    "acting": "the SPOC says that they are working on it",
}


BLAMES = ("unfortunately", "sorry", "you should have", "your fault", "failed", "will ", "refus")


async def list_of(person: Person) -> str:
    await person.say("/my")
    return person.text


def on_behalf(world: World) -> OnBehalf:
    return OnBehalf(acknowledging=world.acknowledging, wording=world.wording)


async def note(
    world: World, progress: str, outcome: str = "", *, words: str = "", id: str = "m1", of: str = ORGANISATION.id
) -> str:
    escalation = await one(world)
    step, end = Progress(progress), Outcome(outcome)
    return await on_behalf(world).note(of, escalation.id, step, end, by="U-PAT", words=words, message_id=id)


@pytest.mark.parametrize("step", STANDS)
async def test_the_notice_names_the_report_the_step_and_the_time(step: str) -> None:
    world, person = await sent()

    await say(world, step)

    [notice] = await news(person)
    assert (await world.reports())[0].reference in notice.text
    assert "The SPOC has acknowledged" in notice.text
    assert uk_time(world.clock.now()) in notice.text
    assert "PC 0000" not in notice.text


@pytest.mark.parametrize("step", STANDS)
async def test_my_reports_say_how_far_they_are(step: str) -> None:
    world, person = await sent()

    await say(world, step)

    assert f": {STANDS[step]}" in await list_of(person)


@pytest.mark.parametrize("outcome", [each for each in Outcome if each])
async def test_closing_says_why_and_what_can_still_be_done(outcome: Outcome) -> None:
    world, person = await sent(BOTH)

    await say(world, "closed", outcome, words="Inspector's words.")

    [notice] = await news(person)
    why = world.wording.label(f"outcome.{outcome}")
    assert f": {why}" in notice.text
    assert world.wording.label(f"outcome.means.{outcome}") in notice.text
    assert [each for each in ("tel:101", "tel:999", "Inspector's words.", "Write to the staff") if each not in notice.text] == []
    assert [each.label for each in notice.choices] == ["Add to it", "Write to the staff", "Show it"]
    assert f"closed by the SPOC: {why}" in await list_of(person)


@pytest.mark.parametrize("outcome", ["no_resources", "freedom_of_expression", "no_further_action"])
async def test_a_refusal_blames_nobody_and_promises_nothing(outcome: str) -> None:
    world, person = await sent()

    await say(world, "closed", outcome)

    text = (await news(person))[0].text.lower()
    assert not [
        each for each in ("unfortunately", "sorry", "you should have", "your fault", "failed", "will ", "refus") if each in text
    ]
    assert "write to the staff" not in text, "nobody of the staff has it"


async def test_after_closing_what_is_added_goes_to_the_spoc() -> None:
    world, person = await sent()
    await say(world, "closed", "no_further_action")
    await person.catch_up()

    await person.press("Add to it")
    await person.say("He came back today.")
    await world.work()

    assert world.spoc.arrived[-1].type == "report.updated"


@pytest.mark.parametrize("state", [EscalationState.DELIVERED, EscalationState.REFUSED])
async def test_what_was_said_before_a_silence_is_not_shown_as_if_it_held(state: EscalationState) -> None:
    world, person = await sent()
    await say(world, "acting")
    await set_to(world, state=state)

    assert "working on it" not in await list_of(person)


async def test_two_forces_are_told_apart_where_they_differ() -> None:
    world, person = await sent()
    await set_to(world, force_id="kent")
    first = await one(world)
    second = replace(first, id="esc_second", force_id="sussex", acknowledge_token="another")
    async with world.storage.work(ORGANISATION.id) as work:
        await work.escalations.add(second)
    assert (await list_of(person)).count("delivered to the SPOC's system") == 1, "where they stand alike it is said once"

    word = Word(id="x", by="", how="link", progress=Progress.READING)
    await world.acknowledging.take(second.id, word)

    assert "Kent Police: delivered to the SPOC's system" in await list_of(person)
    assert "Sussex Police: the SPOC says that they are reading it" in person.text
    assert "The SPOC at Sussex Police" in (await news(person))[-1].text


async def test_a_question_goes_to_the_staff_when_they_have_the_report() -> None:
    world, person = await sent(BOTH)

    await world.acknowledging.ask((await one(world)).id, "What did *he* wear?", question_id="q", by="PC 0000", how="link")
    await world.work()

    [asked] = world.desk.news
    assert ("the SPOC asks" in asked.text, "> What did \\*he\\* wear?" in asked.text, asked.handle) == (True, True, "card-1")
    assert await kinds(person) == ["spoc_reading"], "the reporter hears that it was read; the staff ask them"
    [kept] = [entry for entry in (await world.reports())[0].entries if entry.kind is EntryKind.MESSAGE]
    assert (kept.words, kept.value, kept.author) == ("What did *he* wear?", "from_spoc", "spoc")


@pytest.mark.parametrize("why", ["not shared", "no desk", "as the organisation chose"])
async def test_otherwise_it_goes_to_the_reporter(why: str) -> None:
    world, person = await sent(SPOC if why == "not shared" else BOTH)
    asking = replace(world.acknowledging, desks=frozenset()) if why == "no desk" else world.acknowledging
    if why == "as the organisation chose":
        await world.storage.add_organisation(replace(ORGANISATION, is_asked_directly=True))

    await asking.ask((await one(world)).id, "What did he wear?", question_id="q", by="PC 0000", how="link")
    await world.work()

    assert world.desk.news == []
    assert await kinds(person) == ["spoc_question"], "one notice says both: it was seen, and what is asked"
    await person.catch_up()
    assert await person.press("Answer them") == ["ask_addition"]
    await person.say("A green coat.")
    await world.work()
    assert "A green coat." in str(world.spoc.arrived[-1].data)


async def test_a_question_takes_nothing_back() -> None:
    world, _ = await sent()
    await say(world, "closed", "advice_given")

    await world.acknowledging.ask((await one(world)).id, "Is it better now?", question_id="q", by="", how="link")

    after = await one(world)
    assert (after.progress, after.outcome) == (Progress.CLOSED, Outcome.ADVICE_GIVEN)


async def test_what_the_spoc_writes_with_a_step_the_staff_see_too() -> None:
    world, _ = await sent(BOTH)

    await say(world, "closed", "passed_on", words="It is with Sussex now.")
    await world.work()

    [told] = world.desk.news
    assert "the SPOC writes" in told.text
    assert "> It is with Sussex now." in told.text


async def test_the_staff_pass_on_what_they_heard_and_the_reporter_is_told_so() -> None:
    world, person = await sent(BOTH)

    answer = await note(world, "acting", words="They will ring you.")
    await world.work()

    [notice] = await news(person)
    assert notice.kind == "spoc_acting"
    assert f"The staff of {ORGANISATION.name} heard it from them and passed it on" in notice.text
    assert "> They will ring you." in notice.text
    assert "the reporter has been told" in answer
    assert world.desk.news == [], "they need not be told what they said themselves"
    [kept] = [entry for entry in (await world.reports())[0].entries if entry.kind is EntryKind.MESSAGE]
    assert (kept.value, kept.author) == ("spoc_words_by_staff", "U-PAT")
    await person.press_id(f"r:{(await world.reports())[0].id[-8:]}:show")
    assert "as your party's staff heard it" in person.text


@pytest.mark.parametrize("step", ["received", "reading", "acting", "closed"])
async def test_every_step_can_be_passed_on(step: str) -> None:
    world, person = await sent(BOTH)

    await note(world, step, "no_resources" if step == "closed" else "")

    assert "passed it on" in (await news(person))[0].text
    assert (await one(world)).progress == step


async def test_the_same_note_again_is_one() -> None:
    world, person = await sent(BOTH)

    answers = [await note(world, "acting", words="They will ring you.") for _ in range(2)]

    assert ["that was known" in each for each in answers] == [False, True]
    assert len(await news(person)) == 1


async def test_what_was_heard_by_telephone_is_no_delivery_and_the_message_still_goes() -> None:
    world = await World().open()
    world.spoc.failures = [SpocUnreachable()]
    person = world.person()
    await person.report_to(BOTH)
    await world.work()

    await note(world, "received")
    heard = await one(world)
    world.clock.advance(hours=1)
    await world.work()

    assert (heard.state, heard.delivered_at) == (EscalationState.ACKNOWLEDGED, None)
    assert [each.type for each in world.spoc.arrived] == ["report.escalated"]
    after = await one(world)
    assert (after.state, after.delivered_at) == (EscalationState.ACKNOWLEDGED, world.clock.now())
    assert [reply.kind for reply in await person.news(0)][-1] == "acknowledged", "not told again that nobody has confirmed"


async def test_the_staff_cannot_speak_of_a_report_that_is_not_shared_with_them() -> None:
    world, person = await sent(SPOC)
    before = await one(world)

    assert "not shared with you" in await note(world, "acting")

    assert await one(world) == before
    assert await news(person) == []


async def test_nor_of_one_that_is_withdrawn() -> None:
    world, person = await sent(BOTH)
    await person.press_id(f"r:{(await world.reports())[0].id[-8:]}:withdraw.sure")

    assert "Nothing was written down" in await note(world, "acting")
    assert await news(person) == []


async def test_nor_of_another_organisations() -> None:
    world, person = await sent(BOTH)

    with pytest.raises(NotFound):
        await note(world, "acting", of=RIVAL.id)
    assert await news(person) == []


@pytest.mark.parametrize(
    ("progress", "outcome", "words"), [("closed", "", ""), ("acting", "other", ""), ("acting", "", "x" * (MAX_CHARS + 1))]
)
async def test_a_note_that_cannot_be_is_refused(progress: str, outcome: str, words: str) -> None:
    world, _ = await sent(BOTH)

    with pytest.raises(InvalidAnswer):
        await note(world, progress, outcome, words=words)
