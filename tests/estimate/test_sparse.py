"""Sparse lists: pairs at minus infinity, forward selection, the bootstrap."""

import pytest
from hypothesis import given, settings

from chamsae.errors import InputError
from chamsae.estimate.sparse import sparse
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable
from tests.estimate.tables_here import ONLY_TWO_OVERLAP, SPINA, counted, full_tables, orders, relabelled

#: Invented: a quarter of A and of B are on C too, so they should share many persons, and they share none.
SHUNNING = table(["A", "B", "C"], [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1]], [200, 200, 300, 60, 60])


def test_a_pair_that_should_overlap_and_does_not_is_taken_out_with_its_cells() -> None:
    found = sparse(SHUNNING, seed=1, resamples=40)
    assert found.model == "A:B, C"
    assert found.settings["empty"] == 1
    # What is left says that C has 3 in 13 of A and of B, and so of those on neither.
    assert found.median == pytest.approx(820 + 300 * 200 / 60)


def test_few_overlaps_leave_independent_lists_and_their_known_total() -> None:
    found = sparse(ONLY_TWO_OVERLAP, seed=1)
    assert found.model == "A, B, C"
    assert found.median == pytest.approx(539.0939, abs=1e-4)
    assert found.settings["low"] == pytest.approx(278.6542, abs=0.01)
    assert found.settings["high"] == pytest.approx(1170.8851, abs=0.05)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    first, again, other = (sparse(SPINA, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert (other.low, other.high) != (first.low, first.high)
    assert other.median == first.median


def test_the_interval_holds_the_estimate_and_nothing_under_those_known() -> None:
    found = sparse(SPINA, seed=2)
    assert found.low is not None
    assert found.high is not None
    assert SPINA.n <= found.low < found.median < found.high


def test_pairs_enter_in_the_order_of_their_surprise_until_none_is_left() -> None:
    found = sparse(SPINA, seed=1, threshold=0.02)
    assert [model.terms for model in found.models][-1] == "A, B, C"
    assert found.models[0].terms == found.model
    assert len(found.models) > 1
    alone = sparse(SPINA, seed=1, threshold=0.0)
    assert alone.model == "A, B, C"
    assert alone.median == pytest.approx(763.8879, abs=1e-4)


def test_no_overlap_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="more than one list"):
        sparse(counted([30, 20, 0, 10, 0, 0, 0]), seed=1)


@settings(deadline=None, max_examples=10)
@given(full_tables(4, least=3), orders(4))
def test_the_order_of_lists_changes_no_selection(one: CaptureTable, order: tuple[int, ...]) -> None:
    here, there = sparse(one, seed=1, resamples=5), sparse(relabelled(one, order), seed=1, resamples=5)
    assert there.median == pytest.approx(here.median, rel=1e-6)
    assert there.settings["high"] == pytest.approx(here.settings["high"], rel=1e-6)
