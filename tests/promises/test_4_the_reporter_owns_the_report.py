"""Promise 4: words stay as typed; the reporter sees, corrects, withdraws and copies; consent is per recipient; diaries exist."""

import pytest

from bot.escalation.escalation import EscalationState
from bot.messages import Channel
from bot.reporting.report import EntryKind, Recipient, ReportStatus
from tests.talking import ORGANISATION, World

ODD_WORDS = "He said *“you’ll see”* – <b>twice</b>,  at 7 pm & \\laughed  "


async def test_the_words_are_kept_as_they_were_typed() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report")

    await person.say(ODD_WORDS)

    [report] = await world.reports()
    assert report.fields["what"].words == ODD_WORDS


async def test_a_diary_goes_to_nobody() -> None:
    world = await World().open()
    person = world.person()

    await person.report_to("Keep it for myself")
    await world.work()
    world.clock.advance(days=30)
    await world.work()

    assert world.spoc.arrived == []
    assert world.desk.cards == []
    assert "Nobody else can see it" in person.text


@pytest.mark.parametrize(
    ("button", "spoc", "party"),
    [
        ("Send: SPOC only", True, False),
        ("Send: my party's staff only", False, True),
        ("Send: party staff and SPOC", True, True),
        ("Keep it for myself", False, False),
    ],
)
async def test_it_goes_to_whom_the_reporter_chose_and_to_nobody_else(button: str, spoc: bool, party: bool) -> None:
    world = await World().open()
    person = world.person()

    await person.report_to(button)
    await world.work()

    assert bool(world.spoc.arrived) is spoc
    assert bool(world.desk.cards) is party
    [report] = await world.reports()
    assert (report.allows(Recipient.SPOC), report.allows(Recipient.PARTY)) == (spoc, party)
    assert {consent.words for consent in report.consents} == {button}


async def test_the_staff_cannot_send_it_on_without_the_reporter() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: my party's staff only")
    await world.work()
    [report] = await world.reports()

    answer = await world.staff.escalate(ORGANISATION.id, report.id, by="U-STAFF")
    await world.work()
    assert world.spoc.arrived == []
    assert "Nothing is sent before they agree" in answer

    await person.catch_up()
    await person.press("Yes, tell the SPOC")
    await world.work()
    assert len(world.spoc.arrived) == 1


async def test_the_reporter_may_say_no_to_the_staff() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: my party's staff only")
    [report] = await world.reports()
    await world.staff.escalate(ORGANISATION.id, report.id, by="U-STAFF")
    await person.catch_up()

    await person.press("No, don't")
    await world.work()

    assert world.spoc.arrived == []


async def test_an_answer_can_be_changed_before_sending_and_the_first_one_stays() -> None:
    world = await World().open()
    person = world.person()
    for words in ["/report", "A man shouted at me.", "no", "Exeter", "yesterday", "no idea"]:
        await person.say(words)

    await person.press("Change something")
    await person.press("Where")
    await person.say("Crediton")

    assert person.replies[-1].kind == "ask_consent"
    assert "Crediton" in person.text
    [report] = await world.reports()
    where = [(entry.kind, entry.words) for entry in report.entries if entry.field == "where"]
    assert where == [(EntryKind.ANSWER, "Exeter"), (EntryKind.CORRECTION, "Crediton")]


async def test_a_withdrawn_report_is_not_delivered() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")

    await _withdraw(person)
    await world.work()

    assert world.spoc.arrived == []
    [report] = await world.reports()
    assert report.status is ReportStatus.WITHDRAWN
    assert not report.allows(Recipient.SPOC)


async def test_a_spoc_that_has_it_already_is_told_of_the_withdrawal() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    await world.work()

    await _withdraw(person)
    assert "I am telling them that you withdrew it" in person.text
    await world.work()

    assert [message.type for message in world.spoc.arrived] == ["report.escalated", "report.withdrawn"]
    assert "fields" not in world.spoc.arrived[1].data, "what is withdrawn is not sent again"
    assert world.spoc.arrived[0].id != world.spoc.arrived[1].id


async def test_a_withdrawal_while_it_is_on_its_way_is_told_as_it_was() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")

    class Slow:
        practice = False

        async def notify(self, message: object) -> int:
            await _withdraw(person)
            world.spoc.arrived.append(message)  # type: ignore[arg-type]
            return 200

    from dataclasses import replace

    from bot.handlers import handlers
    from bot.worker import Worker

    worker = Worker(world.storage, handlers(replace(world.outside, spoc=Slow())), world.clock)
    await worker.run_once()
    await world.work()

    assert [message.type for message in world.spoc.arrived] == ["report.escalated", "report.withdrawn"]
    assert "withdrawn_late" in [reply.kind for reply in await person.news(0)]


async def test_the_reporter_takes_a_copy_of_everything() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Keep it for myself", what="A woman tore up my leaflets in Crediton.")
    await person.say("my reports")
    [report] = await world.reports()

    await person.press(f"Show it: {report.reference}")
    await person.press("A copy for me")

    assert "tore up my leaflets" in person.text
    assert report.reference in person.text


async def test_setting_it_aside_loses_nothing_and_it_can_be_taken_up_again() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report They kicked our stall over.")
    question = person.replies[-1].kind

    assert await person.press("Set it aside") == ["set_aside"]
    await person.say("my reports")
    [report] = await world.reports()
    await person.press(f"Show it: {report.reference}")
    await person.press("Go on with my report")

    assert person.replies[-1].kind == question


async def test_somebody_else_cannot_touch_it_with_its_buttons() -> None:
    world = await World().open()
    await world.person("kit").report_to("Keep it for myself")
    [report] = await world.reports()
    other = world.person("lee")

    for action in ("show", "copy", "withdraw.sure", "agree"):
        await other.press_id(f"r:{report.id[-8:]}:{action}")
        assert other.replies[-1].kind == "old_button"
    assert (await world.reports())[0].status is ReportStatus.SAVED


async def test_the_police_are_not_offered_where_no_spoc_is_connected() -> None:
    world = await World(has_spoc=False, has_desk=False).open()
    person = world.person()
    for words in ["/report", "A man shouted at me.", "no", "Exeter", "yesterday", "no idea"]:
        await person.say(words)

    labels = [choice.label for choice in person.replies[-1].choices]
    assert labels == ["Keep it for myself", "Change something", "Add something", "Cancel it"]
    assert "No police contact is connected here" in person.text


async def test_a_photo_lands_in_the_report_that_is_being_told() -> None:
    from bot.messages import EvidenceItem

    photo = EvidenceItem(sha256="0" * 64, media_type="image/jpeg", size_bytes=3, storage_key="k")
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/report They broke our window")

    kinds = await person.send(evidence=(photo,))

    assert kinds[0] == "evidence_kept"
    [report] = await world.reports(channel=Channel.TELEGRAM)
    assert [entry.evidence for entry in report.evidence] == [photo]
    assert len(person.replies) == 2, "the question that stood is asked again"


async def _withdraw(person: object) -> None:
    from tests.talking import Person

    assert isinstance(person, Person)
    await person.say("my reports")
    label = next(choice.label for choice in person.replies[-1].choices if choice.label.startswith("Show it"))
    await person.press(label)
    await person.press("Withdraw it")
    await person.press("Yes, withdraw it")


async def test_the_state_of_a_withdrawn_escalation_is_withdrawn() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: SPOC only")
    await world.work()
    await _withdraw(person)
    [report] = await world.reports()

    assert [each.state for each in await world.escalations(report)] == [EscalationState.WITHDRAWN]


async def test_the_staff_pressing_twice_ask_the_reporter_once() -> None:
    world = await World().open()
    person = world.person()
    await person.report_to("Send: my party's staff only")
    [report] = await world.reports()

    for _ in range(2):
        await world.staff.escalate(ORGANISATION.id, report.id, by="U-STAFF")

    assert [reply.kind for reply in await person.news(0)].count("staff_ask_spoc") == 1
