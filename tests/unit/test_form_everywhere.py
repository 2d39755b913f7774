"""One form, whichever way it was filled in: the chat and a whole form give the same bytes for the SPOC, and the same limits."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from adapters.spoc.webhook import body_of
from bot.messages import Channel, FormAnswer
from bot.reporting.form import FIELDS, FORM, FieldKind
from bot.reporting.report import EntryKind, Recipient, Report
from bot.reporting.schema import payload_schema
from bot.reporting.sharing import shared_fields
from bot.testing import InMemoryGuidance
from tests.talking import World
from tests.unit.test_weighing import says
from tests.whole_form import CORRECTED, WHOLE, Answers, IdsByKind, fill_in, pressed, tell, words

BOTH = "Send: party staff and SPOC"
VALIDATOR = Draft202012Validator(payload_schema())

WHATS = (
    "It was dreadful.",
    "A man shouted at me outside the library yesterday.",
    "Somebody posted lies about me on Facebook.",
    "They tore down our posters in Mill Lane last night.",
    "A letter said that I would be killed.",
    "She called me a slag because I am a woman, on Saturday.",
)
SAID = {
    FieldKind.WORDS: ("Sam Nobody, with a dog", "*Nobody* I <b>know</b>", "Rhywun mewn côt werdd 😟", "two\nlines"),
    FieldKind.PLACE: ("Mill Lane, Exeter", "50.72360,-3.52751", "Dublin"),
    FieldKind.TIME: ("yesterday about 8", "between 6 and 8 last night", "some day in spring"),
    FieldKind.COUNT: ("4", "about 12", "three boards"),
    FieldKind.EVIDENCE: ("https://example.org/post/1",),
}


def an_answer(id: str) -> st.SearchStrategy[FormAnswer]:
    """Some answer to a question: a button, several buttons where those may be pressed, or words."""
    field = FIELDS[id]
    ways = [st.sampled_from(field.skips).map(lambda key: FormAnswer(field=id, choices=(key,)))] if field.skips else []
    if field.kind is FieldKind.CHOICES:
        several = st.lists(st.sampled_from(field.choices), min_size=1, max_size=3, unique=True)
        ways.append(several.map(lambda keys: FormAnswer(field=id, choices=tuple(keys))))
    elif field.choices:
        ways.append(st.sampled_from(field.choices).map(lambda key: FormAnswer(field=id, choices=(key,))))
    said = WHATS if id == "what" else SAID.get(field.kind, SAID[FieldKind.WORDS] if field.takes_words else ())
    if said:
        ways.append(st.sampled_from(said).map(lambda text: FormAnswer(field=id, words=text)))
    return st.one_of(ways)


SOME = st.fixed_dictionaries(
    {each.id: an_answer(each.id) for each in FORM if each.id not in ("consent", "more")}, optional={"more": an_answer("more")}
)


async def sent(world: World) -> list[str]:
    """Let the worker deliver, and return the bodies as they would be signed."""
    await world.work()
    return [body_of(message) for message in world.spoc.arrived]


async def told_in_chat(answers: Answers, corrected: Sequence[str] = CORRECTED) -> tuple[World, set[str]]:
    world = await World(ids=IdsByKind()).open()  # type: ignore[arg-type]
    return world, await tell(world, world.person(), answers, BOTH, corrected=corrected)


async def filled_in(answers: Answers, consent: str = BOTH) -> World:
    world = await World(ids=IdsByKind()).open()  # type: ignore[arg-type]
    await fill_in(world.person(), answers, consent)
    return world


def read_off(report: Report) -> dict[str, FormAnswer]:
    """Return what was read off the words, as somebody would have filled it in; the kind is read off a form too."""
    entries = [each for each in report.fields.values() if each.kind is EntryKind.READ_OFF and each.field != "kind"]
    return {each.field: _as_filled_in(each.field, each.words, each.value) for each in entries}


def _as_filled_in(field: str, said: str, value: str) -> FormAnswer:
    is_choice = FIELDS[field].kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    return pressed(field, *value.split(",")) if is_choice else words(field, said)


def test_there_is_an_answer_to_every_question() -> None:
    assert WHOLE.keys() | {"consent"} == FIELDS.keys()


async def test_the_whole_form_gives_the_same_bytes_told_and_filled_in() -> None:
    chat, told = await told_in_chat(WHOLE)
    form = await filled_in(WHOLE)

    assert told == WHOLE.keys(), "every question has been answered in the chat"
    [by_chat], [by_form] = await sent(chat), await sent(form)
    assert by_chat == by_form
    body = json.loads(by_chat)
    assert VALIDATOR.is_valid(body), [error.message for error in VALIDATOR.iter_errors(body)]
    assert body["data"]["fields"].keys() == FIELDS.keys() - {"consent", "identity"}
    assert all(said.words in body["data"]["fields"][id]["words"] for id, said in WHOLE.items() if id != "identity")


@settings(max_examples=30, deadline=None)
@given(answers=SOME, corrected=st.lists(st.sampled_from(CORRECTED), unique=True))
async def test_any_answers_give_the_same_bytes_told_and_filled_in(answers: dict[str, FormAnswer], corrected: list[str]) -> None:
    chat, told = await told_in_chat(answers, corrected)
    [report] = await chat.reports()
    form = await filled_in({id: each for id, each in answers.items() if id in told} | read_off(report))

    [by_chat], [by_form] = await sent(chat), await sent(form)
    assert by_chat == by_form
    assert VALIDATOR.is_valid(json.loads(by_chat))
    [card], [other] = chat.desk.cards, form.desk.cards
    assert _seen(card.report, Recipient.PARTY) == _seen(other.report, Recipient.PARTY)


async def test_a_kind_that_labelled_messages_tell_is_the_same_in_the_chat_and_in_a_form() -> None:
    what, elsewhere = "A bit of bother at the surgery.", "The one who smashed our windows"
    guidance = InMemoryGuidance([])
    guidance.judgements = {what: (says(0.01, report=0.9, threat=0.9),)}
    chat, form = await World(guidance=guidance).open(), await World(guidance=guidance).open()
    await chat.person().say("/quick")
    await chat.person().say(what, id="told")

    await form.person().say(f"{what}\n{elsewhere}", answers=(words("what", what), words("who", elsewhere)))

    [by_chat], [by_form] = await chat.reports(), await form.reports()
    assert by_form.fields["kind"].value == by_chat.fields["kind"].value == "threat"


def _seen(report: Report, recipient: Recipient) -> dict[str, tuple[str, str]]:
    fields = report.fields
    return {each.id: (fields[each.id].words, fields[each.id].value) for each in shared_fields(report, recipient)}


BY_IDENTITY = {"name", "contact"}


@pytest.mark.parametrize(
    ("identity", "spoc_knows", "party_knows"),
    [("", False, False), ("none", False, False), ("spoc", True, False), ("all", True, True)],
)
async def test_who_the_reporter_is_goes_only_where_they_let_it(identity: str, spoc_knows: bool, party_knows: bool) -> None:
    answers = {id: each for id, each in WHOLE.items() if id != "identity"}
    if identity:
        answers["identity"] = pressed("identity", identity)
    world = await filled_in(answers)

    [body] = [json.loads(each) for each in await sent(world)]
    fields: dict[str, Any] = body["data"]["fields"]
    assert (fields.keys() & BY_IDENTITY) == (BY_IDENTITY if spoc_knows else set())
    assert all((WHOLE[each].words in json.dumps(body)) is spoc_knows for each in BY_IDENTITY), "the summary counts too"
    [card] = world.desk.cards
    seen = {each.id for each in shared_fields(card.report, Recipient.PARTY)}
    assert (seen & BY_IDENTITY) == (BY_IDENTITY if party_knows else set())
    assert VALIDATOR.is_valid(body)


async def test_a_protected_characteristic_goes_to_the_spoc_and_not_to_the_party() -> None:
    world = await filled_in(WHOLE)

    [body] = [json.loads(each) for each in await sent(world)]
    assert body["data"]["fields"]["protected"]["value"] == "disability,age"
    [card] = world.desk.cards
    assert "protected" not in {each.id for each in shared_fields(card.report, Recipient.PARTY)}
    assert {"identity", "consent"}.isdisjoint(body["data"]["fields"])


async def test_what_only_the_reporter_may_see_reaches_neither_when_it_is_kept() -> None:
    world = await filled_in(WHOLE, "Keep it for myself")

    assert await sent(world) == []
    assert world.desk.cards == []


async def test_a_form_with_something_wrong_says_what_and_is_not_begun() -> None:
    world = await World().open()
    wrong = {**WHOLE, "when": words("when", "next Friday"), "count": words("count", "heaps")}

    kinds = await world.person().say("", answers=tuple(wrong.values()))

    assert kinds[-1] == "form_problems"
    assert await world.reports() == []


async def test_a_long_form_is_as_good_as_a_long_talk() -> None:
    long = {"what": words("what", "dreadful " * 1000), "more": words("more", "and so on " * 900)}
    world = await filled_in(long)

    [report] = await world.reports(channel=Channel.WEB)
    assert report.fields["more"].words == long["more"].words
