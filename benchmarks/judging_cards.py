"""Whether a review card that was filled from one message is right: would its reporter press Send without changing anything?

It must never be kinder to one field because another one is right: a card is right when all of its five fields are.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.triage.platform import PLATFORMS, platform
from bot.triage.wording import plain

FIELDS = ("kind", "where", "when", "who", "platform")
LONDON = ZoneInfo("Europe/London")

_ARTICLES = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "my", "our", "your", "his", "her", "their", "its", "some")
)
_LITTLE = _ARTICLES | frozenset(
    (
        "at",
        "in",
        "on",
        "of",
        "by",
        "to",
        "from",
        "with",
        "w",
        "and",
        "or",
        "near",
        "nr",
        "into",
        "onto",
        "who",
        "was",
        "is",
        "were",
    )
)
# Words that name nobody: a card that says them says no more than an empty one.
_NOBODY = re.compile(
    r"(?:he|she|they|them|him|her|it|we|people|person|some ?one(?: else)?|some ?body|some people|whoever(?: it is)?|anyone|nobody"
    r"|no one|unknown|not known|anon|anonymous|persons? unknown|person or persons unknown|rhywun)",
)
_TEXTS = frozenset({"sms", "text", "text_message"})
_WORD = re.compile(r"[\w@'#*]+(?:[.:/]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a review card shows of one message."""

    kind: tuple[str, ...]  # the most telling first
    where: str | None
    when: str | None
    when_iso: str | None  # with an offset; the beginning where there is an end
    when_until_iso: str | None
    who: str | None
    platform: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledReport:
    """A message, and what a careful reader accepts in each field. An empty wording among others: may be left empty, too."""

    id: str
    text: str
    sent_at: datetime  # aware
    kind: tuple[str, ...]
    where: tuple[str, ...]  # words of the text; none: the text names no place
    when: tuple[str, ...]
    when_iso: str  # UK time without offset, or a date, or "" where no instant is told
    when_tolerance_minutes: int
    who: tuple[str, ...]
    platform: tuple[str, ...]  # "" for none


def read_reports(path: Path) -> tuple[LabelledReport, ...]:
    """Return the labelled reports of a file, a JSON object a line. Raises ValueError, KeyError on a line that is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_report(json.loads(line)) for line in lines if line.strip())


def _report(fields: dict[str, Any]) -> LabelledReport:
    sent_at = datetime.fromisoformat(fields["sent_at"])
    lists = {name: tuple(fields[name]) for name in FIELDS} | {"platform": on_the_card(fields["platform"])}
    return LabelledReport(
        id=str(fields["id"]), text=fields["text"], sent_at=sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=LONDON),
        when_iso=fields["when_iso"], when_tolerance_minutes=int(fields["when_tolerance_minutes"]), **lists,
    )  # fmt: skip


def on_the_card(platforms: Sequence[str]) -> tuple[str, ...]:
    """A text message is "Phone or text" there; what the card has no choice for ("discord", "other") a website, or left out."""
    platforms = ["phone" if each in _TEXTS else each for each in platforms]
    unknown = ("website", "") if any(each and each not in PLATFORMS for each in platforms) else ()
    return tuple(dict.fromkeys((*platforms, *unknown)))


def judge(label: LabelledReport, card: Card) -> dict[str, bool]:
    """Return for each of `FIELDS` whether the card is right."""
    return {
        "kind": bool(card.kind) and card.kind[0] in label.kind,
        "where": same_words(card.where, label.where) or _platform_says_it(card, label),
        "when": _same_time(card, label),
        "who": same_words(card.who, label.who),
        "platform": (card.platform or "") in label.platform,
    }


def shares(judged: Sequence[dict[str, bool]]) -> dict[str, float]:
    """Return the share of right ones for each of `FIELDS` and for the "card" as a whole, 0.0 to 1.0."""
    right = {name: sum(one[name] for one in judged) for name in FIELDS} | {"card": sum(all(one.values()) for one in judged)}
    return {name: count / len(judged) if judged else 0.0 for name, count in right.items()}


def _platform_says_it(card: Card, label: LabelledReport) -> bool:
    """True when the card leaves the place out and the platform on its next line is one of the accepted places."""
    return not card.where and bool(card.platform) and any(platform(plain(each)) == card.platform for each in label.where if each)


def same_words(said: str | None, accepted: Sequence[str]) -> bool:
    """True when what a card says is one of the accepted wordings, or nothing where nothing is accepted."""
    words, wanted = _words(said or ""), [_words(wording) for wording in accepted]
    if not words:
        return not any(wanted) or [] in wanted
    return any(_overlap(words, one) for one in wanted if one)


def _words(said: str) -> list[str]:
    """The words in lower case, without articles; none where they name nobody in particular."""
    words = [word.strip("'") for word in _WORD.findall(said.lower().replace("’", "'"))]
    return [] if _NOBODY.fullmatch(" ".join(words)) else [word for word in words if word and word not in _ARTICLES]


def _overlap(one: list[str], other: list[str]) -> bool:
    """True when one stands in the other, and with half of what the longer one says."""
    short, long = sorted((one, other), key=len)
    if not any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1)):
        return False
    return 2 * len(_content(short)) >= len(_content(long))


def _content(words: list[str]) -> list[str]:
    return [word for word in words if word not in _LITTLE] or words


def _same_time(card: Card, label: LabelledReport) -> bool:
    if not card.when:
        return not any(label.when) or "" in label.when
    if not any(label.when):
        return False
    if not label.when_iso:
        # Words for a span ("for weeks") may have been counted back; a single instant that nobody told is wrong.
        return card.when_iso is None or card.when_until_iso is not None
    return card.when_iso is not None and _is_within(datetime.fromisoformat(card.when_iso), label)


def _is_within(instant: datetime, label: LabelledReport) -> bool:
    slack = timedelta(minutes=label.when_tolerance_minutes)
    if len(label.when_iso) > len("2026-04-27"):
        wanted = datetime.fromisoformat(label.when_iso)
        wanted = wanted if wanted.tzinfo else wanted.replace(tzinfo=LONDON)
        return abs(instant - wanted) <= slack
    begin = datetime.combine(date.fromisoformat(label.when_iso), time(0), tzinfo=LONDON)
    return begin - slack <= instant < begin + timedelta(days=1) + slack
