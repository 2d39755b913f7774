"""SPOC contacts: nobody is lost, nobody is another organisation's, and of two secrets the newest signs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import NotFound
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import KNOWN, Election
from bot.ports import Storage
from tests.contract.records import A_MINUTE, AT, NORTH, SOUTH, fresh

FIRST_DAY = date(2026, 4, 1)
OLD, NEW, NEWEST = "whsec_b2xk", "whsec_bmV3", "whsec_bmV3ZXN0"


def make_contact() -> SpocContact:
    """Return a contact with everything that a contact can have."""
    return SpocContact(
        id=fresh("spc"),
        force_id="west-yorkshire",
        elections=KNOWN,
        rank=Rank.SPOC,
        name="Sgt Siân Example",
        endpoint="https://spoc.example.org/reports",
        secrets=(NEW, OLD),
        email="spoc@example.org",
        phone="01632 960001",
        hours="Monday to Friday, 9 – 5",
        is_out_of_hours=True,
        valid_from=FIRST_DAY,
        valid_until=FIRST_DAY + timedelta(days=60),
        checked_on=FIRST_DAY + timedelta(days=1),
        practice=True,
        added_at=AT,
    )


def make_lead() -> SpocContact:
    """Return a safety lead, of whom only the least is known."""
    return SpocContact(
        id=fresh("spc"),
        force_id="",
        elections=frozenset({Election.LOCAL}),
        rank=Rank.SAFETY_LEAD,
        name="Sam Example",
        phone="01632 960002",
        valid_from=FIRST_DAY,
        added_at=AT + A_MINUTE,
    )


async def stored(storage: Storage, *contacts: SpocContact) -> None:
    async with storage.work(NORTH.id) as work:
        for contact in contacts:
            await work.spoc_contacts.add(contact)


async def test_a_contact_comes_back_whole_whatever_is_known_of_it(storage: Storage) -> None:
    contact, lead = make_contact(), make_lead()
    await stored(storage, contact, lead)

    async with storage.reading(NORTH.id) as work:
        assert await work.spoc_contacts.get(contact.id) == contact
        assert await work.spoc_contacts.get(lead.id) == lead


async def test_all_come_oldest_first_and_ended_ones_too(storage: Storage) -> None:
    older, newer, ended = make_contact(), make_lead(), replace(make_contact(), added_at=AT - A_MINUTE)
    await stored(storage, newer, older, ended)

    async with storage.work(NORTH.id) as work:
        await work.spoc_contacts.end(ended.id, FIRST_DAY)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.spoc_contacts.all()) == [replace(ended, valid_until=FIRST_DAY), older, newer]


async def test_a_check_is_written_down_and_nothing_else_changes(storage: Storage) -> None:
    contact, other = make_contact(), make_lead()
    await stored(storage, contact, other)

    async with storage.work(NORTH.id) as work:
        await work.spoc_contacts.set_checked(contact.id, date(2026, 5, 7))

    async with storage.reading(NORTH.id) as work:
        assert list(await work.spoc_contacts.all()) == [replace(contact, checked_on=date(2026, 5, 7)), other]


async def test_a_new_secret_signs_and_the_one_before_it_stays_good_until_it_is_dropped(storage: Storage) -> None:
    contact, other = make_contact(), replace(make_contact(), added_at=AT + A_MINUTE)
    await stored(storage, contact, other)

    async with storage.work(NORTH.id) as work:
        await work.spoc_contacts.replace_secret(contact.id, NEWEST)
    async with storage.work(NORTH.id) as work:
        assert await work.spoc_contacts.get(contact.id) == replace(contact, secrets=(NEWEST, NEW))
        await work.spoc_contacts.drop_older_secret(contact.id)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.spoc_contacts.all()) == [replace(contact, secrets=(NEWEST,)), other]


async def test_a_first_secret_has_none_before_it_and_dropping_needs_none(storage: Storage) -> None:
    contact, without = replace(make_contact(), secrets=()), make_lead()
    await stored(storage, contact, without)

    async with storage.work(NORTH.id) as work:
        await work.spoc_contacts.replace_secret(contact.id, NEWEST)
        await work.spoc_contacts.drop_older_secret(contact.id)
        await work.spoc_contacts.drop_older_secret(without.id)

    async with storage.reading(NORTH.id) as work:
        assert (await work.spoc_contacts.get(contact.id)).secrets == (NEWEST,)
        assert await work.spoc_contacts.get(without.id) == without


async def test_a_unit_that_fails_changes_no_contact(storage: Storage) -> None:
    contact = make_contact()
    await stored(storage, contact)

    async def fail() -> None:
        async with storage.work(NORTH.id) as work:
            await work.spoc_contacts.replace_secret(contact.id, NEWEST)
            await work.spoc_contacts.add(make_lead())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with storage.reading(NORTH.id) as work:
        assert list(await work.spoc_contacts.all()) == [contact]


@pytest.mark.parametrize("organisation", [NORTH, SOUTH], ids=["unknown", "of another organisation"])
async def test_what_is_not_there_can_be_neither_read_nor_changed(storage: Storage, organisation: object) -> None:
    contact = make_contact()
    await stored(storage, contact)
    whose, wanted = (SOUTH, contact.id) if organisation is SOUTH else (NORTH, "spc_none")

    async with storage.work(whose.id) as work:
        with pytest.raises(NotFound):
            await work.spoc_contacts.get(wanted)
        with pytest.raises(NotFound):
            await work.spoc_contacts.end(wanted, FIRST_DAY)
        with pytest.raises(NotFound):
            await work.spoc_contacts.set_checked(wanted, FIRST_DAY)
        with pytest.raises(NotFound):
            await work.spoc_contacts.replace_secret(wanted, NEWEST)
        with pytest.raises(NotFound):
            await work.spoc_contacts.drop_older_secret(wanted)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.spoc_contacts.all()) == [contact]
    async with storage.reading(SOUTH.id) as work:
        assert list(await work.spoc_contacts.all()) == []
