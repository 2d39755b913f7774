"""Writes every transcript into docs/transcripts/: `python -m tests.transcripts`; with names, shows those only."""

import asyncio
import sys

from tests.transcripts.files import FOLDER, page_of, pages
from tests.transcripts.script import SCRIPTS, read_script


def main() -> None:
    """Write the pages, and take away those whose script is gone."""
    written = asyncio.run(pages())
    for path in FOLDER.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def show(names: list[str]) -> None:
    """Print the pages of these scripts and write nothing."""
    for name in names:
        sys.stdout.write(asyncio.run(page_of(read_script(SCRIPTS / f"{name}.yaml"))))


if __name__ == "__main__":
    show(sys.argv[1:]) if sys.argv[1:] else main()
