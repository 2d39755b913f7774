"""Old buttons, buttons of somebody else's report, codes of another organisation: nothing is changed, and nothing shown."""

import asyncio

import pytest

from bot.messages import Channel, Inbound
from bot.reporting.report import ReportStatus
from tests.talking import ORGANISATION, RIVAL, Person, World
from tests.whole_form import WHOLE, IdsByKind, tell

BOTH = "Send: party staff and SPOC"
SECRET = "A woman tore up my leaflets in Crediton."


async def test_buttons_of_earlier_questions_pressed_again_at_each_step_change_nothing() -> None:
    world = await World(ids=IdsByKind()).open()  # type: ignore[arg-type]
    shown: dict[str, None] = {}
    pressed = 0

    async def press_old_ones(person: Person) -> None:
        nonlocal pressed
        standing, before = person.replies[-1], await world.reports()
        now = {choice.id for choice in standing.choices}
        field = standing.kind.removeprefix("ask_")
        old = [id for id in shown if id not in now and f":{field}:" not in id][-6:]
        for id in old:
            assert await person.press_id(id) == ["old_button", standing.kind]
            pressed += 1
        assert await world.reports() == before
        shown.update(dict.fromkeys(choice.id for choice in standing.choices if choice.id.startswith("a:")))

    await tell(world, world.person(), WHOLE, BOTH, first=press_old_ones)

    assert pressed > 60
    [report] = await world.reports()
    assert report.status is ReportStatus.SAVED


async def test_a_button_that_is_pressed_twice_answers_one_question() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report It was dreadful.")
    button = person.replies[-1].choices[1].id

    await person.press_id(button)
    assert await person.press_id(button) == ["old_button", "ask_where"]

    [report] = await world.reports()
    assert [entry.field for entry in report.entries].count("danger") == 1


async def test_send_pressed_twice_and_at_once_sends_once() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/quick A man shouted at me outside the library yesterday.")
    send = person.replies[-1].choices[0].id
    base = {"channel": Channel.TELEGRAM, "person": "kit", "conversation": "kit", "sent_at": world.clock.now()}
    taps = [Inbound(id=f"tap-{number}", choice=send, **base) for number in range(3)]  # type: ignore[arg-type]

    turns = await asyncio.gather(*(world.talk().handle(each) for each in taps))
    await world.work()

    kinds = sorted(turn.replies[0].kind for turn in turns)
    assert kinds.count("old_button") == 2
    assert len(world.spoc.arrived) == 1


async def somebody_elses_report() -> tuple[World, Person, str]:
    """A world in which lee has sent a report and kit tells one; with the tag of lee's."""
    world = await World().open()
    await world.person("lee").report_to(BOTH, what=SECRET)
    [report] = await world.reports(person="lee")
    kit = world.person("kit")
    await kit.say("/report It was dreadful.")
    return world, kit, report.id[-8:]


ACTIONS = ("show", "copy", "file", "code", "resume", "cancel", "add", "message", "same", "agree", "withdraw.sure", "take")


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_button_with_the_tag_of_somebody_elses_report_is_old(action: str) -> None:
    world, kit, tag = await somebody_elses_report()
    before = await world.reports(person="lee"), await world.reports()

    assert await kit.press_id(f"r:{tag}:{action}") == ["old_button", "ask_danger"]

    assert (await world.reports(person="lee"), await world.reports()) == before


@pytest.mark.parametrize("id", ["a:{}:danger:danger.no", "c:{}:where", "t:{}:platform_report.reported", "p:{}:police.declined"])
async def test_nor_can_it_be_answered_or_changed(id: str) -> None:
    world, kit, tag = await somebody_elses_report()
    [escalation] = await world.escalations((await world.reports(person="lee"))[0])
    before = await world.reports(person="lee"), await world.reports()

    for each in (tag, escalation.id[-8:]):
        assert await kit.press_id(id.format(each)) == ["old_button", "ask_danger"]

    assert (await world.reports(person="lee"), await world.reports()) == before
    assert await world.escalations(before[0][0]) == [escalation]


NEVER_WAS = ["", "?", "a", "a:", "a:::", "a:x:danger", "c:", "r::", "e:perhaps", "f:1:2:3", "x" * 65, "a:{}:what:skip.skipped"]


@pytest.mark.parametrize("id", [*NEVER_WAS, "🙂" * 30])
async def test_a_button_that_never_was_brings_the_question_again(id: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report It was dreadful.")
    [report] = await world.reports()

    kinds = await person.press_id(id.format(report.id[-8:]))

    assert kinds[-1] == "ask_danger"
    assert await world.reports() == [report]


async def test_what_happened_cannot_be_left_out_by_a_button_that_is_not_there() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report")
    [report] = await world.reports()

    assert await person.press_id(f"a:{report.id[-8:]}:what:skip.skipped") == ["invalid_answer", "ask_what"]
    assert (await world.reports()) == [report]


async def _spare_code(world: World, person: Person) -> str:
    """Set a report aside and return its code."""
    await person.say(f"/report {SECRET}")
    await person.press("Set it aside")
    await person.press("Spare code")
    return person.text.partition(": ")[2].partition("*")[0].strip()


async def test_the_spare_code_of_another_organisation_opens_nothing() -> None:
    world = await World().open()
    code = await _spare_code(world, world.person("lee", organisation_id=RIVAL.id))
    kit = world.person("kit", organisation_id=ORGANISATION.id)

    for typed in (code, f"/start {code}", f"/resume {code}", code.lower().replace("-", " ")):
        assert (await kit.say(typed))[-1] == "unknown_code"
        assert "leaflets" not in kit.text

    assert await world.reports() == []


async def test_in_the_middle_of_a_report_an_unknown_code_leaves_the_question_where_it_is() -> None:
    world = await World().open()
    code = await _spare_code(world, world.person("lee", organisation_id=RIVAL.id))
    kit = world.person("kit", organisation_id=ORGANISATION.id)
    await kit.say("/report It was dreadful.")

    kinds = await kit.say(code)

    assert kinds == ["unknown_code", "ask_danger"]
    [report] = await world.reports()
    assert code not in [entry.words for entry in report.entries]


async def test_the_right_code_works_in_its_own_organisation() -> None:
    world = await World().open()
    code = await _spare_code(world, world.person("lee"))

    assert (await world.person("kit").say(code))[-1].startswith("ask_")
    assert len(await world.reports(person="kit")) == 1
