"""Reads a reply's Markdown as a flat list of runs, which Telegram's few tags and its length limit can be applied to.

Nobody's text may become markup here: tags come from Markdown tokens only, and every character is escaped when HTML is written.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

BREAK = "\n\n"
"""What stands between two blocks; messages are split there first."""

_RULE = "———"


@dataclass(frozen=True, slots=True)
class Tag:
    """One of Telegram's HTML tags (core.telegram.org/bots/api#html-style)."""

    name: str
    href: str = ""  # only for "a"

    @property
    def opening(self) -> str:
        return f'<a href="{html.escape(self.href)}">' if self.href else f"<{self.name}>"

    @property
    def closing(self) -> str:
        return f"</{self.name}>"


Tags = tuple[Tag, ...]

BOLD = Tag("b")
ITALIC = Tag("i")
QUOTATION = Tag("blockquote")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same tags, the outermost first."""

    text: str
    tags: Tags = ()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def read_markdown(text: str) -> tuple[Run, ...]:
    """Return a reply's Markdown as runs. Any text is fine; what the subset does not have becomes its plain words."""
    # A lone surrogate cannot be sent as UTF-8 at all: the whole message would be lost for one broken character.
    sendable = text.encode("utf-8", "replace").decode("utf-8")
    root = SyntaxTreeNode(_parser().parse(sendable))
    return tuple(run for run in _blocks(root.children, (), BREAK) if run.text)


def write_html(runs: Iterable[Run]) -> str:
    """Return runs as Telegram HTML, with every tag closed again in the right order."""
    parts: list[str] = []
    opened: Tags = ()
    for run in runs:
        parts += [*_change(opened, run.tags), html.escape(run.text, quote=False)]
        opened = run.tags
    return "".join([*parts, *_change(opened, ())])


def write_plain(runs: Sequence[Run]) -> str:
    """Return runs as bare text, with a link's address behind its words, for when Telegram refuses our HTML."""
    parts: list[str] = []
    for run, following in zip_longest(runs, runs[1:], fillvalue=Run("")):
        ended = [tag.href for tag in run.tags if tag.href and tag not in following.tags]
        parts += [run.text, *(f" ({address})" for address in ended if address not in run.text)]
    return "".join(parts)


def _change(opened: Tags, wanted: Tags) -> list[str]:
    shared = 0
    while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
        shared += 1
    return [tag.closing for tag in reversed(opened[shared:])] + [tag.opening for tag in wanted[shared:]]


def _blocks(nodes: Sequence[SyntaxTreeNode], tags: Tags, separator: str) -> Iterator[Run]:
    for number, node in enumerate(nodes):
        if number:
            yield Run(separator, tags)
        yield from _block(node, tags)


def _block(node: SyntaxTreeNode, tags: Tags) -> Iterator[Run]:
    match node.type:
        case "inline":
            yield from _inlines(node.children, tags)
        case "paragraph":
            yield from _blocks(node.children, tags, BREAK)
        case "heading":
            yield from _blocks(node.children, _under(tags, BOLD), BREAK)
        case "blockquote":
            yield from _blocks(node.children, _under(tags, QUOTATION), BREAK)
        case "bullet_list" | "ordered_list":
            yield from _list(node, tags)
        case "hr":
            yield Run(_RULE, tags)
        case _:
            yield Run(node.content.rstrip("\n"), tags)


def _list(node: SyntaxTreeNode, tags: Tags) -> Iterator[Run]:
    first = int(node.attrs.get("start", 1))
    indent = "  " * _depth(node)
    for number, item in enumerate(node.children):
        mark = "•" if node.type == "bullet_list" else f"{first + number}."
        yield Run("\n" if number else "", tags)
        yield Run(f"{indent}{mark} ", tags)
        yield from _blocks(item.children, tags, "\n")


def _depth(node: SyntaxTreeNode) -> int:
    """In how many list items a list stands."""
    parent = node.parent
    return 0 if parent is None else _depth(parent) + (parent.type == "list_item")


def _inlines(nodes: Sequence[SyntaxTreeNode], tags: Tags) -> Iterator[Run]:
    for node in nodes:
        yield from _inline(node, tags)


def _inline(node: SyntaxTreeNode, tags: Tags) -> Iterator[Run]:
    match node.type:
        case "softbreak" | "hardbreak":
            # Templates break a line where they want one to break; passages have no broken lines.
            yield Run("\n", tags)
        case "strong":
            yield from _inlines(node.children, _under(tags, BOLD))
        case "em":
            yield from _inlines(node.children, _under(tags, ITALIC))
        case "link":
            yield from _link(node, tags)
        case "image":
            yield from _inlines(node.children, tags)
        case _:
            yield Run(node.content, tags)


def _link(node: SyntaxTreeNode, tags: Tags) -> Iterator[Run]:
    address = str(node.attrs.get("href", ""))
    if address.lower().startswith(("https://", "http://")):
        yield from _inlines(node.children, _under(tags, Tag("a", address)))
        return
    # Telegram drops tel: and mailto: links without a word, so what they lead to must be readable.
    runs = tuple(_inlines(node.children, tags))
    yield from runs
    target = address.partition(":")[2]
    if address.lower().startswith(("tel:", "mailto:")) and target not in "".join(run.text for run in runs):
        yield Run(f" ({target})", tags)


def _under(tags: Tags, tag: Tag) -> Tags:
    # Telegram refuses a quotation in a quotation and a link in a link.
    return tags if any(outer.name == tag.name for outer in tags) else (*tags, tag)
