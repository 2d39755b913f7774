"""Spare codes: how one is recognised however somebody types it from a slip of paper."""

import re

_CODE = re.compile(r"[2-9](?:[ -]?[2-9A-HJKMNP-TV-Z]){15}", re.IGNORECASE)
"""16 letters and digits, the first one a digit so that no word is taken for a code; no 0/O, 1/I/L, U."""


def code_in(text: str) -> str:
    """Return the spare code that a whole message is, in the one way in which codes are compared; "" when it is none."""
    return same_code(text) if _CODE.fullmatch(text.strip()) else ""


def same_code(code: str) -> str:
    """Return a code without hyphens and spaces, in capitals."""
    return re.sub(r"[\s-]", "", code).upper()
