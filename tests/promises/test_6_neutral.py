"""Promise 6: the same question brings the same passages whoever asks; one party's papers stay with its subscribers."""

from dataclasses import replace

import pytest

from bot.testing import InMemoryGuidance
from knowledge.passage import DocumentClass
from tests.talking import ORGANISATION, RIVAL, STALKING, World, make_passage

PARTY_PAPER = make_passage(
    "Members report abusive comments to the organisers.",
    document_class=DocumentClass.PARTY,
    party="mill-lane",
    title="Our Pledge",
)
PARTIES = ("Green Street Residents", "Mill Lane First", "the Harbour Alliance")


@pytest.mark.parametrize("party", PARTIES)
async def test_naming_a_party_does_not_change_the_passage(party: str) -> None:
    world = await World(guidance=InMemoryGuidance([STALKING, make_passage("Block people who post insults.")])).open()
    person = world.person()

    await person.say(f"Somebody from {party} is stalking me online, should I engage?")

    assert [citation.passage_id for reply in person.replies for citation in reply.citations] == [STALKING.id]


async def test_one_partys_paper_is_shown_to_its_subscribers_and_labelled() -> None:
    subscriber = replace(RIVAL, collections=RIVAL.collections | {"party:mill-lane"})
    world = await World(guidance=InMemoryGuidance([PARTY_PAPER]), organisations=(ORGANISATION, subscriber)).open()
    person = world.person("robin", organisation_id=RIVAL.id)

    await person.say("how do members report abusive comments?")

    assert person.replies[-1].kind == "answer"
    assert "one party's own paper" in person.text


async def test_one_partys_paper_is_not_shown_to_anybody_else() -> None:
    world = await World(guidance=InMemoryGuidance([PARTY_PAPER])).open()
    person = world.person()

    await person.say("how do members report abusive comments?")

    assert person.replies[-1].kind == "refused_unsure"
