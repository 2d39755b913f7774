"""Changing an earlier answer, by button or in plain words. What stood before stays in the report."""

from bot.errors import InvalidAnswer
from bot.reporting.answers import Answer, by_choice, in_words
from bot.reporting.asking import ask, ask_next
from bot.reporting.form import FIELDS
from bot.reporting.repair import Repair, repair_in
from bot.reporting.writing import leave_question, write
from bot.talk import Talk


async def change(talk: Talk, field_id: str) -> None:
    """Ask one question again; the answer becomes a correction."""
    report = await talk.work.reports.get(talk.state.report_id)
    talk.remember(step=field_id, changing=True, choosing=False)
    ask(talk, report, FIELDS[field_id])


async def repair(talk: Talk, wanted: Repair) -> None:
    """Change an earlier answer as said, or ask for the new one. What stood before stays in the report."""
    report = await talk.work.reports.get(talk.state.report_id)
    if not wanted.words:
        await change(talk, wanted.field)
        return
    try:
        report = await write(talk, report, [in_any_form(talk, wanted.field, wanted.words)])
        talk.say("changed", field=wanted.field, words=report.fields[wanted.field].words)
        talk.remember(last_field=wanted.field)
        if wanted.field == talk.state.step:
            leave_question(talk)
    except InvalidAnswer as problem:
        talk.say("invalid_answer", reason=problem.reason, can_skip=False, limit=FIELDS[problem.field].max_chars)
        await change(talk, wanted.field)
        return
    await ask_next(talk)


async def correction_in(talk: Talk) -> Repair | None:
    """Return the wish to change an earlier answer that this message is, if it is one."""
    if not talk.state.report_id or not talk.inbound.text or talk.inbound.evidence:
        return None
    report = await talk.work.reports.get(talk.state.report_id)
    answered = sorted(report.fields, key=lambda id: id == talk.state.last_field)
    text, sent_at = talk.inbound.text, talk.inbound.sent_at
    wanted = repair_in(text, talk.wording.field_names, answered, sent_at=sent_at, standing=talk.state.step)
    return wanted if wanted and (wanted.field in report.fields or wanted.field in FIELDS) else None


def in_any_form(talk: Talk, field_id: str, words: str) -> Answer:
    """Read words as the answer to a question: one of its buttons where they name one. Raises InvalidAnswer."""
    field, sent_at = FIELDS[field_id], talk.inbound.sent_at
    key = talk.wording.typed_choice(words, field.buttons)
    if key:
        return by_choice(field, key, talk.wording.label, words=words, sent_at=sent_at)
    return in_words(field, words, sent_at=sent_at)
