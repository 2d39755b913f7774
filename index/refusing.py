"""Why a question has no answer, and who does answer it: read off what the example questions without an answer have taught."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.refusal import Reason, Refusal

KNOWN_REASON = 0.15
"""The score from which on a refusal gives its reason; below it is only unsure (docs/adr/0012)."""


def why(scores: NDArray[np.float32], refusals: Sequence[Refusal], hidden: float) -> Refusal:
    """Return the refusal of a question that is known to have no answer.

    Args:
        scores: how well each refusal fits, shape (refusals,).
        refusals: what can be said, in the scores' order.
        hidden: the best score of a passage that may not be shown: where that is the reason, no other one is given.
    """
    if not len(scores) or max(float(scores.sum()), float(scores.max())) < max(KNOWN_REASON, hidden):
        return Refusal(reason=Reason.UNSURE)
    return _likeliest(dict(zip(refusals, map(float, scores), strict=True)))


def _likeliest(fits: dict[Refusal, float]) -> Refusal:
    """The reason that all its routes together make likeliest, and the likeliest route of that reason."""
    by_reason = {reason: sum(score for each, score in fits.items() if each.reason is reason) for reason in Reason}
    reason = max(by_reason, key=lambda each: by_reason[each])
    return max((each for each in fits if each.reason is reason), key=lambda each: fits[each])
