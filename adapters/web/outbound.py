"""Turns the Markdown subset of a reply into HTML that is safe to put on the page.

It must never let through a tag, an attribute or a link scheme that is not named here, whatever the text is: replies hold words
that people typed.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

SOURCE_MARK = "—"
"""What the templates put before the source of a quotation."""

_ALLOWED_LINK = re.compile(r"(?:https://|mailto:|tel:)\S", re.IGNORECASE)

# Outside the subset: shown as typed. `entity` too, so that "&lt;" in somebody's words stays the four characters that they typed.
_UNUSED_RULES = [
    "backticks",
    "code",
    "entity",
    "fence",
    "heading",
    "hr",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "reference",
]


class _Subset(MarkdownIt):
    def __init__(self) -> None:
        # A line end is kept as one, as in the other channels.
        super().__init__("commonmark", {"html": False, "breaks": True})
        self.disable(_UNUSED_RULES)

    def validateLink(self, url: str) -> bool:
        return _ALLOWED_LINK.match(url) is not None


@cache
def _subset() -> _Subset:
    return _Subset()


def whole(text: str) -> str:
    """Return the text with every lone surrogate and NUL as U+FFFD: no encoding and no database takes them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def to_html(text: str) -> str:
    """Return HTML for a reply's text. Never fails: what is not in the subset is shown as it was typed.

    A quotation becomes a figure with the paragraph of its source as the caption. Links are https, mailto or tel; web addresses
    open in a new tab, so that nobody loses the conversation by following one.
    """
    tokens = _subset().parse(whole(text))
    for token in tokens:
        _dress_links(token.children or [])
    _mark_sources(tokens)
    return str(_subset().renderer.render(_framed(tokens), _subset().options, {}))


def _dress_links(children: Sequence[Token]) -> None:
    for token in children:
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")
            if str(token.attrGet("href")).lower().startswith("https:"):
                token.attrSet("target", "_blank")


def _mark_sources(tokens: Sequence[Token]) -> None:
    """Give a source line the tag that it is: a footer inside a quotation, a caption right after it."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "paragraph_open" and tokens[at + 1].content.lstrip().startswith(SOURCE_MARK):
            is_caption = token.level == 0 and at > 0 and tokens[at - 1].type == "blockquote_close"
            token.tag = tokens[at + 2].tag = "footer" if depth else "figcaption" if is_caption else "p"


def _framed(tokens: Sequence[Token]) -> list[Token]:
    """Put each outermost quotation, with its caption when it has one, into a figure."""
    framed: list[Token] = []
    for at, token in enumerate(tokens):
        outermost = token.level == 0
        if token.type == "blockquote_open" and outermost:
            framed.append(Token("figure_open", "figure", 1, block=True))
        framed.append(token)
        has_caption = at + 1 < len(tokens) and tokens[at + 1].tag == "figcaption"
        ends_without_caption = token.type == "blockquote_close" and outermost and not has_caption
        if ends_without_caption or (token.tag == "figcaption" and token.nesting == -1):
            framed.append(Token("figure_close", "figure", -1, block=True))
    return framed
