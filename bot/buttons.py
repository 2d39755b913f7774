"""What a pressed button does. An id names a question, a report's tag and an answer; one that fits nothing now is said to be old.

a:<report>:<field>:<answer>   an answer of the form       c:<report>:<field>    change an answer
r:<report>:<action>           one report of the list      p:<escalation>:<key>  the police reference
e:<answer>                    is anyone in danger?
g:<passage>, g:more           a passage of the guidance   f:<advice>:<verdict>  whether an answer helped
"""

from collections.abc import Awaitable, Callable

from bot.advice import Verdict
from bot.answering.answering import judge, press
from bot.answering.signposts import SIGNPOSTS
from bot.commands import Command
from bot.danger import answer_about_danger
from bot.errors import NotFound
from bot.escalation import police_reference
from bot.escalation.escalation import Escalation
from bot.reporting import mine, sending, telling
from bot.reporting.report import Consent, Recipient, Report, ReportStatus
from bot.talk import Talk, tag

Run = Callable[[Talk, Command], Awaitable[None]]

_PLAIN = frozenset({"my", "help", "person", "privacy", "emergency", *SIGNPOSTS})


async def pressed(talk: Talk, run: Run) -> None:
    """Do what a button says. `run` carries out the buttons that are commands."""
    kind, *parts = talk.inbound.choice.split(":")
    if talk.inbound.choice in _PLAIN:
        await run(talk, Command(name=talk.inbound.choice))
    elif not await _done(talk, kind, parts):
        await old_button(talk)


async def old_button(talk: Talk) -> None:
    """Say that the button does nothing any more, and put the question that stands again."""
    talk.say("old_button", *(() if talk.state.report_id else (talk.choice("my"), talk.choice("help"))))
    if talk.state.report_id:
        await telling.ask_next(talk)


async def _done(talk: Talk, kind: str, parts: list[str]) -> bool:
    if kind.startswith("report."):
        return await _report_button(talk, kind)
    if kind == "a" and len(parts) == 3:
        return await _answer(talk, *parts)
    if kind == "c" and len(parts) == 2:
        return await _change(talk, *parts)
    if kind == "r" and len(parts) == 2:
        return await _own_report(talk, *parts)
    if kind == "e" and len(parts) == 1:
        return await answer_about_danger(talk, *parts)
    if kind == "g" and len(parts) == 1:
        return await press(talk)
    if kind == "f" and len(parts) == 2:
        return await _verdict(talk, *parts)
    return kind == "p" and len(parts) == 2 and await _police(talk, *parts)


async def _verdict(talk: Talk, advice_id: str, verdict: str) -> bool:
    if verdict not in (Verdict.HELPFUL, Verdict.UNHELPFUL):
        return False
    try:
        await judge(talk, advice_id, Verdict(verdict))
    except NotFound:
        return False
    return True


async def _report_button(talk: Talk, name: str) -> bool:
    is_telling = bool(talk.state.report_id)
    if name == "report.start":
        await (telling.ask_next(talk) if is_telling else telling.start(talk))
    elif name == "report.this":
        await (telling.ask_next(talk) if is_telling else telling.start(talk, talk.state.last_text))
    elif name == "report.resume" and is_telling:
        await telling.ask_next(talk)
    elif name == "report.aside" and is_telling:
        await telling.set_aside(talk)
    else:
        return False
    return True


async def _answer(talk: Talk, report_tag: str, field: str, key: str) -> bool:
    if not talk.state.report_id or (tag(talk.state.report_id), talk.state.step) != (report_tag, field):
        return False
    await (review(talk, key) if field == "consent" else telling.answer(talk))
    return True


async def review(talk: Talk, key: str) -> None:
    """Do what the review card's button says; only a way that was offered counts as consent."""
    report = await talk.work.reports.get(talk.state.report_id)
    if key == "change":
        telling.ask_what_to_change(talk, report)
    elif key in (*telling.consents(talk), "consent.diary"):
        await sending.finish(talk, report, key)
    else:
        await old_button(talk)


async def _change(talk: Talk, report_tag: str, field: str) -> bool:
    if not talk.state.report_id or tag(talk.state.report_id) != report_tag:
        return False
    if field == "back":
        await telling.ask_next(talk)
    elif field in ("what", "danger", "where", "when", "who"):
        await telling.change(talk, field)
    else:
        return False
    return True


async def _own_report(talk: Talk, report_tag: str, action: str) -> bool:
    own = await talk.work.reports.of(talk.member_id)
    report = next((each for each in own if tag(each.id) == report_tag), None)
    if report is None:
        return False
    act = _ACTIONS.get((action, report.status))
    if act is None:
        return False
    await act(talk, report)
    return True


async def _agree(talk: Talk, report: Report) -> None:
    await (mine.show_one(talk, report) if report.allows(Recipient.SPOC) else sending.agree_to_spoc(talk, report))


async def _refuse(talk: Talk, report: Report) -> None:
    words = talk.wording.label("consent.refuse")
    await talk.work.reports.consent(report.id, [Consent(recipient=Recipient.SPOC, given=False, words=words, at=talk.now)])
    talk.say("consent_refused", talk.choice("my"), reference=report.reference)


async def _police(talk: Talk, escalation_tag: str, key: str) -> bool:
    escalation = await _own_escalation(talk, escalation_tag)
    if escalation is None or key not in police_reference.ANSWERS:
        return False
    await police_reference.answer(talk, escalation, key)
    return True


async def _own_escalation(talk: Talk, escalation_tag: str) -> Escalation | None:
    for report in await talk.work.reports.of(talk.member_id):
        for escalation in await talk.work.escalations.of_report(report.id):
            if tag(escalation.id) == escalation_tag:
                return escalation
    return None


_DRAFT, _SAVED = ReportStatus.DRAFT, ReportStatus.SAVED

_ACTIONS: dict[tuple[str, ReportStatus], Callable[[Talk, Report], Awaitable[None]]] = {
    **{("show", status): mine.show_one for status in ReportStatus},
    **{("copy", status): mine.copy for status in ReportStatus},
    ("resume", _DRAFT): mine.go_on,
    ("agree", _SAVED): _agree,
    ("refuse", _SAVED): _refuse,
    ("withdraw", _SAVED): mine.ask_withdraw,
    ("withdraw.sure", _SAVED): mine.withdraw,
}
"""What can be done with a report in each state; anything else is an old button."""
