"""Spare codes: however typed, they open one report for members of its organisation, on any device, and nothing elsewhere."""

import re

import pytest

from adapters.clock import RandomIds
from bot.messages import Channel
from bot.reporting.codes import code_in, same_code
from bot.reporting.report import EntryKind, Recipient, ReportStatus
from bot.testing import FixedIds
from tests.talking import RIVAL, Person, World

CODE = "7K3M-9QXT-VB4N-R2HD"
OF_THE_TWIN = re.compile(r"\b[2-9]\d{3}(?:-TEST){3}\b")


class RealCodes(FixedIds):
    """Ids that are counted, with codes as they really are."""

    def code(self) -> str:
        """See the port."""
        return RandomIds().code()


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"  {CODE}\n",
        "7k3m 9qxt-vb4n r2hd",
        "7 K 3 M 9 Q X T V B 4 N R 2 H D",
    ],
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert code_in(typed) == same_code(CODE) == "7K3M9QXTVB4NR2HD"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "incomprehensible",
        "responsibilities",
        "WHAT HAPPENED NEXT",
        "he said he knew where we live",
        "2 men at the gate",
        "01632 960123 rang",
        "0163 2960 1230 1632",
        "1234-5678-9012-3456",
        "7K3M-9QXT-VB4N",
        f"{CODE}-7K3M",
        f"my code is {CODE}",
        "7K3M--9QXT-VB4N-R2HD",
        "7K3M-9QXT-VB4N-R2HO",
        "7K3M-9QXT-VB4N-R2H1",
        "7K3M-9QXT-VB4N-R2HU",
        "AL-7K3M-9QXT",
        "CR/20260501/4455",
    ],
)
def test_nothing_else_is_taken_for_a_code(typed: str) -> None:
    assert code_in(typed) == ""


def test_every_code_that_is_given_can_be_typed_back() -> None:
    codes = [RandomIds().code() for _ in range(500)]

    assert all(code_in(code) == code_in(code.lower()) != "" for code in codes)
    assert len(set(codes)) == 500


async def set_aside(world: World, name: str = "kit", channel: Channel = Channel.TELEGRAM) -> tuple[Person, str]:
    """A draft, and its spare code as it was shown."""
    person = world.person(name, channel=channel)
    await person.say("/report A man shouted at me outside the library.")
    await person.press("No")
    await person.press("Set it aside")
    await person.press("Spare code")
    return person, shown_code(person)


def shown_code(person: Person) -> str:
    found = re.search(r"\b[2-9][0-9A-Z]{3}(?:-[0-9A-Z]{4}){3}\b", person.text)
    assert found
    return found.group()


@pytest.mark.parametrize("typed", ["{}", "/resume {}", "/start {}"])
@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: code.replace("-", " ")], ids=["as shown", "small", "spaced"])
async def test_a_draft_goes_on_where_it_stood_for_another_member_on_another_channel(typed: str, spelling: object) -> None:
    assert callable(spelling)
    world = await World(ids=RealCodes()).open()
    _, code = await set_aside(world)
    other = world.person("a-browser", channel=Channel.WEB)

    kinds = await other.say(typed.format(spelling(code)))

    assert kinds[-1] == "ask_when"
    await other.press("Yesterday")
    [report] = await world.reports(channel=Channel.TELEGRAM)
    assert (await world.reports(person="a-browser"))[0].id == report.id
    assert report.fields["when"].channel is Channel.WEB, "who said it where stays visible"


async def test_the_code_opens_nothing_in_another_organisation() -> None:
    world = await World().open()
    _, code = await set_aside(world)
    other = world.person("kit", channel=Channel.TELEGRAM, organisation_id=RIVAL.id)

    assert (await other.say(code))[-1] == "unknown_code"

    assert await world.reports(RIVAL.id, "kit", Channel.TELEGRAM) == []


async def test_a_fresh_code_takes_the_place_of_the_old_one() -> None:
    world = await World(ids=RealCodes()).open()
    person, old = await set_aside(world)
    await person.press_id(f"r:{(await world.reports(channel=Channel.TELEGRAM))[0].id[-8:]}:code")
    fresh = shown_code(person)
    other = world.person("a-browser")

    assert fresh != old
    assert (await other.say(old))[-1] == "unknown_code"
    assert (await other.say(fresh))[-1] == "ask_when"


async def test_a_guessed_code_says_only_that_it_is_unknown() -> None:
    world = await World().open()
    await set_aside(world)
    other = world.person("a-browser")

    await other.say(CODE)

    assert other.replies[-1].kind == "unknown_code"
    assert "AL-" not in other.text
    assert await world.reports(person="a-browser") == []


async def test_a_code_that_is_not_known_is_no_answer_to_the_form() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report A man shouted at me.")
    await person.press("No")

    await person.say(CODE)

    [report] = await world.reports()
    assert all(CODE not in entry.words for entry in report.entries)


async def test_where_a_talk_can_be_lost_the_receipt_has_the_code_and_it_opens_the_saved_report() -> None:
    world = await World().open()
    person = world.person(channel=Channel.WEB)
    await person.report_to("Send: party staff and SPOC")
    code = shown_code(person)
    other = world.person("a-new-browser")

    assert (await other.say(code))[-1] == "show_report"
    await other.press("Withdraw it")
    await other.press("Yes, withdraw it")

    assert (await world.reports())[0].status is ReportStatus.WITHDRAWN


async def test_on_a_channel_that_keeps_its_talks_no_code_is_given_unasked() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.report_to("Send: party staff and SPOC")

    assert not OF_THE_TWIN.search(person.text)


async def test_a_later_yes_to_the_spoc_leaves_the_code_that_was_written_down() -> None:
    world = await World().open()
    person = world.person(channel=Channel.WEB)
    await person.report_to("Send: my party's staff only")
    code = shown_code(person)
    [report] = await world.reports()

    assert await person.press_id(f"r:{report.id[-8:]}:agree") == ["agreed_spoc", "not_a_crime_report"]

    assert (await world.reports())[0].allows(Recipient.SPOC)
    assert not OF_THE_TWIN.search(person.text)
    assert (await world.person("a-new-browser").say(code))[-1] == "show_report"


async def test_who_came_by_the_code_adds_in_their_own_name_and_both_see_it() -> None:
    world = await World().open()
    person = world.person(channel=Channel.WEB)
    await person.report_to("Keep it for myself")
    other = world.person("another-browser")
    await other.say(shown_code(person))
    await other.press("Add to it")
    await other.say("the barman saw it too")

    [report] = await world.reports()
    assert [entry.words for entry in report.entries if entry.kind is EntryKind.ADDITION] == ["the barman saw it too"]
    assert report.entries[-1].author != report.reporter
    assert await world.reports(person="another-browser") == [report]


async def test_it_is_written_down_that_somebody_came_by_a_code() -> None:
    world = await World().open()
    _, code = await set_aside(world)
    await world.person("a-browser").say(code)

    async with world.storage.reading("org_green_street") as work:
        actions = [action for action, _, _ in work.audit._rows.audit]  # type: ignore[attr-defined]
    assert [each for each in actions if "code" in each] == ["report.code_given", "report.opened_by_code"]


async def test_the_one_who_has_it_anyway_is_not_let_in_again() -> None:
    world = await World().open()
    person, code = await set_aside(world)

    assert (await person.say(code))[-1] == "ask_when"

    assert len(await world.reports(channel=Channel.TELEGRAM)) == 1


async def test_a_cancelled_draft_is_opened_by_its_code_and_then_not_deleted() -> None:
    world = await World().open()
    person, code = await set_aside(world)
    await person.press_id(f"r:{(await world.reports(channel=Channel.TELEGRAM))[0].id[-8:]}:resume")
    await person.say("cancel")

    assert (await world.person("a-browser").say(code))[-1] == "ask_when"
    world.clock.advance(days=3)
    await world.work()

    assert (await world.reports(channel=Channel.TELEGRAM))[0].status is ReportStatus.DRAFT
