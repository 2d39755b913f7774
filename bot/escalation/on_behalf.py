"""The party's staff, on the SPOC's behalf: what they heard by telephone is written down and passed on to the reporter.

They may do so only for a report that its reporter shares with them. It never ends a delivery: what was said is no message.
"""

from dataclasses import dataclass

from bot.escalation.acknowledging import Acknowledging, Taken
from bot.escalation.escalation import Outcome, Progress
from bot.escalation.progressing import BY_STAFF, Word
from bot.escalation.staff_talk import is_open_to_staff
from bot.rendering import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """What the staff can pass on."""

    acknowledging: Acknowledging
    wording: Wording

    async def note(
        self,
        organisation_id: str,
        escalation_id: str,
        progress: Progress,
        outcome: Outcome,
        *,
        by: str,
        words: str,
        message_id: str,
    ) -> str:
        """Write down what the SPOC said, once for an id; tell the reporter, and return what to show the staff.

        Args:
            organisation_id: whose staff they are.
            escalation_id: what the SPOC spoke of.
            progress: how far they are, as they said.
            outcome: with what they have closed it; NONE for anything else.
            by: which of the staff, as their channel knows them.
            words: what the SPOC said, for the reporter; "" for nothing.
            message_id: the same again is the same word.

        Raises:
            NotFound: this organisation has no such escalation.
            InvalidAnswer: closing lacks its outcome, anything else has one, or the words are too long or have control characters.
        """
        async with self.acknowledging.storage.reading(organisation_id) as work:
            escalation = await work.escalations.get(escalation_id)
            report = await work.reports.get(escalation.report_id)
        if not is_open_to_staff(report):
            return self.wording.text("staff_not_shared", reference=report.reference)
        id = f"{BY_STAFF}:{escalation_id}:{message_id}"
        taken = await self.acknowledging.take(
            escalation_id, Word(id=id, by=by, how=BY_STAFF, progress=progress, outcome=outcome, words=words.strip())
        )
        return self._answer(report.reference, taken)

    def _answer(self, reference: str, taken: Taken) -> str:
        if taken.is_withdrawn:
            return self.wording.text("staff_not_shared", reference=reference)
        state = self.wording.label(f"progress.{taken.escalation.progress}")
        return self.wording.text("staff_passed_on", reference=reference, state=state, is_new=taken.is_new)
