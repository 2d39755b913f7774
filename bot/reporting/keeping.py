"""Files and links in a report: each once, with what is wrong with it, and never more than one person could look through.

A file is stored, encrypted, before the turn begins (adapters/evidence). Here it becomes an entry, or it is said why not.
"""

from dataclasses import replace

from bot.messages import EvidenceItem
from bot.reporting.report import Entry, EntryKind, Report
from bot.reporting.writing import entry
from bot.talk import Talk

MAX_FILES = 50
"""Most files in one report: more than anybody sends about one incident, few enough for a person to look through."""

MAX_MEGABYTES = 20
"""Largest file, in megabytes: what Telegram hands over to bots (core.telegram.org/bots/api#getfile)."""


async def keep_evidence(talk: Talk, report: Report) -> Report:
    """Write the files of this message into the report, say what became of each, and return the report with them."""
    known = {each.evidence.sha256 for each in report.evidence if each.evidence}
    fresh = list({item.sha256: item for item in talk.inbound.evidence if item.sha256 not in known}.values())
    free = max(0, MAX_FILES - len(report.evidence))
    entries = [_entry(talk, item) for item in fresh[:free]]
    await talk.work.reports.append(report.id, entries)
    kept = report.with_entries(entries)
    talk.say(
        "evidence_kept",
        count=len(kept.evidence),
        is_new=bool(entries),
        quarantined=sorted({item.quarantined for item in fresh[:free] if item.quarantined}),
        has_room=len(fresh) <= free,
        limit=MAX_FILES,
    )
    return kept


def _entry(talk: Talk, item: EvidenceItem) -> Entry:
    base = entry(talk, EntryKind.EVIDENCE, "evidence", "", item.media_type)
    return replace(base, evidence=item)
