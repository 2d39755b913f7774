"""Everything that can go wrong while passages are indexed or found, as one tree. The docstring of a class is its message.

SearchError
├── EncoderUnavailable  (name)
├── MarkerUnavailable
├── IndexMissing        (path)
├── IndexStale          (why)
├── IndexNotWritten     (path)
└── IndexWorse          (before, now)

Facts travel as attributes, never a person's words. The precise cause of a translated error is in __cause__.
"""

from collections.abc import Mapping
from pathlib import Path


class SearchError(Exception):
    """The guidance could not be indexed or searched."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))


class EncoderUnavailable(SearchError):
    """The encoder cannot be used. Without it only the words of a question are compared, not its meaning."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f"The encoder {name} cannot be used. {remedy}")
        self.name = name


class MarkerUnavailable(SearchError):
    """The marker of reports cannot be used. Without it the rules read place, time and person alone."""

    def __init__(self, remedy: str) -> None:
        super().__init__(f"The marker of reports cannot be used. {remedy}")


class IndexMissing(SearchError):
    """No index has been built yet. Run `alongside reindex`."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"No index has been built at {path} yet. Run `alongside reindex`.")
        self.path = path


class IndexStale(SearchError):
    """The index does not fit the documents or the encoder of today. Run `alongside reindex`."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The index cannot be used: {why}. Run `alongside reindex`.")
        self.why = why


class IndexWorse(SearchError):
    """The new index answers the questions of the release gate worse than the one in use. It was not published."""

    def __init__(self, before: Mapping[str, float], now: Mapping[str, float]) -> None:
        fallen = [f"{name} {before[name]:.2f} to {now[name]:.2f}" for name in before if now[name] < before[name]]
        super().__init__(
            f"The new index answers the questions of the release gate worse than the one in use ({', '.join(fallen)}). "
            "It was not published. `alongside reindex --anyway` publishes it all the same."
        )
        self.before = before
        self.now = now


class IndexNotWritten(SearchError):
    """The index could not be written. The one before it is untouched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The index could not be written to {path}; the one before it is untouched. "
            "Look for a full disk or a folder that may not be written, then run `alongside reindex`."
        )
        self.path = path
