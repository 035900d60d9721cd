"""The second sampler of bench/witness.py, which shares no code with ours, on small tables: the short witness."""

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.special import betaln

from chamsae.estimate.latent import latent
from chamsae.estimate.tables import table

ROWS = np.array([(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)])
COUNTS = np.array([9, 20, 25, 18, 60, 50, 70])
QUANTILES = [0.025, 0.1, 0.5, 0.9, 0.975]


@pytest.fixture
def witness(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bench's module, under its own name: by that its compiled code is found again."""
    monkeypatch.syspath_prepend(Path(__file__).parents[3] / "bench")
    return importlib.import_module("witness")


def _totals(witness: ModuleType, classes: int, length: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Eight chains of the witness, the first half left out."""
    case = witness.Case("small", ("A", "B", "C"), ROWS, COUNTS, classes)
    kept = np.empty((8, length), np.int64)
    for number, totals in enumerate(kept):
        parts = witness.state(case, case.numbers(number, 0))
        witness.sweeps(case.numbers(number, 1), ROWS, COUNTS, *parts, case.clamp, totals)
    return kept[:, length // 2 :]


def test_one_class_of_the_witness_has_the_posterior_that_sums_over_all_totals_give(witness: ModuleType) -> None:
    n, sizes = COUNTS.sum(), COUNTS @ ROWS
    totals = np.arange(n, 20_000, dtype=np.float64)
    falling = np.concatenate([[0.0], np.cumsum(np.log(totals[1:]) - np.log(totals[1:] - n))])
    logs = falling - np.log(totals) + sum(betaln(1 + size, 1 + totals - size) for size in sizes)
    shares = np.cumsum(np.exp(logs - logs.max()))
    exact = totals[np.searchsorted(shares / shares[-1], QUANTILES)]
    np.testing.assert_allclose(np.quantile(_totals(witness, 1, 20_000), QUANTILES), exact, rtol=0.01)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_witness_and_our_sampler_agree_within_their_errors(witness: ModuleType, classes: int) -> None:
    theirs = witness.figures(_totals(witness, classes, 60_000))
    lists = table("ABC", ROWS.tolist(), COUNTS.tolist())
    found = latent(lists, seed=1, classes=classes, effective=6000.0, draws=10**9)
    assert found.chains is not None
    ours = witness.figures(np.array(found.draws).reshape(found.chains.draws, found.chains.chains).T)
    assert theirs.rhat < witness.RHAT
    assert theirs.agrees(ours)


def test_particles_carry_the_prior_to_the_same_posterior(witness: ModuleType) -> None:
    case = witness.Case("small", ("A", "B", "C"), ROWS, COUNTS, 2)
    chains = np.quantile(_totals(witness, 2, 60_000), QUANTILES)
    totals, evidence = witness.flock(case, case.numbers(2))
    assert np.isfinite(evidence)
    np.testing.assert_allclose(np.quantile(totals, QUANTILES), chains, rtol=0.1)
