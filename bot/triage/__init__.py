"""What a text is about: red flags first, then intent, severity and what can be read off. Rules, no model, no I/O."""

from bot.triage.categories import CATEGORIES
from bot.triage.platform import PLATFORMS
from bot.triage.triage import Intent, RedFlag, Severity, Triage, red_flags, triage

__all__ = ["CATEGORIES", "PLATFORMS", "Intent", "RedFlag", "Severity", "Triage", "red_flags", "triage"]
