"""What a pressed button does. An id names a question, a report's tag and an answer; one that fits nothing now is said to be old.

a:<report>:<field>:<answer>   an answer of the form       c:<report>:<field>    change an answer
r:<report>:<action>           one report of the list      p:<escalation>:<key>  the police reference
t:<report>:<key>              the report at a platform  l:<escalation>:<side>  which force it belongs to
e:<answer>                    is anyone in danger?
g:<passage>, g:more           a passage of the guidance   f:<advice>:<verdict>  whether an answer helped
s:<key>                       what somebody stands for    k:<key>               whether their SPOC has been in touch
h:<key>, h:<tag>:<key>        how the police reach them   y:<key>               a draft that asks for security support
"""

from collections.abc import Awaitable, Callable, Iterable

from bot.advice import Verdict
from bot.answering.answering import judge, press
from bot.answering.signposts import SIGNPOSTS
from bot.candidate import asking as candidate
from bot.commands import Command
from bot.danger import answer_about_danger
from bot.errors import NotFound
from bot.escalation import locating, police_reference
from bot.escalation.escalation import Escalation
from bot.reporting import adding, drafts, mine, patterns, sending, telling
from bot.reporting.asking import ask_next
from bot.reporting.platform_follow_up import platform_pressed
from bot.reporting.quick import take_over
from bot.reporting.report import Consent, Recipient, Report, ReportStatus
from bot.reporting.review import change_pressed, review
from bot.talk import Talk, tag

Run = Callable[[Talk, Command], Awaitable[None]]

_PLAIN = frozenset({"my", "help", "person", "privacy", "emergency", *SIGNPOSTS, *candidate.COMMANDS})


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
        await ask_next(talk)


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
    if kind == "t" and len(parts) == 2:
        return await _platform(talk, *parts)
    if kind == "l" and len(parts) == 2:
        return await _located(talk, *parts)
    if kind in ("s", "k", "h", "y"):
        return await candidate.pressed(talk, kind, parts)
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
    if name in ("report.start", "report.quick"):
        await (ask_next(talk) if is_telling else telling.start(talk, is_quick=name == "report.quick"))
    elif name == "report.this":
        await _report_this(talk)
    elif name == "report.resume" and is_telling:
        await ask_next(talk)
    elif name == "report.aside" and is_telling:
        await drafts.set_aside(talk)
    else:
        return False
    return True


async def _report_this(talk: Talk) -> None:
    """What was told a moment ago becomes a filled review card; when nothing was, it is asked for."""
    text = talk.state.last_text
    if talk.state.report_id and not text:
        await ask_next(talk)
    else:
        await telling.start(talk, text, is_quick=True, kinds=talk.state.last_kinds)


async def _answer(talk: Talk, report_tag: str, field: str, key: str) -> bool:
    if not talk.state.report_id or (tag(talk.state.report_id), talk.state.step) != (report_tag, field):
        return False
    if field == "consent":
        return await review(talk, key)
    await telling.answer(talk)
    return True


async def _change(talk: Talk, report_tag: str, field: str) -> bool:
    if not talk.state.report_id or tag(talk.state.report_id) != report_tag:
        return False
    return await change_pressed(talk, field)


async def _own_report(talk: Talk, report_tag: str, action: str) -> bool:
    own = await talk.work.reports.of(talk.member_id)
    report = next((each for each in own if tag(each.id) == report_tag), None)
    if report is None:
        return False
    if action == "take":
        return await take_over(talk, report)
    act = _ACTIONS.get((action, report.status))
    if act is None:
        return False
    await act(talk, report)
    return True


async def _platform(talk: Talk, report_tag: str, key: str) -> bool:
    own = await talk.work.reports.of(talk.member_id)
    report = next((each for each in own if tag(each.id) == report_tag), None)
    return report is not None and await platform_pressed(talk, report, key, talk.lanes)


async def _agree(talk: Talk, report: Report) -> None:
    await (mine.show_one(talk, report) if report.allows(Recipient.SPOC) else sending.agree_to_spoc(talk, report))


async def _refuse(talk: Talk, report: Report) -> None:
    if report.allows(Recipient.SPOC):  # an old button: it was agreed to since, and may be with the SPOC
        await mine.show_one(talk, report)
        return
    words = talk.wording.label("consent.refuse")
    await talk.work.reports.consent(report.id, [Consent(recipient=Recipient.SPOC, given=False, words=words, at=talk.now)])
    talk.say("consent_refused", talk.choice("my"), reference=report.reference)


async def _police(talk: Talk, escalation_tag: str, key: str) -> bool:
    escalation = await _own_escalation(talk, escalation_tag)
    if escalation is None or key not in police_reference.ANSWERS:
        return False
    await police_reference.answer(talk, escalation, key)
    return True


async def _located(talk: Talk, escalation_tag: str, key: str) -> bool:
    escalation = await _own_escalation(talk, escalation_tag)
    return escalation is not None and await locating.pressed(talk, escalation, key)


async def _own_escalation(talk: Talk, escalation_tag: str) -> Escalation | None:
    for report in await talk.work.reports.of(talk.member_id):
        for escalation in await talk.work.escalations.of_report(report.id):
            if tag(escalation.id) == escalation_tag:
                return escalation
    return None


async def _cancel(talk: Talk, report: Report) -> None:
    """Give up a draft of the list; another one that is being told meanwhile stands where it stood."""
    before = talk.state
    talk.remember(report_id=report.id)
    await drafts.cancel(talk)
    if before.report_id not in ("", report.id):
        talk.state = before
        await ask_next(talk)


_DRAFT, _CANCELLED, _SAVED, _CLOSED = ReportStatus.DRAFT, ReportStatus.CANCELLED, ReportStatus.SAVED, ReportStatus.CLOSED

_Act = Callable[[Talk, Report], Awaitable[None]]


def _in(statuses: Iterable[ReportStatus], **acts: _Act) -> dict[tuple[str, ReportStatus], _Act]:
    return {(name.replace("__", "."), status): act for status in statuses for name, act in acts.items()}


_ACTIONS: dict[tuple[str, ReportStatus], _Act] = {
    **_in(ReportStatus, show=mine.show_one, copy=mine.copy, file=mine.files, code=drafts.give_code),
    **_in([_DRAFT, _CANCELLED], resume=drafts.go_on),
    **_in([_DRAFT], cancel=_cancel),
    **_in([_SAVED, _CLOSED], add=adding.ask_addition, message=adding.ask_message),
    **_in([_SAVED, _CLOSED], same=patterns.confirm, different=patterns.refuse),
    **_in(
        [_SAVED], place=locating.ask_again, agree=_agree, refuse=_refuse, withdraw=mine.ask_withdraw, withdraw__sure=mine.withdraw
    ),
}
"""What can be done with a report in each state; anything else is an old button."""
