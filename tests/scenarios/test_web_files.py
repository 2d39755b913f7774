"""Files on the web: from the chat page and the API into a report, up to their limits, and never in memory beyond them."""

import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from adapters.evidence.files import EvidenceFiles
from adapters.web.app import create_app
from adapters.web.receiving import MAX_UPLOAD_BYTES
from adapters.web.uploads import MAX_FILE_BYTES, Room, Uploads
from bot.messages import Channel, EvidenceItem
from bot.organisations import Invitation, Role
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import BROWSER, Seen, all_ready
from tests.scenarios.web_visit import MemoryFiles, Sealers, Visit, multipart, visiting
from tests.talking import ORGANISATION, RIVAL, World
from tests.unit.evidence_samples import picture

MEGABYTE = 1024 * 1024
PHOTO = ("IMG_2041.jpg", b"\xff\xd8\xff a photo")
TOLD = "A man followed me home from the library yesterday."


async def evidence_of(visit: Visit) -> list[EvidenceItem]:
    """Return the files of the person's newest report."""
    reports = await visit.world.reports(person=visit.conversation)
    return [entry.evidence for entry in reports[0].evidence if entry.evidence] if reports else []


def readable_in(folder: Path, words: bytes) -> list[Path]:
    """Return the files in which these bytes can be read."""
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


async def post_api(visit: Visit, fields: dict[str, str], files: list[tuple[str, bytes]]) -> httpx.Response:
    """Send a message with files to the API."""
    parts: list[tuple[str, tuple[str | None, bytes]]] = [(name, (None, value.encode())) for name, value in fields.items()]
    body, content_type = multipart([*parts, *(("files", file) for file in files)])
    return await visit.client.post("/api/chat/evidence", content=body, headers={"Content-Type": content_type})


async def test_words_with_a_photo_become_a_report_with_both() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say(TOLD, files=[PHOTO])
        (item,) = await evidence_of(visit)

    assert isinstance(visit.files, MemoryFiles)
    assert visit.files.kept == {(ORGANISATION.id, item.sha256): PHOTO[1]}
    assert "Kept with your report" in visit.seen.text


async def test_a_photo_without_words_is_enough() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say(files=[PHOTO])

        assert len(await evidence_of(visit)) == 1


async def test_the_limits_are_said_beside_the_button_before_they_bite() -> None:
    async with visiting() as visit:
        pages = [(await visit.open("/")).page, (await visit.open("/report")).page]

    for page in pages:
        (control,) = [tag for tag in Seen(page).all("input") if tag.get("type") == "file"]
        assert "multiple" in control
        said = page.partition(f'id="{control["aria-describedby"]}"')[2].partition("</p>")[0]
        assert "20 MB" in said
        assert "50" in said
        assert "A photo may hold where it was taken" in said


async def test_the_same_message_with_the_same_files_twice_is_one_report() -> None:
    async with visiting() as visit:
        form = (await visit.open()).page
        await visit.say(TOLD, files=[PHOTO])
        visit.page = form
        await visit.say(TOLD, files=[PHOTO])

        assert len(await visit.reports()) == 1
        assert len(await evidence_of(visit)) == 1


async def test_the_same_words_with_another_file_are_another_message() -> None:
    async with visiting() as visit:
        form = (await visit.open()).page
        await visit.say(TOLD, files=[PHOTO])
        visit.page = form
        await visit.say(TOLD, files=[("b.jpg", b"another")])

        assert len(await evidence_of(visit)) == 2


async def test_31_files_at_once_are_all_kept() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say(TOLD, files=[(f"{n}.jpg", b"photo %d" % n) for n in range(31)])

        assert len({item.sha256 for item in await evidence_of(visit)}) == 31


async def test_of_52_files_50_are_kept_and_the_rest_is_said() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say(TOLD, files=[(f"{n}.jpg", b"photo %d" % n) for n in range(52)])

        assert len(await evidence_of(visit)) == 50
    assert "more than 50 files at once" in visit.seen.text
    assert isinstance(visit.files, MemoryFiles)
    assert len(visit.files.kept) == 50


@pytest.mark.parametrize(("size", "is_kept"), [(20 * MEGABYTE, True), (20 * MEGABYTE + 1, False)])
async def test_a_file_of_20_mb_is_kept_and_one_byte_more_is_said_not_to_be(size: int, is_kept: bool) -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say("He has a knife", files=[("film.mp4", b"x" * size), PHOTO])
        sizes = {item.size_bytes for item in await evidence_of(visit)}

    assert visit.status == 200
    assert sizes == ({size} if is_kept else set()) | {len(PHOTO[1])}  # the other file is kept in any case
    assert ("a file over 20 MB" in visit.seen.text) is not is_kept
    assert "If this is an emergency" in visit.seen.text  # the words are handled whatever becomes of a file


async def test_an_empty_file_is_said_not_to_be_kept() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.say(TOLD, files=[("empty.txt", b"")])

    assert "an empty file" in visit.seen.text


async def test_a_file_that_could_not_be_stored_is_said_and_the_words_are_handled() -> None:
    async with visiting() as visit:
        assert isinstance(visit.files, MemoryFiles)
        visit.files.is_down = True
        await visit.open()
        await visit.say("He has a knife", files=[PHOTO])

    assert "a file that could not be saved" in visit.seen.text
    assert "If this is an emergency" in visit.seen.text


async def test_a_hostile_file_is_kept_apart_and_said(tmp_path: Path) -> None:
    files = EvidenceFiles(str(tmp_path), Sealers())
    async with visiting(files=files) as visit:
        await visit.open()
        script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        await visit.say(TOLD, files=[("holiday.jpg", script), ("a.jpg", picture())])
        items = await evidence_of(visit)

    assert [bool(item.quarantined) for item in items] == [True, False]
    assert "nobody will open it" in visit.seen.text
    assert not readable_in(tmp_path, b"alert")


async def test_files_go_to_the_organisation_that_the_person_has_joined() -> None:
    async with visiting() as visit:
        invitation = Invitation(organisation_id=RIVAL.id, role=Role.REPORTER, expires_at=datetime(2030, 1, 1, tzinfo=UTC))
        await visit.world.storage.invite(invitation, "Mill-Lane-1")
        await visit.open("/?invite=Mill-Lane-1")
        await visit.open("/?invited")
        await visit.say(TOLD, files=[PHOTO])

        assert isinstance(visit.files, MemoryFiles)
        assert {organisation_id for organisation_id, _ in visit.files.kept} == {RIVAL.id}
        assert await visit.world.reports(person=visit.conversation) == []
        assert len(await visit.world.reports(RIVAL.id, person=visit.conversation)) == 1


async def test_a_pressed_button_takes_no_files_along_and_says_so() -> None:
    async with visiting() as visit:
        await visit.open()
        page = await visit.client.post("/", data={**visit.seen.form, "choice": "help", "files": "IMG_2041.jpg"}, headers=BROWSER)

    notice = next(tag for tag in Seen(page.text).all("p") if tag.get("id") == "not-sent")
    assert "hidden" not in notice
    assert "IMG_2041" not in page.text


async def test_a_message_with_files_names_the_organisation_in_which_they_lie() -> None:
    chat = ScriptedChat()
    async with client_with(chat, Uploads(files=MemoryFiles(), organisation_of=_of_anybody)) as client:
        body, content_type = multipart([("conversation", (None, b"secret-1")), ("files", PHOTO)])
        for path in ("/", "/api/chat/evidence"):
            await client.post(path, content=body, headers={"Content-Type": content_type})

    assert [inbound.organisation_id for inbound in chat.received] == ["org_test", "org_test"]


class Sizes:
    """Files that only remembers how large they were."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Look at a file."""
        self.sizes.append(len(content))
        return EvidenceItem(sha256="0" * 64, media_type="image/jpeg", size_bytes=len(content), storage_key="key")


async def film(megabytes: int, *, text: str = TOLD) -> AsyncIterator[bytes]:
    """Yield a message with a file of this size, a piece at a time."""
    beginning, _ = multipart([("conversation", (None, b"secret-1")), ("text", (None, text.encode()))])
    yield beginning.removesuffix(b"--boundary-1--\r\n")
    yield b'--boundary-1\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n'
    for _ in range(megabytes * 16):
        yield b"x" * (MEGABYTE // 16)
    yield b"\r\n--boundary-1--\r\n"


async def test_a_film_of_60_mb_never_lies_in_memory_and_its_words_are_handled() -> None:
    async with visiting() as visit:
        tracemalloc.start()
        answer = await visit.client.post(
            "/api/chat/evidence", content=film(60), headers={"Content-Type": "multipart/form-data; boundary=boundary-1"}
        )
        _, most_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert answer.status_code == 200
    assert "a file over 20 MB" in answer.json()["replies"][0]["text"] + answer.json()["replies"][1]["text"]
    assert most_bytes < 45 * MEGABYTE  # one file of the largest size, while it grows


@pytest.mark.parametrize("path", ["/", "/report"])
async def test_more_than_fits_at_once_is_refused_with_a_page_that_keeps_the_words(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.web.receiving.MAX_UPLOAD_BYTES", 3 * MEGABYTE)
    async with visiting() as visit:
        await visit.open("/" if path == "/" else "/report")
        text = {"/": "text", "/report": "words-what"}[path]
        await visit.post(path, {text: TOLD}, files=[(f"{n}.jpg", b"x" * MEGABYTE) for n in range(4)])

        assert visit.status == 413
        assert TOLD in visit.page.partition("<textarea")[2].partition("</textarea>")[0]
        assert "too much at once" in visit.seen.text
        assert await visit.reports() == []


async def test_a_form_with_thousands_of_fields_is_refused() -> None:
    async with visiting() as visit:
        await visit.open()
        await visit.post("/", {f"f{n}": "x" for n in range(600)})

    assert visit.status == 413


def test_the_largest_message_is_as_many_of_the_largest_files_as_a_report_holds() -> None:
    assert 50 * MAX_FILE_BYTES < MAX_UPLOAD_BYTES < 51 * MAX_FILE_BYTES


async def test_many_large_files_at_the_same_time_do_not_fill_the_memory() -> None:
    room = Room(free_bytes=5 * MEGABYTE)
    chat = ScriptedChat()
    sizes = Sizes()
    async with client_with(chat, Uploads(files=sizes, organisation_of=_of_anybody, room=room)) as client:
        headers = {"Content-Type": "multipart/form-data; boundary=boundary-1"}
        await client.post("/api/chat/evidence", content=film(6), headers=headers)
        await client.post("/api/chat/evidence", content=film(4), headers=headers)

    assert [inbound.unreadable for inbound in chat.received] == ["a file that could not be saved", ""]
    assert sizes.sizes == [4 * MEGABYTE]
    assert room.free_bytes == 5 * MEGABYTE  # all of it was given back


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"--boundary-1\r\n",
        b'--boundary-1\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf a mess',
        b'--boundary-1\r\nContent-Disposition: form-data; name="text"\r\n\r\nHello\r\n--boundary-1',
        b"--boundary-1\r\n" + b"X: y\r\n" * 100 + b"\r\n\r\n--boundary-1--\r\n",
        b"--boundary-1\r\nX: " + b"y" * 10_000 + b"\r\n\r\n\r\n--boundary-1--\r\n",
        b"--boundary-1\r\n\xff\xfe: y\r\n\r\n\r\n--boundary-1--\r\n",
    ],
)
async def test_a_damaged_form_is_refused_and_says_what_to_do(body: bytes) -> None:
    chat = ScriptedChat()
    async with client_with(chat, Uploads(files=Sizes(), organisation_of=_of_anybody)) as client:
        for path in ("/", "/report", "/api/chat/evidence"):
            answer = await client.post(path, content=body, headers={"Content-Type": "multipart/form-data; boundary=boundary-1"})
            assert answer.status_code == 400
            assert "Send it again" in answer.text
    assert chat.received == []


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'b' * 300}"]
)
async def test_a_form_without_a_usable_boundary_is_refused(content_type: str) -> None:
    async with client_with(ScriptedChat(), None) as client:
        answer = await client.post("/", content=b"x", headers={"Content-Type": content_type})

    assert answer.status_code == 400


async def test_nothing_of_a_file_or_its_name_gets_into_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with visiting() as visit:
        assert isinstance(visit.files, MemoryFiles)
        await visit.open()
        await visit.say("private words", files=[("private-name.jpg", b"private bytes")])
        visit.files.is_down = True
        await visit.say("private words", files=[("private-name.jpg", b"private bytes")])

    assert "private" not in caplog.text


async def test_the_api_takes_words_and_files_as_one_message() -> None:
    async with visiting() as visit:
        answer = await post_api(visit, {"conversation": "secret-1", "id": "m1", "text": TOLD}, [PHOTO, ("b", b"another")])
        again = await post_api(visit, {"conversation": "secret-1", "id": "m1", "text": TOLD}, [PHOTO, ("b", b"another")])
        (report,) = await visit.world.reports(person="secret-1")

    assert answer.status_code == 200
    assert answer.json() == again.json()
    assert (answer.json()["id"], answer.json()["saved"]) == ("m1", True)
    assert len(report.evidence) == 2


@pytest.mark.parametrize(
    ("fields", "files", "hint"),
    [
        ({"text": TOLD}, [], '"conversation"'),
        ({"conversation": "a\nb", "text": TOLD}, [], '"conversation"'),
        ({"conversation": "secret-1"}, [], '"files"'),
        ({"conversation": "secret-1", "text": "x", "id": "i" * 65}, [], '"id"'),
        ({"text": TOLD}, [PHOTO], "before the files"),
    ],
)
async def test_what_is_no_message_with_files_gets_a_clear_refusal(
    fields: dict[str, str], files: list[tuple[str, bytes]], hint: str
) -> None:
    async with visiting() as visit:
        answer = await post_api(visit, fields, files)

    assert answer.status_code == 422
    assert hint in answer.json()["error"]
    assert TOLD not in answer.text


async def test_a_file_of_another_name_is_not_read() -> None:
    async with visiting() as visit:
        body, content_type = multipart(
            [("conversation", (None, b"secret-1")), ("text", (None, b"Hello")), ("avatar", ("me.jpg", b"x" * 100))]
        )
        answer = await visit.client.post("/api/chat/evidence", content=body, headers={"Content-Type": content_type})

    assert answer.status_code == 200
    assert isinstance(visit.files, MemoryFiles)
    assert visit.files.kept == {}


async def test_a_page_without_a_store_of_files_offers_none_and_says_that_none_was_kept() -> None:
    chat = ScriptedChat()
    async with client_with(chat, None) as client:
        page = (await client.get("/")).text
        body, content_type = multipart([("conversation", (None, b"secret-1")), ("text", (None, b"Hello")), ("files", PHOTO)])
        await client.post("/", content=body, headers={"Content-Type": content_type})

    assert not [tag for tag in Seen(page).all("input") if tag.get("type") == "file"]
    assert chat.received[-1].unreadable == "a file that could not be saved"
    assert chat.received[-1].evidence == ()


async def test_the_core_offers_files_on_the_web() -> None:
    world = await World().open()
    person = world.person(channel=Channel.WEB)

    await person.say("/quick")

    assert "with a photo if you have one" in person.text


def client_with(chat: ScriptedChat, uploads: Uploads | None) -> httpx.AsyncClient:
    """Return a client of an application with this store of files."""
    app = create_app(chat, readiness=all_ready, organisation_name="Example Party", uploads=uploads)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver")


async def _of_anybody(conversation: str) -> str:
    return "org_test"
