"""An entry of the contact book as people read it: who it is, what for, how to reach it, and when somebody last checked it."""

from bot.rendering import Quoted, Wording, uk_date
from knowledge.contacts import Contact
from knowledge.front_matter import NATIONS


def contact_entry(wording: Wording, contact: Contact) -> Quoted:
    """Return the entry as one item of a Markdown list."""
    text = wording.text(
        "contact_entry",
        who=contact.name,
        use_when=contact.use_when,
        nations=", ".join(contact.nations) if len(contact.nations) < len(NATIONS) else "",
        phone=contact.phone,
        dialled=Quoted(contact.phone.replace(" ", "")),
        text_or_relay=contact.text_or_relay,
        web=Quoted(contact.web.removeprefix("https://")),
        email=Quoted(contact.email),
        hours=contact.hours,
        checked_on=uk_date(contact.checked_on) if contact.checked_on else "",
    )
    return Quoted(text)
