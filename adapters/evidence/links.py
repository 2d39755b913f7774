"""Fetches the words of a web page that somebody links to, as evidence. Off unless an operator wants it: a fetch is a visit.

Whoever made the page can see the visit: our address, the time, and by the link itself which victim reported it. Only the page is
asked for, never its pictures or programs. It must never lead to an address that is not public: not by its name, not by a
redirect, not by a name server that answers differently the second time.
"""

import asyncio
import re
import ssl
from dataclasses import dataclass
from datetime import datetime

import httpx

from adapters.evidence.charsets import decoded
from adapters.evidence.destinations import Endpoint, Refusal, Resolver, destination_of, parsed, system_resolver
from adapters.evidence.errors import LinkRefused, LinkUnreachable
from adapters.evidence.fetching import Fetched, fetch
from adapters.evidence.findings import Page
from adapters.evidence.limits import FETCH_LIMIT_S, MAX_REDIRECTS
from adapters.evidence.looking_apart import Looker
from bot.ports import Clock

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSnapshot:
    """The words of a page as they were at one moment."""

    link: str  # as it was sent
    address: str  # where it led to in the end
    title: str
    text: str  # a line a paragraph; "" when a browser would have to run programs to show any
    fetched_at: datetime  # UTC

    def content(self) -> bytes:
        """Return it as a text file for `EvidenceFiles.put`: link, where it led, time, title, and the words."""
        head = dict.fromkeys((self.link, self.address, self.fetched_at.isoformat(timespec="seconds"), self.title))
        return _CONTROL.sub("�", "\n".join(filter(None, head)) + f"\n\n{self.text}\n").encode()


class LinkReader:
    """Reads pages, one link at a time."""

    def __init__(
        self,
        clock: Clock,
        *,
        looker: Looker | None = None,
        resolve: Resolver = system_resolver,
        also: frozenset[Endpoint] = frozenset(),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Remember how to reach the web.

        Args:
            clock: for the time on a snapshot.
            looker: what reads pages, in a process of its own; the same as for files, so that both wait in one line.
            resolve: what looks names up.
            also: endpoints that may be reached although they are not public; for tests, and for an operator's own archive.
            tls: whose certificates are believed; those of the bundled authorities by default.
        """
        self._clock = clock
        self._looker = looker or Looker()
        self._resolve = resolve
        self._also = also
        self._tls = tls or httpx.create_ssl_context()

    async def read(self, link: str) -> LinkSnapshot:
        """Return the words of the page that a link leads to.

        Raises:
            LinkRefused: with a `Refusal`: it is not fetched, and trying again would not help.
            LinkUnreachable: the page did not come within FETCH_LIMIT_S seconds, or with an error.
            NotLookedAt: no process could be started to read it.
        """
        try:
            async with asyncio.timeout(FETCH_LIMIT_S):
                url, fetched = await self._followed(parsed(link))
        except (httpx.HTTPError, TimeoutError) as exc:
            raise LinkUnreachable from exc
        page = await self._words(fetched)
        return LinkSnapshot(link=link.strip(), address=str(url), title=page.title, text=page.text, fetched_at=self._clock.now())

    async def _followed(self, url: httpx.URL) -> tuple[httpx.URL, Fetched]:
        for _ in range(MAX_REDIRECTS + 1):
            fetched = await fetch(await destination_of(url, self._resolve, self._also), self._tls)
            if not fetched.location:
                return url, fetched
            url = _joined(url, fetched.location)
        raise LinkRefused(Refusal.REDIRECTS)

    async def _words(self, fetched: Fetched) -> Page:
        if fetched.media_type == "text/plain":
            return Page(title="", text=decoded(fetched.content, fetched.charset))
        page = await self._looker.read_page(fetched.content, fetched.charset)
        if page is None:
            raise LinkRefused(Refusal.KIND)
        return page


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except (httpx.InvalidURL, UnicodeError) as exc:  # UnicodeError: half a character
        raise LinkRefused(Refusal.FORM) from exc
