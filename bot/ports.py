"""What the core needs from the outside world, by role. The twins for tests are in bot/testing.py.

A unit of work belongs to one organisation from the start, so that no query can be written that reaches another party's rows.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.advice import Advice, Verdict
from bot.duties import Duty, DutyKind
from bot.escalation.directory import SpocContact
from bot.escalation.escalation import Acknowledgement, Attempt, Escalation
from bot.messages import Channel, EvidenceItem, Reply
from bot.organisations import Invitation, Member, Organisation, Role
from bot.profile import Profile
from bot.reporting.report import Consent, Entry, Report, ReportStatus
from bot.state import ConversationRecord
from knowledge.passage import Findings, Passage
from knowledge.signals import Signals


class Clock(Protocol):
    """The time, so that a test can say "three days later"."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""


class Ids(Protocol):
    """Everything random."""

    def new(self, prefix: str) -> str:
        """Return a fresh opaque id such as "rep_5f0c...", with 128 random bits."""

    def reference(self) -> str:
        """Return a fresh report reference such as "AL-7K3M-9QXT": easy to say aloud, hard to guess."""

    def code(self) -> str:
        """Return a fresh spare code such as "7K3M-9QXT-VB4N-R2HD": 80 random bits, to be typed on another device."""

    def secret(self) -> str:
        """Return a fresh URL-safe secret of 256 random bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text after the one encoding that a turn may spend on it; search and classifiers share it."""

    text: str
    vector: object | None  # opaque to the core; None when the encoder is not available
    whole: "Reading | None" = None  # the same words behind the question that they go on from, when there is one


class Guidance(Protocol):
    """The passages, by meaning."""

    @property
    def is_ready(self) -> bool:
        """True when a text is read at once."""

    async def read(self, text: str) -> Reading:
        """Encode a text once. Never raises for want of an encoder: the vector is then None."""

    async def signals(self, reading: Reading) -> Sequence[Signals]:
        """Return what labelled messages say of a text: of the whole, then of each piece of a long one; nothing without a vector.

        Raises GuidanceUnavailable when nothing is loaded.
        """

    async def search(self, reading: Reading, *, collections: frozenset[str], limit: int = 5) -> Findings:
        """Return the best passages of these collections. Raises GuidanceUnavailable when nothing is loaded."""

    async def passage(self, passage_id: str, *, collections: frozenset[str]) -> Passage | None:
        """Return the passage of this id; None when there is none in these collections. Raises GuidanceUnavailable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A message and the replies to it, or a notice that nobody asked for (then `inbound_key` is empty)."""

    id: str  # "" when it could not be stored
    organisation_id: str
    conversation_id: str
    channel: Channel
    address: str  # the conversation's id on the channel: where the replies go
    inbound_key: str  # the channel's message id; unique within a conversation's channel and address
    said: str  # what the person typed or pressed, for their own transcript
    replies: tuple[Reply, ...]
    created_at: datetime
    seq: int = 0  # position in the conversation, from 1; given by the store
    sent_at: datetime | None = None


class Members(Protocol):
    """The people of one organisation."""

    async def find_or_add(self, channel: Channel, address: str) -> Member:
        """Return the person, as a reporter when they are new."""

    async def get(self, member_id: str) -> Member:
        """Return a member. Raises NotFound."""

    async def grant(self, member_id: str, role: Role) -> None:
        """Add a role; a role held already stays."""

    async def profile(self, member_id: str) -> Profile:
        """Return what a member has said of themselves. Raises NotFound."""

    async def set_profile(self, member_id: str, profile: Profile) -> None:
        """Write what a member says of themselves. Raises NotFound."""

    async def all(self) -> Sequence[Member]:
        """Return all members, oldest first."""


class Conversations(Protocol):
    """The talks of one organisation."""

    async def find(self, channel: Channel, address: str) -> ConversationRecord | None:
        """Return the conversation at this address of the channel, if there has been one."""

    async def get(self, conversation_id: str) -> ConversationRecord:
        """Return a conversation. Raises NotFound."""

    async def of_member(self, member_id: str) -> Sequence[ConversationRecord]:
        """Return the talks that a member began, by id; in a group too."""

    async def save(self, record: ConversationRecord) -> ConversationRecord:
        """Write it and return it one version on. Raises ConversationChanged when its version is not the stored one."""


class Turns(Protocol):
    """What was said, and what was replied."""

    async def find(self, channel: Channel, address: str, inbound_key: str) -> Turn | None:
        """Return the turn that this message caused before, if it did."""

    async def add(self, turn: Turn) -> Turn:
        """Store a turn and return it with its place in the conversation."""

    async def get(self, turn_id: str) -> Turn:
        """Return a turn. Raises NotFound."""

    async def mark_sent(self, turn_id: str, at: datetime) -> None:
        """Write down that the channel took the replies."""

    async def since(self, conversation_id: str, seq: int) -> Sequence[Turn]:
        """Return the turns after a place in the conversation, oldest first."""


class Reports(Protocol):
    """The reports of one organisation. Entries and consents are only ever added."""

    async def add(self, report: Report) -> None:
        """Store a new report with the entries and consents it has."""

    async def append(self, report_id: str, entries: Sequence[Entry]) -> None:
        """Add entries at the end."""

    async def consent(self, report_id: str, consents: Sequence[Consent]) -> None:
        """Add the reporter's latest word on who may see it."""

    async def set_status(self, report_id: str, status: ReportStatus) -> None:
        """Move it on. Raises NotFound."""

    async def get(self, report_id: str) -> Report:
        """Return a report. Raises NotFound."""

    async def of(self, member_id: str) -> Sequence[Report]:
        """Return a member's reports, newest first, drafts included; also those that they came to by a spare code."""

    async def set_code(self, report_id: str, code: str) -> None:
        """Give a report its spare code, of which only a keyed hash is kept; an earlier one stops working. Raises NotFound."""

    async def by_code(self, code: str) -> Report | None:
        """Return the report that has this spare code, however it is typed; None when no report of this organisation has it."""

    async def let_in(self, report_id: str, member_id: str) -> None:
        """Write down that a member came to a report by its code. Raises NotFound."""

    async def move(self, report_id: str, conversation_id: str) -> None:
        """Let news about a report go to another conversation from now on. Raises NotFound."""

    async def forget(self, report_id: str) -> None:
        """Delete a cancelled draft with all that it has. Raises NotFound, also for a report that is not cancelled."""

    async def saved(self, *, limit: int) -> Sequence[Report]:
        """Return the organisation's saved reports, whoever told them, newest first."""


class Escalations(Protocol):
    """The escalations of one organisation."""

    async def add(self, escalation: Escalation) -> None:
        """Store a new escalation."""

    async def get(self, escalation_id: str) -> Escalation:
        """Return an escalation. Raises NotFound."""

    async def of_report(self, report_id: str) -> Sequence[Escalation]:
        """Return a report's escalations, oldest first."""

    async def update(self, escalation: Escalation) -> None:
        """Write its state, times and reference. Raises NotFound."""

    async def unfinished(self) -> Sequence[Escalation]:
        """Return those that are queued: each of them must have a live duty."""

    async def open(self) -> Sequence[Escalation]:
        """Return those that no person has acknowledged and nobody has withdrawn, oldest first."""

    async def since(self, at: datetime) -> Sequence[Escalation]:
        """Return all that were made at this time or later, oldest first."""

    async def add_attempt(self, attempt: Attempt) -> None:
        """Write down one try."""

    async def attempts(self, escalation_id: str) -> Sequence[Attempt]:
        """Return the tries, oldest first."""

    async def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        """Write down that a person has seen it; False when this acknowledgement is known already."""


class Duties(Protocol):
    """What is to be done for one organisation."""

    async def add(self, duty: Duty) -> None:
        """Write a duty; the same key again changes nothing, though the first one be finished, until it is purged."""

    async def finish(self, duty: Duty) -> None:
        """It is done. Raises LeaseLost when another worker holds it by now."""

    async def postpone(self, duty: Duty, due_at: datetime) -> None:
        """Try it again at this time. Raises LeaseLost when another worker holds it by now."""

    async def drop(self, kind: DutyKind, subject_id: str) -> None:
        """It need not be done any more. Doing nothing is fine when there is none."""

    async def is_live(self, kind: DutyKind, subject_id: str) -> bool:
        """True while such a duty is open."""

    async def is_behind(self, duty: Duty, kinds: Collection[DutyKind]) -> bool:
        """True while an open duty of these kinds for the same subject was written before this one."""

    async def hurry(self, kind: DutyKind, subject_id: str) -> bool:
        """Let the open duties of a kind for a subject be due now, as when a person says "try again"; False when there is none."""


class AdviceLog(Protocol):
    """What was shown for the questions of one organisation."""

    async def add(self, advice: Advice) -> None:
        """Write down what a question was answered with; the question itself only where the organisation keeps questions."""

    async def get(self, advice_id: str) -> Advice:
        """Return it. Raises NotFound."""

    async def judge(self, advice_id: str, verdict: Verdict, *, gap: str = "") -> None:
        """Write down what the person said of it, and the redacted question when it did not help, as `Advice.judged` says.

        Raises NotFound.
        """

    async def gaps(self, *, limit: int = 100) -> Sequence[Advice]:
        """Return the advice that has a gap, newest first."""

    async def close_gap(self, advice_id: str) -> None:
        """Take a gap off the list and forget it: it has been taught, or is none. The advice stays. Raises NotFound."""

    async def forget_questions(self) -> int:
        """Forget what people asked, in their own words, where it was kept; return how often. The rest of the advice stays."""


class SpocContacts(Protocol):
    """Whom one organisation reaches at the police, and its own safety lead. No row is ever deleted."""

    async def add(self, contact: SpocContact) -> None:
        """Store a new contact."""

    async def get(self, contact_id: str) -> SpocContact:
        """Return a contact, an ended one too. Raises NotFound."""

    async def all(self) -> Sequence[SpocContact]:
        """Return all contacts, oldest first, ended ones too."""

    async def end(self, contact_id: str, last_day: date) -> None:
        """Let it count until this day and no longer; the row stays. Raises NotFound."""

    async def set_checked(self, contact_id: str, day: date) -> None:
        """Write down when a person last made sure that it is right. Raises NotFound."""

    async def replace_secret(self, contact_id: str, secret: str) -> None:
        """Sign with a new secret first; the one until now stays good, an older one does not. Raises NotFound."""

    async def drop_older_secret(self, contact_id: str) -> None:
        """Let only the newest secret be good; nothing of the older one is kept. Raises NotFound."""


class Audit(Protocol):
    """Who did what, chained by hash, without personal text."""

    async def record(self, action: str, *, subject_id: str, actor: str) -> None:
        """Add an event; `actor` is a member id, or "spoc", "system", "admin"."""


class UnitOfWork(Protocol):
    """One transaction of one organisation: all of it is written, or none."""

    @property
    def organisation(self) -> Organisation: ...
    @property
    def members(self) -> Members: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def turns(self) -> Turns: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def escalations(self) -> Escalations: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def advice(self) -> AdviceLog: ...
    @property
    def spoc_contacts(self) -> SpocContacts: ...
    @property
    def audit(self) -> Audit: ...


class Storage(Protocol):
    """Where everything is kept."""

    def work(self, organisation_id: str) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction that may write; leaving it commits, an exception undoes it. Raises NotFound, StorageError."""

    def reading(self, organisation_id: str) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction that only reads."""

    async def claim(self, *, limit: int, lease_s: float) -> Sequence[Duty]:
        """Take due duties of all organisations under a lease, by the database's clock, oldest first."""

    async def purge_finished(self, older_than: timedelta) -> int:
        """Forget the duties of all organisations that were finished longer ago than this; return how many."""

    async def organisation_of_escalation(self, escalation_id: str) -> str | None:
        """Return whose escalation this is; it is all that a caller outside an organisation may learn."""

    async def organisation_of_person(self, channel: Channel, address: str) -> str | None:
        """Return which organisation a person on a channel has joined; None when they have not."""

    async def organisations(self) -> Sequence[Organisation]:
        """Return all organisations, oldest first."""

    async def add_organisation(self, organisation: Organisation) -> None:
        """Create an organisation with a data key of its own; one that exists already keeps its key and takes the new name."""

    async def invite(self, invitation: Invitation, code: str) -> None:
        """Store an invitation under its code, which is kept only as a keyed hash."""

    async def join(self, code: str, channel: Channel, address: str) -> str | None:
        """Let a person join by a code; return the organisation's id, or None when the code is unknown or out of date."""


class LinkKeeper(Protocol):
    """Keeps the text behind links."""

    async def keep(self, organisation_id: str, address: str) -> EvidenceItem:
        """Fetch a page and store its text as evidence. Raises LinkNotKept, StorageError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpocMessage:
    """What goes to the SPOC. The same id again is the same message, however often it is tried."""

    id: str
    type: str  # such as "report.escalated"; docs/spoc-payload.schema.json has them all
    at: datetime
    data: dict[str, object]


class SpocNotifier(Protocol):
    """The way to the SPOC."""

    @property
    def practice(self) -> bool:
        """True when it leads to the sandbox and no police officer sees it."""

    async def notify(self, message: SpocMessage) -> int:
        """Deliver a message and return the HTTP status. Raises SpocUnreachable or SpocRefused."""


class Spocs(Protocol):
    """The ways to the SPOCs of the directory."""

    def to(self, contact: SpocContact) -> SpocNotifier:
        """Return the way to a contact. Raises SpocRefused for a contact that has no endpoint or no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """What the party's staff are shown of a report whose reporter agreed to it."""

    organisation_id: str
    report: Report
    tier: str  # its name
    criteria: str  # what makes a report belong to it, in words; a person decides
    repeats: int  # how many other reports that the staff may see name the same account, number, plate or address
    same_event: tuple[str, ...]  # references of other people's reports that seem to tell of the same event
    forwarded: str  # the SPOC state in words
    may_escalate: bool  # True while it has not gone to a SPOC


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNews:
    """Something that a reporter added to a report which the staff have on a card."""

    organisation_id: str
    reference: str
    handle: str  # of the card, as `StaffDesk.show` gave it; "" when it is not known any more
    text: str  # Markdown subset


class StaffDesk(Protocol):
    """Where the party's staff see new reports."""

    async def show(self, card: ReportCard) -> str:
        """Put a card before the staff, and return the handle by which news is put beside it. Raises ChannelUnreachable."""

    async def add(self, news: StaffNews) -> None:
        """Put news beside its card. Raises ChannelUnreachable."""

    async def alarm(self, organisation_id: str, text: str) -> None:
        """Tell the staff, in the Markdown subset, what a person has to look at now. Raises ChannelUnreachable."""


class Sender(Protocol):
    """One channel's way to a person who did not just write."""

    async def send(self, address: str, replies: Sequence[Reply]) -> None:
        """Send replies to a conversation. Raises ChannelUnreachable or PersonUnreachable."""
