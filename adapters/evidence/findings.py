"""What comes back from looking at a file or a page. Plain records, shared by the program and the process that looks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was seen of one file."""

    media_type: str  # by content
    quarantined: str = ""  # a `Quarantine`; "" when nothing is wrong with it
    thumbnail: bytes = b""  # JPEG without metadata; b"" when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What can be read on a web page."""

    title: str  # on one line; "" when it has none
    text: str  # a line a paragraph; "" when a browser would have to run programs to show any
