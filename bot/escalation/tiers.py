"""How urgent a report is, by the written criteria of the guidance; a person may see it otherwise.

immediate: somebody is in danger, or a red flag of the joint guidance; criminal indicator: one of its four indicators;
lawful but awful: unpleasant, recorded and watched (a term of the Royal Canadian Mounted Police, see the 2025 evidence); other.
"""

from datetime import datetime

from bot.escalation.escalation import Tier
from bot.reporting.report import Report
from bot.triage import Severity, triage

_TIERS = {
    Severity.IMMEDIATE: Tier.IMMEDIATE,
    Severity.CRIMINAL: Tier.CRIMINAL_INDICATOR,
    Severity.CONCERN: Tier.LAWFUL_BUT_AWFUL,
    Severity.NONE: Tier.OTHER,
}


def tier_of(report: Report, *, sent_at: datetime) -> Tier:
    """Return the tier of a report: the most urgent of all its texts, and of its answer about danger."""
    fields = report.fields
    if "danger" in fields and fields["danger"].value == "yes":
        return Tier.IMMEDIATE
    words = " \n".join(entry.words for entry in report.entries if entry.field in ("what", "where", "who", "evidence"))
    return _TIERS[triage(words, sent_at=sent_at).severity]
