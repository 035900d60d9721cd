"""Latent classes of one table."""

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import betaln

from chamsae.errors import InputError
from chamsae.estimate.latent import Sampler, latent
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import problem
from chamsae.estimate.latent.tempered import Flights
from chamsae.estimate.tables import table
from chamsae.model.estimate import Chains

ALL = [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
LISTS = table("ABC", ALL, [9, 20, 25, 18, 60, 50, 70])


def _exact(sizes: tuple[int, ...], n: int, most: int) -> tuple[float, float, float]:
    """Median and ends of N under one class, summed over N: p(N) ∝ 1/N · N!/(N-n)! · Π B(1 + n_j, 1 + N - n_j)."""
    totals = np.arange(n, most, dtype=np.float64)
    falling = np.concatenate([[0.0], np.cumsum(np.log(totals[1:]) - np.log(totals[1:] - n))])
    logs = falling - np.log(totals) + sum(betaln(1 + size, 1 + totals - size) for size in sizes)
    shares = np.cumsum(np.exp(logs - logs.max()))
    at = np.searchsorted(shares / shares[-1], [0.5, 0.025, 0.975])
    return tuple(float(totals[one]) for one in at)  # type: ignore[return-value]


@pytest.mark.parametrize("sampler", [Sampler.GIBBS, Sampler.FLIGHTS, Sampler.TEMPERED])
def test_one_class_has_the_posterior_that_sums_over_all_totals_give(sampler: Sampler) -> None:
    median, low, high = _exact(LISTS.sizes, LISTS.n, 20_000)
    found = latent(LISTS, seed=1, classes=1, sampler=sampler, budget=8000)
    assert found.median == pytest.approx(median, rel=0.01)
    assert found.low == pytest.approx(low, rel=0.02)
    assert found.high == pytest.approx(high, rel=0.02)


#: A few persons, of whom two classes say little.
FEW: dict[tuple[int, ...], int] = dict(zip(ALL[1:], [3, 1, 1, 4, 8, 5], strict=True))
#: Gammas of alpha: the usual one, one that favours one class still more, and one under which both have a share.
GAMMAS = [(0.25, 0.25), (0.1, 1.0), (15.5, 15.0)]


def _weighted(sizes: dict[tuple[int, ...], int], draws: int, gamma: tuple[float, float]) -> npt.NDArray[np.float64]:
    """Quantiles of the share documented under two classes: draws from the prior, weighted by the likelihood."""
    numbers = np.random.default_rng(1)
    alpha = np.maximum(numbers.gamma(gamma[0], 1 / gamma[1], draws), 1e-300)
    first = -np.expm1(-numbers.exponential(1.0, draws) / alpha)
    chances = numbers.random((3, 2, draws))

    def share(row: tuple[int, ...]) -> npt.NDArray[np.float64]:
        one, other = np.prod([by if on else 1.0 - by for on, by in zip(row, chances, strict=True)], axis=0)
        return np.asarray(first * one + (1.0 - first) * other)

    seen = 1.0 - share((0, 0, 0))
    logs = np.sum([count * np.log(share(row) / seen) for row, count in sizes.items()], axis=0)
    order = np.argsort(seen)
    weights = np.cumsum(np.exp(logs - logs.max())[order])
    at = np.searchsorted(weights / weights[-1], [0.025, 0.1, 0.5, 0.9, 0.975])
    return np.asarray(seen[order][at])


@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize("way", [Walks, Flights])
def test_two_classes_have_the_posterior_that_weighted_draws_from_the_prior_give(
    way: type[Walks | Flights], gamma: tuple[float, float]
) -> None:
    chains = way(problem(table("ABC", list(FEW), list(FEW.values())), classes=2, concentration=gamma), 1, 16)
    chains.warm(1000)
    found = np.quantile(np.exp(chains.run(6000)), [0.025, 0.1, 0.5, 0.9, 0.975])
    np.testing.assert_allclose(found, _weighted(FEW, 600_000, gamma), rtol=0.025)


def test_trajectories_and_plain_gibbs_agree_where_alpha_is_near_nothing() -> None:
    # one class fits: alpha piles up at 0, where a clamp on the sticks would move the answer
    lists = table("ABC", ALL, [12, 48, 48, 48, 190, 190, 190])
    one, other = (latent(lists, seed=2, sampler=way, effective=4000.0) for way in (Sampler.FLIGHTS, Sampler.GIBBS))
    assert one.median == pytest.approx(other.median, rel=0.02)
    assert one.low == pytest.approx(other.low or 0, rel=0.03)
    assert one.high == pytest.approx(other.high or 0, rel=0.06)


@pytest.mark.parametrize("sampler", [Sampler.GIBBS, Sampler.TEMPERED])
def test_the_same_seed_gives_the_same_result_on_one_core_or_two(sampler: Sampler) -> None:
    once = latent(LISTS, seed=3, classes=2, chains=4, budget=2500, sampler=sampler)
    assert once == latent(LISTS, seed=3, classes=2, chains=4, budget=2500, sampler=sampler, threads=2)
    assert once != latent(LISTS, seed=4, classes=2, chains=4, budget=2500, sampler=sampler)


def test_two_seeds_agree() -> None:
    one, other = latent(LISTS, seed=5), latent(LISTS, seed=6)
    assert one.median == pytest.approx(other.median, rel=0.02)
    assert one.chains is not None
    assert one.chains.rhat < 1.01


def test_ten_million_persons_are_counted_exactly() -> None:
    lists = table("ABC", ALL, [count * 40_000 for count in LISTS.counts])
    found = latent(lists, seed=7, classes=1)
    assert found.n == 10_080_000
    assert all(isinstance(draw, int) and draw > found.n for draw in found.draws)
    median = latent(LISTS, seed=7, classes=1).median
    assert found.median == pytest.approx(40_000 * median, rel=0.03)


def test_chains_that_had_no_time_do_not_say_that_they_agree() -> None:
    found = latent(LISTS, seed=8, budget=40)
    assert found.chains is not None
    assert found.chains.rhat > 1.01 or found.chains.bulk < 1000


def test_no_draw_is_above_the_ratio_asked_for() -> None:
    lists = table("ABC", [(1, 1, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)], [1, 30, 30, 30])
    assert max(latent(lists, seed=9, budget=3000).draws) > 20 * 91
    assert max(latent(lists, seed=9, budget=3000, most_ratio=20).draws) <= 20 * 91


def test_progress_is_told_with_what_the_chains_say() -> None:
    told: list[tuple[float, Chains]] = []
    latent(LISTS, seed=1, budget=6000, progress=lambda share, chains: told.append((share, chains)))
    assert told
    assert 0 < told[0][0] <= 1


def test_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(InputError):
        latent(LISTS, seed=1, chains=1)
    with pytest.raises(InputError):
        latent(LISTS, seed=1, classes=0)
    with pytest.raises(InputError):
        latent(LISTS, seed=1, budget=3)
