"""The HTTP API of the chat, for apps and scripts: messages, and what came since.

It must never repeat in an error what a person wrote: errors end up in the logs of whoever calls.
"""

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

from adapters.export.documents import FileOf
from adapters.web.api_files import add_files
from adapters.web.api_parsing import json_body, parsed
from adapters.web.api_records import ChatAnswer, ChatMessage, NewsAnswer, NewsQuestion, ProblemAnswer, turn_out
from adapters.web.inbound import said
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot.messages import Inbound

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
    410: {"model": ProblemAnswer, "description": "There is no such copy in this conversation."},
    413: {"model": ProblemAnswer, "description": "Larger than may be sent at once: 64 KiB of JSON."},
    422: {"model": ProblemAnswer, "description": "A field is missing or wrong."},
    503: {"model": ProblemAnswer, "description": "The conversation cannot be read just now."},
}


def api_router(talks: Talks, uploads: Uploads | None = None, file_of: FileOf | None = None) -> APIRouter:
    """Return the routes under /api/chat; without `uploads` no file is kept, without `file_of` none is given."""
    router = APIRouter(prefix="/api/chat", tags=["chat"], responses=PROBLEMS)

    async def answer(inbound: Inbound) -> JSONResponse:
        turn = await talks.say(inbound)
        body = ChatAnswer(**turn_out(turn).model_dump(), id=inbound.id, turn=turn.id, saved=bool(turn.id))
        return JSONResponse(body.model_dump(mode="json"), background=BackgroundTask(talks.delivered, [turn]))

    @router.post("", description=ABOUT, response_model=ChatAnswer, openapi_extra=json_body(ChatMessage))
    async def say(request: Request) -> JSONResponse:
        message = await parsed(request, ChatMessage)
        return await answer(
            said(
                conversation=message.conversation,
                message_id=message.id or talks.new_secret(),
                at=talks.now(),
                text=message.text or "",
                choice=message.choice or "",
            )
        )

    @router.post("/news", description=ABOUT_NEWS, response_model=NewsAnswer, openapi_extra=json_body(NewsQuestion))
    async def news(request: Request) -> JSONResponse:
        question = await parsed(request, NewsQuestion)
        turns = await talks.since(question.conversation, question.after)
        body = NewsAnswer(turns=[turn_out(turn) for turn in turns])
        return JSONResponse(body.model_dump(mode="json"), background=BackgroundTask(talks.delivered, turns))

    add_files(router, talks, uploads, file_of, answer)
    return router
