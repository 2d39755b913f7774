"""What the commands of `alongside spoc ...` share: options, how a secret is given, and which option a refusal is about.

A secret must never stand on a command line: shells keep those, and other users of the machine see them.
"""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.errors import UserError

ContactId = Annotated[str, typer.Argument(help="The contact's id, as `spoc list` shows it")]
Organisation = Annotated[str, typer.Option(help="The organisation's id; not needed when there is only one")]
SecretFrom = Annotated[str, typer.Option(help='A file with the secret (whsec_...), or "-" to be asked for it')]

NEW = "new"
"""Given as a secret it stands for a fresh one; the same as `contact_entries.NEW_SECRET`, which is not loaded for a help text."""

OPTIONS = {"name": "NAME", "force_id": "--force", "secret": "--new-secret or --secret-from", "is_out_of_hours": "--out-of-hours"}
"""The fields whose option is not called as they are."""


class BadOptions(UserError):
    """One or several options cannot be used."""


def says_which_option(command: Callable[..., None]) -> Callable[..., None]:
    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        from adapters.spoc.contact_entries import BadContact

        try:
            command(*args, **kwargs)
        except BadContact as error:
            raise BadOptions("\n".join(f"{_option(each.field)} {each.what}." for each in error.problems)) from error

    return wrapped


def _option(field: str) -> str:
    return OPTIONS.get(field, f"--{field.replace('_', '-')}")


def secret_given(is_new: bool, source: str) -> str:
    """Return the secret that was asked for: NEW, the content of a file, or what is typed or piped in; "" for none."""
    if is_new and source:
        raise typer.BadParameter("Give --new-secret or --secret-from, not both.")
    if is_new:
        return NEW
    if source == "-" and sys.stdin.isatty():
        return str(typer.prompt("Secret (whsec_...)", hide_input=True)).strip()
    return _read(source) if source else ""


def _read(source: str) -> str:
    try:
        return (sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{source} cannot be read. Give --secret-from a text file that holds the secret.") from error


def say(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        typer.echo(line)
