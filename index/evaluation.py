"""How good a search is on labelled questions: the figures of the release gate, and the questions that it gets wrong.

It must never tune anything, and the gate's questions must never be among those that the search has learned from.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from index.search import ALL, Search
from knowledge.passage import Findings
from knowledge.questions import LabelledQuestion, Places

FIRST_FEW = (1, 3, 5)

TERSE, LONG = 4, 20
"""Words up to which a question is called terse, and from which on it is called long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a search made of one question."""

    question: LabelledQuestion
    findings: Findings
    place: int | None  # of the first right passage among the first five, counted from 1; None when none is right

    @property
    def is_answerable(self) -> bool:
        """True when the documents answer it."""
        return self.question.refusal is None

    @property
    def is_miss(self) -> bool:
        """True when a person would have been shown the wrong thing: another passage, or a refusal, or an answer where none is."""
        return (self.place != 1 or not self.findings.is_answer) if self.is_answerable else self.findings.is_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of some questions, each a share of 0.0 to 1.0; 0.0 where there was nothing to count."""

    answerable: int  # how many questions have an answer
    unanswerable: int  # how many have none
    first: float  # the right passage is first
    in_three: float
    in_five: float
    answered: float  # of those with an answer, how many were answered
    refused: float  # of those without, how many were refused
    refusal_f1: float  # harmonic mean of precision and recall of refusing
    reason: float  # of those rightly refused, how many for the right reason


def evaluate(search: Search, questions: Iterable[LabelledQuestion]) -> tuple[Outcome, ...]:
    """Return what the search makes of each question, party papers included.

    A question whose quoted words stand in none of the indexed documents is left out: it asks about a document that is not there.
    """
    places = Places(search.passages)
    outcomes = []
    for question in questions:
        right = {search.passages[place].id for place in places.of_all(question.good)}
        if question.refusal or right:
            found = ask(search, question.query, question.context, collections=frozenset({ALL}))
            place = next((number for number, hit in enumerate(found.hits, start=1) if hit.passage.id in right), None)
            outcomes.append(Outcome(question=question, findings=found, place=place))
    return tuple(outcomes)


def ask(search: Search, query: str, context: str, *, collections: frozenset[str], limit: int = FIRST_FEW[-1]) -> Findings:
    """Return what the search finds for a question that may go on from another one."""
    whole = f"{context} {query}" if context else ""
    both = (whole, search.read(whole)) if whole else None
    return search.find(query, search.read(query), whole=both, collections=collections, limit=limit)


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of these outcomes."""
    answerable = [outcome for outcome in outcomes if outcome.is_answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.is_answerable]
    refused = [outcome for outcome in unanswerable if not outcome.findings.is_answer]
    wrongly_refused = sum(not outcome.findings.is_answer for outcome in answerable)
    first, in_three, in_five = (_share(answerable, partial(_is_among, few)) for few in FIRST_FEW)
    return Figures(
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        first=first,
        in_three=in_three,
        in_five=in_five,
        answered=_share(answerable, lambda each: each.findings.is_answer),
        refused=_share(unanswerable, lambda each: not each.findings.is_answer),
        refusal_f1=2 * len(refused) / ((len(refused) + wrongly_refused + len(unanswerable)) or 1),
        reason=_share(refused, _has_right_reason),
    )


def by_group(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Figures]]:
    """Return the figures by document, by style, by who asks, and by the kind of question that has no answer."""
    groupings: dict[str, Callable[[Outcome], str]] = {"document": _document, "style": _style, "who asks": _persona, "kind": _kind}
    return {
        name: {
            group: figures([outcome for outcome in outcomes if of(outcome) == group])
            for group in sorted({of(outcome) for outcome in outcomes} - {""})
        }
        for name, of in groupings.items()
    }


def _is_among(few: int, outcome: Outcome) -> bool:
    return outcome.place is not None and outcome.place <= few


def _share(outcomes: Sequence[Outcome], is_so: Callable[[Outcome], bool]) -> float:
    return sum(map(is_so, outcomes)) / len(outcomes) if outcomes else 0.0


def _has_right_reason(outcome: Outcome) -> bool:
    wanted, given = outcome.question.refusal, outcome.findings.refusal
    return wanted is not None and given is not None and wanted.reason == given.reason


def _document(outcome: Outcome) -> str:
    return outcome.question.good[0].document if outcome.question.good else ""


def _style(outcome: Outcome) -> str:
    length = len(outcome.question.query.split())
    if outcome.question.context:
        return "follow-up"
    return "terse" if length <= TERSE else "long" if length >= LONG else "plain"


def _persona(outcome: Outcome) -> str:
    return outcome.question.persona


def _kind(outcome: Outcome) -> str:
    return outcome.question.refusal.reason.value if outcome.question.refusal else "has an answer"
