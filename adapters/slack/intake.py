"""Reads what came and hands it over, and says when Slack may be answered.

Slack is answered as soon as the message is stored, and after two seconds at the latest, while the work goes on: what is not
answered within three comes again, and what was answered before it is stored would be lost in a crash. A form is not closed before
it is stored: it is the only place where its words are.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.slack.background import Background, Signal, Work
from adapters.slack.envelope import Body, part, words
from adapters.slack.forms import ReportForms
from adapters.slack.handling import ArrivalHandler
from adapters.slack.inbound import Arrival, Ignored
from adapters.slack.markup import bare
from adapters.slack.media import FETCH_TIME_LIMIT_S
from adapters.slack.openings import Opening
from adapters.slack.presses import TriagePresses
from adapters.slack.staff_presses import read_staff_press, read_staff_submission
from adapters.slack.staff_views import TEXT
from adapters.slack.submissions import Errors, read_submission
from adapters.slack.wording import SlackWording
from bot.messages import Reply
from bot.ports import Clock
from bot.rendering import Wording

ANSWER_WITHIN_S = 2.0
"""Slack waits three seconds in all (docs.slack.dev/apis/events-api/#responding); one of them is for the network."""

FILES_WITHIN_S = FETCH_TIME_LIMIT_S + 10
"""How long a message with files is held back from being confirmed, in seconds, at the longest."""

Read = Callable[[Body, datetime], Arrival | Ignored]
ReadOpening = Callable[[Body], Opening | Ignored]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who does what comes in."""

    handler: ArrivalHandler
    presses: TriagePresses
    forms: ReportForms
    wording: Wording  # of the conversation: the labels of the form
    own: SlackWording  # what the channel says by itself
    key: str  # as in `submission_id`


class Intake:
    """Reads what came and hands it over; returns when Slack may be answered."""

    def __init__(self, parts: Parts, background: Background, clock: Clock, *, answer_within_s: float = ANSWER_WITHIN_S) -> None:
        self._parts = parts
        self._background = background
        self._clock = clock
        self._answer_within_s = answer_within_s

    async def take(self, read: Read, body: Body) -> None:
        """Take something that a person said, or a button that they pressed."""
        arrival = read(body, self._clock.now())
        if isinstance(arrival, Ignored):
            _note(arrival, body)
            return
        # Files take longer than Slack waits. It sends the message again meanwhile, which does no harm; answered too early, a
        # message would be lost in a crash.
        limit_s = FILES_WITHIN_S if arrival.files else self._answer_within_s
        await self._background.start_and_wait(lambda stored: self._parts.handler.handle(arrival, stored), limit_s=limit_s)

    async def take_staff_press(self, body: Body) -> None:
        """Take a press on a triage card."""
        press = read_staff_press(body, self._clock.now())
        if isinstance(press, Ignored):
            _note(press, body)
            return
        await self._wait_for(lambda done: self._parts.presses.handle(press, done))

    async def open_form(self, read: ReadOpening, body: Body) -> None:
        """Open the form for somebody."""
        opening = read(body)
        if isinstance(opening, Ignored):
            _note(opening, body)
            return
        await self._wait_for(lambda done: self._parts.forms.open(opening, done))

    async def show_whole_form(self, body: Body) -> None:
        """Show the other questions in a form that is open."""
        await self._wait_for(lambda _done: self._parts.forms.show_all(body))

    async def take_form(self, body: Body) -> Errors:
        """Take a form that was sent in; return what is wrong with it. Without anything wrong it is stored, and may be closed."""
        form = read_submission(body, self._clock.now(), wording=self._parts.wording, own=self._parts.own, key=self._parts.key)
        if isinstance(form, Ignored):
            _note(form, body)
            return {}
        if form.errors:
            return form.errors
        handled = asyncio.Event()

        async def handle(stored: Signal) -> None:
            await self._parts.handler.handle(form.arrival, stored)
            handled.set()

        is_stored = await self._wait_for(handle)
        return {} if is_stored else {form.first_block: self._parts.own.form("not_kept" if handled.is_set() else "waiting")}

    async def take_staff_modal(self, body: Body) -> Errors:
        """Take a modal of the staff that was sent in; return what is wrong with it."""
        press = read_staff_submission(body, key=self._parts.key)
        if isinstance(press, Ignored):
            _note(press, body)
            return {}
        refusals: list[Reply | None] = []

        async def carry_out(done: Signal) -> None:
            refusals.append(await self._parts.presses.carry_out(press, done))

        if await self._wait_for(carry_out):
            return {}
        [refusal] = refusals or [None]
        return {TEXT: bare(refusal.text) if refusal else self._parts.own.form("waiting")}

    async def _wait_for(self, work: Work) -> bool:
        return await self._background.start_and_wait(work, limit_s=self._answer_within_s)


def _note(ignored: Ignored, body: Body) -> None:
    log.info("slack.ignored", extra={**facts(body), "reason": ignored.reason})


def facts(body: Body) -> dict[str, object]:
    """Return what may stand in the log of a request: no words, no names."""
    return {"event": words(body, "event_id"), "kind": words(part(body, "event"), "type") or words(body, "type")}
