"""A client of the web application without a network, and a small browser without scripts."""

from collections.abc import Mapping
from html.parser import HTMLParser

import httpx

from adapters.web.app import create_app
from adapters.web.counts import MessageCounts
from tests.scenarios.scripted_chat import ScriptedChat

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


async def all_ready() -> Mapping[str, bool]:
    """Everything can work now."""
    return {"storage": True, "guidance": True}


def client_of(chat: ScriptedChat, counts: MessageCounts | None = None) -> httpx.AsyncClient:
    """Return a client of an application around this chat. An unexpected error is answered, as a server does, not raised."""
    app = create_app(chat, readiness=all_ready, organisation_name="Example Party", counts=counts)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver")


class Seen(HTMLParser):
    """What a page holds: its tags with their attributes, its text, and the fields of its form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def form(self) -> dict[str, str]:
        """Return the hidden fields, as a browser would send them."""
        hidden = [field for field in self.all("input") if field.get("type") == "hidden"]
        return {str(field["name"]): str(field["value"]) for field in hidden}

    @property
    def open_choices(self) -> list[str]:
        """Return the ids of the buttons that can be pressed."""
        ids: list[str] = []
        is_open = True
        for tag, attributes in self.tags:
            if tag == "fieldset":
                is_open = "disabled" not in attributes
            if tag == "button" and attributes.get("name") == "choice" and is_open:
                ids.append(str(attributes["value"]))
        return ids
