"""A reporter's own copy from the web: the right bytes to whoever holds the conversation, and to nobody else."""

import json

import httpx
import pytest

from adapters.export.copies import Copies
from bot.messages import Document, DocumentKind, Reply
from bot.reporting.report import ReportStatus
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import BROWSER, Seen, client_of
from tests.scenarios.web_visit import Visit, visiting
from tests.talking import ORGANISATION, RIVAL

TOLD = "A man followed me home from the library yesterday."


async def asked_for_files(visit: Visit) -> dict[str, str]:
    """Tell a report, ask for it as files, and return the page's buttons for them: kind -> the copy's id."""
    await visit.open("/report")
    await visit.post("/report", {"words-what": TOLD})
    await visit.press("Keep it for myself")
    await visit.say("/my")
    (reference,) = await visit.reports()
    await visit.press(f"Show it: {reference}")
    await visit.press("As files")
    return dict(zip(("pdf", "json", "zip"), copy_ids(visit.page), strict=True))


def copy_ids(page: str) -> list[str]:
    """Return the ids of the copies that a page offers."""
    return [str(tag["value"]) for tag in Seen(page).all("button") if tag.get("name") == "copy"]


async def download(visit: Visit, copy: str, conversation: str = "") -> httpx.Response:
    """Press a button for a copy, as a browser does."""
    fields = {**visit.seen.form, "copy": copy}
    return await visit.client.post(
        "/copy", data={**fields, "conversation": conversation or fields["conversation"]}, headers=BROWSER
    )


async def test_both_files_come_byte_for_byte_as_they_are_made() -> None:
    async with visiting() as visit:
        buttons = await asked_for_files(visit)
        (report,) = await visit.world.reports(person=visit.conversation)
        copies = Copies(visit.world.storage, visit.files, visit.world.wording)
        made = {"pdf": await copies.pdf(ORGANISATION.id, report.id), "json": await copies.json(ORGANISATION.id, report.id)}
        made["zip"] = await copies.archive(ORGANISATION.id, report.id)
        answers = {kind: [await download(visit, buttons[kind]) for _ in range(2)] for kind in made}

    assert {kind: [answer.content for answer in twice] for kind, twice in answers.items()} == {
        kind: [content] * 2 for kind, content in made.items()
    }
    assert made["pdf"].startswith(b"%PDF-")
    assert json.loads(made["json"])["reference"] == report.reference


async def test_a_copy_is_saved_and_not_shown_and_kept_nowhere_on_the_way() -> None:
    async with visiting() as visit:
        buttons = await asked_for_files(visit)
        (reference,) = await visit.reports()
        answer = await download(visit, buttons["pdf"])

    headers = answer.headers
    assert headers["content-disposition"] == f'attachment; filename="alongside-{reference}.pdf"'
    assert (headers["content-type"], headers["cache-control"], headers["x-content-type-options"]) == (
        "application/pdf",
        "no-store",
        "nosniff",
    )
    assert visit.conversation not in str(answer.url)


async def test_the_button_names_its_file_and_keeps_the_secret_out_of_the_address() -> None:
    async with visiting() as visit:
        await asked_for_files(visit)

    buttons = [tag for tag in visit.seen.all("button") if tag.get("name") == "copy"]
    assert [(tag["formaction"], tag["form"], tag["formenctype"]) for tag in buttons] == [
        ("/copy", "composer", "application/x-www-form-urlencoded")
    ] * 3
    assert "Download PDF" in visit.seen.text
    assert visit.page.count(visit.conversation) == 1


async def test_another_conversation_is_refused_the_copy_whatever_it_asks_for() -> None:
    async with visiting() as visit:
        buttons = await asked_for_files(visit)
        mine = visit.page
        await visit.open()
        other = visit.conversation
        for said in ("one", "two", "three", "four", "five", "six"):  # so that there is a turn at the same place
            await visit.say(said)
        visit.page = mine
        answers = [await download(visit, copy, conversation=other) for copy in buttons.values()]
        unknown = await download(visit, buttons["pdf"], conversation="never-seen")

    assert [answer.status_code for answer in (*answers, unknown)] == [410] * 4
    assert all(b"%PDF" not in answer.content and TOLD.encode() not in answer.content for answer in answers)
    assert "not here any more" in answers[0].text


@pytest.mark.parametrize("copy", ["", "0.0", "1.0", "999.0", "-1.0", "1.99", "rep_1", "9" * 40, "1.0\n", "²·0", "../../etc"])
async def test_what_names_no_copy_gets_none(copy: str) -> None:
    async with visiting() as visit:
        await asked_for_files(visit)
        answer = await download(visit, copy)

    assert answer.status_code == 410


async def test_a_report_that_was_deleted_has_no_copy_any_more() -> None:
    async with visiting() as visit:
        buttons = await asked_for_files(visit)
        (report,) = await visit.world.reports(person=visit.conversation)
        async with visit.world.storage.work(ORGANISATION.id) as work:
            await work.reports.set_status(report.id, ReportStatus.CANCELLED)
            await work.reports.forget(report.id)
        answer = await download(visit, buttons["pdf"])

    assert answer.status_code == 410


async def test_the_api_names_the_documents_and_gives_them() -> None:
    async with visiting() as visit:
        buttons = await asked_for_files(visit)
        (reference,) = await visit.reports()
        news = await visit.client.post("/api/chat/news", json={"conversation": visit.conversation})
        documents = [each for turn in news.json()["turns"] for reply in turn["replies"] for each in reply["documents"]]
        given = [
            await visit.client.post("/api/chat/copy", json={"conversation": visit.conversation, "document": each["id"]})
            for each in documents
        ]
        refused = await visit.client.post("/api/chat/copy", json={"conversation": "never-seen", "document": documents[0]["id"]})
        pressed = [await download(visit, copy) for copy in buttons.values()]

    assert [(each["kind"], each["name"]) for each in documents] == [
        ("pdf", f"alongside-{reference}.pdf"),
        ("json", f"alongside-{reference}.json"),
        ("zip", f"alongside-{reference}.zip"),
    ]
    assert [answer.content for answer in given] == [answer.content for answer in pressed]
    assert (refused.status_code, list(refused.json())) == (410, ["error"])


async def test_a_reply_without_a_reference_still_has_a_name_for_its_file() -> None:
    document = Document(kind=DocumentKind.PDF, report_id="rep_1", organisation_id=RIVAL.id)
    chat = ScriptedChat(lambda inbound: [Reply(kind="report_files", text="Your copy.", documents=(document,))])

    async with client_of(chat) as client:
        answer = await client.post("/api/chat", json={"conversation": "secret-1", "text": "files"})

    (offered,) = answer.json()["replies"][0]["documents"]
    assert offered == {"id": "1.0", "kind": "pdf", "name": "alongside-report.pdf"}


async def test_what_could_not_be_stored_offers_no_copy() -> None:
    document = Document(kind=DocumentKind.PDF, report_id="rep_1", organisation_id=RIVAL.id)
    chat = ScriptedChat(lambda inbound: [Reply(kind="report_files", text="Your copy.", documents=(document,))])
    chat.is_down = True

    async with client_of(chat) as client:
        page = await client.post("/", data={"conversation": "secret-1", "text": "files"}, headers=BROWSER)

    assert copy_ids(page.text) == []
