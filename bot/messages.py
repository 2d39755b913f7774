"""The two records that every channel speaks: an Inbound comes in, Replies go out.

They must never know a platform. A channel that cannot fill a field leaves it empty; the core decides what that means.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MAX_TEXT_CHARS = 10_000
"""Longest text that one message may carry. Telegram's own limit is 4,096; the web page and Slack allow more."""

MAX_CHOICE_BYTES = 64
"""Longest choice id, in UTF-8 bytes: Telegram's limit for callback data (core.telegram.org/bots/api#inlinekeyboardbutton)."""


class Channel(StrEnum):
    """Where a person is talking to us."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    WEB = "web"
    TERMINAL = "terminal"


PUSHED = frozenset({Channel.TELEGRAM, Channel.SLACK})
"""Channels to which a reply is sent. The web page and the terminal take theirs with the answer, or fetch them."""


class Quarantine(StrEnum):
    """Why a file is kept, but never opened, shown or sent on."""

    KIND = "kind"  # nothing that people photograph, record, save or scan, such as a program
    SCRIPT = "script"  # it would run something when it is opened
    BOMB = "bomb"  # it would unpack to far more than it is
    DIMENSIONS = "dimensions"  # a picture too large to be opened safely
    DAMAGED = "damaged"  # it says to be of a kind and is not whole


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """A file that a channel has already fetched and stored, encrypted, before the turn began."""

    sha256: str  # of the bytes as received, 64 hexadecimal digits
    media_type: str  # by content, not by name, such as "image/jpeg"
    size_bytes: int
    storage_key: str  # where the encrypted bytes lie
    quarantined: str = ""  # why nobody is shown it, a `Quarantine`; "" when nothing is wrong with it
    thumbnail_key: str = ""  # where a small picture without metadata lies, encrypted too; "" when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlace:
    """A position that the person chose to share."""

    latitude: float  # degrees, -90 to 90
    longitude: float  # degrees, -180 to 180


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """What somebody filled in for one question of a whole form, before it is checked: words, or the keys of buttons."""

    field: str
    words: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message from one person, whatever the channel."""

    id: str  # the channel's own id of this message; the same id again is the same message
    channel: Channel
    person: str  # the channel's own id of the person
    conversation: str  # the channel's own id of the conversation; replies go there
    sent_at: datetime  # aware, UTC
    organisation_id: str = ""  # when the channel knows it; else the one that the person has joined, else the default one
    text: str = ""  # as typed, a caption included; empty when there was none
    choice: str = ""  # the id of the button that was pressed; empty when none was
    evidence: tuple[EvidenceItem, ...] = ()
    place: SharedPlace | None = None
    forwarded_from: str = ""  # who wrote a forwarded message, as far as the platform tells
    album: str = ""  # the channel's id of the album that this belongs to; its parts come as messages of their own
    answers: tuple[FormAnswer, ...] = ()  # a whole form, filled in elsewhere; `text` then holds its words, for the red flags
    unreadable: str = ""  # what arrived that we cannot read, such as "sticker" or "a file over 20 MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button. Its id is opaque and short, and never holds anything about a person."""

    id: str  # 1 to MAX_CHOICE_BYTES bytes
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a quotation comes from, complete enough to find it again."""

    passage_id: str
    quote: str  # verbatim, Markdown
    title: str
    issuer: str
    section: str
    published: str  # ISO date
    link: str
    document_class: str
    party: str = ""  # the owner's name when the words are one party's own


class DocumentKind(StrEnum):
    """What a reporter's own copy comes as."""

    PDF = "pdf"
    JSON = "json"
    ARCHIVE = "zip"  # both of them, the files, and a manifest with the SHA-256 of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that goes with a reply. It is made when it is sent, always with the same bytes, and never stored with the reply."""

    kind: DocumentKind
    report_id: str
    organisation_id: str
    reference: str = ""  # of the report, for the file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message to a person, before a channel renders it."""

    kind: str  # the name of the template, such as "emergency" or "answer"
    text: str  # Markdown subset: paragraphs, **bold**, [links](https://...), "- " lists, "> " quotations
    choices: tuple[Choice, ...] = ()
    citations: tuple[Citation, ...] = field(default=())
    documents: tuple[Document, ...] = field(default=())
