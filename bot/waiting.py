"""Words that somebody was asked for outside the form: a reference, an addition, a message to the staff, a late correction."""

from bot.candidate import asking as candidate
from bot.commands import is_police_reference
from bot.errors import NotFound
from bot.escalation import locating, police_reference
from bot.reporting import adding
from bot.reporting.answers import has_words
from bot.reporting.platform_follow_up import take_platform_reference
from bot.reporting.quick import JUST_SENT
from bot.reporting.repair import Repair, repair_in
from bot.reporting.report import Report
from bot.talk import Talk


async def take_awaited(talk: Talk) -> bool:
    """Take the message for what was asked for, if something was; False when it is for something else."""
    if talk.state.awaited and await candidate.take(talk):
        return True
    state = talk.state
    if is_police_reference(talk.inbound, state):
        await _take_police_reference(talk)
    elif state.pending_platform and _is_an_answer(talk):
        await _take_platform_reference(talk)
    elif state.writing_to_staff and (talk.inbound.evidence or has_words(talk.inbound.text)):
        await adding.write_to_staff(talk, await talk.work.reports.get(state.writing_to_staff))
    elif state.adding and not _is_a_question(talk):
        await _add(talk, await talk.work.reports.get(state.adding))
    elif state.locating and _is_an_answer(talk):
        await locating.take_words(talk)
    else:
        return await _corrects_what_was_sent(talk)
    return True


async def _add(talk: Talk, report: Report) -> None:
    wanted = _correction(talk, report)
    await adding.add(talk, report, (wanted.field, wanted.words) if wanted and wanted.words else None)


async def _take_police_reference(talk: Talk) -> None:
    escalation = await talk.work.escalations.get(talk.state.pending_escalation)
    await adding.add_files(talk, await talk.work.reports.get(escalation.report_id))
    await police_reference.take_number(talk)


async def _take_platform_reference(talk: Talk) -> None:
    report = await talk.work.reports.get(talk.state.pending_platform)
    talk.remember(pending_platform="")
    report = await adding.add_files(talk, report)
    await take_platform_reference(talk, report)


async def _corrects_what_was_sent(talk: Talk) -> bool:
    """ "No, it was Tuesday" a minute after the report was sent: the correction goes in, and the original stays."""
    if talk.state.report_id or not talk.inbound.text or talk.inbound.evidence or talk.inbound.choice:
        return False
    report = await _sent_a_moment_ago(talk)
    wanted = _correction(talk, report) if report else None
    if report is None or wanted is None or not wanted.words:
        return False
    await adding.add(talk, report, (wanted.field, wanted.words))
    return True


async def _sent_a_moment_ago(talk: Talk) -> Report | None:
    if not talk.state.last_sent:
        return None
    try:
        report = await talk.work.reports.get(talk.state.last_sent)
    except NotFound:
        return None
    last_at = max(entry.at for entry in report.entries)
    return report if adding.is_finished(report) and talk.now - last_at < JUST_SENT else None


def _correction(talk: Talk, report: Report) -> Repair | None:
    text, sent_at = talk.inbound.text, talk.inbound.sent_at
    return repair_in(text, talk.wording.field_names, list(report.fields)[:-1], sent_at=sent_at, standing="")


def _is_a_question(talk: Talk) -> bool:
    return talk.inbound.text.rstrip().endswith("?") and not talk.inbound.evidence


def _is_an_answer(talk: Talk) -> bool:
    return has_words(talk.inbound.text) and not _is_a_question(talk)
