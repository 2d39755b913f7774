"""The stage of the browser tests: a scripted chat served on this machine, and the machine's own browser."""

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from adapters.web.app import create_app
from bot.messages import Choice, Citation, Inbound, Reply
from tests.scenarios.scripted_chat import ScriptedChat

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

QUOTE = (
    "Keep records of any intimidating behaviour (what, where, when) – the more details the better.\n\n"
    "- Do not engage with individuals who are stalking or harassing you (on and offline).\n"
    "- If you feel you or others are in immediate danger, call police on 999."
)
SOURCE = "Joint Guidance for Candidates in Elections, National Police Chiefs' Council, section “Protecting Yourself”, 2024-05-01."


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


_WELCOME = Reply(
    kind="welcome",
    text=(
        "**Hello. This is Alongside, run by Example Party.** It is an automatic assistant for candidates and volunteers.\n\n"
        "I can:\n- answer safety questions with the words of the official guidance\n"
        "- take down an incident while you tell it, a step at a time or in one message\n"
        "- pass a report on to the police single point of contact (SPOC), if you want that\n\n"
        "I am not the police and nobody watches this chat. **In an emergency call [999](tel:999).**"
    ),
    choices=(
        Choice(id="report.start", label="Report step by step"),
        Choice(id="my", label="My reports"),
        Choice(id="privacy", label="Who can see what I write?"),
    ),
)
_ANSWER = Reply(
    kind="answer",
    text=f"{_quoted(QUOTE)}\n\n— {SOURCE} [Source](https://www.example.org/joint-guidance)",
    choices=(Choice(id="report.this", label="Report this"), Choice(id="person", label="Ask a person")),
    citations=(
        Citation(
            passage_id="p1",
            quote=QUOTE,
            title="Joint Guidance for Candidates in Elections",
            issuer="National Police Chiefs' Council",
            section="Protecting Yourself",
            published="2024-05-01",
            link="https://www.example.org/joint-guidance",
            document_class="official",
        ),
    ),
)
_EMERGENCY = Reply(
    kind="emergency",
    text=(
        "**If anyone is in danger now, call [999](tel:999).**\n\n"
        "Can't speak? On a mobile, call 999, stay on the line, then press 55 when asked.\n"
        "Deaf or hard of hearing? Use [999bsl.co.uk](https://999bsl.co.uk), or dial 18000 by Relay UK.\n\n"
        "> If you feel you or others are in immediate danger, call police on 999.\n>\n> — Joint Guidance, May 2024\n\n"
        "Nobody at the police reads this chat."
    ),
)
_DANGER = Reply(
    kind="ask_danger",
    text="**Is anyone in danger right now?**",
    choices=(
        Choice(id="danger.yes", label="Yes, right now"),
        Choice(id="danger.no", label="No"),
        Choice(id="danger.unsure", label="I am not sure"),
    ),
)
_SAVED = Reply(
    kind="saved_spoc",
    text=(
        "**Saved. Your reference is AL-7K3M-9QXT.** I am sending it to the police single point of contact (SPOC). I will tell "
        "you here when it has been delivered, and again when a person there has acknowledged it."
    ),
)


def scene(inbound: Inbound) -> Sequence[Reply]:
    """Answer like a small Alongside: a welcome, guidance, the emergency card, a report in two steps."""
    said = (inbound.text or inbound.choice).lower()
    if said.startswith("/start"):
        return [_WELCOME]
    if "knife" in said:
        return [_EMERGENCY, Reply(kind="report_started", text="I am sorry that this happened. I will take it down with you.")]
    if "outside" in said:
        return [_ANSWER]
    if said == "report.this":
        return [_DANGER]
    if said.startswith("danger."):
        return [_SAVED]
    return [Reply(kind="refused_unsure", text=f"**I have no official guidance on that,** so I won't guess.\n\n> {inbound.text}")]


async def _all_ready() -> Mapping[str, bool]:
    return {"storage": True}


@contextlib.contextmanager
def running(chat: ScriptedChat) -> Iterator[str]:
    """Serve a chat on a free port of this machine; gives the address."""
    app = create_app(chat, readiness=_all_ready, organisation_name="Example Party")
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:  # bounded by the test's own life: a server that cannot start ends its thread
        assert thread.is_alive()
        thread.join(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
