"""Turns a Reply into messages that Slack takes. Pure: it sends nothing and never fails, whatever a reply holds.

Everything to be shown is in `Reply.text`; its citations are data for other channels and are left out here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.markup import BREAK, Run, read_markdown, sendable
from adapters.slack.mrkdwn import write_mrkdwn, write_plain
from adapters.slack.splitting import cut_out, is_visible, split_runs
from bot.messages import MAX_CHOICE_BYTES, Choice, Reply

Block = dict[str, Any]

EMERGENCY = "emergency"
"""The kind of reply that must stand out."""

MAX_BLOCKS = 50
"""Most blocks in a message (docs.slack.dev/reference/block-kit/blocks)."""

MAX_MESSAGE_CHARS = 12_000
"""Longest text of one message. Slack refuses too much text in blocks (msg_blocks_too_long) without saying what too much is."""

MAX_BUTTONS = 100
BUTTONS_PER_BLOCK = 25
MAX_LABEL_CHARS = 75
MAX_HEADER_CHARS = 150

CHOICE_ACTION = "choice:"
"""How the action id of a button begins that answers the conversation; a number follows, so that ids are unique in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One Slack message."""

    blocks: tuple[Block, ...]  # at most 50
    text: str  # the same words without markup: for notifications, screen readers, and when the blocks are refused


def render(reply: Reply, *, extra: Sequence[Block] = ()) -> tuple[Outgoing, ...]:
    """Return the messages of one reply, in order. The buttons stand under the last one. Empty when there is nothing to show.

    `extra`: buttons of the channel's own, which stand before the reply's.
    """
    buttons, listed = _buttons(reply.choices)
    runs = read_markdown(reply.text)
    has_words = is_visible("".join(run.text for run in runs))
    # A message needs words: a person who hears it read aloud would get nothing from buttons alone.
    runs = (*runs, *_listed(listed if has_words else reply.choices))
    header, rest = _header(runs) if reply.kind == EMERGENCY else ((), runs)
    pieces = [(_section(piece), write_plain(piece)) for piece in split_runs(rest)]
    if header:
        pieces.insert(0, (_header_block(header), write_plain(header)))
    last = [*_actions(buttons, extra), *([{"type": "divider"}] if reply.kind == EMERGENCY else [])]
    return tuple(_messages(pieces, last))


def mrkdwn(text: str) -> Block:
    """Return a text object in which only our own links are links: no address and no name in a person's words comes alive."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def sections(runs: Sequence[Run]) -> list[Block]:
    """Return runs as section blocks."""
    return [_section(piece) for piece in split_runs(runs)]


def button(label: str, *, action_id: str, value: str) -> Block:
    """Return a button; a label that is too long ends in an ellipsis."""
    return {"type": "button", "text": plain_text(shortened(label, MAX_LABEL_CHARS)), "action_id": action_id, "value": value}


def plain_text(text: str) -> Block:
    """Return a text object without any marks."""
    return {"type": "plain_text", "text": text, "emoji": True}


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters; one that is too long ends in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _section(piece: Sequence[Run]) -> Block:
    return {"type": "section", "text": mrkdwn(write_mrkdwn(piece))}


def _header_block(runs: Sequence[Run]) -> Block:
    return {"type": "header", "text": plain_text("".join(run.text for run in runs))}


def _header(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the first paragraph, to be shown large, and the rest; no header when that paragraph is too long for one."""
    text = "".join(run.text for run in runs)
    end = text.find(BREAK) if BREAK in text else len(text)
    if not is_visible(text[:end]) or end > MAX_HEADER_CHARS:
        return (), tuple(runs)
    return cut_out(runs, 0, end), cut_out(runs, end, len(text))


def _messages(pieces: Sequence[tuple[Block, str]], last: Sequence[Block]) -> Iterator[Outgoing]:
    blocks: list[Block] = []
    texts: list[str] = []
    for number, (block, text) in enumerate(pieces, start=1):
        blocks.append(block)
        texts.append(text)
        is_last = number == len(pieces)
        if is_last or _is_full(blocks, texts, pieces[number], last):
            yield Outgoing(blocks=tuple([*blocks, *last] if is_last else blocks), text=BREAK.join(texts))
            blocks, texts = [], []


def _is_full(blocks: Sequence[Block], texts: Sequence[str], following: tuple[Block, str], last: Sequence[Block]) -> bool:
    length = sum(map(len, texts)) + len(following[1])
    return len(blocks) + 1 + len(last) > MAX_BLOCKS or length > MAX_MESSAGE_CHARS


def _buttons(choices: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Tell what can be a button from what cannot: one bad button would make Slack refuse the whole message."""
    fitting = [choice for choice in choices if _fits(choice)][:MAX_BUTTONS]
    return fitting, [choice for choice in choices if choice not in fitting]


def _fits(choice: Choice) -> bool:
    return 1 <= len(choice.id.encode("utf-8", "replace")) <= MAX_CHOICE_BYTES and is_visible(choice.label)


def _listed(choices: Sequence[Choice]) -> list[Run]:
    lines = "\n".join(f"• {sendable(choice.label or choice.id)}" for choice in choices)
    return [Run(BREAK + lines)] if lines else []


def _actions(choices: Sequence[Choice], extra: Sequence[Block]) -> list[Block]:
    shown = list(extra) + [
        button(sendable(choice.label), action_id=f"{CHOICE_ACTION}{number}", value=sendable(choice.id))
        for number, choice in enumerate(choices)
    ]
    starts = range(0, len(shown), BUTTONS_PER_BLOCK)
    return [{"type": "actions", "elements": shown[start : start + BUTTONS_PER_BLOCK]} for start in starts]
