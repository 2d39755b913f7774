"""Conversations and turns: the same message is never done twice, and two messages at once never overwrite each other."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import ConversationChanged, NotFound
from bot.messages import Channel
from bot.ports import Storage, Turn
from bot.state import ConversationRecord, State
from tests.contract.records import A_MINUTE, ADDRESS, AT, NORTH, a_conversation, fresh, make_turn


async def test_a_conversation_comes_back_as_it_was_saved(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        saved = await a_conversation(work)

    async with storage.reading(NORTH.id) as work:
        assert saved.version == 1
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) == saved
        assert await work.conversations.get(saved.id) == saved
        assert await work.conversations.find(Channel.SLACK, ADDRESS) is None


async def test_the_talks_of_a_member_are_found_and_nobody_elses(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        saved = await a_conversation(work)
        other = await work.members.find_or_add(Channel.TELEGRAM, "another person")

    async with storage.reading(NORTH.id) as work:
        assert list(await work.conversations.of_member(saved.member_id)) == [saved]
        assert list(await work.conversations.of_member(other.id)) == []


async def test_each_save_is_one_version_on(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await a_conversation(work)
        second = await work.conversations.save(replace(first, state=State(last_text="someone keeps ringing")))

    async with storage.reading(NORTH.id) as work:
        assert second.version == 2
        assert await work.conversations.get(first.id) == second


async def test_a_save_over_another_version_is_refused_and_changes_nothing(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await a_conversation(work)
        second = await work.conversations.save(replace(first, state=State(step="where")))

    with pytest.raises(ConversationChanged):
        async with storage.work(NORTH.id) as work:
            await work.conversations.save(replace(first, state=State(step="when")))

    async with storage.reading(NORTH.id) as work:
        assert await work.conversations.get(first.id) == second


async def test_two_conversations_at_one_address_are_refused(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await a_conversation(work)

    with pytest.raises(ConversationChanged):
        async with storage.work(NORTH.id) as work:
            await work.conversations.save(replace(first, id=fresh("con"), version=0))


async def test_of_two_first_messages_at_once_one_has_to_read_again(storage: Storage) -> None:
    async def begin() -> ConversationRecord:
        async with storage.work(NORTH.id) as work:
            return await a_conversation(work)

    outcomes = await asyncio.gather(begin(), begin(), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConversationChanged", "ConversationRecord"]


async def test_of_two_saves_at_once_one_has_to_read_again(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await a_conversation(work)

    async def save(step: str) -> ConversationRecord:
        async with storage.work(NORTH.id) as work:
            return await work.conversations.save(replace(first, state=State(step=step)))

    outcomes = await asyncio.gather(save("where"), save("when"), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConversationChanged", "ConversationRecord"]


async def test_a_turn_comes_back_as_it_was_stored_with_its_place(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        turn = make_turn(await a_conversation(work))
        stored = await work.turns.add(turn)

    async with storage.reading(NORTH.id) as work:
        assert stored == replace(turn, seq=1)
        assert await work.turns.get(turn.id) == stored
        assert await work.turns.find(turn.channel, turn.address, turn.inbound_key) == stored
        assert await work.turns.find(turn.channel, turn.address, "update-2") is None
        with pytest.raises(NotFound):
            await work.turns.get("trn_none")


async def test_the_same_message_makes_one_turn(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        first = await work.turns.add(make_turn(conversation))

    with pytest.raises(ConversationChanged):
        async with storage.work(NORTH.id) as work:
            await work.turns.add(make_turn(conversation))

    async with storage.reading(NORTH.id) as work:
        assert list(await work.turns.since(conversation.id, 0)) == [first]


async def test_the_same_message_twice_at_once_makes_one_turn(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)

    async def add() -> Turn:
        async with storage.work(NORTH.id) as work:
            return await work.turns.add(make_turn(conversation))

    outcomes = await asyncio.gather(*(add() for _ in range(4)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConversationChanged"] * 3 + ["Turn"]


async def test_notices_answer_no_message_and_never_collide(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        notices = [await work.turns.add(make_turn(conversation, inbound_key="")) for _ in range(2)]

    async with storage.reading(NORTH.id) as work:
        assert [notice.seq for notice in notices] == [1, 2]
        assert await work.turns.find(Channel.TELEGRAM, ADDRESS, "") is None


async def test_turns_after_a_place_come_oldest_first(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation, other = await a_conversation(work), await a_conversation(work, "01632 960456")
        turns = [await work.turns.add(make_turn(conversation, inbound_key=f"update-{n}")) for n in range(3)]
        await work.turns.add(make_turn(other))

    async with storage.reading(NORTH.id) as work:
        assert list(await work.turns.since(conversation.id, 0)) == turns
        assert list(await work.turns.since(conversation.id, 1)) == turns[1:]
        assert list(await work.turns.since(conversation.id, 3)) == []


async def test_a_turn_is_marked_as_sent(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        turn = await work.turns.add(make_turn(await a_conversation(work)))
        await work.turns.mark_sent(turn.id, AT + A_MINUTE)

    async with storage.work(NORTH.id) as work:
        assert (await work.turns.get(turn.id)).sent_at == AT + A_MINUTE
        with pytest.raises(NotFound):
            await work.turns.mark_sent("trn_none", AT)
