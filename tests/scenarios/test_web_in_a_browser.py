"""The whole form, files and copies in a real browser, with scripts and without, over real HTTP and with the real core."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from bot.reporting.report import Report
from tests.integration.browser_stage import chromium
from tests.integration.test_browser import CONTRAST
from tests.scenarios.web_visit import MemoryFiles, application
from tests.talking import World

pytestmark = pytest.mark.browser

Result = TypeVar("Result")

PHONE, NARROW = ViewportSize(width=360, height=740), ViewportSize(width=320, height=640)
TOLD = "A man followed me home from the library yesterday."
GO_ON = "Go on: see it all"


class Stage:
    """A served Alongside, and what has been kept in it."""

    def __init__(self) -> None:
        self.world = World()
        self.files = MemoryFiles()
        self.address = ""
        waited_for(self.world.open())

    def report(self, page: Page) -> Report:
        """Return the newest report of whoever looks at this page."""
        conversation = page.locator("[name=conversation]").first.input_value()
        return waited_for(self.world.reports(person=conversation))[0]


def waited_for(doing: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine returns. It runs in a thread of its own: the browser has taken this one's event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, doing).result()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    server = uvicorn.Server(uvicorn.Config(application(made.world, made.files), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    made.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield made
    server.should_exit = True
    thread.join()


@contextlib.contextmanager
def opened(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", **options)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Iterator[Page]:
    """A page on a phone that must not have complained when the test is over, but for what was refused with 422 or 413."""
    with opened(browser) as context:
        shown = context.new_page()
        complaints: list[str] = []
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        yield shown
        assert [words for words in complaints if "status of 4" not in words] == []


def test_from_the_chat_to_the_form_to_the_review_card_and_back_after_a_reload(page: Page, stage: Stage) -> None:
    page.goto(stage.address)
    page.get_by_label("Your message").fill(TOLD)
    page.get_by_role("button", name="Fill in the whole form").click()
    expect(page.get_by_label("What happened?")).to_have_value(TOLD)

    page.get_by_role("group", name="Where did it happen?").get_by_label("Your answer").fill("Example Town")
    page.get_by_role("group", name="Is anyone in danger right now?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name=GO_ON).click()

    expect(page.get_by_text("Is this right?")).to_be_in_viewport()
    assert page.url == f"{stage.address}/"
    assert stage.report(page).fields["where"].words == "Example Town"
    page.reload()
    expect(page.get_by_text("Is this right?")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it for myself")).to_be_enabled()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_is_wrong_gets_the_focus_and_leads_to_its_question(browser: Browser, stage: Stage, has_scripts: bool) -> None:
    with opened(browser, java_script_enabled=has_scripts) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/report")
        page.get_by_label("What happened?").fill(TOLD)
        page.locator("[name=words-count]").fill("lots")
        page.get_by_role("button", name=GO_ON).click()

        summary = page.get_by_role("alert").filter(has_text="Nothing is saved yet")
        expect(summary).to_be_focused()
        page.get_by_role("link", name="How many").click()
        count = page.locator("[name=words-count]")
        expect(count).to_be_focused()
        expect(count).to_be_in_viewport(ratio=1)
        expect(count).to_have_accessible_description(
            "Press or type a number. You can send a photo as well. Please look again: a number is needed, such as 3."
        )
        expect(page.get_by_label("What happened?")).to_have_value(TOLD)
        count.fill("3")
        page.get_by_role("button", name=GO_ON).click()
        expect(page.get_by_text("Is this right?")).to_be_visible()


def test_the_whole_form_is_filled_in_with_the_keyboard_alone(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.address}/report")
    page.get_by_label("What happened?").focus()
    page.keyboard.type(TOLD)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")  # from "No answer", the last of the group
    expect(page.get_by_label("I am not sure")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Example Town")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Is this right?")).to_be_visible()
    fields = stage.report(page).fields
    assert (fields["danger"].value, fields["where"].words) == ("unsure", "Example Town")


def test_a_question_that_hangs_on_another_shows_when_it_matters(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.address}/report")
    page.get_by_text("More detail").click()
    reference = page.locator("[name=words-police_reference]")
    expect(reference).to_be_hidden()

    page.get_by_role("group", name="Have you told the police?").get_by_label("Yes", exact=True).check()
    expect(reference).to_be_visible()
    reference.fill("12/3456")
    page.get_by_role("group", name="Have you told the police?").get_by_label("Not yet").check()

    expect(reference).to_be_visible()  # what was filled in would be sent, and is seen


def test_without_scripts_every_question_is_there_and_says_when_it_matters(browser: Browser, stage: Stage) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/report")
        page.get_by_text("More detail").click()

        expect(page.locator("[name=words-police_reference]")).to_be_visible()
        expect(page.get_by_text("Only if your answer to “Told to the police” is “Yes”.")).to_be_visible()


def test_none_of_these_and_one_of_these_exclude_each_other(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.address}/report")
    page.get_by_text("More detail").click()
    group = page.get_by_role("group", name="Did they show or speak of any of these?")
    group.get_by_label("None of these").check()
    group.get_by_label("A weapon").check()
    expect(group.get_by_label("None of these")).not_to_be_checked()
    group.get_by_label("I don't know").check()
    expect(group.get_by_label("A weapon")).not_to_be_checked()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_photo_goes_from_the_chat_page_into_a_report(browser: Browser, stage: Stage, tmp_path: Path, has_scripts: bool) -> None:
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    with opened(browser, java_script_enabled=has_scripts) as context:
        page = context.new_page()
        page.goto(stage.address)
        page.get_by_text("Photos and files").click()
        page.locator("#files").set_input_files(photo)
        page.get_by_role("button", name="Send").click()  # without words

        expect(page.get_by_text("Kept with your report: 1 item so far.")).to_be_visible()
        expect(page.locator("#files")).to_have_value("")
        assert len(stage.report(page).evidence) == 1
        expect(page.get_by_text("(a file)")).to_have_count(1)


def test_a_file_that_is_too_large_is_left_out_before_it_is_sent(page: Page, stage: Stage, tmp_path: Path) -> None:
    for name, size in (("film.mp4", 20 * 1024 * 1024 + 1), ("photo.jpg", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
    page.goto(stage.address)
    page.get_by_text("Photos and files").click()
    page.locator("#files").set_input_files([tmp_path / "film.mp4", tmp_path / "photo.jpg"])

    expect(page.get_by_text("Left out: 1 over 20 MB.")).to_be_visible()
    page.get_by_label("Your message").fill(TOLD)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Kept with your report: 1 item so far.")).to_be_visible()
    assert [len(content) for content in stage.files.kept.values()] == [10]


def test_a_pressed_button_leaves_the_chosen_files_where_they_are(page: Page, stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    page.goto(stage.address)
    page.get_by_text("Photos and files").click()
    page.locator("#files").set_input_files(tmp_path / "photo.jpg")
    page.get_by_role("button", name="What can you do?").click()

    expect(page.locator(".said")).to_have_count(1)
    assert page.locator("#files").evaluate("input => input.files.length") == 1
    assert stage.files.kept == {}


def test_nothing_at_all_is_not_sent(page: Page, stage: Stage) -> None:
    page.goto(stage.address)
    page.get_by_role("button", name="Send").click()

    assert page.locator("#text").evaluate("box => box.validity.valueMissing")
    expect(page.locator(".said")).to_have_count(0)


def test_a_copy_is_downloaded_and_the_conversation_stays(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.address}/report")
    page.get_by_label("What happened?").fill(TOLD)
    page.get_by_role("button", name=GO_ON).click()
    page.get_by_role("button", name="Keep it for myself").click()
    expect(page.get_by_text("Your reference is")).to_be_visible()
    reference = stage.report(page).reference
    for pressed in ("My reports", f"Show it: {reference}", "As files"):
        page.locator(".choices:enabled").get_by_role("button", name=pressed).last.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()

    assert download.value.suggested_filename == f"alongside-{reference}.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    expect(page.get_by_role("button", name="Download JSON")).to_be_enabled()


def test_the_quick_exit_of_the_form_forgets_the_conversation(browser: Browser, stage: Stage) -> None:
    with opened(browser) as context:
        context.route("https://www.bbc.co.uk/weather", lambda route: route.fulfill(body="Rain later"))
        page = context.new_page()
        page.goto(stage.address)
        page.get_by_role("button", name="Fill in the whole form").click()
        expect(page.get_by_label("What happened?")).to_be_visible()
        page.wait_for_load_state()  # the script that forgets has been read
        page.get_by_role("link", name="Exit this page").click()
        expect(page.get_by_text("Rain later")).to_be_visible()
        page.goto(f"{stage.address}/report")

        assert page.evaluate("sessionStorage.length") == 0


def test_the_form_by_its_address_goes_on_with_the_conversation_of_the_tab(page: Page, stage: Stage) -> None:
    page.goto(stage.address)
    secret = page.locator("#conversation").input_value()
    page.goto(f"{stage.address}/report")

    expect(page.locator("#conversation")).to_have_value(secret)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_of_the_form_stands_out_from_its_background(browser: Browser, stage: Stage, scheme: str) -> None:
    with opened(browser, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/report")
        page.get_by_label("What happened?").fill("He has a knife")
        page.locator("[name=words-when]").fill("tomorrow at 5pm")
        page.get_by_text("More detail").click()
        page.get_by_label("A threat", exact=True).check()
        page.get_by_role("button", name=GO_ON).click()
        expect(page.get_by_role("link", name="Call 999 now")).to_be_visible()

        assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["360", "320"])
def test_the_form_fits_a_phone_and_what_is_pressed_is_44_pixels_high(page: Page, stage: Stage, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(f"{stage.address}/report")
    page.get_by_text("More detail").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    heights = page.locator(".option, .report-form button, .report-form summary, .line").evaluate_all(
        "found => found.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 43.5
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.get_by_role("link", name="In danger now? Call 999")).to_be_in_viewport(ratio=1)
