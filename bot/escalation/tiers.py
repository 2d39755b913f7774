"""How urgent a report is, by the written criteria of the guidance; a person may see it otherwise.

immediate: somebody is in danger, or a red flag of the joint guidance; criminal indicator: one of its four indicators;
lawful but awful: unpleasant, recorded and watched (a term of the Royal Canadian Mounted Police, see the 2025 evidence); other.
"""

from datetime import datetime

from bot.escalation.escalation import Tier
from bot.reporting.report import Report
from bot.reporting.told import told
from bot.triage import RedFlag, Severity, triage

_TIERS = {
    Severity.IMMEDIATE: Tier.IMMEDIATE,
    Severity.CRIMINAL: Tier.CRIMINAL_INDICATOR,
    Severity.CONCERN: Tier.LAWFUL_BUT_AWFUL,
    Severity.NONE: Tier.OTHER,
}


RED_FLAGS = {"weapon": RedFlag.WEAPONS, "plan": RedFlag.FIXATED_PLAN, "private_details": RedFlag.DOXXING}
"""Answers of the form that are red flags of the joint guidance."""

READ = frozenset({"what", "where", "who", "evidence", "more", "before"})
"""Questions whose words are looked at for red flags and criminal indicators."""


def tier_of(report: Report, *, sent_at: datetime) -> Tier:
    """Return the tier of a report: the most urgent of all its texts, and of its answers about danger and red flags."""
    so_far = told(report)
    if so_far.value("danger") == "yes" or not RED_FLAGS.keys().isdisjoint(so_far.value("aggravating").split(",")):
        return Tier.IMMEDIATE
    words = " \n".join(entry.words for entry in report.entries if entry.field in READ)
    return _TIERS[triage(words, sent_at=sent_at).severity]
