"""The kinds of election, as far as the police divide their work by them.

It must never be guessed what somebody stands for: forces may have one person for each kind, and who does not expect a report may
leave it lying.
"""

from enum import StrEnum


class Election(StrEnum):
    """What somebody stands for or was elected to."""

    PARLIAMENT = "parliament"  # the House of Commons: Operation Bridger
    LOCAL = "local"  # principal councils, mayors of combined authorities, police and crime commissioners: Operation Ford
    DEVOLVED = "devolved"  # Senedd, Scottish Parliament, Northern Ireland Assembly; our sources name no operation for them
    PARISH = "parish"  # parish, town and community councils, which are not part of Operation Ford
    UNKNOWN = "unknown"


KNOWN = frozenset(Election) - {Election.UNKNOWN}
"""What a contact can be there for."""
