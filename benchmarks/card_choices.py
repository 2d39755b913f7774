"""A labelled message as the choices that its review card is made of: the options of each field, their signs, the right ones."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from benchmarks.fitting import Choice
from benchmarks.judging_cards import Card, LabelledReport, judge, same_words
from bot.triage.categories import CATEGORIES, kind_signs, marked_kind
from bot.triage.choosing import Sign, Span, limited, options, straight
from bot.triage.guards import without_idioms
from bot.triage.marking import marked_options, with_marked
from bot.triage.platform import NAMES, platform, platform_options
from bot.triage.when import Reading, readings
from bot.triage.when import options as when_options
from bot.triage.where import final as final_where
from bot.triage.where import places
from bot.triage.where_signs import SIGNS as WHERE
from bot.triage.who import candidates
from bot.triage.who import final as final_who
from bot.triage.who_signs import SIGNS as WHO
from bot.triage.wording import plain
from knowledge.marks import Marks

EXAMPLES_COUNT = {"who": 0.1, "where": 0.2, "when": 0.1, "kind": 0.1}
"""How much a message of `knowledge/examples` counts beside a development report. Chosen by what left-out writers measure."""

ALONE = Card(kind=(), where=None, when=None, when_iso=None, when_until_iso=None, who=None, platform=None)


class Message:
    """A labelled message with everything that can be chosen of it; with marks of it, or by the rules alone."""

    def __init__(
        self, report: LabelledReport, fits: Mapping[str, float], *, marks: Marks | None = None, is_example: bool = False
    ) -> None:
        self.report = report
        self.marks = marks
        self.is_example = is_example
        self.words = plain(report.text)
        self.straight = straight(report.text)
        self.people = self._with_marked("who", limited(candidates(self.straight)))
        self.read = readings(report.text, sent_at=report.sent_at, marks=marks)
        self.kind_signs = kind_signs(without_idioms(self.words), fits)

    @cached_property
    def who(self) -> Choice:
        """The people: right are those whom a reader accepts."""
        cards = [_card(who=final_who(self.report.text, span)) for span in self.people]
        return self._choice("who", self._options("who", self.people, WHO), cards)

    @cache  # noqa: B019 - a message lives as long as the program
    def where(self, person: Span | None, channel: str | None) -> Choice:
        """The places, where this person is the one who did it, and on this channel."""
        spans = self._with_marked("where", places(self.straight, person, channel))
        cards = [_card(where=final_where(self.report.text, span), platform=channel) for span in spans]
        return self._choice("where", self._options("where", spans, WHERE), [*cards, _card(platform=channel)])

    @cached_property
    def when(self) -> Choice:
        """The readings of a time; of an example those from one place, since only the words are labelled."""
        names = when_options(self.read, self.marks)
        if not self.is_example:
            return self._choice("when", names, [_timed(each) for each in self.read])
        alone = [place for place, reading in enumerate(self.read) if "together" not in reading.signs]
        right = [same_words(self.read[place].told.words, self.report.when) for place in alone]
        return self._as_choice("when", [*(names[place] for place in alone), names[-1]], [*right, not any(self.report.when)])

    @cached_property
    def kind(self) -> Choice:
        """All kinds, each with its own copy of the signs."""
        each = [{f"{name}: {sign}": value for sign, value in self._signs_of_kind(name).items()} for name in CATEGORIES]
        counts = EXAMPLES_COUNT["kind"] if self.is_example else 1.0
        return Choice(signs=each, right=[name in self.report.kind for name in CATEGORIES], counts=counts)

    @cache  # noqa: B019 - see above
    def platform(self, by_rules: str | None) -> Choice:
        """All channels, where the rules read this one; without marks they alone decide."""
        names = platform_options(by_rules, self.marks) if self.marks else [[f"read {name == (by_rules or '')}"] for name in NAMES]
        return self._as_choice("platform", names, [name in self.report.platform for name in NAMES])

    def by_rules(self, person: Span | None) -> str | None:
        """The channel that the rules read, which no points decide."""
        return platform(self.words, by_somebody=person is not None)

    def accepted_person(self) -> Span | None:
        """The first candidate that a reader accepts."""
        return next((span for span, is_right in zip(self.people, self.who.right, strict=False) if is_right), None)

    def _signs_of_kind(self, name: str) -> dict[str, float]:
        return {**self.kind_signs, **(marked_kind(name, self.marks) if self.marks else {})}

    def _with_marked(self, part: str, spans: list[Span]) -> list[Span]:
        return with_marked(spans, self.marks.marked[part]) if self.marks else spans

    def _options(self, part: str, spans: Sequence[Span], signs: Sequence[Sign]) -> list[list[str]]:
        if self.marks is None:
            return options(self.straight, spans, signs)
        return marked_options(part, self.straight, spans, signs, self.marks)

    def _choice(self, part: str, names: Sequence[Sequence[str]], cards: Sequence[Card]) -> Choice:
        told = [*cards, ALONE][: len(names)]
        return self._as_choice(part, names, [judge(self.report, card)[part] for card in told])

    def _as_choice(self, part: str, names: Sequence[Sequence[str]], right: Sequence[bool]) -> Choice:
        counts = EXAMPLES_COUNT[part] if self.is_example else 1.0
        return Choice(signs=[dict.fromkeys(each, 1.0) for each in names], right=right, counts=counts)


def _card(*, who: str | None = None, where: str | None = None, platform: str | None = None) -> Card:
    return Card(kind=(), where=where, when=None, when_iso=None, when_until_iso=None, who=who, platform=platform)


def _timed(reading: Reading) -> Card:
    told = reading.told
    return Card(
        kind=(), where=None, when=told.words, when_iso=told.instant, when_until_iso=told.until, who=None, platform=None
    )  # fmt: skip
