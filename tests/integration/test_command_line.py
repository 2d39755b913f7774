"""The command line as an operator, a script or a release gate calls it: what comes out, and what is said when it cannot be done.

Run inside this process: the encoder is loaded once for the whole file, and what is said when no file is there needs none.
"""

import json
import shutil
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app
from adapters.library import INDEX_FOLDER
from index.publishing import adopt

LABOUR = "labour-party-response-2017"
LABOUR_QUESTION = "what did the labour party say in its response about all-women shortlists and its code of conduct"
KNIFE = "he is outside the office with a knife right now"
MOST_WORDS = 120

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line in an empty folder, where no `.env` lies about."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, **settings: str) -> Result:
        environment = {f"ALONGSIDE_{name}": value for name, value in ({"DATA_DIR": str(tmp_path / "data")} | settings).items()}
        return CliRunner().invoke(app, [str(each) for each in arguments], env=environment, terminal_width=200)

    return call


def said(result: Result) -> str:
    """What an operator reads when it did not work: one message and no traceback."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.stdout == "", "nothing is printed for a program to take as an answer"
    return " ".join(result.stderr.split())


def json_lines(result: Result) -> list[dict[str, Any]]:
    """What came out on standard output, which holds nothing but JSON lines."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def write_lines(path: Path, *lines: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


class TestTriage:
    def test_a_line_of_a_batch_has_exactly_the_agreed_fields(self, run: Run, tmp_path: Path) -> None:
        file = write_lines(
            tmp_path / "m.jsonl", {"id": "m1", "text": KNIFE}, {"id": 2, "text": "thanks"}, {"id": None, "text": ""}
        )

        lines = json_lines(run("triage", "--batch", file))

        agreed = ["id", "intent", "severity", "red_flags", "category", "when", "when_iso", "where", "who", "platform"]
        later = ["ask_danger", "when_until_iso", "when_about", "protected_characteristic"]
        assert [list(line) for line in lines] == [agreed + later] * 3
        assert [line["id"] for line in lines] == ["m1", 2, None]
        assert (lines[0]["intent"], lines[0]["severity"]) == ("report", "immediate")
        assert "weapons" in lines[0]["red_flags"]
        assert (lines[1]["severity"], lines[1]["red_flags"]) == ("none", [])

    def test_one_message_as_json_also_names_the_rules(self, run: Run) -> None:
        [line] = json_lines(run("triage", KNIFE, "--json"))

        assert line["severity"] == "immediate"
        assert line["reasons"]
        assert "id" not in line

    def test_one_message_is_shown_in_words_and_brackets_in_it_stay_brackets(self, run: Run) -> None:
        shown = run("triage", "A man in a grey coat [/red] shouted at me outside the library on Facebook")

        assert shown.exit_code == 0
        assert "intimidation_in_person" in shown.stdout

    def test_the_order_of_the_batch_is_kept_and_nothing_needs_an_encoder(self, run: Run, tmp_path: Path) -> None:
        file = write_lines(tmp_path / "m.jsonl", *({"id": number, "text": "hello"} for number in (3, 1, 2)))

        assert [line["id"] for line in json_lines(run("triage", "--batch", file, ENCODER="/nowhere"))] == [3, 1, 2]

    def test_half_a_surrogate_pair_comes_back_as_it_was_written(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "m.jsonl"
        file.write_text('{"id": "\\ud83d", "text": "hello \\ud83d"}\n', encoding="utf-8")

        [line] = json_lines(run("triage", "--batch", file))

        assert line["id"] == "\ud83d"

    def test_without_a_message_it_says_what_to_give(self, run: Run) -> None:
        result = run("triage")

        assert result.exit_code == 2
        assert "--batch" in result.stderr


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "not JSON": (b'{"id": 1, "query": "a", "text": "a"}\n\n{"id": 2,\n', "line 3 is not JSON"),
    "not an object": (b"[1, 2]\n", "line 1 has no id and no"),
    "no id": (b'{"query": "a", "text": "a"}\n', "line 1 has no id."),
    "no words": (b'{"id": 1}\n', "line 1 has no "),
    "words that are no text": (b'{"id": 1, "query": null, "text": null}\n', "is not text"),
    "not UTF-8": (
        b'{"id": 1, "query": "a", "text": "a"}\n{"id": 2, "query": "caf\xe9", "text": "caf\xe9"}\n',
        "line 2 is not UTF-8",
    ),
    "UTF-16": ('{"id": 1}\n'.encode("utf-16"), "line 1 is not UTF-8"),
    "empty": (b"", "there is no line in it"),
    "only blank lines": (b"\xef\xbb\xbf\r\n \n", "there is no line in it"),
    "brackets without an end": (b"[" * 100_000, "line 1 is not JSON"),
}


@pytest.mark.parametrize("command", ["ask", "triage"])
class TestBatchFiles:
    @pytest.mark.parametrize("kind", BAD_FILES)
    def test_a_bad_file_is_named_with_its_line(self, run: Run, tmp_path: Path, command: str, kind: str) -> None:
        content, expected = BAD_FILES[kind]
        file = tmp_path / "questions.jsonl"
        file.write_bytes(content)

        message = said(run(command, "--batch", file))

        assert expected in message
        assert "questions.jsonl" in message

    def test_a_missing_file_is_named(self, run: Run, tmp_path: Path, command: str) -> None:
        message = said(run(command, "--batch", tmp_path / "nowhere.jsonl"))

        assert "nowhere.jsonl" in message
        assert "No such file" in message

    def test_a_folder_is_no_file(self, run: Run, tmp_path: Path, command: str) -> None:
        assert "cannot be opened" in said(run(command, "--batch", tmp_path))

    def test_square_brackets_in_a_file_name_are_shown(self, run: Run, command: str) -> None:
        assert "week[/]1.jsonl" in said(run(command, "--batch", "week[/]1.jsonl"))

    def test_what_a_bad_line_says_is_not_repeated(self, run: Run, tmp_path: Path, command: str) -> None:
        file = tmp_path / "m.jsonl"
        file.write_text('{"id": 1, "text": "my name is Robin', encoding="utf-8")

        assert "Robin" not in said(run(command, "--batch", file))


def test_a_mark_at_the_beginning_windows_line_ends_and_blank_lines_are_no_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "windows.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "hello"}\r\n\r\n   \r\n{"id": 2, "text": "hello"}')

    assert [line["id"] for line in json_lines(run("triage", "--batch", file))] == [1, 2]


@pytest.fixture(scope="module")
def data(bundled_index: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder with the index of the bundled documents. That an operator can build it: test_index_build.py."""
    folder = tmp_path_factory.mktemp("data")
    adopt(bundled_index, folder / INDEX_FOLDER)
    return str(folder)


@pytest.mark.model
class TestAsk:
    def test_a_batch_has_the_agreed_format(self, run: Run, data: str, tmp_path: Path) -> None:
        queries = ("who do I ring about a threat?", "", "\ud83d", "how do I make a cake", "word " * 3000)
        file = write_lines(tmp_path / "q.jsonl", *({"id": f"q{n}", "query": query} for n, query in enumerate(queries)))

        lines = json_lines(run("ask", "--batch", file, DATA_DIR=data))

        assert [line["id"] for line in lines] == ["q0", "q1", "q2", "q3", "q4"]
        assert {tuple(line) for line in lines} == {("id", "abstained", "passages", "elapsed_ms")}
        assert all(type(line["abstained"]) is bool and line["elapsed_ms"] >= 0 for line in lines)
        assert all(len(line["passages"]) <= 5 for line in lines)
        passages = [passage for line in lines for passage in line["passages"]]
        assert {tuple(passage) for passage in passages} == {("text", "document", "section", "score")}
        assert all(0 < len(passage["text"].split()) <= MOST_WORDS for passage in passages)

    def test_the_best_passage_comes_first_and_what_is_not_covered_is_refused(self, run: Run, data: str, tmp_path: Path) -> None:
        file = write_lines(
            tmp_path / "q.jsonl",
            {"id": 1, "query": "what are the red flags that mean I should dial 999 at once?"},
            {"id": 2, "query": "what is the capital of mongolia"},
        )

        covered, not_covered = json_lines(run("ask", "--batch", file, DATA_DIR=data))

        scores = [passage["score"] for passage in covered["passages"]]
        assert scores == sorted(scores, reverse=True)
        assert covered["abstained"] is False
        assert "999" in covered["passages"][0]["text"]
        assert not_covered["abstained"] is True

    def test_one_partys_paper_is_shown_only_to_those_who_ask_for_it(self, run: Run, data: str, tmp_path: Path) -> None:
        file = write_lines(tmp_path / "q.jsonl", {"id": 1, "query": LABOUR_QUESTION})

        def documents(*more: str) -> set[str]:
            [line] = json_lines(run("ask", "--batch", file, *more, DATA_DIR=data))
            return {passage["document"] for passage in line["passages"]}

        assert LABOUR not in documents()
        assert LABOUR not in documents("--collections", "official,evidence")
        assert LABOUR in documents("--collections", "all")
        assert documents("--collections", "party:labour") == {LABOUR}

    def test_what_was_asked_before_changes_what_is_found(self, run: Run, data: str, tmp_path: Path) -> None:
        before = "can the police help with security at my home?"
        follow_up = "and who pays for it"
        file = write_lines(tmp_path / "q.jsonl", {"id": 1, "query": follow_up, "context": before}, {"id": 2, "query": follow_up})

        with_context, alone = json_lines(run("ask", "--batch", file, DATA_DIR=data))
        [one] = json_lines(run("ask", follow_up, "--context", before, "--json", DATA_DIR=data))

        assert with_context["passages"] != alone["passages"]
        assert one["passages"] == with_context["passages"]
        assert list(one) == ["abstained", "passages"]

    def test_an_answer_is_quoted_with_its_source(self, run: Run, data: str) -> None:
        shown = run("ask", "who do I ring about a threat on the doorstep?", DATA_DIR=data)

        assert shown.exit_code == 0, shown.output
        assert "section “" in " ".join(shown.stdout.split())
        assert "If anyone is in danger now" not in shown.stdout

    def test_what_is_not_covered_is_said_to_be_so(self, run: Run, data: str) -> None:
        shown = run("ask", "what is the capital of mongolia", DATA_DIR=data)

        assert shown.exit_code == 0, shown.output
        assert "—" not in shown.stdout.split("999")[0], "no passage is quoted"

    def test_a_red_flag_shows_the_emergency_card_first(self, run: Run, data: str) -> None:
        shown = run("ask", KNIFE, DATA_DIR=data)

        assert shown.exit_code == 0, shown.output
        assert "If anyone is in danger now, call 999" in " ".join(shown.stdout.split())
        assert shown.stdout.index("999") < 120, "before anything else"


def test_without_an_encoder_a_red_flag_shows_the_emergency_card_and_words_are_searched(run: Run) -> None:
    shown = run("ask", KNIFE, ENCODER="/nowhere/none")

    assert shown.exit_code == 0
    assert "If anyone is in danger now, call 999" in " ".join(shown.stdout.split())


def test_ask_without_a_question_says_what_to_give(run: Run) -> None:
    assert "--batch" in run("ask").stderr


GOOD_DOCUMENT = """---
id: door-guide-2031
title: Guide to the doorstep
issuer: Office of Doorsteps
published: 2031-02-03
class: official
nations: [England]
election: elections of 2031
licence: Open Government Licence v3.0
source_url: https://doorsteps.example.org/guide
review_by: 2032-05-06
---

# Guide to the doorstep

## At the door

Go in pairs and tell somebody where you are. Leave at once when you feel unsafe.
"""


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What was said of one document, and the data folder afterwards: built once, for whatever is done to a copy of it."""
    folder = tmp_path_factory.mktemp("indexed")
    documents = str(documents_in(folder / "documents"))
    return CliRunner().invoke(app, ["reindex", documents], env={"ALONGSIDE_DATA_DIR": str(folder / "data")}), folder / "data"


@pytest.mark.model
class TestReindex:
    def test_a_folder_of_documents_is_indexed_and_counted(self, indexed: tuple[Result, Path]) -> None:
        result, data = indexed

        assert result.exit_code == 0, result.output
        assert "Indexed 1 passages of 1 documents" in result.stdout
        assert (data / INDEX_FOLDER).is_dir()

    def test_a_dry_run_says_what_would_change_and_changes_nothing(
        self, run: Run, indexed: tuple[Result, Path], tmp_path: Path
    ) -> None:
        folder = documents_in(tmp_path / "documents")
        first = run("reindex", folder, "--dry-run")
        nothing_yet = (tmp_path / "data" / "index").exists()
        shutil.copytree(indexed[1], tmp_path / "data", dirs_exist_ok=True)
        (folder / "door-guide-2031.md").write_text(GOOD_DOCUMENT + "\nNever go in alone.\n", encoding="utf-8")
        before = index_files(tmp_path)

        second = run("reindex", folder, "--dry-run")

        assert "new      door-guide-2031" in first.stdout
        assert not nothing_yet
        assert "changed  door-guide-2031" in second.stdout
        assert index_files(tmp_path) == before

    def test_a_bad_document_is_named_with_its_line_and_the_old_index_stays(
        self, run: Run, indexed: tuple[Result, Path], tmp_path: Path
    ) -> None:
        folder = documents_in(tmp_path / "documents")
        shutil.copytree(indexed[1], tmp_path / "data")
        before = index_files(tmp_path)
        (folder / "second.md").write_bytes(b"---\nid: second\n---\n\n# caf\xe9\n")

        message = said(run("reindex", folder))

        assert "second.md, line 5: The file is not UTF-8 text." in message
        assert index_files(tmp_path) == before

    @pytest.mark.parametrize("how", [(), ("--dry-run",)])
    def test_a_folder_without_documents_is_named(self, run: Run, tmp_path: Path, how: tuple[str, ...]) -> None:
        message = said(run("reindex", tmp_path / "nowhere", *how))

        assert "nowhere: No document was found here." in message


def documents_in(folder: Path) -> Path:
    folder.mkdir()
    (folder / "door-guide-2031.md").write_text(GOOD_DOCUMENT, encoding="utf-8")
    return folder


def index_files(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "data" / "index"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestAdministration:
    def test_an_organisation_is_added_listed_and_invites_people(self, run: Run) -> None:
        added = run("organisation", "add", "Green Street Residents", "--safety-contact", "Pat Example, 01632 960101")
        listed = run("organisation", "list")
        invited = run("invite", "create", added.stdout.strip(), "--role", "staff", "--days", "7")

        assert added.exit_code == 0, added.output
        assert f"{added.stdout.strip()}  Green Street Residents" in listed.stdout
        assert "Code: " in invited.stdout
        assert "not shown again" in invited.stdout

    def test_no_organisation_yet_says_how_to_add_one(self, run: Run) -> None:
        assert "organisation add" in run("organisation", "list").stdout

    def test_a_wrong_role_is_told_the_right_ones(self, run: Run, tmp_path: Path) -> None:
        message = said(run("invite", "create", "org_x", "--role", "wizard"))

        assert "reporter, staff, triager, admin, auditor, analyst" in message
        assert not (tmp_path / "data").exists(), "nothing is made for a call that cannot work"

    def test_an_organisation_that_does_not_exist_is_said_to_be_unknown(self, run: Run) -> None:
        message = said(run("invite", "create", "org_x"))

        assert message.startswith("There is no such organisation.")
        assert "organisation list" in message

    def test_the_database_is_checked_before_and_after_it_is_brought_up_to_date(self, run: Run) -> None:
        before = said(run("db", "check"))
        upgraded = run("db", "upgrade")
        after = run("db", "check")

        assert "alongside db upgrade" in before
        assert (upgraded.exit_code, after.exit_code) == (0, 0), upgraded.output + after.output
        assert "up to date" in after.stdout

    def test_other_keys_do_not_open_the_database_and_are_not_shown(self, run: Run) -> None:
        run("organisation", "add", "Green Street Residents")
        other = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

        message = said(run("db", "check", KEYS=other))

        assert "ALONGSIDE_KEYS" in message
        assert other not in message


class TestSettings:
    def test_a_busy_port_is_named_and_how_to_take_another(self, run: Run) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]

            message = said(run("serve", "--port", port))

        assert f"127.0.0.1:{port}" in message
        assert "--port" in message

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("SPOC_WEBHOOK_SECRET", "hunter2"),
            ("PUBLIC_URL", "ftp://hunter2.example.org"),
            ("KEYS", "hunter2"),
            ("DATABASE_URL", "mysql://kit:hunter2@db.example.org/x"),
        ],
    )
    def test_a_wrong_setting_is_named_and_its_value_is_not_shown(self, run: Run, name: str, value: str) -> None:
        message = said(run("db", "check", **{name: value}))

        assert f"ALONGSIDE_{name}" in message
        assert "hunter2" not in message

    def test_a_setting_that_needs_another_names_the_other(self, run: Run) -> None:
        message = said(run("serve", SLACK_BOT_TOKEN="xoxb-1"))

        assert "ALONGSIDE_SLACK_APP_TOKEN" in message
