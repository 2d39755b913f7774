"""An error of ours on the terminal: one sentence that says what to do, and exit code 1; never a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import typer
from rich.console import Console

from bot.errors import BotError
from index.errors import SearchError
from knowledge.errors import DocumentError
from knowledge.messages import BadMessages
from knowledge.questions import BadQuestions


def says_what_to_do(command: Callable[..., None]) -> Callable[..., None]:
    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (BotError, SearchError, DocumentError, BadQuestions, BadMessages) as error:
            # Without markup: a file name may hold square brackets.
            Console(stderr=True).print(str(error), style="bold red", markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(1) from error

    return wrapped
