"""What every `Storage` promises: transactions, organisations, people. The parts have suites of their own beside this one."""

import dataclasses

import pytest

from bot.errors import NotFound, StorageError
from bot.escalation.elections import Election
from bot.messages import Channel
from bot.organisations import Invitation, Organisation, Role
from bot.ports import Storage
from bot.profile import Contacted, Profile
from bot.reporting.report import Report
from bot.testing import SettableClock
from tests.contract.records import A_MINUTE, ADDRESS, NORTH, SOUTH, a_conversation, a_report, an_escalation, make_turn


class Broken(Exception):
    """What goes wrong in the middle of a unit."""


async def test_what_one_unit_wrote_the_next_one_reads(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == report


async def test_an_exception_undoes_the_whole_unit(storage: Storage) -> None:
    async def write_and_break() -> None:
        async with storage.work(NORTH.id) as work:
            report = await a_report(work)
            await work.audit.record("report.started", subject_id=report.id, actor=report.reporter)
            written.append(report)
            raise Broken

    written: list[Report] = []
    with pytest.raises(Broken):
        await write_and_break()

    async with storage.reading(NORTH.id) as work:
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) is None
        assert list(await work.reports.of(written[0].reporter)) == []


async def test_a_unit_sees_what_it_wrote_itself(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        assert await work.reports.get(report.id) == report


async def test_a_unit_that_reads_changes_nothing(storage: Storage) -> None:
    try:
        async with storage.reading(NORTH.id) as work:
            await a_conversation(work)
    except StorageError:
        pass  # a database says so, the twin just forgets

    async with storage.reading(NORTH.id) as work:
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) is None


@pytest.mark.parametrize("unit", ["work", "reading"])
async def test_an_unknown_organisation_has_no_units(storage: Storage, unit: str) -> None:
    with pytest.raises(NotFound) as raised:
        async with getattr(storage, unit)("org_nobody"):
            pytest.fail("an unknown organisation was let in")

    assert (raised.value.kind, raised.value.id) == ("organisation", "org_nobody")


async def test_organisations_come_back_whole_and_oldest_first(storage: Storage) -> None:
    assert list(await storage.organisations()) == [NORTH, SOUTH]


async def test_an_organisation_that_is_added_again_takes_the_new_name_and_keeps_its_rows(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
    renamed = Organisation(id=NORTH.id, name="Northern Campaign", collections=frozenset({"official"}), safety_contact="Kim")

    await storage.add_organisation(renamed)

    async with storage.reading(NORTH.id) as work:
        assert work.organisation == renamed
        assert await work.reports.get(report.id) == report
    assert list(await storage.organisations()) == [renamed, SOUTH]


async def test_what_is_stored_cannot_be_changed_in_passing(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)

    with pytest.raises(dataclasses.FrozenInstanceError):
        report.status = None  # type: ignore[misc,assignment]


async def test_a_new_person_is_a_reporter_and_stays_the_same_member(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)
    async with storage.work(NORTH.id) as work:
        again = await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)
        elsewhere = await work.members.find_or_add(Channel.SLACK, ADDRESS)

    assert first == again
    assert (first.channel, first.address, first.roles) == (Channel.TELEGRAM, ADDRESS, frozenset({Role.REPORTER}))
    assert elsewhere.id != first.id


async def test_a_role_is_added_once_and_keeps_the_others(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        member = await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)
        await work.members.grant(member.id, Role.TRIAGER)
        await work.members.grant(member.id, Role.TRIAGER)

    async with storage.reading(NORTH.id) as work:
        assert (await work.members.get(member.id)).roles == {Role.REPORTER, Role.TRIAGER}
        with pytest.raises(NotFound):
            await work.members.get("mem_nobody")


async def test_a_role_for_nobody_is_refused(storage: Storage) -> None:
    with pytest.raises(NotFound):
        async with storage.work(NORTH.id) as work:
            await work.members.grant("mem_nobody", Role.ADMIN)


async def test_a_code_lets_a_person_join_in_its_role(storage: Storage, clock: SettableClock) -> None:
    invitation = Invitation(organisation_id=SOUTH.id, role=Role.STAFF, expires_at=clock.now() + A_MINUTE)
    await storage.invite(invitation, "a-code")

    joined = await storage.join("a-code", Channel.TELEGRAM, ADDRESS)

    assert joined == SOUTH.id
    assert await storage.organisation_of_person(Channel.TELEGRAM, ADDRESS) == SOUTH.id
    assert await storage.organisation_of_person(Channel.SLACK, ADDRESS) is None
    async with storage.work(SOUTH.id) as work:
        assert Role.STAFF in (await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)).roles
    async with storage.work(NORTH.id) as work:
        assert (await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)).roles == {Role.REPORTER}


async def test_who_joins_another_organisation_belongs_to_that_one(storage: Storage, clock: SettableClock) -> None:
    for organisation, code in ((NORTH, "north-code"), (SOUTH, "south-code")):
        invitation = Invitation(organisation_id=organisation.id, role=Role.REPORTER, expires_at=clock.now() + A_MINUTE)
        await storage.invite(invitation, code)
        assert await storage.join(code, Channel.TELEGRAM, ADDRESS) == organisation.id

    assert await storage.organisation_of_person(Channel.TELEGRAM, ADDRESS) == SOUTH.id


async def test_a_code_that_is_unknown_or_out_of_date_joins_nothing(storage: Storage, clock: SettableClock) -> None:
    invitation = Invitation(organisation_id=SOUTH.id, role=Role.STAFF, expires_at=clock.now() + A_MINUTE)
    await storage.invite(invitation, "a-code")
    clock.advance(minutes=1)

    assert await storage.join("a-code", Channel.TELEGRAM, ADDRESS) is None
    assert await storage.join("another", Channel.TELEGRAM, ADDRESS) is None
    assert await storage.organisation_of_person(Channel.TELEGRAM, ADDRESS) is None


async def test_an_invitation_to_nowhere_is_refused(storage: Storage, clock: SettableClock) -> None:
    invitation = Invitation(organisation_id="org_nobody", role=Role.STAFF, expires_at=clock.now() + A_MINUTE)
    with pytest.raises(NotFound):
        await storage.invite(invitation, "a-code")


async def test_nothing_of_one_organisation_can_be_seen_in_another(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
        report = await work.reports.get(escalation.report_id)
        turn = await work.turns.add(make_turn(await work.conversations.get(report.conversation_id)))

    async with storage.work(SOUTH.id) as work:
        for get, id in (
            (work.members.get, report.reporter),
            (work.conversations.get, report.conversation_id),
            (work.turns.get, turn.id),
            (work.reports.get, report.id),
            (work.escalations.get, escalation.id),
        ):
            with pytest.raises(NotFound):
                await get(id)
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) is None
        assert await work.turns.find(turn.channel, turn.address, turn.inbound_key) is None
        assert list(await work.turns.since(turn.conversation_id, 0)) == []
        assert list(await work.reports.of(report.reporter)) == []
        assert list(await work.escalations.of_report(report.id)) == []
        assert list(await work.escalations.unfinished()) == []
        assert list(await work.escalations.attempts(escalation.id)) == []


async def test_nothing_of_one_organisation_can_be_changed_from_another(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
        report = await work.reports.get(escalation.report_id)

    async with storage.work(SOUTH.id) as work:
        with pytest.raises(NotFound):
            await work.escalations.update(escalation)
    async with storage.work(SOUTH.id) as work:
        with pytest.raises(NotFound):
            await work.reports.append(report.id, report.entries)
    async with storage.work(SOUTH.id) as work:
        with pytest.raises(NotFound):
            await work.members.grant(report.reporter, Role.ADMIN)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == report


async def test_whom_a_spoc_asks_is_written_with_the_organisation(storage: Storage) -> None:
    asked = dataclasses.replace(NORTH, is_asked_directly=True)

    await storage.add_organisation(asked)

    async with storage.reading(NORTH.id) as work:
        assert work.organisation == asked
    async with storage.reading(SOUTH.id) as work:
        assert not work.organisation.is_asked_directly


async def test_what_a_member_says_of_themselves_is_kept_for_them_alone(storage: Storage) -> None:
    said = Profile(election=Election.LOCAL, council="Example Council", contacted=Contacted.NO_TELL_STAFF, reach_me="01632 960111")
    async with storage.work(NORTH.id) as work:
        member, other = [await work.members.find_or_add(Channel.TELEGRAM, address) for address in (ADDRESS, "1002")]
        assert await work.members.profile(member.id) == Profile()
        await work.members.set_profile(member.id, said)

    async with storage.reading(NORTH.id) as work:
        assert await work.members.profile(member.id) == said
        assert await work.members.profile(other.id) == Profile()
        assert {each.id for each in await work.members.all()} == {member.id, other.id}
    async with storage.work(SOUTH.id) as work:
        assert list(await work.members.all()) == []
        with pytest.raises(NotFound):
            await work.members.profile(member.id)
        with pytest.raises(NotFound):
            await work.members.set_profile(member.id, said)


async def test_whose_an_escalation_is_can_be_asked_from_outside(storage: Storage) -> None:
    async with storage.work(SOUTH.id) as work:
        escalation = await an_escalation(work)

    assert await storage.organisation_of_escalation(escalation.id) == SOUTH.id
    assert await storage.organisation_of_escalation("esc_none") is None
