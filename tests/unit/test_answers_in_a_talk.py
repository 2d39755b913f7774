"""Questions in a talk: several at once, one that goes on from the last, which of two, more like this, and whether it helped."""

from dataclasses import replace

import pytest

from bot.advice import Advice, Outcome, Verdict
from bot.testing import InMemoryGuidance
from knowledge.passage import DocumentClass
from knowledge.refusal import Reason, Refusal, Route
from tests.talking import ORGANISATION, RIVAL, Person, World, make_passage

DOGS = make_passage("Rattle the gate before opening, because dogs may sleep behind it.", heading="Dogs")
TORCH = make_passage("Carry a torch in stairwells after dark, and go with a colleague.", heading="Stairwells")
PLATFORMS = make_passage("Report content to social media platforms through their own pages.", heading="Platforms")
TWITTER = make_passage("Twitter has a mailbox for candidates, and so have other platforms.", heading="Twitter")


async def _world(*passages: object, **changes: object) -> World:
    guidance = InMemoryGuidance(passages or (DOGS, TORCH, PLATFORMS, TWITTER))  # type: ignore[arg-type]
    for name, value in changes.items():
        setattr(guidance, name, value)
    return await World(guidance=guidance).open()


async def _advice(world: World, organisation_id: str = ORGANISATION.id) -> list[Advice]:
    """All that was written down, newest first: what has a gap, and what the last buttons name."""
    async with world.storage.reading(organisation_id) as work:
        return list(await work.advice.gaps())


async def _last(world: World, person: Person) -> Advice:
    advice_id = next(choice.id.split(":")[1] for choice in person.replies[-1].choices if choice.id.startswith("f:"))
    async with world.storage.reading(ORGANISATION.id) as work:
        return await work.advice.get(advice_id)


def _labels(person: Person) -> list[str]:
    return [choice.label for choice in person.replies[-1].choices]


async def test_two_questions_get_two_answers() -> None:
    world = await _world()
    person = world.person()

    kinds = await person.say("what about dogs at gates? and do i need a torch in stairwells?")

    assert kinds == ["introduction", "answer", "answer"]

    assert [citation.passage_id for reply in person.replies for citation in reply.citations] == [DOGS.id, TORCH.id]
    assert person.replies[1].choices == ()
    assert "Report this" in _labels(person)


async def test_a_part_without_an_answer_is_said_to_have_none() -> None:
    world = await _world()
    person = world.person()

    await person.say("what about dogs at gates? do i need a torch in stairwells? who pays the zeppelin?")

    assert [reply.kind for reply in person.replies[1:]] == ["answer", "answer", "part_unanswered"]
    assert "who pays the zeppelin?" in person.text


async def test_a_follow_up_is_searched_for_with_the_question_before() -> None:
    world = await _world()
    person = world.person()
    await person.say("how do I report content to social media")

    await person.say("and on twitter?")

    assert person.replies[-1].kind == "answer"
    assert [citation.passage_id for citation in person.replies[-1].citations] == [PLATFORMS.id]


async def test_an_old_question_is_not_gone_on_from() -> None:
    world = await _world()
    person = world.person()
    await person.say("how do I report content to social media")
    world.clock.advance(minutes=31)

    await person.say("and on twitter?")

    assert [citation.passage_id for citation in person.replies[-1].citations] == [TWITTER.id]


async def test_when_two_fit_alike_the_person_chooses() -> None:
    world = await _world(rivals=2)
    person = world.person()

    assert await person.say("which platforms are there") == ["introduction", "which"]
    assert not person.replies[-1].citations
    twitter = next(label for label in _labels(person) if label.startswith("Twitter"))

    assert await person.press(twitter) == ["answer"]
    assert [citation.passage_id for citation in person.replies[-1].citations] == [TWITTER.id]


async def test_a_button_never_shows_what_the_organisation_may_not_see() -> None:
    paper = make_passage("Members report abuse.", document_class=DocumentClass.PARTY, party="mill-lane")
    world = await _world(DOGS, paper)
    person = world.person()
    await person.say("dogs at the gate?")

    assert await person.press_id(f"g:{paper.id}") == ["old_button"]
    assert await person.press_id("g:0000000000000000") == ["old_button"]


async def test_more_like_this_shows_one_after_the_other_and_then_no_more() -> None:
    world = await _world()
    person = world.person()
    await person.say("which platforms have a mailbox for candidates?")
    assert [citation.passage_id for citation in person.replies[-1].citations] == [TWITTER.id]

    await person.press("More like this")

    assert [citation.passage_id for citation in person.replies[-1].citations] == [PLATFORMS.id]
    assert "More like this" not in _labels(person)
    assert await person.press_id("g:more") == ["old_button"]


async def test_what_was_shown_is_written_down_without_the_question() -> None:
    world = await _world()
    person = world.person()

    await person.say("may dogs sleep behind the gate")

    advice = await _last(world, person)
    assert (advice.outcome, advice.passages, advice.guidance_version) == (Outcome.ANSWERED, (DOGS.id,), "0123456789ab")
    assert (advice.question, advice.gap) == ("", "")


async def test_an_organisation_may_keep_its_questions() -> None:
    keeper = replace(ORGANISATION, keeps_questions=True)
    world = await World(guidance=InMemoryGuidance([DOGS]), organisations=(keeper, RIVAL)).open()
    person = world.person()

    await person.say("may dogs sleep behind the gate")

    assert (await _last(world, person)).question == "may dogs sleep behind the gate"


async def test_helpful_or_not_is_taken_down_and_an_answer_that_did_not_help_is_a_gap() -> None:
    world = await _world()
    world.redact = lambda text: "may dogs [...]"
    world.conversation = world.talk()
    person = world.person()
    await person.say("may dogs of Quentin Example sleep behind the gate")
    advice = await _last(world, person)

    assert await person.press("This did not help") == ["feedback_unhelpful"]
    assert "without names and numbers" in person.text
    (gap,) = await _advice(world)
    assert (gap.id, gap.gap, gap.verdict) == (advice.id, "may dogs [...]", Verdict.UNHELPFUL)

    assert await person.press_id(f"f:{advice.id}:helpful") == ["feedback_helpful"]


@pytest.mark.parametrize("button", ["f:adv_unknown:helpful", "f:adv_0001:lovely", "f::", "f:helpful", "g:", "g:more:more"])
async def test_an_odd_button_is_an_old_one(button: str) -> None:
    world = await _world()
    person = world.person()

    assert (await person.press_id(button))[-1] == "old_button"


async def test_another_organisations_advice_cannot_be_judged() -> None:
    world = await _world()
    person, rival = world.person(), world.person("robin", organisation_id=RIVAL.id)
    await person.say("may dogs sleep behind the gate")
    advice = await _last(world, person)

    assert (await rival.press_id(f"f:{advice.id}:unhelpful"))[-1] == "old_button"
    assert (await _last(world, person)).verdict is Verdict.NONE


@pytest.mark.parametrize("reason", list(Reason))
async def test_each_refusal_says_why_and_offers_a_person(reason: Reason) -> None:
    world = await _world(refusal=Refusal(reason=reason, route=Route.RETURNING_OFFICER))
    person = world.person()

    assert await person.say("zeppelin deadlines?") == ["introduction", f"refused_{reason}"]

    assert "Ask a person" in _labels(person)
    assert not person.replies[-1].citations


async def test_only_what_may_be_missing_in_the_guidance_is_a_gap() -> None:
    world = await _world(refusal=Refusal(reason=Reason.NEAR_MISS))
    world.redact = lambda text: text
    world.conversation = world.talk()
    person = world.person()
    await person.say("zeppelin deadlines?")
    world.guidance.refusal = Refusal(reason=Reason.MISUSE)  # type: ignore[attr-defined]
    await person.say("burn their zeppelin?")

    assert [gap.gap for gap in await _advice(world)] == ["zeppelin deadlines?"]


async def test_the_next_step_fits_the_answer() -> None:
    world = await _world()
    person = world.person()

    await person.say("how do I report content to social media platforms")
    assert "Report it to the platform" in _labels(person)
    assert await person.press("Report it to the platform") == ["platforms"]
    assert "help.x.com" in person.text

    await person.say("do dogs sleep behind the gate")
    assert "Report it to the platform" not in _labels(person)
