"""Stores the text behind a link as evidence; a `LinkKeeper` of bot/ports.py."""

from adapters.evidence.errors import LinkRefused, LinkUnreachable
from adapters.evidence.files import EvidenceFiles
from adapters.evidence.links import LinkReader
from bot.errors import LinkNotKept
from bot.messages import EvidenceItem


class KeptLinks:
    """Fetches pages and keeps their words."""

    def __init__(self, reader: LinkReader, files: EvidenceFiles) -> None:
        self._reader = reader
        self._files = files

    async def keep(self, organisation_id: str, address: str) -> EvidenceItem:
        """See the port."""
        try:
            page = await self._reader.read(address)
        except LinkRefused as exc:
            raise LinkNotKept(may_come=False) from exc
        except LinkUnreachable as exc:
            raise LinkNotKept(may_come=exc.status is None or exc.status >= 500) from exc
        return await self._files.put(organisation_id, page.content())
