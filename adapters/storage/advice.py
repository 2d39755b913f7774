"""The log of advice of one organisation, on the table `advice`.

It must never keep what was asked in its own words for an organisation that does not want it: the database itself looks, since
this process may have the organisation's old word. What is not kept is null, so that forgetting all questions, or closing a gap,
leaves no ciphertext behind in the table.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, bindparam, case, exists, insert, null, select, update

from adapters.storage.sealing import seal_cell
from adapters.storage.tables import advices, organisations
from adapters.storage.transaction import Row, Transaction, own
from bot.advice import Advice, Outcome, Verdict
from bot.errors import NotFound

_KEEPS = exists().where(own(organisations), organisations.c.keeps_questions)
_ADD = insert(advices).values(question=case((_KEEPS, bindparam("asked", type_=advices.c.question.type)), else_=null()))
_OWN = select(advices).where(own(advices))
_BY_ID = _OWN.where(advices.c.id == bindparam("wanted"))
_GAPS = _OWN.where(advices.c.gap.is_not(None)).order_by(advices.c.at.desc(), advices.c.id.desc()).limit(bindparam("most"))
_ONE = update(advices).where(own(advices), advices.c.id == bindparam("wanted"))
_JUDGE = _ONE.values(verdict=bindparam("new_verdict"), gap=bindparam("new_gap", type_=advices.c.gap.type))
_CLOSE = _ONE.values(gap=null())
_FORGET = update(advices).where(own(advices), advices.c.question.is_not(None)).values(question=null())
_CLEAR = ("id", "conversation_id", "at", "guidance_version", "reason", "route")


class SqlAdviceLog:
    """Implements `AdviceLog`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, advice: Advice) -> None:
        """See the port."""
        asked = self._sealed(advices.c.question, advice.id, advice.question)
        await self._tx.add(_ADD, {**_row(advice), "asked": asked})

    async def get(self, advice_id: str) -> Advice:
        """See the port. In a unit that writes, nobody else can change it before the commit."""
        row = await self._tx.first(_BY_ID, lock=advices, wanted=advice_id)
        if not row:
            raise NotFound("advice", advice_id)
        return self._advice(row)

    async def judge(self, advice_id: str, verdict: Verdict, *, gap: str = "") -> None:
        """See the port."""
        judged = (await self.get(advice_id)).judged(verdict, gap=gap)
        new_gap = self._sealed(advices.c.gap, advice_id, judged.gap)
        await self._tx.execute(_JUDGE, wanted=advice_id, new_verdict=judged.verdict.value, new_gap=new_gap)

    async def gaps(self, *, limit: int = 100) -> Sequence[Advice]:
        """See the port."""
        return [self._advice(row) for row in await self._tx.all(_GAPS, most=limit)]

    async def close_gap(self, advice_id: str) -> None:
        """See the port."""
        if not (await self._tx.execute(_CLOSE, wanted=advice_id)).rowcount:
            raise NotFound("advice", advice_id)

    async def forget_questions(self) -> int:
        """See the port."""
        return (await self._tx.execute(_FORGET)).rowcount

    def _sealed(self, column: Column[Any], advice_id: str, text: str) -> bytes | None:
        return seal_cell(self._tx.sealer, column, advice_id, text) if text else None

    def _advice(self, row: Row) -> Advice:
        opened = self._tx.opened(advices, row)
        return Advice(
            **{name: opened[name] for name in _CLEAR},
            outcome=Outcome(opened["outcome"]),
            passages=tuple(opened["passages"]),
            question=opened["question"] or "",
            gap=opened["gap"] or "",
            verdict=Verdict(opened["verdict"]),
        )


def _row(given: Advice) -> dict[str, Any]:
    return {
        **{name: getattr(given, name) for name in _CLEAR},
        "outcome": given.outcome.value,
        "passages": list(given.passages),
        "gap": given.gap or None,
        "verdict": given.verdict.value,
    }
