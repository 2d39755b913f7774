"""`alongside spoc rotate` and `spoc ping`: replace the secret of a contact, and try the way to it."""

from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import ContactId, Organisation, SecretFrom, say, says_which_option, secret_given

app = typer.Typer()


@app.command()
@says_what_to_do
@says_which_option
def rotate(
    contact_id: ContactId,
    secret_from: SecretFrom = "",
    finish: Annotated[bool, typer.Option("--finish", help="The SPOC uses the newer secret: drop the older one")] = False,
    organisation: Organisation = "",
) -> None:
    """Replace a contact's secret by a new one, which is shown once. Both are good until --finish."""
    from adapters.settings import load_settings
    from adapters.spoc_secrets import finish_rotation, rotate_secret

    if finish and secret_from:
        raise typer.BadParameter("Give --finish or --secret-from, not both.")
    if finish:
        say(finish_rotation(load_settings(), organisation, contact_id))
    else:
        secret = secret_given(not secret_from, secret_from)
        say(rotate_secret(load_settings(), organisation, contact_id, secret=secret))


@app.command()
@says_what_to_do
def ping(contact_id: ContactId, organisation: Organisation = "") -> None:
    """Send a contact's endpoint a signed message without anything of a report, and say what came back."""
    from adapters.settings import load_settings
    from adapters.spoc_secrets import ping_contact

    say(ping_contact(load_settings(), organisation, contact_id))
