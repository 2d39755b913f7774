"""How a SPOC acknowledges: a signed callback, or a link that a scanner may open without acknowledging anything."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from standardwebhooks import Webhook

from adapters.spoc.routes import MAX_BODY_BYTES, acknowledgement_routes
from bot.errors import StorageError
from bot.escalation.escalation import Escalation, EscalationState
from bot.messages import Channel
from bot.testing import InMemoryStorage, SettableClock
from tests.talking import ORGANISATION, Person, World

SECRET = "whsec_" + base64.b64encode(b"opens nothing but tests").decode()
STRANGER = "whsec_" + base64.b64encode(b"somebody else's secret").decode()
WORDS = "A man in a <green> coat shouted at me outside the library yesterday."


class FussyStorage(InMemoryStorage):
    """As PostgreSQL is: it cannot even be asked for text with NUL or lone surrogates."""

    async def organisation_of_escalation(self, escalation_id: str) -> str | None:
        if "\x00" in escalation_id.encode().decode():
            raise StorageError
        return await super().organisation_of_escalation(escalation_id)


@pytest.fixture
async def world() -> World:
    clock = SettableClock()
    return await World(clock=clock, storage=FussyStorage(clock)).open()


@pytest.fixture
async def kit(world: World) -> Person:
    """Somebody whose report has been delivered to the SPOC."""
    person = world.person()
    await person.report_to("Send: SPOC only", WORDS)
    await world.work()
    return person


@pytest.fixture
async def spoc(world: World) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(acknowledgement_routes(world.acknowledging, Webhook(SECRET)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://alongside.example.org") as client:
        yield client


async def escalation_of(world: World) -> Escalation:
    (report,) = await world.reports()
    (escalation,) = await world.escalations(report)
    return escalation


async def times_told(world: World) -> int:
    turns = await world.conversation.transcript(Channel.WEB, "kit")
    return sum(reply.kind == "acknowledged" for turn in turns for reply in turn.replies)


def signed(body: bytes, *, id: str = "ack_1", secret: str = SECRET, age: timedelta = timedelta()) -> dict[str, str]:
    at = datetime.now(UTC) - age
    signature = Webhook(secret).sign(id, at, body.decode("utf-8", "replace"))
    return {"webhook-id": id, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def acknowledging(escalation_id: object, **overrides: object) -> bytes:
    whole = {"type": "escalation.acknowledged", "data": {"escalation": escalation_id, "by": "PC 0000"}} | overrides
    return json.dumps(whole).encode()


async def call_back(spoc: httpx.AsyncClient, body: bytes, **how: object) -> httpx.Response:
    return await spoc.post("/spoc/acknowledgements", content=body, headers=signed(body, **how))  # type: ignore[arg-type]


async def link_of(world: World) -> str:
    escalation = await escalation_of(world)
    return f"/a/{escalation.id}.{escalation.acknowledge_token}"


async def test_a_signed_callback_acknowledges_and_the_reporter_is_told(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    answer = await call_back(spoc, acknowledging((await escalation_of(world)).id))

    assert (answer.status_code, answer.json()) == (200, {"acknowledged": True, "new": True})
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

    assert (again.status_code, again.json()) == (200, {"acknowledged": True, "new": False})
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
        b'{"type": "escalation.acknowledged", "data": {"escalation": "esc", "by": {"name": "PC"}}}',
        b'{"type": "report.escalated", "data": {"escalation": "esc"}}',
        b"[" * 30_000,
    ],
)
async def test_a_signed_body_that_says_something_else_is_answered_with_what_was_expected(
    spoc: httpx.AsyncClient, body: bytes
) -> None:
    answer = await call_back(spoc, body)

    assert answer.status_code == 400
    assert "escalation.acknowledged" in answer.json()["error"]


async def test_bytes_that_are_not_text_do_not_fit(spoc: httpx.AsyncClient) -> None:
    assert (await call_back(spoc, b"\xff\xfe")).status_code == 401


@pytest.mark.parametrize("id", ["esc_9999", "", "\x00", "\ud800", "x" * 5000])
async def test_an_unknown_escalation_is_not_found(spoc: httpx.AsyncClient, id: str) -> None:
    assert (await call_back(spoc, acknowledging(id))).status_code == 404


async def test_a_name_that_cannot_be_written_down_does_not_cost_the_acknowledgement(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    data = {"escalation": (await escalation_of(world)).id, "by": "PC \ud800\x00 0000"}

    answer = await call_back(spoc, acknowledging("", data=data))

    assert answer.json() == {"acknowledged": True, "new": True}
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


async def test_opening_the_link_shows_a_button_and_changes_nothing(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    page = await spoc.get(await link_of(world))

    assert page.status_code == 200
    assert f'<form method="post" action="{await link_of(world)}">' in page.text
    assert (await escalation_of(world)).state is EscalationState.DELIVERED
    assert await times_told(world) == 0


async def test_asking_only_for_the_head_of_the_link_changes_nothing(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    await spoc.head(await link_of(world))

    assert (await escalation_of(world)).state is EscalationState.DELIVERED


async def test_pressing_the_button_acknowledges_once(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)

    pages = [await spoc.post(link, data={"by": "PC 0000 "}), await spoc.post(link, data={"by": "PC 1111"}), await spoc.get(link)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert all("Acknowledged. Thank you." in page.text and "<form" not in page.text for page in pages)
    assert (await escalation_of(world)).acknowledged_by == "PC 0000"
    assert await times_told(world) == 1


async def test_somebody_who_gives_no_name_acknowledges_by_link(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    await spoc.post(await link_of(world))

    assert (await escalation_of(world)).acknowledged_by == "by link"


@pytest.mark.parametrize("cut", [lambda link: link[:-1], lambda link: link.partition(".")[0], lambda _link: "/a/none.none"])
async def test_a_link_with_a_wrong_token_is_not_known(world: World, kit: Person, spoc: httpx.AsyncClient, cut: object) -> None:
    link = cut(await link_of(world))  # type: ignore[operator]

    answers = [await spoc.get(link), await spoc.post(link)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert (await escalation_of(world)).state is EscalationState.DELIVERED


@pytest.mark.parametrize("token", ["%00", "esc%00.x", "%ED%A0%80", "%F0%9F%91%8B.%F0%9F%91%8B", ".", "x" * 5000])
async def test_an_odd_link_is_not_known(spoc: httpx.AsyncClient, token: str) -> None:
    assert (await spoc.get(f"/a/{token}")).status_code == 404
    assert (await spoc.post(f"/a/{token}")).status_code == 404


async def test_a_withdrawn_report_has_nothing_to_acknowledge(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)
    await kit.say("/my")
    await kit.press(f"Show it: {(await world.reports())[0].reference}")
    await kit.press("Withdraw it")
    await kit.press("Yes, withdraw it")

    pages = [await spoc.get(link), await spoc.post(link)]

    assert all("has withdrawn this report" in page.text and "<form" not in page.text for page in pages)
    assert (await escalation_of(world)).state is EscalationState.WITHDRAWN
    assert await times_told(world) == 0


async def test_no_page_is_kept_indexed_or_named_to_another_site(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)

    for page in [await spoc.get(link), await spoc.post(link), await spoc.get(link), await spoc.get("/a/none.none")]:
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["x-robots-tag"] == "noindex"


async def test_no_page_says_anything_of_the_report_or_its_people(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link, (report,) = await link_of(world), await world.reports()

    pages = [await spoc.get(link), await spoc.post(link, data={"by": "<b>PC 0000</b>"}), await spoc.get(link)]

    for page in pages:
        for secret in ("green", "coat", "library", "PC 0000", "kit", report.reference, report.id, ORGANISATION.name):
            assert secret not in page.text
