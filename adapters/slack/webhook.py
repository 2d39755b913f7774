"""The HTTP side: checks that Slack calls, and answers when bolt does. Events, commands and buttons all come here.

Nothing may be parsed of a request that is not signed, and nothing of a refused one may reach a log.
"""

from fastapi import APIRouter, HTTPException, Request, Response
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from bot.errors import MissingSetting
from bot.ports import Clock

PATH = "/slack/events"

MAX_BODY_BYTES = 1024 * 1024
"""Far above anything that Slack sends: a button comes with its message, of at most 50 blocks of 3,000 characters."""

_LONGEST_STAMP = 12
_NOT_SLACKS = (ValueError, TypeError, AttributeError)  # what bolt raises over a body that is not of Slack's making


def webhook_router(app: AsyncApp, clock: Clock, *, signing_secret: str) -> APIRouter:
    """Return a router with the webhook.

    Raises:
        MissingSetting: the signing secret is empty, which would let anybody speak in anybody's name.
    """
    if not signing_secret:
        raise MissingSetting("ALONGSIDE_SLACK_SIGNING_SECRET", "Without it anybody could send events in Slack's name.")
    verifier = SignatureVerifier(signing_secret, _Seconds(clock))
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        body = await _body(request)
        if not _is_signed(verifier, request, body):
            raise HTTPException(401, "The signature is missing, wrong or older than five minutes.")
        answer: Response = to_starlette_response(await app.async_dispatch(_parse(request, body)))
        return answer

    return router


class _Seconds(SignatureClock):
    """Our clock, as the verifier reads it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, "The request is too large.")
    return bytes(body)


def _is_signed(verifier: SignatureVerifier, request: Request, body: bytes) -> bool:
    stamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    # The verifier fails over headers and bodies that it cannot read.
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= _LONGEST_STAMP and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, stamp, signature)
    except UnicodeDecodeError:
        return False


def _parse(request: Request, body: bytes) -> AsyncBoltRequest:
    try:
        return to_async_bolt_request(request, body)
    except _NOT_SLACKS as exc:
        raise HTTPException(400, "The body is not one of Slack's.") from exc
