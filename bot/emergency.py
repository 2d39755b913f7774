"""999 first: the card that comes before anything else, from rules and a template alone.

It must never need the encoder, the index, the database or the network (DESIGN promise 1).
"""

from bot.messages import Inbound, Reply
from bot.rendering import Wording
from bot.triage import RedFlag, red_flags


def emergency_card(wording: Wording, flags: tuple[RedFlag, ...]) -> Reply:
    """Return the card; it quotes the line of the joint guidance for each red flag."""
    lines = [flag.value for flag in flags if flag is not RedFlag.IMMEDIATE_DANGER]
    return wording.reply("emergency", lines=lines, is_danger_now=RedFlag.IMMEDIATE_DANGER in flags)


def check(wording: Wording, inbound: Inbound) -> list[Reply]:
    """Return the card when a message carries a red flag, in its own text or in who it was forwarded from; else nothing."""
    flags = red_flags(inbound.text)
    return [emergency_card(wording, flags)] if flags else []
