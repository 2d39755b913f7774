"""`alongside index evaluate`: the table of the release gate, and what it gets wrong."""

from collections.abc import Sequence
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table

from adapters.library import load_or_build
from adapters.settings import Settings
from adapters.terminal.lines import write_line
from adapters.terminal.progress import indexing_progress
from index.evaluation import Figures, Outcome, by_group, evaluate, figures
from knowledge.questions import read_gate

COLUMNS = ("of", "1st", "in 3", "in 5", "ans", "ref", "F1", "why")
"""How many questions; the right passage first, in three, in five; answered and refused of those that should be; the F1 of
refusing; the share of refusals with the right reason."""


def run_evaluation(settings: Settings, *, misses: bool, as_json: bool, console: Console) -> None:
    """Print the figures of the index in use, by group, and the questions that it gets wrong. Raises SearchError."""
    with indexing_progress() as progress:
        search = load_or_build(settings.data_dir, settings.encoder, progress)
    outcomes = evaluate(search, read_gate())
    if as_json:
        groups = {name: {group: asdict(of) for group, of in found.items()} for name, found in by_group(outcomes).items()}
        write_line({"all": asdict(figures(outcomes)), **groups})
        return
    console.print(_table(outcomes))
    if misses:
        for outcome in outcomes:
            if outcome.is_miss:
                console.print(_miss(outcome), markup=False, highlight=False, soft_wrap=True)


def _table(outcomes: Sequence[Outcome]) -> Table:
    table = Table(title="Release gate", box=box.SIMPLE, padding=(0, 0, 0, 1))
    table.add_column("", no_wrap=True, max_width=28)
    for column in COLUMNS:
        table.add_column(column, justify="right", no_wrap=True, min_width=4)
    _add(table, "all", figures(outcomes))
    for name, groups in by_group(outcomes).items():
        table.add_section()
        table.add_row(f"[bold]{name}[/bold]")
        for group, found in groups.items():
            _add(table, f" {group}", found)
    return table


def _add(table: Table, name: str, found: Figures) -> None:
    some, none = bool(found.answerable), bool(found.unanswerable)
    with_answer = (found.first, found.in_three, found.in_five, found.answered)
    cells = [_cell(value, some) for value in with_answer]
    cells += [_cell(found.refused, none), _cell(found.refusal_f1, some and none), _cell(found.reason, none)]
    table.add_row(name, str(found.answerable + found.unanswerable), *cells)


def _cell(share: float, is_measured: bool) -> str:
    return f"{share:.2f}" if is_measured else ""


def _miss(outcome: Outcome) -> str:
    question, findings = outcome.question, outcome.findings
    first = findings.hits[0].passage if findings.hits else None
    shown = f"{first.source.document_id}, {first.section}" if first else "nothing"
    if question.refusal:
        return f"answered, though it has no answer ({question.refusal.reason}): {question.text}\n    with {shown}"
    wanted = question.good[0].contains
    verdict = "refused" if not findings.is_answer else f"right one at {outcome.place or 'none of five'}, first {shown}"
    return f"{verdict}: {question.text}\n    wanted: {wanted}"
