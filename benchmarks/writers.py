"""Who wrote the development reports, and whose the marker never learns from."""

from pathlib import Path

DEVELOPMENT = Path(__file__).parent / "dev"

HELD_OUT = ("others_7", "others_8", "others_9", "others_10", "written_h", "written_r")
"""Writers that the marker has not seen when its points are fitted: they show how far it is to be believed."""


def files() -> list[Path]:
    """Return the files with development reports."""
    return sorted(DEVELOPMENT.glob("*.jsonl"))


def learned_from() -> list[Path]:
    """Return those that the marker learns from."""
    return [path for path in files() if path.stem not in HELD_OUT]


def writer_of(path: Path) -> str:
    """Return who wrote a file: one writer wrote all of `quick_reports`, and one each of the others."""
    return "quick_reports" if path.stem.startswith("quick_reports") else path.stem
