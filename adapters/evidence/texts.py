"""Which bytes are text, and which text a browser would take for a page or a drawing. Nothing is parsed, nothing is decoded twice.

Text is shown as plain text and nothing else, so that tags in the middle of it (somebody quotes a page, an e-mail has a part in
HTML) are only words. What a browser would open as a page when asked to guess must never be taken for text.
"""

import codecs
import re

from bot.messages import Quarantine

TEXT = "text/plain"
HTML = "text/html"
SVG = "image/svg+xml"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_HIGH = bytes(range(128, 256))
_MAX_HIGH_SHARE = 0.3  # of one-byte text: a letter in Welsh or French has a tenth, compressed data a half

_HEAD_BYTES = 1445  # what a browser looks at (mimesniff.spec.whatwg.org, 5.2)
_PAGE = re.compile(  # the same, 7.1: the tags by which it knows a page
    rb"<(!DOCTYPE\s+HTML|HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|B|BODY|BR|P)[\s/>]|<!--|<\?xml[^>]*>\s*<html",
    re.I,
)
_DRAWING = re.compile(rb"(<\?xml|<!--|<!DOCTYPE\s+svg|<svg[\s>])", re.I)
_PROGRAM = re.compile(rb"#!|%!PS|\{\\rtf|\[InternetShortcut\]|\[Desktop Entry\]", re.I)
_SVG_SOMEWHERE = (b"<svg", b":svg")
_PAGE_SOMEWHERE = (b"<html", b"<?xml-stylesheet", b"http://www.w3.org/1999/xhtml")
_RUNS_WITHIN = 256 * 1024  # bytes: a search by patterns keeps every other thread waiting, and only the word hangs on it
_RUNS = re.compile(
    rb"<\s{0,9}(\w{1,20}:)?(script|foreignObject|iframe|object|embed|handler|set|animate)\b|\bon[a-z]{2,30}\s{0,9}="
    rb"|javascript:|data:text|@import|<!ENTITY|<\?xml-stylesheet|(href|src)\s{0,9}=\s{0,9}[\"']?\s{0,9}[a-z/]|url\(\s{0,9}[\"']?\s{0,9}[a-z/]",
    re.I,
)


def text_type(content: bytes) -> str | None:
    """Return "text/plain", or "text/html" or "image/svg+xml" for what a browser would open as such.

    None when it is no text, or a program's text: a script, PostScript, RTF (it carries objects), a shortcut.
    """
    text = _as_utf8(content)
    if text is None:
        return None
    head = text.removeprefix(codecs.BOM_UTF8)[:_HEAD_BYTES].lstrip()
    if _PROGRAM.match(head):
        return None
    if _DRAWING.match(head) and _has_any(text, _SVG_SOMEWHERE):
        return SVG
    if _PAGE.match(head) or (head.startswith(b"<?xml") and _has_any(text, _PAGE_SOMEWHERE)):
        return HTML
    return TEXT


def why_markup_is_kept_away(content: bytes) -> Quarantine:
    """Return SCRIPT for a page or drawing that would run or fetch something when opened, KIND for any other.

    Either way it is never shown: whether markup is harmless is a race against every browser's own reading of it, and nobody
    photographs, records or scans an SVG. The difference is only what its sender is told.
    """
    return Quarantine.SCRIPT if _RUNS.search((_as_utf8(content) or content)[:_RUNS_WITHIN]) else Quarantine.KIND


def _has_any(text: bytes, tags: tuple[bytes, ...]) -> bool:
    small = text.lower()
    return any(tag in small for tag in tags)


def _as_utf8(content: bytes) -> bytes | None:
    """Return the text with its ASCII characters as ASCII bytes; None when it is no text.

    UTF-8, UTF-16 with its mark (Windows), or one byte a character (an old phone's vCard, an e-mail).
    """
    if content.startswith(_UTF16):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return None
    if content.translate(None, _CONTROL) != content:
        return None
    return content if _is_utf8(content) or _is_one_byte_text(content) else None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_one_byte_text(content: bytes) -> bool:
    high = len(content) - len(content.translate(None, _HIGH))
    return high <= _MAX_HIGH_SHARE * len(content)
