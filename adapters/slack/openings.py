"""Reads by what somebody opens the form: a command, a button, a shortcut, or a message that is to be reported. Pure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from adapters.slack.envelope import Body, part, words
from adapters.slack.form_fields import Entered
from adapters.slack.form_view import MESSAGE_SHORTCUT, prefilled
from adapters.slack.inbound import Corner, Ignored
from adapters.slack.typed import as_typed

FORM_COMMAND = "form"
"""The word behind /alongside that opens the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Somebody's wish to fill in the form."""

    team: str  # as in `Arrival`
    place: str
    user: str
    trigger: str  # lets us open one modal, within three seconds
    corner: Corner
    entered: Entered
    is_cut: bool = False


def asks_for_form(body: Body) -> bool:
    """True when a command asks for the form."""
    return words(body, "text").strip().lower() == FORM_COMMAND


def read_form_command(body: Body) -> Opening | Ignored:
    """Return what "/alongside form" asks for."""
    corner = Corner(channel=words(body, "channel_id"), user=words(body, "user_id"), response_url=words(body, "response_url"))
    return _opening(words(body, "team_id"), words(body, "team_id"), words(body, "trigger_id"), corner)


def read_form_press(body: Body) -> Opening | Ignored:
    """Return what a button or a shortcut asks for; a message that is to be reported stands in the form already."""
    place = words(body, "team", "id")
    corner = Corner(
        channel=words(body, "channel", "id"), user=words(body, "user", "id"), response_url=words(body, "response_url")
    )
    entered, is_cut = _of_message(body) if words(body, "callback_id") == MESSAGE_SHORTCUT else ({}, False)
    team = words(body, "user", "team_id") or place
    return _opening(team, place or team, words(body, "trigger_id"), corner, entered, is_cut=is_cut)


def permalink(domain: str, channel: str, stamp: str, thread: str = "") -> str:
    """Return the address of a message; empty when it cannot be told.

    Made by hand, since asking Slack takes too long to open a modal in time, and needs a channel that the bot is in.
    """
    if not (domain and channel and stamp):
        return ""
    query = f"?{urlencode({'thread_ts': thread, 'cid': channel})}" if thread and thread != stamp else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{stamp.replace('.', '')}{query}"


def _of_message(body: Body) -> tuple[Entered, bool]:
    message = part(body, "message")
    stamp = words(message, "ts") or words(body, "message_ts")
    link = permalink(words(body, "team", "domain"), words(body, "channel", "id"), stamp, words(message, "thread_ts"))
    return prefilled(as_typed(words(message, "text")).strip(), link)


def _opening(
    team: str, place: str, trigger: str, corner: Corner, entered: Entered | None = None, *, is_cut: bool = False
) -> Opening | Ignored:
    if not (team and corner.user and trigger):
        return Ignored("nothing to open the form with")
    return Opening(team=team, place=place, user=corner.user, trigger=trigger, corner=corner, entered=entered or {}, is_cut=is_cut)
