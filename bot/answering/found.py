"""What was asked, and what the guidance has on it."""

from dataclasses import dataclass

from knowledge.passage import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A question, or one part of it, and what the guidance has on it."""

    question: str  # as it was searched for
    findings: Findings
