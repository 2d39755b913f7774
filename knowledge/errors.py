"""What can be wrong with the files that a person keeps in this folder.

    ValueError
    └── DocumentError    a guidance document cannot be used as it stands

It must never carry a document's words: they may be long, and the place in the file says enough.
"""


class DocumentError(ValueError):
    """A guidance document cannot be used as it stands. The message says where, what is wrong and what to do."""

    def __init__(self, problem: str, *, remedy: str, file: str, line: int | None = None, field: str | None = None) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.line = line  # counted from 1
        self.field = field  # of the front matter
        place = file + (f", line {line}" if line else "") + (f", field '{field}'" if field else "")
        super().__init__(f"{place}: {problem} {remedy}")
