"""What is said once a report is saved: a few words of the documents, who supports people, the platform, an earlier report.

Each is said once. None of it stands between the reporter and the word that the report is saved.
"""

from bot.reporting.lanes import is_event, lane_of, lane_reply, support_of, support_reply
from bot.reporting.patterns import suggest
from bot.reporting.platform_follow_up import offer_follow_up
from bot.reporting.report import Report
from bot.reporting.told import told
from bot.talk import Talk


async def follow_up(talk: Talk, report: Report) -> None:
    """Say what belongs to a report that was just saved."""
    _advise(talk, report)
    await offer_follow_up(talk, report, talk.lanes)
    await suggest(talk, report)


def _advise(talk: Talk, report: Report) -> None:
    so_far = told(report)
    at_event = is_event(*(report.fields[each].words for each in ("where", "what") if each in report.fields))
    lane = lane_of(so_far.kinds, so_far.value("platform"), talk.lanes, at_event=at_event)
    if lane is None:
        return
    talk.replies.append(lane_reply(talk.wording, talk.contacts, lane, talk.lanes.passages, talk.now.date()))
    support = support_of(lane, talk.contacts)
    if support:
        talk.replies.append(support_reply(talk.wording, support))
