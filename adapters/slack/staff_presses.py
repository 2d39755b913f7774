"""Reads what somebody wants done with a card: a press of one of its buttons, or a modal that was sent in. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from adapters.slack.card_marks import Card, read_card
from adapters.slack.envelope import Body, first, part, rows, words
from adapters.slack.inbound import Corner, Ignored, read_press
from adapters.slack.staff_views import WITH_MODAL, Place, card_in, filled_in
from adapters.slack.submissions import submission_id


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPress:
    """What somebody wants done with a card."""

    id: str  # the same when it comes again
    team: str  # as in `Arrival`
    place: str
    user: str
    action: str  # one of card_marks.py
    card: Card  # as the person saw it
    shown_at: Place
    trigger: str = ""  # lets us open a modal, within three seconds
    reason: str = ""  # of a modal: why a report is closed, and the words that were typed
    words: str = field(default="", repr=False)

    @property
    def report_id(self) -> str:
        """Which report the card shows."""
        return self.card.report_id

    @property
    def wants_modal(self) -> bool:
        """True when a button was pressed behind which there is something to fill in."""
        return bool(self.trigger) and self.action in WITH_MODAL

    @property
    def corner(self) -> Corner:
        """Where only this person sees what we say."""
        return Corner(channel=self.shown_at.channel, user=self.user, response_url=self.shown_at.response_url)


def read_staff_press(body: Body, received_at: datetime) -> StaffPress | Ignored:
    """Return the press of a button on a card. `received_at` as in `read_press`."""
    arrival, message = read_press(body, received_at), part(body, "message")
    if isinstance(arrival, Ignored) or not words(message, "ts") or not isinstance(message.get("blocks"), list):
        return Ignored("press without a card")
    corner = arrival.corner
    return StaffPress(
        id=arrival.inbound.id,
        team=arrival.team,
        place=arrival.place,
        user=arrival.user,
        action=words(first(body, "actions"), "action_id"),
        card=read_card([dict(block) for block in rows(message, "blocks")], arrival.inbound.choice),
        shown_at=Place(
            channel=corner.channel, message=words(message, "ts"), text=words(message, "text"), response_url=corner.response_url
        ),
        trigger=words(body, "trigger_id"),
    )


def read_staff_submission(body: Body, *, key: str) -> StaffPress | Ignored:
    """Return what a modal about a card asks for. `key` as in `submission_id`."""
    view, user, place = part(body, "view"), words(body, "user", "id"), words(body, "team", "id")
    found = card_in(view)
    if found is None or not user:
        return Ignored("modal without a card")
    reason, typed = filled_in(view)
    return StaffPress(
        id=submission_id(view, key),
        team=words(body, "user", "team_id") or place,
        place=place or words(body, "user", "team_id"),
        user=user,
        action=words(view, "callback_id"),
        card=found[0],
        shown_at=found[1],
        reason=reason,
        words=typed,
    )
