"""An acknowledgement: a person at the SPOC has seen the report, and says how far they have come. The reporter is told.

It may come by a signed callback, by a link, or by telephone through the party's staff; the same one twice is one. It must
never be set by a machine's mere "200 OK", and nothing must be changed after the reporter has withdrawn.
"""

import hmac
from collections.abc import Container
from dataclasses import dataclass

from bot.errors import NotFound
from bot.escalation.asking_back import check_question
from bot.escalation.escalation import Acknowledgement, Escalation, EscalationState, Progress
from bot.escalation.news import News
from bot.escalation.notices import Notices
from bot.escalation.progressing import BY_STAFF, ORDER, Word, is_news, moved
from bot.ports import Clock, Storage, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a person's word."""

    escalation: Escalation  # as it is now
    is_new: bool  # whether it changed something or was passed on

    @property
    def is_withdrawn(self) -> bool:
        """True when the reporter has withdrawn: then nothing was changed."""
        return self.escalation.state is EscalationState.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledging:
    """Takes what a person says of an escalation."""

    storage: Storage
    notices: Notices
    clock: Clock
    desks: Container[str] = frozenset()  # the organisations whose staff have somewhere to see news

    async def find(self, escalation_id: str) -> tuple[str, Escalation]:
        """Return the organisation and the escalation of an id, and change nothing. Raises NotFound."""
        organisation_id = await self.storage.organisation_of_escalation(escalation_id)
        if organisation_id is None:
            raise NotFound("escalation", escalation_id)
        async with self.storage.reading(organisation_id) as work:
            return organisation_id, await work.escalations.get(escalation_id)

    async def by_link(self, token: str) -> tuple[str, Escalation]:
        """Return the organisation and the escalation that a link's token belongs to, and change nothing. Raises NotFound."""
        escalation_id, _, secret = token.partition(".")
        organisation_id, escalation = await self.find(escalation_id)
        if not hmac.compare_digest(escalation.acknowledge_token.encode(), secret.encode()):
            raise NotFound("escalation", "of this link")
        return organisation_id, escalation

    async def acknowledge(self, escalation_id: str, *, acknowledgement_id: str, by: str, how: str) -> bool:
        """Write down that a person has seen an escalation and tell the reporter; False when it was known. Raises NotFound."""
        word = Word(id=acknowledgement_id, by=by, how=how, progress=Progress.RECEIVED)
        return (await self.take(escalation_id, word)).is_new

    async def take(self, escalation_id: str, word: Word) -> Taken:
        """Write down what a person says of an escalation and tell the reporter, once for an id.

        Raises:
            NotFound: there is no such escalation.
            InvalidAnswer: closing lacks its outcome, anything else has one, or the words are too long or have control characters.
        """
        word.check()
        organisation_id, _ = await self.find(escalation_id)
        async with self.storage.work(organisation_id) as work:
            before = await work.escalations.get(escalation_id)
            if not await self._is_first(work, before, word):
                return Taken(escalation=before, is_new=False)
            after = await self._move(work, before, word)
            is_new = is_news(before, after, word.words)
            if is_new:
                report = await work.reports.get(before.report_id)
                await self._news(work).progress(report, before, after, word)
        return Taken(escalation=after, is_new=is_new)

    async def ask(self, escalation_id: str, text: str, *, question_id: str, by: str, how: str) -> Taken:
        """Keep a question of the SPOC, once for an id, and bring it to the reporter: by the staff, or else directly.

        Whoever asks has read it: that is an acknowledgement too.

        Raises:
            NotFound: there is no such escalation.
            InvalidAnswer: the question has no words, too many, or control characters.
        """
        check_question(text)
        organisation_id, _ = await self.find(escalation_id)
        async with self.storage.work(organisation_id) as work:
            before = await work.escalations.get(escalation_id)
            progress = max(before.progress, Progress.READING, key=ORDER.index)
            word = Word(id=question_id, by=by, how=how, progress=progress, outcome=before.outcome)
            if not await self._is_first(work, before, word):
                return Taken(escalation=before, is_new=False)
            after = await self._move(work, before, word)
            report = await work.reports.get(before.report_id)
            is_direct = work.organisation.is_asked_directly
            await self._news(work).question(report, before, after, text, word, is_direct=is_direct)
        return Taken(escalation=after, is_new=True)

    def _news(self, work: UnitOfWork) -> News:
        return News(work=work, notices=self.notices, now=self.clock.now(), desks=self.desks)

    async def _is_first(self, work: UnitOfWork, escalation: Escalation, word: Word) -> bool:
        """Write the acknowledgement down. False for one that is known, and for one that came after a withdrawal."""
        if escalation.state is EscalationState.WITHDRAWN:
            return False
        seen = Acknowledgement(id=word.id, subject_id=escalation.id, by=word.by, how=word.how, at=self.clock.now())
        return await work.escalations.acknowledge(seen)

    async def _move(self, work: UnitOfWork, before: Escalation, word: Word) -> Escalation:
        after = moved(before, word, self.clock.now())
        await work.escalations.update(after)
        said = "acknowledged" if word.progress is Progress.RECEIVED else word.progress.value
        actor = "staff" if word.how == BY_STAFF else "spoc"
        await work.audit.record(f"escalation.{said}.{word.how}", subject_id=before.id, actor=actor)
        return after
