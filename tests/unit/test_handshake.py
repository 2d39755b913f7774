"""The handshake: how the police may reach somebody in an emergency. By an explicit yes, and taken back at any time."""

from dataclasses import replace

import pytest

from bot.candidate.handshake import MAX_CHARS, revoked_at, revoked_message
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.escalation import Escalation, EscalationState, Progress
from bot.messages import Channel
from bot.ports import SpocMessage
from bot.profile import Profile
from tests.talking import ORGANISATION, RIVAL, Person, World

NUMBER = "01632 960123"
YES, TAKE_BACK = "Yes, the police may have it", "Take it back"
SPOC = "Send: SPOC only"


async def profile_of(world: World, name: str = "kit", organisation_id: str = ORGANISATION.id) -> Profile:
    async with world.storage.work(organisation_id) as work:
        return await work.members.profile((await work.members.find_or_add(Channel.WEB, name)).id)


async def agreed(world: World | None = None, words: str = NUMBER) -> tuple[World, Person]:
    world = await (world or World()).open()
    person = world.person()
    await person.say("/handshake")
    await person.say(words)
    await person.press(YES)
    return world, person


async def sent(world: World, person: Person) -> Escalation:
    """Send a report to the SPOC and let it arrive."""
    await person.report_to(SPOC)
    await world.work()
    [escalation] = await world.escalations((await world.reports())[0])
    assert escalation.state is EscalationState.DELIVERED
    return escalation


async def change(world: World, escalation: Escalation) -> None:
    async with world.storage.work(ORGANISATION.id) as work:
        await work.escalations.update(escalation)


def revocations(world: World) -> list[SpocMessage]:
    return [message for message in world.spoc.arrived if message.type == "contact.revoked"]


@pytest.mark.parametrize("asked", ["/handshake", "how the police can reach me in an emergency"])
async def test_it_says_what_goes_to_whom_and_asks_for_an_explicit_yes(asked: str) -> None:
    world = await World().open()
    person = world.person()

    assert (await person.say(asked))[-1] == "ask_handshake"
    assert "only to the police single point of contact (SPOC)" in person.text
    assert "Your party's staff do not see it" in person.text
    assert await person.say(NUMBER) == ["handshake_agree"]
    assert await profile_of(world) == Profile()
    assert await person.press(YES) == ["handshake_kept"]

    stored = await profile_of(world)
    assert (stored.reach_me, stored.reach_me_at) == (NUMBER, world.clock.now().isoformat())


@pytest.mark.parametrize("typed", ["yes", "Yes!", "I agree"])
async def test_yes_may_be_typed(typed: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")
    await person.say("Ask for my agent Pat on 01632 960101 after six")

    assert await person.say(typed) == ["handshake_kept"]
    assert (await profile_of(world)).reach_me == "Ask for my agent Pat on 01632 960101 after six"


@pytest.mark.parametrize("typed", ["agent", "speak to a person", "speak to my agent, she is a human who answers"])
async def test_words_that_look_like_a_wish_for_a_person_are_still_an_answer(typed: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")

    assert await person.say(typed) == ["handshake_agree"]
    assert world.spoc.arrived == []


@pytest.mark.parametrize("no", ["no", "skip", "No, leave it"])
async def test_no_shares_nothing_at_either_question(no: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")
    assert await person.say(no) == ["handshake_left"]
    await person.say("/handshake")
    await person.say(NUMBER)
    assert await person.say(no) == ["handshake_left"]

    assert await person.say("yes") != ["handshake_kept"]
    assert await profile_of(world) == Profile()


@pytest.mark.parametrize("typed", ["👍", "!!", "x" * (MAX_CHARS + 1), "call me " * 700])
async def test_what_cannot_be_used_is_asked_for_again(typed: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")

    assert await person.say(typed) == ["handshake_unread"]
    assert await person.say(NUMBER) == ["handshake_agree"]


async def test_a_yes_counts_only_for_the_words_above_it() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")
    await person.say("01632 960111")
    old = person.replies[-1].choices[0].id
    await person.say(NUMBER)

    assert (await person.press_id(old))[-1] == "old_button"
    assert await profile_of(world) == Profile()


async def test_a_red_flag_comes_first_and_is_not_taken_for_a_number() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")

    kinds = await person.say("a man with a knife is at my door right now")

    assert kinds[0] == "emergency"
    assert "told_instead" in kinds
    assert await profile_of(world) == Profile()


async def test_a_question_in_between_is_answered_and_it_goes_on() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")

    assert await person.say("Should I engage with someone who is stalking me?") == ["answer", "handshake_again"]
    assert await person.say(NUMBER) == ["handshake_agree"]


async def test_in_the_middle_of_a_report_it_stays_out_of_the_report() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report A man shouted at me outside the library yesterday.")

    assert await person.say("/handshake") == ["ask_handshake"]
    await person.say(NUMBER)
    kinds = await person.say("yes")

    assert kinds[0] == "handshake_kept"
    assert kinds[1].startswith("ask_")
    [report] = await world.reports()
    assert all(NUMBER not in entry.words for entry in report.entries)


async def test_its_owner_sees_it_and_takes_it_back() -> None:
    world, person = await agreed()

    assert await person.say("/handshake") == ["handshake"]
    assert NUMBER in person.text
    assert await person.press(TAKE_BACK) == ["handshake_revoked"]

    assert await profile_of(world) == Profile()
    assert "telling" not in person.text
    await world.work()
    assert revocations(world) == []


async def test_the_spoc_who_has_a_report_is_told_when_it_is_taken_back() -> None:
    world, person = await agreed()
    escalation = await sent(world, person)

    await person.press_id("h:handshake.revoke")
    assert "The SPOC of 1 report may have it already" in person.text
    await world.work()

    [message] = revocations(world)
    assert message.data["escalation"] == escalation.id
    assert message.data["reference"] == (await world.reports())[0].reference
    assert NUMBER not in str(message.data)


@pytest.mark.parametrize(
    "over", [{"state": EscalationState.WITHDRAWN}, {"state": EscalationState.REFUSED}, {"progress": Progress.CLOSED}]
)
async def test_of_what_is_over_nobody_is_told(over: dict[str, object]) -> None:
    world, person = await agreed()
    await change(world, replace(await sent(world, person), **over))  # type: ignore[arg-type]

    await person.press_id("h:handshake.revoke")
    await world.work()

    assert revocations(world) == []
    assert await profile_of(world) == Profile()


async def test_a_spoc_who_was_sent_a_report_before_the_yes_never_had_it_and_hears_nothing() -> None:
    world = await World().open()
    await sent(world, world.person())
    world.clock.advance(hours=1)
    person = world.person()
    for words in ("/handshake", NUMBER, "yes"):
        await person.say(words, id=words)

    await person.press_id("h:handshake.revoke", id="revoke")
    await world.work()

    assert revocations(world) == []


async def test_it_never_overtakes_the_report_that_brings_it() -> None:
    world, person = await agreed()
    world.spoc.failures = [SpocUnreachable()]
    await person.report_to(SPOC)
    await world.work()

    await person.press_id("h:handshake.revoke")
    for _ in range(40):
        world.clock.advance(minutes=5)
        await world.work()

    types = [message.type for message in world.spoc.arrived if message.type in ("report.escalated", "contact.revoked")]
    assert types == ["report.escalated", "contact.revoked"]


async def test_it_is_tried_again_as_the_same_message() -> None:
    world, person = await agreed()
    escalation = await sent(world, person)
    await person.press_id("h:handshake.revoke")
    world.spoc.failures = [SpocUnreachable()]
    taken_back_at = world.clock.now()

    await world.work()
    world.clock.advance(minutes=5)
    await world.work()

    [message] = revocations(world)
    assert message == revoked_message((await world.reports())[0], escalation, at=taken_back_at)


async def test_a_spoc_that_refuses_it_is_no_secret() -> None:
    world, person = await agreed()
    await sent(world, person)
    await person.press_id("h:handshake.revoke")
    world.spoc.failures = [SpocRefused(410)]

    await world.work()

    news = await person.news(0)
    assert any("tell your SPOC yourself" in reply.text for reply in news)


async def test_another_number_replaces_the_one_that_was_sent() -> None:
    world, person = await agreed()
    await sent(world, person)
    await person.say("/handshake")
    await person.press("Change it")
    await person.say("01632 960999")
    assert (await profile_of(world)).reach_me == NUMBER

    await person.say("yes")
    await world.work()

    assert (await profile_of(world)).reach_me == "01632 960999"
    assert "not to use it any more" in person.text
    assert len(revocations(world)) == 1


async def test_taking_it_back_twice_tells_the_spoc_once_and_a_later_one_again() -> None:
    world, person = await agreed()
    await sent(world, person)
    await person.press_id("h:handshake.revoke", id="press")
    await person.press_id("h:handshake.revoke", id="press")
    await person.press_id("h:handshake.revoke")
    await world.work()
    assert len(revocations(world)) == 1

    world.clock.advance(hours=1)
    await person.say("/handshake")
    await person.say(NUMBER)
    await person.say("yes")
    await person.report_to(SPOC, "A man pushed me outside the school yesterday.")
    await person.press_id("h:handshake.revoke")
    await world.work()

    assert len({message.data["escalation"] for message in revocations(world)}) == 2


async def test_a_restart_in_the_middle_loses_nothing() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/handshake")
    await person.say(NUMBER)
    world.conversation = world.talk()

    assert await person.press(YES) == ["handshake_kept"]
    assert (await profile_of(world)).reach_me == NUMBER


@pytest.mark.parametrize("button", ["h:", "h:handshake.yes", "h::handshake.yes", "h:x:handshake.yes", "h:handshake", "h:a:b:c"])
async def test_a_button_that_is_none_does_nothing(button: str) -> None:
    world = await World().open()
    person = world.person()

    assert (await person.press_id(button))[-1] == "old_button"
    assert await profile_of(world) == Profile()


async def test_somebody_elses_report_by_a_spare_code_and_another_party_stay_as_they_are() -> None:
    world, person = await agreed()
    await sent(world, person)
    report = (await world.reports())[0]
    other, rival = world.person("lee"), world.person("sam", organisation_id=RIVAL.id)
    await other.say("hello")
    async with world.storage.work(ORGANISATION.id) as work:
        await work.reports.let_in(report.id, (await work.members.find_or_add(Channel.WEB, "lee")).id)
    for one in (other, rival):
        await one.say("/handshake")
        await one.say("01632 960777")
        await one.say("yes")
        await one.press_id("h:handshake.revoke")

    await world.work()

    assert revocations(world) == []
    assert (await profile_of(world)).reach_me == NUMBER


def test_the_time_of_the_key_is_the_time_of_the_message() -> None:
    world = World()
    message = revoked_message_at(world)

    assert message.at == revoked_at(f"revoke_contact:esc_1:{message.id.rpartition('_')[2]}")


def revoked_message_at(world: World) -> SpocMessage:
    from bot.escalation.escalation import Tier
    from bot.reporting.report import Report, ReportStatus

    at = world.clock.now()
    report = Report(
        id="rep_1", reference="AL-1", reporter="mem_1", conversation_id="con_1", status=ReportStatus.SAVED, created_at=at
    )
    escalation = Escalation(
        id="esc_1",
        report_id="rep_1",
        tier=Tier.OTHER,
        state=EscalationState.DELIVERED,
        created_at=at,
        acknowledge_token="t",
    )
    return revoked_message(report, escalation, at=at)
