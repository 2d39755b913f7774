"""The shapes of the HTTP API: what is accepted and what comes back.

The names are relied on outside: add to them, never rename one.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from adapters.web.copies import Offer, offers
from adapters.web.inbound import MAX_CONVERSATION_CHARS, MAX_MESSAGE_ID_CHARS, is_key
from adapters.web.views import reply_view
from bot.messages import Reply
from bot.ports import Turn


def _conversation(value: str) -> str:
    if not is_key(value, max_chars=MAX_CONVERSATION_CHARS):
        raise ValueError
    return value


def _message_id(value: str) -> str:
    if not is_key(value, max_chars=MAX_MESSAGE_ID_CHARS):
        raise ValueError
    return value


ConversationId = Annotated[
    str,
    Field(
        description="A secret that you make up; whoever knows it can read the conversation.",
        min_length=1,
        max_length=MAX_CONVERSATION_CHARS,
    ),
    AfterValidator(_conversation),
]
MessageId = Annotated[
    str,
    Field(description="The same id again is the same message.", min_length=1, max_length=MAX_MESSAGE_ID_CHARS),
    AfterValidator(_message_id),
]


class ChatMessage(BaseModel):
    """One message: a text or a pressed choice."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    conversation: ConversationId
    text: str | None = Field(default=None, min_length=1, description="What the person typed.")
    choice: str | None = Field(default=None, min_length=1, description="The id of the choice that the person pressed.")
    id: MessageId | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "ChatMessage":
        if (self.text is None) == (self.choice is None):
            raise ValueError
        return self


class EvidenceMessage(BaseModel):
    """The words of a message with files."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    conversation: ConversationId
    text: str = Field(default="", description="What the person typed with the files.")
    id: MessageId | None = None


class NewsQuestion(BaseModel):
    """Which turns are wanted."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    conversation: ConversationId
    after: int = Field(default=0, ge=0, lt=2**53, description='The "seq" of the last turn that you have; 0 for all.')


class ChoiceOut(BaseModel):
    """A button."""

    id: str
    label: str


class CitationOut(BaseModel):
    """Where a quotation comes from."""

    passage_id: str
    quote: str
    title: str
    issuer: str
    section: str
    published: str
    link: str
    document_class: str
    party: str


class DocumentOut(BaseModel):
    """A copy of the person's own report. POST /api/chat/copy gives it to whoever names its id."""

    id: str
    kind: str
    name: str


class CopyWanted(BaseModel):
    """Which copy is wanted, and whose it is."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    conversation: ConversationId
    document: str = Field(min_length=1, max_length=20, description="The id of one of the documents of a reply.")


class ReplyOut(BaseModel):
    """One reply. `text` is Markdown (paragraphs, bold, links, lists, quotations); `html` is the same, safe to show."""

    kind: str
    text: str
    html: str
    choices: list[ChoiceOut]
    citations: list[CitationOut]
    documents: list[DocumentOut]


class TurnOut(BaseModel):
    """A message and its replies. `said` is empty for a notice that nobody asked for."""

    seq: int
    said: str
    at: datetime
    replies: list[ReplyOut]


class ChatAnswer(TurnOut):
    """The turn that a message caused."""

    id: str
    turn: str
    saved: bool


class NewsAnswer(BaseModel):
    """What came since."""

    turns: list[TurnOut]


class ProblemAnswer(BaseModel):
    """What went wrong, and what to do."""

    error: str


def turn_out(turn: Turn) -> TurnOut:
    """Return a turn as the API shows it."""
    replies = [_reply_out(reply, copies) for reply, copies in zip(turn.replies, offers(turn), strict=True)]
    return TurnOut(seq=turn.seq, said=turn.said, at=turn.created_at, replies=replies)


def _reply_out(reply: Reply, copies: tuple[Offer, ...]) -> ReplyOut:
    return ReplyOut(
        kind=reply.kind,
        text=reply.text,
        html=str(reply_view(reply).html),
        choices=[ChoiceOut(id=choice.id, label=choice.label) for choice in reply.choices],
        citations=[CitationOut.model_validate(citation, from_attributes=True) for citation in reply.citations],
        documents=[DocumentOut(id=each.id, kind=each.kind, name=each.name) for each in copies],
    )
