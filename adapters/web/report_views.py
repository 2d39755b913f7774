"""What the template of the form gets to see: each question with its wording, what was filled in, and what is wrong with it.

All of it comes from the form's one declaration and the core's wording; nothing here knows a question by name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from adapters.web.outbound import to_html
from adapters.web.report_relevance import need_of, questions_on_the_page
from bot.messages import FormAnswer
from bot.rendering import Wording
from bot.reporting.flow import FIRST
from bot.reporting.form import Field, FieldKind
from bot.reporting.keeping import MAX_FILES, MAX_MEGABYTES

LINE_CHARS = 500
"""An answer that may be longer than this gets a box of several lines."""

_CHOSEN_FROM = (FieldKind.CHOICE, FieldKind.CHOICES)
_BOLD_BEGINNING = re.compile(r"\*\*([^*]+)\*\*\s*")
_ONE_LINE = (FieldKind.PLACE, FieldKind.TIME, FieldKind.COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One button of a question."""

    key: str
    label: str
    is_chosen: bool
    is_skip: bool  # it says that there is no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """The answers to another question that make this one matter, as keys for the script and in words for the person."""

    field: str
    choices: tuple[str, ...]
    question: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One question."""

    id: str
    label: str  # its short name
    question: str
    hint: Markup
    box: str  # "area" for several lines, "line" for one, "" when only a button answers it
    is_number: bool
    is_first: bool  # the one question that must be answered
    is_chosen_from: bool  # the buttons are the answer, and words are the exception
    takes_files: bool
    max_chars: int
    options: tuple[Option, ...]
    is_one_of: bool  # only one of the buttons can be chosen
    words: str
    problem: str
    need: NeedView | None

    @property
    def is_used(self) -> bool:
        """True when something was filled in or is wrong: then it must be seen."""
        return bool(self.words or self.problem or any(option.is_chosen for option in self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """The whole form, the short questions first."""

    short: tuple[FieldView, ...]
    details: tuple[FieldView, ...]

    @property
    def is_open(self) -> bool:
        """True when the details must be shown from the beginning."""
        return any(field.is_used for field in self.details)

    @property
    def wrong(self) -> tuple[FieldView, ...]:
        """What has to be looked at again, in the order of the page."""
        return tuple(field for field in (*self.short, *self.details) if field.problem)


class ReportViews:
    """Makes the form's views in one language."""

    def __init__(self, wording: Wording, organisation_name: str) -> None:
        self._wording = wording
        self._organisation_name = organisation_name

    @cached_property
    def _asked(self) -> Mapping[str, tuple[str, Markup]]:
        """Each question of the chat, and what stands behind it as a hint; the same for everybody."""
        return {field.id: self._question(field) for field in questions_on_the_page()}

    @cached_property
    def _needs(self) -> Mapping[str, NeedView | None]:
        return {field.id: self._need(field) for field in questions_on_the_page()}

    def form(self, answers: Mapping[str, FormAnswer], problems: Mapping[str, str]) -> FormView:
        """Return the form with what was filled in, and what is wrong by the id of the question."""
        fields = questions_on_the_page()
        return FormView(
            short=tuple(self._view(each, answers, problems) for each in fields if each.is_short),
            details=tuple(self._view(each, answers, problems) for each in fields if not each.is_short),
        )

    def _view(self, field: Field, answers: Mapping[str, FormAnswer], problems: Mapping[str, str]) -> FieldView:
        given = answers.get(field.id, FormAnswer(field=field.id))
        question, hint = self._asked[field.id]
        reason = problems.get(field.id, "")
        return FieldView(
            id=field.id,
            label=self._wording.label(f"field.{field.id}"),
            question=question,
            hint=hint,
            box=_box(field),
            is_number=field.kind is FieldKind.COUNT,
            is_first=field.id == FIRST,
            is_chosen_from=field.kind in _CHOSEN_FROM,
            takes_files=field.kind is FieldKind.EVIDENCE,
            max_chars=field.max_chars,
            options=tuple(self._option(field, key, given) for key in field.buttons),
            is_one_of=field.kind is not FieldKind.CHOICES and bool(field.choices),
            words=given.words,
            problem=self._wording.label(f"problem.{reason}") if reason else "",
            need=self._needs[field.id],
        )

    def _option(self, field: Field, key: str, given: FormAnswer) -> Option:
        return Option(key=key, label=self._wording.label(key), is_chosen=key in given.choices, is_skip=key in field.skips)

    def _need(self, field: Field) -> NeedView | None:
        need = need_of(field)
        if need is None:
            return None
        question = self._wording.label(f"field.{need.field}")
        labels = tuple(self._wording.label(key) for key in need.choices)
        return NeedView(field=need.field, choices=need.choices, question=question, labels=labels)

    def _question(self, field: Field) -> tuple[str, Markup]:
        """Return the question and the hint: the bold beginning of the chat's words is the question."""
        facts = {"chosen": "", "may_send_file": True, "is_quick": False, "limit": MAX_FILES, "limit_mb": MAX_MEGABYTES}
        text = self._wording.text(f"ask_{field.id}", organisation=self._organisation_name, **facts)
        begins_bold = _BOLD_BEGINNING.match(text)
        if not begins_bold:
            return self._wording.label(f"field.{field.id}"), Markup(to_html(text))
        return begins_bold[1], Markup(to_html(text[begins_bold.end() :]))


def _box(field: Field) -> str:
    if field.kind in _CHOSEN_FROM and not field.takes_words:
        return ""
    return "line" if field.kind in _ONE_LINE or field.kind in _CHOSEN_FROM or field.max_chars <= LINE_CHARS else "area"
