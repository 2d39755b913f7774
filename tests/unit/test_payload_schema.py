"""What the SPOC is told to expect is what the SPOC is sent: the published schema, the form and real messages agree."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from adapters.spoc.webhook import body_of
from bot.messages import EvidenceItem
from bot.reporting.schema import as_text, payload_schema
from tests.spoc_messages import make_messages
from tests.talking import World

PUBLISHED = Path(__file__).parents[2] / "docs" / "spoc-payload.schema.json"
VALIDATOR = Draft202012Validator(payload_schema())
Body = dict[str, Any]


async def sent(world: World) -> list[Body]:
    """Let the worker deliver, and return the bodies as they would be signed."""
    await world.work()
    return [json.loads(body_of(message)) for message in world.spoc.arrived]


@pytest.fixture
async def escalated() -> Body:
    """A whole report as the SPOC gets it."""
    world = await World().open()
    await world.person().report_to("Send: SPOC only")
    [body] = await sent(world)
    return body


def test_the_published_file_is_what_the_form_makes() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == as_text(), (
        "rewrite it: python -m bot.reporting.schema > docs/spoc-payload.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(payload_schema())


def test_a_whole_report_fits(escalated: Body) -> None:
    assert VALIDATOR.is_valid(escalated), [error.message for error in VALIDATOR.iter_errors(escalated)]
    assert escalated["data"]["fields"].keys() == {"what", "kind", "danger", "where", "platform", "when", "who"}


async def test_a_report_with_a_file_fits() -> None:
    world = await World().open()
    person = world.person()
    photo = EvidenceItem(sha256="a" * 64, media_type="image/png", size_bytes=3, storage_key="k")
    await person.send(evidence=(photo,), text="A man shouted at me outside the library yesterday.")
    await person.choose("Send: SPOC only")
    [body] = await sent(world)

    assert [item["sha256"] for item in body["data"]["evidence"]] == ["a" * 64]
    assert VALIDATOR.is_valid(body)


async def test_a_withdrawal_fits_and_repeats_nothing_of_the_report() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    await world.work()
    await person.say("/my")
    await person.press(next(choice.label for choice in person.replies[-1].choices if choice.label.startswith("Show it")))
    await person.press("Withdraw it")
    await person.press("Yes, withdraw it")
    *_, body = await sent(world)

    assert body["type"] == "report.withdrawn"
    assert body["data"].keys() == {"version", "reference", "escalation", "practice"}
    assert VALIDATOR.is_valid(body)


def by_type() -> dict[str, Body]:
    """One body of each type."""
    return {type: json.loads(body_of(message)) for type, message in make_messages().items()}


def test_every_type_of_message_has_a_schema() -> None:
    assert by_type().keys() == payload_schema()["$defs"].keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize("type", make_messages())
def test_every_type_of_message_fits_and_a_field_too_many_does_not(type: str) -> None:
    body = by_type()[type]
    assert VALIDATOR.is_valid(body), [error.message for error in VALIDATOR.iter_errors(body)]

    for spoilt in (body | {"sender": "kit"}, body | {"data": body["data"] | {"reporter": "kit"}}):
        assert not VALIDATOR.is_valid(spoilt)


@pytest.mark.parametrize("part", ["consent", "contact", "force", "acknowledge", "evidence", "fields"])
def test_a_field_too_many_fails_however_deep_it_lies(part: str) -> None:
    body = by_type()["report.escalated"]
    inner = body["data"][part]
    spoilt = next(iter(inner.values() if part == "fields" else inner if part == "evidence" else [inner]))

    spoilt["reporter"] = "kit"

    assert not VALIDATOR.is_valid(body)


def _with_unknown_field(body: Body) -> None:
    body["data"]["reporter"] = "kit"


def _with_unknown_question(body: Body) -> None:
    body["data"]["fields"]["party"] = {"words": "none of yours", "value": ""}


def _with_consent(body: Body) -> None:
    body["data"]["fields"]["consent"] = {"words": "Send: SPOC only", "value": "spoc"}


def _without_reference(body: Body) -> None:
    del body["data"]["reference"]


def _with_empty_reference(body: Body) -> None:
    body["data"]["reference"] = ""


def _with_another_choice(body: Body) -> None:
    body["data"]["fields"]["danger"]["value"] = "perhaps"


def _of_another_version(body: Body) -> None:
    body["data"]["version"] = 1


def _with_a_report_in_a_withdrawal(body: Body) -> None:
    body["type"] = "report.withdrawn"


BREAKS: tuple[Callable[[Body], None], ...] = (
    _with_unknown_field,
    _with_unknown_question,
    _with_consent,
    _without_reference,
    _with_empty_reference,
    _with_another_choice,
    _of_another_version,
    _with_a_report_in_a_withdrawal,
)


@pytest.mark.parametrize("spoil", BREAKS, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_broken_message_does_not_fit(escalated: Body, spoil: Callable[[Body], None]) -> None:
    body = copy.deepcopy(escalated)

    spoil(body)

    assert not VALIDATOR.is_valid(body)
