"""Whether a place is outside the United Kingdom: then the police forces and SPOCs here are not the ones to turn to.

It only leads to a word about that. A report of it is kept like any other, and a place that is not known here says nothing.
"""

import re

from bot.messages import SharedPlace
from bot.rendering import plain

_SOUTH, _NORTH, _WEST, _EAST = 49.8, 61.0, -8.7, 1.8
"""Degrees; the extreme points of the United Kingdom (Ordnance Survey), with a little room."""

_REPUBLIC = (51.3, 54.0, -10.7, -5.9)
"""Degrees: south, north, west, east of most of the Republic of Ireland."""

_CALAIS = (51.1, 1.5)
"""Degrees: south of the first and east of the second is France."""

_ELSEWHERE = frozenset(
    {"france", "paris", "calais", "spain", "madrid", "barcelona", "germany", "berlin", "republic of ireland", "dublin"}
    | {"cork", "belgium", "brussels", "netherlands", "amsterdam", "italy", "rome", "portugal", "lisbon", "poland", "warsaw"}
    | {"usa", "america", "united states", "new york", "canada", "australia", "india", "pakistan", "turkey", "greece", "cyprus"}
    | {"switzerland", "sweden", "norway", "denmark", "abroad", "overseas", "outside the uk", "on holiday abroad"}
)


_POSITION = re.compile(r"(-?\d{1,2}\.\d+), ?(-?\d{1,3}\.\d+)")


def is_outside_uk(words: str) -> bool:
    """True for a whole answer, in words or as a position in degrees, that is certainly not in the United Kingdom."""
    position = _POSITION.fullmatch(words.strip())
    if position:
        return _is_outside(SharedPlace(latitude=float(position[1]), longitude=float(position[2])))
    return plain(words).removeprefix("in ") in _ELSEWHERE


def _is_outside(place: SharedPlace) -> bool:
    latitude, longitude = place.latitude, place.longitude
    if not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
        return True
    south, north, west, east = _REPUBLIC
    is_in_republic = south <= latitude <= north and west <= longitude <= east
    return is_in_republic or (latitude < _CALAIS[0] and longitude > _CALAIS[1])
