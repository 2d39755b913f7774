"""`alongside spoc ...`: whom to reach at the police, and the organisation's own safety lead."""

from typing import Annotated

import typer

from adapters.terminal import spoc_exchange_commands, spoc_secret_commands
from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import ContactId, Organisation, SecretFrom, say, says_which_option, secret_given

ELECTIONS = "parliament (Operation Bridger), local (Operation Ford), devolved; or several, such as parliament+local"

app = typer.Typer(help="SPOC contacts: enter them, check them, end them, try the way to them.", no_args_is_help=True)
app.add_typer(spoc_secret_commands.app)
app.add_typer(spoc_exchange_commands.app)


@app.command()
@says_what_to_do
@says_which_option
def add(
    name: Annotated[str, typer.Argument(help='Who it is, or a role such as "Control room"')],
    force: Annotated[str, typer.Option(help="The force's id, as `spoc forces` shows it; none for a safety lead")] = "",
    rank: Annotated[str, typer.Option(help="spoc, deputy, control_room or safety_lead")] = "spoc",
    elections: Annotated[str, typer.Option(help=ELECTIONS)] = "",
    endpoint: Annotated[str, typer.Option(help="Where signed messages go, such as https://spoc.example.org/reports")] = "",
    new_secret: Annotated[bool, typer.Option("--new-secret", help="Make the endpoint's secret, and show it once")] = False,
    secret_from: SecretFrom = "",
    email: Annotated[str, typer.Option(help="E-mail address")] = "",
    phone: Annotated[str, typer.Option(help="Telephone number")] = "",
    hours: Annotated[str, typer.Option(help="When they are there, in words")] = "",
    out_of_hours: Annotated[bool, typer.Option("--out-of-hours", help="This one is for nights and weekends")] = False,
    valid_from: Annotated[str, typer.Option(help="First day, such as 2026-05-07; else today")] = "",
    valid_until: Annotated[str, typer.Option(help="Last day")] = "",
    checked_on: Annotated[str, typer.Option(help="The day on which a person made sure that it is right")] = "",
    practice: Annotated[bool, typer.Option("--practice", help="It leads to a sandbox and no police officer sees it")] = False,
    organisation: Organisation = "",
) -> None:
    """Enter a contact. It prints the contact's id."""
    from adapters.settings import load_settings
    from adapters.spoc_administration import add_contact

    entered = {
        "name": name,
        "force_id": force,
        "rank": rank,
        "elections": elections,
        "endpoint": endpoint,
        "secret": secret_given(new_secret, secret_from),
        "email": email,
        "phone": phone,
        "hours": hours,
        "is_out_of_hours": "yes" if out_of_hours else "",
        "valid_from": valid_from,
        "valid_until": valid_until,
        "checked_on": checked_on,
        "practice": "yes" if practice else "",
    }
    say(add_contact(load_settings(), organisation, entered))


@app.command(name="list")
@says_what_to_do
def list_all(
    names: Annotated[bool, typer.Option("--names", help="Show the names too")] = False,
    ended: Annotated[bool, typer.Option("--ended", help="Show those who have ended too")] = False,
    unchecked: Annotated[int | None, typer.Option(help="Only those whom nobody has checked for so many days", min=0)] = None,
    organisation: Organisation = "",
) -> None:
    """List the contacts, without a name or a way to reach them: id, force, rank, elections, days, check."""
    from adapters.settings import load_settings
    from adapters.spoc_administration import list_contacts

    say(list_contacts(load_settings(), organisation, with_names=names, with_ended=ended, unchecked_days=unchecked))


@app.command()
@says_what_to_do
def show(contact_id: ContactId, organisation: Organisation = "") -> None:
    """Show one contact with its name and the ways to reach it; never its secret."""
    from adapters.settings import load_settings
    from adapters.spoc_administration import show_contact

    say(show_contact(load_settings(), organisation, contact_id))


@app.command()
@says_what_to_do
@says_which_option
def end(
    contact_id: ContactId,
    last_day: Annotated[str, typer.Option(help="The last day on which it counts; without it, it ends now")] = "",
    organisation: Organisation = "",
) -> None:
    """End a contact. It stays in the directory, so that it can be read what went there."""
    from adapters.settings import load_settings
    from adapters.spoc_administration import end_contact

    say(end_contact(load_settings(), organisation, contact_id, last_day=last_day))


@app.command()
@says_what_to_do
@says_which_option
def checked(
    contact_id: ContactId,
    on: Annotated[str, typer.Option(help="The day on which you did; else today")] = "",
    organisation: Organisation = "",
) -> None:
    """Say that you have made sure, by asking a person, that a contact is right."""
    from adapters.settings import load_settings
    from adapters.spoc_administration import check_contact

    say(check_contact(load_settings(), organisation, contact_id, on=on))
