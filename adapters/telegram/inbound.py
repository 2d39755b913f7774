"""Reads a Telegram update into what is to be done about it. Pure: it fetches nothing and sends nothing.

Whatever a person sends in a private chat must come out as something that gets an answer, also when we cannot read it.
"""

from dataclasses import dataclass
from datetime import datetime

from telegram import (
    CallbackQuery,
    Location,
    MaybeInaccessibleMessage,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)
from telegram.constants import ChatType

from adapters.telegram.addressing import BotIdentity, addressed
from adapters.telegram.attachments import Attachment, find_attachment, name_of_unreadable
from bot.messages import Channel, Inbound, SharedPlace

HIDDEN = "hidden"
"""Stands for the writer of a forwarded message whose name Telegram does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An update that somebody waits for an answer to."""

    address: str  # of the conversation: "chat" or "chat:topic"
    inbound: Inbound | None  # for the core; None when a message in a group has no words for it
    attachment: Attachment | None = None  # a file that has to be fetched first
    pointer: bool = False  # say in the group that a private chat is the place for it


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that gets no answer, and why not. The reason never holds anything that a person wrote."""

    reason: str


def read_update(update: Update, *, bot: BotIdentity, received_at: datetime) -> Arrival | Ignored:
    """Return what an update asks for.

    Args:
        bot: who we are, to tell whether a message in a group is meant for us.
        received_at: aware, UTC; stands for the time of a button press, since Telegram does not tell it.
    """
    if update.callback_query:
        return _read_tap(update.update_id, update.callback_query, received_at)
    message = update.message or update.edited_message
    if message:
        return _read_message(update, message, bot)
    if update.my_chat_member:
        return Ignored(f"membership is now: {update.my_chat_member.new_chat_member.status}")
    return Ignored("kind of update that is not for us")


def _read_tap(update_id: int, query: CallbackQuery, received_at: datetime) -> Arrival | Ignored:
    message = query.message
    if message is None or not query.data:
        return Ignored("button of another kind")
    if message.chat.type != ChatType.PRIVATE:
        return Ignored("button in a group")
    address = _address(message)
    tap = Inbound(
        id=f"update:{update_id}",
        channel=Channel.TELEGRAM,
        person=str(query.from_user.id),
        conversation=address,
        sent_at=received_at,
        choice=query.data,
    )
    return Arrival(address=address, inbound=tap)


def _read_message(update: Update, message: Message, bot: BotIdentity) -> Arrival | Ignored:
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return Ignored("group moved to another id")
    if message.from_user is None or (message.from_user.is_bot and message.sender_chat is None):
        return Ignored("not written by a person")
    if message.chat.type == ChatType.PRIVATE:
        return _read_private(update, message)
    if message.chat.type == ChatType.CHANNEL:
        return Ignored("channel post")
    return _read_group(update, message, bot)


def _read_private(update: Update, message: Message) -> Arrival | Ignored:
    text = message.text or message.caption or ""
    if update.edited_message and text:
        # What came with it was kept with the first version; the new words must be checked like any others.
        return Arrival(address=_address(message), inbound=_inbound(update, message, text=text))
    if update.edited_message and message.location:
        return Ignored("movement of a live location")
    attachment = find_attachment(message)
    unreadable = name_of_unreadable(message)
    place = message.location or (message.venue.location if message.venue else None)
    if not (text or attachment or unreadable or place):
        return Ignored("service message")
    fetchable = None if unreadable else attachment
    inbound = _inbound(update, message, text=text, place=place, unreadable=unreadable)
    return Arrival(address=_address(message), inbound=inbound, attachment=fetchable)


def _read_group(update: Update, message: Message, bot: BotIdentity) -> Arrival | Ignored:
    """Answer in a group only when asked, and only as a question: a report is never begun where others read along."""
    request = addressed(message, bot)
    if request is None:
        return Ignored("group message that is not for us")
    inbound = _inbound(update, message, text=f"/ask {request.text}") if request.text else None
    return Arrival(address=_address(message), inbound=inbound, pointer=not (request.is_question and request.text))


def _inbound(update: Update, message: Message, *, text: str, place: Location | None = None, unreadable: str = "") -> Inbound:
    # An anonymous administrator of a group writes as the group.
    sender = message.sender_chat or message.from_user
    assert sender is not None  # checked by the caller
    return Inbound(
        id=f"update:{update.update_id}",
        channel=Channel.TELEGRAM,
        person=str(sender.id),
        conversation=_address(message),
        sent_at=message.edit_date or message.date,
        text=text,
        place=SharedPlace(latitude=place.latitude, longitude=place.longitude) if place else None,
        forwarded_from=_origin(message),
        album=message.media_group_id or "",
        unreadable=unreadable,
    )


def _address(message: MaybeInaccessibleMessage) -> str:
    # Outside topics, message_thread_id only says which message was replied to, and cannot be sent to.
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return f"{message.chat.id}:{topic}" if topic else str(message.chat.id)


def _origin(message: Message) -> str:
    match message.forward_origin:
        case None:
            return ""
        case MessageOriginUser(sender_user=user):
            return user.full_name or HIDDEN
        case MessageOriginHiddenUser(sender_user_name=name):
            return name or HIDDEN
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.effective_name or HIDDEN
        case _:
            return HIDDEN
