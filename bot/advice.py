"""The log of advice: what was shown for a question, so that anybody can be told later which words they were given.

It must never hold a question's own words unless the organisation turned that on, and never a name or a number in the gap list.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What a question led to."""

    ANSWERED = "answered"
    PINNED = "pinned"  # by a reviewed answer
    ASKED_WHICH = "asked_which"  # several passages fitted about alike
    REFUSED = "refused"


class Verdict(StrEnum):
    """What the person said of the answer."""

    NONE = ""
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one question was answered with."""

    id: str
    conversation_id: str
    at: datetime  # aware, UTC
    guidance_version: str  # 12 hexadecimal digits; "" for a build that was never published
    outcome: Outcome
    passages: tuple[str, ...] = ()  # the ids (hashes) of the passages that were shown, in their order
    reason: str = ""  # of a refusal: a `Reason`
    route: str = ""  # of a refusal: a `Route`
    question: str = ""  # as typed, only where the organisation keeps questions
    gap: str = ""  # redacted, only when the question was not answered, or the answer did not help
    verdict: Verdict = Verdict.NONE

    def judged(self, verdict: Verdict, *, gap: str = "") -> "Advice":
        """Return it with what the person said of it. An answer that helped after all leaves no gap; a refusal stays one."""
        helped = verdict is Verdict.HELPFUL and self.outcome is not Outcome.REFUSED
        return replace(self, verdict=verdict, gap=gap or ("" if helped else self.gap))
