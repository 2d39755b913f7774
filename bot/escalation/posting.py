"""Posts one message to whoever is responsible, and writes down the try. Everything that goes to a SPOC goes through here.

It must never send to a contact who has ended, nor in earnest what is practice, nor let a later message about a report overtake an
earlier one.
"""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.assigning import uk_day
from bot.escalation.circuits import Circuits
from bot.escalation.directory import Directory, SpocContact
from bot.escalation.escalation import Attempt, Escalation
from bot.ports import Clock, SpocMessage, SpocNotifier, Spocs, Storage, UnitOfWork

IN_ORDER = frozenset({DutyKind.DELIVER, DutyKind.UPDATE, DutyKind.WITHDRAW, DutyKind.REVOKE_CONTACT})
"""What a SPOC must get in the order in which it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One try, or why there was none: then `wait` says when to ask again."""

    event: str
    contact_id: str
    status: int | None = None
    problem: SpocUnreachable | SpocRefused | None = None
    elapsed_ms: int | None = None
    wait: timedelta | None = None

    @property
    def is_over(self) -> bool:
        """True when it was taken or refused: trying again would change nothing."""
        return self.wait is None and not isinstance(self.problem, SpocUnreachable)

    @property
    def outcome(self) -> str:
        """The word for it in the log of attempts."""
        if self.problem is None:
            return "delivered"
        return "refused" if isinstance(self.problem, SpocRefused) else "unreachable"


Then = Callable[[UnitOfWork, Tried], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Posts messages. `spoc` is the one of the settings, `spocs` leads to those of the directory."""

    storage: Storage
    spoc: SpocNotifier
    spocs: Spocs
    clock: Clock
    circuits: Circuits = field(default_factory=Circuits)
    jitter: Callable[[], float] = random.random

    async def send(
        self, duty: Duty, message: SpocMessage, escalation: Escalation, then: Then, *, to: SpocContact | None = None
    ) -> None:
        """Try once and write what came of it: the duty is put off, or ended together with what `then` writes.

        Args:
            duty: whose subject is the escalation.
            message: what goes out.
            escalation: which it is about.
            then: is called in the transaction that ends the duty, when the message was taken or refused.
            to: whom it goes to, when that is not whoever has the escalation.
        """
        try:
            async with self.storage.reading(duty.organisation_id) as work:
                contact = to or await self.contact_of(work, escalation)
            tried = await self.post(message, escalation, contact)
        except SpocRefused as problem:
            tried = Tried(event=message.type, contact_id=escalation.contact_id, problem=problem)
        async with self.storage.work(duty.organisation_id) as work:
            await self.written(work, duty, await work.escalations.get(escalation.id), tried)
            if tried.is_over:
                await self.finish(work, duty)
                await then(work, tried)

    async def post(self, message: SpocMessage, escalation: Escalation, contact: SpocContact | None) -> Tried:
        """Try once. Never raises for what the other side does."""
        key, begun = contact.id if contact else "", self.clock.now()
        tried = Tried(event=message.type, contact_id=key)
        wait = self.circuits.enter(key, begun)
        if wait is not None:
            return replace(tried, wait=wait)
        problem: SpocUnreachable | SpocRefused | None = SpocUnreachable()
        try:
            status, problem = await self._notified(message, escalation, contact)
        finally:  # a cancelled try gives its place back too
            now = self.clock.now()
            self.circuits.leave(key, now, answered=problem is None or problem.status is not None)
        return replace(tried, status=status, problem=problem, elapsed_ms=int((now - begun) / timedelta(milliseconds=1)))

    async def written(self, work: UnitOfWork, duty: Duty, escalation: Escalation, tried: Tried) -> int:
        """Write the try down, and put the duty off when it has to be tried again. Return its number; 0 when nothing was tried.

        The caller finishes the duty of a try that was taken or refused.
        """
        if tried.wait is not None:
            await work.duties.postpone(duty, self.clock.now() + tried.wait)
            return 0
        number = 1 + sum(_is_alike(each, tried) for each in await work.escalations.attempts(escalation.id))
        problem = tried.problem
        attempt = Attempt(
            escalation_id=escalation.id,
            number=number,
            at=self.clock.now(),
            outcome=tried.outcome,
            status=tried.status,
            contact_id=tried.contact_id,
            event=tried.event,
            elapsed_ms=tried.elapsed_ms,
            excerpt=getattr(problem, "excerpt", ""),
        )
        await work.escalations.add_attempt(attempt)
        if isinstance(problem, SpocUnreachable):
            wait = retry_after(number, asked_s=problem.retry_after_s, jitter=self.jitter())
            await work.duties.postpone(duty, self.clock.now() + wait)
        return number

    async def is_early(self, work: UnitOfWork, duty: Duty) -> bool:
        """True, and the duty put off, while an earlier message about the same report is still on its way."""
        if not await work.duties.is_behind(duty, IN_ORDER):
            return False
        await work.duties.postpone(duty, self.clock.now() + retry_after(duty.tries))
        return True

    async def finish(self, work: UnitOfWork, duty: Duty) -> None:
        """End a duty, and let what had to wait for it go at once."""
        await work.duties.finish(duty)
        for kind in IN_ORDER:
            await work.duties.hurry(kind, duty.subject_id)

    async def contact_of(self, work: UnitOfWork, escalation: Escalation) -> SpocContact | None:
        """Return who has an escalation, or who came after them; None for the one SPOC of the settings.

        Raises SpocRefused when the contact has ended and nobody came after them.
        """
        if not escalation.contact_id:
            return None
        contact = await work.spoc_contacts.get(escalation.contact_id)
        today = uk_day(self.clock.now())
        if not contact.has_ended(today):
            return contact
        return _successor(Directory(await work.spoc_contacts.all()), contact, today)

    async def _notified(
        self, message: SpocMessage, escalation: Escalation, contact: SpocContact | None
    ) -> tuple[int | None, SpocUnreachable | SpocRefused | None]:
        try:
            notifier = self.spocs.to(contact) if contact else self.spoc
            if escalation.practice and not notifier.practice:
                return None, SpocRefused(None)  # told in a practice set-up: the police must not take it for real
            if notifier.practice and not escalation.practice:
                return None, SpocUnreachable()  # told in earnest: it waits for the real SPOC, and the sandbox must not take it
            return await notifier.notify(message), None
        except (SpocUnreachable, SpocRefused) as problem:
            return problem.status, problem


def _is_alike(attempt: Attempt, tried: Tried) -> bool:
    return (attempt.event, attempt.contact_id) == (tried.event, tried.contact_id)


def _successor(directory: Directory, ended: SpocContact, today: date) -> SpocContact:
    for election in sorted(ended.elections):
        found = directory.for_delivery(ended.force_id, election, today, practice=ended.practice)
        if found:
            return found
    raise SpocRefused(None)
