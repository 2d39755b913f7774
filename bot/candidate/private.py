"""Whether anybody reads along: what somebody says of themselves belongs into a talk with them alone."""

from bot.messages import Channel
from bot.talk import Talk


def is_private_talk(channel: Channel, person: str, conversation: str) -> bool:
    """True when only this person reads a conversation.

    On Slack every conversation is a direct message, with an id of its own; elsewhere a private one has the person's own id.
    """
    return channel is Channel.SLACK or person == conversation


def is_private(talk: Talk) -> bool:
    """True when only the person who speaks reads the replies."""
    return is_private_talk(talk.inbound.channel, talk.inbound.person, talk.inbound.conversation)
