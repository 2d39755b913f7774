"""What is said once a report is saved: a few words of the documents, who supports people, the platform, an earlier report.

Each is said once, and in as few messages as there are questions to answer: nobody who is frightened reads six. None of it stands
between the reporter and the word that the report is saved.
"""

from dataclasses import replace

from bot.messages import Reply
from bot.reporting.lanes import is_event, lane_of, lane_reply, support_of, support_reply
from bot.reporting.patterns import suggest
from bot.reporting.platform_follow_up import offer_follow_up
from bot.reporting.report import Report
from bot.reporting.told import told
from bot.talk import Talk
from knowledge.lanes import Lane


async def follow_up(talk: Talk, report: Report) -> None:
    """Say what belongs to a report that was just saved."""
    lane = _lane(talk, report)
    if lane:
        talk.replies.append(_advice(talk, lane))
    await offer_follow_up(talk, report, talk.lanes, shown=lane.contacts if lane else ())
    await suggest(talk, report)


def _lane(talk: Talk, report: Report) -> Lane | None:
    so_far = told(report)
    at_event = is_event(*(report.fields[each].words for each in ("where", "what") if each in report.fields))
    return lane_of(so_far.kinds, so_far.value("platform"), talk.lanes, at_event=at_event)


def _advice(talk: Talk, lane: Lane) -> Reply:
    """The words of the documents, the contacts, and below them who supports people: one message."""
    advice = lane_reply(talk.wording, talk.contacts, lane, talk.lanes.passages, talk.now.date())
    support = support_of(lane, talk.contacts)
    if support is None:
        return advice
    is_warned = any(talk.contacts.get(each).checked_on is None for each in lane.contacts)
    return replace(advice, text=f"{advice.text}\n\n{support_reply(talk.wording, support, is_warned=is_warned).text}")
