"""Signs that somebody was there in person: the verbs, the places and the people of a meeting face to face.

Weak signs add up. Damage found afterwards is no meeting, and neither are words that were written.
"""

from bot.triage.choosing import LONGEST
from bot.triage.presence_signs import SIGNS

_ENOUGH = 0.7
_ENOUGH_OF_SOMEBODY = -1.0  # who did it is told
_SURE = 2.1  # even though a letter or a call is spoken of


def points(words: str) -> list[int]:
    read = words[:LONGEST]
    return [int(bool(pattern.search(read))) for _, _, pattern in SIGNS]


def face_to_face(words: str, *, beside_a_channel: bool, by_somebody: bool = False) -> bool:
    """Return whether a plain text tells of somebody who was there; surer when it also names a channel."""
    read = words[:LONGEST]
    given = sum(given for _, given, pattern in SIGNS if pattern.search(read))
    return given >= (_SURE if beside_a_channel else _ENOUGH_OF_SOMEBODY if by_somebody else _ENOUGH)
