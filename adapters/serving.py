"""`alongside serve`: everything configured, in one process, until it is told to stop.

If one part dies the whole process ends with an error, so that whoever supervises it sees it: a bot that looks alive and
delivers nothing is the worst of all.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry
from rich.console import Console
from standardwebhooks import Webhook

from adapters.bootstrap import Alongside, Spoc, opened
from adapters.channels import Channels, open_channels
from adapters.counting import CountedConversation
from adapters.export.documents import files_by
from adapters.settings import Settings, secret
from adapters.spoc.evidence_links import evidence_routes
from adapters.spoc.fresh_secrets import new_secret
from adapters.spoc.routes import acknowledgement_routes
from adapters.spoc.sandbox.behaving import Behaviour, Mode
from adapters.spoc.sandbox.calling_back import post_back
from adapters.spoc.sandbox.page import sandbox_app
from adapters.spoc.sandbox.receiving import Sandbox
from adapters.spoc.schema_route import schema_routes
from adapters.web.app import create_app
from adapters.web.console.parts import Parts
from adapters.web.console.router import console_router
from adapters.web.counts import MessageCounts
from adapters.web.uploads import Uploads
from bot.errors import SettingsError
from bot.escalation.on_behalf import OnBehalf
from bot.messages import Channel

log = logging.getLogger(__name__)

PRACTICE_PATH = "/practice-spoc"
PRACTICE_ACKNOWLEDGES_AFTER_S = 4.0
"""How long the practice SPOC takes to acknowledge by itself, in seconds: long enough to see "delivered" first."""

GRACE_S = 15
"""How long open requests may take to end when the process is told to stop, in seconds."""


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Run until SIGINT or SIGTERM. Raises BotError when it cannot start; the message says what to do."""
    asyncio.run(_serve(settings, host, port))


def serve_sandbox(given: str, *, port: int, behaviour: Behaviour) -> None:
    """Run a practice SPOC on its own, with a secret, or with a fresh one that is printed where that is ""."""
    secret = given or new_secret()
    console = Console()
    console.print("[bold]Practice SPOC: no police officer sees what arrives here.[/]")
    console.print(f"Page: http://127.0.0.1:{port}/", soft_wrap=True)
    if not given:
        console.print("To send here, start `alongside serve` with:", soft_wrap=True)
        for line in (f"ALONGSIDE_SPOC_WEBHOOK_URL=http://127.0.0.1:{port}/webhook", f"ALONGSIDE_SPOC_WEBHOOK_SECRET={secret}"):
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        console.print("ALONGSIDE_PUBLIC_URL=http://127.0.0.1:8080", soft_wrap=True, highlight=False)
    sandbox = Sandbox(webhook=Webhook(secret), send_back=post_back, behaviour=behaviour)
    asyncio.run(_run_server(sandbox_app(sandbox), _listen("127.0.0.1", port)))


async def _serve(settings: Settings, host: str, port: int) -> None:
    listening = _listen(host, port)
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{listening.getsockname()[1]}"
    practice = _practice() if settings.is_demo else None
    spoc = _spoc(settings, practice, address)
    has_desk = bool(settings.slack_bot_token and settings.slack_triage_channel)
    async with opened(settings, spoc=spoc, public_url=settings.public_url or address, has_desk=has_desk) as alongside:
        counts = MessageCounts(CollectorRegistry())
        async with open_channels(alongside, CountedConversation(alongside.conversation, counts)) as channels:
            app = _application(alongside, counts, channels, spoc, practice)
            await alongside.outside.watching.start()
            _announce(alongside, address, practice is not None, channels)
            with _address_file(settings, address):
                await _run_all(app, listening, alongside, channels)


async def _run_all(app: FastAPI, listening: socket.socket, alongside: Alongside, channels: Channels) -> None:
    async with asyncio.TaskGroup() as group:
        background = [group.create_task(alongside.worker.run()), *(group.create_task(run()) for run in channels.running)]
        await _run_server(app, listening)
        for task in background:
            task.cancel()


class _Server(uvicorn.Server):
    """Uvicorn without its own signal handling, which ends the process before the database is closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self._stop)
        try:
            yield
        finally:
            for each in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(each)

    def _stop(self) -> None:
        self.should_exit = True


async def _run_server(app: FastAPI, listening: socket.socket) -> None:
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_S)
    await _Server(config).serve(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SettingsError(f"Nothing can listen at {host}:{port} ({error.strerror}). Choose another with --port.") from error
    return listening


def _practice() -> Sandbox:
    behaviour = Behaviour((Mode.OK,), PRACTICE_ACKNOWLEDGES_AFTER_S)
    return Sandbox(webhook=Webhook(new_secret()), send_back=post_back, behaviour=behaviour)


def _spoc(settings: Settings, practice: Sandbox | None, address: str) -> Spoc | None:
    if practice:
        return Spoc(url=f"{address}{PRACTICE_PATH}/webhook", webhook=practice.webhook, practice=True)
    if settings.spoc_webhook_url and settings.spoc_webhook_secret:
        webhook = Webhook(settings.spoc_webhook_secret.get_secret_value())
        return Spoc(url=settings.spoc_webhook_url, webhook=webhook, practice=False)
    return None


def _application(
    alongside: Alongside, counts: MessageCounts, channels: Channels, spoc: Spoc | None, practice: Sandbox | None
) -> FastAPI:
    answering = acknowledgement_routes(alongside.acknowledging, spoc.webhook if spoc else None, alongside.database)
    opening = evidence_routes(alongside.database, alongside.evidence, alongside.core.clock)
    app = create_app(
        alongside.conversation,
        readiness=alongside.readiness,
        organisation_name=alongside.organisation.name,
        extra_routers=[answering, opening, schema_routes(), *channels.routers, _console(alongside)],
        counts=counts,
        wording=alongside.core.wording,
        uploads=Uploads(files=alongside.evidence, organisation_of=partial(alongside.organisation_of, Channel.WEB)),
        file_of=files_by(alongside.copies),
    )
    if practice:
        app.mount(PRACTICE_PATH, sandbox_app(practice))
    return app


def _console(alongside: Alongside) -> APIRouter:
    settings, core = alongside.settings, alongside.core
    parts = Parts(
        token=secret(settings.admin_token) or "",
        is_secure=(settings.public_url or "").startswith("https://"),
        default_organisation_id=alongside.organisation.id,
        storage=alongside.database,
        on_behalf=OnBehalf(acknowledging=alongside.acknowledging, wording=core.wording),
        ids=core.ids,
        clock=core.clock,
        deadlines=settings.deadlines,
        wake=alongside.worker.wake,
    )
    return console_router(parts, core.wording)


def _announce(alongside: Alongside, address: str, is_practice: bool, channels: Channels) -> None:
    console = Console()
    console.print(f"\n[bold]Alongside is running.[/] Open [bold]{address}[/] and chat.", soft_wrap=True)
    if is_practice:
        console.print(f"Practice SPOC (no police officer sees it): {address}{PRACTICE_PATH}/", soft_wrap=True)
    console.print(f"Channels: {', '.join(('web', *channels.names))}. Data: {alongside.settings.data_dir}. Ctrl-C stops it.\n")


@contextmanager
def _address_file(settings: Settings, address: str) -> Iterator[None]:
    """Leave the address where `alongside chat` finds it while this process holds the database."""
    file = settings.data_dir / "address"
    file.write_text(address, encoding="utf-8")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
