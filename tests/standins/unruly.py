"""A receiver's bad days: it fails at random, by a seed, in the ways in which receivers fail.

It must never fail one message more often than was agreed: a test that waits for the seventh try waits for minutes.
"""

import random
from collections import Counter
from collections.abc import Mapping

from tests.standins.failures import DROPPED, HANGING, Failure, json_failure

WAYS: Mapping[str, Failure] = {
    "error": json_failure(500, {}),
    "too many": json_failure(429, {}, headers={"Retry-After": "1"}),
    "closed": Failure(status=DROPPED),
    "answer lost": Failure(status=DROPPED, after_work=True),
    "hanging": Failure(status=HANGING),
}
"""How it can fail. One whose answer is lost has the message, and one that hangs may have it too."""


class Unruly:
    """Give it to a `WebhookSink`."""

    def __init__(self, chance: random.Random, shares: Mapping[str, float], *, most: int) -> None:
        """Begin with a good day.

        Args:
            chance: decides; with one seed and one order of arrival it is the same every time.
            shares: how often each of WAYS comes, 0.0 to 1.0; what is left is a delivery without fault.
            most: how often one message fails before it is taken.
        """
        self._chance = chance
        self._ways = [*shares, ""]
        self._weights = [*shares.values(), 1.0 - sum(shares.values())]
        self._most = most
        self._failed = Counter[str]()
        self.given = Counter[str]()  # how often it failed in which way

    def __call__(self, webhook_id: str) -> Failure | None:
        """Return how this delivery goes wrong; None when it does not."""
        [way] = self._chance.choices(self._ways, self._weights)
        if not way or self._failed[webhook_id] >= self._most:
            return None
        self._failed[webhook_id] += 1
        self.given[way] += 1
        return WAYS[way]
