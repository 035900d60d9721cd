"""Bayesian average over decomposable graphs."""

import pytest
from hypothesis import given, settings

from chamsae.errors import InputError
from chamsae.estimate.graphs import Saturated, graphs
from chamsae.estimate.graphs_all import cliques_and_separators, decomposable
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable
from tests.estimate.tables_here import SPINA, counted, full_tables, orders, relabelled


def test_there_are_as_many_decomposable_graphs_as_there_should_be() -> None:
    assert [len(decomposable(lists).cliques) for lists in (2, 3, 4, 5)] == [2, 8, 61, 822]


def test_a_ring_of_four_is_not_decomposable_and_with_a_chord_it_is() -> None:
    ring = [(0, 1), (1, 2), (2, 3), (0, 3)]
    assert cliques_and_separators(4, ring) is None
    found = cliques_and_separators(4, [*ring, (0, 2)])
    assert found is not None
    assert (set(found[0]), found[1]) == ({0b0111, 0b1101}, (0b0101,))


def test_every_graph_counts_each_list_once() -> None:
    for lists in (4, 5):
        graphs_of = decomposable(lists)
        for one in range(lists):
            holding = [chosen for chosen in range(1 << lists) if chosen >> one & 1]
            assert (graphs_of.shares[:, holding].sum(axis=1) == 1).all()
        assert (graphs_of.shares.sum(axis=1) == 1).all()


@pytest.mark.parametrize(
    ("delta", "wanted", "saturated"),
    [(0.125, (731, 694, 787), 0.0015), (0.5, (732, 687, 798), 0.0183), (1.0, (732, 682, 800), 0.0388)],
)
def test_the_spina_bifida_posterior_is_that_of_dga(
    delta: float, wanted: tuple[int, int, int], saturated: float
) -> None:
    found = graphs(SPINA, delta=delta, saturated=Saturated.KEEP, most=10 * SPINA.n)
    assert (found.median, found.low, found.high) == wanted
    assert found.settings["saturated"] == pytest.approx(saturated, abs=1e-4)


def test_the_saturated_graph_is_dropped_unless_asked_for() -> None:
    dropped, kept = graphs(SPINA), graphs(SPINA, saturated=Saturated.KEEP)
    assert (dropped.settings["graphs"], kept.settings["graphs"]) == (7, 8)
    assert "A:B:C" not in {model.terms for model in dropped.models}
    assert sum(model.weight or 0.0 for model in dropped.models) == pytest.approx(1, abs=0.01)


@settings(deadline=None, max_examples=20)
@given(full_tables(3, least=8, most=60))
def test_the_grid_says_what_every_whole_number_says(one: CaptureTable) -> None:
    quick, slow = graphs(one), graphs(one, most=60 * one.n)
    # Every number begins at 1 as in dga, the grid at 0; a tail may go on after sixty times the documented.
    if float(quick.settings["beyond"]) < 1e-6 and quick.quantiles[0][1] > one.n + 2:
        assert quick.median == pytest.approx(slow.median, rel=0.003, abs=1.01)
        assert quick.high == pytest.approx(slow.high, rel=0.006, abs=1.01)


@settings(deadline=None, max_examples=25)
@given(full_tables(3), orders(3))
def test_the_order_of_lists_changes_no_posterior(one: CaptureTable, order: tuple[int, ...]) -> None:
    assert graphs(relabelled(one, order)).quantiles == graphs(one).quantiles


def test_ten_million_persons_take_no_more_cells_than_a_hundred() -> None:
    many = table(SPINA.lists, SPINA.patterns, [count * 16_000 for count in SPINA.counts])
    found = graphs(many)
    assert found.low is not None
    assert found.high is not None
    # With that many persons one graph is certain, and its interval a thousandth wide.
    assert found.models[0].weight == pytest.approx(1)
    assert 0.0005 < (found.high - found.low) / found.median < 0.01


def test_a_tail_that_the_data_do_not_hold_back_is_said() -> None:
    found = graphs(counted([20, 30, 0, 40, 0, 6, 0]))
    assert float(found.settings["beyond"]) > 0.05


def test_graphs_want_three_to_six_lists_and_a_sensible_prior() -> None:
    with pytest.raises(InputError, match="3 to 6"):
        graphs(counted([10, 20, 5], ["A", "B"]))
    for wrong in (0.0, -1.0, float("nan")):
        with pytest.raises(InputError, match="above zero"):
            graphs(SPINA, delta=wrong)


def test_the_example_of_the_manual_is_met_under_the_prior_it_states() -> None:
    """dga's second example takes Madigan and York's prior of the total, not 1/N: 732 under one, 731 under the other."""
    found = graphs(SPINA, delta=1.0, saturated=Saturated.KEEP, most=300, gamma=(13.14, 55.17))
    assert (found.low, found.median, found.high) == (682, 731, 797)
    assert sorted(round(model.weight or 0.0, 3) for model in found.models) == [0.035, 0.282, 0.31, 0.374]
    assert graphs(SPINA, delta=1.0, saturated=Saturated.KEEP, most=300).median == 732
    with pytest.raises(InputError):
        graphs(SPINA, gamma=(0.0, 1.0))
