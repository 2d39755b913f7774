"""Pages that somebody links to are read as a visitor would, and nothing inside is ever reached on the way. Over real HTTP."""

import asyncio
import gzip
import ssl
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.evidence.destinations import Refusal, system_resolver
from adapters.evidence.errors import LinkRefused, LinkUnreachable
from adapters.evidence.kinds import media_type_of
from adapters.evidence.limits import MAX_PAGE_BYTES
from adapters.evidence.links import LinkReader, LinkSnapshot
from adapters.evidence.looking_apart import Allowance, Looker
from tests.standins.server import StandIn

NOW = datetime(2031, 5, 6, 19, 30, tzinfo=UTC)
PAGE = """<!DOCTYPE html><html><head><title> What
they wrote </title><style>p { color: red }</style></head><body><nav>Home</nav>
<h1>About the candidate</h1><p>She lives in <b>the red</b> house.</p><script>alert("no")</script><noscript>on</noscript>
<ul><li>Ffônio<li>Go there</ul><div>A comment: we know <i>where</i> you are<br>See you soon</div></body></html>"""
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Clock:
    """Always the same evening."""

    def now(self) -> datetime:
        """Return it."""
        return NOW


class Web(StandIn):
    """A server for every page of the tests, which remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Answer | web.Response] = {}
        self.asked: list[web.Request] = []

    def add_routes(self, app: web.Application) -> None:
        """Answer everything."""
        app.router.add_route("*", "/{path:.*}", self._answer)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        page = self.pages[request.path]
        if isinstance(page, web.Response):  # which can be sent only once
            return web.Response(status=page.status, headers=page.headers, body=page.body)
        return await page(request)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    def reader(self, *addresses: str) -> LinkReader:
        """Return a reader that may reach this server, and for which every name has these addresses."""

        async def resolve(_host: str, _port: int) -> Sequence[str]:
            return addresses

        return LinkReader(Clock(), resolve=resolve, also=frozenset({("127.0.0.1", self.port)}))

    async def read(self, page: Answer | web.Response) -> LinkSnapshot:
        """Return the snapshot of a page at this server."""
        self.pages["/page"] = page
        return await self.reader().read(f"{self.root}/page")


@pytest.fixture
async def server() -> AsyncIterator[Web]:
    """The server."""
    async with Web() as running:
        yield running


def html(content: str | bytes, **options: str) -> web.Response:
    """Return a page."""
    body = content.encode() if isinstance(content, str) else content
    return web.Response(body=body, headers={"Content-Type": "text/html; charset=utf-8", **options})


def moved(to: str, status: int = 302) -> web.Response:
    """Return a redirect."""
    return web.Response(status=status, headers={"Location": to})


async def test_a_page_is_read_as_a_visitor_would(server: Web) -> None:
    snapshot = await server.read(html(PAGE))

    assert snapshot.title == "What they wrote"
    assert snapshot.text.split("\n") == [
        *("Home", "About the candidate", "She lives in the red house.", "Ffônio", "Go there"),
        *("A comment: we know where you are", "See you soon"),
    ]
    assert (snapshot.link, snapshot.address, snapshot.fetched_at) == (f"{server.root}/page", f"{server.root}/page", NOW)


async def test_a_snapshot_is_kept_as_text_with_its_source_and_time(server: Web) -> None:
    server.pages.update({"/short": moved("/page"), "/page": html(PAGE.replace("See", "<script>x</script>S\x01ee"))})

    content = (await server.reader().read(f" {server.root}/short\n")).content()

    assert media_type_of(content) == "text/plain"
    lines = content.decode().split("\n")
    assert lines[:5] == [f"{server.root}/short", f"{server.root}/page", "2031-05-06T19:30:00+00:00", "What they wrote", ""]
    assert lines[-3:] == ["A comment: we know where you are", "S�ee you soon", ""]


async def test_a_text_is_taken_as_it_is(server: Web) -> None:
    text = "they wrote\n  <script>alert(1)</script>\nfin\n"

    snapshot = await server.read(web.Response(text=text, content_type="text/plain"))

    assert (snapshot.title, snapshot.text) == ("", text)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Siôn".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("Siôn".encode("utf-16"), "text/html"),
        ('<meta charset="windows-1252"><p>Siôn'.encode("cp1252"), "text/html"),
        ("Siôn".encode(), "text/html; charset=nonsense"),
        ("Siôn".encode(), "text/html; charset=idna"),
        ("Siôn".encode(), "text/html; charset*=utf-8''%00"),
        ("Siôn".encode(), "text/plain; charset*=utf-8''%00"),
    ],
)
async def test_a_page_in_another_encoding_is_read(server: Web, content: bytes, kind: str) -> None:
    snapshot = await server.read(web.Response(body=content, headers={"Content-Type": kind}))

    assert snapshot.text == "Siôn"


async def test_a_visit_tells_nothing_about_us(server: Web) -> None:
    server.pages["/first"] = web.Response(status=302, headers={"Location": "/page", "Set-Cookie": "who=you"})
    server.pages["/page"] = html(PAGE)

    await server.reader().read(f"{server.root}/first#a-secret-part")

    assert [request.path for request in server.asked] == ["/first", "/page"]
    for request in server.asked:
        assert {"Cookie", "Authorization", "Referer", "From"}.isdisjoint(request.headers)
        assert request.headers["User-Agent"] == "Mozilla/5.0"
        assert "alongside" not in str(request.headers).lower()


async def test_a_name_is_reached_at_its_checked_address_under_its_own_name(server: Web) -> None:
    server.pages["/page"] = html(PAGE)

    snapshot = await server.reader("127.0.0.1").read(f"http://Example.org:{server.port}/page")

    assert server.asked[0].host == f"example.org:{server.port}"
    assert snapshot.address == f"http://example.org:{server.port}/page"


async def test_the_next_address_is_tried_when_one_does_not_answer(server: Web) -> None:
    server.pages["/page"] = html(PAGE)
    closed = ("127.0.0.2", server.port)

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.2", "127.0.0.1"]

    reader = LinkReader(Clock(), resolve=resolve, also=frozenset({closed, ("127.0.0.1", server.port)}))

    assert (await reader.read(f"http://example.org:{server.port}/page")).title == "What they wrote"


async def test_a_name_server_that_changes_its_answer_gains_nothing(server: Web) -> None:
    """First a public address, then one inside: the connection goes to the one that was checked, and is not looked up again."""
    server.pages["/page"] = html(PAGE)
    answers = [["127.0.0.1"], ["127.0.0.3"]]
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    reader = LinkReader(Clock(), resolve=resolve, also=frozenset({("127.0.0.1", server.port)}))
    url = f"http://rebinding.example.org:{server.port}/page"

    assert (await reader.read(url)).title == "What they wrote"
    assert asked == ["rebinding.example.org"]
    with pytest.raises(LinkRefused):
        await reader.read(url)
    assert len(server.asked) == 1


async def test_a_redirect_to_the_same_name_is_looked_up_and_checked_again(server: Web) -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    server.pages["/page"] = moved("/again")

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return next(answers)

    reader = LinkReader(Clock(), resolve=resolve, also=frozenset({("127.0.0.1", server.port)}))
    with pytest.raises(LinkRefused) as raised:
        await reader.read(f"http://rebinding.example.org:{server.port}/page")

    assert raised.value.reason == Refusal.ADDRESS
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", Refusal.ADDRESS),
        ("//169.254.169.254/", Refusal.ADDRESS),
        ("http://[::ffff:169.254.169.254]/", Refusal.ADDRESS),
        ("http://2852039166/", Refusal.ADDRESS),
        ("http://localhost/", Refusal.ADDRESS),
        ("file:///etc/passwd", Refusal.FORM),
        ("http://127.0.0.1:22/", Refusal.FORM),
        ("http://user:password@example.org/", Refusal.FORM),
        ("http://[::1", Refusal.FORM),
        ("javascript:alert(1)", Refusal.FORM),
    ],
)
@pytest.mark.parametrize("status", [301, 307])
async def test_every_redirect_is_checked(server: Web, to: str, reason: Refusal, status: int) -> None:
    server.pages["/page"] = moved(to, status)

    with pytest.raises(LinkRefused) as raised:
        await server.reader("127.0.0.1").read(f"{server.root}/page")

    assert raised.value.reason == reason
    assert len(server.asked) == 1


async def test_three_redirects_are_followed_and_no_more(server: Web) -> None:
    server.pages.update({f"/{n}": moved(f"/{n + 1}") for n in range(9)})
    server.pages["/3"] = html(PAGE)
    assert (await server.reader().read(f"{server.root}/0")).address == f"{server.root}/3"

    server.pages["/3"] = moved("/4")
    server.asked.clear()
    with pytest.raises(LinkRefused) as raised:
        await server.reader().read(f"{server.root}/0")

    assert raised.value.reason == Refusal.REDIRECTS
    assert [request.path for request in server.asked] == ["/0", "/1", "/2", "/3"]


KINDS = ["application/pdf", "image/png", "application/json", "application/octet-stream", "text/html2", "multipart/mixed", ""]


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_no_page_of_text_is_refused(server: Web, kind: str) -> None:
    with pytest.raises(LinkRefused) as raised:
        await server.read(web.Response(body=PAGE.encode(), headers={"Content-Type": kind}))

    assert raised.value.reason == Refusal.KIND


async def test_a_packing_that_was_not_asked_for_is_unpacked_as_far_as_is_safe(server: Web) -> None:
    assert (await server.read(html(gzip.compress(PAGE.encode()), **{"Content-Encoding": "gzip"}))).title == "What they wrote"
    assert (await server.read(html(zlib.compress(PAGE.encode()), **{"Content-Encoding": "deflate"}))).title == "What they wrote"

    bomb = gzip.compress(bytes(300_000_000))
    assert len(bomb) < MAX_PAGE_BYTES
    tracemalloc.start()
    with pytest.raises(LinkRefused) as raised:
        await server.read(html(bomb, **{"Content-Encoding": "gzip"}))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert raised.value.reason == Refusal.SIZE
    assert peak_bytes < 100_000_000, "it was unpacked no further than needed"
    with pytest.raises(LinkRefused):
        await server.read(html(PAGE, **{"Content-Encoding": "br"}))
    with pytest.raises(LinkUnreachable):
        await server.read(html(PAGE, **{"Content-Encoding": "gzip"}))


async def test_a_page_without_an_end_is_left(server: Web) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        with suppress(ConnectionError):  # nobody listens any more
            while True:
                await response.write(bytes(64 * 1024))
        return response

    with pytest.raises(LinkRefused) as raised:
        await server.read(endless)

    assert raised.value.reason == Refusal.SIZE


async def test_a_page_that_never_comes_is_left(server: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.evidence.links.FETCH_LIMIT_S", 0.2)
    left = asyncio.Event()

    async def silent(_request: web.Request) -> web.StreamResponse:
        await left.wait()
        return web.Response()

    with pytest.raises(LinkUnreachable):
        await server.read(silent)
    left.set()


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
async def test_an_error_page_is_no_evidence(server: Web, status: int) -> None:
    with pytest.raises(LinkUnreachable) as raised:
        await server.read(web.Response(status=status, text=PAGE, content_type="text/html"))

    assert raised.value.status == status


async def test_a_redirect_to_nowhere_leads_nowhere(server: Web) -> None:
    with pytest.raises(LinkUnreachable):
        await server.read(web.Response(status=302))


async def test_a_connection_that_breaks_is_a_page_that_did_not_come(server: Web) -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    with pytest.raises(LinkUnreachable):
        await server.read(broken)


@pytest.mark.parametrize(
    "page", ["", "<", "<p>" * 50_000, "<svg><template>", "<select>" + "<option>x" * 5_000, "\x00\x1e\ufffe", "<!--"]
)
async def test_no_page_breaks_what_reads_it(server: Web, page: str) -> None:
    assert isinstance((await server.read(html(page))).content(), bytes)


async def test_a_page_that_takes_too_much_to_read_is_refused(server: Web) -> None:
    server.pages["/page"] = html("<p>x" * 200_000)
    looker = Looker(Allowance(memory_bytes=64 * 1024 * 1024))
    reader = LinkReader(Clock(), looker=looker, also=frozenset({("127.0.0.1", server.port)}))

    with pytest.raises(LinkRefused) as raised:
        await reader.read(f"{server.root}/page")

    assert raised.value.reason == Refusal.KIND


async def test_nothing_inside_is_reached_unless_it_is_allowed(server: Web) -> None:
    for link in (f"{server.root}/page", f"http://localhost:{server.port}/page"):
        with pytest.raises(LinkRefused):
            await LinkReader(Clock()).read(link)

    assert server.asked == []


async def test_names_are_looked_up_as_the_system_does() -> None:
    assert set(await system_resolver("localhost", 80)) & {"127.0.0.1", "::1"}


def certificate(folder: Path, name: str) -> Path:
    """Return a file with a certificate for a name, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / f"{name}.pem"
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(("host", "reached"), [("example.org", True), ("example.net", False)])
async def test_the_certificate_must_be_that_of_the_name(tmp_path: Path, host: str, reached: bool) -> None:
    """The connection goes to a number, and still the name is asked for and checked."""
    path = certificate(tmp_path, "example.org")
    asked: list[str | None] = []
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(path)
    tls.sni_callback = lambda _socket, name, _context: asked.append(name)

    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return html(PAGE)

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    port = runner.addresses[0][1]

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    trusted = ssl.create_default_context(cafile=path)
    reader = LinkReader(Clock(), resolve=resolve, also=frozenset({("127.0.0.1", port)}), tls=trusted)
    try:
        if reached:
            assert (await reader.read(f"https://{host}:{port}/")).title == "What they wrote"
        else:
            with pytest.raises(LinkUnreachable):
                await reader.read(f"https://{host}:{port}/")
        assert asked == [host]
    finally:
        await runner.cleanup()
