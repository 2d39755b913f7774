"""The whole form as one modal, made from bot/reporting/form.py. Pure.

It must never ask who may see the report: the review card asks that, when everything can be read once more.
"""

import json
from dataclasses import dataclass

from adapters.slack.envelope import Body, remembered, words
from adapters.slack.form_fields import Entered, Label, asked_fields, block_ids, blocks_of, pieces
from adapters.slack.inbound import Corner
from adapters.slack.markup import sendable
from adapters.slack.outbound import Block, button, mrkdwn, plain_text
from adapters.slack.wording import SlackWording
from bot.reporting.flow import FIRST
from bot.reporting.form import FIELDS, FORM, FieldKind

REPORT_FORM = "report_form"
"""The modal's callback id."""

OPEN_FORM = "form:open"
LONG_FORM = "form:long"
"""Action ids of the buttons that open the modal, and that show the other questions in it."""

SHORTCUT, MESSAGE_SHORTCUT = "report_incident", "report_message"
"""Callback ids of the shortcuts, as manifest.yaml has them."""

MAX_METADATA_CHARS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a modal holds when it is shown."""

    entered: Entered
    corner: Corner  # where it was opened
    is_long: bool = False  # with the questions that only "more" asks
    is_cut: bool = False  # when a message did not fit in whole


def report_view(draft: Draft, label: Label, wording: SlackWording) -> Block:
    """Return the modal. `label` gives the words of a key of labels.yaml."""
    notes = [wording.form("danger"), wording.form("about"), *([wording.form("cut")] if draft.is_cut else [])]
    blocks: list[Block] = [{"type": "context", "elements": [mrkdwn(note)]} for note in notes]
    for field in asked_fields(is_long=draft.is_long):
        blocks += blocks_of(field, label, wording, draft.entered, is_needed=field.id == FIRST)
    if not draft.is_long:
        more = button(label("details"), action_id=LONG_FORM, value="long")
        blocks.append({"type": "actions", "elements": [more]})
    return {
        "type": "modal",
        "callback_id": REPORT_FORM,
        "title": plain_text(wording.form("title")),
        "submit": plain_text(wording.form("submit")),
        "close": plain_text(wording.form("close")),
        "private_metadata": _metadata(draft.corner),
        "blocks": blocks,
    }


def open_button(wording: SlackWording) -> Block:
    """Return the button that opens the modal."""
    return button(wording.form("open"), action_id=OPEN_FORM, value="open")


def prefilled(text: str, link: str) -> tuple[Entered, bool]:
    """Return a message and its address as answers, and whether the message was too long for the form."""
    room = FIELDS[FIRST].max_chars
    parts = pieces(sendable(text)[:room])
    links = next(field for field in FORM if field.kind is FieldKind.EVIDENCE)
    told = dict(zip(block_ids(FIELDS[FIRST], len(parts)), parts, strict=True))
    return {id: each for id, each in {**told, links.id: link}.items() if each}, len(text) > room


def corner_of(view: Body, user: str) -> Corner:
    """Return where a modal was opened, as it remembers it."""
    known = remembered(view)
    return Corner(channel=words(known, "channel"), user=user, response_url=words(known, "response_url"))


def _metadata(corner: Corner) -> str:
    kept = json.dumps({"channel": corner.channel, "response_url": corner.response_url})
    return kept if len(kept) <= MAX_METADATA_CHARS else ""
