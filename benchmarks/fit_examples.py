"""The labelled messages of `knowledge/examples` as reports to fit points with, beside the development reports.

There are five times as many of them, by many hands, but their times are words without an instant, and what is labelled in them
follows the danger more than the card: each counts a little.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging_cards import LONDON, LabelledReport
from index.judging import texts_of
from index.learning import by_kernel, resemblance
from index.search import Search
from index.words import Words
from knowledge.messages import CATEGORIES, LabelledMessage, read_messages

SENT = datetime(2026, 4, 22, 20, tzinfo=LONDON)
"""When all of them were sent: which words tell the time hardly depends on it."""


def told_examples(search: Search) -> Iterator[tuple[LabelledReport, dict[str, float]]]:
    """Yield each message that tells of an incident, and how well each kind fits it by what the others teach."""
    messages = read_messages()
    for number, (message, fits) in enumerate(zip(messages, _fits(messages, search), strict=True)):
        if message.category:
            yield _report(f"example {number}", message), dict(zip(CATEGORIES, map(float, fits), strict=True))


def _report(name: str, message: LabelledMessage) -> LabelledReport:
    """As a report: the first category is the kind, since the most telling one was written first."""
    said: dict[str, Any] = {part: tuple(filter(None, (getattr(message, part),))) for part in ("where", "when", "who")}
    return LabelledReport(
        id=name, text=message.text, sent_at=SENT, kind=message.category[:1], when_iso="", when_tolerance_minutes=0,
        platform=(message.platform,), **said,
    )  # fmt: skip


def _fits(messages: Sequence[LabelledMessage], search: Search) -> NDArray[np.float32]:
    """How well each kind fits each message by what is learned without it, as `index.judging` learns it."""
    texts = texts_of(messages)
    vectors = np.array([search.read(text) for text in texts], dtype=np.float32)
    targets = np.array([[float(name in message.category) for name in CATEGORIES] for message in messages], dtype=np.float32)
    usual = targets.mean(axis=0)
    _, unseen = by_kernel(resemblance(vectors, Words.known_from(texts).rows(texts)), targets - usual)
    return np.asarray(unseen + usual, dtype=np.float32)
