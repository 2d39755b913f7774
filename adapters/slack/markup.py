"""Reads a reply's Markdown as a flat list of runs, which Slack's few marks and its length limits can be applied to.

Any text is fine; what the subset does not have must come out as its plain words, never be lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

BREAK = "\n\n"
"""What stands between two blocks; a long text is split there first."""

MAX_ADDRESS_CHARS = 2000
"""Longest address of a link, escaped. A longer one is written out, where it can be split like any text."""

_RULE = "———"
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    quoted: bool = False
    address: str = ""  # where a link leads


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def read_markdown(text: str) -> tuple[Run, ...]:
    """Return a reply's Markdown as runs. Any text is fine; what the subset does not have becomes its plain words."""
    root = SyntaxTreeNode(_parser().parse(sendable(text)))
    return tuple(run for run in _blocks(root.children, Run(""), BREAK) if run.text)


def bare(text: str) -> str:
    """Return the words of a reply's Markdown alone, for places that know no marks."""
    return "".join(run.text for run in read_markdown(text))


def sentence(text: str) -> str:
    """Return a few words as a sentence of their own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def sendable(text: str) -> str:
    """Return the text without what JSON or Slack cannot carry; one broken character must not cost the whole message."""
    return _UNSENDABLE.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _blocks(nodes: Sequence[SyntaxTreeNode], style: Run, separator: str) -> Iterator[Run]:
    for number, node in enumerate(nodes):
        if number:
            yield replace(style, text=separator)
        yield from _block(node, style)


def _block(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    match node.type:
        case "inline":
            yield from _inlines(node.children, style)
        case "paragraph":
            yield from _blocks(node.children, style, BREAK)
        case "heading":
            yield from _blocks(node.children, replace(style, bold=True), BREAK)
        case "blockquote":
            yield from _blocks(node.children, replace(style, quoted=True), BREAK)
        case "bullet_list" | "ordered_list":
            yield from _list(node, style)
        case "hr":
            yield replace(style, text=_RULE)
        case _:
            yield replace(style, text=node.content.rstrip("\n"))


def _list(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    start = int(node.attrs.get("start", 1))
    indent = "  " * _depth(node)
    for number, item in enumerate(node.children):
        mark = "•" if node.type == "bullet_list" else f"{start + number}."
        yield replace(style, text=("\n" if number else "") + f"{indent}{mark} ")
        yield from _blocks(item.children, style, "\n")


def _depth(node: SyntaxTreeNode) -> int:
    """In how many list items a list stands."""
    parent = node.parent
    return 0 if parent is None else _depth(parent) + (parent.type == "list_item")


def _inlines(nodes: Sequence[SyntaxTreeNode], style: Run) -> Iterator[Run]:
    for node in nodes:
        yield from _inline(node, style)


def _inline(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    match node.type:
        case "softbreak" | "hardbreak":
            yield replace(style, text="\n")
        case "strong":
            yield from _inlines(node.children, replace(style, bold=True))
        case "em":
            yield from _inlines(node.children, replace(style, italic=True))
        case "link":
            yield from _link(node, style)
        case "image":
            yield from _inlines(node.children, style)
        case _:
            yield replace(style, text=node.content)


def _link(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    address = str(node.attrs.get("href", ""))
    length = len(address) + address.count("&") * len("amp;")
    if address.lower().startswith(("https://", "http://", "mailto:")) and length <= MAX_ADDRESS_CHARS:
        yield from _inlines(node.children, replace(style, address=address))
        return
    runs = tuple(_inlines(node.children, style))
    yield from runs
    # Slack has no link to a number, so the number itself must be readable.
    target = address.removeprefix("tel:")
    if target not in "".join(run.text for run in runs):
        yield replace(style, text=f" ({target})")
