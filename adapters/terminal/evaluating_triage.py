"""`alongside index evaluate --triage`: how many emergencies are seen, how often one is where there is none, and the misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from adapters.settings import Settings
from adapters.terminal.lines import write_line
from adapters.terminal.triaging import judging, signals_of
from bot.triage import Severity, Triage, triage
from index.search import Search
from knowledge.messages import LabelledMessage, bundled_messages, read_file

SENT_AT = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
"""When every message was sent; the figures do not hang on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A labelled message, and what triage made of it."""

    message: LabelledMessage
    seen: Triage

    @property
    def is_clear(self) -> bool:
        """True when the card comes at once."""
        return self.seen.severity is Severity.IMMEDIATE

    @property
    def is_miss(self) -> bool:
        """True for an emergency that brings neither card nor question, and for a card where nothing happened."""
        if self.message.severity == Severity.IMMEDIATE:
            return not (self.is_clear or self.seen.ask_danger)
        return self.message.severity == Severity.NONE and self.is_clear


def run_triage_evaluation(settings: Settings, *, file: Path | None, misses: bool, as_json: bool, console: Console) -> None:
    """Print the figures of triage on labelled messages: those of the gate, or of a file. Raises BadMessages."""
    judgements = judged(judging(settings), read_file(file or bundled_messages() / "gate" / "messages.jsonl"))
    found = figures(judgements)
    if as_json:
        write_line(found)
        return
    for name, value in found.items():
        console.print(f"{value:5.2f}  {name}", highlight=False)
    for judgement in judgements if misses else ():
        if judgement.is_miss:
            console.print(_miss(judgement), markup=False, highlight=False, soft_wrap=True)


def judged(search: Search | None, messages: Sequence[LabelledMessage]) -> list[Judgement]:
    """Return what triage makes of each message; without a search the rules decide alone."""
    return [
        Judgement(message=message, seen=triage(message.text, sent_at=SENT_AT, signals=signals_of(search, message.text)))
        for message in messages
    ]


def figures(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return the shares by name, each 0.0 to 1.0."""
    emergencies = [each for each in judgements if each.message.severity == Severity.IMMEDIATE]
    harmless = [each for each in judgements if each.message.severity == Severity.NONE]
    told = {name: [each for each in judgements if getattr(each.message, name)] for name in ("where", "when", "who", "platform")}
    return {
        "of the emergencies: clear": _share([each.is_clear for each in emergencies]),
        "of the emergencies: clear or unsure": _share([each.is_clear or each.seen.ask_danger for each in emergencies]),
        "of the messages without incident: clear (false alarms)": _share([each.is_clear for each in harmless]),
        "of the messages without incident: unsure": _share([each.seen.ask_danger for each in harmless]),
        "intent right": _share([each.seen.intent == each.message.intent for each in judgements]),
        "severity, macro-F1": _macro_f1(judgements),
        **{
            f"{name} found, where it is told": _share([bool(getattr(each.seen, name)) for each in of])
            for name, of in told.items()
        },
    }


def _share(are_so: Sequence[bool]) -> float:
    return sum(are_so) / len(are_so) if are_so else 0.0


def _macro_f1(judgements: Sequence[Judgement]) -> float:
    """The mean F1 of the four severities, each counting alike however many messages it has."""
    return sum(_f1(judgements, severity) for severity in Severity) / len(Severity)


def _f1(judgements: Sequence[Judgement], severity: Severity) -> float:
    both = sum(each.message.severity == each.seen.severity == severity for each in judgements)
    either = sum((each.message.severity == severity) + (each.seen.severity == severity) for each in judgements)
    return 2 * both / either if either else 0.0


def _miss(judgement: Judgement) -> str:
    what = "missed" if judgement.message.severity == Severity.IMMEDIATE else "false alarm"
    why = ", ".join(judgement.seen.reasons) or "no rule, no example"
    return f"{what} ({why}): {judgement.message.text}"
