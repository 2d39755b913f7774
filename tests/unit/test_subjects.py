"""The same subject in two reports: found by account, number, plate and address, never by a description; only a count is shown."""

import pytest

from bot.triage.subjects import subjects_in
from tests.talking import ORGANISATION, RIVAL, World


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@Angry_Gull keeps posting", "it was @angry_gull again."),
        ("rang from 01632 960123", "missed call, +44 1632 960 123"),
        ("white van AB12 CDE outside", "ab12cde parked there"),
        ("mail from Gull@example.org", "GULL@EXAMPLE.ORG wrote"),
    ],
)
def test_one_subject_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert subjects_in(one)
    assert subjects_in(one) == subjects_in(other)


@pytest.mark.parametrize(
    "text",
    ["a man in a grey coat", "at 10 past 8 on the 12th", "40 e-mails in 3 days", "", "@", "👍", "0", "no @ here", "x" * 20_000],
)
def test_a_description_is_no_subject(text: str) -> None:
    assert subjects_in(text) == frozenset()


async def _told(world: World, name: str, what: str, consent: str, organisation_id: str = "") -> None:
    await world.person(name, organisation_id=organisation_id).report_to(consent, what)


async def test_the_card_counts_the_earlier_reports_that_the_staff_may_see() -> None:
    world = await World().open()
    await _told(world, "ash", "@angry_gull shouted at me online yesterday", "Send: my party's staff only")
    await _told(world, "bea", "@angry_gull wrote to me yesterday", "Keep it for myself")
    await _told(world, "cai", "a man shouted at me yesterday", "Send: my party's staff only")
    await _told(world, "dot", "another vile message from @Angry_Gull yesterday", "Send: party staff and SPOC")
    await world.work()

    counts = {card.report.fields["what"].words: card.repeats for card in world.desk.cards}

    assert counts["another vile message from @Angry_Gull yesterday"] == 1, "the diary is nobody's business"
    assert counts["a man shouted at me yesterday"] == 0


async def test_another_organisations_reports_are_never_counted() -> None:
    world = await World().open()
    await _told(world, "ash", "@angry_gull shouted at me online yesterday", "Send: SPOC only", organisation_id=RIVAL.id)
    await _told(world, "dot", "a message from @angry_gull yesterday", "Send: my party's staff only")
    await world.work()

    assert [card.repeats for card in world.desk.cards if card.organisation_id == ORGANISATION.id] == [0]
