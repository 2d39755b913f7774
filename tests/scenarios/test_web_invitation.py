"""Coming by an invitation: the right organisation, and no trace of the code in the browser's history."""

import pytest

from bot.messages import Inbound, Reply
from tests.scenarios.scripted_chat import ScriptedChat
from tests.scenarios.web_client import Seen, client_of


async def test_the_code_goes_to_the_core_and_out_of_the_address() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        redirect = await client.get("/?invite=Abc-123_x")
        page = await client.get(redirect.headers["location"])

    assert (redirect.status_code, redirect.headers["location"]) == (303, "/?invited")
    assert [inbound.text for inbound in chat.received] == ["/start Abc-123_x"]
    assert "Abc-123_x" not in page.text
    assert 'data-arrival="invited"' in page.text


async def test_the_code_is_forgotten_by_the_request_that_uses_it() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        await client.get("/?invite=Abc-123_x", follow_redirects=True)
        await client.get("/")

    assert [inbound.text for inbound in chat.received] == ["/start Abc-123_x", "/start"]


async def test_the_cookie_that_carries_the_code_cannot_be_read_by_scripts_and_soon_ends() -> None:
    async with client_of(ScriptedChat()) as client:
        over_http = await client.get("/?invite=Abc-123_x")
        over_https = await client.get("https://testserver/?invite=Abc-123_x")

    cookie = over_http.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Max-Age=120" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" in over_https.headers["set-cookie"]


@pytest.mark.parametrize("code", ["", "a b", "x" * 129, "<script>", "a;b=c", "%0d%0aSet-Cookie: x=y", "é"])
async def test_what_is_no_code_joins_nobody_and_the_page_says_so(code: str) -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        redirect = await client.get("/", params={"invite": code})
        page = await client.get(redirect.headers["location"])

    assert "set-cookie" not in redirect.headers
    assert [inbound.text for inbound in chat.received] == ["/start"]
    assert "Your invitation did not arrive." in Seen(page.text).text


async def test_a_browser_that_keeps_no_cookie_is_told_instead_of_being_left_with_the_wrong_organisation() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        redirect = await client.get("/?invite=Abc-123_x")
        client.cookies.clear()
        page = await client.get(redirect.headers["location"])

    assert "Your invitation did not arrive." in Seen(page.text).text


async def test_a_forged_cookie_is_not_taken_for_a_code() -> None:
    chat = ScriptedChat()

    async with client_of(chat) as client:
        await client.get("/", headers={"Cookie": 'invitation="a b\\012c"'})

    assert [inbound.text for inbound in chat.received] == ["/start"]


async def test_the_code_is_never_shown_in_the_conversation() -> None:
    def script(inbound: Inbound) -> list[Reply]:
        return [Reply(kind="joined", text="**You have joined.**")]

    async with client_of(ScriptedChat(script)) as client:
        page = (await client.get("/?invite=Abc-123_x", follow_redirects=True)).text
        answer = await client.post("/", data={**Seen(page).form, "text": "Hello"})

    assert "You have joined." in answer.text
    assert "Abc-123_x" not in answer.text
