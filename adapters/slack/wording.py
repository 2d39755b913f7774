"""Reads what the Slack channel says by itself from `wording/<language>.yaml`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Reply
from bot.reporting.form import FieldKind

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

    def quarantine(self, reason: str) -> str:
        """Return in words why a file is kept apart, a `Quarantine`."""
        return str(self._entries["card"]["quarantine"][reason])

    def form(self, name: str, **facts: object) -> str:
        """Return words of the modal with the form, plain."""
        return str(self._entries["form"][name]).format(**facts)

    def form_hint(self, kind: FieldKind) -> str:
        """Return what stands below a question of this kind; empty when nothing does."""
        return str(self._entries["form"]["hints"].get(kind.value, ""))

    def desk(self, name: str, **facts: object) -> str:
        """Return words of the staff's modals, plain."""
        return str(self._entries["desk"][name]).format(**facts)

    def unreadable(self, reasons: Sequence[str]) -> str:
        """Return in words which files could not be had, to stand after "I can't read"; empty when all could."""
        named = self._entries["files"]
        told = [
            str(named[reason] if count == 1 else named[f"{reason}_many"].format(count=count))
            for reason, count in Counter(reasons).items()
        ]
        return str(named["and"]).join(told)
