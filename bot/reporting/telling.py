"""Telling a report: start, answer, go back, add files. An answer is an entry before the next question is asked."""

from collections.abc import Sequence

from bot.emergency import was_asked
from bot.errors import InvalidAnswer
from bot.reporting.answers import Answer, by_choice, by_choices, by_place, chosen_keys, has_words, in_words
from bot.reporting.asking import ASIDE, BACK, DONE, ENOUGH, ask_next, keys_understood
from bot.reporting.drafts import set_aside
from bot.reporting.flow import FIRST, REVIEW, is_answered, step_before
from bot.reporting.form import FIELDS, SKIPPED, FieldKind
from bot.reporting.keeping import keep_evidence
from bot.reporting.reading_off import read_off
from bot.reporting.report import Report
from bot.reporting.writing import begin, leave_question, note, write
from bot.talk import Talk

DANGER = "danger"

TELLING_WORDS = 4
"""A text of fewer words is a failed answer; one of as many may tell something."""


async def start(talk: Talk, text: str = "", *, is_quick: bool = False, kinds: Sequence[str] = ()) -> None:
    """Begin a report; with a text, its answers are taken from it and not asked again. The next question follows.

    Args:
        text: what happened, when it has been told already.
        is_quick: everything else is read off, and the review card comes next.
        kinds: what triage made of the text, when it came in an earlier message.
    """
    report = await begin(talk, is_quick=is_quick)
    if not is_quick or not has_words(text):
        talk.say("report_started", is_quick=is_quick)
    if talk.inbound.evidence:
        report = await keep_evidence(talk, report)
    if has_words(text):
        await take_what(talk, report, text, kinds)
    await ask_next(talk)


async def answer(talk: Talk) -> None:
    """Take whatever came in as an answer to the question that stands: words, a button, a place, files."""
    report = await talk.work.reports.get(talk.state.report_id)
    field = FIELDS[talk.state.step]
    if talk.inbound.evidence:
        report = await keep_evidence(talk, report)
        if _is_of_a_known_album(talk) and not (talk.inbound.text or talk.inbound.choice):
            return
    key = pressed_or_typed(talk, keys_understood(talk, report, field))
    if key == ASIDE:
        await set_aside(talk)
        return
    if key in (BACK, ENOUGH, DONE):
        await _go(talk, report, str(key))
        return
    try:
        await _take(talk, report, key)
    except InvalidAnswer as problem:
        asked, is_kept = FIELDS[problem.field], await _kept_all_the_same(talk, report, problem)
        facts = {"can_skip": bool(asked.buttons), "limit": asked.max_chars, "is_kept": is_kept}
        talk.say("invalid_answer", reason=problem.reason, **facts)
    await ask_next(talk)


async def take_what(talk: Talk, report: Report, text: str, kinds: Sequence[str] = ()) -> Report:
    """Write down what happened, and what can be read off it; what has been answered already stays."""
    seen = kinds or talk.heard.seen.category
    read = read_off(text, sent_at=talk.inbound.sent_at, kinds=seen, label=talk.wording.label, marks=talk.heard.marks)
    named = [each for each in read if each.field not in report.fields]
    answers = [in_words(FIELDS[FIRST], text, sent_at=talk.inbound.sent_at), *named, *_danger_said(talk, report)]
    written = await write(talk, report, answers)
    if talk.inbound.forwarded_from:
        await note(talk, report, "forwarded_from", talk.inbound.forwarded_from)
    talk.remember(last_field=FIRST)
    return written


def pressed_or_typed(talk: Talk, keys: Sequence[str]) -> str | None:
    """Return which button of the standing question came in. An unknown one is returned as it is, to be refused by name."""
    if talk.inbound.choice:
        return talk.inbound.choice.split(":", 3)[3]
    return talk.wording.typed_choice(talk.inbound.text, keys) if talk.inbound.text else None


async def _take(talk: Talk, report: Report, key: str | None) -> None:
    """Write down one answer. Raises InvalidAnswer."""
    inbound, field = talk.inbound, FIELDS[talk.state.step]
    if inbound.place:
        await _take_place(talk, report)
    elif key:
        await _take_button(talk, report, key)
    elif inbound.text and field.id == FIRST:
        await take_what(talk, report, inbound.text)
        leave_question(talk)
    elif inbound.text and (field.id == REVIEW or inbound.evidence):
        await _take_more(talk, report)
    elif inbound.text:
        await _settle(talk, report, in_words(field, inbound.text, sent_at=inbound.sent_at))


async def _take_place(talk: Talk, report: Report) -> None:
    assert talk.inbound.place is not None
    await write(talk, report, [by_place(talk.inbound.place)])
    if talk.inbound.text:
        await _take_more(talk, await talk.work.reports.get(report.id))
    if talk.state.step == "where":
        leave_question(talk)


async def _take_button(talk: Talk, report: Report, key: str) -> None:
    field, sent_at = FIELDS[talk.state.step], talk.inbound.sent_at
    if key == SKIPPED and field.id == FIRST:
        raise InvalidAnswer(field.id, "no_words")
    if key == SKIPPED:
        given = Answer(field=field.id, words=talk.inbound.text or talk.wording.label(key), value="skipped")
    elif field.kind is FieldKind.CHOICES and key in field.choices:
        before = chosen_keys(field, report.fields[field.id].value) if talk.state.choosing else []
        await write(talk, report, [by_choices(field, [*before, key], talk.wording.label, sent_at=sent_at)])
        talk.remember(choosing=True, last_field=field.id)
        return
    else:
        given = by_choice(field, key, talk.wording.label, words=talk.inbound.text, sent_at=sent_at)
    await _settle(talk, report, given)


async def _take_more(talk: Talk, report: Report) -> None:
    """Words beside a file, or at the review card: they tell what happened when nothing has, else they are added."""
    if is_answered(report, FIELDS[FIRST]):
        await write(talk, report, [in_words(FIELDS["more"], talk.inbound.text, sent_at=talk.inbound.sent_at)])
        talk.say("added")
    else:
        await take_what(talk, report, talk.inbound.text)


async def _kept_all_the_same(talk: Talk, report: Report, problem: InvalidAnswer) -> bool:
    """Words that do not answer a question may tell something: "he is gone, but he said he would be back" is added."""
    text = talk.inbound.text
    if problem.field in (FIRST, "more") or not has_words(text) or len(text.split()) < TELLING_WORDS:
        return False
    await write(talk, report, [in_words(FIELDS["more"], text, sent_at=talk.inbound.sent_at)])
    return True


async def _settle(talk: Talk, report: Report, given: Answer) -> None:
    await write(talk, report, [given])
    talk.remember(last_field=given.field)
    leave_question(talk)


async def _go(talk: Talk, report: Report, key: str) -> None:
    """Go back, on, or straight to the review card."""
    step = talk.state.step
    if key == BACK:
        talk.remember(step=step_before(report, step, is_detailed=talk.state.detailing), changing=True, choosing=False)
    else:
        leave_question(talk)
    if key == ENOUGH:
        talk.remember(quick=is_answered(report, FIELDS[FIRST]), detailing=False)
    await ask_next(talk)


def _danger_said(talk: Talk, report: Report) -> list[Answer]:
    """The answer to the danger question, when it was given a moment ago: nobody is asked twice."""
    said = talk.state.danger_said
    if not said or DANGER in report.fields or not was_asked(talk.state, talk.now):
        return []
    talk.remember(danger_said="")
    return [by_choice(FIELDS[DANGER], f"{DANGER}.{said}", talk.wording.label, sent_at=talk.inbound.sent_at)]


def _is_of_a_known_album(talk: Talk) -> bool:
    """True when an earlier picture of the same album has been answered: thirty questions for thirty pictures help nobody."""
    album = talk.inbound.album
    is_known = bool(album) and album == talk.state.last_album
    talk.remember(last_album=album)
    return is_known
