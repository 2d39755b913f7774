"""An officer opens a file by its link: saved and never shown, written down, and refused once it may not be seen any more."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from adapters.evidence.files import EvidenceFiles
from adapters.spoc.evidence_links import evidence_routes
from adapters.storage.crypto import Sealer
from bot.escalation.evidence_links import address
from bot.messages import EvidenceItem
from bot.reporting.report import Consent, Recipient
from tests.talking import ORGANISATION, Person, World
from tests.unit.evidence_samples import picture

PICTURE = picture("PNG")


class Sealers:
    """One key for everybody: the files are not what is tried here."""

    async def sealer(self, organisation_id: str) -> Sealer:
        return Sealer(organisation_id, bytes(32))


@dataclass
class Case:
    """A report with a picture and a hostile file, which a SPOC has."""

    world: World
    person: Person
    spoc: httpx.AsyncClient
    links: list[str | None]
    files: EvidenceFiles
    picture: EvidenceItem

    async def opened(self) -> list[tuple[str, str, str]]:
        """What was written down about openings."""
        async with self.world.storage.reading(ORGANISATION.id) as work:
            rows = work.audit._rows.audit  # type: ignore[attr-defined]
        return [row for row in rows if row[0] == "evidence.opened"]


@pytest.fixture
async def case(tmp_path: Path) -> AsyncIterator[Case]:
    world = await World().open()
    files = EvidenceFiles(str(tmp_path), Sealers())
    photo = await files.put(ORGANISATION.id, PICTURE)
    hostile = await files.put(ORGANISATION.id, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    person = world.person()
    await person.send(evidence=(photo, hostile), text="A man shouted at me outside the library yesterday.")
    await person.choose("Send: SPOC only")
    await world.work()
    evidence = world.spoc.arrived[0].data["evidence"]
    assert isinstance(evidence, list)
    app = FastAPI()
    app.include_router(evidence_routes(world.storage, files, world.clock))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://alongside.example.org") as spoc:
        yield Case(world, person, spoc, [each["link"] for each in evidence], files, photo)


def path(link: str | None) -> str:
    assert link is not None
    return link.removeprefix("https://alongside.example.org")


async def test_the_file_comes_as_it_was_received_to_be_saved_and_not_shown(case: Case) -> None:
    answer = await case.spoc.get(path(case.links[0]))

    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith('attachment; filename="01-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_each_opening_is_written_down_by_ids_alone(case: Case) -> None:
    await case.spoc.get(path(case.links[0]))
    await case.spoc.get(path(case.links[0]))

    _, escalation_id, entry_id = path(case.links[0]).replace("/", ".").split(".")[1:4]
    assert await case.opened() == [("evidence.opened", f"{escalation_id}:{entry_id}", "spoc")] * 2


async def test_asking_what_would_come_opens_nothing(case: Case) -> None:
    answer = await case.spoc.head(path(case.links[0]))

    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(len(PICTURE)), b"")
    assert (await case.spoc.head("/e/nothing")).status_code == 404
    assert await case.opened() == []


async def test_a_link_with_another_signature_says_nothing(case: Case) -> None:
    wrong = path(case.links[0])[:-3] + "abc"

    answer = await case.spoc.get(wrong)

    assert (answer.status_code, "not known" in answer.text) == (404, True)
    assert ORGANISATION.name not in answer.text
    assert await case.opened() == []


async def test_after_two_weeks_it_opens_no_more(case: Case) -> None:
    case.world.clock.advance(days=14)

    answer = await case.spoc.get(path(case.links[0]))

    assert (answer.status_code, "expired" in answer.text) == (410, True)
    assert ORGANISATION.name not in answer.text
    assert await case.opened() == []


async def test_a_report_that_is_withdrawn_closes_its_files_and_says_whom_to_ask(case: Case) -> None:
    [report] = await case.world.reports()
    await case.person.press_id(f"r:{report.id[-8:]}:withdraw.sure")

    answer = await case.spoc.get(path(case.links[0]))

    assert answer.status_code == 410
    assert f"ask {ORGANISATION.name} ({ORGANISATION.safety_contact})" in answer.text
    assert report.reference not in answer.text
    assert await case.opened() == []


async def test_a_consent_that_is_taken_back_closes_them_too(case: Case) -> None:
    [report] = await case.world.reports()
    refused = Consent(recipient=Recipient.SPOC, given=False, words="No", at=case.world.clock.now())
    async with case.world.storage.work(ORGANISATION.id) as work:
        await work.reports.consent(report.id, [refused])

    assert (await case.spoc.get(path(case.links[0]))).status_code == 410


async def test_a_file_that_is_kept_apart_has_no_link_and_is_never_given(case: Case) -> None:
    [report] = await case.world.reports()
    [escalation] = await case.world.escalations(report)
    hostile = report.evidence[1]
    answer = await case.spoc.get(path(address("", escalation, hostile)))

    assert case.links[1] is None
    assert (answer.status_code, b"svg" in answer.content) == (404, False)


async def test_a_file_that_is_lost_is_no_fault_of_the_link(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    await case.files.delete(ORGANISATION.id, case.picture)

    answer = await case.spoc.get(path(case.links[0]))

    assert (answer.status_code, "just now" in answer.text) == (503, True)
    assert "evidence.unreadable" in [record.message for record in caplog.records]
    assert await case.opened() == []
