"""Turns a report into a card for the triage channel. Pure.

Never on a card: a file, or anything of a report whose reporter has not agreed (the core shows us no such report).
"""

from collections import Counter
from collections.abc import Sequence

from adapters.slack.card_marks import Card, card_blocks
from adapters.slack.form_fields import Label
from adapters.slack.markup import Run, sendable
from adapters.slack.outbound import MAX_BLOCKS, MAX_MESSAGE_CHARS, Block, Outgoing, mrkdwn, plain_text, sections
from adapters.slack.wording import SlackWording
from bot.ports import ReportCard
from bot.reporting.report import Recipient, Report
from bot.reporting.sharing import shared_fields

ROOM_BLOCKS = 10
"""Blocks of a card that are left for what the staff do with it: its marks, its buttons, and the word that it goes on."""

Fact = tuple[str, str]
"""A heading and what stands below it."""


def card_messages(card: ReportCard, label: Label, wording: SlackWording) -> tuple[Outgoing, tuple[Outgoing, ...]]:
    """Return the card of a report, and what did not fit, for its thread.

    The notification names the reference and the tier only: it may appear on a locked phone.
    """
    report = card.report
    title = wording.card("title", reference=report.reference)
    header: Block = {"type": "header", "text": plain_text(title)}
    fitting, rest = _fitting([block for heading, words in _facts(card, label, wording) for block in _fact(heading, words)])
    more: list[Block] = [{"type": "context", "elements": [mrkdwn(wording.card("in_thread"))]}] if rest else []
    shown = Card(report_id=report.id, facts=(header, *fitting, *more), may_escalate=card.may_escalate)
    first = Outgoing(blocks=card_blocks(shown, wording), text=f"{title} – {card.tier}")
    return first, _in_messages(rest, wording.card("more_of", reference=report.reference))


def _facts(card: ReportCard, label: Label, wording: SlackWording) -> list[Fact]:
    report = card.report
    facts = [(wording.card("tier"), f"{card.tier}: {card.criteria}")]
    if card.repeats:
        facts.append((wording.card("repeats"), wording.card("repeats_many", count=card.repeats)))
    if card.same_event:
        facts.append((wording.card("same_event"), wording.card("same_event_of", references=", ".join(card.same_event))))
    facts += [(label(f"field.{each.id}"), report.fields[each.id].words) for each in shared_fields(report, Recipient.PARTY)]
    return [*facts, *_evidence(report, wording), (wording.card("state"), card.forwarded)]


def _evidence(report: Report, wording: SlackWording) -> list[Fact]:
    if not report.evidence:
        return []
    kinds = Counter(entry.evidence.media_type if entry.evidence else wording.card("link") for entry in report.evidence)
    types = ", ".join(f"{kind} × {count}" if count > 1 else kind for kind, count in sorted(kinds.items()))
    facts = [(wording.card("evidence"), wording.card("evidence_kept", count=len(report.evidence), types=types))]
    bad = Counter(entry.evidence.quarantined for entry in report.evidence if entry.evidence and entry.evidence.quarantined)
    if bad:
        reasons = ", ".join(wording.quarantine(reason) for reason in sorted(bad))
        facts.append((wording.card("quarantined"), wording.card("quarantined_of", count=bad.total(), reasons=reasons)))
    return facts


def _fact(heading: str, words: str) -> list[Block]:
    return sections([Run(heading, bold=True), Run("\n"), Run(sendable(words).strip() or "–")])


def _fitting(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return what fits into one message, and the rest; Slack refuses too much text without saying what too much is."""
    chars = 0
    for number, block in enumerate(blocks):
        chars += len(block["text"]["text"])
        if number == MAX_BLOCKS - ROOM_BLOCKS or (chars > MAX_MESSAGE_CHARS and number):
            return list(blocks[:number]), list(blocks[number:])
    return list(blocks), []


def _in_messages(blocks: list[Block], title: str) -> tuple[Outgoing, ...]:
    messages: list[Outgoing] = []
    while blocks:
        fitting, blocks = _fitting(blocks)
        messages.append(Outgoing(blocks=tuple(fitting), text=title))
    return tuple(messages)
