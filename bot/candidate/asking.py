"""The one door of this package for a turn: its commands, its buttons, and the words that it waits for."""

from collections.abc import Awaitable, Callable

from bot.candidate import contacted, handshake, security_support, standing
from bot.candidate.private import is_private
from bot.candidate.standing_shown import CHOOSING, MORE, WHERE
from bot.reporting.asking import ask_next
from bot.talk import Talk

PLACES, CONTACT = (WHERE, MORE), (handshake.REACH_ME, handshake.AGREEING)

COMMANDS: dict[str, Callable[[Talk], Awaitable[None]]] = {
    "standing": standing.show,
    "handshake": handshake.show,
    "security": security_support.show,
}


async def run(talk: Talk, name: str) -> None:
    """Carry out one of COMMANDS. In a group, where others read along, it points to the private chat."""
    if is_private(talk):
        await COMMANDS[name](talk)
    else:
        talk.say("group_pointer")


async def pressed(talk: Talk, kind: str, parts: list[str]) -> bool:
    """Do what a button says; False when it is none of ours, or fits nothing any more."""
    if not is_private(talk) or not await _pressed(talk, kind, parts):
        return False
    await _go_on(talk)
    return True


async def take(talk: Talk) -> bool:
    """Take a message for what was asked for, if it is that; False when it is something else, such as a question."""
    if not is_private(talk) or not await _taken(talk):
        # A report that is being told asks its own question next, and the word of a button is only waited for once.
        if talk.state.report_id or talk.state.awaited == CHOOSING:
            talk.remember(awaited="")
        return False
    await _go_on(talk)
    return True


def ask_again(talk: Talk) -> None:
    """Put the question that stands once more, after something else was answered."""
    if talk.state.awaited in PLACES:
        standing.ask_again(talk)
    elif talk.state.awaited in CONTACT:
        handshake.ask_again(talk)


async def _pressed(talk: Talk, kind: str, parts: list[str]) -> bool:
    if kind == "h":
        return await handshake.pressed(talk, parts)
    press = {"s": standing.pressed, "k": contacted.pressed, "y": security_support.pressed}.get(kind)
    return press is not None and len(parts) == 1 and await press(talk, parts[0])


async def _taken(talk: Talk) -> bool:
    inbound, awaited = talk.inbound, talk.state.awaited
    if inbound.evidence or inbound.forwarded_from:
        return False
    if awaited == CHOOSING:
        return await standing.take_word(talk)
    if awaited in PLACES:
        return await standing.take_place(talk) or _is_told_instead(talk)
    if awaited not in CONTACT or inbound.text.rstrip().endswith("?"):
        return False
    seen = talk.heard.seen  # almost any words may say how to reach somebody, but not these
    if not ((seen.red_flags or seen.ask_danger) and _is_told_instead(talk)):
        await handshake.take(talk)
    return True


def _is_told_instead(talk: Talk) -> bool:
    """True, and a report offered, when somebody tells of something that happened instead of answering."""
    is_told = talk.heard.is_incident and not talk.heard.is_question
    if is_told:
        talk.keep_in_mind(talk.inbound.text)
        talk.say("told_instead", talk.choice("report.this"), talk.choice("help"))
    return is_told


async def _go_on(talk: Talk) -> None:
    """Put the question of the report that is being told, once nothing else is waited for."""
    if talk.state.report_id and not talk.state.awaited:
        await ask_next(talk)
