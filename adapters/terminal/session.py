"""Opens what `alongside chat` talks to: everything in this process, or the server that already has the data folder."""

import asyncio
import os
import secrets
from contextlib import suppress
from pathlib import Path

import httpx
from rich.console import Console

from adapters.bootstrap import opened
from adapters.settings import Settings
from adapters.storage.errors import DatabaseInUse
from adapters.terminal.chat import HerePartner, ServerPartner, chat

ENDS = "Ctrl-D ends the talk."


def run_chat(settings: Settings, console: Console) -> None:
    """Talk until the person ends it. Raises DatabaseInUse when another process has the data and is no server."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(settings, console))


async def _run(settings: Settings, console: Console) -> None:
    try:
        await _here(settings, console)
    except DatabaseInUse:
        address = settings.data_dir / "address"
        if not address.exists():
            raise
        await _with_server(settings, address.read_text(encoding="utf-8").strip(), console)


async def _here(settings: Settings, console: Console) -> None:
    async with opened(settings, spoc=None, public_url="") as alongside, asyncio.TaskGroup() as group:
        worker = group.create_task(alongside.worker.run())
        partner = HerePartner(conversation=alongside.conversation, clock=alongside.core.clock, ids=alongside.core.ids)
        await partner.catch_up()
        console.print(f"[dim]{ENDS} Nothing else runs here: to see a report delivered, start `alongside serve` first.[/]\n")
        await chat(partner, console)
        worker.cancel()


async def _with_server(settings: Settings, address: str, console: Console) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=60.0) as client:
        console.print(f"[dim]{ENDS} Talking with the server at {address}.[/]\n")
        await chat(ServerPartner(client=client, conversation=_own_conversation(settings.data_dir)), console)


def _own_conversation(folder: Path) -> str:
    """Return the secret id of this terminal's talk with a server; kept, so that reports are found again at the next call."""
    file = folder / "terminal-conversation"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened_file:
            opened_file.write(secrets.token_urlsafe(24))
    return file.read_text(encoding="ascii").strip()
