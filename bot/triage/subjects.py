"""What tells that two reports are about the same subject: an account, a telephone number, a vehicle's plate, an e-mail address.

It must never guess from a description: "a man in a grey coat" is many men. What is found only leads a person to look.
"""

import re

_HANDLE = re.compile(r"(?<![\w.@])@[\w.]{3,30}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_NUMBER = re.compile(r"(?<![\w+])(?:\+44[ -]?|0)(?:\d[ -]?){9,10}(?!\d)")
_PLATE = re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{3}(?!\w)", re.IGNORECASE)

MOST_CHARS = 10_000
"""Of a report's words no more are looked at."""


def subjects_in(text: str) -> frozenset[str]:
    """Return the accounts, numbers, plates and addresses of a text, each in one way of writing it."""
    looked_at = text[:MOST_CHARS]
    handles = (found.group().rstrip(".").casefold() for found in _HANDLE.finditer(looked_at))
    emails = (found.group().casefold() for found in _EMAIL.finditer(looked_at))
    plates = (found.group().replace(" ", "").upper() for found in _PLATE.finditer(looked_at))
    numbers = ("0" + re.sub(r"\D", "", found.group().removeprefix("+44")).lstrip("0") for found in _NUMBER.finditer(looked_at))
    return frozenset((*handles, *emails, *plates, *numbers))
