"""The guidance while the index is loading, and when it cannot be loaded: words are compared, and nobody waits for ever."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

import adapters.guidance
from adapters.guidance import IndexGuidance
from bot.errors import GuidanceUnavailable
from index.errors import EncoderUnavailable, IndexStale
from index.search import Search

OFFICIAL = frozenset({"official"})
QUESTION = "red flags access to weapons skills fixated ideas imminent violence"


@asynccontextmanager
async def _started(load: Callable[[], Search], words: Callable[[], Search]) -> AsyncIterator[IndexGuidance]:
    guidance = IndexGuidance(load, words)
    guidance.start()
    try:
        yield guidance
    finally:
        guidance.close()


async def _first_document(guidance: IndexGuidance) -> str:
    reading = await guidance.read(QUESTION)
    found = await guidance.search(reading, collections=OFFICIAL)
    return found.hits[0].passage.source.document_id


async def test_a_broken_encoder_leaves_the_search_by_words(by_words: Search) -> None:
    def broken() -> Search:
        raise EncoderUnavailable("some-model", "It is broken.")

    async with _started(broken, lambda: by_words) as guidance:
        assert await _first_document(guidance) in {"joint-guidance-for-candidates-2024", "safety-and-security-guidance-2024"}
        assert not guidance.is_ready


async def test_a_question_during_a_long_load_is_answered_by_words(by_words: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapters.guidance, "WAIT_FOR_LOADING_S", 0.01)
    may_finish = threading.Event()

    def slow() -> Search:
        may_finish.wait()
        return by_words

    async with _started(slow, lambda: by_words) as guidance:
        assert await _first_document(guidance)
        assert not guidance.is_ready
        may_finish.set()


async def test_nothing_to_search_at_all_is_said_as_such() -> None:
    def stale() -> Search:
        raise IndexStale("it is a test")

    async with _started(stale, stale) as guidance:
        with pytest.raises(GuidanceUnavailable):
            await guidance.read(QUESTION)


async def test_a_loaded_index_is_ready(by_words: Search) -> None:
    async with _started(lambda: by_words, lambda: by_words) as guidance:
        await _first_document(guidance)
        assert guidance.is_ready


async def test_a_passage_is_brought_by_its_id_to_those_who_may_see_it(by_words: Search) -> None:
    async with _started(lambda: by_words, lambda: by_words) as guidance:
        found = await guidance.search(await guidance.read(QUESTION), collections=OFFICIAL)
        passage = found.hits[0].passage

        assert await guidance.passage(passage.id, collections=OFFICIAL) == passage
        assert await guidance.passage(passage.id, collections=frozenset({"historic"})) is None
