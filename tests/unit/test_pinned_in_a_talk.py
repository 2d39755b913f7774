"""A pinned answer in a talk: before any search and any guess at what is meant, even when all else is down."""

import pytest

from bot.advice import Outcome
from bot.answering.pins import Pins
from bot.testing import InMemoryGuidance
from knowledge.contacts import load_contacts
from knowledge.document import read_documents
from knowledge.pinned import passages_by_quote, read_pinned
from knowledge.splitting import split
from tests.talking import ORGANISATION, Person, World
from tests.unit.test_weighing import says

PASSAGES = [passage for document in read_documents() for passage in split(document)]
PINNED = read_pinned(PASSAGES, load_contacts())
PINS = Pins(pinned=PINNED, passages=passages_by_quote(PINNED, PASSAGES))


async def _person(guidance: InMemoryGuidance) -> tuple[World, Person]:
    world = await World(guidance=guidance, pins=PINS).open()
    return world, world.person()


async def test_which_number_is_answered_with_quotes_and_contacts() -> None:
    world, person = await _person(InMemoryGuidance())

    assert (await person.say("who do i ring"))[-1] == "pinned"

    reply = person.replies[-1]
    assert "phone the police on 999" in reply.text
    assert "tel:101" in reply.text
    assert len(reply.citations) >= 2
    advice_id = next(choice.id.split(":")[1] for choice in reply.choices if choice.id.startswith("f:"))
    async with world.storage.reading(ORGANISATION.id) as work:
        advice = await work.advice.get(advice_id)
    assert advice.outcome is Outcome.PINNED
    assert advice.passages == tuple(citation.passage_id for citation in reply.citations)


@pytest.mark.parametrize("intent", ["human", "smalltalk", "status"])
async def test_no_guess_at_what_is_meant_stands_before_it(intent: str) -> None:
    guidance = InMemoryGuidance()
    guidance.judgements = {"who do i ring": (says(0.01, **{intent: 0.9}),)}
    _, person = await _person(guidance)

    assert (await person.say("who do i ring"))[-1] == "pinned"


async def test_it_is_given_when_the_guidance_is_down() -> None:
    _, person = await _person(InMemoryGuidance(is_loaded=False))

    assert (await person.say("what is a spoc"))[-1] == "pinned"
    assert (await person.say("how do i claim for zeppelins?"))[-1] == "guidance_down"


async def test_in_the_middle_of_a_report_the_form_goes_on_after_it() -> None:
    _, person = await _person(InMemoryGuidance())
    await person.say("/report A man shouted at me outside the library yesterday.")
    await person.press("No")

    kinds = await person.say("who do i ring?")

    assert "pinned" in kinds
    assert kinds[-1].startswith("ask_")
