"""Turns a Reply into messages that Telegram takes. Pure: it sends nothing and never fails, whatever a reply holds.

Everything to be shown is in `Reply.text`; its citations are data for other channels and are left out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.telegram.markup import BREAK, Run, read_markdown, write_html, write_plain
from adapters.telegram.splitting import is_visible, split_runs, utf16_length
from bot.messages import MAX_CHOICE_BYTES, Choice, Reply

MAX_BUTTONS = 100
"""Most buttons under one message; what is left over is listed as text, and can be typed."""

SHORT_LABEL_UTF16 = 18
"""Two labels of this length stand side by side on a narrow phone without being cut."""

Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One Telegram message."""

    html: str  # at most 4,096 characters once its tags are taken off
    plain: tuple[str, ...]  # the same words without markup, for when the HTML is refused; several when addresses make it too long
    rows: Rows = ()  # the buttons, row by row


def render(reply: Reply) -> tuple[Outgoing, ...]:
    """Return the messages of one reply, in order. The buttons stand under the last one. Empty when there is nothing to show."""
    buttons, listed = _buttons(reply.choices)
    words = read_markdown(reply.text)
    # Telegram has no message that consists of buttons only.
    has_words = is_visible("".join(run.text for run in words))
    pieces = split_runs([*words, *_listed(listed if has_words else reply.choices)])
    return tuple(
        _outgoing(piece, _rows(buttons) if number == len(pieces) else ()) for number, piece in enumerate(pieces, start=1)
    )


def _outgoing(piece: tuple[Run, ...], rows: Rows) -> Outgoing:
    plain = split_runs([Run(write_plain(piece))])
    return Outgoing(html=write_html(piece), plain=tuple(write_plain(part) for part in plain), rows=rows)


def _buttons(choices: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Tell what can be a button from what cannot: one bad button would make Telegram refuse the whole message."""
    fitting = [choice for choice in choices if _fits(choice)][:MAX_BUTTONS]
    return fitting, [choice for choice in choices if choice not in fitting]


def _fits(choice: Choice) -> bool:
    return 1 <= len(choice.id.encode("utf-8", "replace")) <= MAX_CHOICE_BYTES and is_visible(choice.label)


def _listed(choices: Sequence[Choice]) -> list[Run]:
    lines = "\n".join(f"• {choice.label or choice.id}" for choice in choices)
    return [Run(BREAK + lines)] if lines else []


def _rows(choices: Sequence[Choice]) -> Rows:
    rows: list[tuple[Choice, ...]] = []
    for choice in choices:
        if rows and len(rows[-1]) == 1 and _is_short(rows[-1][0]) and _is_short(choice):
            rows[-1] = (rows[-1][0], choice)
        else:
            rows.append((choice,))
    return tuple(rows)


def _is_short(choice: Choice) -> bool:
    return utf16_length(choice.label) <= SHORT_LABEL_UTF16
