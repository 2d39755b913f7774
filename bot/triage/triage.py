"""The whole of triage for one text: red flags, what is wanted, how serious, what can be read off.

Rules only, and therefore explainable: `Triage.reasons` names what fired. A classifier is to join beside
`bot.triage.flags.found` and the intent and severity rules; the record stays as it is. It must never raise,
whatever the text.
"""

from datetime import datetime

from bot.triage.categories import categories
from bot.triage.flags import found, in_order, red_flags
from bot.triage.guards import without_idioms
from bot.triage.intent import intent
from bot.triage.platform import platform
from bot.triage.records import Intent, RedFlag, Severity, Triage
from bot.triage.severity import severity
from bot.triage.when import when
from bot.triage.where import where
from bot.triage.who import who
from bot.triage.wording import plain, sentences

__all__ = ["Intent", "RedFlag", "Severity", "Triage", "red_flags", "triage"]


def triage(text: str, *, sent_at: datetime) -> Triage:
    """Return everything that the rules read off one text.

    Args:
        text: the person's own words, of any length; read whole for red flags.
        sent_at: when they were sent, aware; "last night" is counted from it, in the time of the United Kingdom.

    Returns:
        The decision. Category, time, place, person and platform are given for reports only.

    Raises:
        ValueError: `sent_at` is naive, so that "last night" would mean another night for each server.
    """
    if sent_at.utcoffset() is None:
        raise ValueError("sent_at must be an aware datetime")
    reasons = found(text)
    flags = in_order(reasons)
    words = plain(text)
    meant_words = without_idioms(words)
    told = categories(meant_words, flags)
    meant = intent(words, sentences(words), flagged=bool(flags), told=bool(told))
    tier = severity(flags, meant, meant_words)
    fired = tuple(reason.rule for reason in reasons)
    if meant is not Intent.REPORT:
        return _no_incident(meant, flags, fired)
    said_when, instant = when(text, sent_at=sent_at)
    return Triage(
        intent=meant, severity=tier, red_flags=flags, category=told or ("other",), reasons=fired,
        when=said_when, when_iso=instant, where=where(text), who=who(text), platform=platform(words),
    )  # fmt: skip


def _no_incident(meant: Intent, flags: tuple[RedFlag, ...], fired: tuple[str, ...]) -> Triage:
    return Triage(
        intent=meant, severity=Severity.NONE, red_flags=flags, category=(), reasons=fired,
        when=None, when_iso=None, where=None, who=None, platform=None,
    )  # fmt: skip
