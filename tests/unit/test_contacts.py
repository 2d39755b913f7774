"""The contact book gives out checked contacts only, and nothing else passes unseen."""

from pathlib import Path

import pytest

from knowledge.contacts import (
    Category,
    Confidence,
    Contact,
    ContactBook,
    UnknownContact,
    WithheldContact,
    load_contacts,
)
from knowledge.tables import BadTable

HEADER = "id,name,category,scope,use_when,phone,text_or_relay,web,email,hours,source,source_date,checked_on,show,confidence,notes"
CELLS = {
    "id": "helpline",
    "name": "Invented Helpline",
    "category": "wellbeing",
    "scope": "UK",
    "use_when": "Somebody wants to talk",
    "phone": "01632 960 123",
    "web": "https://helpline.example.org",
    "email": "talk@example.org",
    "source": "a test",
    "checked_on": "2026-11-21",
    "show": "yes",
    "confidence": "high",
}


@pytest.fixture(scope="module")
def book() -> ContactBook:
    return load_contacts()


def write_book(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "contacts.csv"
    lines = [",".join(f'"{row.get(field, "")}"' for field in HEADER.split(",")) for row in rows]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def all_words_of(contact: Contact) -> str:
    return "\n".join(
        (contact.name, contact.use_when, contact.phone, contact.text_or_relay, contact.web, contact.email, contact.hours)
    )


def test_the_emergency_numbers_are_in_the_book_digit_by_digit(book: ContactBook) -> None:
    numbers = {contact_id: book.get(contact_id).phone for contact_id in ("999", "101", "victim-support", "samaritans", "btp")}

    assert numbers == {
        "999": "999",
        "101": "101",
        "victim-support": "08 08 16 89 111",
        "samaritans": "116 123",
        "btp": "0800 40 50 40",
    }


def test_the_contacts_that_the_guidance_names_are_in_the_book(book: ContactBook) -> None:
    assert book.get("home-office-private-security").email == "HomeOfficeprivatesecurity@homeoffice.gov.uk"
    assert book.get("ncsc-individual-support").email == "individualsupport@ncsc.gov.uk"
    assert book.get("get-safe-online").web == "https://www.getsafeonline.org"
    assert book.get("college-of-policing-elections").web == "https://www.college.police.uk/app/policing-elections"


def test_a_contact_of_low_confidence_is_never_shown(book: ContactBook) -> None:
    assert not [contact.id for contact in book.shown() if contact.confidence is Confidence.LOW]
    for contact_id in ("victim-support-ni", "meta-instagram", "candidate-escalation"):
        with pytest.raises(WithheldContact, match=contact_id):
            book.get(contact_id)


def test_the_address_of_the_2024_election_is_withheld_and_says_why(book: ContactBook) -> None:
    with pytest.raises(WithheldContact, match=r"expired: .* 2024"):
        book.get("ncsc-candidates-2024")


def test_an_unknown_id_is_named_in_the_error(book: ContactBook) -> None:
    with pytest.raises(UnknownContact, match="'no-such-line'") as raised:
        book.get("no-such-line")

    assert raised.value.contact_id == "no-such-line"


def test_contacts_of_a_category_can_be_narrowed_to_a_nation(book: ContactBook) -> None:
    scottish = [contact.id for contact in book.of("victim support", nation="Scotland")]
    northern_irish = [contact.id for contact in book.of(Category.VICTIM_SUPPORT, nation="Northern Ireland")]

    assert scottish == ["victim-support-scotland", "stalking-helpline", "suzy-lamplugh-trust"]
    assert northern_irish == ["stalking-helpline", "suzy-lamplugh-trust"]


def test_a_misspelt_category_is_an_error_and_not_an_empty_list(book: ContactBook) -> None:
    with pytest.raises(ValueError, match="platfrom"):
        book.of("platfrom")


def test_everything_in_the_book_may_stand_in_a_text(book: ContactBook) -> None:
    assert {contact.id: book.foreign_contacts(all_words_of(contact)) for contact in book.shown()} == {
        contact.id: () for contact in book.shown()
    }


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Ring 01632 960 123 now.", "01632 960 123"),
        ("Ring (01632) 960123 now.", "(01632) 960123"),
        ("Ring +44 1632 960123 now.", "+44 1632 960123"),
        ("Ring 0800-555-112.", "0800-555-112"),
        ("<a href='tel:01632960124'>ring</a>", "01632960124"),
        ("In an emergency dial 911.", "911"),
        ("Ask **111** for help", "111"),
        ("Text HELP to 60777", "60777"),
        ("Send HELP, and your name, to 60777", "60777"),
        ("then press 66", "66"),
        ("Ring 116 124", "116 124"),
        ("Write to someone@example.org, please", "someone@example.org"),
        ("<mailto:someone@example.org|write>", "someone@example.org"),
        ("See [this](https://www.example.org/help).", "https://www.example.org/help"),
        ("See <http://example.org|this>", "http://example.org"),
        ("See www.example.org.", "www.example.org"),
        ("See example.co.uk/help!", "example.co.uk/help"),
        ("Join t.me/example_group", "t.me/example_group"),
        ("Ｒｉｎｇ ０１６３２ ９６０１２３", "01632 960123"),
        ("See https://www.victimsupport.org.uk.example.org", "https://www.victimsupport.org.uk.example.org"),
        ("See https://www.victimsupport.org.uk/other-page", "https://www.victimsupport.org.uk/other-page"),
    ],
)
def test_a_planted_contact_is_found(book: ContactBook, text: str, foreign: str) -> None:
    assert book.foreign_contacts(text) == (foreign,)


def test_every_planted_contact_of_a_long_text_is_found_in_order(book: ContactBook) -> None:
    text = "Ring 999. Or 01632 960 555, or x@example.org; see https://example.org/a and Victim Support, 08 08 16 89 111."

    assert book.foreign_contacts(text) == ("01632 960 555", "x@example.org", "https://example.org/a")


@pytest.mark.parametrize(
    "text",
    [
        "Ring 999, 101 or 18000. If you cannot speak, press 55. Samaritans: 116 123 or 116123.",
        "Textphone 18001 101; forward it to 7726; text 61016; Text SHOUT to 85258.",
        "Victim Support: 0808 16 89 111, 08081689111, +44 808 1689111, [ring](tel:08081689111)",
        "[www.suzylamplugh.org](http://www.suzylamplugh.org) or HTTPS://SUZYLAMPLUGH.ORG/",
        "See getsafeonline.org or https://www.samaritans.org/.",
        "Write to homeofficeprivatesecurity@homeoffice.gov.uk.",
    ],
)
def test_a_contact_of_the_book_is_known_however_it_is_written(book: ContactBook, text: str) -> None:
    assert book.foreign_contacts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "On 05-04-2024 19:30 and 05.04.2024.",
        "On 12 December 2019, 2019-12-12, 12/12/2019 or 12.12.2019 at 19:30, in 2019-2024.",
        "56 % avoided it, 101% of 188,000 tweets, £70,000, 25,688 posts and 1.73 million postcodes.",
        "Report R-2024-000123 was saved, e.g. at 7 a.m., i.e. early; s.127 of the Act.",
        "They came 3 times on 4 May 2024 and on 5 May 2024.",
        "",
    ],
)
def test_dates_counts_and_abbreviations_are_not_contacts(book: ContactBook, text: str) -> None:
    assert book.foreign_contacts(text) == ()


def test_a_withheld_address_is_foreign_and_is_known_as_withheld(book: ContactBook) -> None:
    text = "To sign up for these services, please email the NCSC on candidates2024@ncsc.gov.uk"

    assert book.foreign_contacts(text) == ("candidates2024@ncsc.gov.uk",)
    assert [contact.id for contact in book.withheld_in(text)] == ["ncsc-candidates-2024"]
    assert book.withheld_in("Ring 999.") == ()


def test_an_organisations_own_contact_can_be_allowed_beside_the_book(book: ContactBook) -> None:
    text = "Ask the safety officer, 01632 960 777, or ring 01632 960 778."

    assert book.foreign_contacts(text, besides=["Safety officer: 01632 960777"]) == ("01632 960 778",)


@pytest.mark.parametrize("piece", ["a", "a.", "0 ", "a@", "1-", "https://", "call a ", "(0", "+", "9", "a.b-", "@", "a-.", "٣"])
def test_five_thousand_characters_of_anything_come_back(book: ContactBook, piece: str) -> None:
    text = (piece * 5_000)[:5_000]

    assert book.foreign_contacts(f"{text} someone@example.org")[-1].endswith("someone@example.org")


def test_a_book_of_our_own_can_be_read(tmp_path: Path) -> None:
    own = load_contacts(write_book(tmp_path, CELLS))

    assert own.get("helpline").nations == ("England", "Wales", "Scotland", "Northern Ireland")
    assert str(own.get("helpline").checked_on) == "2026-11-21"
    assert own.foreign_contacts("999") == ("999",)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("name", ""),
        ("source", ""),
        ("category", "misc"),
        ("scope", "Ruritania"),
        ("phone", "01632 960 123 (weekdays)"),
        ("web", "http://example.org"),
        ("web", "example.org"),
        ("email", "someone at example.org"),
        ("checked_on", "21/11/2026"),
        ("show", "maybe"),
        ("confidence", "certain"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_field(tmp_path: Path, field: str, cell: str) -> None:
    path = write_book(tmp_path, CELLS, {**CELLS, "id": "second", field: cell})

    with pytest.raises(BadTable, match=rf"contacts\.csv, row 3, field {field}: ") as raised:
        load_contacts(path)

    assert (raised.value.row, raised.value.field) == (3, field)


def test_a_doubtful_contact_cannot_be_marked_as_shown(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="field show"):
        load_contacts(write_book(tmp_path, {**CELLS, "confidence": "low"}))


def test_a_withheld_contact_must_say_why(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="field notes"):
        load_contacts(write_book(tmp_path, {**CELLS, "show": "no"}))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="row 3, field id"):
        load_contacts(write_book(tmp_path, CELLS, CELLS))


def test_a_missing_column_and_a_stray_comma_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path, CELLS)
    whole = path.read_text(encoding="utf-8")

    path.write_text(whole.replace(",checked_on", ",looked_at"), encoding="utf-8")
    with pytest.raises(BadTable, match="row 1, field checked_on"):
        load_contacts(path)

    path.write_text(whole.rstrip("\n") + ",surplus\n", encoding="utf-8")
    with pytest.raises(BadTable, match="row 2"):
        load_contacts(path)
