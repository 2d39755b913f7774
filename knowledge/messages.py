"""Messages as people send them, with what they are: for the triage to learn from.

It must never hold a real message. Every one is invented, and its README says how they were made and checked.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

SEVERITIES = ("immediate", "criminal", "concern", "none")
INTENTS = ("report", "question", "status", "greeting", "human", "cancel", "smalltalk", "optout", "other")
RED_FLAGS = ("imminent_violence", "fixated_plan", "weapons", "doxxing", "immediate_danger")
CATEGORIES = (
    "online_abuse",
    "threat",
    "harassment_stalking",
    "physical_assault",
    "property_damage",
    "discriminatory_abuse",
    "doxxing",
    "disinformation_deepfake",
    "hoax_call",
    "intimidation_in_person",
    "cyber_attack",
    "unwanted_contact",
    "suspicious_activity",
    "other",
)


class BadMessages(ValueError):
    """A file of labelled messages cannot be used as it stands; the message names file and line."""

    def __init__(self, problem: str, *, file: str, line: int) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line  # counted from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMessage:
    """One message, and what a careful reader makes of it. The labels are those of `bot.triage.records`."""

    text: str
    intent: str
    severity: str
    red_flags: tuple[str, ...] = ()  # some exactly when the severity is immediate
    category: tuple[str, ...] = ()  # some exactly when there is an incident
    where: str = ""  # as the text says it; "" when it does not
    when: str = ""
    who: str = ""
    platform: str = ""


def bundled_messages() -> Path:
    """The folder of the messages that come with Alongside."""
    return Path(__file__).parent / "examples"


def read_messages(folder: Path | None = None) -> tuple[LabelledMessage, ...]:
    """Return the labelled messages of a folder, by file name; the bundled ones when none is given. Raises BadMessages."""
    paths = sorted((folder or bundled_messages()).glob("*.jsonl"))
    return tuple(message for path in paths for message in read_file(path))


def read_file(path: Path) -> tuple[LabelledMessage, ...]:
    """Return the labelled messages of one file. Raises BadMessages."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                found.append(_message(json.loads(line)))
            except (ValueError, KeyError, TypeError) as exc:
                raise BadMessages(f"This is no labelled message ({exc}).", file=path.name, line=number) from exc
    return tuple(found)


def fingerprint(messages: Iterable[LabelledMessage]) -> str:
    """Return the SHA-256 of these messages in their order, 64 hexadecimal digits."""
    digest = sha256()
    for message in messages:
        digest.update(repr(message).encode())
    return digest.hexdigest()


def _message(fields: dict[str, Any]) -> LabelledMessage:
    message = LabelledMessage(
        text=fields["text"],
        intent=_one_of(fields["intent"], INTENTS),
        severity=_one_of(fields["severity"], SEVERITIES),
        red_flags=tuple(_one_of(flag, RED_FLAGS) for flag in fields["red_flags"]),
        category=tuple(_one_of(category, CATEGORIES) for category in fields["category"]),
        **{name: fields.get(name) or "" for name in ("where", "when", "who", "platform")},
    )
    if bool(message.red_flags) is not (message.severity == "immediate"):
        raise ValueError("an immediate message has red flags, and no other one has")
    if bool(message.category) is (message.severity == "none"):
        raise ValueError("an incident has a category, and nothing else has")
    return message


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value
