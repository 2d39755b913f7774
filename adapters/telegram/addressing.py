"""Tells whether a message in a group is meant for the bot, and what is left when its name is taken off. Pure.

What is not meant for us must never be read any further: people in a group have not chosen to talk to a bot.
"""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity

_COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<bot>\w+))?(?:\s+|$)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BotIdentity:
    """Who we are on Telegram."""

    id: int
    username: str  # without "@"; empty while Telegram has not told us
    commands: frozenset[str] = frozenset()  # ours: a group may have other bots, with commands of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody in a group wants from us."""

    text: str  # without the command and without our name; may be empty
    is_question: bool  # asked by /ask


def addressed(message: Message, bot: BotIdentity) -> Request | None:
    """Return what a message in a group asks of us; None when it is not meant for us."""
    text = message.text or message.caption or ""
    command = _COMMAND.match(text)
    if command and _is_ours(command, bot):
        return Request(text=command["rest"].strip(), is_question=command["name"] == "ask")
    if command and command["bot"]:
        return None
    names = _mentions(message, bot)
    if names or _is_reply_to(message, bot):
        return Request(text=_without(text, names), is_question=False)
    return None


def _is_ours(command: re.Match[str], bot: BotIdentity) -> bool:
    if command["bot"] is None:
        return command["name"] in bot.commands
    return bool(bot.username) and command["bot"].casefold() == bot.username.casefold()


def _mentions(message: Message, bot: BotIdentity) -> list[str]:
    """Return the stretches of text that name us."""
    wanted: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    marked = message.parse_entities(wanted) if message.text else message.parse_caption_entities(wanted)
    return [words for entity, words in marked.items() if _names(entity, words, bot)]


def _names(entity: MessageEntity, words: str, bot: BotIdentity) -> bool:
    if entity.user:
        return entity.user.id == bot.id
    return bool(bot.username) and words.casefold() == f"@{bot.username}".casefold()


def _is_reply_to(message: Message, bot: BotIdentity) -> bool:
    earlier = message.reply_to_message
    # In a topic that we opened, every message counts as a reply to its opening.
    return (
        earlier is not None
        and earlier.from_user is not None
        and earlier.from_user.id == bot.id
        and not earlier.forum_topic_created
    )


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "", 1)
    return text.strip()
