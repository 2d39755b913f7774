"""The whole form on one page: shown, checked, shown again with what is wrong, and handed on to the conversation as one message.

What somebody typed must never be lost here, whatever else was wrong; and nothing is said to be kept that was not.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from adapters.web.counts import Outcome
from adapters.web.inbound import conversation_in
from adapters.web.pages import Pages
from adapters.web.posted import TooMuch
from adapters.web.receiving import posted
from adapters.web.report_answers import problems_of
from adapters.web.report_filled import Filled, Filling
from adapters.web.report_views import ReportViews
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot import emergency
from bot.heard import Heard
from bot.messages import Channel, Inbound, Reply
from bot.ports import Turn
from bot.rendering import Wording

NOT_TAKEN = frozenset({"too_long", "form_problems"})
"""Replies by which the core says that it wrote nothing of a form."""


class ReportRoutes:
    """What each address of the form does."""

    def __init__(self, talks: Talks, pages: Pages, wording: Wording, uploads: Uploads | None) -> None:
        self.talks = talks
        self.pages = pages
        self.wording = wording
        self.uploads = uploads
        self.filling = Filling(talks, uploads)
        self.views = ReportViews(wording, pages.organisation_name)

    async def blank(self, request: Request) -> Response:
        """Show an empty form to somebody who comes to its address."""
        return self._page(self.filling.blank(), is_new=True)

    async def from_chat(self, request: Request) -> Response:
        """Show the form of a conversation that is under way."""
        return self._page(self.filling.from_chat(await posted(request, None)))

    async def back(self, request: Request) -> Response:
        """Show the conversation again. Raises StorageError."""
        conversation = conversation_in((await posted(request, None)).firsts)
        turns = await self.talks.since(conversation) if conversation else ()
        return self._chat(turns, conversation) if turns else RedirectResponse("/", status_code=303)

    async def send(self, request: Request) -> Response:
        """Hand on the form, or show it again with what is wrong."""
        try:
            filled = await self.filling.read(await posted(request, self.uploads))
        except TooMuch as too_much:
            self.talks.counts.add(Channel.WEB, Outcome.REFUSED)
            filled = await self.filling.read(too_much.posted)
            return self._page(filled, replies=await self._card(self.filling.message(filled)), is_too_much=True, status=413)
        message = self.filling.message(filled)
        problems = await asyncio.to_thread(problems_of, filled.answers, self.wording, sent_at=message.sent_at)
        if problems or filled.not_kept or filled.is_lost:
            return self._page(filled, problems, replies=await self._card(message), status=413 if filled.not_kept else 422)
        turn = await self.talks.say(message)
        if not turn.id:  # it could not be stored: the apology, and the form as it was
            return self._page(filled, replies=turn.replies, status=503)
        if any(reply.kind in NOT_TAKEN for reply in turn.replies):
            return self._page(filled, replies=turn.replies, status=422)
        turns, is_complete = await self.talks.with_news(turn, filled.conversation)
        return self._chat(turns, filled.conversation, is_complete=is_complete)

    async def _card(self, message: Inbound) -> Sequence[Reply]:
        """Return the emergency card when the words call for it: a wrong date must not hold it back."""
        found = await asyncio.to_thread(emergency.check, self.wording, Heard(message))
        return [reply for reply in found if reply.kind == "emergency"]

    def _chat(self, turns: Sequence[Turn], conversation: str, *, is_complete: bool = True) -> Response:
        message_id = self.talks.new_secret()
        page = self.pages.whole(
            turns, conversation=conversation, message_id=message_id, arrival="going-on", is_complete=is_complete
        )
        page.background = BackgroundTask(self.talks.delivered, turns)
        return page

    def _page(
        self,
        filled: Filled,
        problems: Mapping[str, str] | None = None,
        *,
        replies: Sequence[Reply] = (),
        is_new: bool = False,
        is_too_much: bool = False,
        status: int = 200,
    ) -> Response:
        form = self.views.form({each.field: each for each in filled.answers}, problems or {})
        return self.pages.report(
            form,
            filled,
            carried=self.filling.carried(filled),
            replies=replies,
            is_new=is_new,
            is_too_much=is_too_much,
            status=status,
        )


def report_router(routes: ReportRoutes) -> APIRouter:
    """Return the routes of the form."""
    router = APIRouter(include_in_schema=False)
    options: dict[str, Any] = {"response_model": None}
    router.add_api_route("/report", routes.blank, methods=["GET"], **options)
    router.add_api_route("/report", routes.send, methods=["POST"], **options)
    router.add_api_route("/report/open", routes.from_chat, methods=["POST"], **options)
    router.add_api_route("/report/back", routes.back, methods=["POST"], **options)
    return router
