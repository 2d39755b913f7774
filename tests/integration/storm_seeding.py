"""Saved reports that their reporters let the SPOC see, each with what the product itself owes for it. Nothing is sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.clock import RandomIds, SystemClock
from adapters.storage.database import Database
from adapters.storage.schema import upgrade
from bot.escalation.assigning import Assigning
from bot.escalation.hand_over import hand_over
from bot.escalation.routing import Routing
from bot.heard import Heard
from bot.messages import Channel, Inbound
from bot.organisations import Organisation
from bot.ports import UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.state import ConversationRecord, State
from bot.talk import Routes, Talk, tag
from knowledge.contacts import load_contacts
from knowledge.places import load_places
from tests.integration.databases import KEY

ORGANISATION = Organisation(id="org_storm", name="Storm Lane Campaign", collections=frozenset({"official"}))


@dataclass(frozen=True, slots=True)
class Escalated:
    """One report that is on its way."""

    escalation_id: str
    report_id: str
    conversation_id: str
    address: str  # of the reporter's conversation on the web page

    @property
    def button(self) -> str:
        """What the buttons about the report begin with."""
        return f"r:{tag(self.report_id)}:"

    @property
    def addition(self) -> str:
        """What the reporter says later, if they do; nobody else says it."""
        return f"They came back at noon, says {self.address}."


async def seed(url: str, count: int) -> Sequence[Escalated]:
    """Write reports into a fresh database that no process has open, each in one transaction."""
    await upgrade(url)
    async with Database(url, [KEY], SystemClock()) as database:
        await database.add_organisation(ORGANISATION)
        seeding = _Seeding()
        written = []
        for number in range(count):
            async with database.work(ORGANISATION.id) as work:
                written.append(await seeding.write(work, f"reporter-{number:04d}"))
        return written


class _Seeding:
    """Does what a talk does that ends with "send it to the SPOC"."""

    def __init__(self) -> None:
        self._assigning = Assigning(routing=Routing(load_places()), has_fallback=True)
        self._contacts = load_contacts()
        self._ids = RandomIds()
        self._wording = Wording()

    async def write(self, work: UnitOfWork, address: str) -> Escalated:
        member = await work.members.find_or_add(Channel.WEB, address)
        new = ConversationRecord(
            id=self._ids.new("con"), channel=Channel.WEB, address=address, member_id=member.id, state=State(welcomed=True)
        )
        conversation = await work.conversations.save(new)
        talk = self._talk(work, conversation)
        report = self._report(talk)
        await work.reports.add(report)
        await work.reports.set_status(report.id, ReportStatus.SAVED)
        [escalation] = (await hand_over(talk, report)).escalations
        return Escalated(escalation.id, report.id, conversation.id, address)

    def _talk(self, work: UnitOfWork, conversation: ConversationRecord) -> Talk:
        now = SystemClock().now()
        inbound = Inbound(
            id="seed", channel=Channel.WEB, person=conversation.address, conversation=conversation.address, sent_at=now
        )
        return Talk(
            heard=Heard(inbound),
            work=work,
            wording=self._wording,
            ids=self._ids,
            now=now,
            routes=Routes(has_spoc=True),
            assigning=self._assigning,
            contacts=self._contacts,
            member_id=conversation.member_id,
            conversation_id=conversation.id,
            state=conversation.state,
            found=(),
        )

    def _report(self, talk: Talk) -> Report:
        said = {"what": f"They tore down our posters, says {talk.inbound.person}.", "where": "Mill Lane, Exeter"}
        consent = Consent(recipient=Recipient.SPOC, given=True, words="Send: SPOC only", at=talk.now)
        return Report(
            id=talk.ids.new("rep"),
            reference=talk.ids.reference(),
            reporter=talk.member_id,
            conversation_id=talk.conversation_id,
            status=ReportStatus.DRAFT,
            created_at=talk.now,
            entries=tuple(self._answer(talk, field, words) for field, words in said.items()),
            consents=(consent,),
        )

    def _answer(self, talk: Talk, field: str, words: str) -> Entry:
        return Entry(
            id=talk.ids.new("ent"),
            kind=EntryKind.ANSWER,
            field=field,
            words=words,
            value="",
            author=talk.member_id,
            channel=Channel.WEB,
            at=talk.now,
        )
