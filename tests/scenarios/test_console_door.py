"""Who gets into the console: only somebody with the token, for eight hours, with forms of its own pages."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.web.console.door import GUEST_COOKIE, SESSION_COOKIE
from adapters.web.console.patience import AFTER_WRONG_S
from adapters.web.console.sessions import LIFETIME, Sessions
from tests.scenarios.console_stage import BASE, ENDPOINT, KENT, NAME, TOKEN, Admin, console, contacts
from tests.talking import World


@pytest.fixture
async def world() -> World:
    return await World().open()


@pytest.fixture
async def admin(world: World) -> AsyncIterator[Admin]:
    async with console(world) as opened:
        yield opened


async def test_the_token_opens_it_and_the_cookie_does_not_hold_it(admin: Admin) -> None:
    answer = await admin.sign_in()

    assert (answer.status_code, answer.headers["location"]) == (303, "/console/")
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{SESSION_COOKIE}="))
    assert {"HttpOnly", "Path=/console", "SameSite=strict", f"Max-Age={int(LIFETIME.total_seconds())}"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert (await admin.open("/console/")).headers["location"] == f"{BASE}/contacts"
    assert (await admin.open(f"{BASE}/contacts")).status_code == 200
    assert admin.waited == []


async def test_cookies_go_over_https_alone_where_it_is_reached_so(world: World) -> None:
    async with console(world, is_secure=True) as admin:
        await admin.open("/console/")
        assert "Secure" in admin.answer.headers["set-cookie"].split("; ")
        answer = await admin.sign_in()

    assert all("Secure" in each.split("; ") for each in answer.headers.get_list("set-cookie"))


async def test_a_wrong_token_is_said_plainly_and_late_and_opens_nothing(admin: Admin) -> None:
    for typed in ("wrong", "", TOKEN[:-1], "é😀" * 3):
        answer = await admin.sign_in(typed)
        assert answer.status_code == 403
        assert "That is not the token" in admin.words
        assert SESSION_COOKIE not in admin.client.cookies

    assert admin.waited == [AFTER_WRONG_S] * 4
    assert (await admin.open(f"{BASE}/contacts")).status_code == 401


async def test_after_many_tries_even_the_right_token_waits(admin: Admin) -> None:
    for _ in range(5):
        await admin.sign_in("wrong")

    assert (await admin.sign_in()).status_code == 429
    assert "Too many tries" in admin.words
    assert (await admin.open(f"{BASE}/contacts")).status_code == 401


async def test_who_had_the_right_token_may_err_again_afterwards(admin: Admin) -> None:
    for _ in range(4):
        await admin.sign_in("wrong")
    await admin.sign_in()
    await admin.send("/console/sign-out", {"form_token": await form_token(admin)})

    assert (await admin.sign_in("wrong")).status_code == 403


async def test_without_a_token_set_it_says_how_to_turn_it_on_and_nothing_else(world: World) -> None:
    async with console(world, token="") as admin:
        for path, status in (("/console/", 200), (f"{BASE}/contacts", 401), (f"{BASE}/escalations", 401)):
            assert (await admin.open(path)).status_code == status
            assert "ALONGSIDE_ADMIN_TOKEN" in admin.words
            assert "<form" not in admin.page
        await admin.send("/console/sign-in", {"token": ""})
        forged = Sessions("", world.clock)
        admin.client.cookies.set(SESSION_COOKIE, forged.cookie(forged.begin()), path="/console")
        assert (await admin.open(f"{BASE}/contacts")).status_code == 401


async def test_whoever_is_not_signed_in_comes_back_to_where_they_wanted(admin: Admin) -> None:
    answer = await admin.open(f"{BASE}/escalations")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Form")

    await admin.send("/console/sign-in", {"token": TOKEN})
    assert admin.answer.headers["location"] == f"{BASE}/escalations"


@pytest.mark.parametrize("after", ["https://example.org/", "//example.org", "/console/../", "/console/\\example.org", "/"])
async def test_nobody_is_sent_elsewhere_after_signing_in(admin: Admin, after: str) -> None:
    await admin.open("/console/")
    await admin.send("/console/sign-in", {"token": TOKEN, "after": after})

    assert admin.answer.headers["location"] in ("/console/", "/console/../")
    assert "example.org" not in admin.answer.headers["location"]


async def test_a_session_ends_by_itself_and_a_form_sent_later_changes_nothing(admin: Admin) -> None:
    await admin.sign_in()
    await admin.open(f"{BASE}/contacts/new")
    admin.world.clock.advance(seconds=(LIFETIME - timedelta(seconds=2)).total_seconds())
    assert (await admin.open(f"{BASE}/contacts/new")).status_code == 200

    admin.world.clock.advance(seconds=2)
    answer = await admin.send(f"{BASE}/contacts/new", KENT)

    assert answer.status_code == 401
    assert "your eight hours are over. Nothing was changed." in admin.words
    assert await contacts(admin.world) == []


async def test_signing_out_ends_the_session_for_whoever_has_its_cookie(admin: Admin) -> None:
    await admin.sign_in()
    cookie = admin.client.cookies[SESSION_COOKIE]
    await admin.open(f"{BASE}/contacts")
    assert (await admin.send("/console/sign-out")).status_code == 303
    assert SESSION_COOKIE not in admin.client.cookies

    admin.client.cookies.set(SESSION_COOKIE, cookie, path="/console")
    assert (await admin.open(f"{BASE}/contacts")).status_code == 401


@pytest.mark.parametrize("given", ["", "0" * 64, "é", None])
async def test_a_form_of_another_site_does_nothing(admin: Admin, given: str | None) -> None:
    await admin.sign_in()
    contact = await admin.add()
    fields = {} if given is None else {"form_token": given}

    for path, more in ((f"{BASE}/contacts/new", KENT), (f"{BASE}/contacts/{contact.id}/end", {}), ("/console/sign-out", {})):
        answer = await admin.client.post(path, data=fields | more)
        assert answer.status_code == 403, path
        assert "Nothing was changed" in answer.text

    assert await contacts(admin.world) == [contact]
    assert (await admin.open(f"{BASE}/contacts")).status_code == 200


async def test_a_form_of_another_session_does_nothing(admin: Admin) -> None:
    await admin.sign_in()
    token = await form_token(admin)
    admin.client.cookies.clear()
    await admin.sign_in()

    assert (await admin.client.post(f"{BASE}/contacts/new", data=KENT | {"form_token": token})).status_code == 403


async def test_the_form_to_sign_in_counts_only_with_its_cookie(admin: Admin) -> None:
    await admin.open("/console/")
    del admin.client.cookies[GUEST_COOKIE]

    await admin.send("/console/sign-in", {"token": TOKEN})

    assert admin.answer.status_code == 403
    assert SESSION_COOKIE not in admin.client.cookies


@pytest.mark.parametrize(
    "mend", [lambda c: c[:-1] + ("0" if c[-1] != "0" else "1"), lambda c: "9" + c, lambda c: "", lambda c: "a.b.c"]
)
async def test_a_cookie_that_was_changed_opens_nothing(admin: Admin, mend: object) -> None:
    await admin.sign_in()
    cookie = admin.client.cookies[SESSION_COOKIE]
    admin.client.cookies.clear()
    admin.client.cookies.set(SESSION_COOKIE, mend(cookie), path="/console")  # type: ignore[operator]

    assert (await admin.open(f"{BASE}/contacts")).status_code == 401


def test_another_token_ends_all_sessions(world: World) -> None:
    before = Sessions(TOKEN, world.clock)

    assert before.known(before.cookie(before.begin()))
    assert Sessions(TOKEN + "!", world.clock).known(before.cookie(before.begin())) is None


async def test_every_page_is_kept_nowhere_and_found_by_nobody(admin: Admin) -> None:
    await admin.sign_in()
    contact = await admin.add()
    paths = (
        "contacts",
        "contacts/new",
        "contacts/import",
        f"contacts/{contact.id}",
        "contacts/export.csv",
        "escalations",
        "forces",
    )

    for path in ("/console/", *(f"{BASE}/{each}" for each in (*paths, "contacts/none"))):
        headers = (await admin.open(path)).headers
        assert headers["cache-control"] == "no-store", path
        assert "default-src 'none'" in headers["content-security-policy"]
        if admin.answer.status_code != 303:
            assert headers["x-robots-tag"] == "noindex", path
        assert "<script" not in admin.page
        assert " style=" not in admin.page


async def test_before_anybody_is_signed_in_nothing_of_an_organisation_is_shown(admin: Admin) -> None:
    await admin.sign_in()
    await admin.add()
    admin.client.cookies.clear()

    for path in ("contacts", "contacts/export.csv", "escalations", "forces"):
        await admin.open(f"{BASE}/{path}")
        assert admin.answer.status_code == 401
        assert [text for text in (NAME, ENDPOINT, "Green Street", "Siân") if text in admin.page] == []


async def form_token(admin: Admin) -> str:
    """Return what the forms of the session carry."""
    await admin.open(f"{BASE}/contacts")
    return admin.page.split('name="form_token" value="')[1].split('"')[0]
