"""The kinds of election that decide which police operation a SPOC works for.

It must never be guessed: forces may have one person for each, and the wrong one is a person who does not expect the report.
"""

from enum import StrEnum


class Election(StrEnum):
    """What a candidate stands for, as the police divide it."""

    PARLIAMENT = "parliament"  # Operation Bridger: members of and candidates for a parliament
    LOCAL = "local"  # Operation Ford: other elected people and candidates; parish and town councils are not part of it
