"""Escalations in the console: who has not answered, what was tried, an answer by telephone; sealed ones stay sealed."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.directory import Rank
from bot.escalation.escalation import Escalation, EscalationState, Outcome, Progress, Tier
from bot.reporting.report import Report, ReportStatus
from tests.ladders import (
    BOTH,
    DEPUTY,
    NUMBER,
    ROOM,
    SPOC,
    SPOC_CONTACT,
    WORDS,
    actions,
    contact,
    got,
    one,
    opened,
    pass_time,
    sent,
)
from tests.ladders import told as notices
from tests.scenarios.console_stage import BASE, RIVALS, Admin, console
from tests.talking import ORGANISATION, World

ALL = f"{BASE}/escalations"
ELSEWHERE = replace(SPOC_CONTACT, id="kent", force_id="kent")


@pytest.fixture
async def world() -> World:
    return await opened(SPOC_CONTACT, DEPUTY, ROOM)


@pytest.fixture
async def admin(world: World) -> AsyncIterator[Admin]:
    async with console(world) as signed_in:
        await signed_in.sign_in()
        yield signed_in


async def at(admin: Admin, report: Report) -> Escalation:
    """Open the page of a report's escalation."""
    escalation = await one(admin.world, report)
    await admin.open(f"{ALL}/{escalation.id}")
    return escalation


async def sent_by(world: World, name: str) -> Report:
    """Let somebody else send a report that the party may see."""
    person = world.person(name)
    await person.say("/quick")
    await person.say(WORDS[Tier.IMMEDIATE])
    await person.choose(BOTH)
    await world.work()
    [report] = await world.reports(person=name)
    return report


async def answered(admin: Admin, report: Report, **fields: str) -> Escalation:
    """Fill in what the SPOC said by telephone."""
    escalation = await at(admin, report)
    await admin.send(f"{ALL}/{escalation.id}/answer", fields)
    return await one(admin.world, report)


class TestList:
    async def test_who_waits_is_shown_with_its_clock_and_what_comes_next(self, admin: Admin) -> None:
        _, report = await sent(admin.world, Tier.CRIMINAL_INDICATOR)
        await admin.open(ALL)

        assert f"{report.reference} Devon & Cornwall Police since 10:00 on Friday 1 May, for less than an hour" in admin.words
        assert "Criminal indicator delivered, and nobody has confirmed that they have seen it" in admin.words
        assert "deadline 10:00 on Saturday 2 May" in admin.words
        assert "0 steps of the ladder taken; next: the SPOC is reminded" in admin.words
        assert "deadline passed" not in admin.words

        await pass_time(admin.world, hours=25)
        await admin.sign_in()
        await admin.open(ALL)
        assert "deadline passed 10:00 on Saturday 2 May" in admin.words
        assert "1 step of the ladder taken; next: the deputy gets it" in admin.words
        assert "escalations.read" in await actions(admin.world)

    async def test_what_was_answered_closed_or_taken_back_waits_no_more(self, admin: Admin) -> None:
        _, report = await sent(admin.world)
        await answered(admin, report, progress="received", by="Jo Example")
        await admin.open(ALL)
        assert "There is no report that waits" in admin.words

        second = await sent_by(admin.world, "lee")
        await admin.open(ALL)
        assert second.reference in admin.words
        async with admin.world.storage.work(ORGANISATION.id) as work:
            await work.reports.set_status(second.id, ReportStatus.CLOSED)
        await admin.open(ALL)
        assert second.reference not in admin.words

    async def test_what_nobody_can_be_sent_says_why(self) -> None:
        world = await opened(ELSEWHERE, has_spoc=False)
        async with console(world) as admin:
            await admin.sign_in()
            _, report = await sent(world)
            await admin.open(ALL)

            assert "not sent, no contact is entered that can be sent a message" in admin.words
            escalation = await at(admin, report)
            await admin.send(f"{ALL}/{escalation.id}/replay")
            assert "Nobody can be sent it yet. Nothing was changed." in admin.words

    async def test_whom_somebody_has_to_write_to_is_a_link_to_the_contact(self) -> None:
        world = await opened(contact("mail", Rank.SPOC, endpoint=""), ELSEWHERE, has_spoc=False)
        async with console(world) as admin:
            await admin.sign_in()
            _, report = await sent(world)
            await at(admin, report)

            assert f'href="{BASE}/contacts/mail"' in admin.page


class TestSealed:
    @pytest.mark.parametrize("tier", WORDS)
    async def test_of_a_report_that_is_not_shared_the_force_and_whole_hours_are_all(self, admin: Admin, tier: Tier) -> None:
        _, report = await sent(admin.world, tier, SPOC)
        await pass_time(admin.world, hours=1, minutes=30)
        escalation = await one(admin.world, report)

        for path in (ALL, f"{ALL}/{escalation.id}"):
            await admin.open(path)
            assert "Devon & Cornwall Police" in admin.words
            assert "for 1 h" in admin.words
            assert "has not shared it with you" in admin.words
            page, named = admin.words, admin.world.wording.label(f"tier.{tier}")
            for hidden in (report.reference, named, "deadline", "ladder", "10:00", "reminder"):
                assert hidden.lower() not in page.lower(), hidden
            assert escalation.acknowledge_token not in admin.page
        assert "told us by telephone" not in admin.words

    async def test_all_tiers_look_alike(self) -> None:
        pages = set()
        for tier in WORDS:
            world = await opened(SPOC_CONTACT, DEPUTY, ROOM)
            async with console(world) as admin:
                await admin.sign_in()
                _, report = await sent(world, tier, SPOC)
                await pass_time(world, hours=1)
                await admin.open(ALL)
                whole = admin.page
                await at(admin, report)
                pages.add(re.sub(r"(esc|once)_\w+", "", re.sub(r'value="\w+"', "", whole + admin.page)))

        assert len(pages) == 1

    async def test_it_can_be_sent_again_and_no_answer_written_down(self, admin: Admin) -> None:
        _, report = await sent(admin.world, consent=SPOC)
        escalation = await at(admin, report)
        await admin.send(f"{ALL}/{escalation.id}/replay")
        assert admin.answer.status_code == 200

        await admin.send(f"{ALL}/{escalation.id}/answer", {"progress": "acting", "by": "Jo Example"})
        assert (await one(admin.world, report)).progress is Progress.NONE
        assert (admin.answer.status_code, report.reference in admin.words) == (422, False)
        assert "escalation.answer_noted" not in await actions(admin.world)


class TestTries:
    async def test_each_try_is_shown_the_newest_first(self, admin: Admin) -> None:
        notifier = admin.world.spocs.to(SPOC_CONTACT)
        notifier.failures = [SpocUnreachable(503, excerpt="try <later>"), SpocUnreachable()]
        _, report = await sent(admin.world)
        await pass_time(admin.world, minutes=2)
        await at(admin, report)

        tries = re.findall(r"the report (taken|no answer)(, status \d+)?", admin.words)
        assert tries == [("taken", ", status 200"), ("no answer", ""), ("no answer", ", status 503")]
        assert "try &lt;later&gt;" in admin.page

    async def test_what_was_refused_begins_anew_when_it_is_sent_again(self, admin: Admin) -> None:
        admin.world.spocs.to(SPOC_CONTACT).failures = [SpocRefused(404)]
        _, report = await sent(admin.world)
        escalation = await at(admin, report)
        assert escalation.state is EscalationState.REFUSED
        assert "the report refused, status 404" in admin.words

        await admin.send(f"{ALL}/{escalation.id}/replay")
        assert "Its delivery begins again." in admin.words
        await admin.world.work()

        assert (await one(admin.world, report)).state is EscalationState.DELIVERED
        assert "escalation.replayed" in await actions(admin.world)

    async def test_what_arrived_is_sent_once_more(self, admin: Admin) -> None:
        _, report = await sent(admin.world)
        escalation = await at(admin, report)
        await admin.send(f"{ALL}/{escalation.id}/replay")
        await admin.world.work()

        assert "the same message once more" in admin.words
        assert got(admin.world, "spoc") == ["report.escalated"] * 2


class TestTelephone:
    async def test_what_the_spoc_said_is_written_down_and_the_reporter_told(self, admin: Admin) -> None:
        person, report = await sent(admin.world)
        escalation = await answered(admin, report, progress="closed", outcome="advice_given", by="Jo Example")

        assert (escalation.state, escalation.progress) == (EscalationState.ACKNOWLEDGED, Progress.CLOSED)
        assert (escalation.outcome, escalation.acknowledged_by) == (Outcome.ADVICE_GIVEN, "Jo Example")
        assert f"{report.reference}: the reporter has been told. It stands at: closed by the SPOC." in admin.words
        assert await notices(person, "spoc_closed")
        assert {"escalation.closed.staff", "escalation.answer_noted"} <= set(await actions(admin.world))

    async def test_the_same_form_sent_twice_is_one_word(self, admin: Admin) -> None:
        person, report = await sent(admin.world)
        escalation = await at(admin, report)
        shown = admin.answer
        for _ in range(2):
            admin.answer = shown
            await admin.send(f"{ALL}/{escalation.id}/answer", {"progress": "reading", "by": "Jo Example"})

        assert len(await notices(person, "spoc_reading")) == 1
        assert "that was known" in admin.words

    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"progress": "acting", "by": " "}, "which of your staff"),
            ({"by": "Jo Example"}, "Choose what they said"),
            ({"progress": "done", "by": "Jo Example"}, "Choose what they said"),
            ({"progress": "closed", "by": "Jo Example"}, "Closed needs an outcome"),
            ({"progress": "acting", "outcome": "other", "by": "Jo Example"}, "Closed needs an outcome"),
        ],
    )
    async def test_what_does_not_fit_is_said_changes_nothing_and_stays_as_typed(
        self, admin: Admin, fields: dict[str, str], what: str
    ) -> None:
        _, report = await sent(admin.world)
        before = await at(admin, report)
        answer = await admin.send(f"{ALL}/{before.id}/answer", fields)

        assert answer.status_code == 422
        assert what in admin.words
        assert await one(admin.world, report) == before
        assert f'value="{fields["by"]}"' in admin.page
        if fields.get("progress") in ("acting", "closed"):
            assert f'value="{fields["progress"]}" checked' in admin.page
        if "outcome" in fields:
            assert f'value="{fields["outcome"]}" selected' in admin.page


class TestOthers:
    async def test_another_organisations_escalation_is_not_here_whatever_is_done(self, admin: Admin) -> None:
        _, report = await sent(admin.world)
        escalation = await one(admin.world, report)
        await admin.open(f"{RIVALS}/escalations")
        assert report.reference not in admin.words
        rivals = {"form_token": re.findall(r'name="form_token" value="(\w+)"', admin.page)[0]}

        assert (await admin.open(f"{RIVALS}/escalations/{escalation.id}")).status_code == 404
        for deed in ("replay", "answer"):
            fields = rivals | {"progress": "acting", "by": "Jo Example"}
            assert (await admin.send(f"{RIVALS}/escalations/{escalation.id}/{deed}", fields)).status_code == 404
        assert await one(admin.world, report) == escalation
        assert (await admin.send(f"{ALL}/{escalation.id}/erase", rivals)).status_code == 404
        assert (await admin.open(f"{ALL}/esc_none")).status_code == 404

    async def test_the_response_clock_names_forces_and_no_report(self, admin: Admin) -> None:
        _, report = await sent(admin.world)
        await pass_time(admin.world, minutes=5)
        await answered(admin, report, progress="acting", by="Jo Example")

        await admin.open(f"{BASE}/forces")

        cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", admin.page.split("<tbody>")[1])
        assert cells == ["Devon &amp; Cornwall Police", *"111100", "0 min", "5 min", "5 min"]
        assert report.reference not in admin.words
        await admin.open(f"{RIVALS}/forces")
        assert "Nothing has been sent yet." in admin.words

    async def test_the_control_rooms_number_is_shown_while_nobody_answers(self, admin: Admin) -> None:
        _, report = await sent(admin.world)
        await at(admin, report)

        assert NUMBER in admin.words
