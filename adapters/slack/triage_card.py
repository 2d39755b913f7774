"""Turns a report into a card for the triage channel, and a settled card into one that says by whom. Pure.

Never on a card: a file, or anything of a report whose reporter has not agreed (the core shows us no such report).
"""

from collections import Counter
from collections.abc import Sequence

from adapters.slack.markup import Run, sendable
from adapters.slack.outbound import Block, Outgoing, button, mrkdwn, sections
from adapters.slack.wording import SlackWording
from bot.ports import ReportCard
from bot.reporting.report import Report

STAFF_ACTION = "staff:"
ACKNOWLEDGE = f"{STAFF_ACTION}acknowledge"
ESCALATE = f"{STAFF_ACTION}escalate"

_DONE = "done:"
"""How the id of the block begins that says who pressed a button; the button's action id follows."""


def card_message(card: ReportCard, wording: SlackWording) -> Outgoing:
    """Return the card of a report. The notification names the reference and the tier only: it may appear on a locked phone."""
    report = card.report
    title = wording.card("title", reference=report.reference)
    tier = (wording.card("tier"), f"{card.tier}: {card.criteria}")
    repeats = [(wording.card("repeats"), wording.card("repeats_many", count=card.repeats))] if card.repeats else []
    facts = [tier, *repeats, *_told(report, wording), (wording.card("state"), card.forwarded)]
    blocks: list[Block] = [{"type": "header", "text": {"type": "plain_text", "text": title}}]
    for heading, words in facts:
        blocks += _fact(heading, words)
    return Outgoing(blocks=(*blocks, _buttons(card, wording)), text=f"{title} – {card.tier}")


def is_settled(blocks: Sequence[Block], action: str) -> bool:
    """True when the card says already that somebody pressed this button."""
    return any(block.get("block_id") == _DONE + action for block in blocks)


def settled(blocks: Sequence[Block], action: str, line: str) -> tuple[Block, ...]:
    """Return the card without this button, and with a line of mrkdwn that says who pressed it."""
    left = [kept for block in blocks if (kept := _without_button(block, action))]
    return (*left, {"type": "context", "block_id": _DONE + action, "elements": [mrkdwn(line)]})


def _without_button(block: Block, action: str) -> Block | None:
    if block.get("type") != "actions":
        return block
    elements = [element for element in block["elements"] if element.get("action_id") != action]
    return {**block, "elements": elements} if elements else None


def _told(report: Report, wording: SlackWording) -> list[tuple[str, str]]:
    fields = report.fields
    told = [(heading, fields[name].words) for name, heading in wording.card_fields.items() if name in fields]
    return [*told, (wording.card("evidence"), _evidence(report, wording))] if report.evidence else told


def _evidence(report: Report, wording: SlackWording) -> str:
    kinds = Counter(entry.evidence.media_type if entry.evidence else wording.card("link") for entry in report.evidence)
    types = ", ".join(f"{kind} × {count}" if count > 1 else kind for kind, count in sorted(kinds.items()))
    return wording.card("evidence_kept", count=len(report.evidence), types=types)


def _fact(heading: str, words: str) -> list[Block]:
    return sections([Run(heading, bold=True), Run("\n"), Run(sendable(words).strip() or "–")])


def _buttons(card: ReportCard, wording: SlackWording) -> Block:
    report_id = card.report.id
    shown = [button(wording.card("acknowledge"), action_id=ACKNOWLEDGE, value=report_id)]
    if card.may_escalate:
        shown.append(button(wording.card("escalate"), action_id=ESCALATE, value=report_id))
    return {"type": "actions", "elements": shown}
