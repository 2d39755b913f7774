"""The whole of triage for one text: red flags, what is wanted, how serious, what can be read off.

Rules only, and therefore explainable: `Triage.reasons` names what fired. A classifier is to join beside
`bot.triage.flags.found` and the intent and severity rules; the record stays as it is. It must never raise,
whatever the text.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.triage.categories import categories
from bot.triage.extracting import Extracted, extract
from bot.triage.flags import found, in_order, red_flags
from bot.triage.guards import without_idioms
from bot.triage.intent import intent
from bot.triage.records import Intent, RedFlag, Severity, Triage
from bot.triage.severity import severity
from bot.triage.wording import plain, sentences

__all__ = ["Intent", "RedFlag", "Severity", "Triage", "red_flags", "triage"]

# Intents behind which an incident may hide: a report put as a question, or told as a joke. The others ask for an act.
_UNSURE = (Intent.QUESTION, Intent.SMALLTALK, Intent.OTHER, Intent.CANCEL, Intent.HUMAN)
_TELLING = 2  # of when, where, who and platform: a text that names as many tells of something that happened


def triage(text: str, *, sent_at: datetime) -> Triage:
    """Return everything that the rules read off one text.

    Args:
        text: the person's own words, of any length; read whole for red flags.
        sent_at: when they were sent, aware; "last night" is counted from it, in the time of the United Kingdom.

    Returns:
        The decision. Categories are given for reports only; time, place, person and platform also where the intent
        is unsure and the text names several of them.

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
    is_report = meant is Intent.REPORT
    read_off = _read_off(extract(text, sent_at=sent_at), meant)
    return Triage(
        intent=meant, severity=tier if is_report else Severity.NONE, red_flags=flags,
        category=(told or ("other",)) if is_report else (), reasons=fired, **_fields(read_off),
    )  # fmt: skip


def _read_off(read: Extracted, meant: Intent) -> Extracted:
    """What was read off, or nothing where no incident is told."""
    named = sum(value is not None for value in (read.when, read.where, read.who, read.platform))
    if meant is Intent.REPORT or (meant in _UNSURE and named >= _TELLING):
        return read
    return Extracted()


def _fields(read: Extracted) -> dict[str, Any]:
    return {field.name: getattr(read, field.name) for field in fields(read)}
