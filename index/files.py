"""The files of one build: passages, rows, vectors and what was learned, written and read together.

It must never mend a damaged file: an index that is not whole is refused, because it would quietly not find things.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import IndexStale
from index.judged_file import read_judge, write_judge
from index.judging import Judge
from index.learned_file import read_learned, write_learned
from index.learning import Learned
from index.rows import Row, Rows
from index.vectors import Vectors
from knowledge.passage import DocumentClass, Passage, Source
from knowledge.refusal import Reason, Refusal, Route

PASSAGES = "passages.json"
ROWS = "rows.json"
VECTORS = "vectors.faiss"
LEARNED = "learned.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that is found in, and read from, the files of a build."""

    passages: tuple[Passage, ...]
    rows: Rows
    vectors: Vectors  # one for each row, in the rows' order
    learned: Learned
    judge: Judge | None = None  # of messages; None when there were none to learn from


def write(contents: Contents, folder: Path) -> None:
    """Write a build's files into an empty folder. Raises OSError or RuntimeError."""
    (folder / PASSAGES).write_text(_to_json(contents.passages), encoding="utf-8")
    (folder / ROWS).write_text(_rows_to_json(contents.rows), encoding="utf-8")
    contents.vectors.save(folder / VECTORS)
    write_learned(contents.learned, folder / LEARNED)
    if contents.judge:
        write_judge(contents.judge, folder)


def read(folder: Path) -> Contents:
    """Return a build's contents. Raises IndexStale when a file is missing or damaged, or they do not fit together."""
    try:
        contents = Contents(
            passages=_from_json((folder / PASSAGES).read_text(encoding="utf-8")),
            rows=_rows_from_json((folder / ROWS).read_text(encoding="utf-8")),
            vectors=Vectors.load(folder / VECTORS),
            learned=read_learned(folder / LEARNED),
            judge=read_judge(folder),
        )
    except Exception as exc:  # three libraries have each their own way to say that a file is damaged
        raise IndexStale("its files are missing or damaged") from exc
    if not _belong_together(contents):
        raise IndexStale("its files do not belong together")
    return contents


def _belong_together(contents: Contents) -> bool:
    rows, learned = contents.rows, contents.learned
    passages, classes = len(contents.passages), len(contents.passages) + len(rows.refusals)
    return (
        contents.vectors.count == len(rows.rows)
        and len(rows.sentences) == passages
        and learned.shape == (len(rows.rows), classes)
        and all(place < passages for row in rows.rows for place in row.passages)
        and all(row.sentence < len(rows.sentences[row.passages[0]]) for row in rows.rows if row.sentence is not None)
    )


def _to_json(passages: Sequence[Passage]) -> str:
    sources = {passage.source.document_id: asdict(passage.source) for passage in passages}
    entries = [
        {
            "id": passage.id,
            "text": passage.text,
            "heading_path": passage.heading_path,
            "document_id": passage.source.document_id,
            "position": passage.position,
        }
        for passage in passages
    ]
    return json.dumps({"sources": sources, "passages": entries}, default=date.isoformat, ensure_ascii=False, indent=1)


def _from_json(text: str) -> tuple[Passage, ...]:
    stored: dict[str, Any] = json.loads(text)
    sources = {key: _source(fields) for key, fields in stored["sources"].items()}
    return tuple(_passage(entry, sources) for entry in stored["passages"])


def _rows_to_json(rows: Rows) -> str:
    listed = [(row.text, row.passages, row.sentence, row.refusal) for row in rows.rows]
    refusals = [(refusal.reason, refusal.route) for refusal in rows.refusals]
    stored = {"rows": listed, "sentences": rows.sentences, "refusals": refusals, "unplaced": rows.unplaced}
    return json.dumps(stored, ensure_ascii=False, indent=0)


def _rows_from_json(text: str) -> Rows:
    stored: dict[str, Any] = json.loads(text)
    return Rows(
        rows=tuple(
            Row(text=text, passages=tuple(passages), sentence=sentence, refusal=refusal)
            for text, passages, sentence, refusal in stored["rows"]
        ),
        sentences=tuple(tuple(of_passage) for of_passage in stored["sentences"]),
        refusals=tuple(Refusal(reason=Reason(reason), route=Route(route)) for reason, route in stored["refusals"]),
        unplaced=stored["unplaced"],
    )


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
