"""A web page as the words that a visitor would read. Scripts, styles and hidden frames are left out, nothing else is.

All of the page's text is kept, not only what a reader's mode would call the article: the abuse is often in a comment below it.
"""

from selectolax.lexbor import LexborHTMLParser

from adapters.evidence.charsets import decoded
from adapters.evidence.findings import Page

_UNREAD = ["script", "style", "noscript", "template", "svg", "iframe", "object", "head"]
_LINES = (
    "p,div,br,hr,li,dt,dd,tr,table,ul,ol,h1,h2,h3,h4,h5,h6,section,article,aside,header,footer,main,nav,blockquote,pre,form,"
    "figure,figcaption,details,summary,option,button"
)
_BREAK = "\x1e"  # ASCII's own record separator; taken out of the page before


def read_page(content: bytes, charset: str) -> Page:
    """Return the words of an HTML page. `charset`: what the server said, "" when it did not."""
    tree = LexborHTMLParser(decoded(content, charset).replace(_BREAK, " "))
    title = tree.css_first("title")
    words = " ".join(title.text().split()) if title else ""
    tree.strip_tags(_UNREAD)
    for node in tree.css(_LINES):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    return Page(title=words, text=_lines(tree.root.text() if tree.root else ""))


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)
