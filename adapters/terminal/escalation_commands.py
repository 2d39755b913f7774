"""`alongside escalations ...`: which have an answer, what was tried, send one again, write an answer down, how forces answer."""

from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import Organisation, say
from bot.escalation.escalation import Outcome, Progress

app = typer.Typer(help="Escalations: who has answered, what was tried, send one again.", no_args_is_help=True)

EscalationId = Annotated[str, typer.Argument(help="The escalation's id, as `escalations list` shows it")]
Days = Annotated[int, typer.Option(help="Of the last so many days", min=1, max=3660)]
SAYS = "What the SPOC says: received, reading, acting or closed"
OUTCOMES = f"With --progress closed: {', '.join(each for each in Outcome if each)}"


@app.command(name="list")
@says_what_to_do
def list_all(
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only those that nobody has answered, however old")] = False,
    days: Days = 90,
    organisation: Organisation = "",
) -> None:
    """List escalations: id, reference, force, tier, state, since when, and how many rungs of the ladder were taken."""
    from adapters.escalation_administration import list_escalations
    from adapters.settings import load_settings

    say(list_escalations(load_settings(), organisation, only_unanswered=unanswered, days=days))


@app.command()
@says_what_to_do
def show(escalation_id: EscalationId, organisation: Organisation = "") -> None:
    """Show one escalation, and every try: when, what, to which contact, what came back, in how many milliseconds."""
    from adapters.escalation_administration import show_escalation
    from adapters.settings import load_settings

    say(show_escalation(load_settings(), organisation, escalation_id))


@app.command()
@says_what_to_do
def replay(escalation_id: EscalationId, organisation: Organisation = "") -> None:
    """Send one again, also one that was refused."""
    from adapters.escalation_administration import replay_escalation
    from adapters.settings import load_settings

    say(replay_escalation(load_settings(), organisation, escalation_id))


@app.command()
@says_what_to_do
def acknowledge(
    escalation_id: EscalationId,
    by: Annotated[str, typer.Option(help="Which of your staff heard it from the SPOC")],
    progress: Annotated[Progress, typer.Option(help=SAYS, show_choices=False)] = Progress.RECEIVED,
    outcome: Annotated[Outcome, typer.Option(help=OUTCOMES, show_choices=False)] = Outcome.NONE,
    organisation: Organisation = "",
) -> None:
    """Write down what the SPOC said by telephone or e-mail. The reporter is told, and that it was passed on by you."""
    from adapters.escalation_administration import acknowledge_escalation
    from adapters.settings import load_settings

    if (progress is Progress.CLOSED) != bool(outcome) or not progress:
        raise typer.BadParameter("Give --outcome with --progress closed, and only then.")
    say(acknowledge_escalation(load_settings(), organisation, escalation_id, by=by, progress=progress, outcome=outcome))


@app.command()
@says_what_to_do
def forces(days: Days = 365, organisation: Organisation = "") -> None:
    """Show how each force has answered: sent, delivered, acknowledged, acted, never, and the medians. Practice is left out."""
    from adapters.escalation_administration import response_clock
    from adapters.settings import load_settings

    say(response_clock(load_settings(), organisation, days=days))
