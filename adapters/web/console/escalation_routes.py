"""The pages of the escalations: those that nobody has answered, the tries of one, and how each force answers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from starlette.responses import Response

from adapters.spoc.administering import ADMIN
from adapters.spoc.callbacks import askable_id
from adapters.web.console.escalation_views import Looking, tries_of
from adapters.web.console.parts import Parts
from adapters.web.console.visits import Visit
from bot.errors import InvalidAnswer, NotFound
from bot.escalation.escalation import Outcome, Progress
from bot.escalation.force_names import force_name
from bot.escalation.people import is_waiting
from bot.escalation.progressing import MAX_NAME_CHARS, name_of
from bot.escalation.replaying import replay
from bot.escalation.response_times import response_times
from bot.escalation.staff_talk import is_open_to_staff

Kind = TypeVar("Kind", Progress, Outcome)

MOST_SHOWN = 100
"""How many escalations one page shows; those that have waited longest come first."""

CLOCK_DAYS = 365
"""Over how long the response clock goes back."""

DEEDS = ("replay", "answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRoutes:
    """What each address does."""

    parts: Parts
    looking: Looking

    async def list(self, visit: Visit) -> Response:
        """Show those that nobody has answered, oldest first."""
        shown, total = [], 0
        async with self.parts.storage.reading(visit.organisation_id) as work:
            for escalation in await work.escalations.open():
                report = await work.reports.get(escalation.report_id)
                if is_waiting(escalation, report):
                    total += 1
                    if total <= MOST_SHOWN:
                        shown.append(await self.looking.at(work, escalation, report, self.parts.clock.now()))
        await self._written_down(visit, "escalations.read", visit.organisation_id)
        return visit.page("escalations", escalations=shown, left=total - len(shown))

    async def one(self, visit: Visit) -> Response:
        """Show one, and its tries."""
        return await self._one(visit)

    async def act(self, visit: Visit) -> Response:
        """Do what was pressed on the page of an escalation, and show what came of it."""
        deed = str(visit.request.path_params["deed"])
        if deed not in DEEDS:
            raise NotFound("page", deed)
        return await (self._replay(visit) if deed == "replay" else self._answer(visit))

    async def clock(self, visit: Visit) -> Response:
        """Show how each force has answered; practice is left out, and no report can be told from it."""
        async with self.parts.storage.reading(visit.organisation_id) as work:
            rows = response_times(await work.escalations.since(self.parts.clock.now() - timedelta(days=CLOCK_DAYS)))
        await self._written_down(visit, "response_times.read", visit.organisation_id)
        return visit.page("forces", rows=[(force_name(row.force_id), row) for row in rows], days=CLOCK_DAYS)

    async def _replay(self, visit: Visit) -> Response:
        async with self.parts.storage.work(visit.organisation_id) as work:
            replayed = await replay(work, visit.subject_id, self.parts.ids, self.parts.clock.now(), actor=ADMIN)
        self.parts.wake()
        return await self._one(visit, said=replayed.value)

    async def _answer(self, visit: Visit) -> Response:
        posted = visit.posted
        if not await self._is_open_to_staff(visit):  # the words for the staff's own channel would name the report
            return await self._one(visit, problem="sealed", status=422)
        by, once = name_of(posted.text("by")), askable_id(posted.text("once"))[:64]
        try:
            if not by:
                raise InvalidAnswer("by", "no_words")
            text = await self.parts.on_behalf.note(
                visit.organisation_id,
                visit.subject_id,
                _known(Progress, posted.text("progress"), Progress.NONE),
                _known(Outcome, posted.text("outcome"), Outcome.NONE),
                by=by,
                words="",
                message_id=once or self.parts.ids.new("once"),
            )
        except InvalidAnswer as problem:
            return await self._one(visit, problem=problem.field, status=422)
        await self._written_down(visit, "escalation.answer_noted", visit.subject_id)
        self.parts.wake()
        return await self._one(visit, note=text.replace("**", ""))

    async def _one(self, visit: Visit, *, said: str = "", note: str = "", problem: str = "", status: int = 200) -> Response:
        async with self.parts.storage.reading(visit.organisation_id) as work:
            escalation = await work.escalations.get(visit.subject_id)
            report = await work.reports.get(escalation.report_id)
            view = await self.looking.at(work, escalation, report, self.parts.clock.now())
            attempts = await work.escalations.attempts(escalation.id)
        await self._written_down(visit, "escalation.read", escalation.id)
        typed = {name: visit.posted.text(name) if problem else "" for name in ("progress", "outcome", "by")}
        return visit.page(
            "escalation",
            status=status,
            escalation=view,
            tries=tries_of(escalation, attempts, is_shared=view.facts.shared is not None),
            progresses=[each.value for each in Progress if each],
            outcomes=[each.value for each in Outcome if each],
            typed=typed,
            once=self.parts.ids.new("once"),
            name_limit=MAX_NAME_CHARS,
            said=said,
            note=note,
            problem=problem,
        )

    async def _is_open_to_staff(self, visit: Visit) -> bool:
        async with self.parts.storage.reading(visit.organisation_id) as work:
            escalation = await work.escalations.get(visit.subject_id)
            return is_open_to_staff(await work.reports.get(escalation.report_id))

    async def _written_down(self, visit: Visit, action: str, subject_id: str) -> None:
        async with self.parts.storage.work(visit.organisation_id) as work:
            await work.audit.record(action, subject_id=subject_id, actor=ADMIN)


def _known(kind: type[Kind], typed: str, instead: Kind) -> Kind:
    return kind(typed) if typed in set(kind) else instead
