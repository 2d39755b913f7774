"""Twins of time, chance, the guidance, the SPOC, the staff's desk and the channels."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.errors import GuidanceUnavailable
from bot.escalation.directory import SpocContact
from bot.messages import Reply
from bot.ports import Reading, ReportCard, SpocMessage, StaffNews
from knowledge.passage import DocumentClass, Findings, Hit, Passage
from knowledge.refusal import Reason, Refusal
from knowledge.signals import Signals

START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
"""When every test begins: a Friday in a campaign."""


class SettableClock:
    """Implements `Clock`; time stands still until the test moves it."""

    def __init__(self, at: datetime = START) -> None:
        self._at = at

    def now(self) -> datetime:
        """See the port."""
        return self._at

    def advance(self, **by: float) -> None:
        """Move time on, by the arguments of `timedelta`, such as `days=3`."""
        self._at += timedelta(**by)


class FixedIds:
    """Implements `Ids`: counted instead of random, so that a failing test reads the same twice."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self, prefix: str) -> str:
        """See the port."""
        return f"{prefix}_{next(self._numbers):04d}"

    def reference(self) -> str:
        """See the port."""
        return f"AL-{next(self._numbers):04d}-TEST"

    def code(self) -> str:
        """See the port."""
        return f"{next(self._numbers) + 2000:04d}-TEST-TEST-TEST".replace("0", "A").replace("1", "B")

    def secret(self) -> str:
        """See the port."""
        return f"secret-{next(self._numbers):04d}"


class InMemoryGuidance:
    """Implements `Guidance` by shared words. A question that shares no word of four letters or more has no answer."""

    def __init__(self, passages: Sequence[Passage] = (), *, is_loaded: bool = True) -> None:
        self.passages = tuple(passages)
        self.is_loaded = is_loaded
        self.refusal = Refusal(reason=Reason.UNSURE)  # what is said of a question that has no answer
        self.rivals = 0  # how many of the first hits are said to fit about alike
        self.judgements: dict[str, Sequence[Signals]] = {}  # what is said of these texts; of all others nothing
        self.reads = 0  # how often a text was encoded

    @property
    def is_ready(self) -> bool:
        """See the port."""
        return self.is_loaded

    async def read(self, text: str) -> Reading:
        """See the port."""
        self.reads += 1
        return Reading(text=text, vector=None)

    async def signals(self, reading: Reading) -> Sequence[Signals]:
        """See the port."""
        return self.judgements.get(reading.text, ())

    async def search(self, reading: Reading, *, collections: frozenset[str], limit: int = 5) -> Findings:
        """See the port."""
        if not self.is_loaded:
            raise GuidanceUnavailable
        asked = _long_words((reading.whole or reading).text)
        allowed = [passage for passage in self.passages if _collection(passage) in collections]
        hits = [Hit(passage=p, score=len(asked & _long_words(p.text)) / (len(asked) or 1)) for p in allowed]
        best = sorted((hit for hit in hits if hit.score > 0), key=lambda hit: hit.score, reverse=True)[:limit]
        refusal = None if best else self.refusal
        return Findings(hits=tuple(best), refusal=refusal, version="0123456789ab", rivals=0 if refusal else self.rivals)

    async def passage(self, passage_id: str, *, collections: frozenset[str]) -> Passage | None:
        """See the port."""
        if not self.is_loaded:
            raise GuidanceUnavailable
        return next((each for each in self.passages if each.id == passage_id and _collection(each) in collections), None)


def _long_words(text: str) -> set[str]:
    return {word.strip(".,?!").lower() for word in text.split() if len(word) > 3}


def _collection(passage: Passage) -> str:
    source = passage.source
    return f"party:{source.party}" if source.document_class is DocumentClass.PARTY else source.document_class


class InMemorySpocNotifier:
    """Implements `SpocNotifier`. `failures` are raised first, one a call; then everything arrives."""

    def __init__(self, *, practice: bool = False) -> None:
        self.practice = practice
        self.failures: list[Exception] = []
        self.arrived: list[SpocMessage] = []

    async def notify(self, message: SpocMessage) -> int:
        """See the port."""
        if self.failures:
            raise self.failures.pop(0)
        self.arrived.append(message)
        return 200


class InMemorySpocs:
    """Implements `Spocs`: a notifier for each contact, made when it is first asked for."""

    def __init__(self) -> None:
        self.by_contact: dict[str, InMemorySpocNotifier] = {}

    def to(self, contact: SpocContact) -> InMemorySpocNotifier:
        """See the port."""
        return self.by_contact.setdefault(contact.id, InMemorySpocNotifier(practice=contact.practice))


class RecordingStaffDesk:
    """Implements `StaffDesk`; keeps the cards."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []
        self.cards: list[ReportCard] = []
        self.news: list[StaffNews] = []
        self.alarms: list[tuple[str, str]] = []  # organisation and text

    async def show(self, card: ReportCard) -> str:
        """See the port."""
        if self.failures:
            raise self.failures.pop(0)
        self.cards.append(card)
        return f"card-{len(self.cards)}"

    async def add(self, news: StaffNews) -> None:
        """See the port."""
        if self.failures:
            raise self.failures.pop(0)
        self.news.append(news)

    async def alarm(self, organisation_id: str, text: str) -> None:
        """See the port."""
        if self.failures:
            raise self.failures.pop(0)
        self.alarms.append((organisation_id, text))


class RecordingSender:
    """Implements `Sender`; keeps what was sent to whom."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []
        self.sent: list[tuple[str, tuple[Reply, ...]]] = []

    async def send(self, address: str, replies: Sequence[Reply]) -> None:
        """See the port."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((address, tuple(replies)))
