"""Where a report's escalations stand, in words: exactly as their rows say, and no more hopeful."""

from collections.abc import Sequence

from bot.escalation.escalation import Escalation, EscalationState, Outcome, Progress
from bot.escalation.force_names import force_name
from bot.rendering import Wording


def escalation_words(wording: Wording, escalations: Sequence[Escalation]) -> str:
    """Return where they stand; where forces differ, each with its name. "" when there is none that goes on."""
    going_on = [each for each in escalations if each.state is not EscalationState.WITHDRAWN]
    words = [one_in_words(wording, each) for each in going_on]
    if len(set(words)) < 2:
        return "".join(words[:1])
    named = [f"{force_name(each.force_id)}: {said}".removeprefix(": ") for each, said in zip(going_on, words, strict=True)]
    return "; ".join(dict.fromkeys(named))


def one_in_words(wording: Wording, escalation: Escalation) -> str:
    """Return where one escalation stands. What was said before a long silence does not count any more."""
    practice = wording.label("state.practice") if escalation.practice else ""
    if escalation.state is not EscalationState.ACKNOWLEDGED or escalation.progress is Progress.NONE:
        return wording.label(f"state.{escalation.state}") + practice
    outcome = f": {wording.label(f'outcome.{escalation.outcome}')}" if escalation.outcome is not Outcome.NONE else ""
    return wording.label(f"progress.{escalation.progress}") + outcome + practice
