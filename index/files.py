"""The files of one build: passages, vectors and words, written and read together.

It must never mend a damaged file: an index that is not whole is refused, because it would quietly not find things.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import IndexStale
from index.lexical import Lexical
from index.vectors import Vectors
from knowledge.passage import DocumentClass, Passage, Source

PASSAGES = "passages.json"
VECTORS = "vectors.faiss"
LEXICAL = "lexical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that is found in, and read from, the files of a build."""

    passages: tuple[Passage, ...]
    row_counts: tuple[int, ...]  # vectors of each passage, side by side, in the passages' order
    vectors: Vectors
    lexical: Lexical


def write(contents: Contents, folder: Path) -> None:
    """Write a build's files into an empty folder and wait until the disk has them. Raises OSError or RuntimeError."""
    (folder / PASSAGES).write_text(_to_json(contents.passages, contents.row_counts), encoding="utf-8")
    contents.vectors.save(folder / VECTORS)
    contents.lexical.save(folder / LEXICAL)
    for path in (*folder.rglob("*"), folder):
        _wait_for_disk(path)


def read(folder: Path) -> Contents:
    """Return a build's contents. Raises IndexStale when a file is missing or damaged, or they do not fit together."""
    try:
        passages, row_counts = _from_json((folder / PASSAGES).read_text(encoding="utf-8"))
        contents = Contents(
            passages=passages,
            row_counts=row_counts,
            vectors=Vectors.load(folder / VECTORS),
            lexical=Lexical.load(folder / LEXICAL),
        )
    except Exception as exc:  # three libraries have each their own way to say that a file is damaged
        raise IndexStale("its files are missing or damaged") from exc
    if contents.vectors.count != sum(row_counts) or contents.lexical.count != len(passages) or 0 in row_counts:
        raise IndexStale("its files do not belong together")
    return contents


def _wait_for_disk(path: Path) -> None:
    """Without this a power cut could leave a published manifest that names empty files."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _to_json(passages: Sequence[Passage], row_counts: Sequence[int]) -> str:
    sources = {passage.source.document_id: asdict(passage.source) for passage in passages}
    entries = [
        {
            "id": passage.id,
            "text": passage.text,
            "heading_path": passage.heading_path,
            "document_id": passage.source.document_id,
            "position": passage.position,
            "rows": rows,
        }
        for passage, rows in zip(passages, row_counts, strict=True)
    ]
    return json.dumps({"sources": sources, "passages": entries}, default=date.isoformat, ensure_ascii=False, indent=1)


def _from_json(text: str) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    stored: dict[str, Any] = json.loads(text)
    sources = {key: _source(fields) for key, fields in stored["sources"].items()}
    passages = tuple(_passage(entry, sources) for entry in stored["passages"])
    return passages, tuple(entry["rows"] for entry in stored["passages"])


def _passage(entry: dict[str, Any], sources: dict[str, Source]) -> Passage:
    return Passage(
        id=entry["id"],
        text=entry["text"],
        heading_path=tuple(entry["heading_path"]),
        source=sources[entry["document_id"]],
        position=entry["position"],
    )


def _source(fields: dict[str, Any]) -> Source:
    review_by = fields["review_by"]
    return Source(
        **fields
        | {
            "published": date.fromisoformat(fields["published"]),
            "review_by": date.fromisoformat(review_by) if review_by else None,
            "document_class": DocumentClass(fields["document_class"]),
            "nations": tuple(fields["nations"]),
        }
    )
