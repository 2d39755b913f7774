"""Joins bolt's listeners with our handlers: the same ones for HTTP and for Socket Mode.

Slack is answered as soon as the message is stored, and after two seconds at the latest, while the work goes on: what is not
answered within three comes again, and what was answered before it is stored would be lost in a crash.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.background import Background
from adapters.slack.client import silent_logger
from adapters.slack.envelope import Body, part, words
from adapters.slack.handling import ArrivalHandler
from adapters.slack.inbound import Arrival, Ignored, read_command, read_event, read_press
from adapters.slack.outbound import CHOICE_ACTION
from adapters.slack.presses import TriagePresses, read_staff_press
from adapters.slack.triage_card import STAFF_ACTION
from bot.ports import Clock

ANSWER_WITHIN_S = 2.0
"""Slack waits three seconds in all (docs.slack.dev/apis/events-api/#responding); one of them is for the network."""

_ANY = re.compile("")

Read = Callable[[Body, datetime], Arrival | Ignored]

log = logging.getLogger(__name__)


class Intake:
    """Reads what came and hands it over; returns when Slack may be answered."""

    def __init__(
        self,
        handler: ArrivalHandler,
        presses: TriagePresses,
        background: Background,
        clock: Clock,
        *,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        self._handler = handler
        self._presses = presses
        self._background = background
        self._clock = clock
        self._answer_within_s = answer_within_s

    async def take(self, read: Read, body: Body) -> None:
        """Take something that a person said, or a button that they pressed."""
        arrival = read(body, self._clock.now())
        if isinstance(arrival, Ignored):
            _note(arrival, body)
            return
        await self._background.start_and_wait(lambda stored: self._handler.handle(arrival, stored), limit_s=self._answer_within_s)

    async def take_staff_press(self, body: Body) -> None:
        """Take a press on a triage card."""
        press = read_staff_press(body, self._clock.now())
        if isinstance(press, Ignored):
            _note(press, body)
            return
        await self._background.start_and_wait(lambda done: self._presses.handle(press, done), limit_s=self._answer_within_s)


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
        await intake.take(read_command, body)
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
        log.error("slack.request_failed", extra=_facts(body), exc_info=error)


async def _authorised(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    # Bolt would ask Slack first, and answer in Slack's name when Slack does not. Whose workspace it is we check ourselves.
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _note(ignored: Ignored, body: Body) -> None:
    log.info("slack.ignored", extra={**_facts(body), "reason": ignored.reason})


def _facts(body: Body) -> dict[str, object]:
    return {"event": words(body, "event_id"), "kind": words(part(body, "event"), "type") or words(body, "type")}
