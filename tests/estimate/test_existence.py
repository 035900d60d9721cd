"""Whether estimates exist, by linear program."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.estimate.existence import Existence, exists, face
from chamsae.estimate.loglinear_models import counts, design, terms_up_to
from chamsae.model.estimate import CaptureTable
from tests.estimate.tables_here import ONLY_TWO_OVERLAP, SPINA, counted, full_tables


@given(full_tables(3))
def test_where_every_cell_has_somebody_every_estimate_exists(one: CaptureTable) -> None:
    assert exists(one, combinations(one.lists, 2)) is Existence.EXISTS


def test_pairs_that_never_overlap_leave_the_rest_unidentified() -> None:
    # As SparseMSE says of its artificial table with all pairs: code 2.
    assert exists(ONLY_TWO_OVERLAP, combinations(ONLY_TWO_OVERLAP.lists, 2)) is Existence.NOT_IDENTIFIED
    assert exists(ONLY_TWO_OVERLAP, []) is Existence.EXISTS


def test_an_estimate_can_be_absent_though_every_pair_overlaps() -> None:
    # Nobody on A alone nor on all three: with all pairs in the model the two cells can be emptied together.
    one = counted([9, 8, 3, 0, 4, 5, 0])
    assert exists(one, combinations(one.lists, 2)) is Existence.ABSENT


def test_interactions_are_between_lists_of_the_table() -> None:
    for term in (["A"], ["A", "X"], ["A", "A"]):
        with pytest.raises(InputError, match="interaction"):
            exists(SPINA, [term])


@given(st.lists(st.integers(0, 3), min_size=7, max_size=7).filter(lambda values: sum(values) > 0))
def test_what_is_off_the_face_is_empty_and_a_direction_proves_it(values: list[int]) -> None:
    one = counted(values)
    model = design(3, terms_up_to(3, 2))
    observed = counts(one)
    kept = face(model, observed).cells
    assert not observed[~kept].any()
    # The cells that stay carry the counts with a strictly positive table of the same margins: an estimate on the face.
    if kept.any():
        margins = model[kept].T @ observed[kept]
        assert _positive_table_exists(model[kept], margins)


def _positive_table_exists(model: np.ndarray, margins: np.ndarray) -> bool:
    """Another linear program, the dual of the one under test: the smallest cell of a table with these margins."""
    from scipy.optimize import linprog

    many = len(model)
    found = linprog(
        np.append(np.zeros(many), -1.0),
        A_ub=np.hstack([-np.eye(many), np.ones((many, 1))]),
        b_ub=np.zeros(many),
        A_eq=np.hstack([model.T, np.zeros((model.shape[1], 1))]),
        b_eq=margins,
        bounds=[(0, None)] * (many + 1),
        method="highs",
    )
    return bool(found.x[-1] > 1e-9)
