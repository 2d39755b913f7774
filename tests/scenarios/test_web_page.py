"""The chat page without scripts: plain forms, the whole conversation each time; and the parts that HTMX asks for."""

from urllib.parse import urlencode

import httpx
import pytest

from bot.errors import StorageError
from bot.messages import Choice, Citation, Inbound, Reply
from tests.scenarios.scripted_chat import ScriptedChat, echo
from tests.scenarios.web_client import BROWSER, Seen, client_of

HTMX = {"HX-Request": "true"}


async def submit(client: httpx.AsyncClient, page: str, **fields: str) -> httpx.Response:
    """Press a button of the page's form, as a browser without scripts does."""
    return await client.post("/", data={**Seen(page).form, **fields}, headers=BROWSER)


async def test_the_first_visit_shows_the_welcome_and_who_runs_this() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        response = await client.get("/")

    seen = Seen(response.text)
    assert (chat.received[0].text, chat.received[0].id) == ("/start", "start")
    assert "Hello. This is a test." in seen.text
    assert "Run by Example Party" in seen.text
    assert seen.open_choices == ["report.start", "help"]
    assert "/start" not in seen.text
    assert chat.marked == ["turn_1"]


async def test_each_visit_is_a_conversation_of_its_own_behind_a_long_secret() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        pages = [(await client.get("/")).text for _ in range(2)]

    first, second = (Seen(page).form["conversation"] for page in pages)
    assert first != second
    assert len(first) >= 32
    assert [inbound.conversation for inbound in chat.received] == [first, second]


async def test_the_secret_is_in_a_hidden_field_and_in_no_address() -> None:
    async with client_of(ScriptedChat()) as client:
        page = (await client.get("/")).text
        answer = await submit(client, page, text="Hello")

    secret = Seen(page).form["conversation"]
    assert page.count(secret) == 1
    assert answer.text.count(secret) == 1
    assert secret not in str(answer.url)
    assert "set-cookie" not in answer.headers


async def test_a_posted_form_shows_the_whole_conversation_again() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        page = (await client.get("/")).text
        page = (await submit(client, page, text="First question")).text
        page = (await submit(client, page, text="Second question")).text

    seen = Seen(page)
    places = [seen.text.index(words) for words in ("Hello.", "First question", "I heard: First", "I heard: Second")]
    assert places == sorted(places)
    assert chat.marked == ["turn_1", "turn_2", "turn_3"]


async def test_sending_the_same_form_twice_is_one_message() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        page = (await client.get("/")).text
        await submit(client, page, text="Hello")
        again = await submit(client, page, text="Hello")

    _, first, second = chat.received
    assert first.id == second.id
    assert Seen(again.text).text.count("I heard: Hello") == 1


async def test_a_form_that_was_changed_after_going_back_is_a_new_message() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        page = (await client.get("/")).text
        await submit(client, page, text="Hello")
        await submit(client, page, text="Hello, I forgot to say something")
        await submit(client, page, choice="Hello")

    assert len({inbound.id for inbound in chat.received}) == 4


async def test_the_id_of_a_message_tells_nothing_about_its_words() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        for conversation in ("a" * 32, "b" * 32):
            await client.post("/", data={"conversation": conversation, "message": "m", "text": "yes"})

    assert chat.received[0].id != chat.received[1].id


async def test_each_page_carries_a_new_message_id() -> None:
    async with client_of(ScriptedChat()) as client:
        page = (await client.get("/")).text
        answer = (await submit(client, page, text="Hello")).text

    assert Seen(page).form["message"] != Seen(answer).form["message"]
    assert Seen(page).form["conversation"] == Seen(answer).form["conversation"]


async def test_a_pressed_choice_is_handed_on_and_a_half_written_text_is_kept_in_its_box() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        page = (await client.get("/")).text
        answer = await submit(client, page, choice="help", text="half a <sentence")

    assert (chat.received[1].choice, chat.received[1].text) == ("help", "")
    assert ">half a &lt;sentence</textarea>" in answer.text


async def test_only_the_newest_question_has_buttons_that_work() -> None:
    def script(inbound: Inbound) -> list[Reply]:
        return [Reply(kind="ask", text="Which?", choices=(Choice(id=f"of-{inbound.text or 'start'}", label="This"),))]

    async with client_of(ScriptedChat(script)) as client:
        page = (await client.get("/")).text
        page = (await submit(client, page, text="one")).text

    assert Seen(page).open_choices == ["of-one"]


async def test_a_notice_does_not_take_the_buttons_from_the_question_before_it() -> None:
    chat = ScriptedChat()
    async with client_of(chat) as client:
        page = (await client.get("/")).text
        chat.notice("Have you told the police?", choices=(Choice(id="police.given", label="Yes"),))

        answer = await client.post("/talk", data=Seen(page).form, headers=HTMX)

    assert Seen(answer.text).open_choices == ["report.start", "help", "police.given"]
    assert "turn-notice" in answer.text


@pytest.mark.parametrize("bad", ["", "a" * 129, "a\x07b"], ids=["none", "too long", "control character"])
async def test_a_form_without_a_usable_conversation_still_gets_an_answer(bad: str) -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        response = await client.post("/", data={"conversation": bad, "text": "Help"}, headers=BROWSER)

    assert "I heard: Help" in response.text
    assert chat.received[0].conversation == Seen(response.text).form["conversation"] != bad


async def test_line_ends_of_the_text_box_reach_the_core_as_one_character() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        await client.post("/", data={"conversation": "secret", "text": "one\r\ntwo"})

    assert chat.received[0].text == "one\ntwo"


@pytest.mark.parametrize("body", [b"text=%FF%FE&conversation=c", b"text=\xff\x00&conversation=c", b"&&&=&%", b"text=a&text=b"])
async def test_an_odd_form_does_no_harm(body: bytes) -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        response = await client.post("/", content=body, headers=BROWSER)

    assert response.status_code == 200
    assert len(chat.received) == 1


async def test_the_longest_text_in_any_script_fits_into_the_form() -> None:
    chat = ScriptedChat()
    text = "ক" * 10_000

    async with client_of(chat) as client:
        response = await client.post("/", data={"conversation": "secret", "text": text})

    assert response.status_code == 200
    assert chat.received[0].text == text


async def test_a_form_that_is_too_large_gets_a_page_that_says_what_to_do() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        response = await client.post("/", content=urlencode({"text": "x" * 140_000}), headers=BROWSER)

    assert response.status_code == 413
    assert "Send them in parts" in response.text
    assert "Call 999" in response.text
    assert chat.received == []


async def test_htmx_gets_only_what_is_new_with_a_fresh_message_id() -> None:
    chat = ScriptedChat()
    async with client_of(chat) as client:
        page = (await client.get("/")).text
        chat.notice("News in between.")

        part = await client.post("/", data={**Seen(page).form, "text": "Hello"}, headers=HTMX)

    seen = Seen(part.text)
    assert "<html" not in part.text
    assert "Hello. This is a test." not in seen.text
    assert seen.text.index("News in between.") < seen.text.index("I heard: Hello")
    assert seen.form["after"] == "3"
    assert seen.form["message"] != Seen(page).form["message"]
    assert all(field.get("hx-swap-oob") == "true" for field in seen.all("input"))


async def test_news_are_nothing_until_there_is_something() -> None:
    chat = ScriptedChat()
    async with client_of(chat) as client:
        form = Seen((await client.get("/")).text).form
        nothing = await client.post("/news", data=form, headers=HTMX)
        chat.notice("The SPOC has acknowledged it.")

        something = await client.post("/news", data=form, headers=HTMX)

    assert (nothing.status_code, nothing.text) == (204, "")
    assert "The SPOC has acknowledged it." in something.text
    assert Seen(something.text).form == {"after": "2"}  # a half-sent message keeps its id
    assert chat.marked == ["turn_1", "turn_2"]


@pytest.mark.parametrize("after", ["", "-1", "x", "9" * 400, "²"])
async def test_news_after_what_is_no_place_are_all_of_them(after: str) -> None:
    async with client_of(ScriptedChat()) as client:
        form = Seen((await client.get("/")).text).form
        response = await client.post("/news", data={**form, "after": after}, headers=HTMX)

    assert "Hello. This is a test." in Seen(response.text).text


async def test_a_reloaded_page_gets_its_conversation_back() -> None:
    async with client_of(ScriptedChat()) as client:
        page = (await client.get("/")).text
        await submit(client, page, text="Hello")

        restored = await client.post("/talk", data={"conversation": Seen(page).form["conversation"]}, headers=HTMX)

    assert "I heard: Hello" in Seen(restored.text).text
    assert 'role="log"' in restored.text
    assert Seen(restored.text).form["after"] == "2"


async def test_an_unknown_conversation_is_not_restored() -> None:
    async with client_of(ScriptedChat()) as client:
        unknown = await client.post("/talk", data={"conversation": "never-seen"}, headers=HTMX)
        unusable = await client.post("/talk", data={"conversation": "a\nb"}, headers=HTMX)

    assert (unknown.status_code, unusable.status_code) == (204, 204)


async def test_while_the_database_is_down_the_answer_is_shown_and_the_words_stay_in_their_box() -> None:
    chat = ScriptedChat()
    async with client_of(chat) as client:
        page = (await client.get("/")).text
        chat.is_down = True

        answer = await submit(client, page, text="He has a knife")

    seen = Seen(answer.text)
    assert "I heard: He has a knife" in seen.text
    assert ">He has a knife</textarea>" in answer.text
    assert "hidden" not in next(tag for tag in seen.all("p") if tag.get("id") == "incomplete")


async def test_news_while_the_database_is_down_are_a_503_and_no_empty_page() -> None:
    chat = ScriptedChat()
    chat.is_down = True

    async with client_of(chat) as client:
        response = await client.post("/news", data={"conversation": "secret"}, headers=HTMX)

    assert response.status_code == 503


async def test_an_unexpected_error_shows_a_page_with_the_numbers_to_ring() -> None:
    def broken(inbound: Inbound) -> list[Reply]:
        raise StorageError if "/start" in inbound.text else RuntimeError("private")

    async with client_of(ScriptedChat(broken)) as client:
        down = await client.get("/", headers=BROWSER)
        crashed = await client.post("/", data={"text": "Hello"}, headers=BROWSER)

    assert (down.status_code, crashed.status_code) == (503, 500)
    assert 'href="tel:999"' in crashed.text
    assert "private" not in crashed.text
    assert crashed.headers["content-security-policy"].startswith("default-src 'none'")


async def test_the_emergency_card_stands_out_and_can_be_dialled() -> None:
    card = Reply(kind="emergency", text="**Call [999](tel:999).**")

    async with client_of(ScriptedChat(lambda inbound: [card, *echo(inbound)])) as client:
        page = (await client.get("/")).text

    sections = [tag for tag in Seen(page).all("section") if "emergency" in str(tag["class"])]
    assert len(sections) == 1
    assert page.index('class="reply emergency"') < page.index("Hello.")


async def test_a_citation_that_the_text_does_not_name_gets_its_source_line() -> None:
    citation = Citation(
        passage_id="p1",
        quote="Call 999.",
        title="Joint Guidance",
        issuer="Example Issuer",
        section="Emergencies",
        published="2024-05-01",
        link="https://www.example.org/guidance",
        document_class="official",
    )
    unnamed = Reply(kind="answer", text="> Call 999.", citations=(citation,))
    named = Reply(kind="answer", text="> Call 999.\n\n— Joint Guidance, Example Issuer.", citations=(citation,))

    async with client_of(ScriptedChat(lambda inbound: [unnamed] if inbound.text == "/start" else [named])) as client:
        first = (await client.get("/")).text
        second = (await submit(client, first, text="Hello")).text

    assert Seen(first).text.count("Joint Guidance, Example Issuer, section “Emergencies”") == 1
    assert Seen(second).text.count("Joint Guidance") == 2  # the one above, and the one that the text names itself
