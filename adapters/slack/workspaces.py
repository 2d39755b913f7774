"""Tells which organisation somebody on Slack belongs to. A workspace that is not known gets nothing of ours."""

from collections.abc import Awaitable, Callable
from typing import Protocol

OrganisationOfTeam = Callable[[str], Awaitable[str | None]]
"""From a workspace's id to the organisation that it belongs to; None for a workspace that is not known."""


class Placed(Protocol):
    """Something that somebody did somewhere."""

    @property
    def team(self) -> str:
        """The workspace that the person belongs to."""

    @property
    def place(self) -> str:
        """The workspace that it happened in."""


async def organisation_of(deed: Placed, organisation_of_team: OrganisationOfTeam) -> str | None:
    """Return the organisation of both the person's workspace and the one they are in; None unless that is one and the same.

    In a channel that two parties share, neither may reach the other's reports.
    """
    found = {await organisation_of_team(team) for team in {deed.team, deed.place}}
    return found.pop() if len(found) == 1 else None
