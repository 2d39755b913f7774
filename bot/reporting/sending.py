"""From the review card to "saved": consent, status, escalation and the duties that follow, all in the turn's one transaction."""

from bot.duties import DutyKind
from bot.escalation.hand_over import HandedOver, hand_over
from bot.escalation.locating import say_where_it_goes
from bot.escalation.ordinary_way import ordinary_way
from bot.escalation.police_reference import first_reminder, reference_choices
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
    done = await escalate(talk, report, to_party=to_party) if to_spoc else None
    if done is None:
        by = await promise(talk, report) if to_party else None
        talk.say("saved_party" if to_party else "saved_diary", talk.choice("my"), **await _receipt(talk, report), next_contact=by)
    await follow_up(talk, report)
    if done is not None:  # what is asked stands lowest on the screen: without the place nobody is sent the report
        say_where_it_goes(talk, report, done)


async def agree_to_spoc(talk: Talk, report: Report) -> None:
    """The reporter says yes later, from their list or when the staff have asked."""
    words = talk.inbound.text or talk.wording.label("consent.agree")
    await talk.work.reports.consent(report.id, [Consent(recipient=Recipient.SPOC, given=True, words=words, at=talk.now)])
    done = await hand_over(talk, report)
    by = await promise(talk, report)
    talk.say("agreed_spoc", reference=report.reference, next_contact=by, **_on_its_way(done))
    await ask_for_police_reference(talk, done, report.reference)
    say_where_it_goes(talk, report, done)


async def escalate(talk: Talk, report: Report, *, to_party: bool) -> HandedOver:
    """Send a report that is just being saved to the SPOC, and tell the reporter that it is no crime report."""
    done = await hand_over(talk, report)
    by = await promise(talk, report)
    talk.say("saved_spoc", **await _receipt(talk, report), to_party=to_party, next_contact=by, **_on_its_way(done))
    await ask_for_police_reference(talk, done, report.reference)
    return done


def _on_its_way(done: HandedOver) -> dict[str, object]:
    return {"is_sent": done.is_sent, "forces": done.forces, "practice": done.is_practice}


async def ask_for_police_reference(talk: Talk, done: HandedOver, reference: str) -> None:
    """Say that a message to the SPOC is not a crime report, ask for the police reference, and owe a reminder."""
    escalation = done.escalations[0]
    way = ordinary_way(done.route, talk.contacts)
    talk.say("not_a_crime_report", *reference_choices(talk.wording, escalation), reference=reference, **way)
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
