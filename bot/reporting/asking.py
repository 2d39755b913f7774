"""Puts a question of the form, or the review card. What stands on it comes from the form and from the entries alone."""

from collections.abc import Sequence

from bot.messages import Choice
from bot.rendering import Wording
from bot.reporting.answers import chosen_keys
from bot.reporting.flow import FIRST, REVIEW, is_answered, next_step, open_details, step_before
from bot.reporting.form import FIELDS, FORM, SKIPPED, Field, FieldKind
from bot.reporting.keeping import MAX_FILES, MAX_MEGABYTES
from bot.reporting.report import Entry, Recipient, Report
from bot.talk import Talk, tag

BACK, ENOUGH, DONE, CANCEL = "nav.back", "nav.enough", "nav.done", "nav.cancel"
ASIDE = "report.aside"
LOOKED_AT = "nav.looked_at"  # "ok", "nothing to add": no words for the report, and no consent either
CHANGE, ADD, WAYS, DETAILS, STATISTICS, RETURN = "change", "add", "ways", "details", "statistics", "ways.back"


async def ask_next(talk: Talk) -> None:
    """Ask the first question that matters and has no answer, or show the review card."""
    report = await talk.work.reports.get(talk.state.report_id)
    step = step_of(talk, report)
    talk.remember(step=step)
    ask(talk, report, FIELDS[step])


def step_of(talk: Talk, report: Report) -> str:
    """Return the question that stands: the one that is being changed or chosen from, else the next one."""
    state = talk.state
    if state.changing or state.choosing:
        return state.step
    if state.quick:
        return REVIEW if is_answered(report, FIELDS[FIRST]) else FIRST
    return next_step(report, is_detailed=state.detailing)


def ask(talk: Talk, report: Report, field: Field) -> None:
    """Put one question, with its buttons. The buttons carry the report's tag, so that old ones are known for what they are."""
    if field.kind is FieldKind.CONSENT:
        show_review(talk, report)
        return
    buttons = [_button(talk, report, field, key) for key in keys_at(talk, report, field)]
    facts = {"may_send_file": talk.may_send_file, "limit": MAX_FILES, "limit_mb": MAX_MEGABYTES, "is_quick": talk.state.quick}
    talk.say(f"ask_{field.id}", *buttons, talk.choice(ASIDE), chosen=_chosen(talk, report, field), **facts)


def keys_at(talk: Talk, report: Report, field: Field) -> Sequence[str]:
    """Return the buttons of a question as it stands now."""
    if field.kind is FieldKind.CONSENT:
        return review_keys(talk, report)
    taken = chosen_keys(field, report.fields[field.id].value) if talk.state.choosing else []
    left = [key for key in field.buttons if key not in taken and not (taken and key in field.skips)]
    return [*left, *([DONE] if talk.state.choosing else []), *_ways_on(talk, report, field)]


def keys_understood(talk: Talk, report: Report, field: Field) -> Sequence[str]:
    """Return the buttons that may also be typed: those that are shown, and to go on, back, past the question or away from it."""
    if field.kind is FieldKind.CONSENT:
        return (*review_keys(talk, report), *ways_keys(talk), DETAILS, LOOKED_AT, BACK, ENOUGH, DONE, SKIPPED, ASIDE)
    return (*keys_at(talk, report, field), BACK, ENOUGH, SKIPPED, ASIDE)


def show_review(talk: Talk, report: Report) -> None:
    """Show everything that would be sent, with one button to send it."""
    buttons = [_button(talk, report, FIELDS[REVIEW], key) for key in review_keys(talk, report)]
    talk.say(
        "ask_consent",
        *buttons,
        answers=shown_answers(talk.wording, report),
        files=len([each for each in report.evidence if each.evidence]),
        open_details=open_details(report),
        has_spoc=talk.routes.has_spoc,
        practice=talk.routes.practice,
        in_statistics=report.allows(Recipient.STATISTICS),
    )


def show_ways(talk: Talk, report: Report) -> None:
    """Show every way that the report can go, and the switch for statistics."""
    buttons = [_button(talk, report, FIELDS[REVIEW], key) for key in ways_keys(talk)]
    talk.say("ask_ways", *buttons, practice=talk.routes.practice, in_statistics=report.allows(Recipient.STATISTICS))


def ask_what_to_change(talk: Talk, report: Report) -> None:
    """Offer the questions that can be asked again: those with an answer, and where, when and who in any case."""
    prefix = f"c:{tag(report.id)}:"
    buttons = [talk.choice(prefix + id, f"field.{id}") for id in changeable(report)]
    talk.say("ask_change", *buttons, talk.choice(prefix + "back", "change.back"))


def changeable(report: Report) -> list[str]:
    """Return the questions that can be asked again."""
    always = {"what", "kind", "where", "when", "who"}
    fields = (each for each in FORM if each.kind not in (FieldKind.CONSENT, FieldKind.EVIDENCE) and each.id != "more")
    return [each.id for each in fields if each.id in always or each.id in report.fields]


def shown_answers(wording: Wording, report: Report) -> list[tuple[str, str]]:
    """Return the answers of a report in the order of the form, each with the id of its question."""
    answers = report.fields
    return [(each.id, _shown(wording, answers[each.id])) for each in FORM if each.id in answers and each.id != REVIEW]


def review_keys(talk: Talk, report: Report) -> Sequence[str]:
    """Return the buttons of the review card: one to send, then what else can be done with it."""
    open_ways = consents(talk)
    more = [WAYS] if open_ways else []
    return (*open_ways[:1], "consent.diary", *more, CHANGE, ADD, CANCEL)


def ways_keys(talk: Talk) -> Sequence[str]:
    """Return the buttons behind "Choose who may see it"."""
    return (*consents(talk), "consent.diary", STATISTICS, RETURN)


def consents(talk: Talk) -> list[str]:
    """Return the ways that a report can go from here, as buttons, the widest first."""
    ways = {"consent.spoc": talk.routes.has_spoc, "consent.party": talk.has_staff_desk}
    open_ways = [key for key, is_open in ways.items() if is_open]
    return ["consent.both", *open_ways] if len(open_ways) == len(ways) else open_ways


def _shown(wording: Wording, answer: Entry) -> str:
    """A position is numbers only, which tell nobody what they are; words stand as they are."""
    is_position = answer.field == "where" and answer.value == answer.words and bool(answer.value)
    return f"{wording.label('said.position')} ({answer.words})" if is_position else answer.words


def _ways_on(talk: Talk, report: Report, field: Field) -> list[str]:
    if field.id == FIRST:
        return []
    has_before = step_before(report, field.id, is_detailed=talk.state.detailing) != field.id
    return [*([BACK] if has_before else []), ENOUGH]


def _chosen(talk: Talk, report: Report, field: Field) -> str:
    return report.fields[field.id].words if talk.state.choosing and field.id in report.fields else ""


def _button(talk: Talk, report: Report, field: Field, key: str) -> Choice:
    return talk.choice(f"a:{tag(report.id)}:{field.id}:{key}", key)
