"""The one place that knows where the copied contracts lie and how they are read.

It must never change what it hands out: callers share one parsed copy and take a deep copy before they alter anything.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent.parent / "contracts"


@cache
def contract(name: str) -> dict[str, Any]:
    """Return the parsed JSON object of a file below `tests/contracts/`, such as "telegram/limits.json"."""
    found: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return found


def contract_names(folder: str) -> list[str]:
    """Return the names, as `contract` takes them, of the JSON files in a folder such as "telegram/updates"."""
    return sorted(f"{folder}/{path.name}" for path in (_FOLDER / folder).glob("*.json"))
