"""The HTTP API of the chat: what an app sends, and what it gets back."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.messages import Channel, Choice, Citation, Inbound, Reply
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import client_of

CITATION = Citation(
    passage_id="p1",
    quote="Call 999.",
    title="Joint Guidance",
    issuer="Example Issuer",
    section="Emergencies",
    published="2024-05-01",
    link="https://www.example.org/guidance",
    document_class="official",
)


async def post(chat: ScriptedChat, body: object, path: str = "/api/chat") -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with client_of(chat) as client:
        return await client.post(path, content=content, headers={"Content-Type": "application/json"})


async def test_a_text_gets_replies_with_choices_and_citations() -> None:
    reply = Reply(kind="answer", text="**Yes.**", choices=(Choice(id="help", label="Help"),), citations=(CITATION,))
    chat = ScriptedChat(lambda inbound: [reply])

    response = await post(chat, {"conversation": "secret-1", "text": "Whom do I ring?"})

    assert response.status_code == 200
    (answer,) = response.json()["replies"]
    assert (answer["kind"], answer["text"], answer["html"]) == ("answer", "**Yes.**", "<p><strong>Yes.</strong></p>\n")
    assert answer["choices"] == [{"id": "help", "label": "Help"}]
    assert answer["citations"][0]["quote"] == "Call 999."
    assert answer["citations"][0]["link"] == "https://www.example.org/guidance"


async def test_the_core_hears_the_conversation_as_the_person_on_the_web() -> None:
    chat = ScriptedChat()

    await post(chat, {"conversation": "secret-1", "text": "Hello", "id": "m1"})

    (inbound,) = chat.received
    assert (inbound.channel, inbound.person, inbound.conversation, inbound.id) == (Channel.WEB, "secret-1", "secret-1", "m1")
    assert inbound.sent_at.tzinfo is not None


async def test_an_unknown_choice_is_handed_on_as_it_is() -> None:
    chat = ScriptedChat()

    response = await post(chat, {"conversation": "secret-1", "choice": "no.such.button"})

    assert response.status_code == 200
    assert (chat.received[0].choice, chat.received[0].text) == ("no.such.button", "")


async def test_the_same_id_twice_is_the_same_message_with_the_same_replies() -> None:
    chat = ScriptedChat()

    first = await post(chat, {"conversation": "secret-1", "text": "Hello", "id": "m1"})
    second = await post(chat, {"conversation": "secret-1", "text": "Hello", "id": "m1"})

    assert [inbound.id for inbound in chat.received] == ["m1", "m1"]
    assert first.json() == second.json()
    assert first.json()["seq"] == 1


async def test_messages_without_an_id_are_different_messages() -> None:
    chat = ScriptedChat()

    await post(chat, {"conversation": "secret-1", "text": "Hello"})
    await post(chat, {"conversation": "secret-1", "text": "Hello"})

    assert chat.received[0].id != chat.received[1].id


async def test_a_turn_is_marked_as_sent_once_and_not_again_when_it_is_repeated() -> None:
    chat = ScriptedChat()

    await post(chat, {"conversation": "secret-1", "text": "Hello", "id": "m1"})
    await post(chat, {"conversation": "secret-1", "text": "Hello", "id": "m1"})

    assert chat.marked == ["turn_1"]


async def test_an_answer_that_could_not_be_stored_is_shown_and_says_so() -> None:
    chat = ScriptedChat()
    chat.is_down = True

    response = await post(chat, {"conversation": "secret-1", "text": "Help", "id": "m1"})

    assert (response.status_code, response.json()["saved"], response.json()["turn"]) == (200, False, "")
    assert response.json()["replies"][0]["text"] == "I heard: Help"
    assert chat.marked == []


@pytest.mark.parametrize(
    ("body", "status", "hint"),
    [
        (b"{", 400, "not JSON"),
        (b"", 400, "not JSON"),
        (b"\xff\xfe\xfa", 400, "not JSON"),
        (b"[" * 60_000, 400, "not JSON"),
        (b'{"conversation": ' + b"1" * 60_000 + b"}", 400, "not JSON"),
        ([], 422, "JSON object"),
        ("secret-1", 422, "JSON object"),
        ({}, 422, '"conversation"'),
        ({"conversation": "", "text": "x"}, 422, '"conversation"'),
        ({"conversation": "a" * 129, "text": "x"}, 422, '"conversation"'),
        ({"conversation": "a\nb", "text": "x"}, 422, '"conversation"'),
        ({"conversation": "a\x85b", "text": "x"}, 422, '"conversation"'),
        ({"conversation": "a\x00", "text": "x"}, 422, '"conversation"'),
        ({"conversation": "a\ud800", "text": "x"}, 422, '"conversation"'),
        ({"conversation": 7, "text": "x"}, 422, '"conversation"'),
        ({"conversation": "secret-1"}, 422, "either"),
        ({"conversation": "secret-1", "text": "x", "choice": "y"}, 422, "either"),
        ({"conversation": "secret-1", "text": None, "choice": None}, 422, "either"),
        ({"conversation": "secret-1", "text": ""}, 422, '"text"'),
        ({"conversation": "secret-1", "text": ["x"]}, 422, '"text"'),
        ({"conversation": "secret-1", "choice": {"id": "x"}}, 422, '"choice"'),
        ({"conversation": "secret-1", "text": "x", "id": "i" * 65}, 422, '"id"'),
        ({"conversation": "secret-1", "text": "x", "id": 1}, 422, '"id"'),
    ],
)
async def test_what_is_not_a_message_gets_a_clear_refusal(body: object, status: int, hint: str) -> None:
    chat = ScriptedChat()

    response = await post(chat, body)

    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert hint in response.json()["error"]
    assert chat.received == []


async def test_a_refusal_never_repeats_what_was_written(caplog: pytest.LogCaptureFixture) -> None:
    private = "a private sentence"

    response = await post(ScriptedChat(), {"conversation": private + "\n", "text": [private], "id": {private: private}})

    assert response.status_code == 422
    assert private not in response.text
    assert private not in caplog.text


async def test_a_body_over_64_kib_is_refused_before_it_is_read_to_the_end() -> None:
    chat = ScriptedChat()
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 10_000_000:
            taken += 16_384
            yield b"x" * 16_384

    async with client_of(chat) as client:
        response = await client.post("/api/chat", content=endless())

    assert response.status_code == 413
    assert "64 KiB" in response.json()["error"]
    assert taken < 200_000
    assert chat.received == []


@pytest.mark.parametrize("text", ["x" * 5_000, "x" * 20_000, "ক" * 10_000], ids=["5,000", "over the limit", "Bengali"])
async def test_a_long_text_is_the_cores_to_answer(text: str) -> None:
    chat = ScriptedChat()

    response = await post(chat, {"conversation": "secret-1", "text": text})

    assert response.status_code == 200
    assert chat.received[0].text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\ud800b", "a\ufffdb"),
        ("\ude00", "\ufffd"),
        ("a\x00b", "a\ufffdb"),
        ("\x07\x1b[31mred", "\x07\x1b[31mred"),
        ("\U0001f6a8", "\U0001f6a8"),
        (" \t ", " \t "),
    ],
    ids=["high surrogate", "low surrogate", "NUL", "control characters", "emoji", "blank"],
)
async def test_odd_characters_come_through_without_harm(text: str, kept: str) -> None:
    chat = ScriptedChat()

    response = await post(chat, {"conversation": "secret-1", "text": text})

    assert response.status_code == 200
    assert chat.received[0].text == kept
    assert response.json()["said"] == kept


async def test_news_are_the_turns_after_a_place_in_the_conversation() -> None:
    chat = ScriptedChat()
    await post(chat, {"conversation": "secret-1", "text": "Hello"})
    chat.notice("The SPOC has acknowledged it.")

    response = await post(chat, {"conversation": "secret-1", "after": 1}, path="/api/chat/news")

    (turn,) = response.json()["turns"]
    assert (turn["seq"], turn["said"], turn["replies"][0]["text"]) == (2, "", "The SPOC has acknowledged it.")
    assert turn["at"] == "2026-05-01T18:30:00Z"
    assert chat.marked == ["turn_1", "turn_2"]


async def test_news_of_another_conversation_stay_there() -> None:
    chat = ScriptedChat()
    await post(chat, {"conversation": "secret-1", "text": "Hello"})

    response = await post(chat, {"conversation": "secret-2"}, path="/api/chat/news")

    assert response.json() == {"turns": []}


@pytest.mark.parametrize("after", [-1, True, "1", 1.5, 2**60])
async def test_news_after_what_is_no_place_is_refused(after: object) -> None:
    response = await post(ScriptedChat(), {"conversation": "secret-1", "after": after}, path="/api/chat/news")

    assert response.status_code == 422
    assert '"after"' in response.json()["error"]


async def test_news_while_the_database_is_down_asks_to_try_again() -> None:
    chat = ScriptedChat()
    chat.is_down = True

    response = await post(chat, {"conversation": "secret-1"}, path="/api/chat/news")

    assert response.status_code == 503
    assert "999" in response.json()["error"]


async def test_an_unexpected_error_is_answered_with_what_to_do() -> None:
    def broken(inbound: Inbound) -> list[Reply]:
        raise RuntimeError("a private sentence")

    response = await post(ScriptedChat(broken), {"conversation": "secret-1", "text": "Hello"})

    assert response.status_code == 500
    assert "same id again" in response.json()["error"]
    assert "private" not in response.text


async def test_the_openapi_page_says_that_the_conversations_id_is_a_secret() -> None:
    async with client_of(ScriptedChat()) as client:
        described = (await client.get("/openapi.json")).json()["paths"]

    assert set(described) == {
        "/api/chat",
        "/api/chat/news",
        "/api/chat/evidence",
        "/api/chat/copy",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    assert "secret that you make up" in described["/api/chat"]["post"]["description"]
    schema = described["/api/chat"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == {"conversation", "text", "choice", "id"}
