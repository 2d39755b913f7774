"""A script as data: who says, presses and sends what, and how much time goes by. One YAML file in scripts/ each.

A step is one line. "[Send: SPOC only]" presses a button; "[Show it…]" the newest one that begins so. In words, {code} and
{reference} stand for the newest ones that were shown.

    - Ama: words, or "[a button]", or {photos: 2, says: a caption}, {place: [50.7, -3.5]}, {forwards: words, from: "@gull"},
      or {says: words, if: ask_danger}, said only where that is what was asked last
    - staff: acknowledge | ask for the SPOC | reopen | {write: words} | {close: advice_given, words: …}
    - spoc: acknowledge | {down: 3}
    - later: 48 hours
    - note: something that the reader should know
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Channel
from bot.rendering import UK_TIME

SCRIPTS = Path(__file__).parent / "scripts"
STAFF, SPOC, LATER, NOTE = "staff", "spoc", "later", "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens."""

    who: str  # a person's name, or one of STAFF, SPOC, LATER, NOTE
    what: Mapping[str, Any]  # such as {"says": words}

    @property
    def wait(self) -> timedelta:
        """How much time goes by, for a step of LATER."""
        number, unit = str(self.what["says"]).split()
        return timedelta(**{unit if unit.endswith("s") else f"{unit}s": float(number)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A talk that is to be played."""

    name: str  # of its file, without the ending
    title: str
    about: str
    begins: datetime  # aware
    people: Mapping[str, Channel]
    steps: Sequence[Step]
    guidance: Sequence[str] = ()  # words of the bundled passages that can be found in it
    most_taps: int = 0  # most messages and buttons until the report is saved; 0 for any number
    has_desk: bool = True
    lane: str = ""  # the id of the lane whose words must be said, so that a script that went astray shows


def read_scripts() -> list[Script]:
    """Return all scripts, by name."""
    return [read_script(path) for path in sorted(SCRIPTS.glob("*.yaml"))]


def read_script(path: Path) -> Script:
    """Return one script. Raises KeyError or ValueError for a broken one."""
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    begins = datetime.fromisoformat(told.pop("begins", "2026-05-01 10:00")).replace(tzinfo=UK_TIME)
    people = {name: Channel(channel) for name, channel in told.pop("people").items()}
    steps = [_step(*each.items()) for each in told.pop("steps")]
    return Script(name=path.stem, begins=begins, people=people, steps=steps, **told)


def _step(entry: tuple[str, Any]) -> Step:
    who, what = entry
    if isinstance(what, Mapping):
        return Step(who=who, what=what)
    text = str(what)
    is_button = text.startswith("[") and text.endswith("]")
    return Step(who=who, what={"presses": text[1:-1]} if is_button else {"says": text})
