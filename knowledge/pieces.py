"""What a passage is put together from, and what each way of putting it together costs.

It must never hold a rule about one document: the costs speak of paragraphs, lists and quotations only.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.blocks import Block, BlockKind
from knowledge.sentences import ends_a_sentence, sentences

MAX_WORDS = 120
"""The outside relies on this: no passage is longer."""

FEW_WORDS = 30
"""Below this a paragraph rarely says enough to stand alone."""

MANY_WORDS = 80
"""Above this a passage is long on a telephone's screen."""

NEVER = 1000
"""Cut here only when the limit of words leaves no other place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block, or one sentence of a block that is too long to stay whole."""

    block: Block
    text: str  # with its mark at the line's beginning when it begins an item
    opening: str  # what goes before the text where it begins a passage
    joint: str  # what goes before the text where it follows the piece before it
    begins_block: bool
    begins_paragraph: bool
    in_long_list: bool  # the list, with its lead-in, exceeds MAX_WORDS


def word_count(text: str) -> int:
    """How many words a text has: whatever stands between white space, marks such as "-" included."""
    return len(text.split())


def joined(pieces: Sequence[Piece]) -> str:
    """Return the Markdown of a passage."""
    first, *rest = pieces
    text = first.opening + first.text + "".join(piece.joint + piece.text for piece in rest)
    return textwrap.dedent(text).strip()


def pieces_of(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the pieces of a section: its blocks, and the sentences of those blocks that exceed MAX_WORDS."""
    before: Block | None = None
    for is_list, run in groupby(blocks, key=_belongs_to_a_list):
        members = tuple(run)
        lead_in = (before,) if before and _leads_in(before.paragraphs[-1]) else ()
        is_long = is_list and sum(word_count(_whole(block)) for block in (*lead_in, *members)) > MAX_WORDS
        for block in members:
            yield from _pieces(block, before, in_long_list=is_long)
            before = block


def _pieces(block: Block, before: Block | None, *, in_long_list: bool) -> Iterator[Piece]:
    indent = "  " * block.depth
    gap = "\n" if before and before.kind is block.kind is BlockKind.ITEM else "\n\n"
    for number, paragraph in enumerate(_parts(block)):
        for place, text in enumerate(paragraph):
            begins_block = number == place == 0
            opening = indent + block.marker if begins_block or block.kind is BlockKind.QUOTE else ""
            next_paragraph = f"\n{indent}>\n{opening}"
            yield Piece(
                block=block,
                text=text.replace("\n", f"\n{indent}"),
                opening=opening,
                joint=gap + opening if begins_block else next_paragraph if place == 0 else " ",
                begins_block=begins_block,
                begins_paragraph=place == 0,
                in_long_list=in_long_list,
            )


def _parts(block: Block) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a block as one piece, or sentence by sentence when the block is too long."""
    whole = _whole(block)
    if word_count(whole) > MAX_WORDS:
        return tuple(sentences(paragraph) for paragraph in block.paragraphs)
    return ((whole.removeprefix(block.marker),),)


def _whole(block: Block) -> str:
    """A block's Markdown, without its indentation."""
    if block.kind is BlockKind.QUOTE:
        return "\n>\n".join(block.marker + text for text in block.paragraphs)
    return block.marker + block.paragraphs[0]


def _belongs_to_a_list(block: Block) -> bool:
    return block.kind is BlockKind.ITEM or block.depth > 0


def _leads_in(text: str) -> bool:
    return text.endswith(":")


def cost_of_cut(before: Piece, after: Piece) -> int:
    """What it costs to begin a new passage between two pieces."""
    if _leads_in(before.text) or (after.begins_paragraph and not after.begins_block):
        return NEVER  # a lead-in without what it leads to; a quotation without whose it is
    if not after.begins_block:
        return 300  # in the middle of a paragraph
    if after.block.kind is BlockKind.QUOTE or _is_fragment(after.block):
        return 100  # a quotation illustrates what stands before it; an address or a signature says nothing alone
    if after.block.depth > before.block.depth:
        return 60  # an item from what it belongs to
    if before.block.kind is after.block.kind is BlockKind.ITEM:
        # More than a passage's length can cost, so that a list that fits stays whole; the others are cut where it reads best.
        return 5 if after.in_long_list else 25
    return 0


def cost_of_joint(before: Piece, after: Piece) -> int:
    """What it costs to keep two pieces in one passage: two paragraphs are two thoughts unless a mark says otherwise."""
    return 15 if cost_of_cut(before, after) == 0 else 0


def cost_of_length(words: int) -> int:
    """What a passage's length costs: little for a long one, much for a scrap."""
    if words < FEW_WORDS:
        return 10 * (FEW_WORDS - words)
    return max(0, words - MANY_WORDS) // 2


def _is_fragment(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not ends_a_sentence(block.paragraphs[-1])
