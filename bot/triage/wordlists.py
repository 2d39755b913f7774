"""Long lists of words as one fast pattern: words that begin alike share their beginning, so that hundreds are tried at once.

A list is written as in `phrases`, with choices and optional parts only. It must never match a part of a word.
"""

import re
from collections.abc import Iterator

from bot.triage import phrases

_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
_OPTIONAL = re.compile(r"(.)\?")
_SPECIAL = re.compile(r"[\\\[\]*{}]")

Tree = dict[str, "Tree"]
_END = ""


def words(block: str) -> frozenset[str]:
    """Return the words of a block, divided by blanks and line ends."""
    return frozenset(block.split())


def any_word(block: str, *, plurals: bool = False) -> str:
    """Return the regular expression for any of the words and phrases in `block`, the longest that fits first.

    Args:
        block: the list.
        plurals: each of them may also end in an s.
    """
    parts = [
        " ".join(part.replace("\\\n", "").split())
        for line in block.replace("\\\n", "").splitlines()
        for part in line.split(" | ")
    ]
    special = [part for part in parts if _SPECIAL.search(part)]
    words = {word for part in parts if part and part not in special for word in spelt_out(part)}
    tree: Tree = {}
    for word in sorted(words):
        _add(tree, word)
        if plurals and not word.endswith("s"):
            _add(tree, word + "s")
    # Words that need more than choices stay as they are written.
    raw = "|".join(phrases.source(part, {}) for part in special)
    return rf"(?<!\w)(?:{_source(tree)}{'|' + raw if raw else ''})(?!\w)"


def spelt_out(part: str) -> Iterator[str]:
    """Yield every word that a part stands for: "lads?" is lad and lads."""
    group = _GROUP.search(part)
    if group:
        chosen = group[1].split("/") + ([""] if group[2] else [])
        for one in chosen:
            yield from spelt_out(part[: group.start()] + one + part[group.end() :])
        return
    optional = _OPTIONAL.search(part)
    if optional:
        yield from spelt_out(part[: optional.start()] + optional[1] + part[optional.end() :])
        yield from spelt_out(part[: optional.start()] + part[optional.end() :])
    elif part.strip():
        yield " ".join(part.replace("~", " ").split())


def _add(tree: Tree, word: str) -> None:
    for letter in word:
        tree = tree.setdefault(letter, {})
    tree[_END] = {}


def _source(tree: Tree) -> str:
    branches = [re.escape(letter) + _source(below) for letter, below in tree.items() if letter != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if _END in tree else joined
