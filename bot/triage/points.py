"""The points that signs give, as they were fitted on labelled messages by `python -m benchmarks.fit_points`.

The file is for reading: a sign's name and its points, for each of the things that are chosen. A sign that it does not
know gives none, so that a new one changes nothing until the points are fitted again.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("points.json")


def points_of(part: str) -> Mapping[str, float]:
    """Return the points of a part ("who", "where", "when", "kind"). Raises OSError, KeyError: the installation is damaged."""
    return _all()[part]


@cache
def _all() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
