"""The main job as a newcomer does it: `serve` with nothing configured, a browser, and nothing to read but the screen.

`python -m tests.integration.test_main_job` takes the pictures in the README.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.integration.browser_stage import CHROMIUM, FLAGS
from tests.integration.process import Server, free_port

QUESTION = "someone keeps turning up outside my surgery, what do I do"
PICTURES = Path(__file__).parents[2] / "docs" / "images"
PATIENCE_MS = 90_000
"""The first start builds the index; only a broken program takes longer."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium at /usr/bin/chromium"),
]


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The machine's own browser."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield chromium
        finally:
            await chromium.close()


async def _press(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def do_the_main_job(page: Page, address: str, pictures: Path | None = None) -> None:
    """Ask, report, consent, and wait until the practice SPOC has acknowledged; take two pictures on the way if asked to."""
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(address)
    await page.get_by_label("Your message").fill(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Repeated unwanted contact may constitute harassment")).to_be_visible(timeout=PATIENCE_MS)
    await expect(page.get_by_text("Joint Guidance for Candidates in Elections").last).to_be_visible()

    if pictures:
        await page.screenshot(path=pictures / "answer.png")
    await _press(page, "Report this")
    await expect(page.get_by_text("Is this right?").last).to_be_visible()
    await page.get_by_label("Your message").fill("change when to yesterday at 8")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Changed. When: yesterday at 8")).to_be_visible()
    await _press(page, "Send: SPOC only")

    await expect(page.get_by_text("Your reference is")).to_be_visible()
    await expect(page.get_by_text("was delivered to the SPOC's system at")).to_be_visible(timeout=PATIENCE_MS)
    await expect(page.get_by_text("The SPOC has acknowledged")).to_be_visible(timeout=PATIENCE_MS)
    if pictures:
        await page.get_by_text("The SPOC has acknowledged").scroll_into_view_if_needed()
        await page.screenshot(path=pictures / "acknowledged.png")


async def test_a_newcomer_asks_reports_and_sees_it_acknowledged(tmp_path: Path) -> None:
    async with Server(tmp_path / "data", free_port(), ENCODER="") as server, browser() as chromium:
        page = await chromium.new_page()

        await do_the_main_job(page, server.address)

        assert "no police officer" in await page.inner_text("body"), "practice is never mistaken for the real thing"
        practice = await chromium.new_page()
        await practice.goto(f"{server.address}/practice-spoc/")
        await expect(practice.get_by_text("acknowledged: sent, answered 200")).to_be_visible()


async def _take_pictures(chromium: Browser, address: str) -> None:
    context = await chromium.new_context(viewport={"width": 620, "height": 860}, device_scale_factor=1)
    PICTURES.mkdir(exist_ok=True)
    await do_the_main_job(await context.new_page(), address, PICTURES)


async def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Server(Path(folder) / "data", free_port(), ENCODER="") as server, browser() as chromium:
            await _take_pictures(chromium, server.address)


if __name__ == "__main__":
    asyncio.run(_main())
