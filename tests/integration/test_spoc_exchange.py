"""`alongside spoc import` and `spoc export`: all rows or none, each bad one named, and no secret that was not asked for."""

import csv
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.spoc.contact_entries import FIELDS
from bot.escalation.directory import SpocContact
from tests.contract.records import AT
from tests.integration.spoc_calls import ENDPOINT, KENT, NAME, WAYS, Run, calling, events, lines, said, stored
from tests.standins.sink import SECRET

HEADER = ",".join(FIELDS)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return calling(data, tmp_path, monkeypatch)


@pytest.fixture
def organisation(run: Run) -> str:
    """The id of the only organisation."""
    return lines(run("organisation", "add", "Green Street Residents"))[0]


@pytest.fixture
def contact(run: Run, organisation: str) -> str:
    """The id of a contact with an endpoint, whose secret is SECRET."""
    return lines(run("spoc", "add", *KENT, *WAYS, "--secret-from", "-", typed=SECRET))[0]


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "contacts.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


class TestImportAndExport:
    def test_what_was_exported_can_be_imported_elsewhere_and_is_the_same(
        self, run: Run, data: Path, contact: str, organisation: str, tmp_path: Path
    ) -> None:
        [lead] = lines(run("spoc", "add", 'Sam "Sunny" Example, lead', "--rank", "safety_lead", "--phone", "+44 1632 960002"))
        lines(run("spoc", "end", lead))
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))

        lines(run("spoc", "export", "out.csv", "--with-secrets", "--organisation", organisation))
        shown = lines(run("spoc", "import", "out.csv", "--organisation", rival))
        assert [line.endswith("ended") for line in shown[:2]] == [False, True]

        def comparable(contacts: list[SpocContact]) -> list[SpocContact]:
            return [replace(each, id="", added_at=AT) for each in contacts]

        assert comparable(stored(data, rival)) == comparable(stored(data, organisation))
        assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600
        assert events(data, organisation)[-1] == ("spoc_contacts.exported_with_secrets", organisation, "admin")

    def test_secrets_leave_only_when_asked_for_and_only_into_a_new_file(self, run: Run, contact: str, tmp_path: Path) -> None:
        printed = run("spoc", "export")
        [row] = csv.DictReader(lines(printed))
        assert (row["name"], row["endpoint"], row["secret"]) == (NAME, ENDPOINT, "")
        assert SECRET not in printed.output

        assert run("spoc", "export", "--with-secrets").exit_code == 2
        lines(run("spoc", "export", "out.csv"))
        assert SECRET not in (tmp_path / "out.csv").read_text(encoding="utf-8")
        assert "not there yet" in said(run("spoc", "export", "out.csv", "--with-secrets"))
        assert SECRET not in (tmp_path / "out.csv").read_text(encoding="utf-8")

    def test_rows_are_entered_in_their_order_and_new_secrets_are_shown_once(
        self, run: Run, data: Path, organisation: str, tmp_path: Path
    ) -> None:
        file = write(
            tmp_path,
            f"kent,local,spoc,Alex Example,{ENDPOINT},new,,,,,,,,",
            "kent,parliament+local,control_room,Control room,,,,01632 960004,,yes,2026-04-01,2099-01-01,2026-04-02,",
            f"essex, local ,SPOC,Chris Example,{ENDPOINT},{SECRET},,,,,,,,",
            ",,,,,,,,,,,,,",
        )

        shown = run("spoc", "import", file)

        contacts = stored(data, organisation)
        assert [each.name for each in contacts] == ["Alex Example", "Control room", "Chris Example"]
        assert shown.stdout.count(contacts[0].secret) == 1
        assert SECRET not in shown.output
        assert "Alex Example" not in shown.output
        assert [line.split("  ")[:2] for line in lines(shown)[:3]] == [["row 2", "kent"], ["row 3", "kent"], ["row 4", "essex"]]
        assert len(events(data, organisation)) == 3

    def test_a_dry_run_checks_everything_and_enters_nothing(
        self, run: Run, data: Path, organisation: str, tmp_path: Path
    ) -> None:
        good = f"kent,local,spoc,Alex Example,{ENDPOINT},new,,,,,,,,"

        shown = run("spoc", "import", write(tmp_path, good), "--dry-run")
        assert "dry run" in lines(shown)[-1]
        assert "whsec_" not in shown.output
        assert "row 3, rank" in said(run("spoc", "import", write(tmp_path, good, "kent,local,boss,B,,,,,,,,,,"), "--dry-run"))

        assert stored(data, organisation) == []
        assert events(data, organisation) == []

    def test_one_bad_row_and_none_is_entered_and_each_bad_cell_is_named(
        self, run: Run, data: Path, organisation: str, tmp_path: Path
    ) -> None:
        file = write(
            tmp_path,
            f"kent,local,spoc,{NAME},{ENDPOINT},{SECRET},,,,,,,,",
            f"kemt,local,spoc,{NAME},{ENDPOINT},whsec_x,,,,,,,,",
            f"kent,local,spoc,{NAME},http://spoc.example.org,new,,,,perhaps,7/5/2026,,,",
        )

        message = said(run("spoc", "import", file))

        places = [line.removeprefix("contacts.csv, ").partition(":")[0] for line in message.splitlines()[:-1]]
        assert places == [
            *("row 3, force_id", "row 3, secret"),
            *("row 4, endpoint", "row 4, is_out_of_hours", "row 4, valid_from"),
        ]
        assert "did you mean kent" in message
        assert "Nothing was entered" in message
        assert stored(data, organisation) == []

    def test_who_stands_there_twice_or_is_entered_already_is_named(
        self, run: Run, data: Path, contact: str, organisation: str, tmp_path: Path
    ) -> None:
        row = "essex,local,spoc,Chris Example,,,,01632 960005,,,,,,"
        file = write(tmp_path, row, row, f"kent,local,spoc,{NAME},,,,01632 960011,,,,,,")

        message = said(run("spoc", "import", file))

        assert "row 3, name: this person is entered already (row 2)" in message
        assert f"row 4, name: this person is entered already ({contact})" in message
        assert len(stored(data, organisation)) == 1

    def test_few_columns_will_do(self, run: Run, data: Path, organisation: str, tmp_path: Path) -> None:
        file = write(tmp_path, "Sam Example,,,safety_lead,01632 960002", header="\ufeffname,force_id,elections,rank,phone")

        lines(run("spoc", "import", file))

        assert stored(data, organisation)[0].phone == "01632 960002"

    @pytest.mark.parametrize(
        ("content", "what_to_do"),
        [
            (b"", "force_id: the column is missing"),
            (HEADER.encode(), "no row"),
            (b"force_id,elections,rank\nkent,local,spoc\n", "name: the column is missing"),
            (b"force_id,elections,rank,name,e-mail\nkent,local,spoc,A,a@example.org\n", "force_id, elections, rank"),
            (b"force_id,elections,rank,name,phone,phone\nkent,local,spoc,A,1,2\n", "at most once"),
            (b"force_id,elections,rank,name\nkent,local,spoc,A,B\n", "row 2"),
            (b"force_id,elections,rank,name\nkent,local,spoc,Si\xe2n\n", "CSV UTF-8"),
            (b"force_id;elections;rank;name\nkent;local;spoc;A\n", "with commas"),
            ("force_id,elections".encode("utf-16"), "CSV UTF-8"),
        ],
    )
    def test_a_file_that_is_no_such_table_is_told_what_would_be(
        self, run: Run, data: Path, organisation: str, tmp_path: Path, content: bytes, what_to_do: str
    ) -> None:
        (tmp_path / "contacts.csv").write_bytes(content)

        message = said(run("spoc", "import", "contacts.csv"))

        assert what_to_do in message
        assert "Nothing was entered" in message
        assert stored(data, organisation) == []

    def test_a_file_that_is_not_there_is_named(self, run: Run, organisation: str, tmp_path: Path) -> None:
        assert "nowhere.csv" in said(run("spoc", "import", "nowhere.csv"))
        assert "cannot be opened" in said(run("spoc", "import", tmp_path))

    def test_of_many_bad_rows_the_first_are_told_and_the_others_counted(
        self, run: Run, organisation: str, tmp_path: Path
    ) -> None:
        message = said(run("spoc", "import", write(tmp_path, *["kent,local,boss,A,,,,01632 960011,,,,,,"] * 50)))

        assert "and 30 more" in message
        assert message.count("control_room") == 20
