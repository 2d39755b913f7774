"""`alongside organisation ...`: add one, change one, list them."""

from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do

app = typer.Typer(help="Organisations: add one, change one, list them.", no_args_is_help=True)

CONTACT = "Whom to ask, in words: a name and a number or address"
KEEP = "Keep what people asked, in their own words, sealed, beside what they were answered"


@app.command()
@says_what_to_do
def add(
    name: Annotated[str, typer.Argument(help="Its name, as people will read it")],
    safety_contact: Annotated[str, typer.Option(help=CONTACT)] = "",
    party_papers: Annotated[str, typer.Option(help='Party papers it subscribes to, comma-separated, such as "labour"')] = "",
    keep_questions: Annotated[bool, typer.Option("--keep-questions", help=KEEP)] = False,
) -> None:
    """Add an organisation, with a data key of its own."""
    from adapters.administration import add_organisation
    from adapters.settings import load_settings

    added = add_organisation(
        load_settings(), name, safety_contact=safety_contact, party_papers=party_papers, keeps_questions=keep_questions
    )
    typer.echo(added)


@app.command(name="set")
@says_what_to_do
def change(
    organisation_id: Annotated[str, typer.Argument(help="The organisation's id, as `organisation list` shows it")],
    keep_questions: Annotated[
        bool | None, typer.Option("--keep-questions/--forget-questions", help=f"{KEEP}; or forget all that were kept")
    ] = None,
    safety_contact: Annotated[str | None, typer.Option(help=f'{CONTACT}; "" for nobody')] = None,
    spoc_asks: Annotated[
        str | None, typer.Option(help="Whom a question of the SPOC's reaches: staff (they pass it on), or reporter")
    ] = None,
) -> None:
    """Change an organisation: whom to ask, whether questions are kept, whom the SPOC asks. What is not named stays as it is."""
    from adapters.administration import change_organisation
    from adapters.settings import load_settings

    if keep_questions is None and safety_contact is None and spoc_asks is None:
        raise typer.BadParameter("Say what to change: --keep-questions, --forget-questions, --safety-contact or --spoc-asks.")
    if spoc_asks not in (None, "staff", "reporter"):
        raise typer.BadParameter("staff or reporter", param_hint="--spoc-asks")
    lines = change_organisation(
        load_settings(),
        organisation_id,
        keeps_questions=keep_questions,
        safety_contact=safety_contact,
        is_asked_directly=None if spoc_asks is None else spoc_asks == "reporter",
    )
    for line in lines:
        typer.echo(line)


@app.command(name="list")
@says_what_to_do
def list_all() -> None:
    """List the organisations: id, name, and whether questions are kept."""
    from adapters.administration import list_organisations
    from adapters.settings import load_settings

    for line in list_organisations(load_settings()):
        typer.echo(line)
