"""A card as it stands: what it tells, who has done what with it, and which buttons that leaves. Pure.

All of it is read back from the blocks of the message itself, so that a restart forgets nothing. A mark must never be lost when
two people press at the same moment: the card with the higher version is the newer one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.slack.outbound import Block, button, mrkdwn
from adapters.slack.wording import SlackWording

STAFF_ACTION = "staff:"
ACKNOWLEDGE = f"{STAFF_ACTION}acknowledge"
ESCALATE = f"{STAFF_ACTION}escalate"
WRITE = f"{STAFF_ACTION}write"
CLOSE = f"{STAFF_ACTION}close"
REOPEN = f"{STAFF_ACTION}reopen"

ENDS = {CLOSE: REOPEN, REOPEN: CLOSE}
"""What takes the mark of something else off the card."""

_DONE = "done:"
"""How the id of the block begins that says who did something; its action id follows."""

_BUTTONS = re.compile(r"buttons:(?P<version>\d{1,9}):(?P<escalate>[01])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card of the triage channel."""

    report_id: str
    facts: tuple[Block, ...]  # what it tells of the report
    may_escalate: bool  # whether asking for the SPOC to be told was ever offered
    marks: Mapping[str, Block] = field(default_factory=dict)  # who did it last, by action
    version: int = 0  # how often it was changed

    @property
    def actions(self) -> tuple[str, ...]:
        """What can be done with it now."""
        if CLOSE in self.marks:
            return (WRITE, REOPEN)
        once = (ACKNOWLEDGE, *([ESCALATE] if self.may_escalate else []))
        return (*(action for action in once if action not in self.marks), WRITE, CLOSE)


def read_card(blocks: Sequence[Block], report_id: str) -> Card:
    """Return the card that a message shows."""
    marks = {str(each["block_id"]).removeprefix(_DONE): each for each in blocks if str(each.get("block_id")).startswith(_DONE)}
    bars = [each for each in blocks if each.get("type") == "actions"]
    known = next((found for each in bars if (found := _BUTTONS.fullmatch(str(each.get("block_id"))))), None)
    return Card(
        report_id=report_id,
        facts=tuple(each for each in blocks if each not in bars and each not in marks.values()),
        may_escalate=known["escalate"] == "1" if known else ESCALATE in _pressable(bars),
        marks=marks,
        version=int(known["version"]) if known else len(marks),
    )


def marked(card: Card, action: str, line: str) -> Card:
    """Return the card with a line of mrkdwn that says who did this."""
    mark: Block = {"type": "context", "block_id": _DONE + action, "elements": [mrkdwn(line)]}
    left = {each: block for each, block in card.marks.items() if each not in (action, ENDS.get(action))}
    return replace(card, marks={**left, action: mark}, version=card.version + 1)


def card_blocks(card: Card, wording: SlackWording) -> tuple[Block, ...]:
    """Return a card as the blocks of a message."""
    buttons = [button(wording.card(_name(action)), action_id=action, value=card.report_id) for action in card.actions]
    bar: Block = {"type": "actions", "block_id": f"buttons:{card.version}:{int(card.may_escalate)}", "elements": buttons}
    return (*card.facts, *card.marks.values(), bar)


def _name(action: str) -> str:
    return action.removeprefix(STAFF_ACTION)


def _pressable(bars: Sequence[Block]) -> set[str]:
    """Cards that were posted by an earlier release say only by their buttons what they offer."""
    return {str(element.get("action_id")) for bar in bars for element in bar.get("elements", [])}
