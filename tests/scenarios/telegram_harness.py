"""What the Telegram scenarios share: a conversation of a few lines, and the real channel running against the stand-in server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from adapters.export.documents import DocumentFile
from adapters.telegram.app import TelegramChannel
from adapters.telegram.client import make_bot
from adapters.telegram.handling import ChannelReplies
from bot.messages import Document, EvidenceItem, Inbound, Reply
from bot.testing import SettableClock
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.standins.telegram import TelegramStandIn

APOLOGY = "Sorry. In an emergency call 999."
CARD = "Call 999."
POINTER = "Please write to me in a private chat."
COMMANDS = (("start", "Who runs this"), ("ask", "Ask the guidance"), ("report", "Report an incident"), ("my", "My reports"))


def card(inbound: Inbound) -> Sequence[Reply]:
    return [say(CARD)] if "knife" in inbound.text else []


class KeptFiles:
    """Files in a dictionary, by organisation."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self._failure = failure

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        if self._failure:
            raise self._failure
        digest = sha256(content).hexdigest()
        self.kept[organisation_id, digest] = content
        return EvidenceItem(sha256=digest, media_type="image/jpeg", size_bytes=len(content), storage_key=f"key-{digest[:8]}")


async def file_of(document: Document) -> DocumentFile:
    """Make a file that says what it is of."""
    content = f"{document.kind} of {document.report_id}".encode()
    return DocumentFile(name=f"report.{document.kind}", media_type="application/octet-stream", content=content)


@dataclass(kw_only=True)
class Bench:
    """Everything around the channel under test."""

    telegram: TelegramStandIn
    talk: ScriptedTalk = field(default_factory=ScriptedTalk)
    files: KeptFiles = field(default_factory=KeptFiles)
    pauses: list[float] = field(default_factory=list)  # the waits that were asked for, in seconds; none is waited

    def channel(self) -> TelegramChannel:
        return TelegramChannel(
            bot=make_bot(self.telegram.token, api_url=self.telegram.url),
            conversation=self.talk,
            files=self.files,
            file_of=file_of,
            organisation_of=self._organisation_of,
            clock=SettableClock(),
            replies=ChannelReplies(apology=say(APOLOGY), group_pointer=say(POINTER), emergency=card),
            commands=COMMANDS,
            pause=self._pause,
            poll_s=1,
        )

    @contextlib.asynccontextmanager
    async def polling(self) -> AsyncIterator[TelegramChannel]:
        """Run the channel by polling; leaving is like killing it: what is under way is dropped."""
        channel = self.channel()
        loop = asyncio.create_task(channel.run_polling())
        try:
            yield channel
        finally:
            loop.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await loop
            await channel.close()

    async def _organisation_of(self, person: str) -> str:
        return f"org-of-{person}"

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)
