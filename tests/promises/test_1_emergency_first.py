"""Promise 1: every text, in every state and channel, is checked for red flags before anything else."""

import pytest

from bot.errors import StorageError
from bot.messages import Channel
from bot.ports import Reading
from bot.testing import InMemoryGuidance, InMemoryStorage
from tests.talking import Person, World

THREAT = "He said he will be waiting for me with a knife tonight"


async def _in_state(person: Person, state: str) -> None:
    """Bring the talk to where the form stands at this question."""
    if state == "nothing":
        return
    await person.say("/report")
    answers = {"what": "A man shouted at me.", "danger": "no", "where": "Exeter", "when": "yesterday", "who": "no idea"}
    for step, words in answers.items():
        if step == state:
            return
        await person.say(words)
    if state == "consent":
        await person.say("nothing to add")


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("state", ["nothing", "what", "danger", "where", "when", "who", "evidence", "consent"])
async def test_a_threat_brings_the_emergency_card_first_in_every_state_and_channel(state: str, channel: Channel) -> None:
    world = await World().open()
    person = world.person(channel=channel)
    await _in_state(person, state)

    kinds = await person.say(THREAT)

    assert kinds[0] == "emergency"
    assert "999" in person.replies[0].text
    assert len(kinds) > 1, "the person's message is still handled"


async def test_a_command_does_not_hide_a_threat() -> None:
    world = await World().open()
    person = world.person()

    assert (await person.say("/ask what do I do, " + THREAT))[0] == "emergency"
    assert (await person.say("/cancel " + THREAT))[0] == "emergency"


async def test_a_photo_caption_is_checked_like_any_text() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)

    assert (await person.send(text=THREAT))[0] == "emergency"


async def test_a_text_that_is_far_too_long_is_checked_to_its_end() -> None:
    world = await World().open()
    person = world.person()

    kinds = await person.say("leaflets " * 2_000 + ". " + THREAT)

    assert kinds == ["emergency", "too_long"]


class BrokenGuidance(InMemoryGuidance):
    """An encoder that has died."""

    async def read(self, text: str) -> Reading:
        raise RuntimeError("the encoder is gone")


class BrokenStorage(InMemoryStorage):
    """A database that is away."""

    async def organisation_of_person(self, channel: Channel, address: str) -> str | None:
        raise StorageError


async def test_the_card_comes_when_the_encoder_is_down() -> None:
    world = await World(guidance=BrokenGuidance()).open()

    assert (await world.person().say(THREAT))[0] == "emergency"


async def test_the_card_comes_when_the_index_is_missing() -> None:
    world = await World(guidance=InMemoryGuidance(is_loaded=False)).open()

    assert await world.person().say(THREAT) == ["emergency", "guidance_down"]


async def test_the_card_comes_when_the_database_is_down() -> None:
    world = World()
    world.storage = BrokenStorage(world.clock)
    await world.open()
    person = world.person()

    assert await person.say(THREAT) == ["emergency", "apology"]
    assert "could not save" in person.text


async def test_saying_that_there_is_danger_now_brings_the_card() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report A man shouted at me.")

    assert (await person.press("Yes, right now"))[0] == "emergency"


async def test_a_harmless_message_gets_no_card() -> None:
    world = await World().open()

    assert "emergency" not in await world.person().say("We killed it at the hustings, my phone is about to die")


async def test_whoever_speaks_of_ending_their_own_life_is_given_the_samaritans_too() -> None:
    world = await World().open()
    person = world.person()

    assert (await person.say("I can't take the abuse any more, I want to kill myself"))[0] == "emergency"
    assert "116 123" in person.replies[0].text


async def test_rules_that_break_bring_the_card_and_the_message_is_still_handled(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> tuple[object, ...]:
        raise RuntimeError("a rule is broken")

    monkeypatch.setattr("bot.emergency.found", broken)
    world = await World().open()

    assert await world.person().say("/help") == ["emergency", "help"]
