"""Shows replies in a terminal: Markdown by `rich`, buttons as numbers."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.panel import Panel

from bot.messages import Choice, Reply

_TELEPHONE = re.compile(r"\[([^\]]*)\]\(tel:[^)]*\)")
"""A terminal cannot ring; its link would only repeat the number."""

URGENT = frozenset({"emergency"})


def show(console: Console, replies: Sequence[Reply]) -> tuple[Choice, ...]:
    """Print replies and return the buttons of the last one, in the order of their numbers."""
    for reply in replies:
        body = Markdown(_TELEPHONE.sub(r"\1", reply.text), hyperlinks=False)
        console.print(Panel(body, border_style="red", title="999") if reply.kind in URGENT else body)
        console.print()
    choices = replies[-1].choices if replies else ()
    for number, choice in enumerate(choices, start=1):
        console.print(f"  [bold]{number}[/bold]  {escape(choice.label)}", highlight=False)
    return choices


def chosen(typed: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the button whose number was typed; None when the words are a message."""
    if not typed.isascii() or not typed.isdigit():
        return None
    number = int(typed)
    return choices[number - 1] if 1 <= number <= len(choices) else None
