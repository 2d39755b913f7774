"""Reads what Slack sends: what somebody wants from us, or why it is none of our business. Pure.

What is not meant for us must never be read any further: people in a channel have not chosen to talk to a bot.
"""

from dataclasses import dataclass
from datetime import datetime

from adapters.slack.envelope import Body, first, moment, part, words
from adapters.slack.files import SlackFile, files_of
from adapters.slack.typed import as_typed, without_mention
from bot.messages import Channel, Inbound

_WRITTEN = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of messages that a person has just written."""

_WITH_WORDS = frozenset({"ask", "report"})
_ALONE = frozenset({"my", "help"})
"""Words after /alongside that are commands: the first two may be followed by a text, the others may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """Where only one person sees what we say, in a place where others read along."""

    channel: str = ""
    user: str = ""
    thread: str = ""
    response_url: str = ""  # lets us answer where we are no member; for 30 minutes

    @property
    def is_nowhere(self) -> bool:
        """True when there is no place to show anything, as behind a shortcut that belongs to no channel."""
        return not (self.response_url or (self.channel and self.user))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something that somebody waits for an answer to."""

    team: str  # the workspace that the person belongs to
    place: str  # the workspace that it happened in; another one in a channel that is shared with others
    user: str
    direct: str  # their direct message with us, when it came from there; else ""
    inbound: Inbound  # without organisation and conversation, which are not known yet
    corner: Corner
    files: tuple[SlackFile, ...] = ()  # still to be fetched
    is_form: bool = False  # a whole form: its answer goes into the direct message, wherever the form was opened


@dataclass(frozen=True, slots=True)
class Ignored:
    """What gets no answer, and why not. The reason never holds anything that a person wrote."""

    reason: str


def read_event(body: Body, received_at: datetime) -> Arrival | Ignored:
    """Return what an event asks for. `received_at`: aware, UTC; stands in for a time that Slack does not tell."""
    event = part(body, "event")
    if not words(body, "event_id"):
        # An id made from nothing would make every later message look like this one.
        return Ignored("event without an id")
    if words(event, "type") == "app_mention":
        return _read_written(body, event, received_at, text=without_mention(words(event, "text"), _our_user(body)))
    if words(event, "type") != "message" or words(event, "channel_type") != "im":
        return Ignored("not for us")
    if words(event, "subtype") == "message_changed":
        return _read_edited(body, event, received_at)
    return _read_written(body, event, received_at, text=words(event, "text"))


def read_command(body: Body, received_at: datetime) -> Arrival | Ignored:
    """Return what /alongside asks for."""
    team, user, trigger = (words(body, name) for name in ("team_id", "user_id", "trigger_id"))
    if not (team and user and trigger):
        return Ignored("command of another kind")
    inbound = _inbound(f"command:{trigger}", team, user, received_at, text=_command_text(as_typed(words(body, "text"))))
    corner = Corner(channel=words(body, "channel_id"), user=user, response_url=words(body, "response_url"))
    return Arrival(team=team, place=team, user=user, direct="", inbound=inbound, corner=corner)


def read_press(body: Body, received_at: datetime) -> Arrival | Ignored:
    """Return what a button under one of our messages asks for."""
    action, user = first(body, "actions"), words(body, "user", "id")
    place = words(body, "team", "id")
    team = words(body, "user", "team_id") or place
    value, stamp = words(action, "value"), words(action, "action_ts")
    if not (team and user and value and stamp):
        return Ignored("button of another kind")
    channel = words(body, "channel", "id")
    is_ephemeral = part(body, "container").get("is_ephemeral") is True
    at = moment(stamp, received_at)
    return Arrival(
        team=team,
        place=place or team,
        user=user,
        # What only one person sees can stand in somebody else's direct message.
        direct=channel if channel.startswith("D") and not is_ephemeral else "",
        inbound=_inbound(f"action:{user}:{stamp}", team, user, at, choice=value),
        corner=Corner(channel=channel, user=user, response_url=words(body, "response_url")),
    )


def _read_written(body: Body, event: Body, received_at: datetime, *, text: str) -> Arrival | Ignored:
    if words(event, "subtype") not in _WRITTEN:
        return Ignored(f"message of kind {words(event, 'subtype')}")
    if _is_by_a_bot(body, event):
        return Ignored("not written by a person")
    at = moment(words(event, "ts"), received_at)
    return _arrival(body, event, words(event, "user"), at, text=text, files=files_of(event))


def _read_edited(body: Body, event: Body, received_at: datetime) -> Arrival | Ignored:
    message = part(event, "message")
    if _is_by_a_bot(body, message):
        return Ignored("changed message of a bot")
    if words(message, "text") == words(event, "previous_message", "text"):
        return Ignored("change without new words")
    at = moment(words(message, "edited", "ts"), received_at)
    return _arrival(body, event, words(message, "user"), at, text=words(message, "text"), files=())


def _arrival(body: Body, event: Body, user: str, at: datetime, *, text: str, files: tuple[SlackFile, ...]) -> Arrival | Ignored:
    team, channel = _team(body, event), words(event, "channel")
    typed = as_typed(text)
    if not (typed or files or words(event, "type") == "app_mention"):
        return Ignored("message without words")
    inbound = _inbound(f"event:{words(body, 'event_id')}", team, user, at, text=typed)
    direct = channel if words(event, "channel_type") == "im" else ""
    corner = Corner(channel=channel, user=user, thread=words(event, "thread_ts"))
    place = words(body, "team_id") or team
    return Arrival(team=team, place=place, user=user, direct=direct, inbound=inbound, corner=corner, files=files)


def _inbound(id: str, team: str, user: str, at: datetime, *, text: str = "", choice: str = "") -> Inbound:
    return Inbound(
        id=id,
        channel=Channel.SLACK,
        person=f"{team}:{user}",
        conversation="",
        sent_at=at,
        text=text,
        choice=choice,
    )


def _command_text(text: str) -> str:
    first_word, *rest = text.split(maxsplit=1)[:2] or ["help"]
    name = first_word.lower()
    is_command = name in _WITH_WORDS or (name in _ALONE and not rest)
    return " ".join([f"/{name}", *rest]) if is_command else text


def _team(body: Body, event: Body) -> str:
    """Return the writer's own workspace, which is not ours in a channel that is shared with others."""
    message = part(event, "message") or event
    own = words(message, "user_team") or words(message, "team")
    is_our_enterprise = own.startswith("E") and own == words(body, "enterprise_id")
    return words(body, "team_id") if not own or is_our_enterprise else own


def _our_user(body: Body) -> str:
    return words(first(body, "authorizations"), "user_id")


def _is_by_a_bot(body: Body, message: Body) -> bool:
    user = words(message, "user")
    return bool(message.get("bot_id")) or user in {"", "USLACKBOT", _our_user(body)}
