"""What the buttons of the review card do. Only a way that was offered counts as consent."""

from bot.messages import Choice
from bot.reporting import asking, changing, drafts, sending
from bot.reporting.flow import REVIEW, open_details
from bot.reporting.form import SKIPPED
from bot.reporting.report import Consent, Recipient, Report
from bot.reporting.writing import leave_question
from bot.talk import Talk, tag

_NOTHING_NEW = (asking.RETURN, asking.LOOKED_AT, asking.BACK, asking.ENOUGH, asking.DONE, SKIPPED)
"""Ways to say that all is well, or that one has enough: words for nobody, and no consent either."""


async def review(talk: Talk, key: str) -> bool:
    """Do what a button of the card says; False when the card has no such button now."""
    report = await talk.work.reports.get(talk.state.report_id)
    if key in (*asking.consents(talk), "consent.diary"):
        await sending.finish(talk, report, key)
    elif key == asking.WAYS:
        asking.show_ways(talk, report)
    elif key == asking.STATISTICS:
        await _count_it(talk, report)
    elif key == asking.CHANGE:
        asking.ask_what_to_change(talk, report)
    elif key == asking.ADD:
        talk.say("ask_add", *_add_buttons(talk, report), may_send_file=talk.may_send_file)
    elif key == asking.DETAILS:
        talk.remember(quick=False, detailing=True)
        await asking.ask_next(talk)
    elif key == asking.CANCEL:
        await drafts.cancel(talk)
    elif key == asking.ASIDE:
        await drafts.set_aside(talk)
    elif key in _NOTHING_NEW:
        leave_question(talk)
        await asking.ask_next(talk)
    else:
        return False
    return True


async def change_pressed(talk: Talk, field: str) -> bool:
    """Ask again what was pressed on "Which answer?"; False when that cannot be changed."""
    report = await talk.work.reports.get(talk.state.report_id)
    if field == "back":
        await asking.ask_next(talk)
    elif field in asking.changeable(report):
        await changing.change(talk, field)
    else:
        return False
    return True


async def _count_it(talk: Talk, report: Report) -> None:
    """Turn the switch for anonymous statistics over."""
    given = not report.allows(Recipient.STATISTICS)
    words = talk.inbound.text or talk.wording.label(asking.STATISTICS)
    consent = Consent(recipient=Recipient.STATISTICS, given=given, words=words, at=talk.now)
    await talk.work.reports.consent(report.id, [consent])
    asking.show_ways(talk, await talk.work.reports.get(report.id))


def _add_buttons(talk: Talk, report: Report) -> list[Choice]:
    keys = (asking.DETAILS, asking.RETURN) if open_details(report) else (asking.RETURN,)
    return [talk.choice(f"a:{tag(report.id)}:{REVIEW}:{key}", key) for key in keys]
