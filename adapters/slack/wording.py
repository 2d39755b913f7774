"""Reads what the Slack channel says by itself from `wording/<language>.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Reply

FOLDER = Path(__file__).parent / "wording"


class SlackWording:
    """The channel's own words, in one language. Raises KeyError for an entry that the file has not."""

    def __init__(self, language: str = "en") -> None:
        self._entries: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))

    def reply(self, name: str, **facts: str) -> Reply:
        """Return a reply. Facts go in as they are, so they must be ids and never what a person typed."""
        return Reply(kind=f"slack.{name}", text=str(self._entries["replies"][name]).format(**facts))

    def card(self, name: str, **facts: object) -> str:
        """Return words of the triage card, plain."""
        return str(self._entries["card"][name]).format(**facts)

    @property
    def card_fields(self) -> Mapping[str, str]:
        """The fields of a report that the card shows, in order, each with its heading."""
        fields: Mapping[str, str] = self._entries["card"]["fields"]
        return fields
