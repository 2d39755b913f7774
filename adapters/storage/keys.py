"""Where master keys come from: the setting `KEYS`, or a file beside the embedded database. A key is never shown in an error."""

import base64
import binascii
import os
import re
import tempfile
from pathlib import Path

from adapters.storage.crypto import KEY_BYTES, new_data_key
from bot.errors import BadSetting

_EXPECTED = f"one or more keys of {KEY_BYTES} bytes, each in base64, separated by commas"


def new_key() -> str:
    """Return a fresh master key as it is written in the setting."""
    return base64.b64encode(new_data_key()).decode()


def parse_keys(text: str, *, name: str = "ALONGSIDE_KEYS") -> tuple[bytes, ...]:
    """Return the keys in a setting or file, in their order: the first one is used for new data, the others still open old data.

    Raises:
        BadSetting: says which one is wrong by its number, never by its text.
    """
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    if not parts:
        raise BadSetting(name, _EXPECTED)
    return tuple(_parse(part, number, name) for number, part in enumerate(parts, start=1))


def _parse(part: str, number: int, name: str) -> bytes:
    wrong = BadSetting(name, f"{_EXPECTED}; number {number} is not one")
    try:
        key = base64.b64decode(part.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        raise wrong from None  # the cause would quote the key
    if len(key) != KEY_BYTES:
        raise wrong
    return key


def load_or_create_keys(path: Path) -> tuple[bytes, ...]:
    """Return the keys of a key file; when there is none, make one that only its owner can read.

    Losing this file loses everything that is encrypted, so it is on the disk before it is used. Two processes that start at once
    get the same keys.
    """
    if not path.exists():
        _create(path)
    return parse_keys(path.read_text(encoding="ascii", errors="replace"), name=str(path))


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        _publish(Path(draft), path)
    finally:
        os.unlink(draft)


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name, unless another process was quicker: then its keys are the ones."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
