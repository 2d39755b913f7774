"""Where the SPOC answers: signed callbacks here, and the links that need no login in `link_pages`."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from standardwebhooks import Webhook

from adapters.spoc.callbacks import QUESTION, Callback, Malformed, once, read_callback
from adapters.spoc.callers import Callers
from adapters.spoc.limits import limited
from adapters.spoc.link_pages import LinkPages, link_routes
from bot.errors import InvalidAnswer
from bot.escalation.acknowledging import Acknowledging, Taken
from bot.escalation.escalation import Outcome, Progress
from bot.escalation.progressing import MAX_CHARS
from bot.ports import Storage

_EXPECTED = (
    'Expected {"type": "escalation.acknowledged", "data": {"escalation": "...", "by": "..."}}, or "escalation.progress" with '
    '"progress", "outcome" and "words", or "escalation.question" with "text".'
)
_WRONG = {
    ("progress", "choice"): f"progress must be one of {', '.join(each for each in Progress if each)}.",
    ("outcome", "choice"): f"closed needs an outcome, and nothing else has one: {', '.join(each for each in Outcome if each)}.",
    ("words", "too_long"): f"words are too long: at most {MAX_CHARS} characters.",
    ("words", "control"): "words have control characters.",
    ("text", "no_words"): "text is empty: a question needs words.",
    ("text", "too_long"): f"text is too long: at most {MAX_CHARS} characters.",
    ("text", "control"): "text has control characters.",
}
_UNSIGNED = "The signature does not fit this escalation. Sign the body by Standard Webhooks with the secret that we share."
_WITHDRAWN = "The reporter has withdrawn this report. Nothing was changed."


def acknowledgement_routes(acknowledging: Acknowledging, webhook: Webhook | None, storage: Storage) -> APIRouter:
    """Return the routes `POST /spoc/acknowledgements` and `GET+POST /a/{token}`.

    Args:
        acknowledging: takes what is said.
        webhook: of the one SPOC of the settings; None when there is none, and only contacts of the directory may call back.
        storage: where the contacts and the reports are.
    """
    router = APIRouter(tags=["SPOC"])
    callers = Callers(acknowledging=acknowledging, storage=storage, webhook=webhook)

    @router.post("/spoc/acknowledgements")
    async def callback(request: Request) -> Response:
        """Take a callback, signed as ours are: acknowledged, progress or a question. An unknown escalation is answered by 401."""
        body = await limited(request)
        if body is None:
            return _problem(413, "The body is too large: at most 64 KiB.")
        called = read_callback(body)
        if called is None:
            return _problem(400, _EXPECTED)
        if not await callers.may_speak(called.escalation_id, body, request.headers):
            return _problem(401, _UNSIGNED)
        try:
            return await _taken(acknowledging, called, once(called.escalation_id, request.headers["webhook-id"]))
        except Malformed:
            return _problem(400, _EXPECTED)
        except InvalidAnswer as problem:
            return _problem(422, _WRONG[problem.field, problem.reason])

    router.include_router(link_routes(LinkPages(acknowledging=acknowledging, storage=storage)))
    return router


async def _taken(acknowledging: Acknowledging, called: Callback, id: str) -> Response:
    if called.kind == QUESTION:
        taken = await acknowledging.ask(called.escalation_id, called.question, question_id=id, by=called.by, how="callback")
        return JSONResponse({"asked": not taken.is_withdrawn, "new": taken.is_new} | _withdrawal(taken))
    taken = await acknowledging.take(called.escalation_id, called.word(id))
    said = {"acknowledged": not taken.is_withdrawn, "new": taken.is_new, "progress": taken.escalation.progress.value}
    return JSONResponse(said | _withdrawal(taken))


def _withdrawal(taken: Taken) -> dict[str, object]:
    """Not an error: a sender that gets one would try again for days."""
    return {"withdrawn": True, "note": _WITHDRAWN} if taken.is_withdrawn else {}


def _problem(status: int, what_to_do: str) -> JSONResponse:
    return JSONResponse({"error": what_to_do}, status_code=status)
