"""Joins bolt's listeners with our handlers: the same ones for HTTP and for Socket Mode. When Slack is answered: intake.py."""

import logging
import re

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.card_marks import STAFF_ACTION
from adapters.slack.client import silent_logger
from adapters.slack.envelope import Body
from adapters.slack.form_view import LONG_FORM, MESSAGE_SHORTCUT, OPEN_FORM, REPORT_FORM, SHORTCUT
from adapters.slack.inbound import read_command, read_event, read_press
from adapters.slack.intake import Intake, facts
from adapters.slack.openings import asks_for_form, read_form_command, read_form_press
from adapters.slack.outbound import CHOICE_ACTION
from adapters.slack.submissions import Errors

_ANY = re.compile("")

log = logging.getLogger(__name__)


def make_bolt(client: AsyncWebClient, intake: Intake) -> AsyncApp:
    """Return the bolt app with all listeners.

    Signatures are checked by `webhook.py`, since bolt parses a body before it checks who sent it, and logs what it refuses.
    """
    app = AsyncApp(
        name="alongside",
        logger=silent_logger(),
        client=client,
        authorize=_authorised,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,  # inbound.py does, and says so
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    _listen(app, intake)
    return app


def _listen(app: AsyncApp, intake: Intake) -> None:
    @app.event(_ANY)
    async def on_event(body: Body) -> None:
        await intake.take(read_event, body)

    @app.command(_ANY)
    async def on_command(body: Body, ack: AsyncAck) -> None:
        await (intake.open_form(read_form_command, body) if asks_for_form(body) else intake.take(read_command, body))
        await ack()

    @app.block_action(re.compile(f"^{CHOICE_ACTION}"))
    async def on_choice(body: Body, ack: AsyncAck) -> None:
        await intake.take(read_press, body)
        await ack()

    @app.block_action(re.compile(f"^{STAFF_ACTION}"))
    async def on_staff_press(body: Body, ack: AsyncAck) -> None:
        await intake.take_staff_press(body)
        await ack()

    @app.error
    async def on_error(error: Exception, body: Body) -> None:
        log.error("slack.request_failed", extra=facts(body), exc_info=error)

    _listen_to_forms(app, intake)


def _listen_to_forms(app: AsyncApp, intake: Intake) -> None:
    @app.shortcut(re.compile(f"^(?:{SHORTCUT}|{MESSAGE_SHORTCUT})$"))
    @app.block_action(OPEN_FORM)
    async def on_opening(body: Body, ack: AsyncAck) -> None:
        await intake.open_form(read_form_press, body)
        await ack()

    @app.block_action(LONG_FORM)
    async def on_long_form(body: Body, ack: AsyncAck) -> None:
        await intake.show_whole_form(body)
        await ack()

    @app.view(REPORT_FORM)
    async def on_form(body: Body, ack: AsyncAck) -> None:
        await _answer(ack, await intake.take_form(body))

    @app.view(re.compile(f"^{STAFF_ACTION}"))
    async def on_staff_modal(body: Body, ack: AsyncAck) -> None:
        await _answer(ack, await intake.take_staff_modal(body))


async def _answer(ack: AsyncAck, errors: Errors) -> None:
    """Close a modal, or leave it open and say in it what is wrong."""
    await (ack(response_action="errors", errors=dict(errors)) if errors else ack())


async def _authorised(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    # Bolt would ask Slack first, and answer in Slack's name when Slack does not. Whose workspace it is we check ourselves.
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
