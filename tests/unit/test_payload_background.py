"""What goes beside a report: only the reporter's own, only what a SPOC has already, and never a name by the back door."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.escalation.background import Background, background_of
from bot.escalation.escalation import Escalation, EscalationState
from bot.messages import Channel
from bot.ports import UnitOfWork
from bot.profile import Profile
from bot.reporting.patterns import SAME
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.testing import InMemoryStorage, SettableClock
from bot.testing.outside import START
from tests.spoc_messages import make_entry, make_escalation, make_report
from tests.talking import ORGANISATION

DAY = timedelta(days=1)
EARLIER = make_escalation(
    id="esc_0", report_id="rep_0", created_at=START - DAY, delivered_at=START - DAY, state=EscalationState.ACKNOWLEDGED
)


def note(pattern: str = "pat_1") -> Entry:
    """A person has said that it belongs to a pattern."""
    return make_entry("", "", SAME + pattern, id="ent_note", kind=EntryKind.NOTE, at=START - DAY)


def earlier_report(*entries: Entry, **overrides: object) -> Report:
    report = make_report(make_entry("what", "He shouted.", at=START - DAY), *entries)
    return replace(report, id="rep_0", reference="AL-0000-TEST", created_at=START - DAY, **overrides)  # type: ignore[arg-type]


async def beside(
    report: Report, *others: Report, escalations: tuple[Escalation, ...] = (EARLIER,), profile: Profile | None = None
) -> Background:
    """What goes beside a report of somebody who has told these others too. "me" stands for the reporter's id."""
    storage = InMemoryStorage(SettableClock())
    await storage.add_organisation(ORGANISATION)
    async with storage.work(ORGANISATION.id) as work:
        me = (await work.members.find_or_add(Channel.WEB, "kit")).id
        for each in (report, *others):
            await work.reports.add(replace(each, reporter=me if each.reporter == "mem_1" else each.reporter))
            await work.reports.let_in(each.id, me)
        for escalation in escalations:
            await work.escalations.add(escalation)
        await work.members.set_profile(me, profile or Profile())
        return await read(work, replace(report, reporter=me))


async def read(work: UnitOfWork, report: Report) -> Background:
    return await background_of(work, report, make_escalation(), at=START)


def references(found: Background) -> tuple[list[str], list[str]]:
    """The references of the pattern, and of what came before."""
    return list(found.pattern), [each.reference for each in found.previous]


async def test_an_earlier_report_that_a_spoc_has_is_named_with_its_police_reference() -> None:
    given = make_entry("police_reference", "CR/0001/26", at=START - DAY)

    found = await beside(make_report(), earlier_report(given))

    [previous] = found.previous
    assert (previous.reference, previous.police_reference, previous.escalated_at) == ("AL-0000-TEST", "CR/0001/26", START - DAY)
    assert (found.pattern, found.force) == ((), "Kent Police")


async def test_reports_of_one_pattern_are_named_as_such() -> None:
    report = make_report(make_entry("what", "Again."), note())

    assert references(await beside(report, earlier_report(note()))) == (["AL-0000-TEST"], ["AL-0000-TEST"])
    assert references(await beside(report, earlier_report(note("pat_2")))) == ([], ["AL-0000-TEST"])
    assert references(await beside(report, earlier_report())) == ([], ["AL-0000-TEST"])


@pytest.mark.parametrize(
    "escalation",
    [
        replace(EARLIER, state=EscalationState.WITHDRAWN),
        replace(EARLIER, state=EscalationState.HELD, delivered_at=None),
        replace(EARLIER, state=EscalationState.QUEUED, delivered_at=None),
        replace(EARLIER, delivered_at=START + DAY),
        replace(EARLIER, practice=True),
    ],
    ids=["withdrawn", "held", "queued", "delivered later", "practice"],
)
async def test_what_no_spoc_had_by_then_is_not_named(escalation: Escalation) -> None:
    report = make_report(make_entry("what", "Again."), note())

    assert references(await beside(report, earlier_report(note()), escalations=(escalation,))) == ([], [])


@pytest.mark.parametrize(
    "other",
    [
        earlier_report(note(), reporter="mem_2"),
        earlier_report(note(), status=ReportStatus.WITHDRAWN),
        earlier_report(note(), consents=(Consent(recipient=Recipient.SPOC, given=False, words="No", at=START),)),
    ],
    ids=["somebody else's that they opened by a code", "withdrawn", "not for the SPOC"],
)
async def test_what_is_not_theirs_or_not_for_the_spoc_is_not_named(other: Report) -> None:
    assert references(await beside(make_report(make_entry("what", "Again."), note()), other)) == ([], [])


async def test_a_name_in_one_report_does_not_sign_another() -> None:
    named = make_report(make_entry("what", "Again."), note(), make_entry("identity", "Only the SPOC", "spoc"))
    known = make_entry("identity", "Only the SPOC", "spoc", at=START - DAY)

    assert references(await beside(named, earlier_report(note()))) == ([], [])
    assert references(await beside(named, earlier_report(note(), known))) == (["AL-0000-TEST"], ["AL-0000-TEST"])


@pytest.mark.parametrize("is_named", [False, True], ids=["a name that came later signs nothing", "nor what was sent before it"])
async def test_a_name_that_is_given_later_does_not_sign_what_was_sent(is_named: bool) -> None:
    said = [make_entry("identity", "Only the SPOC", "spoc")] if is_named else []
    later = make_entry("identity", "Only the SPOC", "spoc", id="ent_later", at=START + DAY)

    report = make_report(make_entry("what", "Again."), note(), *said)

    assert references(await beside(report, earlier_report(note(), later))) == ([], [])


async def test_who_wants_to_be_known_to_nobody_is_only_put_together_by_their_own_word() -> None:
    report = make_report(make_entry("what", "Again."), note(), make_entry("identity", "Nobody", "none"))

    assert references(await beside(report, earlier_report(note()))) == (["AL-0000-TEST"], [])


@pytest.mark.parametrize(
    ("agreed_at", "identity", "is_given"),
    [(START - DAY, "", True), (START, "spoc", True), (START + DAY, "", False), (START - DAY, "none", False)],
)
async def test_an_emergency_contact_goes_with_reports_sent_after_they_agreed(
    agreed_at: object, identity: str, is_given: bool
) -> None:
    profile = Profile(reach_me="01632 960177", reach_me_at=str(agreed_at))
    said = [make_entry("identity", "as chosen", identity)] if identity else []

    found = await beside(make_report(make_entry("what", "He shouted."), *said), profile=profile, escalations=())

    assert (found.emergency_contact is not None) is is_given
    assert found.emergency_contact is None or found.emergency_contact.words == "01632 960177"
