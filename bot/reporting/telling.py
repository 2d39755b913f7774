"""Telling a report: start, answer, add evidence, change, set aside. An answer is an entry before the next question is asked."""

from collections.abc import Sequence

from bot.emergency import emergency_card
from bot.errors import InvalidAnswer
from bot.messages import EvidenceItem
from bot.reporting.flow import Answer, answer_by_choice, answer_by_place, answer_by_words, answers_named_in, has_words, next_step
from bot.reporting.form import FIELDS, FORM, Field, FieldKind
from bot.reporting.report import Entry, EntryKind, Report, ReportStatus
from bot.talk import Talk, tag


async def start(talk: Talk, text: str = "") -> None:
    """Begin a report; with a text, its answers are taken from it and not asked again. The next question follows."""
    report = await begin(talk)
    if has_words(text):
        named = answers_named_in(text, sent_at=talk.inbound.sent_at)
        await _write(talk, report, [Answer(field="what", words=text), *named])
    await ask_next(talk)


async def begin(talk: Talk) -> Report:
    """Open a draft; nobody but its reporter sees it."""
    report = Report(
        id=talk.ids.new("rep"),
        reference=talk.ids.reference(),
        reporter=talk.member_id,
        conversation_id=talk.conversation_id,
        status=ReportStatus.DRAFT,
        created_at=talk.now,
    )
    await talk.work.reports.add(report)
    await talk.work.audit.record("report.started", subject_id=report.id, actor=talk.member_id)
    talk.remember(report_id=report.id, step="what", changing=False, last_text="")
    talk.say("report_started")
    return report


async def answer(talk: Talk) -> None:
    """Take whatever came in as an answer to the question that stands: words, a button, a place, files."""
    report = await talk.work.reports.get(talk.state.report_id)
    if talk.inbound.evidence:
        report = await _keep_evidence(talk, report)
    try:
        answers = _answers(talk, report)
    except InvalidAnswer as problem:
        talk.say("invalid_answer", reason=problem.reason, can_skip=bool(FIELDS[problem.field].choices))
        ask(talk, report, FIELDS[talk.state.step])
        return
    await _write(talk, report, answers)
    if answers:
        talk.remember(changing=False)
    await ask_next(talk)


async def change(talk: Talk, field_id: str) -> None:
    """Ask one question again; the answer becomes a correction."""
    report = await talk.work.reports.get(talk.state.report_id)
    talk.remember(step=field_id, changing=True)
    ask(talk, report, FIELDS[field_id])


async def ask_next(talk: Talk) -> None:
    """Ask the first question without an answer, or show the review card."""
    report = await talk.work.reports.get(talk.state.report_id)
    step = talk.state.step if talk.state.changing else next_step(report)
    talk.remember(step=step)
    ask(talk, report, FIELDS[step])


def ask(talk: Talk, report: Report, field: Field) -> None:
    """Put one question, with its buttons. The buttons carry the report's tag, so that old ones are known for what they are."""
    prefix = f"a:{tag(report.id)}:{field.id}:"
    if field.kind is FieldKind.CONSENT:
        keys = [*consents(talk), "consent.diary", "change"]
        shown = [(each.id, report.fields[each.id].words) for each in FORM if each.id in report.fields]
        facts: dict[str, object] = {"answers": shown, "has_spoc": talk.routes.has_spoc, "practice": talk.routes.practice}
    else:
        keys, facts = list(field.choices), {"may_send_file": talk.may_send_file}
    buttons = [talk.choice(prefix + key, key) for key in keys]
    talk.say(f"ask_{field.id}", *buttons, talk.choice("report.aside"), **facts)


def ask_what_to_change(talk: Talk, report: Report) -> None:
    """Offer the questions that can be asked again."""
    prefix = f"c:{tag(report.id)}:"
    fields = [each.id for each in FORM if each.kind not in (FieldKind.CONSENT, FieldKind.EVIDENCE)]
    buttons = [talk.choice(prefix + id, f"field.{id}") for id in fields]
    talk.say("ask_change", *buttons, talk.choice(prefix + "back", "change.back"))


async def set_aside(talk: Talk) -> None:
    """Leave the report as it is; it can be taken up again from the list."""
    talk.remember(report_id="", step="", changing=False)
    talk.say("set_aside", talk.choice("my"), talk.choice("report.start"))


def keys_of(talk: Talk) -> Sequence[str]:
    """Return the buttons of the question that stands."""
    is_review = talk.state.step == "consent"
    return (*consents(talk), "consent.diary", "change") if is_review else FIELDS[talk.state.step].choices


def pressed_or_typed(talk: Talk, keys: Sequence[str]) -> str | None:
    """Return which button of the standing question came in. An unknown one is returned as it is, to be refused by name."""
    if talk.inbound.choice:
        return talk.inbound.choice.split(":", 3)[3]
    return talk.wording.typed_choice(talk.inbound.text, keys) if talk.inbound.text else None


def consents(talk: Talk) -> list[str]:
    """Return the ways that a report can go from here, as buttons."""
    ways = {"consent.spoc": talk.routes.has_spoc, "consent.party": talk.has_staff_desk}
    open_ways = [key for key, is_open in ways.items() if is_open]
    return ["consent.both", *open_ways] if len(open_ways) == len(ways) else open_ways


def _answers(talk: Talk, report: Report) -> Sequence[Answer]:
    inbound, field = talk.inbound, FIELDS[talk.state.step]
    if inbound.place:
        return [answer_by_place(inbound.place)]
    key = pressed_or_typed(talk, field.choices)
    if key:
        return [answer_by_choice(field, key, inbound.text or talk.wording.label(key), sent_at=inbound.sent_at)]
    if not inbound.text:
        return []
    given = answer_by_words(field, inbound.text, sent_at=inbound.sent_at)
    named = answers_named_in(inbound.text, sent_at=inbound.sent_at) if field.id == "what" else []
    return [given, *(each for each in named if each.field not in report.fields)]


async def _write(talk: Talk, report: Report, answers: Sequence[Answer]) -> None:
    if any((each.field, each.value) == ("danger", "yes") for each in answers):
        talk.replies.append(emergency_card(talk.wording, ()))
    entries = [
        Entry(
            id=talk.ids.new("ent"),
            kind=EntryKind.CORRECTION if each.field in report.fields else EntryKind.ANSWER,
            field=each.field,
            words=each.words,
            value=each.value,
            author=talk.member_id,
            channel=talk.inbound.channel,
            at=talk.now,
        )
        for each in answers
    ]
    await talk.work.reports.append(report.id, entries)


async def _keep_evidence(talk: Talk, report: Report) -> Report:
    entries = [_evidence_entry(talk, item) for item in talk.inbound.evidence]
    await talk.work.reports.append(report.id, entries)
    kept = report.with_entries(entries)
    talk.say("evidence_kept", count=len(kept.evidence))
    return kept


def _evidence_entry(talk: Talk, item: EvidenceItem) -> Entry:
    return Entry(
        id=talk.ids.new("ent"),
        kind=EntryKind.EVIDENCE,
        field="evidence",
        words="",
        value=item.media_type,
        author=talk.member_id,
        channel=talk.inbound.channel,
        at=talk.now,
        evidence=item,
    )
