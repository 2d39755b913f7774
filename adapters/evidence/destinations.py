"""Where a link leads: looked up once, every address checked, and only a checked address is ever connected to."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import httpx

from adapters.evidence.addresses import is_number, is_public
from adapters.evidence.errors import LinkRefused, LinkUnreachable
from adapters.evidence.limits import MAX_LINK_CHARS

_PORTS = {"http": 80, "https": 443}
_MAX_ADDRESSES = 3  # tried one after the other; a page's name has two or four

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and a port to its addresses. Raises OSError or UnicodeError when there is none."""

Endpoint = tuple[str, int]
"""An address and a port."""


class Refusal(StrEnum):
    """Why a link is not fetched."""

    FORM = "form"  # no web address that anybody could open: another scheme or port, a password in it
    ADDRESS = "address"  # it leads to a machine that is not out on the internet
    REDIRECTS = "redirects"  # it leads on and on
    KIND = "kind"  # there is no page of text
    SIZE = "size"  # the page is too large


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A page, and the addresses that were checked for it, best first."""

    url: httpx.URL
    addresses: tuple[str, ...]


async def system_resolver(host: str, port: int) -> Sequence[str]:
    """Look a name up as the operating system does."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def parsed(link: str) -> httpx.URL:
    """Return a link as a URL. Raises LinkRefused."""
    if len(link) > MAX_LINK_CHARS:
        raise LinkRefused(Refusal.FORM)
    try:
        return httpx.URL(link.strip())
    except (httpx.InvalidURL, UnicodeError) as exc:  # UnicodeError: half a character
        raise LinkRefused(Refusal.FORM) from exc


async def destination_of(url: httpx.URL, resolve: Resolver, also: frozenset[Endpoint]) -> Destination:
    """Return where a URL leads, looking its host up once.

    Args:
        url: of a page.
        resolve: what looks names up.
        also: endpoints that may be reached although they are not public, or not on a port of the web.

    Raises:
        LinkRefused: its form is none that we take, or any of its addresses is not public.
        LinkUnreachable: its host has no address.
    """
    port = _checked_port(url, also)
    host = url.raw_host.decode("ascii")
    if is_number(host):
        addresses: Sequence[str] = [host]
    else:
        try:
            addresses = await resolve(host, port)
        except (OSError, UnicodeError) as exc:
            raise LinkUnreachable from exc
    if not addresses:
        raise LinkUnreachable
    if not all((address, port) in also or (port in _PORTS.values() and is_public(address)) for address in addresses):
        raise LinkRefused(Refusal.ADDRESS)
    return Destination(url=url, addresses=tuple(dict.fromkeys(addresses))[:_MAX_ADDRESSES])


def _checked_port(url: httpx.URL, also: frozenset[Endpoint]) -> int:
    if url.scheme not in _PORTS or not url.host or url.userinfo:
        raise LinkRefused(Refusal.FORM)
    port = url.port or _PORTS[url.scheme]
    if port not in _PORTS.values() and port not in {allowed for _, allowed in also}:
        raise LinkRefused(Refusal.FORM)
    return port
