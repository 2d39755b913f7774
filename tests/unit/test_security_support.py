"""Drafts that ask for security support: for whom they are, what is filled in, what stays blank. Nothing is ever sent."""

import pytest

from bot.messages import Channel
from knowledge.contacts import Contact, ContactBook, load_contacts
from tests.talking import ORGANISATION, RIVAL, Person, World

HOME_OFFICE, POLICE = "Draft for the Home Office", "Draft for the police"
ADDRESS = "HomeOfficeprivatesecurity@homeoffice.gov.uk"


async def standing(what: str = "", place: str = "", world: World | None = None) -> tuple[World, Person]:
    world = await (world or World()).open()
    person = world.person()
    if what:
        await person.say("/standing")
        await person.press(what)
        await person.say(place or "skip")
    return world, person


def labels(person: Person) -> list[str]:
    return [choice.label for reply in person.replies for choice in reply.choices]


@pytest.mark.parametrize("asked", ["/security", "security support", "Ask for a security survey"])
async def test_it_is_offered_by_command_and_by_words(asked: str) -> None:
    _, person = await standing()

    assert (await person.say(asked))[-1] == "security"
    assert labels(person)[:2] == [HOME_OFFICE, POLICE]
    assert "I send nothing" in person.text


async def test_the_home_office_draft_is_filled_in_and_addressed_by_the_contact_book() -> None:
    world, person = await standing("Parliament", "Exeter")
    await person.say("/security")

    assert await person.press(HOME_OFFICE) == ["security_home_office", "draft_home_office"]

    before, draft = person.replies
    assert ADDRESS in before.text
    assert "send it yourself" in before.text
    assert "standing for election to the UK Parliament, in Exeter." in draft.text
    assert "Devon \\& Cornwall Police" in draft.text
    assert "[phone or e-mail]" in draft.text
    assert "[Your name]" in draft.text
    assert draft.choices == ()
    assert not any(mark in draft.text for mark in ("**", "](", "\n> "))
    assert world.spoc.arrived == []
    assert world.sender.sent == []


@pytest.mark.parametrize(
    "what", ["Council, mayor or PCC", "Senedd, Scottish Parliament or NI Assembly", "Parish, town or community council"]
)
async def test_where_no_document_names_the_offer_it_is_not_drafted(what: str) -> None:
    _, person = await standing(what)
    await person.say("/security")

    assert HOME_OFFICE not in labels(person)
    assert "ask your police force, your Returning Officer or your party" in person.text
    assert ADDRESS not in person.text
    assert await person.press_id("y:security.home_office") == ["security"]


async def test_what_is_not_known_stays_blank() -> None:
    _, person = await standing()
    await person.say("/security")
    await person.press(POLICE)

    draft = person.replies[-1].text.replace("\\", "")
    for blank in ("[your police force]", "[what you are standing for]", "[your constituency or council]"):
        assert blank in draft
    assert "Operation" not in draft


async def test_the_police_draft_names_force_and_operation() -> None:
    _, person = await standing("Council, mayor or PCC", "Exeter")
    await person.say("/security")

    assert await person.press(POLICE) == ["security_police", "draft_police"]

    before, draft = person.replies
    assert "ask your Returning Officer" in before.text
    assert "at Devon \\& Cornwall Police" in draft.text
    assert "Operation Ford" in draft.text
    assert "security briefing" in draft.text
    assert "security survey" in draft.text


async def test_a_parish_candidate_asks_the_force_and_no_spoc() -> None:
    _, person = await standing("Parish, town or community council", "EX17 3LA")
    await person.say("/security")
    await person.press(POLICE)

    assert "SPOC" not in person.text
    assert "security survey" in person.text
    assert "Devon \\& Cornwall Police" in person.replies[-1].text


async def test_recent_reports_are_a_count_that_can_be_deleted_and_nothing_else_of_them() -> None:
    world, person = await standing("Parliament", "Exeter")
    await person.report_to("Keep it for myself", "A man spat at me outside the library yesterday.")
    await person.say("/report A draft that is not finished")
    await person.press("Set it aside")
    await person.say("/security")
    await person.press(HOME_OFFICE)

    draft = person.replies[-1].text
    assert "recorded 1 incident. [Delete this line" in draft
    assert "spat" not in draft
    world.clock.advance(days=29)
    await person.press_id("y:security.home_office")
    assert "recorded" not in person.replies[-1].text


async def test_without_an_address_that_may_be_shown_it_says_whom_to_ask() -> None:
    book = ContactBook(contact for contact in load_contacts().shown() if not _is_home_office(contact))
    _, person = await standing("Parliament", "Exeter", World(contacts=book))
    await person.say("/security")
    await person.press(HOME_OFFICE)

    assert "I have no address that I can show you" in person.text
    assert "@" not in person.text


def _is_home_office(contact: Contact) -> bool:
    return contact.id == "home-office-private-security"


@pytest.mark.parametrize("key", ["security.home_office", "security.police"])
async def test_every_address_is_one_of_the_book(key: str) -> None:
    _, person = await standing("Parliament", "Exeter")
    await person.press_id(f"y:{key}")

    assert load_contacts().foreign_contacts(person.text) == ()


async def test_words_that_were_typed_stay_plain() -> None:
    world, person = await standing("Council, mayor or PCC", "*Crediton* <b> Town Council, EX17 3LA")
    await person.press_id("y:security.police")

    assert "\\*Crediton\\* \\<b> Town Council" in person.replies[-1].text
    assert world.spoc.arrived == []


@pytest.mark.parametrize("button", ["y:", "y:security", "y:handshake.yes", "y:security.police:1"])
async def test_a_button_that_is_none_does_nothing(button: str) -> None:
    _, person = await standing()

    assert (await person.press_id(button))[-1] == "old_button"


async def test_the_same_press_twice_is_the_same_draft_also_after_a_restart() -> None:
    world, person = await standing("Parliament", "Exeter")
    await person.press_id("y:security.police", id="press")
    first = person.replies
    world.conversation = world.talk()

    await person.press_id("y:security.police", id="press")

    assert person.replies == first


async def test_a_rival_partys_reports_and_places_are_not_counted() -> None:
    world, person = await standing("Parliament", "Exeter")
    await person.report_to("Keep it for myself")
    rival = world.person("lee", organisation_id=RIVAL.id)

    await rival.press_id("y:security.police")

    draft = rival.replies[-1].text
    assert "recorded" not in draft
    assert "Exeter" not in draft
    async with world.storage.work(ORGANISATION.id) as work:
        assert (await work.members.profile((await work.members.find_or_add(Channel.WEB, "kit")).id)).constituency == "Exeter"
