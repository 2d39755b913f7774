"""Writes runs as Slack's mrkdwn, or as plain text.

Nobody's text may become markup here: what would look like a mark is kept apart from its neighbour by a zero-width space, since
mrkdwn has no escape for it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from adapters.slack.markup import Run

_APART = "\u200b"
_LOOKS_MARKED = re.compile(r"""(?<![^\s(\["'“‘*_~`])([*_~`])(?=\S.*\1)""")


def escaped(text: str) -> str:
    """Return a text whose every character stands for itself in mrkdwn."""
    apart = _LOOKS_MARKED.sub(rf"\1{_APART}", text)
    return apart.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_mrkdwn(runs: Sequence[Run]) -> str:
    """Return runs as mrkdwn, which knows marks and quotations line by line only."""
    return "\n".join(_line(line) for line in _lines(runs))


def write_plain(runs: Sequence[Run]) -> str:
    """Return the bare words, with a link's address behind them; escaped, since Slack reads this as mrkdwn too."""
    parts = []
    for address, group in groupby(runs, key=lambda run: run.address):
        text = "".join(run.text for run in group)
        parts.append(text if not address or address in text else f"{text} ({address})")
    return escaped("".join(parts))


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(replace(run, text=text))
    return lines


def _line(runs: Sequence[Run]) -> str:
    quoted = any(run.quoted for run in runs)
    text = _marked(runs, "*", lambda run: run.bold, lambda inner: _marked(inner, "_", lambda run: run.italic, _links))
    # Slack takes an escaped ">" at the start of a line for a quotation as well.
    apart = _APART if text.startswith("&gt;") and not quoted else ""
    return f"> {text}".rstrip() if quoted else apart + text


def _marked(runs: Sequence[Run], mark: str, has: Callable[[Run], bool], write: Callable[[Sequence[Run]], str]) -> str:
    groups = [(wanted, list(group)) for wanted, group in groupby((run for run in runs if run.text), key=has)]
    parts = []
    for number, (wanted, group) in enumerate(groups):
        before = groups[number - 1][1][-1].text[-1:] if number else ""
        after = groups[number + 1][1][0].text[:1] if number + 1 < len(groups) else ""
        # Within a word Slack would show the marks themselves.
        within_word = before.isalnum() or after.isalnum()
        parts.append(_between(mark, write(group)) if wanted and not within_word else write(group))
    return "".join(parts)


def _between(mark: str, text: str) -> str:
    core = text.strip(" ")
    return text.replace(core, f"{mark}{core}{mark}", 1) if core else text


def _links(runs: Sequence[Run]) -> str:
    parts = []
    for address, group in groupby(runs, key=lambda run: run.address):
        text = escaped("".join(run.text for run in group))
        parts.append(f"<{_safe(address)}|{text}>" if address else text)
    return "".join(parts)


def _safe(address: str) -> str:
    return address.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
