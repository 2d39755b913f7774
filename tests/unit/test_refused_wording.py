"""A refusal says why in one breath, names who does answer, and always a person: calm, without blame, without a lecture."""

import pytest

from bot.rendering import Wording
from knowledge.refusal import Reason, Route

WORDING = Wording()
SAFETY_CONTACT = "Pat Example, 01632 960101"
NAMES = {
    Route.RETURNING_OFFICER: "your Returning Officer\n",
    Route.ELECTORAL_COMMISSION: "the Electoral Commission: [",
    Route.ICO: "the Information Commissioner's Office",
    Route.PRESS_REGULATOR: "IPSO or IMPRESS",
    Route.OFCOM: "Ofcom: [",
    Route.POLICE: "the police on [101](tel:101)",
    Route.PLATFORM: "the platform itself",
    Route.LEGAL_ADVICE: "a solicitor, or your party's legal team",
}
LONGEST = 420  # characters without the list of whom to ask; who is refused should not have to read

every_reason = pytest.mark.parametrize("reason", Reason)


def refused(reason: Reason, route: Route = Route.NONE, *, safety_contact: str = "") -> str:
    facts = {"organisation": "Green Street", "safety_contact": safety_contact, "route": route.value}
    return WORDING.text(f"refused_{reason}", **facts) + "\n"


@every_reason
@pytest.mark.parametrize("route", Route)
def test_it_names_who_does_answer(reason: Reason, route: Route) -> None:
    text = refused(reason, route)

    assert NAMES.get(route, "") in text
    assert [other for other, words in NAMES.items() if other is not route and f"- {words}" in text] == []


@every_reason
@pytest.mark.parametrize("route", Route)
def test_there_is_always_a_person_to_ask(reason: Reason, route: Route) -> None:
    assert f"\n- Green Street: {SAFETY_CONTACT}\n" in refused(reason, route, safety_contact=SAFETY_CONTACT)
    without = refused(reason, route)
    assert "(SPOC), named in your candidate letter" in without
    assert without.count("your Returning Officer") == 1


@every_reason
def test_it_is_short(reason: Reason) -> None:
    text = "\n".join(line for line in refused(reason).splitlines() if not line.startswith("- "))

    assert text.startswith("**")
    assert len(text) <= LONGEST


@every_reason
def test_it_does_not_blame(reason: Reason) -> None:
    text = refused(reason).casefold()

    assert [
        word for word in ("should not", "shouldn't", "must not", "illegal", "wrong", "offence", "sorry") if word in text
    ] == []


def test_who_asks_for_somebodys_address_may_be_frightened() -> None:
    text = refused(Reason.PRIVATE_DATA)

    assert "If somebody frightens you" in text
    assert "[999](tel:999)" in text


def test_who_asks_for_help_to_harm_is_told_no() -> None:
    assert refused(Reason.MISUSE).startswith("**No.")


def test_a_safety_contact_stays_plain_words() -> None:
    assert "\\[x\\](https://example.org)" in refused(Reason.UNSURE, safety_contact="[x](https://example.org)")
