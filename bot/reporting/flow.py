"""The steps of the form: which question comes next, and which came before. Pure; no store, no wording.

    short:   what -> (danger, where or platform, when, who, count, evidence: as the kind wants) -> consent (the review card)
    detail:  every other question that matters for the kind, and then the review card again

A question that one message has answered already is not asked again. Because the step follows from the entries alone, a restart
between any two of them leads to the same question.
"""

from collections.abc import Iterator

from bot.reporting.form import FORM, Field, FieldKind
from bot.reporting.report import Report
from bot.reporting.told import Told, told

REVIEW = "consent"
"""The step at which everything is shown, and the reporter decides who may see it."""

FIRST = "what"


def next_step(report: Report, *, is_detailed: bool = False) -> str:
    """Return the id of the first question that matters and has no answer; at the end the review card."""
    return next((field.id for field in _asked(told(report), is_detailed) if not is_answered(report, field)), REVIEW)


def open_details(report: Report) -> int:
    """Return how many further questions there are that matter for this report."""
    return sum(not is_answered(report, field) for field in _asked(told(report), True) if field.id != REVIEW)


def step_before(report: Report, step: str, *, is_detailed: bool = False) -> str:
    """Return the question before this one among those that have been answered; the first one stays the first."""
    before = FIRST
    for field in _asked(told(report), True):
        if field.id == step:
            break
        if field.kind is not FieldKind.CONSENT and is_answered(report, field) and _may_be_asked(field, report, is_detailed):
            before = field.id
    return before


def is_answered(report: Report, field: Field) -> bool:
    """True when a question has an answer; files answer the question for evidence, and tell what happened without words."""
    if field.id == "evidence" and report.evidence:
        return True
    return field.id in report.fields


def _asked(so_far: Told, is_detailed: bool) -> Iterator[Field]:
    return (field for field in FORM if field.in_short(so_far) or (is_detailed and field.in_detail(so_far)))


def _may_be_asked(field: Field, report: Report, is_detailed: bool) -> bool:
    return is_detailed or field.in_short(told(report))
