"""What a conversation remembers between two messages, as versioned JSON. It holds no report: reports have rows of their own."""

from dataclasses import asdict, dataclass, fields
from typing import Any

STATE_VERSION = 1
"""Written into every stored state, so that a later version can read or refuse an older one on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where the talk stands. The empty state is a person who has just arrived."""

    report_id: str = ""  # the report being told; "" when none is
    step: str = ""  # the question of the form that was asked last
    changing: bool = False  # True while one answer is being changed
    choosing: bool = False  # True while several buttons of one question are being pressed
    quick: bool = False  # True when everything but what happened is read off: the review card comes next
    detailing: bool = False  # True while the further questions are being asked
    aside: str = ""  # the report that was told last; `quick` and `detailing` are still how it was told
    last_field: str = ""  # the question that was answered last, for "no, it was a woman"
    last_album: str = ""  # the album whose first picture has been answered
    adding: str = ""  # the sent report that the next words and files are added to
    last_sent: str = ""  # the report that was sent last, for "no, it was Tuesday" a minute later
    writing_to_staff: str = ""  # the report whose next words are a message to the party's staff
    pending_platform: str = ""  # the report whose reference at the platform was asked for
    danger_said: str = ""  # the answer to the danger question, as the value of the form's field
    last_kinds: tuple[str, ...] = ()  # what triage made of it
    last_text: str = ""  # the last message that was not part of a report, so that "report this" need not be typed again
    last_question: str = ""  # the last question as it was searched for, so that "and on whatsapp?" can be understood
    last_question_at: str = ""  # when that was, ISO; after a while a question stands for itself again
    last_advice: str = ""  # the advice that the last question was answered with
    more: tuple[str, ...] = ()  # passages that fitted the last question less well, for "more like this"
    danger_asked_at: str = ""  # when it was last asked whether anyone is in danger, ISO
    danger_open: bool = False  # the message before this one brought that question
    danger_about: str = ""  # the finished report that the words were added to which brought it
    welcomed: bool = False
    locating: str = ""  # the escalation whose place was asked for
    awaited: str = ""  # what a talk of bot/candidate waits for, such as "place"
    reach_me_said: str = ""  # how the police may reach them, as typed and not agreed to yet
    reach_me_tag: str = ""  # which yes belongs to these words
    pending_escalation: str = ""  # the escalation whose police reference was asked for

    def to_json(self) -> dict[str, Any]:
        """The state as plain JSON, with its version."""
        return {"version": STATE_VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "State":
        """Read a stored state; names that this version does not know are left out, missing ones take their defaults."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        lists = {name: tuple(values.get(name, ())) for name in ("more", "last_kinds")}
        return cls(**values | lists)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRecord:
    """One conversation of one member on one channel."""

    id: str
    channel: str
    address: str  # the channel's own id of the conversation
    member_id: str
    state: State
    version: int = 0  # counts its writes; 0 has not been written yet
