"""A reporter's own copies, from a button to a file.

Whoever asks must hold the secret of the conversation in which the copy was offered: the turn is looked up there, and it alone
says which report it is. Nothing of a request names a report, and no address holds a secret.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from fastapi import APIRouter, Request
from starlette.responses import Response

from adapters.web.bodies import form_fields
from adapters.web.inbound import Unusable, conversation_in
from adapters.web.talks import Talks
from bot.errors import NotFound
from bot.messages import Document, DocumentKind, Reply
from bot.ports import Turn

GONE = "There is no such copy in this conversation. Ask for it again: say “My reports”, then “As PDF and JSON”."

_MEDIA_TYPES = {DocumentKind.PDF: "application/pdf", DocumentKind.JSON: "application/json"}
_COPY = re.compile(r"([1-9][0-9]{0,14})\.([0-9]{1,2})")
_REFERENCE = re.compile(r"\bAL(?:-[0-9A-Z]{4}){2}\b")


class Copies(Protocol):
    """What makes a copy; always the same bytes for the same report."""

    async def pdf(self, organisation_id: str, report_id: str) -> bytes:
        """Return the copy on paper. Raises NotFound, StorageError."""

    async def json(self, organisation_id: str, report_id: str) -> bytes:
        """Return the copy for a program. Raises NotFound, StorageError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A copy that a reply offers."""

    id: str  # the turn's place in the conversation and the copy's place in the turn, such as "12.0"
    kind: DocumentKind
    name: str  # of the file, such as "alongside-AL-7K3M-9QXT.pdf"


def offers(turn: Turn) -> tuple[tuple[Offer, ...], ...]:
    """Return what each reply of a turn offers. A turn that could not be stored offers nothing: it could not be found again."""
    found: list[tuple[Offer, ...]] = []
    at = 0
    for reply in turn.replies:
        documents = reply.documents if turn.id else ()
        found.append(
            tuple(
                Offer(id=f"{turn.seq}.{at + n}", kind=document.kind, name=_name(reply, document))
                for n, document in enumerate(documents)
            )
        )
        at += len(documents)
    return tuple(found)


async def download(talks: Talks, copies: Copies | None, *, conversation: str, copy: str) -> Response:
    """Return the file of an offer. Raises Unusable (410) when this conversation has no such offer; StorageError."""
    turn, at = await _turn_of(talks, conversation, copy)
    documents = [(reply, document) for reply in (turn.replies if turn else ()) for document in reply.documents]
    if not copies or at >= len(documents):
        raise Unusable(GONE, 410)
    reply, document = documents[at]
    make = copies.pdf if document.kind is DocumentKind.PDF else copies.json
    try:
        content = await make(document.organisation_id, document.report_id)
    except NotFound as error:  # it has been deleted since
        raise Unusable(GONE, 410) from error
    headers = {"Content-Disposition": f'attachment; filename="{_name(reply, document)}"'}
    return Response(content, media_type=_MEDIA_TYPES[document.kind], headers=headers)


def copy_router(talks: Talks, copies: Copies | None) -> APIRouter:
    """Return the route of the page's buttons."""
    router = APIRouter(include_in_schema=False)

    @router.post("/copy", response_model=None)
    async def copy(request: Request) -> Response:
        fields = await form_fields(request)
        return await download(talks, copies, conversation=conversation_in(fields), copy=fields.get("copy", ""))

    return router


async def _turn_of(talks: Talks, conversation: str, copy: str) -> tuple[Turn | None, int]:
    place = _COPY.fullmatch(copy)
    if not place or not conversation:
        return None, 0
    seq, at = int(place[1]), int(place[2])
    turns: Sequence[Turn] = await talks.since(conversation, seq - 1)
    return next((turn for turn in turns if turn.seq == seq), None), at


def _name(reply: Reply, document: Document) -> str:
    """Return what the file is called. The reply's words name the reference that a document does not carry."""
    reference = _REFERENCE.search(reply.text)
    return f"alongside-{reference[0] if reference else 'report'}.{document.kind}"
