"""`alongside gaps ...` and `alongside organisation ...` as an admin calls them, on SQLite."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app
from adapters.clock import SystemClock
from adapters.library import library_in_use
from adapters.storage.database import Database
from adapters.storage.keys import load_or_create_keys
from adapters.storage.work import SqlWork
from bot.advice import Advice, Outcome, Verdict
from knowledge.questions import LabelledQuestion, Quote, read_questions
from knowledge.refusal import Reason, Refusal, Route
from tests.contract.records import AT, a_conversation, make_advice

WORDS = "Report details to the relevant platform"
"""They stand in one passage of the bundled documents."""

Run = Callable[..., Result]
Found = TypeVar("Found")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line in an empty folder, where no `.env` lies about."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Result:
        environment = {"ALONGSIDE_DATA_DIR": str(data)}
        return CliRunner().invoke(app, [str(each) for each in arguments], env=environment, terminal_width=200)

    return call


@pytest.fixture
def organisation(run: Run) -> str:
    """The id of an organisation that keeps questions."""
    return lines(run("organisation", "add", "Green Street Residents", "--keep-questions", "--safety-contact", "Pat Example"))[0]


@pytest.fixture
def gap(data: Path, organisation: str) -> Advice:
    """A question without an answer."""
    return written(data, organisation, gap="may [...] feed the dogs in [number]")


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def said(result: Result) -> str:
    """What an admin reads when it did not work: one message and no traceback."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.stderr


def within(data: Path, organisation_id: str, use: Callable[[SqlWork], Awaitable[Found]]) -> Found:
    async def open_and_use() -> Found:
        keys = load_or_create_keys(data / "keys.txt")
        url = f"sqlite:///{data / 'alongside.db'}"
        async with Database(url, keys, SystemClock()) as database, database.work(organisation_id) as work:
            return await use(work)

    return asyncio.run(open_and_use())


def written(data: Path, organisation_id: str, *, gap: str = "") -> Advice:
    """Write advice, with a gap or without one."""

    async def write(work: SqlWork) -> Advice:
        advice = make_advice(await a_conversation(work, address=f"of {gap}"), gap=gap)
        await work.advice.add(advice)
        return advice

    return within(data, organisation_id, write)


def advice_of(data: Path, organisation_id: str, advice_id: str) -> Advice:
    return within(data, organisation_id, lambda work: work.advice.get(advice_id))


def events(data: Path, organisation_id: str) -> list[tuple[str, str, str]]:
    async def read(work: SqlWork) -> list[tuple[str, str, str]]:
        return [(event.action, event.subject_id, event.actor) for event in await work.audit.events()]

    return within(data, organisation_id, read)


def taught(data: Path) -> list[LabelledQuestion]:
    file = data / "questions" / "taught.jsonl"
    return list(read_questions(file)) if file.exists() else []


class TestList:
    def test_open_gaps_come_newest_first_and_never_in_the_persons_own_words(
        self, run: Run, data: Path, organisation: str
    ) -> None:
        async def write(work: SqlWork) -> list[Advice]:
            conversation = await a_conversation(work)
            older = make_advice(conversation, gap="may [...]\nfeed the dogs")
            helpless = replace(make_advice(conversation, at=AT + timedelta(days=1)), outcome=Outcome.ANSWERED)
            for advice in (older, helpless, make_advice(conversation)):
                await work.advice.add(advice)
            await work.advice.judge(helpless.id, Verdict.UNHELPFUL, gap="may I ride the dogs")
            return [older, helpless]

        older, helpless = within(data, organisation, write)

        listed = lines(run("gaps", "list", organisation))

        assert listed == [
            f"{helpless.id}  02 May 2026  did not help  may I ride the dogs",
            f"{older.id}  01 May 2026  near_miss  may [...] feed the dogs",
        ]
        assert lines(run("gaps", "list", organisation, "--limit", 1)) == listed[:1]

    def test_no_gap_is_said_to_be_none_and_those_of_another_party_are_not_shown(self, run: Run, gap: Advice) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))

        assert lines(run("gaps", "list", rival)) == ["No open gaps."]

    @pytest.mark.parametrize("command", [("list",), ("close", "adv_1"), ("teach", "adv_1", "--answer", WORDS)])
    def test_an_unknown_organisation_is_said_to_be_so(self, run: Run, command: tuple[str, ...]) -> None:
        name, *rest = command

        assert "organisation list" in said(run("gaps", name, "org_x", *rest))


class TestTeach:
    def test_what_answers_a_gap_is_taught_the_gap_is_closed_and_it_is_written_down(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        shown = lines(run("gaps", "teach", organisation, gap.id, "--answer", WORDS))

        [question] = taught(data)
        assert question == LabelledQuestion(
            query="may feed the dogs in", good=(Quote(document="safety-and-security-guidance-2024", contains=WORDS),)
        )
        assert "alongside reindex" in shown[-1]
        assert question in library_in_use(data).questions
        assert advice_of(data, organisation, gap.id) == replace(gap, gap="")
        assert events(data, organisation) == [("gap.taught", gap.id, "admin")]
        assert lines(run("gaps", "list", organisation)) == ["No open gaps."]

    def test_better_wording_is_taught_instead(self, run: Run, data: Path, organisation: str, gap: Advice) -> None:
        lines(run("gaps", "teach", organisation, gap.id, "--answer", WORDS, "--query", "who feeds\nthe dogs?"))

        assert [question.query for question in taught(data)] == ["who feeds the dogs?"]

    def test_that_nothing_answers_it_is_taught_with_why_and_who_does(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        lines(run("gaps", "teach", organisation, gap.id, "--no-answer", "near_miss", "--route", "police"))

        refusal = Refusal(reason=Reason.NEAR_MISS, route=Route.POLICE)
        assert taught(data) == [LabelledQuestion(query="may feed the dogs in", refusal=refusal)]
        assert events(data, organisation) == [("gap.taught", gap.id, "admin")]

    def test_words_that_stand_in_no_document_teach_nothing_and_near_ones_are_shown(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        message = said(run("gaps", "teach", organisation, gap.id, "--answer", "Report the details to a relevant platform"))

        assert "- safety-and-security-guidance-2024: " in message
        assert WORDS in message
        assert nothing_happened(data, organisation, gap)

    def test_words_that_stand_in_several_places_teach_nothing_until_the_document_is_chosen(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        words = "threat of imminent violence"
        message = said(run("gaps", "teach", organisation, gap.id, "--answer", words))
        assert "- joint-guidance-for-candidates-2024: " in message
        assert nothing_happened(data, organisation, gap)

        lines(run("gaps", "teach", organisation, gap.id, "--answer", words, "--document", "joint-guidance-for-candidates-2024"))

        assert [question.good[0].document for question in taught(data)] == ["joint-guidance-for-candidates-2024"]

    def test_a_partys_paper_can_be_taught_only_for_those_who_are_shown_it(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        words = "The Labour Party fielded 631 candidates in the General Election"
        [subscriber] = lines(run("organisation", "add", "Mill Lane Residents", "--party-papers", "labour"))
        theirs = written(data, subscriber, gap="how many")

        assert "labour" not in said(run("gaps", "teach", organisation, gap.id, "--answer", words))
        lines(run("gaps", "teach", subscriber, theirs.id, "--answer", words))

    @pytest.mark.parametrize("how", [("--answer", WORDS), ("--no-answer", "near_miss")])
    def test_what_is_no_open_gap_of_this_organisation_cannot_be_taught(
        self, run: Run, data: Path, organisation: str, gap: Advice, how: tuple[str, ...]
    ) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))
        shown = written(data, organisation)

        for whose, advice_id in ((rival, gap.id), (organisation, "adv_x"), (organisation, shown.id)):
            assert "gaps list" in said(run("gaps", "teach", whose, advice_id, *how))
        assert nothing_happened(data, organisation, gap)

    def test_a_question_of_which_nothing_is_left_needs_other_words(self, run: Run, data: Path, organisation: str) -> None:
        gap = written(data, organisation, gap="[...], [number]?")

        assert "--query" in said(run("gaps", "teach", organisation, gap.id, "--answer", WORDS))
        assert nothing_happened(data, organisation, gap)
        lines(run("gaps", "teach", organisation, gap.id, "--answer", WORDS, "--query", "who feeds the dogs"))

    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            ((), "--answer"),
            (("--answer", WORDS, "--no-answer", "near_miss"), "--answer"),
            (("--no-answer", "because"), "near_miss"),
            (("--no-answer", "near_miss", "--route", "nowhere"), "police"),
        ],
    )
    def test_a_wrong_call_is_told_the_right_one(
        self, run: Run, data: Path, organisation: str, gap: Advice, how: tuple[str, ...], expected: str
    ) -> None:
        result = run("gaps", "teach", organisation, gap.id, *how)

        assert result.exit_code == 2
        assert expected in result.stderr
        assert nothing_happened(data, organisation, gap)

    def test_unsure_is_no_reason(self, run: Run, data: Path, organisation: str, gap: Advice) -> None:
        assert "reason" in said(run("gaps", "teach", organisation, gap.id, "--no-answer", "unsure"))
        assert nothing_happened(data, organisation, gap)

    def test_a_gap_stays_when_what_it_teaches_cannot_be_written(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        (data / "questions").write_text("in the way", encoding="utf-8")

        assert "data folder" in said(run("gaps", "teach", organisation, gap.id, "--answer", WORDS))

        (data / "questions").unlink()
        assert nothing_happened(data, organisation, gap)


class TestClose:
    def test_a_gap_is_closed_without_teaching_anything(self, run: Run, data: Path, organisation: str, gap: Advice) -> None:
        lines(run("gaps", "close", organisation, gap.id))

        assert taught(data) == []
        assert advice_of(data, organisation, gap.id) == replace(gap, gap="")
        assert events(data, organisation) == [("gap.closed", gap.id, "admin")]
        assert "gaps list" in said(run("gaps", "close", organisation, gap.id))

    def test_another_partys_gap_stays_open(self, run: Run, data: Path, organisation: str, gap: Advice) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))

        said(run("gaps", "close", rival, gap.id))

        assert nothing_happened(data, organisation, gap)


class TestOrganisation:
    def test_whether_questions_are_kept_is_listed_and_changed_and_all_else_stays(
        self, run: Run, data: Path, organisation: str, gap: Advice
    ) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))
        keeping, plain = f"{organisation}  Green Street Residents", f"{rival}  Mill Lane Residents"
        assert lines(run("organisation", "list")) == [f"{keeping}  (keeps questions)", plain]

        shown = lines(run("organisation", "set", organisation, "--forget-questions"))

        assert "Forgot 1 questions" in shown[-1]
        assert lines(run("organisation", "list")) == [keeping, plain]
        assert advice_of(data, organisation, gap.id) == replace(gap, question="")
        assert safety_contact(data, organisation) == "Pat Example"
        lines(run("organisation", "set", organisation, "--keep-questions"))
        assert lines(run("organisation", "list"))[0] == f"{keeping}  (keeps questions)"
        assert [action for action, _, _ in events(data, organisation)] == ["questions.forgotten", "questions.kept"]

    def test_whom_to_ask_is_changed_and_questions_stay_kept(self, run: Run, data: Path, organisation: str, gap: Advice) -> None:
        lines(run("organisation", "set", organisation, "--safety-contact", "Kim Example, 01632 960102"))

        assert safety_contact(data, organisation) == "Kim Example, 01632 960102"
        assert advice_of(data, organisation, gap.id) == gap
        assert "(keeps questions)" in lines(run("organisation", "list"))[0]
        assert events(data, organisation) == [("organisation.contact_changed", organisation, "admin")]
        lines(run("organisation", "set", organisation, "--safety-contact", ""))
        assert safety_contact(data, organisation) == ""

    def test_an_organisation_keeps_no_questions_unless_it_says_so(self, run: Run, data: Path) -> None:
        [plain] = lines(run("organisation", "add", "Mill Lane Residents"))

        assert advice_of(data, plain, written(data, plain, gap="a gap").id).question == ""

    def test_an_unknown_organisation_cannot_be_changed_and_nothing_to_change_is_said(self, run: Run, organisation: str) -> None:
        assert "organisation list" in said(run("organisation", "set", "org_x", "--keep-questions"))
        nothing = run("organisation", "set", organisation)
        assert nothing.exit_code == 2
        assert "--forget-questions" in nothing.stderr


def safety_contact(data: Path, organisation_id: str) -> str:
    async def read(work: SqlWork) -> str:
        return work.organisation.safety_contact

    return within(data, organisation_id, read)


def nothing_happened(data: Path, organisation_id: str, gap: Advice) -> bool:
    untouched = (taught(data), advice_of(data, organisation_id, gap.id), events(data, organisation_id))
    return untouched == ([], gap, [])
