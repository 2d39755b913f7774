"""The console in a real browser, without scripts too: a contact is entered, and its way tried against the practice SPOC.

`take_pictures` lets somebody look at it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.integration.browser_stage import chromium
from tests.integration.console_in_browser import SANDBOX, SECRET, Served, served
from tests.integration.test_browser import CONTRAST, DESKTOP, NARROW, PHONE
from tests.scenarios.console_stage import BASE, TOKEN

pytestmark = pytest.mark.browser

PAGES = ("contacts", "contacts/new", "contacts/import", "escalations", "forces")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("console")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, console: Served) -> Iterator[Page]:
    """Somebody who has signed in, without scripts; nothing is asked of any other place."""
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    sign_in(opened, console)
    yield opened
    assert [url for url in asked if not url.startswith(console.address)] == []
    context.close()


def sign_in(page: Page, console: Served) -> None:
    """Go in by the first page."""
    page.goto(f"{console.address}/console/")
    page.get_by_label("Admin token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="SPOC contacts")).to_be_visible()


def fill_in(page: Page, console: Served, name: str) -> None:
    """Fill in a contact whose endpoint is the practice SPOC."""
    page.goto(f"{console.address}{BASE}/contacts/new")
    page.get_by_label("Force").select_option("Kent Police")
    page.get_by_label("UK Parliament (Operation Bridger)").check()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Endpoint", exact=True).fill(f"{console.address}{SANDBOX}/webhook")
    page.get_by_label("They have given us this one").check()
    page.get_by_label("Their secret").fill(SECRET)
    page.get_by_label("Practice").check()


def test_a_contact_is_entered_and_the_practice_spoc_answers(page: Page, console: Served) -> None:
    page.get_by_role("link", name="Add a contact").click()
    fill_in(page, console, "Sgt Practice Example")
    page.get_by_label("Telephone").fill("nine")
    page.get_by_role("button", name="Enter the contact").click()

    expect(page.get_by_role("alert")).to_contain_text("1 thing does not fit")
    expect(page.get_by_label("Name")).to_have_value("Sgt Practice Example")
    expect(page.get_by_label("Force")).to_have_value("kent")
    page.get_by_label("Telephone").fill("01632 960011")
    page.get_by_label("Their secret").fill(SECRET)
    page.get_by_role("button", name="Enter the contact").click()

    expect(page.get_by_role("heading", level=1, name="Sgt Practice Example")).to_be_visible()
    page.get_by_role("button", name="Send a test message").click()

    expect(page.get_by_role("status")).to_contain_text("Taken. It answered 200.")
    assert [message.type for message in console.sandbox.arrived.values()] == ["ping"]
    assert SECRET not in page.content()
    page.get_by_role("button", name="Mark as checked").click()
    expect(page.get_by_role("status")).to_contain_text("Marked as checked.")
    page.get_by_role("link", name="All contacts").click()
    expect(page.get_by_role("link", name="Sgt Practice Example")).to_be_visible()


def test_an_answer_by_telephone_is_written_down(page: Page) -> None:
    page.get_by_role("link", name="Not answered").click()
    page.locator("a.name", has_text="AL-").last.click()
    page.get_by_label("They are acting on it").check()
    page.get_by_label("Which of your staff heard it").fill("Jo Example")
    page.get_by_role("button", name="Write it down").click()

    expect(page.get_by_role("status")).to_contain_text("the reporter has been told")


def test_whoever_signs_out_sees_nothing_any_more(page: Page, console: Served) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Admin token")).to_be_visible()

    page.goto(f"{console.address}{BASE}/contacts")
    expect(page.get_by_role("alert")).to_contain_text("You are not signed in")


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW], ids=["phone", "desktop", "narrow"])
def test_nothing_is_cut_off_at_the_side_and_what_is_pressed_is_large_enough(
    browser: Browser, console: Served, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size)
    page = context.new_page()
    sign_in(page, console)
    for path in PAGES:
        page.goto(f"{console.address}{BASE}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        for pressed in page.locator("button, .button, summary, .box, .places > a").all():
            box = pressed.bounding_box()
            assert box is None or box["height"] >= 43.5, (path, pressed.inner_text())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser: Browser, console: Served, scheme: str) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    sign_in(page, console)
    for path in PAGES:
        page.goto(f"{console.address}{BASE}/{path}")
        assert page.evaluate(CONTRAST) == [], path
    context.close()


def take_pictures(folder: Path, browser: Browser, console: Served) -> list[Path]:
    """Walk through the console at two widths and in both schemes; return the pictures' paths."""
    taken = []
    for label, size, scheme in (("phone", PHONE, "light"), ("desktop", DESKTOP, "light"), ("dark", DESKTOP, "dark")):
        context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()

        def picture(name: str, page: Page = page, label: str = label) -> None:
            taken.append(folder / f"console-{name}-{label}.png")
            page.screenshot(path=taken[-1], full_page=True)

        page.goto(f"{console.address}/console/")
        picture("sign-in")
        sign_in(page, console)
        for path in PAGES:
            page.goto(f"{console.address}{BASE}/{path}")
            picture(path.replace("/", "-"))
        page.goto(f"{console.address}{BASE}/escalations")
        page.locator("a.name", has_text="AL-").first.click()
        picture("escalation")
        fill_in(page, console, f"Sgt Picture {label}")
        page.get_by_label("Telephone").fill("nine")
        page.get_by_role("button", name="Enter the contact").click()
        picture("contact-refused")
        page.get_by_label("Telephone").fill("")
        page.get_by_label("Make one, and show it once").check()
        page.get_by_role("button", name="Enter the contact").click()
        picture("contact")
        page.get_by_role("button", name="Send a test message").click()
        picture("pinged")
        context.close()
    return taken


def test_pictures_can_be_taken(browser: Browser, console: Served, tmp_path: Path) -> None:
    taken = take_pictures(tmp_path, browser, console)

    assert len(taken) == 30
    assert all(picture.stat().st_size > 8_000 for picture in taken)
