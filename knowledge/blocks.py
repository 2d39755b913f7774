"""A document's Markdown as a flat row of blocks: paragraphs, list items and quotations, each under its headings.

It must never change a word. Markdown that we do not understand is an error and not a guess, so that no sentence of a
document can go missing unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from knowledge.errors import DocumentError

NOTE_HEADINGS = frozenset({"Footnotes", "Imprint"})
"""What stands under these is kept in the document and never given as an answer."""


class BlockKind(StrEnum):
    """What a block is in the document."""

    PARAGRAPH = "paragraph"
    ITEM = "item"  # one item of a list, without the items nested in it
    QUOTE = "quote"  # somebody else's words, with the line that says whose they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The smallest piece of a document that keeps its sense."""

    kind: BlockKind
    paragraphs: tuple[str, ...]  # Markdown without marks at the line's beginning; more than one in a quote only
    marker: str  # what opens it in Markdown: "", "- ", "1. " or "> "
    depth: int  # how many lists it stands in, less one for an item: 0 is the margin
    heading_path: tuple[str, ...]  # outermost first, without the document's title; empty directly under the title
    line: int  # in the file, counted from 1
    is_note: bool  # a footnote, the imprint, or what stands above the title


@dataclass(slots=True)
class _Place:
    """Where the reader is: it changes with each heading."""

    file: str
    first_line: int
    titles: list[str]
    headings: list[tuple[int, str]]

    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    def is_note(self) -> bool:
        return not self.titles or not NOTE_HEADINGS.isdisjoint(self.path())

    def fail(self, node: SyntaxTreeNode, problem: str, remedy: str) -> DocumentError:
        return DocumentError(problem, remedy=remedy, file=self.file, line=self.line(node))

    def line(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)


def read_blocks(markdown: str, *, title: str, file: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a document, in its own order, footnotes and imprint included.

    Args:
        markdown: the document below its front matter.
        title: what its one level-1 heading must say.
        file: the file's name, for errors.
        first_line: the file's line on which `markdown` begins.

    Raises:
        DocumentError: HTML, a table, code or anything else that is not a heading, paragraph, list or quotation; a level-1
            heading that is missing, doubled or differs from the title.
    """
    place = _Place(file, first_line, titles=[], headings=[])
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(markdown))
    blocks = tuple(_read(tree, place, depth=0))
    if place.titles != [title]:
        remedy = "Give the document one line `# ...` with the words of its title, and use ## and ### below it."
        raise DocumentError("The level-1 heading is not the title.", remedy=remedy, file=file, line=first_line)
    return blocks


def _read(parent: SyntaxTreeNode, place: _Place, *, depth: int) -> Iterator[Block]:
    for node in parent.children:
        if node.type == "heading":
            _turn_to(node, place)
        elif node.type == "paragraph":
            yield _block(node, place, BlockKind.PARAGRAPH, (_words(node, place),), depth=depth)
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                yield from _read_item(item, place, depth=depth)
        elif node.type == "blockquote":
            yield _block(node, place, BlockKind.QUOTE, tuple(_quoted(node, place)), marker="> ", depth=depth)
        else:
            raise place.fail(node, f"This is {node.type}, which is not allowed.", "Use headings, paragraphs, lists and > quotes.")


def _read_item(item: SyntaxTreeNode, place: _Place, *, depth: int) -> Iterator[Block]:
    if not item.children or item.children[0].type != "paragraph":
        raise place.fail(item, "A list item does not begin with words.", "Write the words right after the dash.")
    marker = f"{item.info}{item.markup} " if item.info else "- "
    first, *rest = _read(item, place, depth=depth + 1)
    yield replace(first, kind=BlockKind.ITEM, marker=marker, depth=depth)
    yield from rest


def _block(
    node: SyntaxTreeNode, place: _Place, kind: BlockKind, paragraphs: tuple[str, ...], *, depth: int, marker: str = ""
) -> Block:
    return Block(
        kind=kind,
        paragraphs=paragraphs,
        marker=marker,
        depth=depth,
        heading_path=place.path(),
        line=place.line(node),
        is_note=place.is_note(),
    )


def _turn_to(heading: SyntaxTreeNode, place: _Place) -> None:
    level, text = int(heading.tag[1]), _words(heading, place)
    place.headings = [(above, name) for above, name in place.headings if above < level]
    if level == 1:
        place.titles.append(text)
    else:
        place.headings.append((level, text))


def _quoted(quote: SyntaxTreeNode, place: _Place) -> Iterator[str]:
    for node in quote.children:
        if node.type != "paragraph":
            raise place.fail(node, f"A quotation holds {node.type}.", "Use paragraphs only inside a quotation.")
        yield _words(node, place)


def _words(node: SyntaxTreeNode, place: _Place) -> str:
    """One line of Markdown: comments are left out, a broken line is mended, a wanted line break is kept."""
    (inline,) = node.children
    text = inline.content
    for part in inline.children:
        if part.type == "html_inline" and not part.content.startswith("<!--"):
            raise place.fail(node, "This line holds HTML.", "Write **bold**, plain words or [words](https://...) instead.")
        if part.type == "html_inline":
            text = text.replace(part.content, "")
    kept = text.replace("\\\n", "  \n").split("  \n")
    return "  \n".join(" ".join(line.split()) for line in kept)
