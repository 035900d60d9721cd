"""Draws under one prior of alpha, told under another: what the weights say is what a run under that prior says."""

import numpy as np
import pytest

from chamsae.estimate.latent import latent, latent_beside
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import problem
from chamsae.estimate.latent.reweight import log_density, reweighted
from chamsae.estimate.latent.tempered import Flights
from chamsae.estimate.tables import table
from chamsae.model.estimate import Chains, Estimate, Method, Role

ALL = [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
#: Few persons: the answer moves with how readily further classes are believed in.
FEW = table("ABC", ALL, [6, 4, 4, 5, 30, 24, 28])
SEVERAL = (15.5, 15.0)


def test_the_weights_say_what_a_run_under_that_prior_says() -> None:
    answer, (told,) = latent_beside(FEW, [SEVERAL], seed=1)
    run = latent(FEW, seed=2, concentration=SEVERAL, effective=2000.0)
    assert run.median > 1.06 * answer.median, "this prior moves this answer"
    assert told is not None and told.role is Role.SENSITIVITY
    assert told.median == pytest.approx(run.median, rel=0.03)
    assert told.low == pytest.approx(run.low or 0, rel=0.03)
    assert told.high == pytest.approx(run.high or 0, rel=0.08)


def test_of_a_prior_that_the_draws_know_nothing_of_nothing_is_said() -> None:
    _, (near, far) = latent_beside(FEW, [SEVERAL, (40.0, 10.0)], seed=1)
    assert near is not None and far is None


def test_the_same_prior_weighs_all_draws_alike() -> None:
    answer, (told,) = latent_beside(FEW, [(0.25, 0.25)], seed=1)
    assert told is not None
    assert (told.median, told.low, told.high) == pytest.approx((answer.median, answer.low, answer.high), rel=1e-3)


def test_weights_that_hang_on_a_few_draws_are_not_believed() -> None:
    one, numbers = problem(FEW), np.random.default_rng(1)
    sums, totals = np.exp(numbers.normal(6.0, 2.0, (4, 1000))), np.full((4, 1000), 700)
    chains = Chains(chains=4, draws=1000, rhat=1, bulk=4000, tail=4000)
    answer = Estimate(method=Method.LATENT, n=one.n, median=700, chains=chains)
    assert reweighted(answer, one, totals, sums, (1.0, 1.0)) is not None
    assert reweighted(answer, one, totals, sums, (40.0, 0.4)) is None


def test_the_density_of_sticks_is_that_with_alpha_integrated_out() -> None:
    alpha = np.random.default_rng(1).gamma(2.0, 1 / 3.0, 400_000)
    sums = np.array([0.5, 2.0, 8.0])
    drawn = np.log(np.mean(alpha**4 * np.exp(-np.outer(sums, alpha)), axis=1))
    exact = log_density(sums, 5, (2.0, 3.0))
    np.testing.assert_allclose(exact - exact[0], drawn - drawn[0], atol=0.02)


@pytest.mark.parametrize("chains", [Walks(problem(FEW), 1, 2), Flights(problem(FEW), 1, 2)])
def test_the_sums_kept_are_those_of_the_sticks(chains: Walks | Flights) -> None:
    logs = chains.run(3)
    assert chains.sums.shape == logs.shape == (2, 3)
    if isinstance(chains, Flights):
        sticks = np.exp(chains.blocks[0].place[-(chains.blocks[0].tree.classes - 1) :, :2])
        np.testing.assert_allclose(chains.sums[:, -1], sticks.sum(axis=0), rtol=1e-9)
    assert (chains.sums > 0).all()
