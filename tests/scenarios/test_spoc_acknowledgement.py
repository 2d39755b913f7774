"""How a SPOC acknowledges: a signed callback, or a link that a scanner may open without acknowledging anything."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from adapters.spoc.limits import MAX_BODY_BYTES
from bot.escalation.escalation import EscalationState
from bot.testing import SettableClock
from tests.scenarios.spoc_desk import (
    SECRET,
    STRANGER,
    FussyStorage,
    call_back,
    desk,
    escalation_of,
    reported,
    saying,
    told,
)
from tests.talking import Person, World


@pytest.fixture
async def world() -> World:
    clock = SettableClock()
    return await World(clock=clock, storage=FussyStorage(clock)).open()


@pytest.fixture
async def kit(world: World) -> Person:
    """Somebody whose report has been delivered to the SPOC."""
    return await reported(world)


@pytest.fixture
async def spoc(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with desk(world) as client:
        yield client


async def times_told(world: World) -> int:
    return len(await told(world, "acknowledged"))


def acknowledging(escalation_id: object, **data: object) -> bytes:
    return saying("acknowledged", escalation_id, **data)


async def test_a_signed_callback_acknowledges_and_the_reporter_is_told(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    answer = await call_back(spoc, acknowledging((await escalation_of(world)).id))

    assert (answer.status_code, answer.json()) == (200, {"acknowledged": True, "new": True, "progress": "received"})
    escalation = await escalation_of(world)
    assert (escalation.state, escalation.acknowledged_by) == (EscalationState.ACKNOWLEDGED, "PC 0000")
    assert await times_told(world) == 1


@pytest.mark.parametrize("second_id", ["ack_1", "ack_2"])
async def test_an_acknowledgement_that_comes_twice_is_told_once(
    world: World, kit: Person, spoc: httpx.AsyncClient, second_id: str
) -> None:
    body = acknowledging((await escalation_of(world)).id)
    await call_back(spoc, body)

    again = await call_back(spoc, body, id=second_id)

    assert (again.status_code, again.json()) == (200, {"acknowledged": True, "new": False, "progress": "received"})
    assert await times_told(world) == 1


@pytest.mark.parametrize("how", [{"secret": STRANGER}, {"age": timedelta(minutes=6)}, {"age": -timedelta(minutes=6)}])
async def test_a_callback_that_is_not_freshly_signed_by_the_spoc_changes_nothing(
    world: World, kit: Person, spoc: httpx.AsyncClient, how: dict[str, object]
) -> None:
    answer = await call_back(spoc, acknowledging((await escalation_of(world)).id), **how)

    assert answer.status_code == 401
    assert (await escalation_of(world)).state is EscalationState.DELIVERED


async def test_a_callback_without_any_signature_changes_nothing(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    answer = await spoc.post("/spoc/acknowledgements", content=acknowledging((await escalation_of(world)).id))

    assert answer.status_code == 401
    assert (await escalation_of(world)).state is EscalationState.DELIVERED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not JSON",
        b"[]",
        b'"text"',
        b"null",
        b"{}",
        b'{"type": "escalation.acknowledged"}',
        b'{"type": "escalation.acknowledged", "data": []}',
        b'{"type": "escalation.acknowledged", "data": {"by": "PC 0000"}}',
        b'{"type": "escalation.acknowledged", "data": {"escalation": 7}}',
        b'{"type": "escalation.acknowledged", "data": {"escalation": null}}',
        b"[" * 30_000,
    ],
)
async def test_a_body_that_names_no_escalation_is_answered_with_what_was_expected(spoc: httpx.AsyncClient, body: bytes) -> None:
    answer = await call_back(spoc, body)

    assert answer.status_code == 400
    assert "escalation.acknowledged" in answer.json()["error"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [("acknowledged", {"by": {"name": "PC"}}), ("acknowledged", {"by": 7}), ("escalated", {}), ("progress", {"progress": 3})],
)
async def test_a_signed_body_that_says_something_else_is_answered_with_what_was_expected(
    world: World, kit: Person, spoc: httpx.AsyncClient, kind: str, data: dict[str, object]
) -> None:
    answer = await call_back(spoc, saying(kind, (await escalation_of(world)).id, **data))

    assert answer.status_code == 400
    assert "escalation.acknowledged" in answer.json()["error"]
    assert (await escalation_of(world)).state is EscalationState.DELIVERED


async def test_bytes_that_are_not_text_name_nothing(spoc: httpx.AsyncClient) -> None:
    assert (await call_back(spoc, b"\xff\xfe")).status_code == 400


@pytest.mark.parametrize("id", ["esc_9999", "", "\x00", "\ud800", "x" * 5000])
async def test_an_unknown_escalation_looks_like_a_wrong_signature(
    world: World, kit: Person, spoc: httpx.AsyncClient, id: str
) -> None:
    unknown = [await call_back(spoc, acknowledging(id), secret=secret) for secret in (SECRET, STRANGER)]
    wrong = await call_back(spoc, acknowledging((await escalation_of(world)).id), secret=STRANGER)

    assert {(each.status_code, each.text) for each in unknown} == {(wrong.status_code, wrong.text)} == {(401, wrong.text)}


async def test_a_name_that_cannot_be_written_down_does_not_cost_the_acknowledgement(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    answer = await call_back(spoc, acknowledging((await escalation_of(world)).id, by="PC \ud800\x00 0000"))

    assert answer.json()["acknowledged"] is True
    (await escalation_of(world)).acknowledged_by.encode()


async def test_a_body_that_is_too_large_is_not_read_to_its_end(spoc: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MAX_BODY_BYTES:
            sent += 1024
            yield b" " * 1024

    answer = await spoc.post("/spoc/acknowledgements", content=endless())

    assert answer.status_code == 413
    assert sent <= 2 * MAX_BODY_BYTES


async def test_a_body_of_the_largest_size_is_read(spoc: httpx.AsyncClient) -> None:
    assert (await call_back(spoc, b" " * MAX_BODY_BYTES)).status_code == 400
    assert (await call_back(spoc, b" " * (MAX_BODY_BYTES + 1))).status_code == 413
