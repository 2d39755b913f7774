"""The text behind a link is kept beside it when the operator wants that, and costs nothing when it does not come."""

import pytest

from bot.duties import DutyKind
from bot.errors import LinkNotKept
from bot.messages import EvidenceItem
from bot.reporting.links import SNAPSHOT, links_in
from tests.talking import ORGANISATION, World

POST = "https://social.example.org/post/1"
PAGE = EvidenceItem(sha256="b" * 64, media_type="text/plain", size_bytes=12, storage_key="page-1")


class Pages:
    """Implements `LinkKeeper`; `problems` are raised first, one a call."""

    def __init__(self, *problems: Exception) -> None:
        self.problems = list(problems)
        self.asked: list[tuple[str, str]] = []

    async def keep(self, organisation_id: str, address: str) -> EvidenceItem:
        self.asked.append((organisation_id, address))
        if self.problems:
            raise self.problems.pop(0)
        return PAGE


async def told(pages: Pages | None) -> World:
    """A quick report with a link, and the worker has run once."""
    world = World()
    world.link_keeper = pages
    await world.open()
    await world.person().say(f"/quick They posted a fake video of me on X yesterday, {POST}.")
    await world.work()
    return world


async def snapshots(world: World) -> list[tuple[str, str]]:
    [report] = await world.reports()
    return [(each.words, each.evidence.sha256) for each in report.entries if each.value == SNAPSHOT and each.evidence]


async def test_the_page_behind_a_link_is_kept_for_the_organisation_of_the_report() -> None:
    pages = Pages()

    world = await told(pages)

    assert pages.asked == [(ORGANISATION.id, POST)]
    assert await snapshots(world) == [(POST, PAGE.sha256)]


async def test_nothing_is_fetched_unless_the_operator_wants_it() -> None:
    world = await told(None)

    assert await snapshots(world) == []
    async with world.storage.reading(ORGANISATION.id) as work:
        [report] = await world.reports()
        assert not await work.duties.is_live(DutyKind.KEEP_LINK, report.id)


async def test_a_page_that_does_not_come_is_tried_again_and_kept_once() -> None:
    pages = Pages(LinkNotKept(may_come=True), LinkNotKept(may_come=True))
    world = await told(pages)

    for _ in range(4):
        world.clock.advance(hours=2)
        await world.work()

    assert len(pages.asked) == 3
    assert await snapshots(world) == [(POST, PAGE.sha256)]


@pytest.mark.parametrize(("may_come", "tries"), [(False, 1), (True, 4)])
async def test_a_page_that_never_comes_is_given_up_and_the_link_stays(may_come: bool, tries: int) -> None:
    pages = Pages(*(LinkNotKept(may_come=may_come) for _ in range(20)))
    world = await told(pages)

    for _ in range(8):
        world.clock.advance(hours=2)
        await world.work()

    assert len(pages.asked) == tries
    [report] = await world.reports()
    assert POST in report.fields["what"].words


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"see {POST}, it is still up", [POST]),
        (f"({POST}) and again {POST}", [POST]),
        ("HTTP://EXAMPLE.ORG/A?b=c#d!", ["HTTP://EXAMPLE.ORG/A?b=c#d"]),
        ("ftp://example.org/x javascript:alert(1) www.example.org", []),
        ("https://", []),
        (" ".join(f"https://example.org/{n}" for n in range(9)), [f"https://example.org/{n}" for n in range(5)]),
        ("", []),
    ],
)
def test_links_are_found_as_people_type_them(text: str, links: list[str]) -> None:
    assert links_in(text) == links
