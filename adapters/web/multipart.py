"""Reads a posted multipart form as it comes in, a piece at a time (RFC 7578).

Nothing of it may be written to a disk in plain bytes, and the name that a file has on somebody's device is never kept: it goes
into no log, no store and no answer.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from adapters.web.inbound import Unusable

MULTIPART = b"multipart/form-data"

DAMAGED = "The form arrived damaged. Send it again."


class TooLarge(Exception):
    """The body is larger than may be read."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A part begins: a field, or a file."""

    name: str
    is_file: bool = False
    is_chosen: bool = False  # False for the empty part that browsers send when no file was chosen


@dataclass(frozen=True, slots=True)
class Ended:
    """The part is over."""


Event = Begun | bytes | Ended


def is_multipart(request: Request) -> bool:
    """Return whether the body says to be a multipart form."""
    return parse_options_header(request.headers.get("content-type"))[0] == MULTIPART


async def events(request: Request, *, max_bytes: int) -> AsyncIterator[Event]:
    """Yield what the body holds: for each part its beginning, its bytes in pieces, its end.

    Raises:
        TooLarge: as soon as more than max_bytes have come.
        Unusable: it is no whole multipart form (400).
    """
    _, options = parse_options_header(request.headers.get("content-type"))
    parsing = _Parsing(options.get(b"boundary", b""))
    taken = 0
    async for chunk in request.stream():
        for event in parsing.write(chunk[: max_bytes - taken]):  # what may be read is: it holds the words
            yield event
        taken += len(chunk)
        if taken > max_bytes:
            raise TooLarge
    if not parsing.is_whole:
        raise Unusable(DAMAGED, 400)


class _Parsing:
    """The library's parser, with what it has found since it was last asked."""

    def __init__(self, boundary: bytes) -> None:
        self.is_whole = False
        self._found: list[Event] = []
        self._name = self._value = b""
        self._disposition = b""
        if not boundary:
            raise Unusable(DAMAGED, 400)
        try:
            self._parser = self._made(boundary)
        except FormParserError as error:  # a boundary that is too long
            raise Unusable(DAMAGED, 400) from error

    def write(self, chunk: bytes) -> list[Event]:
        """Return what the next piece of the body holds. Raises Unusable."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Unusable(DAMAGED, 400) from error
        found, self._found = self._found, []
        return found

    def _made(self, boundary: bytes) -> MultipartParser:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._part_data,
                "on_part_end": self._part_ends,
                "on_end": self._ends,
            },
        )

    def _part_begins(self) -> None:
        self._disposition = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_ends(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name = self._value = b""

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._disposition.decode("latin-1"))
        name = options.get(b"name", b"").decode("utf-8", "replace")
        self._found.append(Begun(name, is_file=b"filename" in options, is_chosen=bool(options.get(b"filename"))))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        self._found.append(data[start:end])

    def _part_ends(self) -> None:
        self._found.append(Ended())

    def _ends(self) -> None:
        self.is_whole = True
