"""999 first: the card that comes before anything else, from one template.

It must never need the encoder, the index, the database or the network (DESIGN promise 1). What labelled messages say
sharpens it when it is there: it sees more, and where it disagrees with a rule the person is asked.
"""

from datetime import datetime, timedelta

from bot.heard import Heard
from bot.incoming import without_command
from bot.messages import Reply
from bot.rendering import Wording
from bot.reporting.repair import is_plain_change
from bot.state import State
from bot.triage import RedFlag
from bot.triage.flags import found, in_order
from bot.triage.weighing import danger, flags_of

QUESTION = "is_danger"
ANSWERS = ("danger.yes", "danger.no")


ASK_AGAIN_AFTER = timedelta(minutes=15)
"""How long an answer, or none, is respected: somebody who tells of a threat in six messages is asked once."""


def was_asked(state: State, now: datetime) -> bool:
    """True when it was asked a moment ago whether anyone is in danger."""
    return bool(state.danger_asked_at) and now - datetime.fromisoformat(state.danger_asked_at) < ASK_AGAIN_AFTER


def emergency_card(wording: Wording, flags: tuple[RedFlag, ...]) -> Reply:
    """Return the card; it quotes the line of the joint guidance for each red flag."""
    lines = [flag.value for flag in flags if flag is not RedFlag.IMMEDIATE_DANGER]
    return wording.reply("emergency", lines=lines, is_danger_now=RedFlag.IMMEDIATE_DANGER in flags)


def check(wording: Wording, heard: Heard) -> list[Reply]:
    """Return the card when a message is a clear emergency, the question when it may be one, else nothing."""
    reasons = found(without_command(heard.inbound.text))
    # "Change where to the car park" tells of nothing that happens now; labelled messages hold no such orders to learn from.
    signals = () if is_plain_change(heard.inbound.text, wording.field_names) else heard.signals
    seen = danger(len(reasons), signals)
    if seen.is_clear:
        return [emergency_card(wording, in_order(reasons) or flags_of(heard.signals))]
    return [danger_question(wording)] if seen.is_unsure else []


def danger_question(wording: Wording) -> Reply:
    """Return the one question that stands above everything else when nobody can tell."""
    return wording.reply(QUESTION, *(wording.choice(f"e:{key}", key) for key in ANSWERS))
