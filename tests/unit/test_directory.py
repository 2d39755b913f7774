"""The directory of SPOC contacts: the right people in the right order, never one who was not entered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.escalation.directory import Directory, Rank, SpocContact
from bot.escalation.elections import KNOWN, Election

TODAY = date(2026, 5, 7)
A_DAY = timedelta(days=1)
MIDNIGHT = datetime(2026, 5, 1, tzinfo=UTC)
KENT = "kent"


def contact(id: str, rank: Rank = Rank.SPOC, *, age: int = 0, endpoint: str = "https://spoc.example.org/") -> SpocContact:
    """Return a contact of Kent, `age` days older than the others."""
    return SpocContact(
        id=id,
        force_id="" if rank is Rank.SAFETY_LEAD else KENT,
        elections=KNOWN,
        rank=rank,
        name=f"Sgt {id.title()} Example",
        endpoint=endpoint,
        secrets=("whsec_bmV3", "whsec_b2xk"),
        email="spoc@example.org",
        phone="01632 960003",
        hours="weekdays",
        valid_from=TODAY,
        added_at=MIDNIGHT - age * A_DAY,
    )


def ids(contacts: tuple[SpocContact, ...]) -> list[str]:
    return [each.id for each in contacts]


def ladder(*contacts: SpocContact, force: str = KENT, election: Election = Election.LOCAL, day: date = TODAY) -> list[str]:
    return ids(Directory(contacts).ladder(force, election, day))


def test_the_ladder_goes_by_rank_and_within_a_rank_by_age() -> None:
    lead, room = contact("lead", Rank.SAFETY_LEAD, age=9), contact("room", Rank.CONTROL_ROOM, age=8)
    deputy, newer, older = contact("deputy", Rank.DEPUTY, age=7), contact("newer"), contact("older", age=1)

    assert ladder(lead, newer, room, older, deputy) == ["older", "newer", "deputy", "room", "lead"]


def test_nobody_is_invented() -> None:
    assert ladder() == []
    assert ladder(contact("spoc"), force="essex") == []
    assert Directory(()).for_delivery(KENT, Election.LOCAL, TODAY) is None


def test_another_force_leads_to_the_organisations_own_safety_lead_alone() -> None:
    assert ladder(contact("spoc"), contact("lead", Rank.SAFETY_LEAD), force="essex") == ["lead"]
    assert ladder(contact("spoc"), contact("lead", Rank.SAFETY_LEAD), force="") == ["lead"]


@pytest.mark.parametrize("rank", Rank)
def test_who_is_there_for_another_election_is_left_out(rank: Rank) -> None:
    only_parliament = replace(contact("one", rank), elections=frozenset({Election.PARLIAMENT}))

    assert ladder(only_parliament, election=Election.PARLIAMENT) == ["one"]
    assert ladder(only_parliament, election=Election.LOCAL) == []


@pytest.mark.parametrize("election", Election)
def test_the_safety_lead_is_reached_whatever_somebody_stands_for(election: Election) -> None:
    assert ladder(contact("lead", Rank.SAFETY_LEAD), election=election) == ["lead"]


def test_while_nobody_knows_what_somebody_stands_for_whoever_the_force_has_is_reached() -> None:
    parliament = replace(contact("one", age=1), elections=frozenset({Election.PARLIAMENT}))
    local = replace(contact("two"), elections=frozenset({Election.LOCAL}))

    assert ladder(local, parliament, election=Election.UNKNOWN) == ["one", "two"]


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [(TODAY - A_DAY, False), (TODAY, True), (TODAY + 2 * A_DAY, True), (TODAY + 3 * A_DAY, False)],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
@pytest.mark.parametrize("rank", Rank)
def test_a_contact_counts_from_its_first_to_its_last_day(rank: Rank, day: date, is_valid: bool) -> None:
    ends = replace(contact("one", rank), valid_until=TODAY + 2 * A_DAY)

    assert ladder(ends, day=day) == (["one"] if is_valid else [])


def test_a_contact_without_an_end_does_not_end() -> None:
    assert ladder(contact("one"), day=date.max) == ["one"]


def test_practice_and_earnest_never_mix() -> None:
    directory = Directory([contact("real"), replace(contact("practice"), practice=True)])

    assert ids(directory.ladder(KENT, Election.LOCAL, TODAY)) == ["real"]
    assert ids(directory.ladder(KENT, Election.LOCAL, TODAY, practice=True)) == ["practice"]
    found = directory.for_delivery(KENT, Election.LOCAL, TODAY, practice=True)
    assert found
    assert found.id == "practice"


def test_a_message_goes_to_the_first_who_has_an_endpoint() -> None:
    directory = Directory([contact("spoc", endpoint=""), contact("room", Rank.CONTROL_ROOM), contact("deputy", Rank.DEPUTY)])

    found = directory.for_delivery(KENT, Election.LOCAL, TODAY)

    assert found
    assert found.id == "deputy"


def test_a_message_for_the_police_never_goes_to_the_safety_lead() -> None:
    directory = Directory([contact("spoc", endpoint=""), contact("lead", Rank.SAFETY_LEAD)])

    assert directory.for_delivery(KENT, Election.LOCAL, TODAY) is None


def test_who_was_never_checked_or_long_ago_is_named_and_the_ended_are_not() -> None:
    def checked(id: str, days_ago: int) -> SpocContact:
        return replace(contact(id), checked_on=TODAY - days_ago * A_DAY)

    ended = replace(contact("ended"), valid_until=TODAY - A_DAY)
    last_day = replace(contact("last day"), valid_until=TODAY)
    to_come = replace(checked("to come", 40), valid_from=TODAY + A_DAY)
    directory = Directory([checked("31", 31), checked("30", 30), ended, to_come, last_day, checked("99", 99)])

    assert ids(directory.unchecked(TODAY, 30 * A_DAY)) == ["last day", "99", "to come", "31"]


def test_of_two_secrets_the_newest_signs_and_a_third_one_drops_the_oldest() -> None:
    rotated = contact("one").with_secret("whsec_bmV4dA==")

    assert rotated.secrets == ("whsec_bmV4dA==", "whsec_bmV3")
    assert rotated.secret == "whsec_bmV4dA=="
    assert rotated.with_newest_secret_only().secrets == ("whsec_bmV4dA==",)
    assert replace(rotated, secrets=()).secret == ""


def test_nobodys_name_address_or_secret_shows_in_a_repr() -> None:
    one = contact("one")
    shown = repr(one)

    private = [one.name, one.endpoint, *one.secrets, one.email, one.phone, one.hours]
    assert [text for text in private if text in shown] == []
    assert "'one'" in shown
