"""SPOC contacts in the console: entered, looked at, ended, checked, tried; no page shows a secret but the one that made it."""

import html
import re
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.escalation.directory import Rank
from bot.escalation.elections import Election
from tests.scenarios.console_stage import BASE, ENDPOINT, KENT, NAME, RIVALS, Admin, console, contacts, done
from tests.standins.sink import SECRET, WebhookSink
from tests.talking import RIVAL, World

DEEDS = ("end", "checked", "rotate", "finish", "ping")


@pytest.fixture
async def admin() -> AsyncIterator[Admin]:
    async with console(await World().open()) as opened:
        await opened.sign_in()
        yield opened


def today(admin: Admin) -> date:
    return admin.world.clock.now().date()


class TestAdding:
    async def test_a_contact_is_entered_and_its_secret_shown_on_this_page_alone(self, admin: Admin) -> None:
        contact = await admin.add()

        assert (contact.name, contact.force_id, contact.rank, contact.endpoint) == (NAME, "kent", Rank.SPOC, ENDPOINT)
        assert contact.elections == {Election.PARLIAMENT, Election.LOCAL}
        assert (contact.email, contact.phone, contact.hours) == (KENT["email"], KENT["phone"], KENT["hours"])
        assert (contact.valid_from, contact.valid_until, contact.checked_on) == (today(admin), None, None)
        assert admin.page.count(contact.secret) == 1
        assert "It is not shown again" in admin.words
        assert await done(admin.world) == ["spoc_contact.added", "spoc_contact.read"]
        for path in (
            *("contacts", f"contacts/{contact.id}", "contacts/new", "contacts/import", "contacts/export.csv"),
            *("escalations", "forces"),
        ):
            await admin.open(f"{BASE}/{path}")
            assert "whsec_" not in admin.page.replace("(whsec_…)", "").replace('"whsec_…"', ""), path
            assert contact.secret not in admin.page

    async def test_what_is_typed_is_never_taken_as_html(self, admin: Admin) -> None:
        contact = await admin.add()

        for path in ("contacts", f"contacts/{contact.id}"):
            await admin.open(f"{BASE}/{path}")
            assert html.escape(NAME) in admin.page
            assert "<Example>" not in admin.page

    async def test_a_secret_that_was_given_is_kept_and_not_shown(self, admin: Admin) -> None:
        contact = await admin.add(secret_from="given", secret=SECRET)

        assert contact.secrets == (SECRET,)
        assert SECRET not in admin.page

    async def test_everything_fits_together_or_is_named_and_all_that_was_typed_is_still_there(self, admin: Admin) -> None:
        await admin.open(f"{BASE}/contacts/new")
        typed = KENT | {"endpoint": "http://spoc.example.org", "phone": "nine", "valid_until": "7/5/2026", "rank": "deputy"}
        typed |= {"is_out_of_hours": "yes", "practice": "yes", "checked_on": "2026-04-01"}
        answer = await admin.send(f"{BASE}/contacts/new", typed)

        assert answer.status_code == 422
        assert "Endpoint must begin with https://" in admin.words
        assert "Telephone must be one telephone number" in admin.words
        assert "Last day must be a day such as 2026-05-07" in admin.words
        for name in ("name", "endpoint", "phone", "email", "hours", "valid_until", "checked_on"):
            assert f'name="{name}" type="' in admin.page
            assert f'value="{html.escape(typed[name])}"' in admin.page
        for kept in ('value="kent" selected', 'value="deputy" selected'):
            assert kept in admin.page
        for box in ("election.parliament", "election.local", "is_out_of_hours", "practice"):
            assert f'name="{box}" value="yes" checked' in admin.page
        assert 'name="election.devolved" value="yes" checked' not in admin.page
        assert await contacts(admin.world) == []
        assert await done(admin.world) == []

    async def test_a_given_secret_that_does_not_fit_has_to_be_typed_again(self, admin: Admin) -> None:
        await admin.open(f"{BASE}/contacts/new")
        await admin.send(f"{BASE}/contacts/new", KENT | {"secret_from": "given", "secret": "whsec_short"})

        assert "Secret must be whsec_ and the base64 of 24 to 64 bytes" in admin.words
        assert "whsec_short" not in admin.page
        assert 'value="given" checked' in admin.page

    @pytest.mark.parametrize(
        ("changed", "what"),
        [
            ({"force_id": ""}, "Force must not be empty"),
            ({"force_id": "kemt"}, "did you mean kent"),
            ({"election.parliament": "", "election.local": ""}, "Elections must not be empty"),
            ({"name": "  "}, "Name must not be empty"),
            ({"rank": "boss"}, "Rank must be one of"),
            ({"rank": "control_room", "phone": ""}, "Telephone must not be empty for a control room"),
            ({"endpoint": "", "email": "", "phone": ""}, "nobody could be reached"),
            ({"secret_from": "given", "secret": ""}, "Secret is needed beside an endpoint"),
        ],
    )
    async def test_the_rules_are_those_of_the_command_line(self, admin: Admin, changed: dict[str, str], what: str) -> None:
        await admin.open(f"{BASE}/contacts/new")
        answer = await admin.send(f"{BASE}/contacts/new", KENT | changed)

        assert answer.status_code == 422
        assert what in admin.words

    async def test_the_same_person_is_not_entered_twice(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.open(f"{BASE}/contacts/new")
        answer = await admin.send(f"{BASE}/contacts/new", KENT)

        assert answer.status_code == 422
        assert f"Name this person is entered already, as {contact.id}" in admin.words
        assert await contacts(admin.world) == [contact]

    async def test_far_too_much_is_turned_away(self, admin: Admin) -> None:
        await admin.open(f"{BASE}/contacts/new")
        answer = await admin.send(f"{BASE}/contacts/new", KENT | {"hours": "x" * 200_000})

        assert answer.status_code == 413
        assert "Nothing was changed" in admin.words

    async def test_a_form_without_its_fields_is_answered(self, admin: Admin) -> None:
        await admin.open(f"{BASE}/contacts/new")

        assert (await admin.send(f"{BASE}/contacts/new")).status_code == 422


class TestList:
    async def test_contacts_stand_by_force_and_rank_and_who_has_ended_apart(self, admin: Admin) -> None:
        lead = await admin.add(
            force_id="", rank="safety_lead", name="Pat Example", endpoint="", **{"election.parliament": "", "election.local": ""}
        )
        await admin.add(rank="control_room", name="Control room", endpoint="")
        await admin.add(name="Sgt Spoc Example")
        ended = await admin.add(force_id="essex", name="Sgt Gone Example")
        await admin.press(ended, "end")
        await admin.add(force_id="avon-and-somerset", name="Sgt First Example")

        await admin.open(f"{BASE}/contacts")

        order = [
            "Avon and Somerset",
            "First Example",
            "Kent Police",
            "Spoc Example",
            "Control room",
            "Our own",
            lead.name,
            "Gone",
        ]
        places = [admin.words.index(each) for each in order]
        assert places == sorted(places)
        assert admin.words.index("Ended (1)") < admin.words.index("Gone")
        assert (await done(admin.world))[-1] == "spoc_contacts.read"

    async def test_who_was_never_checked_or_long_ago_stands_out(self, admin: Admin) -> None:
        recently = (today(admin) - timedelta(days=90)).isoformat()
        await admin.add(name="Sgt Never Example")
        await admin.add(name="Sgt Recent Example", checked_on=recently)
        await admin.open(f"{BASE}/contacts")
        assert admin.page.count('<li class="row due">') == 1
        assert "1 contact has not been checked for 90 days, or never" in admin.words

        admin.world.clock.advance(days=1)
        await admin.sign_in()
        await admin.open(f"{BASE}/contacts")
        assert admin.page.count('<li class="row due">') == 2
        assert "more than 90 days ago" in admin.words

    async def test_an_organisation_is_chosen_where_there_are_several_and_sees_its_own_alone(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.open(f"{BASE}/contacts")
        assert f'href="{RIVALS}/contacts"' in admin.page

        await admin.open(f"{RIVALS}/contacts")
        assert RIVAL.name in admin.words
        assert contact.id not in admin.page
        await admin.open(f"{RIVALS}/contacts/export.csv")
        assert "kent" not in admin.page


class TestOne:
    async def test_another_organisations_contact_is_not_here_whatever_is_done(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.open(f"{RIVALS}/contacts")
        hidden = {"form_token": re.findall(r'name="form_token" value="(\w+)"', admin.page)[0]}

        assert (await admin.open(f"{RIVALS}/contacts/{contact.id}")).status_code == 404
        for deed in DEEDS:
            assert (await admin.send(f"{RIVALS}/contacts/{contact.id}/{deed}", hidden)).status_code == 404
        assert await contacts(admin.world) == [contact]
        for path in ("/console/org_none/contacts", f"{BASE}/contacts/spc_none", f"{BASE}/contacts/{contact.id}%00"):
            assert (await admin.open(path)).status_code == 404
        await admin.open(f"{BASE}/contacts/{contact.id}")
        assert (await admin.send(f"{BASE}/contacts/{contact.id}/erase")).status_code == 404

    async def test_it_ends_now_or_on_a_day(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.press(contact, "end", last_day="2099-05-07")
        assert (await contacts(admin.world))[0].valid_until == date(2099, 5, 7)
        assert "The last day is written down." in admin.words

        await admin.press(contact, "end")
        assert (await contacts(admin.world))[0].has_ended(today(admin))
        assert "Ended. From now on nothing new goes there" in admin.words

        for deed in ("end", "checked", "rotate", "ping"):
            answer = await admin.press(contact, deed)
            assert (answer.status_code, "has ended" in admin.words) == (422, True), deed

    async def test_a_day_that_is_none_is_named_and_stays_as_typed(self, admin: Admin) -> None:
        contact = await admin.add()
        answer = await admin.press(contact, "end", last_day="soon")

        assert answer.status_code == 422
        assert "Last day must be a day such as" in admin.words
        assert 'value="soon"' in admin.page
        assert (await contacts(admin.world))[0].valid_until is None

    async def test_a_check_is_written_down_and_nobody_has_checked_tomorrow(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.press(contact, "checked", on=today(admin).isoformat())
        assert (await contacts(admin.world))[0].checked_on == today(admin)
        assert "spoc_contact.checked" in await done(admin.world)

        answer = await admin.press(contact, "checked", on=(today(admin) + timedelta(days=1)).isoformat())
        assert answer.status_code == 422
        assert "Day must not be a day to come" in admin.words

    async def test_a_secret_is_replaced_shown_once_and_the_older_one_dropped(self, admin: Admin) -> None:
        contact = await admin.add()
        await admin.press(contact, "rotate")
        [rotated] = await contacts(admin.world)
        assert rotated.secrets[1:] == contact.secrets
        assert admin.page.count(rotated.secret) == 1
        assert contact.secret not in admin.page

        await admin.open(f"{BASE}/contacts/{contact.id}")
        assert rotated.secret not in admin.page
        assert "two are good" in admin.words
        assert (await admin.press(contact, "rotate")).status_code == 422

        await admin.press(contact, "finish")
        [finished] = await contacts(admin.world)
        assert finished.secrets == (rotated.secret,)
        assert rotated.secret not in admin.page
        assert (await admin.press(contact, "finish")).status_code == 422

    async def test_a_test_message_is_sent_signed_and_said_in_words(self, admin: Admin) -> None:
        async with WebhookSink(now=admin.world.clock.now) as spoc:
            contact = await admin.add(endpoint=spoc.url, secret_from="given", secret=SECRET)
            await admin.press(contact, "ping")
            assert "Taken. It answered 200." in admin.words
            assert [attempt.payload["type"] for attempt in spoc.accepted] == ["ping"]

            spoc.answer_next(404)
            await admin.press(contact, "ping")
            assert "Not taken. It answered 404. There is nothing at this address" in admin.words

        await admin.press(contact, "ping")
        assert "Not taken. Nothing answered. No connection" in admin.words
        pings = [each for each in await done(admin.world) if "ping" in each]
        assert pings == ["spoc_contact.ping_taken", *["spoc_contact.ping_not_taken"] * 2]

    async def test_who_has_no_endpoint_cannot_be_tried(self, admin: Admin) -> None:
        contact = await admin.add(endpoint="")
        assert contact.secrets == ()
        assert "Send a test message" not in admin.words

        assert (await admin.press(contact, "ping")).status_code == 422
        assert "no endpoint" in admin.words
