"""The link that needs no login: whoever holds it sees what it is for and presses a button; a scanner changes nothing."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product

import httpx
import pytest

from adapters.spoc.limits import MAX_BODY_BYTES
from bot.escalation.escalation import EscalationState, Outcome, Progress, Tier
from bot.escalation.progressing import MAX_CHARS
from bot.testing import SettableClock
from tests.scenarios.spoc_desk import FussyStorage, desk, escalation_of, link_of, reported, told
from tests.talking import ORGANISATION, Person, World

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "a\x00b\u202ec",
    "%0d%0aSet-Cookie: x",
    "ß" * 5000,
]


@pytest.fixture
async def world() -> World:
    clock = SettableClock()
    return await World(clock=clock, storage=FussyStorage(clock)).open()


@pytest.fixture
async def kit(world: World) -> Person:
    """Somebody whose report has been delivered to the SPOC."""
    return await reported(world)


@pytest.fixture
async def spoc(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with desk(world) as client:
        yield client


async def press(spoc: httpx.AsyncClient, world: World, do: str, **filled: str) -> httpx.Response:
    """Open the page, fill its form, and press a button."""
    link = await link_of(world)
    page = await spoc.get(link)
    once = re.search(r'name="once" value="([^"]+)"', page.text)
    assert once
    return await spoc.post(link, data={"once": once[1], "do": do, **filled})


async def set_to(world: World, **changes: object) -> None:
    escalation = replace(await escalation_of(world), **changes)  # type: ignore[arg-type]
    async with world.storage.work(ORGANISATION.id) as work:
        await work.escalations.update(escalation)


def buttons(page: httpx.Response) -> list[str]:
    return re.findall(r'name="do" value="(\w+)"', page.text)


async def test_opening_it_shows_what_it_is_for_and_changes_nothing(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    before = await escalation_of(world)

    page = await spoc.get(await link_of(world))

    assert page.status_code == 200
    assert (await world.reports())[0].reference in page.text
    assert "Criminal indicator" in page.text
    assert "Nobody has said yet that they have it." in page.text
    assert buttons(page) == ["received", "reading", "acting", "closed", "ask"]
    assert "<script" not in page.text
    assert await escalation_of(world) == before
    assert await told(world, "acknowledged") == []


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "GET"])
@pytest.mark.parametrize("asked", ["", "?do=acting&once=x", "?do=closed&outcome=other&utm_source=mail"])
async def test_whatever_a_scanner_asks_of_it_changes_nothing(
    world: World, kit: Person, spoc: httpx.AsyncClient, method: str, asked: str
) -> None:
    before = await escalation_of(world)

    for _ in range(3):
        await spoc.request(method, await link_of(world) + asked)

    assert await escalation_of(world) == before


@pytest.mark.parametrize(("do", "kind"), [("received", "acknowledged"), ("reading", "spoc_reading"), ("acting", "spoc_acting")])
async def test_a_button_says_how_far_they_are(world: World, kit: Person, spoc: httpx.AsyncClient, do: str, kind: str) -> None:
    page = await press(spoc, world, do, by=" PC 0000 ")

    escalation = await escalation_of(world)
    assert (escalation.state, escalation.progress, escalation.acknowledged_by) == (EscalationState.ACKNOWLEDGED, do, "PC 0000")
    assert len(await told(world, kind)) == 1
    assert "Acknowledged. Thank you." in page.text
    assert do not in buttons(page)
    assert 'value=" PC 0000 "' in page.text, "it need not be typed again"


async def test_closing_tells_why_and_it_can_be_taken_up_again(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    closed = await press(spoc, world, "closed", outcome="no_resources", words="We have nobody.\r\nSorry.")

    assert "You have closed it. No resources." in closed.text
    assert buttons(closed) == ["acting", "closed", "ask"]
    [notice] = await told(world, "spoc_closed")
    assert "> We have nobody. Sorry." in notice.text
    await press(spoc, world, "acting")
    assert (await escalation_of(world)).progress is Progress.ACTING
    await press(spoc, world, "closed", outcome="crime_recorded")
    await press(spoc, world, "acting")
    assert len(await told(world, "spoc_reopened")) == 2, "the second time it is pressed anew, it is no repetition"


@pytest.mark.parametrize("outcome", [each.value for each in Outcome if each])
async def test_every_outcome_can_be_chosen(world: World, kit: Person, spoc: httpx.AsyncClient, outcome: str) -> None:
    assert f'<option value="{outcome}">' in (await spoc.get(await link_of(world))).text

    await press(spoc, world, "closed", outcome=outcome)

    assert (await escalation_of(world)).outcome == outcome
    assert len(await told(world, "spoc_closed")) == 1


async def test_the_page_can_be_shown_however_things_are(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    for state, progress in product(EscalationState, Progress):
        outcome = Outcome.OTHER if progress is Progress.CLOSED else Outcome.NONE
        await set_to(world, state=state, progress=progress, outcome=outcome)

        assert (await spoc.get(await link_of(world))).status_code == 200


@pytest.mark.parametrize("tier", Tier)
async def test_every_tier_has_its_words(world: World, kit: Person, spoc: httpx.AsyncClient, tier: Tier) -> None:
    await set_to(world, tier=tier)

    page = await spoc.get(await link_of(world))

    assert f"<dd>{tier.value.replace('_', ' ').capitalize()}" in page.text


async def test_a_question_is_asked(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    page = await press(spoc, world, "ask", text="Which library?", by="PC 0000")

    assert page.status_code == 200
    [asked] = await told(world, "spoc_question")
    assert "> Which library?" in asked.text
    assert "PC 0000" not in asked.text


@pytest.mark.parametrize(
    ("do", "filled", "said"),
    [
        ("closed", {"words": "kept"}, "Please choose with what you close it"),
        ("closed", {"outcome": "lost", "words": "kept"}, "Please choose with what you close it"),
        ("closed", {"outcome": "other", "words": "kept" * MAX_CHARS}, "Please shorten your words"),
        ("closed", {"outcome": "other", "words": "kept\x07"}, "characters that cannot be shown"),
        ("ask", {"text": ""}, "Please write your question"),
        ("ask", {"text": "?? ", "words": "kept"}, "Please write your question"),
        ("ask", {"text": "kept" * MAX_CHARS}, "Please shorten your question"),
        ("ask", {"text": "kept\x1b"}, "Your question has characters"),
        ("arrest", {"words": "kept"}, "That button is not known"),
    ],
)
async def test_what_cannot_be_taken_is_said_on_the_page_and_what_was_typed_stays(
    world: World, kit: Person, spoc: httpx.AsyncClient, do: str, filled: dict[str, str], said: str
) -> None:
    before = await escalation_of(world)

    page = await press(spoc, world, do, **filled)

    assert (page.status_code, said in page.text) == (422, True)
    assert "kept" in page.text or "kept" not in str(filled)
    assert await escalation_of(world) == before


async def test_a_long_text_may_have_as_many_line_breaks_as_the_browser_counted(
    world: World, kit: Person, spoc: httpx.AsyncClient
) -> None:
    text = "ab\r\n" * (MAX_CHARS // 3)

    assert (await press(spoc, world, "ask", text=text)).status_code == 200


async def test_a_form_that_is_too_large_is_not_taken(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    before, link = await escalation_of(world), await link_of(world)

    answers = [
        await spoc.post(link, content=b"do=acting&words=" + b"x" * MAX_BODY_BYTES),
        await spoc.post(link, content=b"do=acting&" + b"a=b&" * 40),
    ]

    assert [each.status_code for each in answers] == [413, 413]
    assert await escalation_of(world) == before


async def test_pressing_twice_is_one(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)
    once = re.findall(r'name="once" value="([^"]+)"', (await spoc.get(link)).text)[0]

    filled = {"once": once, "do": "ask", "text": "Which library?"}
    answers = await asyncio.gather(*(spoc.post(link, data=filled) for _ in range(4)))

    assert [each.status_code for each in answers] == [200] * 4
    assert len(await told(world, "spoc_question")) == 1


async def test_a_form_without_anything_in_it_acknowledges_by_link(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    for _ in range(2):
        await spoc.post(await link_of(world))

    escalation = await escalation_of(world)
    assert (escalation.progress, escalation.acknowledged_by) == (Progress.RECEIVED, "by link")
    assert len(await told(world, "acknowledged")) == 1


@pytest.mark.parametrize("by", HOSTILE)
async def test_a_hostile_name_is_only_text_and_costs_nothing(world: World, kit: Person, spoc: httpx.AsyncClient, by: str) -> None:
    page = await press(spoc, world, "received", by=by)

    escalation = await escalation_of(world)
    assert (page.status_code, escalation.state) == (200, EscalationState.ACKNOWLEDGED)
    assert len(escalation.acknowledged_by) <= 200
    assert escalation.acknowledged_by.isprintable()
    assert not [each for each in ("<script", "<img", "49") if each in page.text]
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("cut", [lambda link: link[:-1], lambda link: link.partition(".")[0], lambda _link: "/a/none.none"])
async def test_a_link_with_a_wrong_token_is_not_known(world: World, kit: Person, spoc: httpx.AsyncClient, cut: object) -> None:
    link = cut(await link_of(world))  # type: ignore[operator]

    answers = [await spoc.get(link), await spoc.post(link, data={"do": "acting"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert (await escalation_of(world)).state is EscalationState.DELIVERED


async def test_the_token_of_one_escalation_opens_no_other(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    mine = await escalation_of(world)
    await world.person("sam").report_to("Send: SPOC only")
    await world.work()
    [other] = await world.escalations((await world.reports(person="sam"))[0])

    answer = await spoc.post(f"/a/{other.id}.{mine.acknowledge_token}", data={"do": "acting"})

    assert answer.status_code == 404


@pytest.mark.parametrize("token", ["%00", "esc%00.x", "%ED%A0%80", "%F0%9F%91%8B.%F0%9F%91%8B", ".", "x" * 5000])
async def test_an_odd_link_is_not_known(spoc: httpx.AsyncClient, token: str) -> None:
    assert (await spoc.get(f"/a/{token}")).status_code == 404
    assert (await spoc.post(f"/a/{token}")).status_code == 404


async def test_it_dies_when_the_report_is_withdrawn(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)
    await kit.press_id(f"r:{(await world.reports())[0].id[-8:]}:withdraw.sure")

    pages = [await spoc.get(link), await spoc.post(link, data={"do": "acting"}), await spoc.get(link)]

    assert all("has withdrawn this report" in page.text and "<form" not in page.text for page in pages)
    assert (await escalation_of(world)).state is EscalationState.WITHDRAWN
    assert await told(world, "spoc_acting") == []


async def test_no_page_is_kept_indexed_or_named_to_another_site(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link = await link_of(world)
    pages = [
        await spoc.get(link),
        await spoc.post(link),
        await spoc.post(link, data={"do": "ask"}),
        await spoc.get("/a/none.none"),
    ]

    for page in pages:
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["x-robots-tag"] == "noindex"


async def test_no_page_says_what_was_reported_or_by_whom(world: World, kit: Person, spoc: httpx.AsyncClient) -> None:
    link, (report,) = await link_of(world), await world.reports()

    pages = [await spoc.get(link), await spoc.post(link), await spoc.get(link)]

    for page in pages:
        for secret in ("green", "coat", "library", "kit", report.id, report.reporter, ORGANISATION.name):
            assert secret not in page.text


async def test_the_page_brings_its_own_style_sheet(spoc: httpx.AsyncClient) -> None:
    style = await spoc.get("/spoc/style.css")

    assert (style.status_code, style.headers["content-type"].partition(";")[0]) == (200, "text/css")
