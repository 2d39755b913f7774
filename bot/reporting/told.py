"""What a report says so far, as far as it decides what is asked next and who sees what. Never stored."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from bot.reporting.kinds import OTHER, is_online
from bot.reporting.report import Entry, Recipient, Report


@dataclass(frozen=True, slots=True)
class Told:
    """The current answers of a report."""

    answers: Mapping[str, Entry]

    def value(self, field: str) -> str:
        """Return the normalised answer to a question; "" when there is none."""
        return self.answers[field].value if field in self.answers else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of incident, the main one first; other while nothing is known."""
        return tuple(filter(None, self.value("kind").split(","))) or (OTHER,)

    def is_one_of(self, kinds: Set[str]) -> bool:
        """True when the main kind is among these: a report has one path, however many kinds it names."""
        return self.kinds[0] in kinds

    @property
    def is_online(self) -> bool:
        """True when the platform matters more than the place."""
        return is_online(self.kinds, self.value("platform"))

    @property
    def is_for_another(self) -> bool:
        """True when it happened to somebody else."""
        return self.value("whom") in ("family", "volunteer", "staff", "seen")

    def knows_reporter(self, recipient: Recipient) -> bool:
        """True when the reporter lets this recipient know who they are; without a word from them nobody does."""
        allowed = {"all": {Recipient.PARTY, Recipient.SPOC}, "spoc": {Recipient.SPOC}}
        return recipient in allowed.get(self.value("identity"), set())


def told(report: Report) -> Told:
    """Return what a report says so far."""
    return Told(report.fields)
