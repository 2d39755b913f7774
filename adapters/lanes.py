"""The lanes, with the words of theirs that still stand in the documents in use."""

import logging
from pathlib import Path

from adapters.documents import documents_in_use
from bot.reporting.kinds import KINDS
from bot.reporting.lanes import Lanes
from bot.triage.platform import PLATFORMS
from knowledge.contacts import ContactBook
from knowledge.document import read_documents
from knowledge.lanes import passages_by_lane_quote, read_lanes
from knowledge.passage import DocumentClass
from knowledge.splitting import split

log = logging.getLogger(__name__)


def lanes_in_use(data_dir: Path, contacts: ContactBook) -> Lanes:
    """Return the lanes that may be given to everybody; a quote that has left the documents in use is not given any more.

    Raises DocumentError, BadField.
    """
    bundled = [passage for document in read_documents() for passage in split(document)]
    in_use = [
        passage
        for document in documents_in_use(data_dir)
        for passage in split(document)
        if passage.source.document_class is not DocumentClass.PARTY
    ]
    lanes = read_lanes(bundled, contacts, kinds=KINDS, platforms=PLATFORMS)
    passages = passages_by_lane_quote(lanes, in_use)
    for lane in lanes:
        left_out = sum(quote not in passages for quote in lane.quotes)
        if left_out:
            log.warning("lane.quotes_left_out", extra={"lane": lane.id, "count": left_out})
    return Lanes(lanes=lanes, passages=passages)
