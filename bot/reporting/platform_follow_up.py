"""After a report to a platform: has it answered, and what comes next when it refused or said nothing.

    reported -> (asked after 48 hours, and once more after 7 days) -> taken_down
                                                                  |-> refused, silent -> the next step
    not_yet, declined -> (never asked)

Nothing here may say again what was reported: not in a question, and not to the platform, to which only the reporter speaks.
Every answer is an entry of the report, so that what platforms do with reports can be counted.
"""

from collections.abc import Awaitable, Callable, Collection

from bot.duties import DutyKind
from bot.reporting.answers import has_words
from bot.reporting.form import FIELDS
from bot.reporting.lane_quoting import contact_facts
from bot.reporting.lanes import NO_LANES, Lanes, lane_reply
from bot.reporting.platform_asking import AskingPlatform, owe_question
from bot.reporting.platform_report import (
    FIELD,
    REFERENCE,
    WAITING,
    Said,
    choices_of,
    fits,
    name_of,
    platform_of,
    said_by,
    stands_at,
)
from bot.reporting.report import EntryKind, Report, ReportStatus
from bot.reporting.writing import entry
from bot.talk import Talk

__all__ = ["AskingPlatform", "offer_follow_up", "platform_pressed", "take_platform_reference"]

NEXT_LANE = "after_platform"
"""The lane that is never chosen by a kind: the words and contacts for the next step."""


async def offer_follow_up(talk: Talk, report: Report, lanes: Lanes, *, shown: Collection[str] = ()) -> None:
    """Ask once, after a report is saved, whether it was reported to its platform; who said so in the form is not asked again.

    Args:
        talk: the turn.
        report: the saved report.
        lanes: for the platform's own contact.
        shown: contacts that stand in the same turn already, and are not shown twice.
    """
    platform = platform_of(report)
    if platform not in lanes.cards or FIELD in report.fields or stands_at(report) is Said.DECLINED:
        return
    name = name_of(talk.wording, report)
    if stands_at(report) is Said.REPORTED:
        await owe_question(talk, report)
        talk.say("platform_noted", talk.choice("my"), platform=name)
    else:
        own = tuple(each for each in [lanes.cards[platform]] if each and each not in shown)
        choices = choices_of(talk.wording, report, Said.REPORTED, Said.NOT_YET, Said.DECLINED)
        talk.say("platform_ask", *choices, platform=name, **contact_facts(talk.wording, talk.contacts, own))


async def platform_pressed(talk: Talk, report: Report, key: str, lanes: Lanes = NO_LANES) -> bool:
    """Take an answer by button; False when it fits nothing now.

    Args:
        talk: the turn.
        report: the reporter's own report that the button's tag names.
        key: the last part of the button's id, such as "platform_report.refused".
        lanes: for the quotes of the next step; without them only its frame is said.
    """
    answer = said_by(key)
    if answer is None or report.status is not ReportStatus.SAVED or not platform_of(report) or not fits(report, answer):
        return False
    words = talk.wording.label(key)
    if answer is Said.NO_REFERENCE:
        await _keep_reference(talk, report, words, "none")
        return True
    value = Said.DECLINED if answer is Said.STOP else answer
    if value is not stands_at(report):
        report = await _keep(talk, report, FIELD, words, value)
    if value not in WAITING:
        await talk.work.duties.drop(DutyKind.ASK_PLATFORM, report.id)
    await _ACTIONS[value](talk, report, lanes)
    return True


async def take_platform_reference(talk: Talk, report: Report) -> None:
    """Take the reference as typed, or "none"; say so when the report waits for none any more. A long text is no reference."""
    text, limit = talk.inbound.text, FIELDS[REFERENCE].max_chars
    if report.status is not ReportStatus.SAVED or not fits(report, Said.NO_REFERENCE):
        talk.remember(pending_platform="")
        talk.say("platform_not_kept", talk.choice("my"), reference=report.reference)
    elif not has_words(text) or len(text) > limit:
        _ask_reference(talk, report, limit=limit if len(text) > limit else 0)
    else:
        is_none = talk.wording.typed_choice(text, [f"{FIELD}.{Said.NO_REFERENCE}"]) is not None
        await _keep_reference(talk, report, text, "none" if is_none else "")


async def _keep(talk: Talk, report: Report, field: str, words: str, value: str) -> Report:
    kept = entry(talk, EntryKind.ADDITION, field, words, value)
    await talk.work.reports.append(report.id, [kept])
    await talk.work.audit.record(f"{FIELD}.answered", subject_id=report.id, actor=talk.member_id)
    return report.with_entries([kept])


async def _keep_reference(talk: Talk, report: Report, words: str, value: str) -> None:
    talk.remember(pending_platform="")
    await _keep(talk, report, REFERENCE, words, value)
    talk.say("platform_reference_kept", talk.choice("my"), reference=report.reference, is_none=value == "none")


async def _on_reported(talk: Talk, report: Report, lanes: Lanes) -> None:
    await owe_question(talk, report)
    if REFERENCE in report.fields:
        talk.say("platform_noted", talk.choice("my"), platform=name_of(talk.wording, report))
    else:
        _ask_reference(talk, report)


def _ask_reference(talk: Talk, report: Report, *, limit: int = 0) -> None:
    talk.remember(pending_platform=report.id)
    choices = choices_of(talk.wording, report, Said.NO_REFERENCE)
    talk.say("platform_reference_wanted", *choices, platform=name_of(talk.wording, report), limit=limit)


async def _on_not_yet(talk: Talk, report: Report, lanes: Lanes) -> None:
    talk.say("platform_not_yet", *choices_of(talk.wording, report, Said.REPORTED), platform=name_of(talk.wording, report))


async def _on_declined(talk: Talk, report: Report, lanes: Lanes) -> None:
    talk.say("platform_declined", talk.choice("my"), reference=report.reference)


async def _on_taken_down(talk: Talk, report: Report, lanes: Lanes) -> None:
    talk.say("platform_taken_down", talk.choice("my"), platform=name_of(talk.wording, report), reference=report.reference)


async def _on_no_help(talk: Talk, report: Report, lanes: Lanes) -> None:
    """Refused, or silent: say what comes next, in the order of the guidance and the contact book."""
    talk.say(
        "platform_next",
        platform=name_of(talk.wording, report),
        reference=report.reference,
        is_refused=stands_at(report) is Said.REFUSED,
        safety_contact=talk.organisation.safety_contact,
        asks_again=await talk.work.duties.is_live(DutyKind.ASK_PLATFORM, report.id),
    )
    lane = lanes.named(NEXT_LANE)
    if lane:
        reply = lane_reply(talk.wording, talk.contacts, lane, lanes.passages, talk.now.date(), talk.choice("my"))
        talk.replies.append(reply)


_ACTIONS: dict[Said, Callable[[Talk, Report, Lanes], Awaitable[None]]] = {
    Said.REPORTED: _on_reported,
    Said.NOT_YET: _on_not_yet,
    Said.DECLINED: _on_declined,
    Said.TAKEN_DOWN: _on_taken_down,
    Said.REFUSED: _on_no_help,
    Said.SILENT: _on_no_help,
}
