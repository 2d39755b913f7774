"""The files of the HTTP API: evidence that a person sends, and the copy of a report that they take away.

A file's name is never read, and no answer tells whether somebody else's conversation or report exists.
"""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from adapters.export.documents import FileOf
from adapters.web.api_parsing import body_of, json_body, parsed, record_of
from adapters.web.api_records import ChatAnswer, CopyWanted, EvidenceMessage
from adapters.web.copies import download
from adapters.web.inbound import Unusable, said
from adapters.web.posted import with_files
from adapters.web.receiving import FILES, posted
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot.messages import Inbound
from bot.reporting.keeping import MAX_FILES, MAX_MEGABYTES

Answering = Callable[[Inbound], Awaitable[JSONResponse]]

ABOUT_EVIDENCE = f"""Sends files, with words or without, as one message: photos, videos, voice, documents.

A multipart form with the fields of a message first and then one part called `files` for each file: at most {MAX_FILES} of them,
{MAX_MEGABYTES} MB each. A file that is larger, or that could not be saved, is not kept; the rest of the message is handled, and
the replies say what was not kept. A photo may hold where it was taken. The files are kept as they are and go where the person
lets their report go."""

ABOUT_COPY = """Returns a copy of the person's own report, by the id of one of the documents of a reply in this conversation.
The same copy has the same bytes each time, as long as nothing is added to the report."""

NOTHING = f'Send "{FILES}", or "text", or both.'


def add_files(router: APIRouter, talks: Talks, uploads: Uploads | None, file_of: FileOf | None, answer: Answering) -> None:
    """Add the routes for files to the API's others."""
    evidence_body = body_of("multipart/form-data", _form_schema())

    @router.post("/evidence", description=ABOUT_EVIDENCE, response_model=ChatAnswer, openapi_extra=evidence_body)
    async def evidence(request: Request) -> JSONResponse:
        sent = await posted(request, uploads)
        message = record_of(sent.firsts, EvidenceMessage)
        if not (message.text or sent.items or sent.refused):
            raise Unusable(NOTHING)
        message_id = message.id or talks.new_secret()
        inbound = said(conversation=message.conversation, message_id=message_id, at=talks.now(), text=message.text)
        return await answer(with_files(inbound, sent))

    @router.post("/copy", description=ABOUT_COPY, response_class=Response, openapi_extra=json_body(CopyWanted))
    async def copy(request: Request) -> Response:
        wanted = await parsed(request, CopyWanted)
        return await download(talks, file_of, conversation=wanted.conversation, copy=wanted.document)


def _form_schema() -> Mapping[str, object]:
    schema = EvidenceMessage.model_json_schema()
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": MAX_FILES}
    return {**schema, "properties": {**schema["properties"], FILES: files}}
