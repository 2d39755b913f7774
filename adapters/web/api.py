"""The HTTP API of the chat, for apps and scripts.

It must never repeat in an error what a person wrote: errors end up in the logs of whoever calls.
"""

from collections.abc import Mapping
from typing import TypeVar

from fastapi import APIRouter, Request
from pydantic import BaseModel, ValidationError
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

from adapters.web.api_records import ChatAnswer, ChatMessage, NewsAnswer, NewsQuestion, ProblemAnswer, turn_out
from adapters.web.bodies import json_object
from adapters.web.inbound import Unusable, said
from adapters.web.outbound import whole
from adapters.web.talks import Talks

Record = TypeVar("Record", bound=BaseModel)

WHAT_TO_SEND: Mapping[str, str] = {
    "conversation": '"conversation" must be a string of 1 to 128 characters without control characters.',
    "text": '"text" must be a string with at least one character.',
    "choice": '"choice" must be a string: the id of one of the choices of a reply.',
    "id": '"id" must be a string of 1 to 64 characters without control characters. Leave it out to get a new one.',
    "after": '"after" must be a whole number, 0 or more: the "seq" of the last turn that you have.',
    "": 'Send either "text" or "choice", not both and not neither.',
}
"""What an error says, by the field that is wrong."""

ABOUT = """Sends one message, or one pressed button, and returns the replies.

**The conversation's id is a secret that you make up**: 1 to 128 characters without control characters; use at least 128
random bits. On the web whoever knows it *is* the person: they can read the whole conversation and speak in it. Never put it
into an address or a log.

The same `id` again is the same message: it gets the stored replies, and nothing happens twice. `saved` is false when the
message could not be stored; the replies then say so, and the same message with the same `id` may be sent again."""

ABOUT_NEWS = """Returns the turns of a conversation after a place in it, oldest first: for notices that nobody asked for, such as
that a report was acknowledged. Ask every few seconds while a person is looking. Whoever knows the conversation's id can read
all of it."""

PROBLEMS: dict[int | str, dict[str, object]] = {
    400: {"model": ProblemAnswer, "description": "Not JSON."},
    413: {"model": ProblemAnswer, "description": "Larger than 64 KiB."},
    422: {"model": ProblemAnswer, "description": "A field is missing or wrong."},
    503: {"model": ProblemAnswer, "description": "The conversation cannot be read just now."},
}


def api_router(talks: Talks) -> APIRouter:
    """Return the routes under /api/chat."""
    router = APIRouter(prefix="/api/chat", tags=["chat"], responses=PROBLEMS)

    @router.post("", description=ABOUT, response_model=ChatAnswer, openapi_extra=_body(ChatMessage))
    async def say(request: Request) -> JSONResponse:
        message = await _parsed(request, ChatMessage)
        inbound = said(
            conversation=message.conversation,
            message_id=message.id or talks.new_secret(),
            at=talks.now(),
            text=message.text or "",
            choice=message.choice or "",
        )
        turn = await talks.say(inbound)
        answer = ChatAnswer(**turn_out(turn).model_dump(), id=inbound.id, turn=turn.id, saved=bool(turn.id))
        return JSONResponse(answer.model_dump(mode="json"), background=BackgroundTask(talks.delivered, [turn]))

    @router.post("/news", description=ABOUT_NEWS, response_model=NewsAnswer, openapi_extra=_body(NewsQuestion))
    async def news(request: Request) -> JSONResponse:
        question = await _parsed(request, NewsQuestion)
        turns = await talks.since(question.conversation, question.after)
        answer = NewsAnswer(turns=[turn_out(turn) for turn in turns])
        return JSONResponse(answer.model_dump(mode="json"), background=BackgroundTask(talks.delivered, turns))

    return router


async def _parsed(request: Request, record: type[Record]) -> Record:
    """Return the body as a record. Raises Unusable, which names the field and never its value."""
    body = await json_object(request)
    words = {name: whole(value) for name, value in body.items() if name in ("text", "choice") and isinstance(value, str)}
    try:
        return record.model_validate({**body, **words})
    except ValidationError as error:
        places = [detail["loc"] for detail in error.errors(include_input=False, include_url=False)]
        wrong = {str(place[0]) if place else "" for place in places}
    raise Unusable(" ".join(hint for field, hint in WHAT_TO_SEND.items() if field in wrong))


def _body(record: type[BaseModel]) -> dict[str, object]:
    schema = record.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
