"""What people really send in the middle of a report: each is answered clearly, the question stays, and nothing is lost."""

import pytest

from bot.messages import MAX_TEXT_CHARS, SharedPlace
from bot.reporting.form import FIELDS, FieldKind
from tests.talking import Person, World
from tests.whole_form import WHOLE, IdsByKind, fill_in, standing, tell, words

LINES = [f"{minute:02}:15 somebody: *you* & <b>yours</b>, see https://example.org/{minute}" for minute in range(99)]
PASTED = "\n".join(LINES)[:4000]
ASKED = FIELDS.keys() - {"consent", "more", "kind", "platform", "count"}


async def at(question: str) -> tuple[World, Person]:
    """A report in which this question stands."""
    world = await World().open()
    person = world.person()
    await person.say("/report It was dreadful.")
    if standing(person) != question:
        await person.say(f"change {world.wording.field_names[question][0]}")
    assert standing(person) == question
    return world, person


async def told(world: World, field: str) -> str:
    [report] = await world.reports()
    return report.fields[field].words if field in report.fields else ""


async def test_a_date_in_the_future_is_asked_again() -> None:
    world, person = await at("when")

    assert await person.say("next Friday") == ["invalid_answer", "ask_when"]
    assert "in the future" in person.text
    assert await told(world, "when") == ""
    await person.say("last Friday")

    assert await told(world, "when") == "last Friday"


async def test_a_correction_into_the_future_is_asked_again_and_the_first_answer_stays() -> None:
    world, person = await at("when")
    await person.say("yesterday")

    assert (await person.say("change when to tomorrow at noon"))[-1] == "ask_when"
    assert "in the future" in person.text
    assert await told(world, "when") == "yesterday"


@pytest.mark.parametrize("text", ["Paris", "in Dublin", "48.85660, 2.35220"])
async def test_a_place_abroad_is_kept_and_it_is_said_whom_to_tell(text: str) -> None:
    world, person = await at("where")

    assert (await person.say(text))[0] == "outside_uk"

    assert await told(world, "where") == text


async def test_a_position_abroad_is_kept_and_it_is_said_whom_to_tell() -> None:
    world, person = await at("where")

    assert (await person.send(place=SharedPlace(latitude=48.8566, longitude=2.3522)))[0] == "outside_uk"

    assert await told(world, "where") == "48.85660,2.35220"


async def test_a_place_abroad_is_noticed_in_a_correction_and_in_a_form() -> None:
    _, person = await at("where")
    await person.say("Exeter")
    assert "outside_uk" in await person.say("change where to Calais")

    other = await World().open()
    assert "outside_uk" in await other.person().say("", answers=(WHOLE["what"], words("where", "Calais")))


async def test_a_position_within_says_nothing_of_that() -> None:
    _, person = await at("where")

    assert "outside_uk" not in await person.send(place=SharedPlace(latitude=54.597, longitude=-5.930))


async def test_a_count_that_is_no_number_is_asked_again() -> None:
    world, person = await at("count")

    assert await person.say("heaps") == ["invalid_answer", "ask_count"]
    assert "number" in person.text
    await person.say("about 12")

    [report] = await world.reports()
    assert report.fields["count"].value == "12"


async def test_4000_characters_of_a_pasted_thread_are_kept_letter_by_letter() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report")

    await person.say(PASTED)

    assert await told(world, "what") == PASTED
    assert standing(person) in FIELDS


@pytest.mark.parametrize("question", ["danger", "where", "police_reference", "name", "count", "kind", "consent"])
async def test_4000_characters_at_any_question_are_in_the_report(question: str) -> None:
    world, person = await at(question) if question != "consent" else await at("danger")
    if question == "consent":
        await person.say("enough")

    kinds = await person.say(PASTED)

    [report] = await world.reports()
    assert PASTED in [entry.words for entry in report.entries]
    assert "invalid_answer" not in kinds or "I have added your words" in person.text


async def test_what_was_pasted_outside_a_report_is_not_typed_again() -> None:
    world = await World().open()
    person = world.person()

    await person.say(PASTED)
    await person.press_id("report.this")

    assert standing(person) in FIELDS


@pytest.mark.parametrize("question", ["what", "danger", "who", "consent"])
async def test_10001_characters_are_not_kept_and_that_is_said(question: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report" if question == "what" else "/report It was dreadful.")
    if question not in ("what", "danger"):
        await person.say("enough" if question == "consent" else f"change {question}")
    before = await world.reports()

    kinds = await person.say("x " * (MAX_TEXT_CHARS // 2) + "x")

    assert kinds == ["too_long", f"ask_{question}"]
    assert "10001" in person.text.replace(",", "")
    assert await world.reports() == before


async def test_words_at_a_question_with_buttons_are_answered_and_added_when_they_tell_something() -> None:
    world, person = await at("danger")

    assert await person.say("perhaps") == ["invalid_answer", "ask_danger"]
    assert await told(world, "more") == ""
    assert await person.say("he has left but said he would be back") == ["invalid_answer", "ask_danger"]

    assert "I have added your words" in person.text
    assert await told(world, "more") == "he has left but said he would be back"


async def _at_each_question(send: dict[str, str], expected: str) -> set[str]:
    """Send something before each answer of a whole report; return the questions at which it was sent and that stood after it."""
    world = await World(ids=IdsByKind()).open()  # type: ignore[arg-type]
    asked: set[str] = set()

    async def nuisance(person: Person) -> None:
        step, before = standing(person), await world.reports()
        kinds = await person.say("", **send) if "text" not in send else await person.say(send["text"])
        assert kinds[0] == expected
        assert kinds[-1] == f"ask_{step}", "the same question stands"
        assert await world.reports() == before, "and nothing was taken for an answer"
        asked.add(step)

    await tell(world, world.person(), WHOLE, "Send: SPOC only", first=nuisance)
    plain = await World(ids=IdsByKind()).open()  # type: ignore[arg-type]
    await tell(plain, plain.person(), WHOLE, "Send: SPOC only")
    await world.work()
    await plain.work()
    assert world.spoc.arrived == plain.spoc.arrived, "what is sent is the same as without it"
    return asked


async def test_a_sticker_at_each_question_is_answered_and_the_question_stands() -> None:
    assert await _at_each_question({"unreadable": "a sticker"}, "unreadable") >= ASKED


async def test_a_video_of_60_megabytes_at_each_question_is_answered_with_the_limit() -> None:
    assert await _at_each_question({"unreadable": "a file over 20 MB"}, "unreadable") >= ASKED


async def test_emoji_at_each_question_are_no_answer() -> None:
    assert await _at_each_question({"text": "😡👍🏽"}, "invalid_answer") >= ASKED


async def test_an_empty_message_at_each_question_brings_it_again() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report It was dreadful.")

    assert await person.say("   ") == ["ask_danger"] or person.replies[-1].kind == "ask_danger"


async def test_a_form_with_emoji_alone_is_told_what_is_missing() -> None:
    world = await World().open()
    person = world.person()

    await person.say("😡", answers=(words("what", "😡"),))

    assert person.replies[-1].kind == "form_problems"
    assert await world.reports() == []


async def test_every_question_with_buttons_can_be_left_or_answered_without_words() -> None:
    assert all(each.buttons for each in FIELDS.values() if each.kind in (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.COUNT))
    world = await World().open()
    await fill_in(world.person(), {"what": WHOLE["what"]}, "Keep it for myself")
    [report] = await world.reports()
    assert report.fields.keys() >= {"what", "kind", "consent"}
