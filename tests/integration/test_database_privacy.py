"""What lies on the disk: no word that a person typed, nothing that can be moved to another place, nothing without the keys."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from adapters.storage.database import Database
from adapters.storage.errors import SealBroken, WrongKeys
from adapters.storage.tables import organisations
from bot.advice import Verdict
from bot.escalation.escalation import Acknowledgement
from bot.messages import Channel
from bot.organisations import Invitation, Role
from bot.state import State
from bot.testing import SettableClock
from tests.contract.records import A_MINUTE, AT, NORTH, SOUTH, a_conversation, a_report, an_escalation, make_advice, make_turn
from tests.integration.databases import KEY

OTHER_KEY = b"o" * 32
KEEPING = replace(NORTH, keeps_questions=True)


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """The SQLite file of this test."""
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def clock() -> SettableClock:
    """The time of the test."""
    return SettableClock()


def content(file: Path) -> bytes:
    """Return what lies on the disk."""
    return file.read_bytes()


def change(file: Path, statement: str, *values: object) -> None:
    """Meddle with the file behind Alongside's back."""
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute(statement, values).rowcount > 0


async def test_no_word_of_a_person_lies_in_the_file(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(KEEPING)
        await database.invite(
            Invitation(organisation_id=NORTH.id, role=Role.STAFF, expires_at=clock.now() + A_MINUTE), "private-code"
        )
        await database.join("private-code", Channel.SLACK, "private-address")
        async with database.work(NORTH.id) as work:
            escalation = await an_escalation(work)
            report = await work.reports.get(escalation.report_id)
            conversation = await work.conversations.get(report.conversation_id)
            await work.conversations.save(replace(conversation, state=State(last_text="private-last-text")))
            turn = await work.turns.add(make_turn(conversation, inbound_key="private-inbound-key"))
            await work.escalations.update(
                replace(escalation, acknowledged_by="private-officer", police_reference="private-reference")
            )
            await work.escalations.acknowledge(
                Acknowledgement(id="ack_1", subject_id=escalation.id, by="private-name", how="staff", at=AT)
            )
            advice = make_advice(conversation, gap="private-gap")
            await work.advice.add(advice)
            await work.advice.judge(advice.id, Verdict.UNHELPFUL, gap="private-later-gap")
        stored = content(file) + content(file.with_name(f"{file.name}-wal"))

    photo = report.evidence[0].evidence
    assert photo
    typed = [advice.question, turn.said, turn.replies[0].text, turn.address, escalation.acknowledge_token, photo.sha256]
    typed += [text for entry in report.entries for text in (entry.words, entry.value)]
    typed += [consent.words for consent in report.consents] + [NORTH.name, NORTH.safety_contact, "private-"]
    assert [text for text in typed if text.encode() in stored] == []
    assert report.id.encode() in stored  # the search finds what is there


async def test_a_cell_that_was_moved_to_another_row_is_refused(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            first, second = await a_conversation(work), await a_conversation(work, "01632 960456")
    change(
        file, "UPDATE conversation SET state = (SELECT state FROM conversation WHERE id = ?) WHERE id = ?", first.id, second.id
    )

    async with Database(sqlite_url, [KEY], clock) as database, database.reading(NORTH.id) as work:
        assert await work.conversations.get(first.id) == first
        with pytest.raises(SealBroken) as raised:
            await work.conversations.get(second.id)
    assert raised.value.place == f"conversation.state of {second.id}"


async def test_a_row_that_was_given_to_another_organisation_is_refused(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        await database.add_organisation(SOUTH)
        async with database.work(NORTH.id) as work:
            report = await a_report(work)
    for table in ("member", "conversation", "report", "entry", "evidence", "consent"):
        change(file, f"UPDATE {table} SET organisation_id = ?", SOUTH.id)

    async with Database(sqlite_url, [KEY], clock) as database, database.reading(SOUTH.id) as work:
        with pytest.raises(SealBroken):
            await work.reports.get(report.id)


@pytest.mark.parametrize("column", ["question", "gap"])
async def test_words_of_advice_that_were_moved_to_other_advice_or_another_organisation_are_refused(
    sqlite_url: str, file: Path, clock: SettableClock, column: str
) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        for organisation in (KEEPING, SOUTH):
            await database.add_organisation(organisation)
        async with database.work(NORTH.id) as work:
            conversation = await a_conversation(work)
            first, second = make_advice(conversation, gap="first"), make_advice(conversation, gap="second")
            await work.advice.add(first)
            await work.advice.add(second)
    change(file, f"UPDATE advice SET {column} = (SELECT {column} FROM advice WHERE id = ?) WHERE id = ?", first.id, second.id)

    async with Database(sqlite_url, [KEY], clock) as database, database.reading(NORTH.id) as work:
        assert await work.advice.get(first.id) == first
        with pytest.raises(SealBroken) as raised:
            await work.advice.get(second.id)
    assert raised.value.place == f"advice.{column} of {second.id}"

    change(file, "UPDATE advice SET organisation_id = ?", SOUTH.id)
    async with Database(sqlite_url, [KEY], clock) as database, database.reading(SOUTH.id) as work:
        with pytest.raises(SealBroken):
            await work.advice.get(first.id)
        with pytest.raises(SealBroken):
            await work.advice.gaps()


async def test_what_is_not_kept_of_advice_leaves_no_ciphertext_in_its_row(
    sqlite_url: str, file: Path, clock: SettableClock
) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(KEEPING)
        async with database.work(NORTH.id) as work:
            advice = make_advice(await a_conversation(work), gap="a gap")
            await work.advice.add(advice)
            await work.advice.close_gap(advice.id)
            await work.advice.forget_questions()

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT question, gap FROM advice").fetchall() == [(None, None)]


async def test_another_process_that_has_not_heard_of_it_yet_keeps_no_question(sqlite_url: str, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(KEEPING)
        async with database.work(NORTH.id) as work:
            conversation = await a_conversation(work)
            await work.tx.execute(update(organisations).values(keeps_questions=False))
        async with database.work(NORTH.id) as work:
            assert work.organisation.keeps_questions  # as it was remembered
            advice = make_advice(conversation)
            await work.advice.add(advice)
            assert await work.advice.get(advice.id) == replace(advice, question="")


async def test_a_changed_byte_is_refused(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
    change(file, "UPDATE organisation SET name = CAST(substr(name, 1, length(name) - 1) || x'00' AS BLOB)")

    async with Database(sqlite_url, [KEY], clock) as database:
        with pytest.raises(SealBroken):
            await database.organisations()


async def test_wrong_keys_open_nothing_and_change_nothing(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
    before = content(file)

    with pytest.raises(WrongKeys):
        await Database(sqlite_url, [OTHER_KEY], clock).open()

    assert content(file) == before
    async with Database(sqlite_url, [KEY], clock) as database:
        assert list(await database.organisations()) == [NORTH]


async def test_an_old_key_can_be_dropped_after_one_start_with_both(sqlite_url: str, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            report = await a_report(work)

    async with Database(sqlite_url, [OTHER_KEY, KEY], clock):
        pass  # opening wraps the data keys anew

    with pytest.raises(WrongKeys):
        await Database(sqlite_url, [KEY], clock).open()
    async with Database(sqlite_url, [OTHER_KEY], clock) as database, database.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == report


async def test_the_same_words_are_never_the_same_bytes(sqlite_url: str, file: Path, clock: SettableClock) -> None:
    async with Database(sqlite_url, [KEY], clock) as database:
        for organisation in (NORTH, SOUTH):
            await database.add_organisation(organisation)
            async with database.work(organisation.id) as work:
                await a_conversation(work)

    with closing(sqlite3.connect(file)) as connection:
        for column in ("address", "address_digest", "state"):
            first, second = connection.execute(f"SELECT {column} FROM conversation").fetchall()
            assert first != second


def test_no_key_shows_in_a_repr(sqlite_url: str, clock: SettableClock) -> None:
    database = Database("postgresql://someone:a-password@db.example.org/alongside", [b"k" * 32], clock)

    assert "a-password" not in repr(database)
    assert "kkk" not in repr(database)
