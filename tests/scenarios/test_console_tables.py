"""Tables of SPOC contacts in the console: first shown, then entered, all rows or none; and taken out without secrets."""

import csv
from collections.abc import AsyncIterator

import pytest

from adapters.spoc.contact_entries import FIELDS
from adapters.web.console.posted import MAX_FILE_BYTES
from tests.scenarios.console_stage import BASE, ENDPOINT, NAME, RIVALS, Admin, console, contacts, done
from tests.standins.sink import SECRET
from tests.talking import RIVAL, World

HEADER = ",".join(FIELDS)
ROWS = (
    f"kent,local,spoc,Alex Example,{ENDPOINT},new,,,,,,,,",
    "kent,parliament+local,control_room,Control room,,,,01632 960004,,yes,2026-04-01,2099-01-01,2026-04-02,",
    f"essex,local,spoc,Chris Example,{ENDPOINT},{SECRET},,,,,,,,",
)


def table(*rows: str) -> bytes:
    return ("\n".join([HEADER, *rows]) + "\n").encode()


@pytest.fixture
async def admin() -> AsyncIterator[Admin]:
    async with console(await World().open()) as opened:
        await opened.sign_in()
        await opened.open(f"{BASE}/contacts/import")
        yield opened


async def test_what_would_be_entered_is_shown_first_and_then_entered_in_its_order(admin: Admin) -> None:
    answer = await admin.send(f"{BASE}/contacts/import", file=table(*ROWS))

    assert answer.status_code == 200
    assert "Nothing is entered yet. 3 contacts are new" in admin.words
    assert "Alex Example SPOC Kent Police local" in admin.words
    assert "row 2, a secret will be made" in admin.words
    assert await contacts(admin.world) == []
    assert [text for text in (SECRET, "whsec_") if text in admin.page] == []

    await admin.send(f"{BASE}/contacts/import/enter")

    entered = await contacts(admin.world)
    assert [each.name for each in entered] == ["Alex Example", "Control room", "Chris Example"]
    assert "Entered 3 contacts." in admin.words
    assert admin.page.count(entered[0].secret) == 1
    assert entered[2].secrets == (SECRET,)
    assert SECRET not in admin.page
    assert await done(admin.world) == ["spoc_contact.added"] * 3


async def test_one_bad_row_and_none_is_entered_and_each_bad_cell_is_named(admin: Admin) -> None:
    bad = (f"kemt,local,spoc,{NAME},{ENDPOINT},whsec_x,,,,,,,,", "kent,local,boss,B,,,,,,,,,,")
    answer = await admin.send(f"{BASE}/contacts/import", file=table(ROWS[0], *bad))

    assert answer.status_code == 422
    for what in ("The table, row 3, force_id: there is no force of this id; did you mean kent", "row 3, secret", "row 4, rank"):
        assert what in admin.words
    assert [text for text in ("whsec_x", "Siân") if text in admin.page] == []
    assert await contacts(admin.world) == []


async def test_who_was_entered_meanwhile_stops_the_import(admin: Admin) -> None:
    await admin.send(f"{BASE}/contacts/import", file=table(ROWS[1]))
    shown = admin.answer
    await admin.add(rank="control_room", name="Control room", endpoint="")
    admin.answer = shown

    answer = await admin.send(f"{BASE}/contacts/import/enter")

    assert answer.status_code == 422
    assert "row 2, name: this person is entered already" in admin.words
    assert len(await contacts(admin.world)) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not empty"),
        (HEADER.encode(), "no row"),
        (b"name\nAlex\n", "the column is missing"),
        (f"{HEADER}\n".encode("utf-16"), "CSV UTF-8"),
        (b"\x00\xff\x00", "CSV UTF-8"),
        (b'"', "columns must be"),
    ],
)
async def test_a_file_that_is_no_such_table_is_told_what_would_be(admin: Admin, content: bytes, what: str) -> None:
    answer = await admin.send(f"{BASE}/contacts/import", file=content)

    assert answer.status_code == 422
    assert what in admin.words


async def test_a_file_that_is_too_large_is_turned_away(admin: Admin) -> None:
    answer = await admin.send(f"{BASE}/contacts/import", file=b"x" * (MAX_FILE_BYTES + 1))

    assert answer.status_code == 413
    assert "64 KiB" in admin.words


async def test_the_largest_table_comes_back_whole(admin: Admin) -> None:
    rows = [f"kent,local,spoc,Contact {number},,,,01632 960004,{'h' * 150},,,,," for number in range(325)]
    assert MAX_FILE_BYTES - 2_000 < len(table(*rows)) <= MAX_FILE_BYTES
    await admin.send(f"{BASE}/contacts/import", file=table(*rows))

    assert (await admin.send(f"{BASE}/contacts/import/enter")).status_code == 200
    assert len(await contacts(admin.world)) == 325


@pytest.mark.parametrize("carried", ["", "x", "é"])
async def test_a_table_that_was_not_sealed_here_is_not_entered(admin: Admin, carried: str) -> None:
    await admin.send(f"{BASE}/contacts/import", file=table(ROWS[0]))
    answer = await admin.send(f"{BASE}/contacts/import/enter", {"table": carried})

    assert answer.status_code == 422
    assert await contacts(admin.world) == []


async def test_what_is_taken_out_holds_no_secret_is_written_down_and_can_be_taken_in_elsewhere(admin: Admin) -> None:
    await admin.add(secret_from="given", secret=SECRET)
    lead = {"force_id": "", "rank": "safety_lead", "endpoint": "", "election.parliament": "", "election.local": ""}
    await admin.add(name="Pat Example", **lead)

    answer = await admin.open(f"{BASE}/contacts/export.csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    first, second = csv.DictReader(admin.page.splitlines())
    assert (first["name"], first["endpoint"], first["secret"], second["name"]) == (NAME, ENDPOINT, "", "Pat Example")
    assert (await done(admin.world))[-1] == "spoc_contacts.exported"

    without_way = "\n".join(line for line in admin.page.splitlines() if ENDPOINT not in line)
    await admin.open(f"{RIVALS}/contacts/import")
    await admin.send(f"{RIVALS}/contacts/import", file=without_way.encode())
    await admin.send(f"{RIVALS}/contacts/import/enter")
    assert [each.name for each in await contacts(admin.world, RIVAL.id)] == ["Pat Example"]
