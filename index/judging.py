"""What labelled messages teach about a new one: how near it is to an emergency, what it wants, what it tells of.

The same learning as for passages (`learning.py`), with other rows and other answers. It gives numbers and never a decision:
that is the core's, together with rules that need none of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.learning import NARROWNESS, SHARE_OF_WORDS, Matrix, by_kernel, resemblance
from index.threads import all_threads
from index.vectors import Vectors
from index.words import Words
from knowledge.messages import CATEGORIES, INTENTS, RED_FLAGS, SEVERITIES, LabelledMessage
from knowledge.parties import neutral
from knowledge.signals import Signals

GROUPS = (SEVERITIES, INTENTS, CATEGORIES, RED_FLAGS)
ENDS = np.cumsum([len(group) for group in GROUPS])
IMMEDIATE, NONE = SEVERITIES.index("immediate"), SEVERITIES.index("none")

MOST_NEAREST = 2
"""Examples that explain a judgement; more are not read."""

Curve = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was learned from labelled messages."""

    texts: tuple[str, ...]  # the messages, without party names
    words: Words
    by_row: Matrix  # shape (messages, labels)
    by_word: Matrix  # shape (words, labels)
    usual: Matrix  # how frequent each label is, shape (labels,)
    severity: Curve  # weights of the four severities' scores for each severity, and a constant, shape (4, 5)
    danger: Curve  # the same for "immediate, not nothing at all", shape (5,)


class Judge:
    """Judges messages. Safe from several threads; it never changes once it is made."""

    def __init__(self, judged: Judged, vectors: Vectors) -> None:
        """Join what was learned and the messages' vectors, in the messages' order."""
        self.judged = judged
        self.vectors = vectors

    def judge(self, text: str, vector: NDArray[np.float32]) -> Signals:
        """Return what the examples say of a text.

        Args:
            text: the person's own words; never logged.
            vector: what the encoder of the examples made of the text without party names.
        """
        judged, cosines = self.judged, self.vectors.cosines(vector)
        columns, weights = judged.words.row(neutral(text))
        scores = np.exp(NARROWNESS * (cosines - 1)) @ judged.by_row + weights @ judged.by_word[columns] + judged.usual
        severity, intent, category, flags = np.split(scores, ENDS[:-1])
        nearest = np.argpartition(-cosines, MOST_NEAREST)[:MOST_NEAREST]
        return Signals(
            severity=dict(zip(SEVERITIES, _chances(judged.severity, severity), strict=True)),
            danger=_chance(judged.danger, severity),
            intent=_named(INTENTS, intent),
            category=_named(CATEGORIES, category),
            red_flags=_named(RED_FLAGS, flags),
            nearest=tuple(judged.texts[place] for place in nearest[np.argsort(-cosines[nearest])]),
        )


def texts_of(messages: Sequence[LabelledMessage]) -> list[str]:
    """Return the texts to encode for these messages."""
    return [neutral(message.text) for message in messages]


def learn_from(messages: Sequence[LabelledMessage], vectors: Matrix) -> Judged:
    """Return what the messages teach.

    Args:
        messages: labelled ones, some thousands, of every severity.
        vectors: one L2-normalised row for each, shape (messages, dimension).
    """
    texts = texts_of(messages)
    words = Words.known_from(texts)
    sparse = words.rows(texts)
    targets = _targets(messages)
    usual = targets.mean(axis=0)
    with all_threads():
        by_row, unseen = by_kernel(resemblance(vectors, sparse), targets - usual)
    severities = (unseen + usual)[:, : len(SEVERITIES)].astype(np.float64)
    return Judged(
        texts=tuple(texts),
        words=words,
        by_row=by_row,
        by_word=np.asarray(SHARE_OF_WORDS * (sparse.T @ by_row), dtype=np.float32),
        usual=usual,
        severity=_severity_curve(severities, targets),
        danger=_danger_curve(severities, targets),
    )


def _targets(messages: Sequence[LabelledMessage]) -> Matrix:
    found = np.zeros((len(messages), ENDS[-1]), dtype=np.float32)
    for number, message in enumerate(messages):
        labels = ((message.severity,), (message.intent,), message.category, message.red_flags)
        for start, group, of_group in zip((0, *ENDS), GROUPS, labels, strict=False):
            found[number, [start + group.index(label) for label in of_group]] = 1.0
    return found


def _severity_curve(scores: Curve, targets: Matrix) -> Curve:
    from sklearn.linear_model import LogisticRegression

    curve = LogisticRegression(C=10.0, max_iter=1000).fit(scores, targets[:, : len(SEVERITIES)].argmax(axis=1))
    return np.column_stack((curve.coef_, curve.intercept_))


def _danger_curve(scores: Curve, targets: Matrix) -> Curve:
    """Of emergencies and of messages without any incident: an alarm at a lesser incident does less harm than one at a joke."""
    from sklearn.linear_model import LogisticRegression

    is_either = (targets[:, IMMEDIATE] + targets[:, NONE]) > 0
    curve = LogisticRegression(C=10.0).fit(scores[is_either], targets[is_either, IMMEDIATE])
    return np.append(curve.coef_[0], curve.intercept_)


def _chances(curve: Curve, scores: Matrix) -> list[float]:
    logits = curve[:, :-1] @ scores + curve[:, -1]
    shares = np.exp(logits - logits.max())
    return [float(share) for share in shares / shares.sum()]


def _chance(curve: Curve, scores: Matrix) -> float:
    return float(1 / (1 + np.exp(-(curve[:-1] @ scores + curve[-1]))))


def _named(names: Sequence[str], scores: Matrix) -> dict[str, float]:
    return dict(zip(names, map(float, scores), strict=True))
