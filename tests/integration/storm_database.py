"""Looks into the database of a storm from outside, beside the servers that have it open."""

from dataclasses import dataclass

from sqlalchemy import text

from adapters.storage.engines import database_url, one_off_engine, transaction

DEAD_AFTER_S = 3
_LEASE_S = 90
_LEFT = text(
    "SELECT (SELECT count(*) FROM escalation WHERE state IN ('queued', 'delivered'))"
    " + (SELECT count(*) FROM duty WHERE state = 'open' AND kind IN ('deliver', 'update', 'withdraw'))"
)
_HASTEN = text(
    "UPDATE duty SET leased_until = now() WHERE state = 'open' AND lease IS NOT NULL"
    f" AND leased_until < now() + make_interval(secs => {_LEASE_S - DEAD_AFTER_S})"
)


@dataclass(frozen=True, slots=True)
class StormDatabase:
    """`url`: as the servers are given it."""

    url: str

    async def left(self) -> int:
        """Return how much is still to be done: escalations without an answer, and messages that are owed."""
        engine = one_off_engine(database_url(self.url), writes=False)
        async with transaction(engine, commits=False) as connection:
            return int((await connection.execute(_LEFT)).scalar_one())

    async def hasten_leases(self) -> None:
        """Let what has been leased for three seconds be free, as it would be after ninety. PostgreSQL only.

        A worker that was killed holds up to eight duties until its leases run out. Nothing here takes three seconds as long as no
        receiver hangs; should a living worker be that slow after all, its duty is done twice, which has to be harmless too.
        """
        engine = one_off_engine(database_url(self.url), writes=True)
        async with transaction(engine, commits=True) as connection:
            await connection.execute(_HASTEN)
