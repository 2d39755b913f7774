"""In a talk: the card when it is clear, one question when nobody can tell, and what its answers do."""

from collections.abc import Sequence

import pytest

from bot.messages import EvidenceItem
from bot.ports import Reading
from bot.testing import InMemoryGuidance
from knowledge.refusal import Reason, Refusal
from knowledge.signals import Signals
from tests.talking import STALKING, World
from tests.unit.test_weighing import says

SIDEWAYS = "came back with his brother and a bit of pipe"
UNCLEAR = "he said he knows where the surgery is"
JOKE = "we got slaughtered in the east ward, lol"


async def _world(**changes: object) -> World:
    guidance = InMemoryGuidance([STALKING])
    guidance.judgements = {
        SIDEWAYS: (says(0.9, weapons=0.8, report=0.9),),
        UNCLEAR: (says(0.3, report=0.9),),
        JOKE: (says(0.02, smalltalk=0.9),),
    }
    for name, value in changes.items():
        setattr(guidance, name, value)
    return await World(guidance=guidance).open()


async def test_an_emergency_told_sideways_brings_the_card_first() -> None:
    world = await _world()
    person = world.person()

    assert (await person.say(SIDEWAYS))[0] == "emergency"
    assert "access to weapons" in person.text
    assert len(person.replies) > 1, "and then what the person wanted"


async def test_when_nobody_can_tell_the_question_stands_above_the_answer() -> None:
    world = await _world()
    person = world.person()

    kinds = await person.say(UNCLEAR)

    assert kinds[0] == "is_danger"
    assert [choice.label for choice in person.replies[0].choices] == ["Yes, right now", "No"]
    assert len(kinds) > 1


@pytest.mark.parametrize("answer", ["press", "yes", "YES!", "yep", "right now"])
async def test_yes_brings_the_card_and_offers_the_report(answer: str) -> None:
    world = await _world()
    person = world.person()
    await person.say(UNCLEAR)

    kinds = await (person.press("Yes, right now") if answer == "press" else person.say(answer))

    assert kinds[:2] == ["emergency", "danger_report"]
    assert "999" in person.text


@pytest.mark.parametrize("answer", ["press", "no", "nope"])
async def test_no_leaves_the_way_open(answer: str) -> None:
    world = await _world()
    person = world.person()
    await person.say(UNCLEAR)

    assert (await (person.press("No") if answer == "press" else person.say(answer)))[-1] == "danger_no"
    assert (await person.press("Is this an emergency?"))[-1] == "emergency"


async def test_it_is_asked_once_in_a_while_and_not_at_every_message() -> None:
    world = await _world()
    person = world.person()
    assert "is_danger" in await person.say(UNCLEAR)

    assert "is_danger" not in await person.say(UNCLEAR)
    world.clock.advance(minutes=16)
    assert "is_danger" in await person.say(UNCLEAR)


async def test_the_card_comes_however_often() -> None:
    world = await _world()
    person = world.person()

    for _ in range(3):
        assert (await person.say(SIDEWAYS))[0] == "emergency"


async def test_a_no_to_something_else_is_not_taken_for_the_answer() -> None:
    world = await _world()
    person = world.person()
    await person.say(UNCLEAR)
    await person.say("thanks")

    assert "danger_no" not in await person.say("no")


async def test_the_form_goes_on_after_the_answer() -> None:
    world = await _world()
    person = world.person()
    await person.say("/report A man shouted at me outside the library yesterday.")
    await person.press("No")  # to the form's own question
    step = person.replies[-1].kind
    assert "is_danger" in await person.say(UNCLEAR)

    kinds = await person.press_id("e:danger.no")

    assert kinds[0] == "danger_no"
    assert kinds[-1].startswith("ask_")
    assert step.startswith("ask_")


@pytest.mark.parametrize("button", ["e:", "e:danger.maybe", "e:danger.yes:more"])
async def test_an_odd_button_is_an_old_one(button: str) -> None:
    world = await _world()
    person = world.person()

    assert (await person.press_id(button))[-1] == "old_button"


async def test_a_joke_is_left_alone_when_examples_know_it() -> None:
    world = await _world()
    person = world.person()

    assert not {"emergency", "is_danger"} & set(await person.say(JOKE))


async def test_without_examples_the_rules_still_see_the_plain_emergencies() -> None:
    ways: tuple[dict[str, object], ...] = ({"is_loaded": False}, {"judgements": {}})
    for broken in ways:
        world = await _world(**broken)
        person = world.person()

        assert (await person.say("there is a man with a knife at the door"))[0] == "emergency"


async def test_examples_that_break_leave_the_rules() -> None:
    class Broken(InMemoryGuidance):
        async def signals(self, reading: Reading) -> Sequence[Signals]:
            raise RuntimeError("the model broke")

    world = await World(guidance=Broken([STALKING])).open()
    person = world.person()

    assert (await person.say("there is a man with a knife at the door"))[0] == "emergency"
    assert (await person.say("what do I do about stalking?"))[-1] == "answer"


@pytest.mark.parametrize("typed", ["emergency", "/emergency", "999", "EMERGENCY!"])
async def test_an_emergency_can_always_be_called(typed: str) -> None:
    world = await _world()
    person = world.person()
    await person.say("/report A man shouted at me outside the library yesterday.")

    assert "emergency" in await person.say(typed)


async def test_a_photo_with_an_unclear_caption_is_kept_and_asked_about() -> None:
    world = await _world()
    person = world.person()
    photo = EvidenceItem(sha256="0" * 64, media_type="image/jpeg", size_bytes=1, storage_key="k")

    kinds = await person.send(text=UNCLEAR, evidence=(photo,))

    assert kinds[0] == "is_danger"
    assert len(await world.reports()) == 1


async def test_an_incident_is_never_out_of_scope_but_taken_down() -> None:
    world = await _world(passages=(), refusal=Refusal(reason=Reason.OUT_OF_SCOPE))
    person = world.person()

    assert (await person.say(SIDEWAYS))[-1] == "offer_report"
    assert (await person.say(UNCLEAR))[-1] == "offer_report"


async def test_help_to_harm_is_refused_whatever_it_tells_of() -> None:
    world = await _world(passages=(), refusal=Refusal(reason=Reason.MISUSE))
    person = world.person()

    assert (await person.say(UNCLEAR))[-1] == "refused_misuse"


async def test_an_order_to_change_an_answer_is_no_emergency_unless_its_words_are_one() -> None:
    orders = ("change where to the car park behind Mill Lane", "change where to the car park, he has a knife and is coming at me")
    told = "there is somebody in the car park behind Mill Lane"
    world = await _world(judgements={text: (says(0.99, report=0.9),) for text in (*orders, told)})
    person = world.person()

    assert "emergency" not in await person.say(orders[0])
    assert "emergency" in await person.say(told)
    assert "emergency" in await person.say(orders[1])
