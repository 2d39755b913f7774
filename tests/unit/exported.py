"""An invented report with everything in it, and files in memory: what the tests of a reporter's own copy begin with.

Run as a program it prints the SHA-256 of each kind of copy, so that a test can compare with another process, and the name of
every file that was opened to be written.
"""

import asyncio
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from PIL import Image

from adapters.export.copies import Copies
from bot.errors import NotFound
from bot.escalation.escalation import Escalation, EscalationState, Tier
from bot.messages import Channel, EvidenceItem
from bot.organisations import Organisation
from bot.rendering import Wording
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.testing import InMemoryStorage

NORTH = Organisation(id="org_north", name="North Lane Campaign", collections=frozenset({"official"}))
SOUTH = Organisation(id="org_south", name="South Lane Campaign", collections=frozenset({"official"}))
AT = datetime(2026, 5, 1, 9, 30, 15, 123456, tzinfo=UTC)
WHAT = "Dyn yn gweiddi ar Stryd y Tŵr – “I know where you live” 🔪 **not bold** {nb}"
TOKEN = "secret-of-the-link"


def make_entry(
    number: int, field: str, words: str, value: str = "", *, kind: EntryKind = EntryKind.ANSWER, **more: object
) -> Entry:
    """Return an entry, made so many minutes after the report was begun."""
    facts: dict[str, object] = {"author": "mem_reporter", "channel": Channel.TELEGRAM, "at": AT + timedelta(minutes=number)}
    return Entry(id=f"ent_{number:04d}", kind=kind, field=field, words=words, value=value, **(facts | more))  # type: ignore[arg-type]


def make_report(entries: Sequence[Entry] | None = None, **more: object) -> Report:
    """Return a report; without entries of its own it has one of every kind."""
    facts: dict[str, object] = {
        "id": "rep_0001",
        "reference": "AL-7K3M-9QXT",
        "reporter": "mem_reporter",
        "conversation_id": "con_0001",
        "status": ReportStatus.SAVED,
        "created_at": AT,
        "entries": tuple(every_kind() if entries is None else entries),
        "consents": (Consent(recipient=Recipient.SPOC, given=True, words="The SPOC only", at=AT + timedelta(minutes=30)),),
    }
    return Report(**(facts | more))  # type: ignore[arg-type]


def every_kind() -> list[Entry]:
    """Return entries of every kind, by everybody who may write one."""
    return [
        make_entry(1, "what", WHAT),
        make_entry(2, "when", "yesterday about eight", "~2026-04-30T19:00:00+00:00", kind=EntryKind.READ_OFF),
        make_entry(3, "who", "I don't know", "unknown"),
        make_entry(4, "who", "A man in a grey coat", kind=EntryKind.CORRECTION, author="mem_by_code", channel=Channel.WEB),
        make_entry(5, "more", "He came back.", kind=EntryKind.ADDITION),
        make_entry(6, "", "", "card:C0123:17.5", kind=EntryKind.NOTE, author="system", channel=Channel.SLACK),
        make_entry(7, "", "Are you safe?", "from_staff", kind=EntryKind.MESSAGE, author="U0STAFF", channel=Channel.SLACK),
        make_entry(8, "", "Thank you, officer here", "from_spoc", kind=EntryKind.MESSAGE, author="spoc", channel=Channel.WEB),
    ]


def make_escalation(**more: object) -> Escalation:
    """Return an escalation that a person has acknowledged."""
    facts: dict[str, object] = {
        "id": "esc_0001",
        "report_id": "rep_0001",
        "tier": Tier.OTHER,
        "state": EscalationState.ACKNOWLEDGED,
        "created_at": AT + timedelta(minutes=31),
        "acknowledge_token": TOKEN,
        "delivered_at": AT + timedelta(minutes=32),
        "acknowledged_at": AT + timedelta(hours=3),
        "acknowledged_by": "PC Example",
        "police_reference": "CR/123/26",
    }
    return Escalation(**(facts | more))  # type: ignore[arg-type]


def jpeg(shade: int = 0) -> bytes:
    """Return a small picture; another shade is another file."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (shade * 8 % 256, 120, 90)).save(buffer, "JPEG")
    return buffer.getvalue()


@dataclass
class FilesInMemory:
    """Files of several organisations, each with its small picture; `lost` are not there any more."""

    contents: dict[tuple[str, str], bytes] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def put(self, content: bytes, *, organisation_id: str = NORTH.id, quarantined: str = "") -> EvidenceItem:
        """Keep a file."""
        key = f"evi_{len(self.contents):032x}"
        self.contents[organisation_id, key] = content
        return EvidenceItem(
            sha256=sha256(content).hexdigest(),
            media_type="image/jpeg",
            size_bytes=len(content),
            storage_key=key,
            quarantined=quarantined,
        )

    async def get(self, organisation_id: str, item: EvidenceItem) -> bytes:
        """See `Files.get`."""
        if item.storage_key in self.lost or (organisation_id, item.storage_key) not in self.contents:
            raise NotFound("file", item.storage_key)
        return self.contents[organisation_id, item.storage_key]

    async def thumbnail(self, organisation_id: str, item: EvidenceItem) -> bytes | None:
        """See `Files.thumbnail`; as it is asked for a quarantined file too, a test can see that nobody does."""
        return await self.get(organisation_id, item)


async def copies_of(
    report: Report, files: FilesInMemory | None = None, *, escalations: Sequence[Escalation] | None = None
) -> Copies:
    """Return what makes the copies of one stored report of NORTH; mem_by_code has come to it by its spare code."""
    storage = InMemoryStorage()
    for organisation in (NORTH, SOUTH):
        await storage.add_organisation(organisation)
    async with storage.work(NORTH.id) as work:
        await work.reports.add(report)
        await work.reports.let_in(report.id, "mem_by_code")
        for escalation in [make_escalation()] if escalations is None else escalations:
            await work.escalations.add(escalation)
    return Copies(storage, files or FilesInMemory(), Wording())


def with_files(files: FilesInMemory, items: Sequence[EvidenceItem]) -> Report:
    """Return the report with files added to it."""
    entries = every_kind()
    added = (make_entry(20 + number, "evidence", "", kind=EntryKind.EVIDENCE, evidence=item) for number, item in enumerate(items))
    return make_report([*entries, *added])


async def hashes() -> list[str]:
    """Return the SHA-256 of each kind of copy of the same report with two files."""
    files = FilesInMemory()
    copies = await copies_of(with_files(files, [files.put(jpeg(1)), files.put(jpeg(2))]), files)
    made = [await make(NORTH.id, "rep_0001") for make in (copies.pdf, copies.json, copies.archive)]
    return [sha256(content).hexdigest() for content in made]


def tell_of_writing(event: str, facts: tuple[object, ...]) -> None:
    """Print the name of a file that is opened to be written; for `sys.addaudithook`, which nothing takes off again."""
    if event == "open" and isinstance(facts[2], int) and facts[2] & (os.O_WRONLY | os.O_RDWR):
        print(facts[0])  # noqa: T201


if __name__ == "__main__":
    sys.addaudithook(tell_of_writing)
    print("\n".join(asyncio.run(hashes())))  # noqa: T201
