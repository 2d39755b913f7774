"""The index of the bundled documents, for the benchmarks: the one that setting up prepared, or one that is built now.

It must never leave anything behind: what it writes lies in a folder that is removed.
"""

import tempfile
from pathlib import Path

from adapters.library import INDEX_FOLDER, load_or_build
from index.files import Contents, read
from index.manifest import read_manifest


def bundled_contents() -> Contents:
    """Return the passages, rows, vectors and what was learned, once it is sure that they fit. Raises SearchError."""
    with tempfile.TemporaryDirectory() as folder:
        load_or_build(Path(folder), None)
        index = Path(folder) / INDEX_FOLDER
        return read(index / read_manifest(index).files)
