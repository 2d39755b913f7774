"""Vectors that can be searched: the only file that knows FAISS.

It must never approximate: every row is compared, which takes well under a millisecond for some thousands of rows.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Vectors:
    """Rows of L2-normalised numbers, compared by inner product. Searching is safe from several threads, adding is not."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self._index: Any = faiss.IndexFlatIP(dimension)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """How many numbers a row has."""
        return int(self._index.d)

    def add(self, rows: NDArray[np.float32]) -> None:
        """Add rows at the end, shape (n, dimension)."""
        self._index.add(np.ascontiguousarray(rows, dtype=np.float32))

    def search(self, vector: NDArray[np.float32], limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers of the nearest rows and their cosines (-1.0 to 1.0), best first, at most `limit`.

        Raises:
            ValueError: the vector has another dimension; it was made by another encoder.
        """
        self._check(vector)
        if not self.count:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        cosines, rows = self._index.search(np.ascontiguousarray(vector[np.newaxis], dtype=np.float32), min(limit, self.count))
        return rows[0], cosines[0]

    def cosines(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of a vector with every row, in the rows' order, shape (count,).

        Raises:
            ValueError: the vector has another dimension; it was made by another encoder.
        """
        import faiss

        self._check(vector)
        if not self.count:
            return np.empty(0, dtype=np.float32)
        asked = np.ascontiguousarray(vector, dtype=np.float32)
        found = np.empty(self.count, dtype=np.float32)
        numbers = np.arange(self.count, dtype=np.int64)
        # Searching for all rows would also sort them, which takes four times as long as comparing them.
        pointers = (faiss.swig_ptr(asked), self.count, faiss.swig_ptr(found), faiss.swig_ptr(numbers))
        self._index.compute_distance_subset(1, *pointers)
        return found

    def _check(self, vector: NDArray[np.float32]) -> None:
        if vector.shape != (self.dimension,):
            raise ValueError(f"A vector of shape {vector.shape} cannot be compared with rows of {self.dimension} numbers.")

    def rows(self, start: int, count: int) -> NDArray[np.float32]:
        """Return rows as they were added, shape (count, dimension)."""
        return np.asarray(self._index.reconstruct_n(start, count), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the rows to a file. Raises OSError or RuntimeError, as FAISS does, when it cannot."""
        import faiss

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "Vectors":
        """Read the rows from a file. Raises OSError or RuntimeError when it is missing or damaged."""
        import faiss

        found = cls.__new__(cls)
        found._index = faiss.read_index(str(path))
        return found
