"""The page of the form is made from the form's declaration alone: a new question appears by itself, and knows when it matters."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web import report_relevance
from adapters.web.kept_files import KeptFiles
from adapters.web.report_answers import answers_in, digest_of, problems_of, typed_words
from adapters.web.report_relevance import need_of
from adapters.web.report_views import ReportViews
from bot.messages import EvidenceItem, FormAnswer
from bot.rendering import Wording
from bot.reporting.form import FIELDS, FORM, Field, FieldKind

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
WEB = Path(__file__).parents[2] / "adapters" / "web"
ITEM = EvidenceItem(sha256="0" * 64, media_type="image/svg+xml", size_bytes=3, storage_key="evi_1", quarantined="script")


def test_no_question_is_named_in_the_page() -> None:
    """Not in the code, the templates or the scripts: whatever names one would have to be changed with the form."""
    files = [
        path
        for pattern in ("report_*.py", "templates/report.html", "templates/field.html", "static/form.js")
        for path in WEB.glob(pattern)
    ]
    assert len(files) >= 7
    ids = {field.id for field in FORM} - {"what", "name", "more", "kind"}  # words that are needed otherwise
    for path in files:
        words = path.read_text(encoding="utf-8").replace("'", '"')
        assert [id for id in ids if f'"{id}"' in words or f"-{id}" in words] == [], path


def test_a_new_question_is_on_the_page_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Field(
        id="before",
        kind=FieldKind.CHOICE,
        choices=("before.first", "before.others"),
        in_detail=lambda told: told.value("danger") == "yes",
    )
    monkeypatch.setattr(report_relevance, "FORM", (FIELDS["what"], FIELDS["danger"], new))

    form = ReportViews(Wording(), "Example Party").form({}, {})

    assert [field.id for field in (*form.short, *form.details)] == ["what", "danger", "before"]
    (shown,) = form.details
    assert (shown.question, shown.box, shown.is_one_of) == ("Has anything like it happened before?", "", True)
    assert shown.need
    assert (shown.need.field, shown.need.labels) == ("danger", ("Yes, right now",))


def test_a_question_hangs_on_another_when_one_choice_decides_and_not_when_the_kind_does() -> None:
    needs = {field.id: need_of(field) for field in FORM}

    assert {id: (need.field, need.choices) for id, need in needs.items() if need} == {
        "agrees": ("whom", ("whom.family", "whom.volunteer", "whom.staff", "whom.seen")),
        "police_reference": ("police_told", ("police_told.yes",)),
        "platform_reference": ("platform_told", ("platform_told.yes",)),
        "name": ("identity", ("identity.spoc", "identity.all")),
        "contact": ("identity", ("identity.spoc", "identity.all")),
    }


def test_every_question_has_its_own_words_and_a_control() -> None:
    form = ReportViews(Wording(), "Example Party").form({}, {})

    for field in (*form.short, *form.details):
        assert field.question.endswith(("?", "it."))
        assert "**" not in field.question + field.hint
        assert field.box or field.options


def test_a_question_whose_words_do_not_begin_in_bold_goes_by_its_short_name(monkeypatch: pytest.MonkeyPatch) -> None:
    wording = Wording()
    monkeypatch.setattr(wording, "text", lambda name, **facts: "Tell **all** of it.")

    form = ReportViews(wording, "Example Party").form({}, {})

    assert form.short[0].question == "What happened"
    assert form.short[0].hint == "<p>Tell <strong>all</strong> of it.</p>\n"


def test_what_was_filled_in_and_what_is_wrong_stand_at_their_question() -> None:
    answers = {"who": FormAnswer(field="who", words="A man"), "kind": FormAnswer(field="kind", choices=("kind.threat",))}

    form = ReportViews(Wording(), "Example Party").form(answers, {"who": "too_long"})

    fields = {field.id: field for field in (*form.short, *form.details)}
    assert (fields["who"].words, fields["who"].problem) == ("A man", "that is too long")
    assert [option.key for option in fields["kind"].options if option.is_chosen] == ["kind.threat"]
    assert [field.id for field in form.wrong] == ["who"]
    assert form.is_open


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"words-who": ["A man"], "choice-who": ["skip.unknown"]}, FormAnswer(field="who", words="A man")),
        ({"words-who": [" \n "], "choice-who": ["skip.unknown"]}, FormAnswer(field="who", choices=("skip.unknown",))),
        ({"words-who": ["  A man\r\nin red "]}, FormAnswer(field="who", words="  A man\nin red ")),
        ({"choice-danger": ["", "danger.yes", "danger.no"]}, FormAnswer(field="danger", choices=("danger.yes",))),
        (
            {"choice-kind": ["kind.threat", "kind.other", "kind.threat"]},
            FormAnswer(field="kind", choices=("kind.threat", "kind.other")),
        ),
        (
            {"choice-aggravating": ["aggravating.none", "aggravating.weapon"]},
            FormAnswer(field="aggravating", choices=("aggravating.weapon",)),
        ),
        ({"choice-aggravating": ["aggravating.none"]}, FormAnswer(field="aggravating", choices=("aggravating.none",))),
        (
            {"choice-platform": ["platform.x"], "words-platform": ["@example"]},
            FormAnswer(field="platform", words="@example", choices=("platform.x",)),
        ),
    ],
)
def test_fields_become_answers(fields: dict[str, list[str]], answer: FormAnswer) -> None:
    assert answers_in(fields) == (answer,)


@pytest.mark.parametrize(
    "fields", [{}, {"words-more": ["x"], "choice-consent": ["consent.both"], "words-nonsense": ["y"], "": ["z"]}]
)
def test_what_is_no_field_of_the_form_is_no_answer(fields: dict[str, list[str]]) -> None:
    assert answers_in(fields) == ()


def test_words_without_a_letter_are_a_problem_and_an_empty_question_is_none() -> None:
    answers = (FormAnswer(field="what", words="A man shouted."), FormAnswer(field="who", words="😡"))

    assert problems_of(answers, Wording(), sent_at=NOW) == {"who": "no_words"}


def test_all_that_was_typed_is_looked_at_for_red_flags() -> None:
    answers = (
        FormAnswer(field="what", words="one"),
        FormAnswer(field="danger", choices=("danger.no",)),
        FormAnswer(field="who", words="two"),
    )

    assert typed_words(answers) == "one\ntwo"


def test_a_form_is_the_same_again_only_with_the_same_answers_files_and_conversation() -> None:
    one = (FormAnswer(field="what", words="one"),)
    digests = [
        digest_of(one, "", key="a"),
        digest_of(one, "", key="b"),
        digest_of(one, "0", key="a"),
        digest_of((FormAnswer(field="who", words="one"),), "", key="a"),
        digest_of((FormAnswer(field="what", choices=("one",)),), "", key="a"),
    ]

    assert len(set(digests)) == len(digests)
    assert digest_of(one, "", key="a") == digests[0]


def test_files_are_carried_by_the_page_and_come_back_as_they_were() -> None:
    kept = KeptFiles()
    sealed = kept.sealed([ITEM], organisation_id="org_1", conversation="secret")

    assert kept.opened(sealed, organisation_id="org_1", conversation="secret") == (ITEM,)
    assert "script" not in sealed
    assert kept.sealed([], organisation_id="org_1", conversation="secret") == ""


@pytest.mark.parametrize(("organisation_id", "conversation"), [("org_2", "secret"), ("org_1", "another")])
def test_carried_files_are_of_no_use_to_anybody_else(organisation_id: str, conversation: str) -> None:
    kept = KeptFiles()
    sealed = kept.sealed([ITEM], organisation_id="org_1", conversation="secret")

    assert kept.opened(sealed, organisation_id=organisation_id, conversation=conversation) is None
    assert KeptFiles().opened(sealed, organisation_id="org_1", conversation="secret") is None


@pytest.mark.parametrize("forged", ["", "x", "é", "\ud800", "gAAAAA" * 20])
def test_carried_files_cannot_be_made_up(forged: str) -> None:
    assert KeptFiles().opened(forged, organisation_id="org_1", conversation="secret") is None
