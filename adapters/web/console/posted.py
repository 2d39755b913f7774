"""Reads what a form of the console sent: its fields, and at most one file.

It must never hold more than the limits in memory, nor write a file down: a table may hold secrets.
"""

from dataclasses import dataclass, field

from starlette.requests import Request

from adapters.web.bodies import form_fields
from adapters.web.inbound import Unusable
from adapters.web.multipart import Begun, Ended, TooLarge, events, is_multipart

MAX_FILE_BYTES = 64 * 1024
"""Of a table: some 500 contacts. Sealed and sent back by the page it is still within what a form may have."""

_MAX_FIELD_BYTES = 4 * 1024
_MAX_FORM_BYTES = MAX_FILE_BYTES + 16 * 1024


class TooLong(Exception):
    """More came than is read."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What came."""

    fields: dict[str, str] = field(default_factory=dict, repr=False)
    file: bytes = field(default=b"", repr=False)  # empty when none was chosen

    def text(self, name: str) -> str:
        """Return a field; "" when it is missing."""
        return self.fields.get(name, "")


async def read_form(request: Request) -> Posted:
    """Return what a form sent. Raises TooLong, and Unusable for a damaged one."""
    if is_multipart(request):
        return await _parts(request)
    try:
        return Posted(dict(await form_fields(request)))
    except Unusable as error:
        raise TooLong from error


async def _parts(request: Request) -> Posted:
    fields: dict[str, str] = {}
    file, name, is_file, part = b"", "", False, bytearray()
    try:
        async for event in events(request, max_bytes=_MAX_FORM_BYTES):
            if isinstance(event, Begun):
                name, is_file, part = event.name, event.is_file, bytearray()
            elif isinstance(event, Ended) and is_file:
                file = bytes(part)
            elif isinstance(event, Ended):
                fields.setdefault(name, part.decode("utf-8", "replace"))
            else:
                part += event
                if len(part) > (MAX_FILE_BYTES if is_file else _MAX_FIELD_BYTES):
                    raise TooLong
    except TooLarge as error:
        raise TooLong from error
    return Posted(fields, file)
