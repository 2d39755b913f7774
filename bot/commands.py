"""What a typed message asks for, before any search: a command, a question, or words that answer the form."""

import re
from dataclasses import dataclass

from bot.heard import Heard
from bot.messages import Inbound
from bot.rendering import Wording
from bot.reporting.answers import has_words
from bot.reporting.codes import code_in
from bot.reporting.repair import looks_like_a_correction
from bot.state import State
from bot.triage import Intent

_SLASH = re.compile(r"^/(?P<name>[a-z]+)(?:@\w+)?(?:\s+(?P<rest>.*))?$", re.DOTALL | re.IGNORECASE)
_KNOWN = frozenset({"start", "ask", "report", "quick", "resume", "my", "help", "cancel", "privacy", "person", "emergency"})
_KNOWN |= frozenset({"standing", "handshake", "security"})
_FREE_WORDS = frozenset({"reach_me", "reach_me.agree"})
"""What `State.awaited` waits for that may be said in any words: "ask for a person called Pat" is an answer then, no command."""

_IN_A_REPORT = frozenset({"cancel", "help", "my", "emergency"})
"""Plain words that stay commands while the form is open; "agent" or "hi" may be an answer."""

_INTENTS = {
    Intent.STATUS: "my",
    Intent.HUMAN: "person",
    Intent.CANCEL: "cancel",
    Intent.GREETING: "start",
    Intent.SMALLTALK: "smalltalk",
}
"""Intents that are a command when nothing else is going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What was asked for, and the words that came with it."""

    name: str
    rest: str = ""


def command_in(heard: Heard, state: State, wording: Wording) -> Command | None:
    """Return the command that a message is, if it is one."""
    text = heard.inbound.text.strip()
    slash = _SLASH.match(text)
    if slash and slash["name"].lower() in _KNOWN:
        return Command(name=slash["name"].lower(), rest=(slash["rest"] or "").strip())
    typed = wording.typed_command(text)
    if typed and (not (state.report_id or is_waiting(state)) or typed in _IN_A_REPORT):
        return Command(name=typed)
    is_awaited = state.report_id or is_waiting(state) or state.awaited  # then the words are an answer, whatever they look like
    if state.last_sent and looks_like_a_correction(text):
        return None
    return None if is_awaited or heard.is_known_question or not text else _by_intent(heard)


def invitation_code(inbound: Inbound) -> str | None:
    """Return the code that came with /start, as a deep link sends it."""
    slash = _SLASH.match(inbound.text.strip())
    code = slash["rest"].strip() if slash and slash["name"].lower() == "start" and slash["rest"] else ""
    return code if code and not code_in(code) else None


def spare_code(inbound: Inbound) -> str:
    """Return the spare code of a report that a message holds: alone, or behind /start as a link sends it, or behind /resume."""
    slash = _SLASH.match(inbound.text.strip())
    is_sent_along = slash is not None and slash["name"].lower() in ("start", "resume") and bool(slash["rest"])
    return code_in(slash["rest"] if slash and is_sent_along else inbound.text)


def searchable(inbound: Inbound) -> str:
    """Return the words of a message that a search would be for, if it turns out to be a question; "" when it cannot be one."""
    if inbound.choice or inbound.evidence or inbound.place:
        return ""
    slash = _SLASH.match(inbound.text.strip())
    if slash and slash["name"].lower() in _KNOWN:
        return (slash["rest"] or "").strip() if slash["name"].lower() == "ask" else ""
    return inbound.text.strip()


def question_in(heard: Heard, state: State, command: Command | None) -> str | None:
    """Return the words that the guidance is to be searched for, or None when this message needs no search."""
    if command:
        return command.rest or None if command.name == "ask" else None
    inbound, text = heard.inbound, heard.inbound.text.strip()
    if not text or inbound.evidence or inbound.place or is_police_reference(inbound, state):
        return None
    if is_waiting(state) and not text.endswith("?"):
        return None
    if state.report_id:
        return text if is_question_between(heard, state) else None
    return text


def is_waiting(state: State) -> bool:
    """True when words were asked for outside the form: a place, a reference, an addition, a message to the staff."""
    awaited = state.pending_escalation or state.pending_platform or state.locating or state.adding or state.writing_to_staff
    return bool(awaited) or state.awaited in _FREE_WORDS


def is_police_reference(inbound: Inbound, state: State) -> bool:
    """True when the words answer "what is the police reference?"; a question in its place is answered first."""
    text = inbound.text.strip()
    return bool(state.pending_escalation) and has_words(text) and not text.endswith("?")


def is_question_between(heard: Heard, state: State) -> bool:
    """True when somebody asks something in the middle of the form.

    What happened may be told as a question, and words under a picture are about the picture: those are none.
    """
    inbound = heard.inbound
    return state.step != "what" and bool(inbound.text) and not inbound.evidence and heard.is_question


def _by_intent(heard: Heard) -> Command | None:
    name = _INTENTS.get(heard.seen.intent)
    return Command(name=name) if name else None
