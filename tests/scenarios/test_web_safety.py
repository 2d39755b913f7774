"""What every page must hold: 999, protecting headers, nothing from elsewhere, nothing that a person typed as HTML."""

from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter
from prometheus_client import CollectorRegistry

from adapters.web.app import create_app
from adapters.web.counts import MessageCounts
from bot.messages import Choice, Citation, Inbound, Reply
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import BROWSER, Seen, all_ready, client_of

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"><svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<https://example.org/' onmouseover='alert(1)>",
    "![x](https://tracker.example.org/pixel.png)",
    "<div hx-get='/news' hx-trigger='load'>",
    "</textarea><form action=https://example.org>",
    "{{ 7 * 7 }}{% raw %}",
]
STRUCTURE = ("script", "link", "meta", "form", "input", "textarea", "svg")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/metrics", "/static/style.css", "/openapi.json"])
async def test_every_answer_carries_the_protecting_headers(path: str) -> None:
    async with client_of(ScriptedChat()) as client:
        headers = (await client.get(path, headers=BROWSER)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


async def test_the_routers_of_others_get_the_headers_too() -> None:
    router = APIRouter()

    @router.get("/a/token")
    async def acknowledge() -> str:
        return "seen"

    app = create_app(ScriptedChat(), readiness=all_ready, organisation_name="Example Party", extra_routers=[router])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client:
        response = await client.get("/a/token")

    assert (response.status_code, response.json()) == (200, "seen")
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_999_and_the_way_out_are_on_every_page(path: str) -> None:
    async with client_of(ScriptedChat()) as client:
        page = (await client.get(path, headers=BROWSER)).text

    links = {link["href"]: link for link in Seen(page).all("a")}
    assert page.index('href="tel:999"') < page.index("<h1>")
    assert "press 55" in page
    assert "noreferrer" in str(links["https://www.bbc.co.uk/weather"]["rel"])


async def test_nothing_on_the_page_is_loaded_from_elsewhere() -> None:
    async with client_of(ScriptedChat()) as client:
        seen = Seen((await client.get("/")).text)
        loaded = [str(tag.get("src") or tag.get("href")) for name in ("script", "link", "img") for tag in seen.all(name)]
        answers = [await client.get(address) for address in loaded]

    assert len(loaded) == 4
    assert all(address.startswith("/static/") for address in loaded)
    assert [answer.status_code for answer in answers] == [200] * 4


async def test_no_tag_has_a_style_or_an_event_handler_of_its_own() -> None:
    async with client_of(ScriptedChat()) as client:
        tags = Seen((await client.get("/")).text).tags

    assert not [name for _, attributes in tags for name in attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_a_person_typed_is_text_on_the_page(attack: str) -> None:
    """The same words as typed, in a reply, on a button and in a source line."""
    citation = Citation(
        passage_id="p",
        quote=attack,
        title=attack + "!",
        issuer=attack,
        section=attack,
        published=attack,
        link="javascript:alert(1)",
        document_class="official",
    )

    def script(inbound: Inbound) -> list[Reply]:
        if inbound.text == "/start":
            return [Reply(kind="welcome", text="Hello.")]
        return [Reply(kind=attack, text=attack, choices=(Choice(id=attack, label=attack),), citations=(citation,))]

    async with client_of(ScriptedChat(script)) as client:
        before = (await client.get("/")).text
        after = (await client.post("/", data={**Seen(before).form, "choice": attack, "text": attack})).text

    harmless, seen = Seen(before), Seen(after)
    for tag in STRUCTURE:
        assert len(seen.all(tag)) == len(harmless.all(tag)), tag
    assert not seen.all("img")
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    assert all(str(link["href"]).startswith(("https://", "tel:", "/", "#")) for link in seen.all("a"))
    assert attack in seen.text
    assert [button["value"] for button in seen.all("button") if button.get("name") == "choice"] == [attack]


async def test_the_organisations_name_is_text_too() -> None:
    app = create_app(ScriptedChat(), readiness=all_ready, organisation_name="<b>Party</b> & Co")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client:
        page = (await client.get("/")).text

    assert "&lt;b&gt;Party&lt;/b&gt; &amp; Co" in page


async def test_no_documentation_page_that_would_load_scripts_from_elsewhere() -> None:
    async with client_of(ScriptedChat()) as client:
        assert [(await client.get(path)).status_code for path in ("/docs", "/redoc")] == [404, 404]


async def test_ready_only_when_every_part_is() -> None:
    parts = {"storage": True, "guidance": False}

    async def readiness() -> dict[str, bool]:
        return parts

    app = create_app(ScriptedChat(), readiness=readiness, organisation_name="Example Party")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client:
        alive, not_ready = await client.get("/healthz"), await client.get("/readyz")
        parts["guidance"] = True
        ready = await client.get("/readyz")

    assert (alive.status_code, not_ready.status_code, ready.status_code) == (200, 503, 200)
    assert not_ready.json() == {"ready": False, "parts": {"storage": True, "guidance": False}}


async def test_messages_are_counted_by_channel_and_outcome_and_nothing_else() -> None:
    chat = ScriptedChat()
    counts = MessageCounts(CollectorRegistry())

    async with client_of(chat, counts) as client:
        await client.post("/api/chat", json={"conversation": "secret-1", "text": "Hello"})
        await client.post("/api/chat", content=b"{")
        chat.is_down = True
        await client.post("/api/chat", json={"conversation": "secret-1", "text": "Hello again"})
        shown = (await client.get("/metrics")).text

    for outcome in ("answered", "refused", "unsaved"):
        assert f'alongside_messages_total{{channel="web",outcome="{outcome}"}} 1.0' in shown
    assert "secret-1" not in shown


def test_htmx_lies_here_with_its_licence() -> None:
    static = Path(__file__).parents[2] / "adapters" / "web" / "static"

    assert 'version:"2.' in (static / "htmx.min.js").read_text()
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE.txt").read_text()
