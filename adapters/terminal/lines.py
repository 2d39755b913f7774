"""Reads files of JSON lines; a bad line is named, so that it can be found."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import UserError


class BadLines(UserError):
    """A file of JSON lines could not be read."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(f"{file}: {what}")


def read_lines(file: Path, *, needs: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file; blank lines are left out. Raises BadLines, which names the line and what is missing."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLines(file, "it cannot be read as a UTF-8 file.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _object(file, number, line, needs)


def _object(file: Path, number: int, line: str, needs: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise BadLines(file, f"line {number} is not JSON.") from error
    missing = [name for name in needs if not isinstance(found, dict) or name not in found]
    if missing:
        raise BadLines(file, f"line {number} has no {' and no '.join(missing)}.")
    return dict(found)
