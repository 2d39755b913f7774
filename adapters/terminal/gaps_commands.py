"""`alongside gaps ...`: questions that had no answer, or one that did not help. Teach the search, or take them off the list."""

from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do
from knowledge.refusal import Reason, Route

app = typer.Typer(help="Gaps: questions without an answer, and what to do about them.", no_args_is_help=True)

OrganisationId = Annotated[str, typer.Argument(help="The organisation's id, as `organisation list` shows it")]
AdviceId = Annotated[str, typer.Argument(help="The gap's id, as `gaps list` shows it")]


@app.command(name="list")
@says_what_to_do
def list_gaps(
    organisation_id: OrganisationId,
    limit: Annotated[int, typer.Option(help="At most so many, the newest", min=1)] = 100,
) -> None:
    """List the open gaps, newest first: id, day, why, and the question without anything that could name a person."""
    from adapters.gaps import list_gaps as listed
    from adapters.settings import load_settings

    for line in listed(load_settings(), organisation_id, limit=limit):
        typer.echo(line)


@app.command()
@says_what_to_do
def teach(
    organisation_id: OrganisationId,
    advice_id: AdviceId,
    answer: Annotated[str, typer.Option(help="Words of the document that answer it: a sentence, an item, a clause")] = "",
    document: Annotated[str, typer.Option(help="The document's id, when the words stand in several")] = "",
    no_answer: Annotated[Reason | None, typer.Option(help="No document answers it, and why")] = None,
    route: Annotated[Route, typer.Option(help="With --no-answer: who does answer it")] = Route.NONE,
    query: Annotated[
        str, typer.Option(help="The question in better words; without names: every organisation's search learns it")
    ] = "",
) -> None:
    """Teach the search what answers a gap, or that nothing does, and take it off the list. `reindex` makes it take effect."""
    from adapters.gaps import teach_answer, teach_refusal
    from adapters.settings import load_settings

    if bool(answer) == bool(no_answer):
        raise typer.BadParameter("Give the words that answer it with --answer, or say with --no-answer why nothing does.")
    if no_answer:
        lines = teach_refusal(load_settings(), organisation_id, advice_id, reason=no_answer, route=route, query=query)
    else:
        lines = teach_answer(load_settings(), organisation_id, advice_id, answer=answer, query=query, document_id=document)
    for line in lines:
        typer.echo(line)


@app.command()
@says_what_to_do
def close(organisation_id: OrganisationId, advice_id: AdviceId) -> None:
    """Take a gap off the list without teaching anything."""
    from adapters.gaps import close_gap
    from adapters.settings import load_settings

    for line in close_gap(load_settings(), organisation_id, advice_id):
        typer.echo(line)
