"""`alongside spoc rotate` and `spoc ping`: no secret is printed twice or lost too early, and a ping says nothing of anybody."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from tests.integration.spoc_calls import KENT, WAYS, Run, calling, events, lines, opened, said, stored
from tests.standins.sink import SECRET, WebhookSink


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


class TestRotate:
    def test_a_new_secret_is_shown_once_and_the_one_before_stays_good_until_it_is_finished(
        self, run: Run, data: Path, contact: str, organisation: str
    ) -> None:
        shown = run("spoc", "rotate", contact)

        [rotated] = stored(data, organisation)
        assert rotated.secrets[1] == SECRET
        assert shown.stdout.count(rotated.secret) == 1
        assert SECRET not in shown.output
        assert "--finish" in lines(shown)[-1]
        assert "--finish" in said(run("spoc", "rotate", contact)), "the SPOC may still use the older one"

        lines(run("spoc", "rotate", contact, "--finish"))
        assert stored(data, organisation) == [replace(rotated, secrets=(rotated.secret,))]
        assert "no older one" in said(run("spoc", "rotate", contact, "--finish"))
        done = [action for action, _, _ in events(data, organisation)]
        assert done[1:] == ["spoc_contact.secret_replaced", "spoc_contact.older_secret_dropped"]

    def test_a_secret_of_the_spocs_own_is_taken_and_not_shown(
        self, run: Run, data: Path, contact: str, organisation: str
    ) -> None:
        theirs = "whsec_" + "dGhlaXJz" * 4

        shown = run("spoc", "rotate", contact, "--secret-from", "-", typed=f"{theirs}\n")

        assert lines(shown)
        assert theirs not in shown.output
        assert stored(data, organisation)[0].secrets == (theirs, SECRET)

    def test_one_that_cannot_sign_or_is_good_already_is_refused(
        self, run: Run, data: Path, contact: str, organisation: str
    ) -> None:
        assert "--secret-from" in said(run("spoc", "rotate", contact, "--secret-from", "-", typed="whsec_c2hvcnQ="))
        assert "--secret-from" in said(run("spoc", "rotate", contact, "--secret-from", "-", typed=" "))
        assert "good already" in said(run("spoc", "rotate", contact, "--secret-from", "-", typed=SECRET))
        assert run("spoc", "rotate", contact, "--finish", "--secret-from", "-").exit_code == 2
        assert stored(data, organisation)[0].secrets == (SECRET,)

    def test_who_has_no_endpoint_has_no_secret(self, run: Run, organisation: str) -> None:
        [id] = lines(run("spoc", "add", *KENT, "--phone", "01632 960011"))

        assert "no endpoint" in said(run("spoc", "rotate", id))
        assert "no endpoint" in said(run("spoc", "ping", id))


class TestPing:
    """A ping goes over real HTTP to a receiver that checks signatures; the command runs in a thread beside it."""

    async def sent(self, run: Run, spoc: WebhookSink, *more: object, secret: str = SECRET) -> tuple[str, Result]:
        """Enter the receiver as a contact and ping it; return the contact's id and what was said."""
        await asyncio.to_thread(run, "organisation", "add", "Green Street Residents")
        given = ("spoc", "add", *KENT, "--endpoint", spoc.url, "--secret-from", "-", *more)
        [id] = lines(await asyncio.to_thread(run, *given, typed=secret))
        return id, await asyncio.to_thread(run, "spoc", "ping", id)

    async def test_a_signed_message_without_anything_of_a_report_arrives_and_nothing_counts_as_checked(
        self, run: Run, data: Path
    ) -> None:
        async with WebhookSink() as spoc:
            id, result = await self.sent(run, spoc)

        assert "200" in lines(result)[0]
        assert "spoc checked" in lines(result)[1]
        [attempt] = spoc.accepted
        assert spoc.violations == []
        assert attempt.payload["type"] == "ping"
        assert attempt.payload["data"] == {"version": 2, "practice": False}
        async with opened(data) as database:
            [organisation] = await database.organisations()
            async with database.reading(organisation.id) as work:
                assert (await work.spoc_contacts.get(id)).checked_on is None
                assert [event.action for event in await work.audit.events()] == ["spoc_contact.added", "spoc_contact.ping_taken"]

    async def test_a_practice_contact_is_told_that_it_is_practice(self, run: Run) -> None:
        async with WebhookSink() as spoc:
            _, result = await self.sent(run, spoc, "--practice")

        assert lines(result)
        assert spoc.accepted[0].payload["data"]["practice"] is True

    async def test_while_two_secrets_are_good_either_of_them_opens_it(self, run: Run) -> None:
        async with WebhookSink() as spoc:
            id, _ = await self.sent(run, spoc)
            shown = lines(await asyncio.to_thread(run, "spoc", "rotate", id))
            new = next(line.rpartition(" ")[2] for line in shown if "whsec_" in line)

            lines(await asyncio.to_thread(run, "spoc", "ping", id))  # they have not changed over yet
            spoc.secret = new
            lines(await asyncio.to_thread(run, "spoc", "ping", id))
            lines(await asyncio.to_thread(run, "spoc", "rotate", id, "--finish"))
            lines(await asyncio.to_thread(run, "spoc", "ping", id))

            spoc.secret = SECRET
            assert "401" in said(await asyncio.to_thread(run, "spoc", "ping", id)), "the older secret is not good any more"
            assert len(spoc.violations) == 1
            spoc.violations.clear()  # it was meant to break the rules
        assert len(spoc.ids) == 4

    @pytest.mark.parametrize(
        ("status", "what"), [(401, "secret"), (404, "right one"), (410, "new one"), (302, "not followed"), (503, "their side")]
    )
    async def test_what_came_back_is_told_with_what_to_do(self, run: Run, data: Path, status: int, what: str) -> None:
        async with WebhookSink() as spoc:
            spoc.answer_next(status, headers={"location": f"{spoc.root}/elsewhere"} if status == 302 else None)
            _, result = await self.sent(run, spoc)

        message = said(result)
        assert str(status) in message
        assert what in message
        assert spoc.url not in message
        async with opened(data) as database:
            [organisation] = await database.organisations()
            async with database.reading(organisation.id) as work:
                assert (await work.audit.events())[-1].action == "spoc_contact.ping_not_taken"

    async def test_no_connection_is_told(self, run: Run) -> None:
        async with WebhookSink() as spoc:
            spoc.drop_next()
            _, result = await self.sent(run, spoc)

        assert "No connection" in said(result)
