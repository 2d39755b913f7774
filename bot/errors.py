"""Everything that can go wrong, as one tree. The docstring of a class is its message.

BotError
├── UserError              the person can mend it
│   ├── MessageTooLong     (limit_chars)
│   ├── InvalidAnswer      (field, reason)
│   └── LinkNotKept        (may_come)
├── RetrievalError
│   └── GuidanceUnavailable
├── StorageError
│   ├── ConversationChanged
│   ├── Collided
│   ├── LeaseLost          (duty_id)
│   └── NotFound           (kind, id)
├── ChannelError
│   ├── ChannelUnreachable (retry_after_s)
│   └── PersonUnreachable
├── EscalationError
│   ├── SpocUnreachable    (retry_after_s, status, excerpt)
│   └── SpocRefused        (status, excerpt)
└── SettingsError
    ├── MissingSetting     (name)
    └── BadSetting         (name, expected)

Facts travel as attributes, never a person's words. The precise cause of a translated error is in __cause__.
"""


class BotError(Exception):
    """Something went wrong in Alongside."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))


class UserError(BotError):
    """The message could not be used as it is; the reply says what to do."""


class MessageTooLong(UserError):
    """The message is too long. Send it in parts."""

    def __init__(self, limit_chars: int) -> None:
        super().__init__()
        self.limit_chars = limit_chars


class InvalidAnswer(UserError):
    """The answer does not fit the question; ask again and say what fits."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__()
        self.field = field
        self.reason = reason


class LinkNotKept(UserError):
    """The page behind a link was not kept. The link itself stands in the report as typed."""

    def __init__(self, *, may_come: bool) -> None:
        super().__init__()
        self.may_come = may_come  # whether another try may help


class RetrievalError(BotError):
    """The guidance could not be searched."""


class GuidanceUnavailable(RetrievalError):
    """The guidance index is not loaded. Run `alongside reindex`, or look at the log of its last build."""


class StorageError(BotError):
    """The database did not take or give what was asked."""


class ConversationChanged(StorageError):
    """Another message of the same conversation was written first. Read the state again and repeat the turn."""


class Collided(StorageError):
    """Two units of work waited for each other, and the database gave this one up. Nothing of it was written: repeat it."""


class LeaseLost(StorageError):
    """Another worker has taken this duty over; its outcome must not be written here."""

    def __init__(self, duty_id: str) -> None:
        super().__init__()
        self.duty_id = duty_id


class NotFound(StorageError):
    """There is no such row in this organisation."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"There is no {kind} {id} in this organisation.")
        self.kind = kind
        self.id = id


class ChannelError(BotError):
    """A channel did not take a message."""


class ChannelUnreachable(ChannelError):
    """The channel did not answer. The message is stored and will be tried again."""

    def __init__(self, retry_after_s: float | None = None) -> None:
        super().__init__()
        self.retry_after_s = retry_after_s


class PersonUnreachable(ChannelError):
    """The person has blocked the bot or left. The message stays stored; trying again would not help."""


class EscalationError(BotError):
    """An escalation did not reach the SPOC."""


class SpocUnreachable(EscalationError):
    """The SPOC did not answer. The report is saved; the duty will try again."""

    def __init__(self, status: int | None = None, retry_after_s: float | None = None, excerpt: str = "") -> None:
        super().__init__()
        self.status = status
        self.retry_after_s = retry_after_s
        self.excerpt = excerpt  # what their server said, without what could name anybody


class SpocRefused(EscalationError):
    """The SPOC's address answered that it will not take this message. A person has to look at it."""

    def __init__(self, status: int | None, excerpt: str = "") -> None:
        super().__init__()
        self.status = status
        self.excerpt = excerpt  # as for SpocUnreachable


class SettingsError(BotError):
    """A setting is missing or wrong."""


class MissingSetting(SettingsError):
    """A setting is missing."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is not set. {why}")
        self.name = name


class BadSetting(SettingsError):
    """A setting has a value that cannot be used."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name} cannot be used as it is set. Expected: {expected}")
        self.name = name
        self.expected = expected
