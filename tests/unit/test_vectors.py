"""Exact search over vectors."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.vectors import Vectors


def unit_rows(count: int, dimension: int = 8) -> NDArray[np.float32]:
    rows = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def vectors_of(rows: NDArray[np.float32]) -> Vectors:
    vectors = Vectors(rows.shape[1])
    vectors.add(rows)
    return vectors


def test_the_order_is_that_of_the_true_cosines() -> None:
    rows = unit_rows(200)
    question = unit_rows(201)[-1]

    found, cosines = vectors_of(rows).search(question, 200)

    truth = rows @ question
    assert found.tolist() == np.argsort(-truth).tolist()
    assert cosines == pytest.approx(truth[found], abs=1e-6)


def test_every_row_can_be_compared_in_the_rows_own_order() -> None:
    rows = unit_rows(200)
    question = unit_rows(201)[-1]

    cosines = vectors_of(rows).cosines(question)

    assert cosines.dtype == np.float32
    assert cosines == pytest.approx(rows @ question, abs=1e-6)
    assert Vectors(8).cosines(question).shape == (0,)


def test_comparing_changes_neither_rows_nor_question() -> None:
    rows, question = unit_rows(20), unit_rows(21)[-1]
    vectors, before = vectors_of(rows), question.copy()

    vectors.cosines(question[::1])
    vectors.cosines(question.astype(np.float64))

    assert np.array_equal(question, before)
    assert np.array_equal(vectors.rows(0, 20), rows)


def test_many_threads_compare_the_same() -> None:
    rows = unit_rows(300)
    vectors = vectors_of(rows)
    alone = [vectors.cosines(row) for row in rows]

    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(vectors.cosines, rows))

    assert np.array_equal(alone, together)


def test_a_limit_keeps_the_best() -> None:
    rows = unit_rows(50)

    found, cosines = vectors_of(rows).search(rows[31], 3)

    assert len(found) == 3
    assert found[0] == 31
    assert cosines[0] == pytest.approx(1.0)


def test_more_hits_than_rows_are_not_invented() -> None:
    found, cosines = vectors_of(unit_rows(4)).search(unit_rows(1)[0], 10)

    assert sorted(found) == [0, 1, 2, 3]
    assert len(cosines) == 4


def test_no_rows_find_nothing() -> None:
    found, cosines = Vectors(8).search(unit_rows(1)[0], 5)

    assert len(found) == len(cosines) == 0


def test_rows_come_back_as_they_were_added() -> None:
    rows = unit_rows(6)

    vectors = vectors_of(rows[:2])
    vectors.add(rows[2:])

    assert vectors.count == 6
    assert np.array_equal(vectors.rows(1, 4), rows[1:5])


def test_a_saved_index_finds_the_same(tmp_path: Path) -> None:
    rows = unit_rows(20)
    before = vectors_of(rows)

    before.save(tmp_path / "vectors")
    after = Vectors.load(tmp_path / "vectors")

    assert (after.count, after.dimension) == (20, 8)
    assert after.search(rows[3], 5)[0].tolist() == before.search(rows[3], 5)[0].tolist()
    assert after.cosines(rows[3]).tolist() == before.cosines(rows[3]).tolist()


def test_a_vector_of_another_encoder_is_refused() -> None:
    with pytest.raises(ValueError, match="8 numbers"):
        vectors_of(unit_rows(3)).search(unit_rows(1, dimension=5)[0], 1)
    with pytest.raises(ValueError, match="8 numbers"):
        vectors_of(unit_rows(3)).cosines(unit_rows(1, dimension=5)[0])
