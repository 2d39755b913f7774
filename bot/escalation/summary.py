"""The same message for a person: a few lines of plain text, which is what most who open it will read.

It must never say more than the fields beside it, which are only what the reporter agreed to share.
"""

from collections.abc import Iterator, Sequence

from bot.escalation.background import Background
from bot.escalation.escalation import Escalation
from bot.rendering import Wording, uk_time
from bot.reporting.form import Field
from bot.reporting.report import Recipient, Report


def summary(
    report: Report,
    escalation: Escalation,
    wording: Wording,
    shown: Sequence[Field],
    red_flags: Sequence[str],
    background: Background,
) -> str:
    """Return the lines, the most urgent first.

    Args:
        report: as the message tells of it.
        escalation: to whom, as it counted when the message tells of.
        wording: for every word that the reporter did not type.
        shown: the answers that the SPOC may see, in the order of the form.
        red_flags: by name.
        background: what belongs beside it.
    """
    head = f"{report.reference} ({wording.label(f'tier.{escalation.urgency}')})"
    practice = [wording.label("payload.practice")] if escalation.practice else []
    about = [*_urgent(wording, red_flags, background), *_answers(report, shown, wording)]
    lines = [*about, *_beside(report, wording, background)]
    return "\n".join([head, *practice, *lines, wording.label("payload.notice")])


def _urgent(wording: Wording, red_flags: Sequence[str], background: Background) -> Iterator[str]:
    if red_flags:
        yield _line(wording, "red_flags", ", ".join(wording.label(f"payload.flag.{flag}") for flag in red_flags))
    if background.deadline:
        yield _line(wording, "acknowledge_by", uk_time(background.deadline))
    if background.operation:
        yield _line(wording, "operation", background.operation.value)
    if background.emergency_contact:
        yield _line(wording, "emergency_contact", background.emergency_contact.words)


def _answers(report: Report, shown: Sequence[Field], wording: Wording) -> Iterator[str]:
    answered = report.fields
    for each in shown:
        yield f"{wording.label(f'field.{each.id}')}: {answered[each.id].words}"


def _beside(report: Report, wording: Wording, background: Background) -> Iterator[str]:
    files = [each.evidence for each in report.evidence if each.evidence]
    if files:
        yield f"{wording.label('record.evidence')}: {len(files)}"
    if any(each.quarantined for each in files):
        yield wording.label("payload.quarantined")
    if background.pattern:
        yield _line(wording, "pattern", ", ".join(background.pattern))
    if background.previous:
        yield _line(wording, "previous", ", ".join(each.reference for each in background.previous))
    yield wording.label(f"payload.party.{'sees' if report.allows(Recipient.PARTY) else 'sees_not'}")


def _line(wording: Wording, key: str, words: str) -> str:
    return f"{wording.label(f'payload.{key}')}: {words}"
