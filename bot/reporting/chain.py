"""The chain over a report's entries: each hash is taken over the one before it, so that whatever is changed later shows.

A hash here must never depend on wording, on the day of the copy or on the machine: the same entries give the same chain for ever.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Record = dict[str, Any]
"""Data that JSON can hold."""


def canonical(data: object) -> bytes:
    """Return data as the one JSON text that a hash is taken of: sorted keys, no spaces, UTF-8.

    Half of a surrogate pair, which is left when an emoji is cut in two, is written as JSON's own escape.
    """
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", errors="backslashreplace")


def as_file(data: object) -> bytes:
    """Return data as a JSON file that a person can read: sorted keys, two spaces, UTF-8, a newline at the end."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def first_hash(reference: str, created: str) -> str:
    """Return where a report's chain begins, in hexadecimal: its name and birth, so that no entry fits into another report.

    Args:
        reference: the report's.
        created: ISO 8601, UTC.
    """
    return sha256(canonical({"reference": reference, "created": created})).hexdigest()


def next_hash(before: str, said: Mapping[str, object]) -> str:
    """Return the hash of an entry: SHA-256, in hexadecimal, of the hash before it and the entry as canonical JSON."""
    return sha256(before.encode() + canonical(said)).hexdigest()


def first_changed(record: Record) -> int | None:
    """Return the number of the first entry of a record that is not as it was; None when all of them are.

    0 means the reference or the time of creation, one more than there are entries that the last ones are missing.
    """
    hash = first_hash(record["reference"], record["created"]["utc"])
    if hash != record["chain"]["first"]:
        return 0
    for number, entry in enumerate(record["entries"], start=1):
        hash = next_hash(hash, entry["said"])
        if (entry["number"], entry["hash"]) != (number, hash):
            return number
    return None if hash == record["chain"]["last"] else len(record["entries"]) + 1
