"""The gaps of an organisation: questions without an answer, redacted. They are listed, taught, or closed.

It must never show what was asked in its own words, and never take a gap off the list before what it taught is on the disk.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.administration import UnknownOrganisation, upgrade_database, with_database
from adapters.documents import documents_in_use
from adapters.settings import Settings
from adapters.storage.database import Database
from adapters.storage.work import SqlWork
from adapters.teaching import quote_of, teach
from bot.advice import Advice, Outcome
from bot.errors import NotFound, UserError
from knowledge.questions import LabelledQuestion
from knowledge.refusal import Reason, Refusal, Route

Result = TypeVar("Result")

ADMIN = "admin"

_MARK = re.compile(r"\[(?:\.\.\.|number)\]")


class NoSuchGap(UserError):
    """There is no such open gap. `alongside gaps list ORGANISATION_ID` shows them with their ids."""


class NoQuestion(UserError):
    """Nothing that could be learned is left of this question. Put it into other words with --query, without names."""


class UnknownReason(UserError):
    """That nothing was sure enough is no reason that can be taught. Choose another one."""


def list_gaps(settings: Settings, organisation_id: str, *, limit: int) -> list[str]:
    """Return a line for each open gap, newest first. Raises UnknownOrganisation."""

    async def listed(work: SqlWork) -> list[str]:
        return [_line(advice) for advice in await work.advice.gaps(limit=limit)]

    return _within(settings, organisation_id, listed) or ["No open gaps."]


def teach_answer(
    settings: Settings, organisation_id: str, advice_id: str, *, answer: str, query: str = "", document_id: str = ""
) -> list[str]:
    """Teach which words of the documents answer a gap, and close it; return what to say.

    Raises:
        UnknownOrganisation, NoSuchGap, NoQuestion: there is nothing to teach.
        WordsNotFound, WordsInSeveral: which passage is meant cannot be told; see `teaching.quote_of`.
    """
    gap, collections = _open_gap(settings, organisation_id, advice_id)
    asked = _asked(gap, query)
    quote = quote_of(answer, documents_in_use(settings.data_dir), collections, document_id=document_id)
    return _taught(settings, organisation_id, gap, LabelledQuestion(query=asked, good=(quote,)))


def teach_refusal(
    settings: Settings, organisation_id: str, advice_id: str, *, reason: Reason, route: Route, query: str = ""
) -> list[str]:
    """Teach that nothing in the documents answers a gap, why, and who does, and close it; return what to say.

    Raises UnknownOrganisation, NoSuchGap, NoQuestion, UnknownReason.
    """
    if reason is Reason.UNSURE:
        raise UnknownReason
    gap, _ = _open_gap(settings, organisation_id, advice_id)
    refusal = Refusal(reason=reason, route=route)
    return _taught(settings, organisation_id, gap, LabelledQuestion(query=_asked(gap, query), refusal=refusal))


def close_gap(settings: Settings, organisation_id: str, advice_id: str) -> list[str]:
    """Take a gap off the list without teaching anything; return what to say. Raises UnknownOrganisation, NoSuchGap."""
    _open_gap(settings, organisation_id, advice_id)
    _close(settings, organisation_id, advice_id, "gap.closed")
    return ["Closed. Nothing was taught."]


def _taught(settings: Settings, organisation_id: str, gap: Advice, question: LabelledQuestion) -> list[str]:
    teach(settings.data_dir, question)
    _close(settings, organisation_id, gap.id, "gap.taught")
    found = f"The answer is in {question.good[0].document}." if question.good else "It has no answer in the documents."
    return [f"Taught: {question.query}", found, "Run `alongside reindex` to let it take effect."]


def _open_gap(settings: Settings, organisation_id: str, advice_id: str) -> tuple[Advice, frozenset[str]]:
    async def read(work: SqlWork) -> tuple[Advice, frozenset[str]]:
        return await work.advice.get(advice_id), work.organisation.collections

    advice, collections = _within(settings, organisation_id, read)
    if not advice.gap:
        raise NoSuchGap
    return advice, collections


def _close(settings: Settings, organisation_id: str, advice_id: str, action: str) -> None:
    async def close(work: SqlWork) -> None:
        await work.advice.close_gap(advice_id)
        await work.audit.record(action, subject_id=advice_id, actor=ADMIN)

    _within(settings, organisation_id, close)


def _within(settings: Settings, organisation_id: str, use: Callable[[SqlWork], Awaitable[Result]]) -> Result:
    async def run(database: Database) -> Result:
        try:
            async with database.work(organisation_id) as work:
                return await use(work)
        except NotFound as error:
            raise (UnknownOrganisation if error.kind == "organisation" else NoSuchGap) from error

    upgrade_database(settings)
    return asyncio.run(with_database(settings, run))


def _asked(gap: Advice, query: str) -> str:
    """The question to learn from: the admin's own wording, else what is left of the person's."""
    asked = " ".join((query or _MARK.sub(" ", gap.gap)).split())
    if not any(character.isalpha() for character in asked):
        raise NoQuestion
    return asked


def _line(advice: Advice) -> str:
    why = advice.reason if advice.outcome is Outcome.REFUSED else "did not help"
    return f"{advice.id}  {advice.at:%d %B %Y}  {why}  {' '.join(advice.gap.split())}"
