"""What a form brought: its fields, and its files, which are stored already.

When there is too much, what has been read so far must not be lost: the page shows it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.web.inbound import Unusable
from bot.messages import EvidenceItem, Inbound
from bot.reporting.keeping import MAX_FILES

TOO_MUCH = f"That is too much at once. Send at most {MAX_FILES} files, or send them in several messages."


class TooMuch(Unusable):
    """There is more than can be read. `posted` holds what has been read so far, so that words can be shown again."""

    def __init__(self, posted: "Posted") -> None:
        super().__init__(TOO_MUCH, 413)
        self.posted = posted


@dataclass(slots=True, kw_only=True)
class Posted:
    """What came."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    organisation_id: str = ""  # whose the files are; "" without files
    items: list[EvidenceItem] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # why files were not kept, each reason once
    left_out: bool = False  # whether files were chosen and a form without files was sent

    def first(self, name: str) -> str:
        """Return the first value of a field; "" when there is none."""
        return self.fields.get(name, [""])[0]

    @property
    def firsts(self) -> Mapping[str, str]:
        """The first value of each field."""
        return {name: values[0] for name, values in self.fields.items()}

    @property
    def unreadable(self) -> str:
        """What could not be kept, to stand after "I can't read"; "" when there is nothing."""
        return " and ".join(self.refused)


def hashes_of(items: Sequence[EvidenceItem]) -> str:
    """Return what makes the files of a message the same files again."""
    return ",".join(item.sha256 for item in items)


def with_files(message: Inbound, sent: Posted) -> Inbound:
    """Return the message with the files that came with it. It names their organisation, so that they stay with it.

    A pressed button takes no files along: they are said to be left out.
    """
    if message.choice:
        sent.left_out = sent.left_out or bool(sent.items)
        return message
    organisation_id = sent.organisation_id if sent.items else ""
    return replace(message, evidence=tuple(sent.items), organisation_id=organisation_id, unreadable=sent.unreadable)
