"""What can go wrong with evidence. No error carries a file's name, its words, or an address that somebody sent."""

from bot.errors import StorageError, UserError


class EvidenceRefused(UserError):
    """The file cannot be kept: it is empty or too large."""

    def __init__(self, reason: str, limit_bytes: int) -> None:
        super().__init__()
        self.reason = reason  # "empty" or "too_large"
        self.limit_bytes = limit_bytes


class EvidenceDamaged(StorageError):
    """A stored file is not what was stored. Restore it from a backup."""

    def __init__(self, storage_key: str) -> None:
        super().__init__()
        self.storage_key = storage_key


class EvidenceQuarantined(StorageError):
    """The file is kept and not handed out: it could harm whoever opens it."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason  # a `Quarantine`


class NotLookedAt(StorageError):
    """A file could not be looked at, because the process for that did not start or did not end. Nothing was stored."""


class LinkRefused(UserError):
    """The link is not fetched: it leads where we do not go, or to something that is no page of text."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason  # a `links.Refusal`


class LinkUnreachable(UserError):
    """The page behind the link did not come. It may be gone, or need a login; the link itself can still be kept."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__()
        self.status = status  # HTTP status, when there was an answer
