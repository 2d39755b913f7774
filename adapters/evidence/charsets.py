"""Bytes of a page or text from elsewhere as characters. Nothing here fails: what does not fit becomes a mark of its own."""

import codecs
import re

_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|(iso-?8859|windows|cp|koi8)-?\w{1,4}|gbk|gb18030|big5|euc-\w\w|shift_jis", re.I
)
"""Those that pages are written in (encoding.spec.whatwg.org); Python knows others that are slow, or no encodings of text."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s?=\s?[\"']?([\w-]{1,20})", re.I)
_DECLARED_WITHIN = 1024  # bytes (html.spec.whatwg.org, 4.2.5.4)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(content: bytes, charset: str) -> str:
    """Return a text by its mark, what the server said, what the page says, or else as UTF-8. What does not fit becomes "�"."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    name = checked(charset) or checked(declared[1].decode("ascii") if declared else "")
    return content.decode(name or "utf-8", errors="replace")


def checked(charset: str) -> str:
    """Return the name of an encoding if it is one that pages are written in, else ""."""
    if not _ENCODINGS.fullmatch(charset):
        return ""
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return ""
