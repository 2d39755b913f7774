"""The contact clock of an organisation, as an admin starts and reads it from the command line.

It must never print anything of a member but what they agreed to: their place as typed and their address on the channel.
Each function raises what `spoc_organisations.opened` raises.
"""

from datetime import date

from adapters.clock import RandomIds, SystemClock
from adapters.settings import Settings
from adapters.spoc_organisations import within
from adapters.storage.work import SqlWork
from bot.candidate.contact_clock import Started, start
from bot.candidate.no_contact_list import NoContactList, WithoutContact, no_contact_list
from bot.rendering import UK_TIME, uk_time


def start_clock(settings: Settings, organisation_id: str, *, closed: date | None) -> list[str]:
    """Owe every member the question; return what to say. `closed` None: nominations close today."""
    now = SystemClock().now()

    async def begin(work: SqlWork) -> Started:
        return await start(work, RandomIds(), closed or now.astimezone(UK_TIME).date(), now)

    started = within(settings, organisation_id, begin)
    return [
        f"{started.asked} will be asked at {uk_time(started.due_at)} or as soon as `alongside serve` runs after that.",
        f"{started.known} are not asked: they have been already, or said that they are not standing.",
        f"{started.unreached} are not asked: they have not written in a private chat yet. Start it again when they have.",
    ]


def list_contacted(settings: Settings, organisation_id: str) -> list[str]:
    """Return the counts, and a line for each member who wanted the staff to know that nobody has been in touch."""

    async def read(work: SqlWork) -> NoContactList:
        return await no_contact_list(work)

    found = within(settings, organisation_id, read)
    counts = (
        f"asked {found.asked}  yes {found.yes}  no {found.no}  no answer {found.no_answer}  not standing {found.not_standing}"
    )
    return [counts, *map(_line, found.told)]


def _line(one: WithoutContact) -> str:
    place = ", ".join(filter(None, (one.constituency, one.council))) or "place not said"
    return f"{' '.join(place.split())}  {one.channel} {one.address}"
