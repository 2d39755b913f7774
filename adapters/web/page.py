"""The chat page: a form that is posted, and the whole conversation in return; with HTMX, only what is new.

The conversation's id is a secret. It travels in a hidden field and never in an address, a cookie or a log, because addresses stay
in the browser's history and in the logs of whatever lies in between.
"""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from adapters.web.bodies import form_fields
from adapters.web.counts import Outcome
from adapters.web.inbound import conversation_in, from_form, is_invitation, message_id_in, opening
from adapters.web.pages import Pages
from adapters.web.posted import Posted, TooMuch, hashes_of, with_files
from adapters.web.receiving import posted
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot.messages import Channel, Inbound
from bot.ports import Turn

INVITATION_COOKIE = "invitation"
INVITATION_COOKIE_S = 120
"""How long the code may wait in the browser, in seconds: as long as one redirect takes on a bad connection."""

INVITED = "invited"


class PageRoutes:
    """What each address of the page does."""

    def __init__(self, talks: Talks, pages: Pages, uploads: Uploads | None = None) -> None:
        self.talks = talks
        self.pages = pages
        self.uploads = uploads

    async def arrive(self, request: Request) -> Response:
        """Begin a conversation and show its welcome."""
        code = request.query_params.get("invite")
        return await self._welcome(request) if code is None else _without_the_code(request, code)

    async def _welcome(self, request: Request) -> Response:
        code = request.cookies.get(INVITATION_COOKIE, "")
        invitation = code if is_invitation(code) else ""
        conversation = self.talks.new_secret()
        turn = await self.talks.say(opening(conversation=conversation, at=self.talks.now(), invitation=invitation))
        arrival = "invited" if invitation else "invitation-lost" if INVITED in request.query_params else "new"
        page = self.pages.whole([turn], conversation=conversation, message_id=self.talks.new_secret(), arrival=arrival)
        if code:
            page.delete_cookie(INVITATION_COOKIE, httponly=True, samesite="lax")
        return self._delivering(page, [turn])

    async def say(self, request: Request) -> Response:
        """Hand on what was typed, pressed or sent. Without a usable conversation a new one begins: no message is turned away."""
        try:
            sent = await posted(request, self.uploads)
        except TooMuch as too_much:
            return await self._too_much(request, too_much)
        conversation = conversation_in(sent.firsts) or self.talks.new_secret()
        inbound = self._message(sent, conversation)
        turn = await self.talks.say(inbound)
        is_part = "HX-Request" in request.headers
        after = _place(sent.first("after")) if is_part else 0
        turns, is_complete = await self.talks.with_news(turn, conversation, after)
        if is_part:
            return self._delivering(self.pages.update(turns, after=after, message_id=self.talks.new_secret()), turns)
        page = self.pages.whole(
            turns,
            conversation=conversation,
            message_id=self.talks.new_secret(),
            arrival="going-on",
            draft=sent.first("text") if inbound.choice or not turn.id else "",  # a text that was not stored is not lost
            is_complete=is_complete,
            notice="not-sent" if sent.left_out or (sent.items and not turn.id) else "",
        )
        return self._delivering(page, turns)

    def _message(self, sent: Posted, conversation: str) -> Inbound:
        message_id = message_id_in(sent.firsts) or self.talks.new_secret()
        files = hashes_of(sent.items)
        message = from_form(sent.firsts, conversation=conversation, message_id=message_id, at=self.talks.now(), files=files)
        return with_files(message, sent)

    async def _too_much(self, request: Request, too_much: TooMuch) -> Response:
        """Show the conversation again, with the words that came before it was too much in their box."""
        conversation = conversation_in(too_much.posted.firsts)
        if "HX-Request" in request.headers or not conversation:
            raise too_much
        self.talks.counts.add(Channel.WEB, Outcome.REFUSED)
        turns, is_complete = await self.talks.so_far(conversation)
        return self.pages.whole(
            turns,
            conversation=conversation,
            message_id=self.talks.new_secret(),
            arrival="going-on",
            draft=too_much.posted.first("text"),
            is_complete=is_complete,
            notice="too-much",
            status=413,
        )

    async def news(self, request: Request) -> Response:
        """Return what has come since, or nothing at all (204). Raises StorageError."""
        fields = await form_fields(request)
        conversation, after = conversation_in(fields), _place(fields.get("after", ""))
        turns = await self.talks.since(conversation, after) if conversation else ()
        return self._delivering(self.pages.update(turns, after=after), turns) if turns else Response(status_code=204)

    async def restore(self, request: Request) -> Response:
        """Return a whole conversation for a page that was loaded again, or 204 when it is unknown. Raises StorageError."""
        conversation = conversation_in(await form_fields(request))
        turns = await self.talks.since(conversation) if conversation else ()
        if not turns:
            return Response(status_code=204)
        page = self.pages.restored(turns, conversation=conversation, message_id=self.talks.new_secret())
        return self._delivering(page, turns)

    def _delivering(self, response: Response, turns: Sequence[Turn]) -> Response:
        response.background = BackgroundTask(self.talks.delivered, turns)
        return response


def page_router(talks: Talks, pages: Pages, uploads: Uploads | None = None) -> APIRouter:
    """Return the routes of the page; without `uploads` it takes no files."""
    routes = PageRoutes(talks, pages, uploads)
    router = APIRouter(include_in_schema=False)
    options: dict[str, Any] = {"response_model": None}
    router.add_api_route("/", routes.arrive, methods=["GET"], **options)
    router.add_api_route("/", routes.say, methods=["POST"], **options)
    router.add_api_route("/news", routes.news, methods=["POST"], **options)
    router.add_api_route("/talk", routes.restore, methods=["POST"], **options)
    return router


def _without_the_code(request: Request, code: str) -> Response:
    """Send the browser on to an address without the invitation's code.

    A redirect's own address does not enter the history, so that whoever picks up the device later cannot open the invitation
    again. The code waits in a cookie for the one request that follows, and is deleted by it. When the cookie does not come
    back, the page says so: the person would otherwise talk to another organisation than the one that invited them, without
    knowing it. Lax, not Strict: the link was followed from a message on another site.
    """
    response = RedirectResponse(f"/?{INVITED}", status_code=303)
    if is_invitation(code):
        is_https = request.url.scheme == "https"
        response.set_cookie(INVITATION_COOKIE, code, max_age=INVITATION_COOKIE_S, httponly=True, samesite="lax", secure=is_https)
    return response


def _place(value: str) -> int:
    """Return a place in a conversation; what is none counts as the beginning, so that nothing goes unseen."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else 0
