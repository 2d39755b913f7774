"""Looking a message up in the guidance while the conversation's state is still being read.

Encoding takes longer than everything else in a turn together, and it needs no database: begun first, it costs no waiting. A text
is encoded at most once a turn, and no transaction that writes is open meanwhile.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answering.found import Found
from bot.answering.parts import is_follow_up, parts_of
from bot.commands import searchable
from bot.errors import GuidanceUnavailable
from bot.incoming import without_command
from bot.messages import Inbound
from bot.ports import Guidance, Reading
from bot.state import State
from knowledge.passage import Passage
from knowledge.signals import Signals

log = logging.getLogger(__name__)

STILL_THE_SAME_TALK = timedelta(minutes=30)
"""How long "and on whatsapp?" is taken to go on from the question before."""

PATIENCE_S = 2.0
"""How long a message waits for what labelled messages say of it, in seconds; on an idle machine that takes 0.005."""

MOST_CONTEXT_CHARS = 300
"""Of a chain of questions that go on from each other only the newest words count."""


class LookUp:
    """One message on its way through encoder, judge and search."""

    def __init__(self, guidance: Guidance, inbound: Inbound) -> None:
        self._guidance = guidance
        self._said = without_command(inbound.text)
        self._question = searchable(inbound)
        self._readings: dict[str, asyncio.Task[Reading]] = {}

    def begin(self) -> None:
        """Begin to encode the message, and the parts of what may be a question."""
        for text in dict.fromkeys((self._said, self._question, *parts_of(self._question))):
            if text:
                self._read(text)

    async def signals(self) -> Sequence[Signals]:
        """Return what labelled messages say of the message; nothing when that cannot be had at once. Never raises.

        A danger must not wait for a model that is still being loaded, nor be missed for one that breaks: the rules go on alone.
        """
        return await self.signals_of(self._said)

    async def signals_of(self, text: str) -> Sequence[Signals]:
        """Return what labelled messages say of a text, such as one answer of a whole form. Never raises either."""
        if not text or not self._guidance.is_ready:
            return ()
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._guidance.signals(await asyncio.shield(self._read(text)))
        except Exception:  # whatever broke: see above
            log.exception("signals.failed")
            return ()

    async def found(self, question: str | None, context: str, *, collections: frozenset[str]) -> tuple[Found, ...] | None:
        """Return what the guidance has on each part of a question; None when nothing was asked, or it is not available.

        Args:
            question: the words to search for, or None.
            context: the question before; "" when there was none, or this one does not go on from it.
            collections: what may be shown.
        """
        if not question:
            return None
        try:
            whole = await self._search(question, collections, before=context)
            parts = () if context else parts_of(question)
            found = [await self._search(part, collections) for part in parts] if len(parts) > 1 else []
        except GuidanceUnavailable:
            log.warning("guidance.unavailable", exc_info=True)
            return None
        return tuple(found) if _asks_several_things(found) else (whole,)

    async def passage(self, passage_id: str, *, collections: frozenset[str]) -> Passage | None:
        """Return a passage that a button names; None when there is no such one here any more, or it may not be shown."""
        try:
            return await self._guidance.passage(passage_id, collections=collections)
        except GuidanceUnavailable:
            log.warning("guidance.unavailable", exc_info=True)
            return None

    def forget(self) -> None:
        """Drop what nobody asked for."""
        for reading in self._readings.values():
            reading.add_done_callback(_look_at)
            reading.cancel()

    async def _search(self, text: str, collections: frozenset[str], *, before: str = "") -> Found:
        reading = await self._read(text)
        if before:
            reading = replace(reading, whole=await self._read(f"{before} {text}"))
        findings = await self._guidance.search(reading, collections=collections)
        return Found(question=(reading.whole or reading).text, findings=findings)

    def _read(self, text: str) -> "asyncio.Task[Reading]":
        if text not in self._readings:
            self._readings[text] = asyncio.create_task(_reading(self._guidance, text))
        return self._readings[text]


@contextmanager
def looking_up(guidance: Guidance, inbound: Inbound) -> Iterator[LookUp]:
    """Begin to encode a message; leaving drops what nobody asked for."""
    look_up = LookUp(guidance, inbound)
    look_up.begin()
    try:
        yield look_up
    finally:
        look_up.forget()


def context_of(question: str | None, state: State, now: datetime) -> str:
    """Return the question before, when this one goes on from it and it was asked just now; else ""."""
    if not question or not state.last_question or not is_follow_up(question):
        return ""
    asked_at = datetime.fromisoformat(state.last_question_at)
    return state.last_question[-MOST_CONTEXT_CHARS:] if now - asked_at <= STILL_THE_SAME_TALK else ""


def passage_named(choice: str, state: State) -> str:
    """Return the id of the passage that a button asks for; "" when it asks for none."""
    kind, _, name = choice.partition(":")
    if kind != "g":
        return ""
    return next(iter(state.more), "") if name == "more" else name


def _asks_several_things(found: Sequence[Found]) -> bool:
    """Parts that the same passage answers, or that have no answer by themselves, are one question."""
    first = {part.findings.hits[0].passage.id for part in found if part.findings.is_answer}
    return len(first) > 1


async def _reading(guidance: Guidance, text: str) -> Reading:
    return await guidance.read(text)


def _look_at(reading: "asyncio.Task[Reading]") -> None:
    """Look at the outcome that nobody waited for; otherwise the loop would report an exception that was never seen."""
    if not reading.cancelled():
        reading.exception()
