"""`alongside contact-clock ...`: from the close of nominations, ask each candidate once whether their SPOC has been in touch."""

from datetime import datetime
from typing import Annotated

import typer

from adapters.terminal.errors import says_what_to_do
from adapters.terminal.spoc_options import Organisation, say

app = typer.Typer(help="The contact clock: has the SPOC been in touch with your candidates?", no_args_is_help=True)

Closed = Annotated[
    datetime | None, typer.Option(help="The day on which nominations close, such as 2026-04-09; else today", formats=["%Y-%m-%d"])
]


@app.command()
@says_what_to_do
def start(closed: Closed = None, organisation: Organisation = "") -> None:
    """Ask every member, once, in the first civil hour after the close of nominations. Starting again asks nobody twice."""
    from adapters.contact_clock import start_clock
    from adapters.settings import load_settings

    say(start_clock(load_settings(), organisation, closed=closed.date() if closed else None))


@app.command(name="list")
@says_what_to_do
def list_all(organisation: Organisation = "") -> None:
    """Count the answers; list place and chat address of those who agreed that you see that nobody has been in touch."""
    from adapters.contact_clock import list_contacted
    from adapters.settings import load_settings

    say(list_contacted(load_settings(), organisation))
