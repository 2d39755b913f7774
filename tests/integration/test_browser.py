"""The page in a real browser: keyboard, roles, updates, reload, leaving, and that nothing is loaded from elsewhere.

`take_screenshots` makes the pictures of the documentation.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from tests.integration.browser_stage import chromium, running, scene
from tests.scenarios.scripted_chat import ScriptedChat

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=640)
A_WHILE_MS = 4_500
"""By then the page has looked for news; the tests move the browser's clock instead of waiting."""

QUESTION = "Someone keeps turning up outside my surgery, what do I do"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def chat() -> ScriptedChat:
    return ScriptedChat(scene)


@pytest.fixture
def address(chat: ScriptedChat) -> Iterator[str]:
    with running(chat) as served_at:
        yield served_at


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An opened page, that must not have complained, or asked any other place for anything, when the test is over."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.clock.install()
    opened.goto(address)
    yield opened
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    context.close()


def say(page: Page, text: str) -> None:
    """Type a message and send it."""
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def said_by_the_person(page: Page) -> list[str]:
    """Return what the log shows at the right."""
    return page.locator(".said .words").all_inner_texts()


def test_a_typed_question_sent_by_enter_gets_a_quotation_with_its_source(page: Page, chat: ScriptedChat) -> None:
    page.get_by_label("Your message").fill(QUESTION)
    page.keyboard.press("Enter")

    expect(page.get_by_role("blockquote")).to_contain_text("Keep records of any intimidating behaviour")
    expect(page.locator("figcaption")).to_contain_text("Joint Guidance for Candidates in Elections")
    expect(page.get_by_label("Your message")).to_have_value("")
    assert said_by_the_person(page) == [QUESTION]
    assert [inbound.text for inbound in chat.received] == ["/start", QUESTION]


def test_shift_and_enter_starts_a_new_line(page: Page, chat: ScriptedChat) -> None:
    page.get_by_label("Your message").press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")

    expect(page.locator(".said")).to_have_count(1)
    assert chat.received[-1].text == "one\ntwo"


def test_a_choice_is_pressed_with_the_keyboard_alone(page: Page, chat: ScriptedChat) -> None:
    page.get_by_label("Your message").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Report this")).to_be_visible()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Report this")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Is anyone in danger right now?")).to_be_visible()
    assert chat.received[-1].choice == "report.this"
    expect(page.get_by_role("button", name="Yes, right now")).to_be_focused()  # the next question, not the top of the page
    expect(page.get_by_role("button", name="Report this")).to_be_disabled()
    assert page.locator(".choices:enabled").count() == 1


def test_a_half_written_text_survives_a_pressed_choice(page: Page) -> None:
    page.get_by_label("Your message").fill("half a sentence")
    page.get_by_role("button", name="Report step by step").click()

    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_label("Your message")).to_have_value("half a sentence")


def test_the_focus_goes_through_the_page_in_reading_order(page: Page) -> None:
    names = []
    for _ in range(8):
        page.keyboard.press("Tab")
        names.append(str(page.evaluate("document.activeElement.innerText || document.activeElement.id")).replace("\n", " "))

    assert names[:3] == ["Skip to the conversation", "In danger now? Call 999", "Exit this page"]
    assert names[3:] == ["999", "Report step by step", "My reports", "Who can see what I write?", "text"]


def test_a_screen_reader_finds_its_landmarks_the_log_and_the_label(page: Page) -> None:
    log = page.get_by_role("log", name="Conversation")

    expect(log).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Alongside")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your message")).to_be_editable()
    expect(page.get_by_role("complementary", name="Emergency").get_by_role("link", name="Call 999")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en-GB"


@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW], ids=["phone", "desktop", "narrow"])
def test_999_stays_on_the_screen_and_nothing_is_cut_off_at_the_side(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    for _ in range(3):
        say(page, QUESTION)
        page.wait_for_load_state("networkidle")

    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")

    assert page.evaluate("window.scrollY") > 100
    expect(page.get_by_role("link", name="In danger now? Call 999")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Exit this page")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_what_is_pressed_is_at_least_44_pixels_high(page: Page) -> None:
    page.set_viewport_size(NARROW)
    say(page, "He has a knife")
    expect(page.get_by_role("link", name="Call 999 now")).to_be_visible()

    for pressed in page.locator("button:enabled, .call, .exit, textarea, #anew").all():
        box = pressed.bounding_box()
        assert box, pressed
        assert box["height"] >= 43.5, pressed.inner_text()


def test_news_appear_by_themselves_and_look_different_from_an_answer(page: Page, chat: ScriptedChat) -> None:
    chat.notice("**The SPOC has acknowledged AL-7K3M-9QXT** at 19:34.")

    page.clock.fast_forward(A_WHILE_MS)

    notice = page.locator(".notice", has_text="The SPOC has acknowledged")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("Update")
    expect(page.get_by_role("button", name="Report step by step")).to_be_enabled()
    assert page.locator(".notice").count() == 1


def test_news_do_not_take_the_focus_or_what_is_being_written(page: Page, chat: ScriptedChat) -> None:
    page.get_by_label("Your message").fill("I am still writ")
    chat.notice("**The SPOC has acknowledged it.**")

    page.clock.fast_forward(A_WHILE_MS)

    expect(page.locator(".notice")).to_be_visible()
    page.keyboard.type("ing")
    expect(page.get_by_label("Your message")).to_have_value("I am still writing")


def test_a_reload_brings_the_conversation_back(page: Page, chat: ScriptedChat) -> None:
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    page.reload()

    expect(page.get_by_role("blockquote")).to_be_visible()
    assert said_by_the_person(page) == [QUESTION]
    say(page, "And another thing")
    expect(page.locator(".said")).to_have_count(2)
    assert chat.received[-1].conversation == chat.received[0].conversation


def test_a_new_conversation_begins_when_it_is_asked_for(page: Page, chat: ScriptedChat) -> None:
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    page.get_by_role("link", name="Start a new conversation").click()

    expect(page.get_by_text("Hello. This is Alongside")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert said_by_the_person(page) == []
    assert chat.received[-1].conversation != chat.received[0].conversation


def test_the_tab_keeps_the_conversations_id_and_nothing_else(page: Page, chat: ScriptedChat) -> None:
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    kept = page.evaluate("({...sessionStorage})")
    assert kept.pop("alongside-conversation") == chat.received[0].conversation
    assert kept == {"htmx-current-path-for-history": "/"}
    assert page.evaluate("({...localStorage})") == {}
    assert page.evaluate("document.cookie") == ""
    assert chat.received[0].conversation not in page.url


def test_the_quick_exit_leaves_no_way_back_and_nothing_in_the_tab(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    asked: list[str | None] = []

    def weather(route: Route) -> None:
        asked.append(route.request.header_value("referer"))
        route.fulfill(body="Rain later")

    context.route("https://www.bbc.co.uk/weather", weather)
    page = context.new_page()
    page.goto(address)
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    page.get_by_role("link", name="Exit this page").click()

    expect(page.get_by_text("Rain later")).to_be_visible()
    assert asked == [None]  # the other site does not learn where the person was
    page.go_back()
    assert page.url == "about:blank"
    page.goto(address)
    expect(page.get_by_text("Hello. This is Alongside")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert said_by_the_person(page) == []
    context.close()


def test_an_invitation_starts_afresh_and_its_code_is_not_in_the_history(page: Page, chat: ScriptedChat, address: str) -> None:
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    page.goto(f"{address}/?invite=Abc-123")

    expect(page.get_by_text("Hello. This is Alongside")).to_be_visible()
    assert page.url == f"{address}/"
    say(page, "Hello")
    expect(page.locator(".said")).to_have_count(1)
    joined = [inbound.conversation for inbound in chat.received if inbound.text == "/start Abc-123"]
    assert chat.received[-1].conversation == joined[0]


def test_the_page_works_without_scripts(browser: Browser, chat: ScriptedChat, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    say(page, QUESTION)
    page.get_by_role("button", name="Report this").click()
    page.get_by_role("button", name="No", exact=True).click()

    expect(page.get_by_text("Saved. Your reference is AL-7K3M-9QXT.")).to_be_in_viewport()
    assert said_by_the_person(page) == [QUESTION, "Report this", "No"]
    page.reload()  # sends the same form again
    expect(page.locator(".said")).to_have_count(3)
    context.close()


def test_a_message_that_cannot_be_sent_is_kept_and_sent_once(browser: Browser, chat: ScriptedChat, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    context.set_offline(True)

    say(page, QUESTION)
    expect(page.get_by_role("alert").filter(has_text="Your message was not sent")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value(QUESTION)
    context.set_offline(False)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("blockquote")).to_be_visible()
    expect(page.get_by_text("Your message was not sent")).to_be_hidden()
    assert said_by_the_person(page) == [QUESTION]
    context.close()


def test_words_that_could_not_be_stored_stay_in_their_box(page: Page, chat: ScriptedChat) -> None:
    chat.is_down = True

    say(page, "He has a knife")

    expect(page.get_by_role("link", name="Call 999 now")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("He has a knife")
    chat.is_down = False  # before the page looks for news again, which would be refused


def test_the_emergency_card_is_read_from_its_beginning(page: Page) -> None:
    page.set_viewport_size(PHONE)
    say(page, QUESTION)
    expect(page.get_by_role("blockquote")).to_be_visible()

    say(page, "He is back and he has a knife")

    expect(page.get_by_role("link", name="Call 999 now")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="If this is an emergency")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser: Browser, address: str, scheme: str) -> None:
    """WCAG 2.2 AA asks for 4.5:1; measured on every text of a conversation with all kinds of cards."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    for text in (QUESTION, "He has a knife"):
        say(page, text)
    expect(page.get_by_role("link", name="Call 999 now")).to_be_visible()

    weak = page.evaluate(CONTRAST)

    assert weak == []
    context.close()


CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
    if (!words || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) weak.push(words.slice(0, 40) + " " + ratio.toFixed(2));
  }
  return weak;
}"""


def test_the_pictures_for_the_documentation_can_be_taken(browser: Browser, tmp_path: Path) -> None:
    taken = take_screenshots(tmp_path, browser)

    assert len(taken) == 15
    assert all(picture.stat().st_size > 10_000 for picture in taken)


def take_screenshots(folder: Path, browser: Browser | None = None) -> list[Path]:
    """Walk through a question, an answer, an emergency and a report at two widths and both schemes; return the pictures' paths.

    Args:
        folder: where the PNG files go; made when it is missing.
        browser: a started one; with none, one is started and ended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        chat = ScriptedChat(scene)
        address = stack.enter_context(running(chat))
        browser = browser or stack.enter_context(chromium())
        taken: list[Path] = []
        for name, size, scheme in (("phone", PHONE, "light"), ("phone-dark", PHONE, "dark"), ("desktop", DESKTOP, "light")):
            context = browser.new_context(
                viewport=size,
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                has_touch=size == PHONE,
                is_mobile=size == PHONE,
            )
            taken += _walk(context, chat, address, folder, name)
            context.close()
        return taken


def _walk(context: BrowserContext, chat: ScriptedChat, address: str, folder: Path, name: str) -> list[Path]:
    page = context.new_page()
    taken: list[Path] = []

    def shoot(step: str) -> None:
        taken.append(folder / f"{name}-{step}.png")
        page.screenshot(path=taken[-1])

    page.clock.install()
    page.goto(address)
    shoot("1-welcome")
    say(page, "Someone keeps turning up outside my surgery, what do I do")
    expect(page.locator("blockquote").first).to_be_visible()
    shoot("2-answer")
    page.get_by_role("button", name="Report this").click()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("Saved. Your reference")).to_be_visible()
    chat.notice("**AL-7K3M-9QXT was delivered to the SPOC's system at 19:31.** Nobody there has confirmed yet.", kind="delivered")
    chat.notice("**The SPOC has acknowledged AL-7K3M-9QXT** at 19:34.")
    page.clock.fast_forward(A_WHILE_MS)
    expect(page.get_by_text("The SPOC has acknowledged")).to_be_visible()
    shoot("3-report")
    say(page, "He is back and he has a knife")
    expect(page.get_by_role("link", name="Call 999 now")).to_be_visible()
    shoot("4-emergency")
    # The whole conversation in one picture: a window as tall as the page, because sticky parts would stand in the middle of it.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": (page.viewport_size or PHONE)["width"], "height": int(height)})
    shoot("5-all")
    return taken
