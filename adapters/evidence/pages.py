"""A web page as the words that a visitor would read. Scripts, styles and hidden frames are left out, nothing else is.

All of the page's text is kept, not only what a reader's mode would call the article: the abuse is often in a comment below it.
"""

import codecs
import re

from selectolax.lexbor import LexborHTMLParser

from adapters.evidence.findings import Page

_UNREAD = ["script", "style", "noscript", "template", "svg", "iframe", "object", "head"]
_LINES = (
    "p,div,br,hr,li,dt,dd,tr,table,ul,ol,h1,h2,h3,h4,h5,h6,section,article,aside,header,footer,main,nav,blockquote,pre,form,"
    "figure,figcaption,details,summary,option,button"
)
_BREAK = "\x1e"  # ASCII's own record separator; taken out of the page before
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|(iso-?8859|windows|cp|koi8)-?\w{1,4}|gbk|gb18030|big5|euc-\w\w|shift_jis", re.I
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s?=\s?[\"']?([\w-]{1,20})", re.I
)  # within the first 1,024 bytes (HTML, 4.2.5.4)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


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


def decoded(content: bytes, charset: str) -> str:
    """Return a text by its mark, what the server said, what the page says, or else as UTF-8. What does not fit becomes "�"."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    declared = _DECLARED.search(content[:1024])
    for name in (charset, declared[1].decode("ascii") if declared else ""):
        if _ENCODINGS.fullmatch(name) and _is_known(name):
            return content.decode(name, errors="replace")
    return content.decode("utf-8", errors="replace")


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)
