"""The quick report: one message, a picture with its caption, a forwarded message or a shared place becomes a filled review card.

It must never cost a second message that holds nothing new: what can be read off is read off, and one tap sends it.
"""

from datetime import timedelta

from bot.duties import DutyKind
from bot.reporting.adding import is_finished, take_in
from bot.reporting.keeping import keep_evidence
from bot.reporting.report import Report, ReportStatus
from bot.reporting.telling import answer
from bot.reporting.writing import begin, close_report
from bot.talk import Talk, tag

JUST_SENT = timedelta(minutes=30)
"""How long a picture that comes after a report is taken for possibly belonging to it."""


async def start_from(talk: Talk) -> None:
    """Begin a quick report from whatever came: the words are what happened, the rest goes with them."""
    earlier = await _just_sent(talk)
    await begin(talk, is_quick=True)
    if earlier and not talk.inbound.text:
        key = f"r:{tag(earlier.id)}:take"
        talk.say("belongs_to", talk.choice(key, "take"), reference=earlier.reference)
    await answer(talk)


async def keep_aside(talk: Talk) -> None:
    """Keep the files of a message whose words are no answer, such as a command: in the report being told, else in a new one."""
    if not talk.inbound.evidence:
        return
    told = talk.state.report_id
    await keep_evidence(talk, await (talk.work.reports.get(told) if told else begin(talk, is_quick=True)))


async def take_over(talk: Talk, earlier: Report) -> bool:
    """Put what the draft has into a report that was sent a moment ago; False when no such draft is being told."""
    if not talk.state.report_id or not is_finished(earlier):
        return False
    draft = await talk.work.reports.get(talk.state.report_id)
    for kind in (DutyKind.REMIND_DRAFT, DutyKind.KEEP_LINK):  # nothing is left to do them for
        await talk.work.duties.drop(kind, draft.id)
    await talk.work.reports.set_status(draft.id, ReportStatus.CANCELLED)
    await talk.work.reports.forget(draft.id)  # its rows only: the files are the other report's now
    close_report(talk)
    await take_in(talk, earlier, draft)
    return True


async def _just_sent(talk: Talk) -> Report | None:
    own = await talk.work.reports.of(talk.member_id)
    recent = (each for each in own if is_finished(each) and talk.now - each.created_at < JUST_SENT)
    return next(recent, None)
