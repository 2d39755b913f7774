"""One sentence of a passage in bold, so that the answer is found at a glance. Not a word is added, dropped or changed.

Where the markup makes it doubtful what would become bold, the passage stays as it is.
"""

import re

_TARGET = re.compile(r"\]\([^)\s]*\)")  # of a link: what stands here is not read by people
_CLOSING = ".!?…:;\"”’')]"
_BREAK = re.compile(r"\n\s*\n|\n\s*[-*>]")


def emphasised(markdown: str, sentence: str) -> str:
    """Return the passage with this sentence of it in bold; unchanged when it is all there is, or cannot be found."""
    span = _span(markdown, sentence)
    if span is None:
        return markdown
    start, end = span
    before, inside, after = markdown[:start], markdown[start:end], markdown[end:]
    inside = inside.replace("**", "")
    if before.count("**") % 2 or after.count("**") % 2 or _BREAK.search(inside) or inside != inside.strip():
        return markdown
    return f"{before}**{inside}**{after}"


def _span(markdown: str, sentence: str) -> tuple[int, int] | None:
    """Where the sentence stands, from its first letter or bold sign to its last mark."""
    hidden = {place for target in _TARGET.finditer(markdown) for place in range(*target.span())}
    seen = ((place, mark.casefold()) for place, mark in enumerate(markdown) if place not in hidden)
    read = [(place, letter) for place, letters in seen for letter in letters if letter.isalnum()]
    words = "".join(letter for letter in sentence.casefold() if letter.isalnum())
    found = "".join(letter for _, letter in read).find(words)
    if not words or found < 0 or len(words) == len(read):
        return None
    start, end = read[found][0], read[found + len(words) - 1][0] + 1
    return _with_opening(markdown, start), _with_closing(markdown, end)


def _with_opening(markdown: str, start: int) -> int:
    while start and markdown[start - 1] in "\"“‘'([<":
        start -= 1
    return start - 2 if markdown[:start].endswith("**") else start


def _with_closing(markdown: str, end: int) -> int:
    target = _TARGET.match(markdown, end)
    if target:
        end = target.end()
    while end < len(markdown) and (markdown[end] in _CLOSING or markdown[end] == ">" or markdown.startswith("**", end)):
        end += 2 if markdown.startswith("**", end) else 1
    return end
