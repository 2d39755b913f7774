"""The pinned answers whose words still stand in the documents in use."""

import logging
from pathlib import Path

from adapters.documents import documents_in_use
from bot.answering.pins import Pins
from knowledge.contacts import ContactBook
from knowledge.document import read_documents
from knowledge.passage import DocumentClass
from knowledge.pinned import passages_by_quote, read_pinned, standing
from knowledge.splitting import split

log = logging.getLogger(__name__)


def pins_in_use(data_dir: Path, contacts: ContactBook) -> Pins:
    """Return the pinned answers that may be given to everybody. Raises DocumentError, BadPinned."""
    bundled = [passage for document in read_documents() for passage in split(document)]
    in_use = [
        passage
        for document in documents_in_use(data_dir)
        for passage in split(document)
        if passage.source.document_class is not DocumentClass.PARTY
    ]
    offered = read_pinned(bundled, contacts)
    pinned = standing(offered, in_use)
    if len(pinned) < len(offered):
        log.warning("pinned.left_out", extra={"count": len(offered) - len(pinned)})
    return Pins(pinned=pinned, passages=passages_by_quote(pinned, in_use))
