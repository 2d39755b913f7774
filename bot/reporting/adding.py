"""What a reporter adds once a report is finished: words, files, a message to the staff. The original stays as it was sent.

Whoever has been given the report is given the addition too, by a duty; the reporter is told to whom it goes, and no more.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.duties import DutyKind
from bot.emergency import QUESTION
from bot.errors import InvalidAnswer
from bot.escalation.escalation import EscalationState
from bot.escalation.passing_on import owe_those_passed_on
from bot.escalation.raising import raise_if_urgent
from bot.reporting.answers import Answer, has_words
from bot.reporting.changing import in_any_form
from bot.reporting.flow import FIRST
from bot.reporting.form import FIELDS
from bot.reporting.keeping import keep_evidence
from bot.reporting.report import ANSWERING, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.reporting.sharing import may_see
from bot.reporting.writing import entry, write
from bot.talk import Talk, tag

UPDATABLE = frozenset({EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED})
"""A SPOC who has it is sent the addition; one whose delivery is still under way gets it with that."""


async def ask_addition(talk: Talk, report: Report) -> None:
    """Wait for what is to be added."""
    talk.remember(adding=report.id, writing_to_staff="")
    talk.say("ask_addition", talk.choice("my", "change.back"), reference=report.reference, may_send_file=talk.may_send_file)


async def ask_message(talk: Talk, report: Report) -> None:
    """Wait for a message to the party's staff, when they have the report."""
    if not _reaches_staff(talk, report):
        _say_not_open(talk, report)
        return
    talk.remember(writing_to_staff=report.id, adding="")
    talk.say("ask_message", talk.choice("my", "change.back"), reference=report.reference)


async def add(talk: Talk, report: Report, correction: tuple[str, str] | None = None) -> None:
    """Add words, files or a corrected answer to a finished report, and pass it on to those who have it.

    Args:
        correction: the id of a question and its new answer, when the words correct one.
    """
    if not is_finished(report):  # withdrawn meanwhile, on another device
        _say_not_open(talk, report)
        return
    before = len(report.entries)
    if talk.inbound.evidence:
        report = await keep_evidence(talk, report)
    try:
        report = await write(talk, report, _answers(talk, correction))
    except InvalidAnswer as problem:
        talk.say("invalid_answer", reason=problem.reason, can_skip=False, limit=FIELDS[problem.field].max_chars)
        return
    added = report.entries[before:]
    if not added:
        talk.say("nothing_added", reference=report.reference)
        return
    await _pass_on(talk, report, added)
    if any(reply.kind == QUESTION for reply in talk.replies):
        talk.remember(danger_about=report.id)


async def add_danger(talk: Talk, answer: Answer) -> None:
    """Add to the report whose addition brought the question that somebody is in danger: else the police would not learn of it."""
    report_id = talk.state.danger_about
    talk.remember(danger_about="")
    for report in await talk.work.reports.of(talk.member_id):
        if report.id == report_id and is_finished(report):
            changed = await write(talk, report, [answer])
            await _pass_on(talk, changed, changed.entries[len(report.entries) :])


async def add_files(talk: Talk, report: Report) -> Report:
    """Add the files of a message whose words are for something else, pass them on, and return the report with them."""
    if not talk.inbound.evidence:
        return report
    kept = await keep_evidence(talk, report)
    added = kept.entries[len(report.entries) :]
    if added:
        await _pass_on(talk, kept, added)
    return kept


async def take_in(talk: Talk, report: Report, other: Report) -> None:
    """Add what another draft holds: files and notes as they are, what was said as additions."""
    kept = [replace(each, id=talk.ids.new("ent")) for each in other.entries if each.kind in (EntryKind.EVIDENCE, EntryKind.NOTE)]
    await talk.work.reports.append(report.id, kept)
    said = [each for each in other.entries if each.kind in ANSWERING - {EntryKind.READ_OFF} and has_words(each.words)]
    lines = [Answer(field="more", words=_line(talk, each)) for each in said]
    changed = await write(talk, report.with_entries(kept), lines)
    await _pass_on(talk, changed, changed.entries[len(report.entries) :], taken_in=other)


async def write_to_staff(talk: Talk, report: Report) -> None:
    """Keep a message to the staff in the report, and owe that they see it. Files with it, or alone, are added to the report."""
    if not _reaches_staff(talk, report):
        talk.remember(writing_to_staff="")
        _say_not_open(talk, report)
        return
    await add_files(talk, report)
    if not has_words(talk.inbound.text):
        return
    said = entry(talk, EntryKind.MESSAGE, "", talk.inbound.text, "from_reporter")
    await talk.work.reports.append(report.id, [said])
    await talk.owe(DutyKind.TELL_STAFF, report.id, due_at=talk.now, key=f"{DutyKind.TELL_STAFF}:{report.id}:{said.id}")
    talk.remember(writing_to_staff="")
    talk.say("message_kept", talk.choice(f"r:{tag(report.id)}:show", "show"), reference=report.reference)


def is_finished(report: Report) -> bool:
    """True for a report that can be added to rather than told."""
    return report.status in (ReportStatus.SAVED, ReportStatus.CLOSED)


def _reaches_staff(talk: Talk, report: Report) -> bool:
    return is_finished(report) and report.allows(Recipient.PARTY) and talk.has_staff_desk


def _say_not_open(talk: Talk, report: Report) -> None:
    talk.remember(adding="")
    is_withdrawn = report.status is ReportStatus.WITHDRAWN
    talk.say("not_open", talk.choice("my"), reference=report.reference, is_withdrawn=is_withdrawn)


def _line(talk: Talk, answer: Entry) -> str:
    """What was said in another report, with its question where the words alone would not tell."""
    is_clear = answer.field in (FIRST, "where", "more", "evidence")
    return answer.words if is_clear else f"{talk.wording.label(f'field.{answer.field}')}: {answer.words}"


def _answers(talk: Talk, correction: tuple[str, str] | None) -> Sequence[Answer]:
    if correction:
        return [in_any_form(talk, *correction)]
    if talk.inbound.place:
        place = talk.inbound.place
        return [Answer(field="more", words=f"{place.latitude:.5f},{place.longitude:.5f}")]
    return [Answer(field="more", words=talk.inbound.text)] if has_words(talk.inbound.text) else []


async def _pass_on(talk: Talk, report: Report, added: Sequence[Entry], *, taken_in: Report | None = None) -> None:
    await raise_if_urgent(talk, report, added, taken_in=taken_in)
    for_staff, for_spoc = (any(may_see(report, each, whom) for each in added) for whom in (Recipient.PARTY, Recipient.SPOC))
    to_staff = for_staff and report.allows(Recipient.PARTY) and talk.has_staff_desk
    if to_staff:
        key = f"{DutyKind.TELL_STAFF}:{report.id}:{added[-1].id}"
        await talk.owe(DutyKind.TELL_STAFF, report.id, due_at=talk.now, key=key)
    escalations = await talk.work.escalations.of_report(report.id) if for_spoc else []
    reached = [each for each in escalations if each.state in UPDATABLE and report.allows(Recipient.SPOC)]
    for each in reached:
        await talk.owe(DutyKind.UPDATE, each.id, due_at=talk.now, key=f"{DutyKind.UPDATE}:{each.id}:{added[-1].id}")
    if report.allows(Recipient.SPOC):  # whoever the ladder has passed it on to, though the first one may not have it
        passed = [await owe_those_passed_on(talk.work, each, talk.ids, talk.now, what=added[-1].id) for each in escalations]
        talk.owes |= any(passed)
        reached += [each for each, is_passed_on in zip(escalations, passed, strict=True) if is_passed_on]
    is_under_way = any(each.state is EscalationState.QUEUED for each in escalations)
    talk.say(
        "addition_kept",
        talk.choice(f"r:{tag(report.id)}:show", "show"),
        reference=report.reference,
        to_staff=to_staff,
        to_spoc=bool(reached) or is_under_way,
        is_closed=report.status is ReportStatus.CLOSED,
    )
