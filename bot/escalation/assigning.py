"""Who at the police a report goes to: one target a force, or the reason why nobody can be sent it yet.

It must never leave a report without an answer to "who has it?", and never send one on a guess. Where an organisation has entered
nobody, the one SPOC of the settings takes everything, as long as there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.escalation.directory import Directory, Rank, SpocContact
from bot.escalation.elections import Election
from bot.escalation.escalation import Escalation, EscalationState, Held, Tier
from bot.escalation.route import BOTH, Home, Incident, Route, RouteCertainty, incident_of
from bot.escalation.routing import Routing
from bot.ports import UnitOfWork
from bot.profile import Profile
from bot.rendering import UK_TIME
from bot.reporting.report import EntryKind, Report

LOCATED, SIDE = "located", "side:"
"""What the notes of a report say that answer "where was it?" (its words are the place) and "which side?" (the force follows)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One force of a report, and who is sent it there."""

    force_id: str = ""
    contact_id: str = ""  # "" for the one SPOC of the settings
    practice: bool = False
    held: Held = Held.NOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where a report goes, never to nobody: what cannot be sent is a target that says why."""

    route: Route
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigning:
    """Finds the targets. `has_fallback`: the settings name one SPOC for everything; `practice`: it is the sandbox."""

    routing: Routing
    has_fallback: bool = False
    practice: bool = False

    async def ways(self, work: UnitOfWork, now: datetime) -> tuple[bool, bool]:
        """Return whether a report can go to a SPOC at all, and whether that is only practice."""
        if self.has_fallback and not self.practice:
            return True, False
        contacts = _reachable(await work.spoc_contacts.all(), uk_day(now))
        is_real = any(not each.practice for each in contacts)
        return self.has_fallback or bool(contacts), not is_real and (self.practice or bool(contacts))

    async def assign(self, work: UnitOfWork, report: Report, tier: Tier, now: datetime) -> Assignment:
        """Return the targets of a report as things are now."""
        profile = await work.members.profile(report.reporter)
        contacts = await work.spoc_contacts.all()
        _, practice = await self.ways(work, now)
        route = self.route(report, profile, tier)
        chosen = _Choice(Directory(contacts), profile.election, uk_day(now), practice, self)
        has_directory = any(each.practice == practice for each in _reachable(contacts, uk_day(now)))
        if not has_directory and self.has_fallback:  # the one SPOC passes on what is not theirs: nothing has to be asked
            force_id = route.forces[0].id if len(route.forces) == 1 else ""
            return Assignment(route=route, targets=(Target(force_id=force_id, practice=self.practice),))
        return Assignment(route=route, targets=chosen.targets(route))

    def route(self, report: Report, profile: Profile, tier: Tier) -> Route:
        """Return the route of a report. When minutes count, both sides of a boundary are told instead of asking which."""
        incident = located_incident(report)
        home = Home(postcode=profile.postcode, constituency=profile.constituency, council=profile.council)
        route = self.routing.route(incident, home, election=profile.election)
        if route.certainty is RouteCertainty.WHICH_SIDE and tier is Tier.IMMEDIATE:
            return self.routing.route(replace(incident, side=BOTH), home, election=profile.election)
        return route

    async def assign_held(self, work: UnitOfWork, escalation: Escalation, now: datetime) -> Escalation | None:
        """Return a held escalation as queued, when its force has somebody by now; None while it still has nobody."""
        if escalation.held is not Held.NO_CONTACT:
            return None
        report = await work.reports.get(escalation.report_id)
        profile = await work.members.profile(report.reporter)
        directory = Directory(await work.spoc_contacts.all())
        choice = _Choice(directory, profile.election, uk_day(now), escalation.practice, self)
        target = choice.target(escalation.force_id)
        if target.held is not Held.NOT:
            return None
        return replace(escalation, state=EscalationState.QUEUED, held=Held.NOT, contact_id=target.contact_id, queued_at=now)


@dataclass(frozen=True, slots=True)
class _Choice:
    directory: Directory
    election: Election
    today: date
    practice: bool
    assigning: Assigning

    def targets(self, route: Route) -> tuple[Target, ...]:
        if route.certainty is RouteCertainty.OUTSIDE_UK:
            return (Target(practice=self.practice, held=Held.OUTSIDE_UK),)
        if route.is_certain:
            return tuple(self.target(force.id) for force in route.forces)
        if self._may_fall_back:
            return (Target(practice=self.practice),)
        held = Held.WHICH_SIDE if route.certainty is RouteCertainty.WHICH_SIDE else Held.WHERE
        return (Target(practice=self.practice, held=held),)

    def target(self, force_id: str) -> Target:
        contact = self.directory.for_delivery(force_id, self.election, self.today, practice=self.practice)
        if contact is None and not self._may_fall_back:
            return Target(force_id=force_id, practice=self.practice, held=Held.NO_CONTACT)
        return Target(force_id=force_id, contact_id=contact.id if contact else "", practice=self.practice)

    @property
    def _may_fall_back(self) -> bool:
        return self.assigning.has_fallback and self.assigning.practice == self.practice


def located_incident(report: Report) -> Incident:
    """Return what a report says about its place, with what its reporter answered when they were asked again."""
    notes = [entry for entry in report.entries if entry.kind is EntryKind.NOTE]
    sides = [entry.value.removeprefix(SIDE) for entry in notes if entry.value.startswith(SIDE)]
    places = [entry.words for entry in notes if entry.value == LOCATED]
    incident = incident_of(report, side=sides[-1] if sides else "")
    return replace(incident, where=places[-1], position="") if places else incident


def uk_day(now: datetime) -> date:
    """Return the day in the United Kingdom."""
    return now.astimezone(UK_TIME).date()


def _reachable(contacts: Sequence[SpocContact], today: date) -> list[SpocContact]:
    """Those at the police to whom a message can go."""
    return [each for each in contacts if each.endpoint and each.rank is not Rank.SAFETY_LEAD and each.is_valid(today)]
