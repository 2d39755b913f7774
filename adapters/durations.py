"""Reads durations as a setting has them ("immediate=15m,criminal=24h,concern=5d"), and says them in short."""

import re
from dataclasses import fields, replace
from datetime import timedelta

from bot.escalation.deadlines import USUAL, Deadlines, PerTier

EXPECTED = "tiers with times, such as immediate=15m,criminal=24h,concern=5d (also other; m, h or d; a minute to 60 days)"

LONGEST = timedelta(days=60)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_TIME = re.compile(r"([0-9]{1,5})([mhd])")


def deadlines_of(text: str) -> Deadlines:
    """Return the usual deadlines with the times to acknowledge within that are set. Raises ValueError with what was expected."""
    names = {field.name for field in fields(PerTier)}
    times: dict[str, timedelta] = {}
    for part in text.split(","):
        name, _, time = (each.strip() for each in part.partition("="))
        if name not in names or name in times:
            raise ValueError(EXPECTED)
        times[name] = _duration(time)
    return replace(USUAL, acknowledge=replace(USUAL.acknowledge, **times))


def _duration(text: str) -> timedelta:
    found = _TIME.fullmatch(text)
    duration = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta(minutes=1) <= duration <= LONGEST:
        raise ValueError(EXPECTED)
    return duration


def in_short(duration: timedelta) -> str:
    """Return a duration as people say it, to the minute: "12 min", "2 h 5 min", "3 d 4 h"."""
    hours, minutes = divmod(round(duration / timedelta(minutes=1)), 60)
    days, rest = divmod(hours, 24)
    if days:
        return f"{days} d {rest} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
