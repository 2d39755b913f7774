"""What built an index: it stands beside the files, and says which files are the published ones.

The manifest is the pointer as well as the record, so that one atomic rename publishes a build. It must never name files
that are not complete and on the disk.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from index.errors import IndexMissing, IndexStale

FORMAT = 4
"""Raise it when the files, the tokens or the texts that stand for a passage change: an older index is then built anew."""

FILE = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One build."""

    format: int
    model: str  # the encoder's name
    dimension: int
    documents: Mapping[str, str]  # document id -> SHA-256 of its file
    questions: str  # SHA-256 of the example questions
    messages: str  # SHA-256 of the labelled messages
    passage_count: int
    encoded_count: int  # how many texts this build had to encode; the others were taken from the build before
    row_count: int  # texts with a vector: passages, their sentences, example questions
    unplaced_count: int  # example questions whose words stand in no document any more
    figures: Mapping[str, float]  # what the release gate measured; empty when it was not asked
    versions: Mapping[str, str]  # library -> version, as installed when it was built
    built_at: datetime  # aware, UTC
    files: str  # the folder of the build, beside the manifest

    @property
    def version(self) -> str:
        """What was searched, as 12 hexadecimal digits: the same documents, questions and encoder have the same."""
        built_from = json.dumps([self.format, self.model, sorted(self.documents.items()), self.questions, self.messages])
        return hashlib.sha256(built_from.encode()).hexdigest()[:12]


def read_manifest(folder: Path) -> Manifest:
    """Return the published manifest of an index folder.

    Raises:
        IndexMissing: nothing has been published here.
        IndexStale: it cannot be read, or another version of Alongside wrote it.
    """
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError as exc:
        raise IndexMissing(folder) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise IndexStale("its manifest cannot be read") from exc
    return _parsed(text)


def publish(manifest: Manifest, folder: Path) -> None:
    """Make a build the published one: wholly, or not at all. Its files must be on the disk. Raises OSError."""
    beside = folder / f"{FILE}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest) | {"built_at": manifest.built_at.isoformat()}, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / FILE)


def _parsed(text: str) -> Manifest:
    try:
        fields: dict[str, Any] = json.loads(text)
        if fields["format"] != FORMAT:
            raise IndexStale("another version of Alongside built it")
        return Manifest(**fields | {"built_at": datetime.fromisoformat(fields["built_at"])})
    except (ValueError, KeyError, TypeError) as exc:
        raise IndexStale("its manifest is damaged") from exc
