"""When somebody may be written to without having asked: in the daytime of the United Kingdom. Nobody is woken by a reminder."""

from datetime import datetime, time, timedelta

from bot.rendering import UK_TIME

FIRST, LAST = time(9), time(20)
"""From nine in the morning to eight in the evening."""


def next_civil_hour(at: datetime) -> datetime:
    """Return the instant itself when it lies in the daytime, else nine o'clock of the day that comes. Aware in, aware UTC out."""
    local = at.astimezone(UK_TIME)
    if FIRST <= local.time() < LAST:
        return at
    day = local.date() + timedelta(days=1 if local.time() >= LAST else 0)
    return datetime.combine(day, FIRST, UK_TIME).astimezone(at.tzinfo)
