"""The practice SPOC: it checks as a real one would, acknowledges as a real one would, and never looks like one."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from standardwebhooks import Webhook

from adapters.spoc.sandbox.behaving import Behaviour, Mode
from adapters.spoc.sandbox.page import sandbox_app
from adapters.spoc.sandbox.receiving import MOST_KEPT, Sandbox
from adapters.spoc.webhook import WebhookSpocNotifier
from bot.escalation.escalation import EscalationState
from bot.testing import SettableClock
from tests.talking import World

SECRET = "whsec_" + base64.b64encode(b"opens nothing but tests").decode()
CALLBACK = "https://alongside.example.org/spoc/acknowledgements"


class Callbacks:
    """What the sandbox posted back; `failures` are raised first."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, str, dict[str, str]]] = []
        self.failures: list[Exception] = []

    async def __call__(self, address: str, body: str, headers: dict[str, str]) -> int:
        if self.failures:
            raise self.failures.pop(0)
        self.posted.append((address, body, headers))
        return 200


@pytest.fixture
def callbacks() -> Callbacks:
    return Callbacks()


@pytest.fixture
def sandbox(callbacks: Callbacks) -> Sandbox:
    return Sandbox(webhook=Webhook(SECRET), send_back=callbacks)


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(sandbox_app(sandbox))
    async with httpx.AsyncClient(transport=transport, base_url="https://practice.example.org") as client:
        yield client


def escalated(**overrides: object) -> dict[str, object]:
    data = {
        "reference": "AL-0001-TEST",
        "escalation": "esc_0001",
        "summary": "What happened: somebody shouted",
        "acknowledge": {"callback": CALLBACK, "link": "https://alongside.example.org/a/esc_0001.x"},
    }
    return {"type": "report.escalated", "data": data | overrides}


def signed(body: str, *, id: str = "msg_1", age: timedelta = timedelta()) -> dict[str, str]:
    at = datetime.now(UTC) - age
    stamp = str(int(at.timestamp()))
    return {"webhook-id": id, "webhook-timestamp": stamp, "webhook-signature": Webhook(SECRET).sign(id, at, body)}


async def deliver(client: httpx.AsyncClient, message: object, *, id: str = "msg_1", **how: timedelta) -> httpx.Response:
    body = json.dumps(message)
    return await client.post("/webhook", content=body, headers=signed(body, id=id, **how))


async def test_a_message_that_is_signed_is_taken_and_shown(client: httpx.AsyncClient) -> None:
    answer = await deliver(client, escalated())

    page = (await client.get("/")).text
    assert answer.status_code == 200
    assert "AL-0001-TEST" in page
    assert "somebody shouted" in page
    assert "delivered 1 time " in page


async def test_every_page_says_that_no_police_officer_sees_it(client: httpx.AsyncClient) -> None:
    pages = [await client.get("/"), await client.post("/mode", data={"modes": "wrong"})]
    for number, kind in enumerate(["report.escalated", "escalation.reminder", "ping"]):
        await deliver(client, escalated() | {"type": kind}, id=f"msg_{number}")
        pages.append(await client.get("/"))

    assert all("no police officer sees this page" in page.text for page in pages)


async def test_the_same_message_again_is_counted_and_not_kept_twice(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    for _ in range(3):
        await deliver(client, escalated())

    assert [message.times for message in sandbox.arrived.values()] == [3]
    assert "delivered 3 times " in (await client.get("/")).text


async def test_what_is_not_freshly_signed_is_not_taken(client: httpx.AsyncClient, sandbox: Sandbox) -> None:
    body = json.dumps(escalated())

    answers = [
        await client.post("/webhook", content=body),
        await client.post("/webhook", content=body + " ", headers=signed(body)),
        await deliver(client, escalated(), age=timedelta(minutes=6)),
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert not sandbox.arrived


@pytest.mark.parametrize(
    "body",
    ["", "no JSON", "[]", "{}", "7", "null", '{"type": "report.escalated", "data": 5}', '{"type": "x", "data": []}', "[" * 9999],
)
async def test_garbage_with_a_good_signature_is_refused_and_the_page_still_works(
    client: httpx.AsyncClient, sandbox: Sandbox, body: str
) -> None:
    answer = await client.post("/webhook", content=body, headers=signed(body))

    assert answer.status_code == 400
    assert not sandbox.arrived
    assert (await client.get("/")).status_code == 200


async def test_markup_in_a_summary_is_shown_as_it_was_typed(client: httpx.AsyncClient) -> None:
    await deliver(client, escalated(summary="<script>alert(1)</script>", reference="<img src=x>"), id='"><b>')

    page = (await client.get("/")).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not [tag for tag in ("<script", "<img", "<b>") if tag in page]


async def test_the_button_sends_one_signed_callback(client: httpx.AsyncClient, callbacks: Callbacks) -> None:
    await deliver(client, escalated())

    answer = await client.post("/acknowledge/msg_1")

    ((address, body, headers),) = callbacks.posted
    assert (answer.status_code, answer.headers["location"], address) == (303, "/", CALLBACK)
    said = Webhook(SECRET).verify(body, headers)
    assert said["type"] == "escalation.acknowledged"
    assert said["data"] == {"escalation": "esc_0001", "by": "Practice SPOC"}
    page = (await client.get("/")).text
    assert "acknowledged: sent, answered 200" in page


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.InvalidURL("no")])
async def test_a_callback_that_cannot_be_sent_is_shown_and_breaks_nothing(
    client: httpx.AsyncClient, callbacks: Callbacks, failure: Exception
) -> None:
    callbacks.failures.append(failure)
    await deliver(client, escalated())

    answer = await client.post("/acknowledge/msg_1")

    assert answer.status_code == 303
    assert f"not sent: {type(failure).__name__}" in (await client.get("/")).text


@pytest.mark.parametrize("acknowledge", [None, "text", {}, {"callback": 7}])
async def test_a_message_that_names_no_callback_cannot_be_acknowledged(
    client: httpx.AsyncClient, callbacks: Callbacks, acknowledge: object
) -> None:
    await deliver(client, escalated(acknowledge=acknowledge))

    assert (await client.post("/acknowledge/msg_1")).status_code == 404
    assert not callbacks.posted


async def test_an_unknown_message_cannot_be_acknowledged(client: httpx.AsyncClient) -> None:
    assert (await client.post("/acknowledge/msg_9")).status_code == 404


async def test_it_acknowledges_by_itself_when_told_to_and_only_once(client: httpx.AsyncClient, callbacks: Callbacks) -> None:
    sandbox = Sandbox(webhook=Webhook(SECRET), send_back=callbacks, behaviour=Behaviour((Mode.OK,), 0.0))
    messages = [
        escalated(),
        escalated(),
        {"type": "report.withdrawn", "data": {"escalation": "esc_0001"}},
        escalated(acknowledge=5),
    ]

    for id, message in zip(["msg_1", "msg_1", "msg_2", "msg_3"], messages, strict=True):
        sandbox.receive(id, json.dumps(message).encode())
    for task in list(sandbox.waiting):
        await task

    assert [address for address, _, _ in callbacks.posted] == [CALLBACK]
    assert sandbox.arrived["msg_1"].said == ["acknowledged: sent, answered 200"]


async def test_it_keeps_only_the_newest_messages(sandbox: Sandbox) -> None:
    for number in range(MOST_KEPT + 3):
        sandbox.receive(f"msg_{number}", json.dumps(escalated()).encode())

    assert len(sandbox.arrived) == MOST_KEPT
    assert "msg_2" not in sandbox.arrived
    assert f"msg_{MOST_KEPT + 2}" in sandbox.arrived


async def test_the_page_works_under_another_path(sandbox: Sandbox) -> None:
    transport = httpx.ASGITransport(sandbox_app(sandbox), root_path="/practice")
    async with httpx.AsyncClient(transport=transport, base_url="https://alongside.example.org") as client:
        sandbox.receive("msg_1", json.dumps(escalated()).encode())

        assert 'action="/practice/acknowledge/msg_1"' in (await client.get("/practice/")).text


async def test_a_real_escalation_can_be_practised_from_report_to_acknowledgement(
    client: httpx.AsyncClient, callbacks: Callbacks
) -> None:
    clock = SettableClock(datetime.now(UTC))
    notifier = WebhookSpocNotifier(
        url="https://practice.example.org/webhook", webhook=Webhook(SECRET), client=client, clock=clock, practice=True
    )
    world = await World(clock=clock, spoc=notifier).open()  # type: ignore[arg-type]
    await world.person().report_to("Send: SPOC only")
    await world.work()
    (escalation,) = await world.escalations((await world.reports())[0])
    assert (escalation.state, escalation.practice) == (EscalationState.DELIVERED, True)

    await client.post(f"/acknowledge/msg_{escalation.id}")

    ((address, body, _),) = callbacks.posted
    assert (address, json.loads(body)["data"]["escalation"]) == (CALLBACK, escalation.id)
