"""Reads a posted form. Its files are stored one after the other while the body comes in.

The words of a form are read before its files, because the conversation says whose the files are; a form in another order is
refused. No more than one file of a form may be in memory at a time.
"""

from urllib.parse import parse_qsl

from starlette.requests import Request

from adapters.web.bodies import MAX_FORM_BYTES, limited
from adapters.web.inbound import Unusable
from adapters.web.multipart import Begun, Ended, Event, TooLarge, events, is_multipart
from adapters.web.outbound import whole
from adapters.web.posted import Posted, TooMuch
from adapters.web.uploads import MAX_FILE_BYTES, NOT_KEPT, TOO_MANY, Incoming, Uploads
from bot.reporting.keeping import MAX_FILES

CONVERSATION, FILES = "conversation", "files"
"""The names of the field with the secret, and of a form's files. A file of any other name is left unread."""

MAX_WORDS_BYTES = 1024 * 1024
"""Most bytes of all fields of a form together: every answer at its longest, in any script."""

MAX_FIELDS = 500
"""Most fields: the whole form, with every button of it pressed, has about 150."""

MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + 2 * MAX_WORDS_BYTES
"""Largest body with files: as many of the largest as one report may hold."""

OURS = frozenset({"same-origin", "none", ""})
"""Where our own forms are sent from, as browsers say in Sec-Fetch-Site (w3.org/TR/fetch-metadata); "" when nothing is said."""

FIELDS_FIRST = 'Send "conversation" before the files.'


async def posted(request: Request, uploads: Uploads | None) -> Posted:
    """Return what a form brought; odd bytes become U+FFFD.

    A form that another site made a browser send loses its conversation: whoever knows that secret would read all that is told.

    Raises:
        TooMuch: it is larger than a form may be (413).
        Unusable: it is damaged, or has its files before its words.
    """
    is_ours = request.headers.get("sec-fetch-site", "") in OURS
    if not is_multipart(request):
        return await _without_files(request, is_ours)
    reader = _Reader(uploads, is_ours)
    try:
        async for event in events(request, max_bytes=MAX_UPLOAD_BYTES):
            await reader.take(event)
    except TooLarge as error:
        raise TooMuch(reader.posted) from error
    finally:
        reader.close()
    return reader.posted


async def _without_files(request: Request, is_ours: bool) -> Posted:
    body = await limited(request, max_bytes=MAX_FORM_BYTES)
    found = Posted()
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace"):
        if name == FILES:  # the browser sends only what it is called
            found.left_out = found.left_out or bool(value)
        else:
            _put(found, name, value, is_ours)
    return found


def _put(found: Posted, name: str, value: str, is_ours: bool) -> None:
    is_taken_over = name != CONVERSATION or is_ours
    found.fields.setdefault(name, []).append(whole(value) if is_taken_over else "")


class _Reader:
    """Puts the parts of a multipart form together."""

    def __init__(self, uploads: Uploads | None, is_ours: bool) -> None:
        self.posted = Posted()
        self._uploads = uploads
        self._is_ours = is_ours
        self._part = Begun("")
        self._words = bytearray()
        self._words_bytes = 0
        self._fields = 0
        self._file: Incoming | None = None

    async def take(self, event: Event) -> None:
        """Take what comes next. Raises TooLarge, Unusable."""
        if isinstance(event, Begun):
            self._begin(event)
        elif isinstance(event, Ended):
            await self._end()
        elif self._file:
            self._file.add(event)
        elif not self._part.is_file:
            self._words += event
            self._words_bytes += len(event)
            if self._words_bytes > MAX_WORDS_BYTES:
                raise TooLarge

    def close(self) -> None:
        """Let go of a file that did not come to its end."""
        if self._file:
            self._file.close()
            self._file = None

    def _begin(self, part: Begun) -> None:
        self._part, self._words = part, bytearray()
        self._fields += not part.is_file
        if self._fields > MAX_FIELDS:
            raise TooLarge
        if part.is_file and part.is_chosen and part.name == FILES:
            self._begin_file()

    def _begin_file(self) -> None:
        if CONVERSATION not in self.posted.fields:
            raise Unusable(FIELDS_FIRST)
        if not self._uploads:
            self._refuse(NOT_KEPT)
        elif len(self.posted.items) >= MAX_FILES:
            self._refuse(TOO_MANY)
        else:
            self._file = Incoming(self._uploads.room)

    async def _end(self) -> None:
        if self._file and self._uploads:
            await self._keep(self._file, self._uploads)
            self.close()
        elif not self._part.is_file:
            _put(self.posted, self._part.name, self._words.decode("utf-8", "replace"), self._is_ours)

    async def _keep(self, file: Incoming, uploads: Uploads) -> None:
        if not self.posted.organisation_id:
            self.posted.organisation_id = await uploads.organisation_of(self.posted.first(CONVERSATION))
        item = await file.keep(uploads, self.posted.organisation_id)
        if item:
            self.posted.items.append(item)
        else:
            self._refuse(file.refused)

    def _refuse(self, words: str) -> None:
        if words not in self.posted.refused:
            self.posted.refused.append(words)
