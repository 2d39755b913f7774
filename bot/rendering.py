"""The one place that configures Jinja2: a template and facts become a reply's Markdown.

A fact is escaped unless it is a `Quoted`, so that nothing a person typed can turn into a link, a heading or a quotation.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.messages import Choice, Reply

TEMPLATES = Path(__file__).parent / "templates"
UK_TIME = ZoneInfo("Europe/London")
_MARKDOWN = re.compile(r"([\\`*_\[\]<&])")
_AT_START = re.compile(r"^([-+#>=~]|\d+(?=[.)]))")  # these begin a block when a reply begins with them


class Quoted(str):
    """Text that is Markdown already, such as a passage of the guidance; it goes into a reply as it is."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Return a text whose every character stands for itself in Markdown; its line breaks become spaces."""
    one_line = " ".join(text.split())
    return _AT_START.sub(_behind_a_backslash, _MARKDOWN.sub(r"\\\1", one_line))


def _behind_a_backslash(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def plain(text: str) -> str:
    """Return a text without capitals, punctuation and spare spaces, for comparing what people type."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


def quotation(markdown: str) -> Quoted:
    """Return Markdown as a block quotation."""
    return Quoted("\n".join(f"> {line}".rstrip() for line in markdown.strip().splitlines()))


def uk_time(at: datetime) -> str:
    """Return an instant as people in the UK write it, such as "14:02 on Friday 1 May"."""
    local = at.astimezone(UK_TIME)
    return f"{local:%H:%M on %A} {local.day} {local:%B}"


def uk_date(day: date) -> str:
    """Return a day such as "3 May 2026"."""
    return f"{day.day} {uk_month(day)}"


def uk_month(day: date) -> str:
    """Return a day's month and year, such as "May 2026"."""
    return f"{day:%B %Y}"


def _finalised(value: object) -> object:
    return value if isinstance(value, Quoted | int) else escaped(str(value))


class Wording:
    """Everything that is said, in one language."""

    def __init__(self, language: str = "en") -> None:
        self._folder = TEMPLATES / language
        self._environment = Environment(
            loader=FileSystemLoader(self._folder),
            undefined=StrictUndefined,
            auto_reload=False,  # the templates are part of the program; looking at their dates costs a system call a reply
            finalize=_finalised,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the output is Markdown; `finalize` escapes for it, and each channel escapes once more
        )
        self._environment.filters |= {"uk_time": uk_time, "quotation": quotation}
        self._environment.globals["label"] = self.label

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        labels: Mapping[str, str] = self._read("labels.yaml")
        return labels

    @cached_property
    def _typed(self) -> Mapping[str, Sequence[str]]:
        typed: Mapping[str, Sequence[str]] = self._read("typed.yaml")
        return typed

    @cached_property
    def _commands(self) -> Mapping[str, str]:
        commands: Mapping[str, Sequence[str]] = self._read("commands.yaml")
        return {plain(words): command for command, phrases in commands.items() for words in phrases}

    @cached_property
    def field_names(self) -> Mapping[str, Sequence[str]]:
        """What people call each question of the form, by its id, in small letters: for "change when to about 8"."""
        names: Mapping[str, Sequence[str]] = self._read("fields.yaml")
        return {field: [*called, plain(self.label(f"field.{field}"))] for field, called in names.items()}

    def _read(self, name: str) -> Any:
        return yaml.safe_load((self._folder / name).read_text(encoding="utf-8"))

    def typed_choice(self, text: str, keys: Sequence[str]) -> str | None:
        """Return which of these buttons a person typed instead of pressing, by its label or a usual way to say it."""
        said = plain(text)
        return next((key for key in keys if said in {plain(self.label(key)), *map(plain, self._typed.get(key, ()))}), None)

    def typed_command(self, text: str) -> str | None:
        """Return the command that a whole message is in plain words, such as "my" for "any news?"."""
        return self._commands.get(plain(text))

    def label(self, key: str) -> str:
        """Return the short words for a button, a field or a state. Raises KeyError for one that is not in labels.yaml."""
        return str(self._labels[key])

    def pressed(self, choice_id: str) -> str:
        """Return the words of the button with this id; an id that no button has gives "?"."""
        kind, _, last = choice_id.rpartition(":")
        if kind == "g" and last != "more":
            return self.label("said.passage")
        if choice_id.startswith("l:") and last not in self._labels:
            return self.label("said.side")
        return str(self._labels.get(last) or self._labels.get(f"field.{last}") or "?")

    def text(self, name: str, **facts: object) -> str:
        """Return a template's Markdown. A fact that the template needs and does not get is an error."""
        return self._environment.get_template(f"{name}.md.j2").render(**facts).strip()

    def choice(self, id: str, label: str = "") -> Choice:
        """Return a button; its words are those of `label`, else those of its own id."""
        return Choice(id=id, label=self.label(label or id))

    def reply(self, name: str, *choices: Choice, **facts: object) -> Reply:
        """Return a reply of one template."""
        return Reply(kind=name, text=self.text(name, **facts), choices=choices)

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """The commands and what each is for, in the order of a menu."""
        names = ("start", "ask", "quick", "report", "my", "emergency", "help", "standing", "handshake", "security", "cancel")
        return tuple((name, self.label(f"command.{name}")) for name in names)
