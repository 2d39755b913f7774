"""The command line. Each command parses, hands over, and turns errors into a sentence that says what to do."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from adapters.terminal import (
    contact_clock_commands,
    escalation_commands,
    gaps_commands,
    index_commands,
    organisation_commands,
    spoc_commands,
)
from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import SecretFrom, secret_given

app = typer.Typer(
    name="alongside",
    help="A safety assistant that stands beside election candidates.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, and those may hold a person's words
    add_completion=False,
)
db = typer.Typer(help="The database: bring it up to date, or check it.", no_args_is_help=True)
invite = typer.Typer(help="Invitations: let people join an organisation.", no_args_is_help=True)
app.add_typer(index_commands.app, name="index")
app.add_typer(db, name="db")
app.add_typer(organisation_commands.app, name="organisation")
app.add_typer(invite, name="invite")
app.add_typer(gaps_commands.app, name="gaps")
app.add_typer(spoc_commands.app, name="spoc")
app.add_typer(escalation_commands.app, name="escalations")
app.add_typer(contact_clock_commands.app, name="contact-clock")

Batch = Annotated[Path | None, typer.Option("--batch", help="A file of JSON lines; answers go to standard output, a line each")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]


@app.command()
@says_what_to_do
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 takes a free one")] = 8080,
) -> None:
    """Run everything that is configured in one process: the web page always, Telegram and Slack when their tokens are set."""
    from adapters.logs import set_up_logs
    from adapters.serving import serve as run
    from adapters.settings import load_settings

    set_up_logs(to_terminal=sys.stderr.isatty())
    run(load_settings(), host=host, port=port)


@app.command()
@says_what_to_do
def chat() -> None:
    """Talk to it in the terminal."""
    from adapters.logs import set_up_logs
    from adapters.settings import load_settings
    from adapters.terminal.session import run_chat

    set_up_logs(to_terminal=True)
    run_chat(load_settings(), Console())


@app.command()
@says_what_to_do
def ask(
    text: Annotated[str | None, typer.Argument(help="Your question, in your own words")] = None,
    context: Annotated[str, typer.Option(help="The question before, when this one follows it")] = "",
    as_json: AsJson = False,
    batch: Batch = None,
    collections: Annotated[str, typer.Option(help='Comma-separated, such as "official,party:labour"; "all" for everything')] = "",
) -> None:
    """Look a question up in the guidance."""
    from adapters.logs import set_up_logs
    from adapters.settings import load_settings
    from adapters.terminal.asking import ask_batch, ask_one

    set_up_logs(to_terminal=True)
    settings = load_settings()
    if batch:
        ask_batch(settings, batch, collections)
    elif text:
        ask_one(settings, text, context=context, as_json=as_json, collections=collections, console=Console())
    else:
        raise typer.BadParameter('Give a question in quotes, or a file with --batch. Example: alongside ask "who do I ring?"')


@app.command()
@says_what_to_do
def triage(
    text: Annotated[str | None, typer.Argument(help="A message, as somebody would send it")] = None,
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Say how urgent a message is, and why."""
    from adapters.logs import set_up_logs
    from adapters.settings import load_settings
    from adapters.terminal.triaging import triage_batch, triage_one

    set_up_logs(to_terminal=True)
    if batch:
        triage_batch(load_settings(), batch)
    elif text is not None:
        triage_one(load_settings(), text, as_json=as_json, console=Console())
    else:
        raise typer.BadParameter("Give a message in quotes, or a file with --batch.")


@app.command()
@says_what_to_do
def reindex(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders of Markdown documents; without any, those in use")] = None,
    bundled: Annotated[bool, typer.Option("--bundled", help="Go back to the documents of the package")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Publish it though the release gate finds it worse")] = False,
) -> None:
    """Build the index from the documents, beside the old one, and swap."""
    from adapters.settings import load_settings
    from adapters.terminal.reindexing import run_reindex

    run_reindex(load_settings(), paths or [], bundled=bundled, dry_run=dry_run, anyway=anyway, console=Console())


@app.command(name="spoc-sandbox")
@says_what_to_do
def spoc_sandbox(
    port: Annotated[int, typer.Option(help="Port to listen at")] = 8090,
    acknowledge_after: Annotated[float | None, typer.Option(help="Acknowledge by itself after so many seconds", min=0)] = None,
    mode: Annotated[
        str, typer.Option(help="ok, fail, stall, busy, close, refuse, late, ask, silent; several in turn: a,b,c")
    ] = "ok",
    secret_from: SecretFrom = "",
) -> None:
    """Run a practice SPOC: it verifies signatures, shows what arrived, acknowledges, and fails when it is told to."""
    from adapters.serving import serve_sandbox
    from adapters.settings import can_sign, load_settings, secret
    from adapters.spoc.sandbox.behaving import Behaviour, read_modes

    try:
        modes = read_modes(mode)
    except ValueError as problem:
        raise typer.BadParameter(str(problem), param_hint="--mode") from problem
    given = secret_given(False, secret_from) or secret(load_settings().spoc_webhook_secret) or ""
    if given and not can_sign(given):
        raise typer.BadParameter(
            "It has to be whsec_ and base64, as `spoc add --new-secret` makes one.", param_hint="--secret-from"
        )
    serve_sandbox(given, port=port, behaviour=Behaviour(modes, acknowledge_after))


@db.command()
@says_what_to_do
def upgrade() -> None:
    """Bring the database up to date. `serve` does so by itself."""
    from adapters.administration import upgrade_database
    from adapters.settings import load_settings

    upgrade_database(load_settings())
    typer.echo("The database is up to date.")


@db.command()
@says_what_to_do
def check() -> None:
    """Say whether the database can be reached and is up to date."""
    from adapters.administration import check_database
    from adapters.settings import load_settings

    check_database(load_settings())
    typer.echo("The database is reachable and up to date.")


@invite.command(name="create")
@says_what_to_do
def create_invitation(
    organisation_id: Annotated[str, typer.Argument(help="The organisation's id, as `organisation list` shows it")],
    role: Annotated[str, typer.Option(help="reporter, staff, triager, admin, auditor or analyst")] = "reporter",
    days: Annotated[int, typer.Option(help="Good for so many days", min=1, max=365)] = 30,
) -> None:
    """Make an invitation code. It is shown once and kept only as a hash."""
    from adapters.administration import create_invitation as create
    from adapters.settings import load_settings

    for line in create(load_settings(), organisation_id, role=role, days=days):
        typer.echo(line)


def main() -> None:
    """Run the command line."""
    app()
