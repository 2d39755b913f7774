"""The whole of triage for one text: red flags, what is wanted, how serious, what can be read off.

Rules, weighed with what labelled messages say when that is there (`weighing.py`), and therefore explainable: `Triage.reasons`
names the rules that fired, and `Triage.nearest` the examples that a message resembles. It must never raise, whatever the text.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.triage.categories import kinds
from bot.triage.extracting import Extracted, extract
from bot.triage.flags import Found, found, in_order, red_flags
from bot.triage.guards import without_idioms
from bot.triage.intent import intent
from bot.triage.records import Intent, RedFlag, Severity, Triage
from bot.triage.severity import severity
from bot.triage.weighing import Danger, danger, flags_of, intent_of, severity_of
from bot.triage.wording import plain, sentences
from knowledge.marks import Marks
from knowledge.signals import Signals

__all__ = ["Intent", "RedFlag", "Severity", "Triage", "red_flags", "triage"]

# Intents behind which an incident may hide: a report put as a question, or told as a joke. The others ask for an act.
_UNSURE = (Intent.QUESTION, Intent.SMALLTALK, Intent.OTHER, Intent.CANCEL, Intent.HUMAN)
_TELLING = 2  # of when, where, who and platform: a text that names as many tells of something that happened


def triage(text: str, *, sent_at: datetime, signals: Sequence[Signals] = ()) -> Triage:
    """Return everything that can be read off one text.

    Args:
        text: the person's own words, of any length; read whole for red flags.
        sent_at: when they were sent, aware; "last night" is counted from it, in the time of the United Kingdom.
        signals: what labelled messages say of it, of the whole first; without any the rules decide alone.

    Returns:
        The decision. Categories are given for reports only; time, place, person and platform also where the intent
        is unsure and the text names several of them.

    Raises:
        ValueError: `sent_at` is naive, so that "last night" would mean another night for each server.
    """
    if sent_at.utcoffset() is None:
        raise ValueError("sent_at must be an aware datetime")
    reasons = found(text)
    by_rules = in_order(reasons)
    urgency = danger(len(reasons), signals)
    flags = (by_rules or flags_of(signals)) if urgency.is_clear else ()
    words = plain(text)
    meant_words = without_idioms(words)
    marks = _marks_of(text, signals)
    told = kinds(meant_words, flags, signals[0].category if signals else {}, marks)
    meant = _meant(intent(words, sentences(words), flagged=bool(flags), told=bool(told)), urgency, signals)
    is_report = meant is Intent.REPORT
    tier = severity_of(severity((), meant, meant_words), meant, signals)
    read_off = _read_off(text, sent_at, meant, marks, is_sure=bool(signals))
    return Triage(
        intent=meant, severity=Severity.IMMEDIATE if flags else tier, red_flags=flags, ask_danger=urgency.is_unsure,
        category=(told or ("other",)) if is_report else (), reasons=_reasons(reasons, urgency),
        nearest=signals[0].nearest if signals else (), **_fields(read_off),
    )  # fmt: skip


def _meant(by_rules: Intent, urgency: Danger, signals: Sequence[Signals]) -> Intent:
    """An emergency is a report whatever else its words ask for."""
    return Intent.REPORT if urgency.is_clear else intent_of(by_rules, signals)


def _reasons(rules: Sequence[Found], urgency: Danger) -> tuple[str, ...]:
    """What fired, by name; "examples" where no rule did and labelled messages decided."""
    fired = tuple(rule.rule for rule in rules)
    return fired or (("examples",) if urgency.is_clear or urgency.is_unsure else ())


def _marks_of(text: str, signals: Sequence[Signals]) -> Marks | None:
    """What is marked in just this text."""
    marks = signals[0].marks if signals else None
    return marks if marks is not None and marks.text == text else None


def _read_off(text: str, sent_at: datetime, meant: Intent, marks: Marks | None, *, is_sure: bool) -> Extracted:
    """What can be read off, or nothing where no incident is told; rules alone are not sure of that."""
    if meant is Intent.REPORT:
        return extract(text, sent_at=sent_at, marks=marks)
    if is_sure or meant not in _UNSURE:
        return Extracted()
    read = extract(text, sent_at=sent_at)
    named = sum(value is not None for value in (read.when, read.where, read.who, read.platform))
    return read if named >= _TELLING else Extracted()


def _fields(read: Extracted) -> dict[str, Any]:
    return {field.name: getattr(read, field.name) for field in fields(read)}
