"""How the figures of a search become one score, and when a score is an answer.

It must never prefer one party's paper to another's: a rule here speaks of a document's class and dates, never of its owner.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.passage import DocumentClass, Source

LEXICAL_SHARE = 0.25
"""How much of a score comes from the words, the rest from the meaning; 0.2 to 0.3 do equally well (docs/adr/0003)."""

WHOLE_SHARE = 0.2
"""How much of the meaning is that of the whole passage under its headings, the rest that of its best sentence. It tells
two passages apart that share a sentence: 0.1 to 0.3 do equally well (docs/adr/0003)."""

HANDICAP = {
    DocumentClass.OFFICIAL: 0.0,
    DocumentClass.EVIDENCE: 0.01,
    DocumentClass.PARTY: 0.01,
    DocumentClass.HISTORIC: 0.02,
}
"""Taken off a score, so that of passages that fit alike the official one comes first. Small on purpose: a passage that
plainly fits better stays ahead (docs/adr/0003)."""

HANDICAP_OF_THE_SHORTER_LIVED = 0.01
"""Taken off official guidance that is due for review before other official guidance is: it was written for one election
where the other speaks of all."""

MIN_SCORE = 0.33
"""The first hit's score from which on it is an answer. Source: docs/adr/0004."""

MIN_SCORE_BY_WORDS = 0.44
"""The same when only words were compared: stricter, since a shared word is weaker evidence. Source: docs/adr/0004."""

Scores = NDArray[np.float32]


def joined(by_words: Scores, best_cosine: Scores, whole_cosine: Scores) -> Scores:
    """Return one score for each passage, 0.0 to 1.0, from its lexical score and its cosines (-1.0 to 1.0)."""
    by_meaning = (1 - WHOLE_SHARE) * np.clip(best_cosine, 0.0, 1.0) + WHOLE_SHARE * np.clip(whole_cosine, 0.0, 1.0)
    return np.asarray((1 - LEXICAL_SHARE) * by_meaning + LEXICAL_SHARE * by_words, dtype=np.float32)


def handicaps(sources: Sequence[Source]) -> Scores:
    """Return what is taken off the score of a passage from each of these sources."""
    official = [_due(source) for source in sources if source.document_class is DocumentClass.OFFICIAL]
    latest = max(official, default=date.max)
    return np.array([HANDICAP[source.document_class] + _for_age(source, latest) for source in sources], dtype=np.float32)


def _for_age(source: Source, latest: date) -> float:
    is_shorter_lived = source.document_class is DocumentClass.OFFICIAL and _due(source) < latest
    return HANDICAP_OF_THE_SHORTER_LIVED if is_shorter_lived else 0.0


def _due(source: Source) -> date:
    return source.review_by or date.max
