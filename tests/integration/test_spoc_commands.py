"""`alongside spoc ...` as an admin calls it, on SQLite: what is entered, what is refused, and what is never printed."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.spoc_administration import today_in_uk
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import KNOWN, Election
from tests.integration.spoc_calls import ENDPOINT, KENT, NAME, PRIVATE, WAYS, Run, calling, events, lines, opened, said, stored
from tests.standins.sink import SECRET


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


class TestAdd:
    def test_a_contact_is_entered_as_it_was_given(self, run: Run, data: Path, organisation: str) -> None:
        days = ("--valid-from", "2026-04-01", "--valid-until", "2099-05-07", "--checked-on", "2026-04-02")

        [id] = lines(run("spoc", "add", *KENT, *WAYS, *days, "--out-of-hours", "--practice", "--secret-from", "-", typed=SECRET))

        [contact] = stored(data, organisation)
        assert contact == SpocContact(
            id=id,
            force_id="kent",
            elections=frozenset({Election.PARLIAMENT, Election.LOCAL}),
            rank=Rank.SPOC,
            name=NAME,
            endpoint=ENDPOINT,
            secrets=(SECRET,),
            email="kent@example.org",
            phone="01632 960011",
            hours="weekdays, 9 – 5",
            is_out_of_hours=True,
            valid_from=date(2026, 4, 1),
            valid_until=date(2099, 5, 7),
            checked_on=date(2026, 4, 2),
            practice=True,
            added_at=contact.added_at,
        )
        assert events(data, organisation) == [("spoc_contact.added", id, "admin")]

    def test_a_new_secret_is_shown_once_and_never_again(self, run: Run, data: Path, organisation: str) -> None:
        shown = run("spoc", "add", *KENT, *WAYS, "--new-secret")

        [contact] = stored(data, organisation)
        assert contact.id == lines(shown)[0]
        assert shown.stdout.count(contact.secret) == 1
        later = [run("spoc", *command) for command in (("list", "--names"), ("show", contact.id), ("export",))]
        assert [result.exit_code for result in later] == [0, 0, 0]
        assert [result for result in later if contact.secret in result.output] == []

    def test_a_secret_can_be_read_from_a_file(self, run: Run, data: Path, organisation: str, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")

        lines(run("spoc", "add", *KENT, *WAYS, "--secret-from", "secret.txt"))

        assert stored(data, organisation)[0].secrets == (SECRET,)
        assert "cannot be read" in run("spoc", "add", *KENT, *WAYS, "--secret-from", "nowhere.txt").stderr

    def test_a_safety_lead_belongs_to_no_force_and_is_there_for_every_election(
        self, run: Run, data: Path, organisation: str
    ) -> None:
        lines(run("spoc", "add", "Sam Example", "--rank", "safety_lead", "--phone", "01632 960002"))

        [lead] = stored(data, organisation)
        assert (lead.force_id, lead.rank, lead.elections) == ("", Rank.SAFETY_LEAD, KNOWN)
        assert (lead.valid_from, lead.valid_until, lead.checked_on) == (today_in_uk(), None, None)

    @pytest.mark.parametrize(
        ("typed", "nearest"),
        [
            ("west-yorks", "west-yorkshire"),
            ("West Yorkshire Police", "west-yorkshire"),
            ("Met Police", "metropolitan"),
            ("psni", "northern-ireland"),
            ("transport police", "btp"),
        ],
    )
    def test_an_unknown_force_is_answered_with_the_nearest(
        self, run: Run, data: Path, organisation: str, typed: str, nearest: str
    ) -> None:
        message = said(run("spoc", "add", NAME, "--force", typed, "--elections", "local", "--phone", "01632 960011"))

        assert message.startswith("--force ")
        assert nearest in message
        assert "spoc forces" in message
        assert stored(data, organisation) == []

    @pytest.mark.parametrize(
        ("given", "option", "what_to_do"),
        [
            (("--force", "zzzz"), "--force", "spoc forces"),
            (("--force", ""), "--force", "spoc forces"),
            (("--force", "kent", "--rank", "safety_lead"), "--force", "must be empty"),
            (("--rank", "boss"), "--rank", "control_room"),
            (("--elections", ""), "--elections", "Operation Ford"),
            (("--elections", "mayor"), "--elections", "parliament+local"),
            (("--elections", "unknown"), "--elections", "devolved"),
            (("--elections", "local+parish"), "--elections", "no operation"),
            (("--phone", "ring me"), "--phone", "01632"),
            (("--rank", "control-room", "--phone", "", "--email", "room@example.org"), "--phone", "control room"),
            (("--phone", ""), "--endpoint", "nobody could be reached"),
            (("--email", "spoc at example.org"), "--email", "spoc@example.org"),
            (("--endpoint", "http://spoc.example.org/", "--new-secret"), "--endpoint", "https://"),
            (("--endpoint", "http://127.0.0.1.example.org/", "--new-secret"), "--endpoint", "https://"),
            (("--endpoint", "spoc.example.org", "--new-secret"), "--endpoint", "host"),
            (("--endpoint", "https://spoc example.org", "--new-secret"), "--endpoint", "blanks"),
            (("--endpoint", "https://spoc.example.org:99999", "--new-secret"), "--endpoint", "65535"),
            (("--endpoint", "https://me:pw@spoc.example.org", "--new-secret"), "--endpoint", "password"),
            (("--endpoint", "https://-.example.org:x", "--new-secret"), "--endpoint", "https://spoc.example.org"),
            (("--endpoint", ENDPOINT), "--new-secret", "--secret-from"),
            (("--new-secret",), "--new-secret", "without an endpoint"),
            (("--valid-from", "7/5/2026"), "--valid-from", "2026-05-07"),
            (("--valid-from", "2099-05-07", "--valid-until", "2099-05-06"), "--valid-until", "before"),
            (("--checked-on", "2099-01-01"), "--checked-on", "to come"),
            (("--hours", "nine\nto five"), "--hours", "one line"),
        ],
    )
    def test_what_does_not_fit_is_told_with_the_option_and_what_would_fit(
        self, run: Run, data: Path, organisation: str, given: tuple[str, ...], option: str, what_to_do: str
    ) -> None:
        message = said(run("spoc", "add", *KENT, "--phone", "01632 960011", *given))

        assert message.startswith(option), message
        assert what_to_do in message
        assert message.count("\n") == 1, "one thing was wrong, and one is told"
        assert stored(data, organisation) == []

    @pytest.mark.parametrize(
        "secret", ["whsec_", "whsec_c2hvcnQ=", "whsec_not base64 at all, whatever it is", SECRET.removeprefix("whsec_"), ""]
    )
    def test_a_secret_that_cannot_sign_is_refused_and_not_repeated(
        self, run: Run, data: Path, organisation: str, secret: str
    ) -> None:
        message = said(run("spoc", "add", *KENT, *WAYS, "--secret-from", "-", typed=secret))

        assert "--secret-from" in message
        assert secret in ("", "whsec_") or secret not in message
        assert stored(data, organisation) == []

    def test_everything_that_is_wrong_is_told_at_once(self, run: Run, organisation: str) -> None:
        message = said(run("spoc", "add", " ", "--force", "zzzz", "--elections", "mayor", "--phone", "x", "--valid-from", "now"))

        assert [line.split()[0] for line in message.splitlines()] == ["--force", "--elections", "NAME", "--phone", "--valid-from"]

    def test_one_who_has_ended_already_is_entered_and_said_to_be_so(self, run: Run, organisation: str) -> None:
        days = ("--valid-from", "2024-04-01", "--valid-until", "2024-05-07")

        assert "has ended" in lines(run("spoc", "add", *KENT, "--endpoint", ENDPOINT, *days))[-1]

    @pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8090/webhook", "http://localhost/webhook", "http://[::1]:8090/"])
    def test_an_endpoint_on_this_machine_needs_no_https(self, run: Run, organisation: str, endpoint: str) -> None:
        lines(run("spoc", "add", *KENT, "--endpoint", endpoint, "--new-secret"))

    def test_the_same_person_is_not_entered_twice_unless_the_first_entry_has_ended(
        self, run: Run, data: Path, contact: str, organisation: str
    ) -> None:
        again = (NAME.upper(), "--force", "kent", "--elections", "local", "--phone", "01632 960009")
        assert contact in said(run("spoc", "add", *again))
        assert len(stored(data, organisation)) == 1

        lines(run("spoc", "add", *again, "--practice"))
        lines(run("spoc", "end", contact))
        lines(run("spoc", "add", *again))

    def test_one_of_two_organisations_has_to_be_named(self, run: Run, data: Path, organisation: str) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))
        given = ("spoc", "add", *KENT, "--phone", "01632 960011")

        assert "--organisation" in said(run(*given))
        assert "organisation list" in said(run(*given, "--organisation", "org_x"))
        lines(run(*given, "--organisation", rival))

        assert (len(stored(data, rival)), stored(data, organisation)) == (1, [])

    def test_without_an_organisation_it_says_how_to_make_one(self, run: Run) -> None:
        assert "organisation add" in said(run("spoc", "list"))


class TestListAndShow:
    def test_a_list_names_nobody_and_no_way_to_reach_them(self, run: Run, data: Path, contact: str, organisation: str) -> None:
        listed = run("spoc", "list")

        [line] = lines(listed)
        assert line.startswith(
            f"{contact}  kent  spoc  local, parliament  from {today_in_uk()}  never checked  endpoint, e-mail, "
        )
        assert [text for text in PRIVATE if text in listed.output] == []
        assert NAME in lines(run("spoc", "list", "--names"))[0]
        assert [action for action, _, _ in events(data, organisation)] == ["spoc_contact.added", "spoc_contacts.read"]

    def test_one_contact_is_shown_with_all_but_its_secret_and_that_is_written_down(
        self, run: Run, data: Path, contact: str, organisation: str
    ) -> None:
        shown = run("spoc", "show", contact)

        assert lines(shown)
        assert [text for text in PRIVATE if text not in shown.stdout] == []
        assert SECRET not in shown.output
        assert events(data, organisation)[-1] == ("spoc_contact.read", contact, "admin")

    def test_who_has_ended_is_listed_only_when_asked_for(self, run: Run, contact: str) -> None:
        lines(run("spoc", "end", contact))

        assert "spoc add" in lines(run("spoc", "list"))[0]
        assert "ended" in lines(run("spoc", "list", "--ended"))[0]

    def test_who_was_not_checked_for_so_long_can_be_listed(self, run: Run, contact: str) -> None:
        assert len(lines(run("spoc", "list", "--unchecked", 30))) == 1

        lines(run("spoc", "checked", contact))
        assert "spoc add" in lines(run("spoc", "list", "--unchecked", 30))[0]

    def test_another_organisation_sees_nothing(self, run: Run, contact: str) -> None:
        [rival] = lines(run("organisation", "add", "Mill Lane Residents"))

        assert "spoc add" in lines(run("spoc", "list", "--ended", "--organisation", rival))[0]
        for command in ("show", "end", "checked", "rotate", "ping"):
            assert "no such SPOC contact" in said(run("spoc", command, contact, "--organisation", rival))

    def test_the_forces_are_listed_with_their_ids(self, run: Run) -> None:
        listed = lines(run("spoc", "forces"))

        assert "west-yorkshire  West Yorkshire Police" in listed
        assert any(line.startswith("btp ") for line in listed)
        assert not any(line.startswith("met-plait ") for line in listed)


class TestEndAndCheck:
    def test_a_contact_ends_now_and_its_row_stays(self, run: Run, data: Path, contact: str, organisation: str) -> None:
        lines(run("spoc", "end", contact))

        [ended] = stored(data, organisation)
        assert ended.has_ended(today_in_uk())
        assert ended.name == NAME
        assert events(data, organisation)[-1] == ("spoc_contact.ended", contact, "admin")
        for command in (("end",), ("checked",), ("rotate",), ("ping",)):
            assert "has ended" in said(run("spoc", *command, contact))

    def test_a_contact_can_end_on_a_day_to_come(self, run: Run, data: Path, contact: str, organisation: str) -> None:
        lines(run("spoc", "end", contact, "--last-day", "2099-05-07"))

        assert stored(data, organisation)[0].valid_until == date(2099, 5, 7)
        assert said(run("spoc", "end", contact, "--last-day", "soon")).startswith("--last-day must be a day")

    def test_a_check_is_written_down(self, run: Run, data: Path, contact: str, organisation: str) -> None:
        lines(run("spoc", "checked", contact, "--on", "2026-04-02"))
        assert stored(data, organisation)[0].checked_on == date(2026, 4, 2)

        lines(run("spoc", "checked", contact))
        assert stored(data, organisation)[0].checked_on == today_in_uk()
        assert events(data, organisation)[-1] == ("spoc_contact.checked", contact, "admin")

    def test_nobody_has_checked_tomorrow(self, run: Run, data: Path, contact: str, organisation: str) -> None:
        assert said(run("spoc", "checked", contact, "--on", today_in_uk() + timedelta(days=1))).startswith("--on must not be")
        assert stored(data, organisation)[0].checked_on is None


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", "spc_1"),
        ("add", NAME, "--force", "kent", "--elections", "local", "--phone", "01632 960011"),
        ("export",),
    ],
)
async def test_while_another_process_has_the_database_it_says_so(run: Run, data: Path, command: tuple[str, ...]) -> None:
    lines(await asyncio.to_thread(run, "organisation", "add", "Green Street Residents"))

    async with opened(data):
        message = said(await asyncio.to_thread(run, "spoc", *command))

    assert "Another process" in message


def test_nothing_of_a_contact_lies_readable_in_the_database_and_a_dropped_secret_is_gone(
    run: Run, data: Path, contact: str
) -> None:
    lines(run("spoc", "rotate", contact))
    lines(run("spoc", "rotate", contact, "--finish"))

    content = b"".join(file.read_bytes() for file in sorted(data.glob("alongside.db*")))
    assert contact.encode() in content
    assert [text for text in (*PRIVATE, "whsec_") if text.encode() in content] == []
