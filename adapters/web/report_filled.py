"""A form as somebody filled it in, with its files, and the message that it becomes.

The files of a form that has to be put right are stored already: the page carries them, sealed, and they are not sent again.
"""

from dataclasses import dataclass, replace

from adapters.web.inbound import conversation_in, message_id_in, said
from adapters.web.kept_files import KeptFiles
from adapters.web.posted import Posted, hashes_of
from adapters.web.report_answers import answers_in, began_with, digest_of, typed_words
from adapters.web.talks import Talks
from adapters.web.uploads import Uploads
from bot.messages import EvidenceItem, FormAnswer, Inbound

KEPT, LEAVE_OUT = "kept", "leave-out"
"""Hidden field with the files that are stored already, and the box that leaves them out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it was filled in."""

    conversation: str
    message_id: str
    answers: tuple[FormAnswer, ...] = ()
    items: tuple[EvidenceItem, ...] = ()
    organisation_id: str = ""  # whose the files are; "" without files
    not_kept: str = ""  # files that came and were not kept, in words
    is_lost: bool = False  # files of before are not found any more: this process was started after they were sent


class Filling:
    """Reads forms."""

    def __init__(self, talks: Talks, uploads: Uploads | None) -> None:
        self._talks = talks
        self._uploads = uploads
        self._kept = KeptFiles()

    def blank(self) -> Filled:
        """Return an empty form, for a conversation that begins with it."""
        return Filled(conversation=self._talks.new_secret(), message_id=self._talks.new_secret())

    def from_chat(self, sent: Posted) -> Filled:
        """Return the form of a conversation that is under way; what is half typed there is its beginning."""
        return replace(self._begun(sent), answers=began_with(sent.first("text").replace("\r\n", "\n")))

    async def read(self, sent: Posted) -> Filled:
        """Return what was filled in."""
        begun = replace(self._begun(sent), answers=answers_in(sent.fields), not_kept=sent.unreadable)
        sealed = "" if LEAVE_OUT in sent.fields else sent.first(KEPT)
        if not sealed or not self._uploads:
            return replace(begun, items=tuple(sent.items), organisation_id=sent.organisation_id)
        organisation_id = await self._uploads.organisation_of(begun.conversation)
        before = self._kept.opened(sealed, organisation_id=organisation_id, conversation=begun.conversation)
        items = (*(before or ()), *sent.items)
        return replace(begun, items=items, organisation_id=organisation_id if items else "", is_lost=before is None)

    def carried(self, filled: Filled) -> str:
        """Return what the page carries of the stored files; "" when there are none."""
        return self._kept.sealed(filled.items, organisation_id=filled.organisation_id, conversation=filled.conversation)

    def message(self, filled: Filled) -> Inbound:
        """Return the form as one message; the same form again is the same message."""
        digest = digest_of(filled.answers, hashes_of(filled.items), key=filled.conversation)
        message = said(
            conversation=filled.conversation,
            message_id=f"{filled.message_id}-{digest}",
            at=self._talks.now(),
            text=typed_words(filled.answers),
        )
        return replace(message, answers=filled.answers, evidence=filled.items, organisation_id=filled.organisation_id)

    def _begun(self, sent: Posted) -> Filled:
        conversation = conversation_in(sent.firsts) or self._talks.new_secret()
        return Filled(conversation=conversation, message_id=message_id_in(sent.firsts) or self._talks.new_secret())
