"""A whole form at once, as the web page and the Slack modal send it: checked field by field, and written like the chat's answers.

The same answers give the same entries as in the chat, so that what is sent on does not depend on the way that it was told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.errors import InvalidAnswer
from bot.messages import FormAnswer
from bot.rendering import Wording
from bot.reporting.answers import Answer, by_choice, by_choices, in_words
from bot.reporting.asking import ask_next
from bot.reporting.flow import FIRST
from bot.reporting.form import FIELDS, FORM, FieldKind
from bot.reporting.keeping import keep_evidence
from bot.reporting.reading_off import read_off
from bot.reporting.report import Report
from bot.reporting.writing import begin, open_report, write
from bot.talk import Talk

Problems = Mapping[str, str]
"""What is wrong, by the id of the question: a reason of InvalidAnswer."""


def checked(answers: Sequence[FormAnswer], wording: Wording, *, sent_at: datetime) -> tuple[list[Answer], Problems]:
    """Return what the answers mean, in the order of the form, and what is wrong with the others. Empty ones are left out."""
    given = {each.field: each for each in answers if each.choices or each.words.strip()}
    read: list[Answer] = []
    problems: dict[str, str] = {} if FIRST in given else {FIRST: "no_words"}
    for field in FORM:
        if field.id not in given or field.kind is FieldKind.CONSENT:
            continue
        try:
            read.append(_read(given[field.id], wording, sent_at))
        except InvalidAnswer as problem:
            problems[field.id] = problem.reason
    return read, problems


async def take_form(talk: Talk) -> None:
    """Write a filled form as a report and show the review card; with something wrong, say what and write nothing."""
    answers, problems = checked(talk.inbound.answers, talk.wording, sent_at=talk.inbound.sent_at)
    if problems:
        talk.say("form_problems", problems=sorted(problems.items()))
        return
    report = await _empty_draft(talk) or await begin(talk, is_quick=True)
    report = await write(talk, report, [*answers, *_kind_when_left_out(talk, answers)])
    if talk.inbound.evidence:
        await keep_evidence(talk, report)
    await ask_next(talk)


async def _empty_draft(talk: Talk) -> Report | None:
    """Return the draft that "report" had just begun, when nothing was told in it: else it would be reminded of."""
    if not talk.state.report_id:
        return None
    draft = await talk.work.reports.get(talk.state.report_id)
    if draft.entries:
        return None
    open_report(talk, draft, is_quick=True)
    return draft


def _read(given: FormAnswer, wording: Wording, sent_at: datetime) -> Answer:
    field = FIELDS[given.field]
    if not given.choices:
        return in_words(field, given.words, sent_at=sent_at)
    if field.kind is FieldKind.CHOICES:
        return by_choices(field, given.choices, wording.label, sent_at=sent_at)
    return by_choice(field, given.choices[0], wording.label, words=given.words, sent_at=sent_at)


def _kind_when_left_out(talk: Talk, answers: Sequence[Answer]) -> list[Answer]:
    """The kind decides what is shown beside a report; of a form that leaves it out it is read off the words."""
    told = {answer.field: answer.words for answer in answers}
    if "kind" in told:
        return []
    kinds = talk.heard.seen_in_form.category
    read = read_off(told[FIRST], sent_at=talk.inbound.sent_at, kinds=kinds, label=talk.wording.label)
    return [answer for answer in read if answer.field == "kind"]
