"""The staff's two modals: a message to a reporter, and why a report is closed. Pure.

Below what is to be filled in stands the card itself, so that whoever writes can read it, and so that it can be marked when the
modal is sent in, also after a restart.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.slack.card_marks import CLOSE, STAFF_ACTION, WRITE, Card, card_blocks, read_card
from adapters.slack.envelope import Body, part, remembered, rows, words
from adapters.slack.form_fields import MAX_INPUT_CHARS, Label
from adapters.slack.markup import sendable
from adapters.slack.outbound import Block, mrkdwn, plain_text
from adapters.slack.wording import SlackWording
from bot.escalation.staff_talk import MAX_CHARS, REASONS

ENTRY = "entry"
REASON, TEXT = "reason", "text"
"""Block ids of the two inputs."""

WITH_MODAL = frozenset({WRITE, CLOSE})
"""What cannot be done by a press alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which message in which channel shows a card."""

    channel: str
    message: str  # its stamp
    text: str  # what its notification says
    response_url: str = ""


def staff_view(action: str, card: Card, place: Place, label: Label, wording: SlackWording) -> Block:
    """Return the modal for WRITE or CLOSE. `label` gives the words of a key of labels.yaml."""
    name = action.removeprefix(STAFF_ACTION)
    inputs = _closing(label, wording) if action == CLOSE else [_text(wording.desk("write_label"), is_needed=True)]
    about: Block = {"type": "context", "elements": [mrkdwn(wording.desk(f"{name}_about"))]}
    return {
        "type": "modal",
        "callback_id": action,
        "title": plain_text(wording.desk(f"{name}_title")),
        "submit": plain_text(wording.desk(f"{name}_submit")),
        "close": plain_text(wording.desk("cancel")),
        "private_metadata": json.dumps(
            {"report": card.report_id, "channel": place.channel, "message": place.message, "text": place.text}
            | {"response_url": place.response_url, "bar": card_blocks(card, wording)[-1]["block_id"]}
        ),
        "blocks": [about, *inputs, {"type": "divider"}, *card_blocks(card, wording)[:-1]],
    }


def card_in(view: Body) -> tuple[Card, Place] | None:
    """Return the card below a modal, and where it stands; None for a modal that is none of ours."""
    known = remembered(view)
    if not (words(known, "report") and words(known, "message")):
        return None
    blocks = _below_the_line(rows(view, "blocks"))
    bar: Block = {"type": "actions", "block_id": words(known, "bar"), "elements": []}
    place = Place(
        channel=words(known, "channel"),
        message=words(known, "message"),
        text=words(known, "text"),
        response_url=words(known, "response_url"),
    )
    return read_card([*blocks, bar], words(known, "report")), place


def filled_in(view: Body) -> tuple[str, str]:
    """Return the reason that was chosen and the words that were typed; each may be empty."""
    state = part(view, "state", "values")
    return words(part(state, REASON, ENTRY), "selected_option", "value"), sendable(words(state, TEXT, ENTRY, "value"))


def _closing(label: Label, wording: SlackWording) -> list[Block]:
    options = [{"text": plain_text(label(f"closed.{reason}")), "value": reason} for reason in REASONS]
    menu: Block = {"type": "static_select", "action_id": ENTRY, "options": options}
    why: Block = {"type": "input", "block_id": REASON, "label": plain_text(wording.desk("close_reason")), "element": menu}
    return [why, _text(wording.desk("close_words"), is_needed=False)]


def _text(name: str, *, is_needed: bool) -> Block:
    longest = min(MAX_CHARS, MAX_INPUT_CHARS)
    element = {"type": "plain_text_input", "action_id": ENTRY, "multiline": True, "max_length": longest}
    return {"type": "input", "block_id": TEXT, "label": plain_text(name), "element": element, "optional": not is_needed}


def _below_the_line(blocks: Sequence[Body]) -> list[Block]:
    line = next((number for number, block in enumerate(blocks) if block.get("type") == "divider"), len(blocks))
    return [dict(block) for block in blocks[line + 1 :]]
