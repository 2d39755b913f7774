"""Which passage comes first when several fit, and when two fit so nearly alike that the person must say which they mean.

It must never prefer one party's paper to another's: a rule here speaks of a document's class and dates, never of its owner.
"""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.passage import DocumentClass, Hit, Passage, Source

HANDICAP = {
    DocumentClass.OFFICIAL: 0.0,
    DocumentClass.EVIDENCE: 0.01,
    DocumentClass.PARTY: 0.02,
    DocumentClass.HISTORIC: 0.02,
}
"""Taken off a score, so that of passages that fit alike the official one comes first. Small on purpose: a passage that
plainly fits better stays ahead (docs/adr/0011)."""

HANDICAP_OF_THE_SHORTER_LIVED = 0.01
"""Taken off official guidance that is due for review before other official guidance is: it was written for one election
where the other speaks of all."""

UNCERTAIN = 0.4
"""A first hit that is likelier right than this is given without asking (docs/adr/0012)."""

MARGIN = 0.8
"""How near the next one must be to the first, as a share of it, to be its rival (docs/adr/0012)."""

SAME_WORDS = 0.6
"""The share of the shorter passage's words from which on another one says the same."""

MOST_RIVALS = 3
"""As many as can be read at a glance."""

_WORD = re.compile(r"\w+")

Scores = NDArray[np.float32]


def handicaps(sources: Sequence[Source]) -> Scores:
    """Return what is taken off the score of a passage from each of these sources."""
    official = [_due(source) for source in sources if source.document_class is DocumentClass.OFFICIAL]
    latest = max(official, default=date.max)
    return np.array([HANDICAP[source.document_class] + _for_age(source, latest) for source in sources], dtype=np.float32)


def rivals(hits: Sequence[Hit]) -> int:
    """Return how many hits from the first on the person should choose between; 0 when the first is to be given."""
    if not hits or hits[0].score >= UNCERTAIN:
        return 0
    near = 1
    for hit in hits[1:MOST_RIVALS]:
        if hit.score < MARGIN * hits[0].score or _say_the_same(hits[0].passage, hit.passage):
            break
        near += 1
    return near if near > 1 else 0


def _say_the_same(one: Passage, other: Passage) -> bool:
    """Two issuers often say the same in nearly the same words: nobody need choose between them."""
    words = [set(_WORD.findall(passage.text.casefold())) for passage in (one, other)]
    return len(words[0] & words[1]) >= SAME_WORDS * min(map(len, words))


def _for_age(source: Source, latest: date) -> float:
    is_shorter_lived = source.document_class is DocumentClass.OFFICIAL and _due(source) < latest
    return HANDICAP_OF_THE_SHORTER_LIVED if is_shorter_lived else 0.0


def _due(source: Source) -> date:
    return source.review_by or date.max
