"""What Slack tells of the files in a message, and from where they may be fetched. Pure.

The bot token goes along with a fetch, so an address that leads anywhere else than to Slack must never be asked.
"""

from dataclasses import dataclass

from yarl import URL

from adapters.slack.envelope import Body, rows, words

FILES_ORIGIN = "https://files.slack.com"
"""Where Slack keeps files (docs.slack.dev/reference/objects/file-object)."""

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Largest file that is taken: the same as on every other channel."""

_HTML = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackFile:
    """A file that lies at Slack."""

    id: str
    address: str  # empty when Slack wants to be asked for it, as for files of another workspace
    size_bytes: int  # as Slack says; 0 when it does not
    is_page: bool  # a web page, which looks like Slack's sign-in page


def files_of(message: Body) -> tuple[SlackFile, ...]:
    """Return the files of a message, each once, in order."""
    found = [file_in(each) for each in rows(message, "files")]
    return tuple({each.id or each.address: each for each in found}.values())


def file_in(described: Body) -> SlackFile:
    """Return one file as Slack describes it."""
    size = described.get("size")
    return SlackFile(
        id=words(described, "id"),
        address=words(described, "url_private_download") or words(described, "url_private"),
        size_bytes=size if isinstance(size, int) and not isinstance(size, bool) and size > 0 else 0,
        is_page=words(described, "mimetype") == _HTML,
    )


def is_sign_in_page(media_type: str, file: SlackFile, size_bytes: int) -> bool:
    """True when Slack gave its sign-in page instead of the file, as it does when the token may not read files.

    A page that somebody shared has the length that Slack said it has.
    """
    return media_type.startswith(_HTML) and not (file.is_page and size_bytes == file.size_bytes)


def is_slacks(address: str, api_url: str) -> bool:
    """True when an address belongs to Slack's files, or to the Web API that is configured."""
    return _origin(address) in {FILES_ORIGIN, _origin(api_url)} - {""}


def _origin(address: str) -> str:
    """Return scheme, host and port, read as the client reads them; empty for an address that has a user in it."""
    try:
        url = URL(address)
        return "" if url.user or url.password else str(url.origin())
    except ValueError:
        return ""
