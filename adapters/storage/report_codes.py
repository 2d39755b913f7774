"""Spare codes of reports, on the table `report_code`: kept as keyed hashes, so that the database opens nothing."""

from sqlalchemy import bindparam, delete, insert, select

from adapters.storage.tables import report_codes
from adapters.storage.transaction import Transaction, own
from bot.reporting.codes import same_code

_BY_DIGEST = select(report_codes.c.report_id).where(own(report_codes), report_codes.c.code_digest == bindparam("digest"))
_DROP = delete(report_codes).where(own(report_codes), report_codes.c.report_id == bindparam("wanted"))


async def set_code(tx: Transaction, report_id: str, code: str) -> None:
    """Put a code in the place of the one before."""
    await tx.execute(_DROP, wanted=report_id)
    await tx.add(insert(report_codes), {"report_id": report_id, "code_digest": _digest(tx, code)})


async def report_with_code(tx: Transaction, code: str) -> str | None:
    """Return the id of the report that has this code."""
    row = await tx.first(_BY_DIGEST, digest=_digest(tx, code))
    return str(row["report_id"]) if row else None


def _digest(tx: Transaction, code: str) -> bytes:
    return tx.sealer.digest("report_code", same_code(code))
