"""Log-linear models: the published table of all models, their average, and what empty cells do to them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.estimate.loglinear import hierarchical, loglinear
from chamsae.estimate.loglinear_closed import Closed, closed, closed_one
from chamsae.estimate.loglinear_models import every_model
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable
from tests.estimate.tables_here import ONLY_TWO_OVERLAP, SPINA, counted, full_tables, orders, relabelled

#: total, standard error, deviance, degrees of freedom, AIC, BIC of every model, by Rcapture 1.4-4 on the same counts.
PUBLISHED = {
    "A:B, A:C, B:C": (762.980634, 86.387753, 0.0, 0, 53.971202, 85.046655),
    "A:B, A:C": (711.232394, 17.721704, 0.667585, 1, 52.638787, 79.274790),
    "A:B, B:C": (758.321429, 25.521637, 0.003335, 1, 51.974538, 78.610640),
    "A:C, B:C": (1361.0, 394.740421, 37.495812, 1, 89.467015, 116.103117),
    "A:B, C": (730.928571, 16.980229, 3.859854, 2, 53.831056, 76.027808),
    "A:C, B": (755.943038, 24.934031, 58.088454, 2, 108.059656, 130.256408),
    "B:C, A": (831.3125, 36.516140, 46.850138, 2, 96.821339, 119.018092),
    "A, B, C": (763.887932, 20.617612, 58.347619, 3, 106.318821, 124.086223),
}


def test_every_model_of_three_lists_is_as_published() -> None:
    found = {model.terms: model for model in loglinear(SPINA).models[:8]}
    assert found.keys() == PUBLISHED.keys()
    for terms, (total, error, deviance, freedom, aic, bic) in PUBLISHED.items():
        model = found[terms]
        assert model.total == pytest.approx(total, rel=1e-6)
        assert model.error == pytest.approx(error, rel=1e-6)
        assert model.deviance == pytest.approx(deviance, abs=1e-5)
        assert model.freedom == freedom
        assert model.aic == pytest.approx(aic, rel=1e-6)
        assert model.bic == pytest.approx(bic, abs=0.011)
        assert model.exists


def test_there_are_as_many_hierarchical_models_as_there_should_be() -> None:
    assert [len(every_model(lists)) for lists in (2, 3, 4)] == [1, 8, 113]


def test_without_a_triple_interaction_the_total_is_the_odd_over_the_even_products() -> None:
    odd, even = 247 * 49 * 60 * 12, 142 * 112 * 4
    (found,) = hierarchical(SPINA, [[["A", "B"], ["A", "C"], ["B", "C"]]])
    assert found.total == pytest.approx(626 + odd / even)


def test_the_weights_of_the_average_add_up_and_the_best_model_leads() -> None:
    found = loglinear(SPINA)
    weights = [model.weight or 0.0 for model in found.models[:8]]
    assert sum(weights) == pytest.approx(1)
    assert weights == sorted(weights, reverse=True)
    assert found.low is not None
    assert found.high is not None
    assert 626 < found.low < found.median < found.high


def test_one_model_alone_keeps_its_profile_likelihood_interval() -> None:
    # Two lists have one model; its profile likelihood is that of the hypergeometric-like two-list table, worked here
    # by scanning every total.
    both, first, second = 30, 70, 50
    found = loglinear(counted([second, first, both], ["A", "B"]))
    totals = np.arange(150, 600)
    likelihood = _two_lists(totals, both, first, second)
    inside = totals[2 * (likelihood.max() - likelihood) <= 3.841459]
    assert found.low == pytest.approx(inside.min(), abs=1.01)
    assert found.high == pytest.approx(inside.max(), abs=1.01)
    assert found.median == pytest.approx(totals[likelihood.argmax()], abs=1.01)


def _two_lists(totals: np.ndarray, both: int, first: int, second: int) -> np.ndarray:
    from scipy.special import gammaln, xlogy

    n, one, two = both + first + second, both + first, both + second
    found: np.ndarray = (
        gammaln(totals + 1)
        - gammaln(totals - n + 1)
        + sum(xlogy(size, size / totals) + xlogy(totals - size, 1 - size / totals) for size in (one, two))
    )
    return found


def test_a_model_whose_total_is_not_determined_has_no_number_and_no_weight() -> None:
    found = {model.terms: model for model in loglinear(ONLY_TWO_OVERLAP).models}
    assert found["A:B, C"].total is None
    assert found["A:B, C"].weight == 0
    assert not found["A:B, C"].exists
    # A parameter at minus infinity that does not touch the total leaves it standing.
    assert found["A:C, B:C"].total == pytest.approx(296)
    assert not found["A:C, B:C"].exists
    assert found["A, B, C"].total == pytest.approx(539.0939, abs=1e-4)


def test_no_overlap_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="more than one list"):
        loglinear(counted([30, 20, 0, 10, 0, 0, 0]))


def test_one_list_and_too_many_are_refused() -> None:
    for lists in (1, 12):
        one = table([f"L{at}" for at in range(lists)], [[1] * lists], [5])
        with pytest.raises(InputError, match="lists"):
            loglinear(one)


def test_more_lists_are_searched_and_find_the_pair_that_depends() -> None:
    found = loglinear(_independent(5, 3000, {(0, 1): 6.0}))
    assert found.models[0].terms.startswith("A:B")
    assert found.low is not None
    assert found.high is not None
    assert found.low < 3000 < found.high


def test_the_models_of_a_closed_population_are_as_published() -> None:
    found = {model.terms: model for model in closed(ONLY_TWO_OVERLAP)}
    assert found[Closed.M0].total == pytest.approx(566.4353, abs=1e-4)
    assert found[Closed.MT].error == pytest.approx(201.4454, rel=1e-4)
    assert found[Closed.MB].total == pytest.approx(134.3372, abs=1e-4)
    assert found[Closed.MB].error == pytest.approx(22.2392, abs=1e-3)
    assert found[Closed.MBH].total == pytest.approx(136.0)
    assert found[Closed.MTH_POISSON].total is None


@settings(deadline=None, max_examples=15)
@given(full_tables(3), orders(3))
def test_the_order_of_lists_changes_no_answer(one: CaptureTable, order: tuple[int, ...]) -> None:
    here, there = loglinear(one), loglinear(relabelled(one, order))
    assert there.median == pytest.approx(here.median, rel=1e-5)
    assert there.high == (None if here.high is None else pytest.approx(here.high, rel=1e-4))


@settings(deadline=None, max_examples=15)
@given(full_tables(3), st.integers(2, 1000))
def test_more_of_the_same_makes_every_total_that_much_larger(one: CaptureTable, times: int) -> None:
    more = table(one.lists, one.patterns, [count * times for count in one.counts])
    totals = {model.terms: model.total for model in loglinear(one).models[:8]}
    for model in loglinear(more).models[:8]:
        assert model.total == pytest.approx((totals[model.terms] or 0.0) * times, rel=1e-6)


def _independent(lists: int, total: int, odds: dict[tuple[int, int], float]) -> CaptureTable:
    """Expected counts of lists that each have three in ten, some pairs more often together."""
    patterns = list(product((0, 1), repeat=lists))
    weights = [_weight(one, odds) for one in patterns]
    counts = [round(total * weight / sum(weights)) for weight in weights]
    return table("ABCDEFGH"[:lists], patterns[1:], counts[1:])


def _weight(pattern: tuple[int, ...], odds: dict[tuple[int, int], float]) -> float:
    alone = np.prod([0.3 if on else 0.7 for on in pattern])
    return float(alone * np.prod([more for (one, two), more in odds.items() if pattern[one] and pattern[two]]))


def test_the_standard_error_of_a_model_of_removal_is_what_simulated_totals_vary_by() -> None:
    # Rcapture's error of Mbh is larger than what its own estimate varies by; so it is not the standard here.
    rng = np.random.default_rng(11)
    found = [closed_one(_removed(rng), Closed.MBH).model for _ in range(150)]
    totals = [model.total or 0.0 for model in found]
    errors = [model.error or 0.0 for model in found]
    assert float(np.median(errors)) == pytest.approx(float(np.std(totals)), rel=0.2)


def _removed(rng: np.random.Generator) -> CaptureTable:
    """5,000 persons before four lists: four in ten are on the first, then half of those not yet seen on each."""
    seen = rng.random((5000, 4)) < np.array([0.4, 0.5, 0.5, 0.5])
    first = np.where(seen.any(axis=1), seen.argmax(axis=1), 4)
    again = np.arange(4) > first[:, None]
    seen = np.where(again, rng.random((5000, 4)) < 0.2, seen)
    rows, counts = np.unique(seen[first < 4].astype(int), axis=0, return_counts=True)
    return table("ABCD", [tuple(map(int, row)) for row in rows], [int(count) for count in counts])


def test_an_interaction_with_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="interaction"):
        hierarchical(SPINA, [[["A", "X"]]])
