"""The lanes: what is said once, after a report has been saved – quotes, contacts, and gently one person who supports people.

It needs no encoder, index or database. Nothing that a report says may come back here: a lane is chosen by kind, platform and two
yes-or-no facts, so that an address that was spread is not spread again by us. No sentence here is advice of our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from bot.answering.citing import citation
from bot.answering.contact_entries import contact_entry
from bot.messages import Choice, Reply
from bot.rendering import Wording
from bot.reporting.lane_quoting import contact_facts, quotes_of
from bot.triage.vocabulary import any_of
from bot.triage.wording import plain
from knowledge.contacts import Contact, ContactBook
from knowledge.lanes import Condition, Lane, LaneQuote
from knowledge.passage import Passage

MAX_CHARS = 980
"""Most characters of a lane as it is read, links not counted: about one screen of a phone."""

_EVENT = any_of(
    """
        hustings? | (street/market/campaign/party~)? ?(stall/gazebo)s? | public meetings? | town hall meetings?
        (at/outside/during/in/to/from/after/leaving) (the/our/your/my) (election )?(count/recount/declaration)
        count (venue/centre/hall/night) | counting (centre/hall) | hystingau | stondin(au)? | cyfri
        """
)
_CALL_OR_EMAIL = frozenset({"phone", "email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The lanes that there are, by rank, with the passages that they quote. Without any, nothing is said."""

    lanes: tuple[Lane, ...] = ()
    passages: Mapping[LaneQuote, Passage] = field(default_factory=dict)

    def named(self, lane_id: str) -> Lane | None:
        """Return the lane of this id; None when there is none."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    @property
    def cards(self) -> Mapping[str, str]:
        """The platforms to which a report can be followed up, each with its contact; "" where the book has none to show."""
        return {platform: contact for lane in self.lanes for platform, contact in lane.platforms.items()}


NO_LANES = Lanes()


def is_event(*words: str) -> bool:
    """True when words about the place or the incident name hustings, a stall, a meeting or a count. Nothing else is read off."""
    return any(_EVENT.search(plain(each)) for each in words)


def lane_of(kinds: Sequence[str], platform: str, lanes: Lanes, *, at_event: bool = False) -> Lane | None:
    """Return the lane of a report, with the platform's own contact first; None when nothing is to be said.

    Args:
        kinds: the kinds of incident that it tells of; of several the gravest counts, whatever their order.
        platform: one of `bot.triage.platform.PLATFORMS`, or "".
        lanes: those that there are.
        at_event: see `is_event`.
    """
    led_to = (lane for lane in lanes.lanes if not set(kinds).isdisjoint(lane.categories))
    lane = next((lane for lane in led_to if _holds(lane, platform, at_event) and _says(lane, lanes)), None)
    own = lane.platforms.get(platform) if lane else None
    return replace(lane, contacts=tuple(dict.fromkeys((own, *lane.contacts)))) if lane and own else lane


def _holds(lane: Lane, platform: str, at_event: bool) -> bool:
    if lane.condition is Condition.EVENT:
        return at_event
    return lane.condition is Condition.ALWAYS or platform in _CALL_OR_EMAIL


def _says(lane: Lane, lanes: Lanes) -> bool:
    return bool(lane.contacts) or any(quote in lanes.passages for quote in lane.quotes)


def support_of(lane: Lane, contacts: ContactBook, *, nation: str = "") -> Contact | None:
    """Return the one contact who supports people after such an incident; None when there is none in their nation.

    Args:
        lane: the lane of the report.
        contacts: the contact book.
        nation: such as "Scotland"; "" when it is not known: then the first one, whose entry names its nations.
    """
    offered = (contacts.get(each) for each in lane.support)
    return next((each for each in offered if not nation or nation in each.nations), None)


def lane_reply(
    wording: Wording, contacts: ContactBook, lane: Lane, passages: Mapping[LaneQuote, Passage], today: date, *choices: Choice
) -> Reply:
    """Return what is said on a lane: its quotes with their sources and warnings, then its contacts.

    A quote without a passage has left the documents in use; it is left out.
    """
    standing = [quote for quote in lane.quotes if quote in passages]
    sources = [
        quotes_of(wording, contacts, [(quote, passages[quote]) for quote in quotes], today)
        for _, quotes in groupby(standing, key=lambda quote: quote.document)
    ]
    reply = wording.reply(
        "lane_advice",
        *choices,
        sources=sources,
        **contact_facts(wording, contacts, lane.contacts),
    )
    pieces = [replace(passages[quote], text=piece) for quote in standing for piece in quote.pieces]
    return replace(reply, citations=tuple(map(citation, pieces)))


def support_reply(wording: Wording, contact: Contact, *choices: Choice, is_warned: bool = False) -> Reply:
    """Return the offer of somebody who supports people; said once, and never instead of anything else.

    Args:
        wording: the wording.
        contact: who supports people.
        choices: buttons.
        is_warned: True where it stands below words that say already that not all contacts were tried.
    """
    has_unchecked = contact.checked_on is None and not is_warned
    return wording.reply("lane_support", *choices, contact=contact_entry(wording, contact), has_unchecked=has_unchecked)
