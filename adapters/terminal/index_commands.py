"""`alongside index ...`: look after the index."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from adapters.terminal.errors import says_what_to_do

app = typer.Typer(help="The index: measure it, prepare it.", no_args_is_help=True)


@app.command()
@says_what_to_do
def evaluate(
    misses: Annotated[bool, typer.Option(help="List the questions or messages that it gets wrong")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
    of_triage: Annotated[bool, typer.Option("--triage", help="Measure triage on labelled messages instead")] = False,
    file: Annotated[Path | None, typer.Option(help="With --triage: labelled messages other than those of the gate")] = None,
) -> None:
    """Measure the index in use on the questions of the release gate: by document, style, who asks, and kind."""
    from adapters.settings import load_settings
    from adapters.terminal.evaluating import run_evaluation
    from adapters.terminal.evaluating_triage import run_triage_evaluation

    if of_triage:
        run_triage_evaluation(load_settings(), file=file, misses=misses, as_json=as_json, console=Console())
    else:
        run_evaluation(load_settings(), misses=misses, as_json=as_json, console=Console())


@app.command()
@says_what_to_do
def prepare() -> None:
    """Build the index of the bundled documents beside the program, so that a first start need not. Setting up does so."""
    from adapters.library import prepare as prepared
    from adapters.terminal.progress import indexing_progress

    with indexing_progress() as progress:
        manifest = prepared(progress)
    typer.echo(f"Prepared {manifest.passage_count} passages with {manifest.model}.")
