"""Promise 5: every row belongs to an organisation; nothing crosses. The stores are tested the same way in tests/contract."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.advice import Advice, Outcome, Verdict
from bot.errors import NotFound
from bot.messages import Channel
from bot.organisations import Invitation, Role
from tests.talking import ORGANISATION, RIVAL, World


async def test_the_same_person_in_two_organisations_is_two_members_with_two_talks() -> None:
    world = await World().open()
    ours = world.person("kit", organisation_id=ORGANISATION.id)
    theirs = world.person("kit", organisation_id=RIVAL.id)
    await ours.report_to("Keep it for myself", what="A secret of Green Street.")

    await theirs.say("my reports", id="theirs-1")

    assert "You have no reports here" in theirs.text
    assert await world.reports(RIVAL.id) == []


async def test_another_party_cannot_open_a_report_by_its_id() -> None:
    world = await World().open()
    await world.person().report_to("Send: party staff and SPOC")
    [report] = await world.reports()
    [escalation] = await world.escalations(report)

    async with world.storage.work(RIVAL.id) as work:
        with pytest.raises(NotFound):
            await work.reports.get(report.id)
        with pytest.raises(NotFound):
            await work.escalations.get(escalation.id)
        with pytest.raises(NotFound):
            await work.conversations.get(report.conversation_id)
        assert await work.escalations.of_report(report.id) == []
        assert await work.turns.since(report.conversation_id, 0) == []


async def test_another_party_can_neither_read_nor_judge_nor_list_nor_close_what_was_asked() -> None:
    world = await World().open()
    advice = Advice(
        id="adv_secret",
        conversation_id="con_secret",
        at=world.clock.now(),
        guidance_version="0123456789ab",
        outcome=Outcome.REFUSED,
        question="A secret of Green Street.",
        gap="a secret",
    )
    await world.storage.add_organisation(replace(ORGANISATION, keeps_questions=True))
    async with world.storage.work(ORGANISATION.id) as work:
        await work.advice.add(advice)

    async with world.storage.work(RIVAL.id) as work:
        assert list(await work.advice.gaps()) == []
        assert await work.advice.forget_questions() == 0
        with pytest.raises(NotFound):
            await work.advice.get(advice.id)
        with pytest.raises(NotFound):
            await work.advice.judge(advice.id, Verdict.HELPFUL)
        with pytest.raises(NotFound):
            await work.advice.close_gap(advice.id)

    async with world.storage.reading(ORGANISATION.id) as work:
        assert await work.advice.get(advice.id) == advice


async def test_another_partys_staff_can_neither_acknowledge_nor_escalate() -> None:
    world = await World().open()
    await world.person().report_to("Send: my party's staff only")
    [report] = await world.reports()

    with pytest.raises(NotFound):
        await world.staff.acknowledge(RIVAL.id, report.id, by="U-RIVAL", acknowledgement_id="a")
    with pytest.raises(NotFound):
        await world.staff.escalate(RIVAL.id, report.id, by="U-RIVAL")


async def test_a_card_is_shown_only_at_the_desk_of_the_reporters_own_party() -> None:
    world = await World().open()
    rival = world.person("robin", organisation_id=RIVAL.id)

    await rival.say("/report They tore our posters down.")
    while rival.replies[-1].kind != "ask_consent":
        await rival.press({"ask_danger": "No", "ask_evidence": "Nothing to add"}.get(rival.replies[-1].kind, "I don't know"))
    labels = {choice.label for choice in rival.replies[-1].choices}
    await world.work()

    assert "Send: my party's staff only" not in labels, "this party has no desk, and another's is none of its business"
    assert world.desk.cards == []


async def test_an_invitation_leads_into_the_organisation_that_gave_it_and_no_other() -> None:
    world = await World().open()
    invitation = Invitation(organisation_id=RIVAL.id, role=Role.REPORTER, expires_at=world.clock.now() + timedelta(days=1))
    await world.storage.invite(invitation, "mill-lane-code")
    person = world.person("sam")

    await person.say("/start mill-lane-code")
    await person.report_to("Send: SPOC only")

    assert len(await world.reports(RIVAL.id, "sam")) == 1
    assert await world.reports(ORGANISATION.id, "sam") == []


async def test_an_invitation_that_has_run_out_says_so_and_leads_nowhere() -> None:
    world = await World().open()
    invitation = Invitation(organisation_id=RIVAL.id, role=Role.REPORTER, expires_at=world.clock.now() + timedelta(days=1))
    await world.storage.invite(invitation, "mill-lane-code")
    world.clock.advance(days=2)
    person = world.person("sam")

    assert (await person.say("/start mill-lane-code"))[0] == "bad_invitation"
    assert await world.storage.organisation_of_person(Channel.WEB, "sam") is None
