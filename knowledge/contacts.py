"""The contact book: the only numbers, addresses and links that Alongside may show.

It must never hand out a contact that is doubtful or expired: a dead number costs a frightened person minutes. The
book is `contacts.csv`; who changes a row looks at the real page or rings the number and enters the day in
`checked_on`.
"""

from collections.abc import Iterable
from pathlib import Path

from knowledge.contact import COLUMNS, Category, Confidence, Contact, contact_from
from knowledge.contact_finding import find_contacts
from knowledge.tables import read_table

__all__ = ["Category", "Confidence", "Contact", "ContactBook", "UnknownContact", "WithheldContact", "load_contacts"]


class UnknownContact(LookupError):
    """The contact book has no contact of this id."""

    def __init__(self, contact_id: str) -> None:
        super().__init__(f"The contact book has no contact {contact_id!r}.")
        self.contact_id = contact_id


class WithheldContact(LookupError):
    """The contact is in the book but may not be shown; its notes say why."""

    def __init__(self, contact_id: str, notes: str) -> None:
        super().__init__(f"The contact {contact_id!r} may not be shown. {notes}")
        self.contact_id = contact_id


class ContactBook:
    """The contacts, by id and by what they are for; withheld ones are known but never given out."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._contacts = {contact.id: contact for contact in contacts}
        self._shown_keys = {key for contact in self.shown() for key in _keys(contact)}

    def get(self, contact_id: str) -> Contact:
        """Return the contact of this id.

        Raises:
            UnknownContact: the book has no such id.
            WithheldContact: it may not be shown.
        """
        contact = self._contacts.get(contact_id)
        if contact is None:
            raise UnknownContact(contact_id)
        if not contact.may_be_shown:
            raise WithheldContact(contact_id, contact.notes)
        return contact

    def shown(self) -> tuple[Contact, ...]:
        """Every contact that may be shown, in the order of the book."""
        return tuple(contact for contact in self._contacts.values() if contact.may_be_shown)

    def of(self, category: Category | str, *, nation: str | None = None) -> tuple[Contact, ...]:
        """The contacts of one category that may be shown, in the order of the book.

        Args:
            category: a Category or its wording, such as "platform"; another wording raises ValueError.
            nation: keeps only those that help there.
        """
        wanted = Category(category)
        return tuple(
            contact for contact in self.shown() if contact.category is wanted and (nation is None or nation in contact.nations)
        )

    def foreign_contacts(self, text: str, *, besides: Iterable[str] = ()) -> tuple[str, ...]:
        """Return every number, e-mail address and link in a text that the book does not let us show.

        A withheld contact counts as foreign. Each way of writing one is given once, in the order of the text.

        Args:
            text: what is about to be shown, in any markup.
            besides: texts whose own contacts are allowed too, such as an organisation's safety contact, the
                source link of a quoted document, or the address of this service.
        """
        allowed = self._shown_keys | {found.key for more in besides for found in find_contacts(more)}
        return tuple(dict.fromkeys(one.as_written for one in find_contacts(text) if one.key not in allowed))

    def withheld_in(self, text: str) -> tuple[Contact, ...]:
        """Return the withheld contacts that a text names, such as an expired address in a quoted passage."""
        named = {found.key for found in find_contacts(text)} - self._shown_keys
        return tuple(one for one in self._contacts.values() if not one.may_be_shown and not named.isdisjoint(_keys(one)))


def load_contacts(path: Path | None = None) -> ContactBook:
    """Read the contact book that comes with Alongside, or another one of the same columns.

    Raises:
        BadTable: a cell cannot be used; it names file, row and field.
    """
    contacts: dict[str, Contact] = {}
    for row in read_table(path or Path(__file__).with_name("contacts.csv"), COLUMNS):
        if row.filled("id") in contacts:
            row.fail("id", "stands in the book twice")
        contacts[row.text("id")] = contact_from(row)
    return ContactBook(contacts.values())


def _keys(contact: Contact) -> frozenset[str]:
    # Found by the same eyes that look at the text: whatever they see there, they have seen in the book.
    # Names count, since some are addresses: "StopNCII.org".
    words = "\n".join((contact.name, contact.phone, contact.text_or_relay, contact.web, contact.email))
    return frozenset(found.key for found in find_contacts(words))
