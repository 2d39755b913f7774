"""Opens the form, and shows its other questions. A modal must be opened within three seconds, so nothing comes before that.

What somebody typed into an open form must never be lost by anything here.
"""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.background import Signal
from adapters.slack.client import FAILURES, error_code, slack_errors
from adapters.slack.envelope import Body, part, words
from adapters.slack.form_fields import Label, entered_in
from adapters.slack.form_view import Draft, corner_of, report_view
from adapters.slack.handling import Ways
from adapters.slack.openings import Opening
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam, organisation_of
from bot.errors import ChannelError

log = logging.getLogger(__name__)


class ReportForms:
    """The form as a modal, for everybody of a workspace that is known."""

    def __init__(
        self,
        client: AsyncWebClient,
        ways: Ways,
        organisation_of_team: OrganisationOfTeam,
        *,
        label: Label,
        wording: SlackWording,
    ) -> None:
        """`label`: gives the words of a key of labels.yaml."""
        self._client = client
        self._ways = ways
        self._organisation_of_team = organisation_of_team
        self._label = label
        self._wording = wording

    async def open(self, opening: Opening, done: Signal) -> None:
        """Open the form; say so when that cannot be done."""
        refusal = ""
        try:
            if await organisation_of(opening, self._organisation_of_team) is None:
                refusal = "unknown_team"
            else:
                await self._show(opening)
        except Exception as exc:  # a channel's top handler: whatever broke, the person must hear of it
            log.exception("slack.form_not_opened", extra={"code": error_code(exc.__cause__)})
            refusal = "form_not_opened"
        done()
        if refusal:
            await self._say(opening, refusal)

    async def show_all(self, body: Body) -> None:
        """Show the questions that only "more" asks; what was entered stays."""
        view = part(body, "view")
        draft = Draft(entered=entered_in(view), corner=corner_of(view, words(body, "user", "id")), is_long=True)
        try:
            await self._client.views_update(
                view_id=words(view, "id"), hash=words(view, "hash"), view=report_view(draft, self._label, self._wording)
            )
        except FAILURES as exc:
            # The form stays as it was, with what was entered; a button that was pressed twice ends here as well.
            log.warning("slack.form_not_changed", extra={"code": error_code(exc)})

    async def _show(self, opening: Opening) -> None:
        draft = Draft(entered=opening.entered, corner=opening.corner, is_cut=opening.is_cut)
        with slack_errors():
            await self._client.views_open(trigger_id=opening.trigger, view=report_view(draft, self._label, self._wording))

    async def _say(self, opening: Opening, name: str) -> None:
        """Say it where the form was asked for, else in the direct message."""
        reply, corner = self._wording.reply(name), opening.corner
        try:
            if not corner.is_nowhere:
                await self._ways.corners.show(corner, [reply])
            elif name != "unknown_team":
                await self._ways.sender.send(f"{opening.team}:{await self._ways.direct.open(opening.user)}", [reply])
        except ChannelError as exc:
            log.warning("slack.reply_lost", extra={"kind": reply.kind, "error": type(exc).__name__})
