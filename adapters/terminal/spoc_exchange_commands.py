"""`alongside spoc import`, `spoc export` and `spoc forces`: contacts from and to a table, and the ids that it needs."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import Organisation, say

app = typer.Typer()


@app.command(name="import")
@says_what_to_do
def import_table(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 with the columns that `spoc export` writes")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is wrong with it, and enter nothing")] = False,
    organisation: Organisation = "",
) -> None:
    """Enter the contacts of a table: all of them, or none. "new" as a secret makes one, which is shown once."""
    from adapters.settings import load_settings
    from adapters.spoc_exchange import import_contacts

    say(import_contacts(load_settings(), organisation, file, dry_run=dry_run))


@app.command(name="export")
@says_what_to_do
def export_table(
    file: Annotated[Path | None, typer.Argument(help="A new file, which only you can read; else it is printed")] = None,
    with_secrets: Annotated[bool, typer.Option("--with-secrets", help="Each contact's newest secret too; needs a file")] = False,
    organisation: Organisation = "",
) -> None:
    """Write all contacts as a table, with their names and the ways to reach them."""
    from adapters.settings import load_settings
    from adapters.spoc_exchange import export_contacts, write_private

    if with_secrets and file is None:
        raise typer.BadParameter("Secrets are not printed. Name a file.")
    table = export_contacts(load_settings(), organisation, with_secrets=with_secrets)
    if file is None:
        typer.echo(table, nl=False)
    else:
        write_private(file, table)
        typer.echo(f"Written to {file}.")


@app.command()
@says_what_to_do
def forces() -> None:
    """List the police forces with their ids."""
    from adapters.spoc_administration import forces as listed

    say(listed())
