"""From the review card to "saved": consent, status, escalation and the duties that follow, all in the turn's one transaction."""

from bot.duties import DutyKind
from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.police_reference import first_reminder, reference_choices
from bot.escalation.tiers import tier_of
from bot.messages import PUSHED
from bot.reporting.after_sending import follow_up
from bot.reporting.next_contact import promise
from bot.reporting.report import Consent, EntryKind, Recipient, Report, ReportStatus
from bot.reporting.writing import close_report, entry
from bot.talk import Talk

GIVEN = {
    "consent.both": (True, True),
    "consent.spoc": (False, True),
    "consent.party": (True, False),
    "consent.diary": (False, False),
}
"""What each button of the review card says of the party's staff and of the SPOC."""


async def finish(talk: Talk, report: Report, key: str) -> None:
    """Save the report as its reporter decided, and say exactly what happens next."""
    to_party, to_spoc = GIVEN[key]
    words = talk.inbound.text or talk.wording.label(key)
    await _write_down(talk, report, key, words, to_party=to_party, to_spoc=to_spoc)
    close_report(talk)
    talk.remember(last_sent=report.id)
    if to_party:
        await talk.owe(DutyKind.SHOW_STAFF, report.id, due_at=talk.now)
    if to_spoc:
        await escalate(talk, report, to_party=to_party)
    else:
        by = await promise(talk, report) if to_party else None
        talk.say("saved_party" if to_party else "saved_diary", talk.choice("my"), **await _receipt(talk, report), next_contact=by)
    await follow_up(talk, report)


async def agree_to_spoc(talk: Talk, report: Report) -> None:
    """The reporter says yes later, from their list or when the staff have asked."""
    words = talk.inbound.text or talk.wording.label("consent.agree")
    await talk.work.reports.consent(report.id, [Consent(recipient=Recipient.SPOC, given=True, words=words, at=talk.now)])
    escalation = await _hand_over(talk, report)
    by = await promise(talk, report)
    talk.say("agreed_spoc", reference=report.reference, practice=escalation.practice, next_contact=by)
    await ask_for_police_reference(talk, escalation, report.reference)


async def escalate(talk: Talk, report: Report, *, to_party: bool) -> None:
    """Send a report that is just being saved to the SPOC, and tell the reporter that it is no crime report."""
    escalation = await _hand_over(talk, report)
    by = await promise(talk, report)
    facts = await _receipt(talk, report)
    talk.say("saved_spoc", **facts, to_party=to_party, practice=escalation.practice, next_contact=by)
    await ask_for_police_reference(talk, escalation, report.reference)


async def _hand_over(talk: Talk, report: Report) -> Escalation:
    """Write the escalation and the duty to deliver it."""
    escalation = Escalation(
        id=talk.ids.new("esc"),
        report_id=report.id,
        tier=tier_of(report, sent_at=talk.now),
        state=EscalationState.QUEUED,
        created_at=talk.now,
        acknowledge_token=talk.ids.secret(),
        practice=talk.routes.practice,
    )
    await talk.work.escalations.add(escalation)
    await talk.work.audit.record("report.escalated", subject_id=escalation.id, actor=talk.member_id)
    await talk.owe(DutyKind.DELIVER, escalation.id, due_at=talk.now)
    return escalation


async def ask_for_police_reference(talk: Talk, escalation: Escalation, reference: str) -> None:
    """Say that a message to the SPOC is not a crime report, ask for the police reference, and owe a reminder."""
    talk.say("not_a_crime_report", *reference_choices(talk.wording, escalation), reference=reference)
    await talk.work.duties.add(first_reminder(escalation, talk.organisation.id, talk.ids, talk.now))


async def _receipt(talk: Talk, report: Report) -> dict[str, object]:
    """What every "saved" says. Where a conversation can be lost with the page, the spare code comes by itself."""
    code = ""
    if talk.inbound.channel not in PUSHED:
        code = talk.ids.code()
        await talk.work.reports.set_code(report.id, code)
    return {"reference": report.reference, "at": talk.now, "code": code}


async def _write_down(talk: Talk, report: Report, key: str, words: str, *, to_party: bool, to_spoc: bool) -> None:
    decided = entry(talk, EntryKind.ANSWER, "consent", words, key.rpartition(".")[2])
    consents = [
        Consent(recipient=Recipient.PARTY, given=to_party, words=words, at=talk.now),
        Consent(recipient=Recipient.SPOC, given=to_spoc, words=words, at=talk.now),
    ]
    await talk.work.reports.append(report.id, [decided])
    await talk.work.reports.consent(report.id, consents)
    await talk.work.reports.set_status(report.id, ReportStatus.SAVED)
    await talk.work.duties.drop(DutyKind.REMIND_DRAFT, report.id)
    await talk.work.audit.record(f"report.saved.{decided.value}", subject_id=report.id, actor=talk.member_id)
