"""Reads and writes JSON lines; a bad line of a file is named, so that it can be found.

A file is read and checked as a whole before the first line is used: an answer to half a file would look like one to all of it.
"""

import codecs
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import UserError


class BadLines(UserError):
    """A file of JSON lines could not be read."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(f"{file}: {what}")


def read_lines(file: Path, *, needs: tuple[str, ...], words: str) -> list[dict[str, Any]]:
    """Return the objects of a file; blank lines, a byte order mark and Windows line ends are no fault.

    Args:
        file: UTF-8, a JSON object a line.
        needs: the names that every line must have.
        words: the one of them that must be text.

    Raises:
        BadLines: names the line and what is wrong with it, and never shows what it holds.
    """
    lines = _bytes(file).removeprefix(codecs.BOM_UTF8).split(b"\n")
    found = [_object(file, number, line, needs, words) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise BadLines(file, f"there is no line in it. Write a JSON object with {' and '.join(needs)} on each line.")
    return found


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadLines(file, f"it cannot be opened ({error.strerror}).") from error


def _object(file: Path, number: int, line: bytes, needs: tuple[str, ...], words: str) -> dict[str, Any]:
    found = _json(file, number, line)
    missing = [name for name in needs if not isinstance(found, dict) or name not in found]
    if missing:
        raise BadLines(file, f"line {number} has no {' and no '.join(missing)}.")
    if not isinstance(found[words], str):
        raise BadLines(file, f"line {number}: {words} is not text.")
    return dict(found)


def _json(file: Path, number: int, line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLines(file, f"line {number} is not UTF-8 text. Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadLines(file, f"line {number} is not JSON.") from error


def write_line(line: Mapping[str, Any]) -> None:
    """Print a line of JSON. Half a surrogate pair, which JSON may hold and UTF-8 may not, is written as JSON's own escape."""
    text = json.dumps(line, ensure_ascii=False)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
