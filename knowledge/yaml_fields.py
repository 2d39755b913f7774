"""A YAML file of named fields that complain by name: whoever wrote it reads which file and which field, and what is wrong.

It must never guess: a field that is missing, doubled or unknown is refused, and every value is left as it is written.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import yaml


class BadField(ValueError):
    """A file cannot be used as it stands. The message says which file and field, and what is wrong."""

    def __init__(self, problem: str, *, file: str, field: str) -> None:
        super().__init__(f"{file}, field '{field}': {problem}")
        self.file = file
        self.field = field


class YamlFields:
    """The fields of one file. Each of `names` stands there once, and nothing else."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._file = path.name
        self._names = names
        self._values = self._read(path.read_text(encoding="utf-8"))

    def _read(self, text: str) -> Mapping[str, Any]:
        try:
            # The base loader leaves every value as it is written: the contact 999 stays text.
            node, values = yaml.compose(text, Loader=yaml.BaseLoader), yaml.load(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as exc:
            self.fail("", "This is no YAML.", exc)
        if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
            self.fail("", f"Write one `name: value` for each of {', '.join(self._names)}.")
        self._check([key.value for key, _ in node.value])
        return values

    def _check(self, found: Sequence[str]) -> None:
        for name in (*self._names, *found):
            if name not in self._names or found.count(name) != 1:
                self.fail(name, f"Each of these must stand here once, and nothing else: {', '.join(self._names)}.")

    def fail(self, field: str, problem: str, cause: Exception | None = None) -> NoReturn:
        """Refuse the file. Raises BadField."""
        raise BadField(problem, file=self._file, field=field) from cause

    def text(self, field: str) -> str:
        """Return a text, "" when there is none. Raises BadField when it is no text."""
        value = self._values[field]
        return value.strip() if isinstance(value, str) else self.fail(field, "This is not text.")

    def number(self, field: str) -> int:
        """Return a whole number, 1 or more. Raises BadField."""
        value = self.text(field)
        return int(value) if value.isdecimal() and int(value) else self.fail(field, "This is no whole number from 1.")

    def one_of(self, field: str, allowed: Sequence[str]) -> str:
        """Return one of these words, "" among them when it is. Raises BadField."""
        value = self.text(field)
        return value if value in allowed else self.fail(field, f"This must be one of: {', '.join(map(repr, allowed))}.")

    def listed(self, field: str) -> Sequence[Any]:
        """Return what a list holds; it may be empty. Raises BadField when it is no list."""
        value = self._values[field]
        return value if isinstance(value, list) else self.fail(field, "This is not a list.")

    def words(self, field: str) -> tuple[str, ...]:
        """Return a list of texts; it may be empty. Raises BadField."""
        listed = self.listed(field)
        if not all(isinstance(each, str) and each.strip() for each in listed):
            self.fail(field, "One of these is empty or not text.")
        return tuple(listed)

    def mapped(self, field: str) -> Mapping[str, str]:
        """Return a mapping of texts, empty when there is none. Raises BadField."""
        value = self._values[field]
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            self.fail(field, "Write one `name: value` for each, or {} for none.")
        return value
