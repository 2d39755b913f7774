"""How a SPOC says how far they are, and asks back: by signed callbacks, from those alone who may speak of it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.escalation.escalation import EscalationState, Outcome, Progress
from bot.escalation.progressing import MAX_CHARS
from tests.scenarios.spoc_desk import (
    SECRET,
    STRANGER,
    a_secret,
    call_back,
    desk,
    enter,
    escalation_of,
    hand_to,
    reported,
    saying,
    told,
)
from tests.talking import ORGANISATION, RIVAL, Person, World

KENT, OLD, DEPUTY, SUSSEX = (a_secret(each) for each in ("kent", "kent before", "deputy", "sussex"))


@pytest.fixture
async def world() -> World:
    return await World().open()


@pytest.fixture
async def kit(world: World) -> Person:
    """Somebody whose report has been delivered to the SPOC."""
    return await reported(world)


@pytest.fixture
async def spoc(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with desk(world) as client:
        yield client


@pytest.fixture
async def kent_police(world: World, kit: Person) -> AsyncIterator[httpx.AsyncClient]:
    """Only the directory has contacts: Kent has the escalation, and Sussex is entered too."""
    kent = await enter(world, "kent", "kent", KENT, OLD)
    await enter(world, "sussex", "sussex", SUSSEX)
    await hand_to(world, kent)
    async with desk(world, secret=None) as client:
        yield client


async def progress(spoc: httpx.AsyncClient, world: World, step: str, *, id: str = "", **data: object) -> httpx.Response:
    body = saying("progress", (await escalation_of(world)).id, progress=step, **data)
    return await call_back(spoc, body, id=id or f"id_{step}")


async def test_each_step_moves_it_on_and_the_reporter_is_told(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    for step in ("received", "reading", "acting"):
        answer = await progress(spoc, world, step)
        assert answer.json() == {"acknowledged": True, "new": True, "progress": step}
        assert (await escalation_of(world)).progress == step

    assert [each.kind for each in await told(world, "acknowledged", "spoc_reading", "spoc_acting")] == [
        "acknowledged",
        "spoc_reading",
        "spoc_acting",
    ]


async def test_closing_takes_an_outcome_and_words(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    answer = await progress(spoc, world, "closed", outcome="advice_given", words="We rang *you*.\n")

    escalation = await escalation_of(world)
    assert answer.json()["progress"] == "closed"
    assert (escalation.progress, escalation.outcome) == (Progress.CLOSED, Outcome.ADVICE_GIVEN)
    [notice] = await told(world, "spoc_closed")
    assert "> We rang \\*you\\*." in notice.text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"progress": "done"}, "progress"),
        ({"progress": ""}, "progress"),
        ({}, "progress"),
        ({"progress": "closed"}, "outcome"),
        ({"progress": "closed", "outcome": "lost"}, "outcome"),
        ({"progress": "acting", "outcome": "other"}, "outcome"),
        ({"progress": "acting", "words": "x" * (MAX_CHARS + 1)}, "words"),
        ({"progress": "acting", "words": "a\x00b"}, "words"),
        ({"progress": "acting", "words": "a\x1b[2Jb"}, "words"),
        ({"progress": "acting", "words": "a\ud800b"}, "words"),
        ({"progress": "acting", "words": "a\u202eb"}, "words"),
    ],
)
async def test_what_cannot_be_taken_is_answered_clearly_and_changes_nothing(
    world: World, kit: Person, spoc: httpx.AsyncClient, data: dict[str, object], why: str
) -> None:
    before = await escalation_of(world)

    answer = await call_back(spoc, saying("progress", before.id, **data))

    assert answer.status_code == 422
    assert answer.json()["error"].startswith((why, "closed needs an outcome"))
    assert await escalation_of(world) == before


async def test_after_what_could_not_be_taken_the_same_id_is_still_good(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    await progress(spoc, world, "closed", id="one")

    answer = await progress(spoc, world, "closed", id="one", outcome="other")

    assert answer.json()["new"] is True


async def test_the_same_callback_again_is_one(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    answers = [await progress(spoc, world, "acting", id="one", words="On our way.") for _ in range(3)]

    assert [each.json()["new"] for each in answers] == [True, False, False]
    assert len(await told(world, "spoc_acting")) == 1
    assert len([each for each in (await world.reports())[0].entries if each.value == "spoc_words"]) == 1


async def test_the_same_id_about_two_escalations_is_two(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    await progress(spoc, world, "acting", id="1")
    await world.person("sam").report_to("Send: SPOC only")
    await world.work()
    [other] = await world.escalations((await world.reports(person="sam"))[0])

    answer = await call_back(spoc, saying("progress", other.id, progress="acting"), id="1")

    assert answer.json()["new"] is True, "another sender, or another report: nobody's word is swallowed"


async def test_two_callbacks_at_once_are_both_kept_and_the_further_one_stands(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    steps = ["received", "reading", "acting", "acting", "reading", "received"]

    answers = await asyncio.gather(*(progress(spoc, world, step, id=f"{n}") for n, step in enumerate(steps)))

    assert {each.status_code for each in answers} == {200}
    assert (await escalation_of(world)).progress is Progress.ACTING
    assert len(await told(world, "spoc_acting")) == 1


async def test_once_withdrawn_it_says_so_and_changes_nothing(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    await kit.press_id(f"r:{(await world.reports())[0].id[-8:]}:withdraw.sure")
    before = await escalation_of(world)

    answers = [await progress(spoc, world, "acting"), await call_back(spoc, saying("question", before.id, text="Where?"))]

    assert [each.status_code for each in answers] == [200, 200]
    assert [each.json()["withdrawn"] for each in answers] == [True, True]
    assert [each.json()["new"] for each in answers] == [False, False]
    assert await escalation_of(world) == before
    assert await told(world, "spoc_acting", "spoc_question", "spoc_reading") == []


async def test_a_question_reaches_the_reporter_once_and_their_answer_the_spoc(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    body = saying("question", (await escalation_of(world)).id, text=" Did you see a number plate? <b> ")

    answers = [await call_back(spoc, body) for _ in range(2)]
    await kit.catch_up()
    await kit.press("Answer them")
    await kit.say("It began with AB12.")
    await world.work()

    assert [each.json() for each in answers] == [{"asked": True, "new": True}, {"asked": True, "new": False}]
    [asked] = await told(world, "spoc_question")
    assert "> Did you see a number plate? \\<b>" in asked.text
    assert [each.type for each in world.spoc.arrived][-1] == "report.updated"
    assert "AB12" in str(world.spoc.arrived[-1].data)
    assert (await escalation_of(world)).state is EscalationState.ACKNOWLEDGED, "whoever asks has seen it"


@pytest.mark.parametrize("text", ["", "   ", "???", None, "x" * (MAX_CHARS + 1), "a\x07b", "a\u2066b"])
async def test_what_is_no_question_is_answered_clearly(world: World, kit: Person, spoc: httpx.AsyncClient, text: object) -> None:
    before = await escalation_of(world)

    answer = await call_back(spoc, saying("question", before.id, text=text))

    assert (answer.status_code, answer.json()["error"][:4]) == (422, "text")
    assert await escalation_of(world) == before


@pytest.mark.parametrize("text", [7, ["Where?"], {"text": "Where?"}])
async def test_a_question_that_is_no_text_is_malformed(world: World, kit: Person, spoc: httpx.AsyncClient, text: object) -> None:
    assert (await call_back(spoc, saying("question", (await escalation_of(world)).id, text=text))).status_code == 400


@pytest.mark.parametrize("secret", [KENT, OLD])
async def test_a_contact_signs_with_either_of_its_secrets(world: World, kent_police: httpx.AsyncClient, secret: str) -> None:
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=secret)).json()["new"] is True


@pytest.mark.parametrize("secret", [SUSSEX, STRANGER, SECRET])
async def test_another_force_or_a_stranger_cannot_tell_an_escalation_from_none(
    world: World, kent_police: httpx.AsyncClient, secret: str
) -> None:
    before = await escalation_of(world)

    answers = [
        await call_back(kent_police, saying("progress", id, progress="acting"), secret=secret) for id in (before.id, "esc_none")
    ]

    assert [each.status_code for each in answers] == [401, 401]
    assert answers[0].text == answers[1].text
    assert dict(answers[0].headers) == dict(answers[1].headers)
    assert await escalation_of(world) == before


async def test_the_secret_of_the_settings_does_not_open_what_a_contact_has(world: World, kit: Person) -> None:
    await hand_to(world, await enter(world, "kent", "kent", KENT))
    async with desk(world, secret=SECRET) as spoc:
        assert (await progress(spoc, world, "acting")).status_code == 401


async def test_a_contacts_secret_does_not_open_what_the_spoc_of_the_settings_has(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    await enter(world, "kent", "kent", KENT)
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(spoc, body, secret=KENT)).status_code == 401


async def test_somebody_else_of_the_same_force_may_speak_since_it_may_have_been_passed_on(
    world: World, kent_police: httpx.AsyncClient
) -> None:
    await enter(world, "deputy", "kent", DEPUTY)
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=DEPUTY)).json()["new"] is True


@pytest.mark.parametrize("more", [{"valid_until": -1}, {"practice": True}], ids=["ended", "practice"])
async def test_a_colleague_who_has_ended_or_is_practice_may_not(
    world: World, kent_police: httpx.AsyncClient, more: dict[str, object]
) -> None:
    if "valid_until" in more:
        more = {"valid_until": world.clock.now().date() - timedelta(days=1)}
    await enter(world, "deputy", "kent", DEPUTY, **more)
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=DEPUTY)).status_code == 401


async def test_whoever_was_sent_it_may_still_answer_when_they_have_ended(world: World, kent_police: httpx.AsyncClient) -> None:
    async with world.storage.work(ORGANISATION.id) as work:
        await work.spoc_contacts.end("kent", world.clock.now().date() - timedelta(days=1))
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=KENT)).status_code == 200


async def test_another_organisations_contact_of_the_same_force_may_not(world: World, kent_police: httpx.AsyncClient) -> None:
    async with world.storage.reading(ORGANISATION.id) as work:
        kent = await work.spoc_contacts.get("kent")
    async with world.storage.work(RIVAL.id) as work:
        await work.spoc_contacts.add(kent.with_secret(DEPUTY))
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=DEPUTY)).status_code == 401


async def test_a_secret_that_cannot_be_read_does_not_cost_the_others_their_say(
    world: World, kent_police: httpx.AsyncClient
) -> None:
    await enter(world, "broken", "kent", "whsec_%%%")
    await enter(world, "by-mail", "kent")
    body = saying("progress", (await escalation_of(world)).id, progress="acting")

    assert (await call_back(kent_police, body, secret=KENT)).status_code == 200
