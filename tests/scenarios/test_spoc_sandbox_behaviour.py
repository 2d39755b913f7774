"""The practice SPOC told to behave badly: every way in which a real one may fail, and acknowledged in the end all the same."""

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
import uvicorn
from standardwebhooks import Webhook
from typer.testing import CliRunner

from adapters.cli import app
from adapters.spoc.sandbox.behaving import DEFAULT_WAIT_S, TAKES, Behaviour, Mode, read_modes
from adapters.spoc.sandbox.calling_back import SendBack
from adapters.spoc.sandbox.page import sandbox_app
from adapters.spoc.sandbox.receiving import ASKED, Sandbox
from adapters.spoc.webhook import WebhookSpocNotifier
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.escalation import EscalationState, Outcome, Progress
from bot.ports import SpocMessage
from bot.testing import SettableClock
from tests.scenarios.spoc_desk import SECRET, desk, escalation_of, signed, told
from tests.talking import World

CALLBACK = "https://alongside.example.org/spoc/acknowledgements"
OTHERS = ["ping", "escalation.reminder", "report.updated", "report.withdrawn"]


class Callbacks:
    """What was posted back."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []

    async def __call__(self, address: str, body: str, headers: dict[str, str]) -> int:
        whole = Webhook(SECRET).verify(body, headers)
        assert address == CALLBACK
        self.said.append((whole["type"], {k: v for k, v in whole["data"].items() if k not in ("escalation", "by")}))
        self.ids.append(headers["webhook-id"])
        return 200


class Noticed(Behaviour):
    """Says when a message has come."""

    def __init__(self, modes: tuple[Mode, ...], *, reached: asyncio.Event) -> None:
        super().__init__(modes)
        self.reached = reached

    def next(self) -> Mode:
        self.reached.set()
        return super().next()


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


@pytest.fixture
async def served(sandbox: Sandbox) -> AsyncIterator[str]:
    """The practice SPOC on a real port: only a server can drop a connection."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(sandbox_app(sandbox), log_config=None, lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/webhook"
        server.should_exit = True
        await running


def message(id: str = "msg_1", kind: str = "report.escalated") -> SpocMessage:
    data: dict[str, object] = {"reference": "AL-0001-TEST", "escalation": "esc_1", "acknowledge": {"callback": CALLBACK}}
    return SpocMessage(id=id, type=kind, at=datetime.now(UTC), data={} if kind == "ping" else data)


def notifier(client: httpx.AsyncClient, url: str = "https://practice.example.org/webhook") -> WebhookSpocNotifier:
    return WebhookSpocNotifier(url=url, webhook=Webhook(SECRET), client=client, clock=SettableClock(datetime.now(UTC)))


async def behave(sandbox: Sandbox, *modes: Mode, after: float | None = None) -> None:
    sandbox.behaviour.set(modes, after)


async def all_said(sandbox: Sandbox) -> None:
    await asyncio.gather(*sandbox.waiting)


@pytest.mark.parametrize("mode", [Mode.OK, Mode.SILENT])
async def test_it_takes_and_says_nothing_by_itself(
    sandbox: Sandbox, callbacks: Callbacks, client: httpx.AsyncClient, mode: Mode
) -> None:
    await behave(sandbox, mode, after=0.0 if mode is Mode.SILENT else None)

    assert await notifier(client).notify(message()) == 200
    await all_said(sandbox)

    assert callbacks.said == []


async def test_failing_and_busy_are_tried_again_and_refusing_is_not(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    await behave(sandbox, Mode.FAIL, Mode.BUSY, Mode.REFUSE)

    with pytest.raises(SpocUnreachable) as failed:
        await notifier(client).notify(message())
    with pytest.raises(SpocUnreachable) as busy:
        await notifier(client).notify(message())
    with pytest.raises(SpocRefused) as refused:
        await notifier(client).notify(message())

    assert [failed.value.status, busy.value.status, refused.value.status] == [500, 429, 410]
    assert busy.value.retry_after_s == 5


async def test_a_dropped_connection_is_no_answer(sandbox: Sandbox, served: str) -> None:
    await behave(sandbox, Mode.CLOSE)
    body = json.dumps({"type": "ping", "data": {}})
    async with httpx.AsyncClient() as client:
        with pytest.raises(SpocUnreachable):
            await notifier(client, served).notify(message())
        with pytest.raises(httpx.RemoteProtocolError):  # to whoever reads the answer to its end
            await client.post(served, content=body, headers=signed(body.encode()))


async def test_a_stalling_one_answers_nothing_until_the_sender_gives_up(sandbox: Sandbox, served: str) -> None:
    reached = asyncio.Event()
    sandbox.behaviour = Noticed((Mode.STALL, Mode.OK), reached=reached)
    async with httpx.AsyncClient() as client:
        stalled = asyncio.create_task(notifier(client, served).notify(message()))
        await reached.wait()
        await asyncio.sleep(0)
        assert not stalled.done()
        stalled.cancel()
        assert await notifier(client, served).notify(message()) == 200, "and it is there for the next one"


async def test_the_modes_of_a_list_are_taken_in_turn_and_again(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    await behave(sandbox, *read_modes("fail,fail,ok"))
    answers = []
    for _ in range(6):
        try:
            answers.append(await notifier(client).notify(message()))
        except SpocUnreachable as problem:
            answers.append(problem.status or 0)

    assert answers == [500, 500, 200, 500, 500, 200]
    [kept] = sandbox.arrived.values()
    assert (kept.times, kept.is_taken) == (6, True)


async def test_what_was_not_taken_is_never_acknowledged_and_what_is_then_taken_is_once(
    sandbox: Sandbox, callbacks: Callbacks, client: httpx.AsyncClient
) -> None:
    await behave(sandbox, Mode.FAIL, Mode.OK, Mode.OK, after=0.0)
    with pytest.raises(SpocUnreachable):
        await notifier(client).notify(message())
    await all_said(sandbox)
    assert callbacks.said == []
    assert "not taken yet" in (await client.get("/")).text

    for _ in range(2):
        await notifier(client).notify(message())
        await all_said(sandbox)

    assert callbacks.said == [("escalation.acknowledged", {})]


async def test_asking_back_comes_before_the_acknowledgement(
    sandbox: Sandbox, callbacks: Callbacks, client: httpx.AsyncClient
) -> None:
    await behave(sandbox, Mode.ASK, after=0.0)

    await notifier(client).notify(message())
    await all_said(sandbox)

    assert callbacks.said == [("escalation.question", {"text": ASKED}), ("escalation.acknowledged", {})]


@pytest.mark.parametrize(
    ("mode", "after", "wait"),
    [
        (Mode.LATE, 90.0, 90.0),
        (Mode.LATE, None, DEFAULT_WAIT_S),
        (Mode.ASK, None, DEFAULT_WAIT_S),
        (Mode.OK, None, None),
        (Mode.OK, 4.0, 4.0),
        (Mode.SILENT, 4.0, None),
        (Mode.FAIL, 4.0, None),
    ],
)
def test_after_how_long_it_acknowledges_by_itself(mode: Mode, after: float | None, wait: float | None) -> None:
    assert Behaviour((mode,), after).wait_s(mode) == wait


@pytest.mark.parametrize("kind", OTHERS)
async def test_every_type_of_message_is_checked_and_shown_and_only_a_report_is_acknowledged_by_itself(
    sandbox: Sandbox, callbacks: Callbacks, client: httpx.AsyncClient, kind: str
) -> None:
    await behave(sandbox, Mode.OK, after=0.0)
    unsigned = await client.post("/webhook", content=json.dumps({"type": kind, "data": {}}))
    stranger = WebhookSpocNotifier(
        url="https://practice.example.org/webhook",
        webhook=Webhook("whsec_" + base64.b64encode(b"somebody else's secret").decode()),
        client=client,
        clock=SettableClock(datetime.now(UTC)),
    )
    with pytest.raises(SpocRefused):
        await stranger.notify(message(kind=kind))
    assert (unsigned.status_code, sandbox.arrived) == (401, {})

    await notifier(client).notify(message(kind=kind))
    await all_said(sandbox)

    assert f"– {kind}</h2>" in (await client.get("/")).text
    assert callbacks.said == []


async def test_a_message_that_is_too_large_is_not_read_to_its_end(client: httpx.AsyncClient) -> None:
    assert (await client.post("/webhook", content=b" " * (2 * 1024 * 1024))).status_code == 413


async def test_the_mode_is_set_on_the_page_and_shown(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    answer = await client.post("/mode", data={"modes": " Fail, fail ,OK", "after": "2.5"})

    page = (await client.get("/")).text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (sandbox.behaviour.modes, sandbox.behaviour.acknowledge_after_s) == ((Mode.FAIL, Mode.FAIL, Mode.OK), 2.5)
    assert "<strong>fail, fail, ok</strong>" in page
    assert "It acknowledges after 2.5 s." in page


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"modes": ""},
        {"modes": ",,"},
        {"modes": "lie"},
        {"modes": "ok,<script>"},
        {"modes": "ok," * 51},
        *({"modes": "fail", "after": after} for after in ("soon", "-1", "nan", "inf", "1e9")),
    ],
)
async def test_what_is_no_mode_is_said_and_changes_nothing(
    sandbox: Sandbox, client: httpx.AsyncClient, form: dict[str, str]
) -> None:
    answer = await client.post("/mode", data=form)

    assert answer.status_code == 422
    assert "Give " in answer.text
    assert "<script" not in answer.text
    assert (sandbox.behaviour.modes, sandbox.behaviour.acknowledge_after_s) == ((Mode.OK,), None)


async def test_there_is_a_button_for_each_step_and_each_outcome_and_a_question(
    sandbox: Sandbox, callbacks: Callbacks, client: httpx.AsyncClient
) -> None:
    await notifier(client).notify(message())
    page = (await client.get("/")).text

    for step in ("received", "reading", "acting"):
        assert f'name="progress" value="{step}"' in page
        await client.post("/say/msg_1", data={"progress": step})
    for outcome in (each.value for each in Outcome if each):
        assert f'name="outcome" value="{outcome}"' in page
        await client.post("/say/msg_1", data={"outcome": outcome, "words": "We are sorry."})
    await client.post("/ask/msg_1", data={"text": "Where?"})

    steps = [("escalation.progress", {"progress": step}) for step in ("received", "reading", "acting")]
    closed = {"progress": "closed", "words": "We are sorry."}
    closings = [("escalation.progress", closed | {"outcome": each.value}) for each in Outcome if each]
    assert callbacks.said == [*steps, *closings, ("escalation.question", {"text": "Where?"})]
    assert len(set(callbacks.ids)) == len(callbacks.ids), "each is a callback of its own"
    assert "closed no_resources: sent, answered 200" in (await client.get("/")).text


@pytest.mark.parametrize("path", ["/say/msg_9", "/ask/msg_9", "/say/ping_1", "/ask/ping_1"])
async def test_nothing_is_said_of_what_did_not_arrive_or_names_no_report(
    callbacks: Callbacks, client: httpx.AsyncClient, path: str
) -> None:
    await notifier(client).notify(message("ping_1", "ping"))

    assert (await client.post(path, data={"progress": "acting", "text": "Where?"})).status_code == 404
    assert callbacks.said == []


async def test_practised_from_a_failing_delivery_to_a_closed_report(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    clock = SettableClock(datetime.now(UTC))
    world = await World(clock=clock, spoc=practice(client, clock)).open()  # type: ignore[arg-type]
    await behave(sandbox, *read_modes("fail,ask"), after=0.0)
    async with desk(world) as spoc:
        sandbox.send_back = posting_to(spoc)
        await world.person().report_to("Send: SPOC only")
        await world.work()
        assert (await escalation_of(world)).state is EscalationState.QUEUED
        clock.advance(minutes=1)
        await world.work()
        await all_said(sandbox)
        [kept] = sandbox.arrived.values()
        await client.post(f"/say/{kept.id}", data={"outcome": "advice_given"})

    escalation = await escalation_of(world)
    assert (escalation.progress, escalation.outcome) == (Progress.CLOSED, Outcome.ADVICE_GIVEN)
    assert [each.kind for each in await told(world, "spoc_question", "spoc_closed")] == ["spoc_question", "spoc_closed"]


def practice(client: httpx.AsyncClient, clock: SettableClock) -> WebhookSpocNotifier:
    return replace(notifier(client), clock=clock, practice=True)


def posting_to(spoc: httpx.AsyncClient) -> SendBack:
    async def post(address: str, body: str, headers: dict[str, str]) -> int:
        return (await spoc.post(address, content=body, headers=headers)).status_code

    return post


def test_every_mode_either_takes_or_fails() -> None:
    assert {Mode.OK, Mode.LATE, Mode.ASK, Mode.SILENT} == TAKES
    assert read_modes(",".join(Mode)) == tuple(Mode)


def test_the_command_says_which_modes_there_are() -> None:
    result = CliRunner().invoke(app, ["spoc-sandbox", "--mode", "lie"], terminal_width=300)

    assert result.exit_code == 2
    assert "Give one of ok, fail, stall" in result.output
