"""A question without anything that could name a person: only words that everybody uses are left.

It must never let through a word because it looks harmless: what is not known to be common is taken out. A name in small letters
is not known either, and that is the point.
"""

from typing import Protocol


class Redactor(Protocol):
    """Takes out of a text what could name a person, a place, an account or a number."""

    def __call__(self, text: str) -> str:
        """Return the text with "[...]" for each run of uncommon words, and "[number]" for each number of 3 digits or more."""
