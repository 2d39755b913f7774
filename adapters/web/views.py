"""What the templates get to see of a turn: ready to show, nothing left to decide.

Text goes in here as it is and is escaped by the templates; only adapters/web/outbound.py makes HTML.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.web.copies import Offer, offers
from adapters.web.inbound import OPENING_COMMAND
from adapters.web.outbound import to_html, whole
from bot.messages import Choice, Citation, Reply
from bot.ports import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """One reply."""

    kind: str
    html: Markup
    choices: tuple[Choice, ...]
    sources: tuple[Citation, ...]  # those that the text itself does not name
    copies: tuple[Offer, ...] = ()  # of the reporter's own report, to be downloaded

    @property
    def is_emergency(self) -> bool:
        """True when it is the emergency card."""
        return self.kind == "emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """What was said, and the replies."""

    seq: int
    said: str  # empty for a notice, and for the opening message: nobody typed it, and it may hold an invitation
    at: datetime  # British time
    is_notice: bool  # nobody asked for it
    is_open: bool  # its buttons may be pressed: nothing has been said after it
    replies: tuple[ReplyView, ...]


def views(turns: Sequence[Turn]) -> tuple[TurnView, ...]:
    """Return the turns for the page. A notice does not close the question before it; the next thing said does."""
    last_said = max((at for at, turn in enumerate(turns) if turn.inbound_key), default=0)
    return tuple(_view(turn, is_open=at >= last_said) for at, turn in enumerate(turns))


def reply_view(reply: Reply, copies: tuple[Offer, ...] = ()) -> ReplyView:
    """Return a reply for the page or the API, with the copies that it offers."""
    unnamed = tuple(c for c in reply.citations if c.title not in reply.text and (not c.link or c.link not in reply.text))
    return ReplyView(kind=reply.kind, html=Markup(to_html(reply.text)), choices=reply.choices, sources=unnamed, copies=copies)


def _view(turn: Turn, *, is_open: bool) -> TurnView:
    return TurnView(
        seq=turn.seq,
        said="" if turn.said.startswith(OPENING_COMMAND) else whole(turn.said),
        at=turn.created_at.astimezone(ZoneInfo("Europe/London")),
        is_notice=not turn.inbound_key,
        is_open=is_open,
        replies=tuple(reply_view(reply, copies) for reply, copies in zip(turn.replies, offers(turn), strict=True)),
    )
