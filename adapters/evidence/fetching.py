"""One request for one page, to an address that was checked. It takes no cookie, follows nothing and says nothing about us.

The connection goes to the address itself: a second look-up by the HTTP library could bring another one. The host's own name stays
in the `Host` header, in the TLS handshake and in the check of the certificate.
"""

import ssl
import zlib
from dataclasses import dataclass
from email.message import Message

import httpx

from adapters.evidence.charsets import checked
from adapters.evidence.destinations import Destination, Refusal
from adapters.evidence.errors import LinkRefused, LinkUnreachable
from adapters.evidence.limits import CONNECT_LIMIT_S, FETCH_LIMIT_S, MAX_PAGE_BYTES

_HEADERS = {
    "User-Agent": "Mozilla/5.0",  # who made the page may be who threatens: it learns of a visit, not whose
    "Accept": "text/html, text/plain;q=0.9",
    "Accept-Language": "en-GB, en;q=0.8",
    "Accept-Encoding": "identity",  # an answer that unpacks to far more than it is would be unpacked by the library
}
_PATIENCE = httpx.Timeout(FETCH_LIMIT_S, connect=CONNECT_LIMIT_S)
_PAGES = frozenset({"text/html", "text/plain"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_ANY_WRAPPER = 32 + zlib.MAX_WBITS  # gzip or zlib, as its first bytes say


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one request brought: a page, or the way to another one."""

    location: str = ""  # where it redirects to; then there is no page
    media_type: str = ""
    charset: str = ""  # as the server said; "" when it did not
    content: bytes = b""


async def fetch(destination: Destination, tls: ssl.SSLContext) -> Fetched:
    """Return what is at a destination, from the first of its addresses that answers.

    Raises:
        LinkRefused: it is no page of text, or too large.
        LinkUnreachable: no address answered, or with an error.
    """
    for address in destination.addresses[:-1]:
        try:
            return await _ask(destination.url, address, tls)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue  # the next address may answer
    return await _ask(destination.url, destination.addresses[-1], tls)


async def _ask(url: httpx.URL, address: str, tls: ssl.SSLContext) -> Fetched:
    request = httpx.Request(
        "GET",
        url.copy_with(host=address, fragment=None),
        headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii").rstrip("."), "timeout": _PATIENCE.as_dict()},
    )
    # The bare transport: a client would bring cookies, proxies and logins of its own, and look at where a redirect leads.
    async with httpx.AsyncHTTPTransport(verify=tls, trust_env=False) as transport:
        response = await transport.handle_async_request(request)
        try:
            return await _answer(response)
        finally:
            await response.aclose()


async def _answer(response: httpx.Response) -> Fetched:
    if response.has_redirect_location:
        return Fetched(location=response.headers["Location"])
    if not response.is_success:
        raise LinkUnreachable(response.status_code)
    said = response.headers.get("Content-Type", "")
    media_type = said.partition(";")[0].strip().lower()
    if media_type not in _PAGES:
        raise LinkRefused(Refusal.KIND)
    return Fetched(media_type=media_type, charset=_charset(said), content=await _content(response))


def _charset(said: str) -> str:
    kind = Message()
    kind["Content-Type"] = said
    return checked(str(kind.get_content_charset("")))


async def _content(response: httpx.Response) -> bytes:
    content = b""
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > MAX_PAGE_BYTES:
            raise LinkRefused(Refusal.SIZE)
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding in _PACKED:
        content = _unpacked(content)
    elif coding != "identity":
        raise LinkRefused(Refusal.KIND)
    return content


def _unpacked(content: bytes) -> bytes:
    try:
        unpacked = zlib.decompressobj(_ANY_WRAPPER).decompress(content, MAX_PAGE_BYTES + 1)
    except zlib.error as exc:
        raise LinkUnreachable from exc
    if len(unpacked) > MAX_PAGE_BYTES:
        raise LinkRefused(Refusal.SIZE)
    return unpacked
