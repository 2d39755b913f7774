"""A reporter's own copies, from a button to a file.

Whoever asks must hold the secret of the conversation in which the copy was offered: the turn is looked up there, and it alone
says which report it is. Nothing of a request names a report, and no address holds a secret.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from adapters.export.documents import FileOf, name_of
from adapters.web.bodies import form_fields
from adapters.web.inbound import Unusable, conversation_in
from adapters.web.talks import Talks
from bot.errors import NotFound
from bot.messages import DocumentKind
from bot.ports import Turn

GONE = "There is no such copy in this conversation. Ask for it again: say “My reports”, then “As files”."

_COPY = re.compile(r"([1-9][0-9]{0,14})\.([0-9]{1,2})")


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
                Offer(id=f"{turn.seq}.{at + n}", kind=document.kind, name=name_of(document))
                for n, document in enumerate(documents)
            )
        )
        at += len(documents)
    return tuple(found)


async def download(talks: Talks, file_of: FileOf | None, *, conversation: str, copy: str) -> Response:
    """Return the file of an offer. Raises Unusable (410) when this conversation has no such offer; StorageError."""
    turn, at = await _turn_of(talks, conversation, copy)
    documents = [document for reply in (turn.replies if turn else ()) for document in reply.documents]
    if not file_of or at >= len(documents):
        raise Unusable(GONE, 410)
    try:
        file = await file_of(documents[at])
    except NotFound as error:  # it has been deleted since
        raise Unusable(GONE, 410) from error
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)


def copy_router(talks: Talks, file_of: FileOf | None) -> APIRouter:
    """Return the route of the page's buttons."""
    router = APIRouter(include_in_schema=False)

    @router.post("/copy", response_model=None)
    async def copy(request: Request) -> Response:
        fields = await form_fields(request)
        return await download(talks, file_of, conversation=conversation_in(fields), copy=fields.get("copy", ""))

    return router


async def _turn_of(talks: Talks, conversation: str, copy: str) -> tuple[Turn | None, int]:
    place = _COPY.fullmatch(copy)
    if not place or not conversation:
        return None, 0
    seq, at = int(place[1]), int(place[2])
    turns: Sequence[Turn] = await talks.since(conversation, seq - 1)
    return next((turn for turn in turns if turn.seq == seq), None), at
