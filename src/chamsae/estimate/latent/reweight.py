"""Draws under one prior of alpha, told under another: by weights, without drawing anew.

Given the sticks the data know nothing of alpha, so a draw weighs as its sticks do under the other prior over what they
do under its own: with alpha ~ Gamma(a, b) integrated out, b^a (b + S)^-(a + K - 1) in S, what the sticks come to.
Weights are smoothed, and not believed where their tail is too heavy (PSIS: Vehtari and others 2024).
"""

import numpy as np
import numpy.typing as npt

from chamsae.estimate.latent.model import Floats, Problem
from chamsae.model.estimate import Estimate, Role

#: The shape of the Pareto tail of the weights above which they are not believed.
HEAVIEST = 0.7
#: Effective draws under the weights that a median and the ends of an interval need.
FEWEST = 400.0


def reweighted(
    answer: Estimate, one: Problem, totals: npt.NDArray[np.int64], sums: Floats, other: tuple[float, float]
) -> Estimate | None:
    """The answer's draws under another gamma (shape, rate) of alpha; None where their weights cannot be believed.

    `totals` and `sums` are what was drawn, in chains of the same shape.
    """
    ratios = log_density(sums.ravel(), one.classes, other) - log_density(sums.ravel(), one.classes, one.concentration)
    independent = min(answer.chains.bulk / ratios.size, 1.0) if answer.chains else 1.0
    weights, heavy = _smoothed(ratios, independent)
    effective = independent / float(weights @ weights)
    if not (heavy <= HEAVIEST and effective >= FEWEST):
        return None
    tail = (1 - answer.level) / 2
    low, median, high = _quantiles(totals.ravel(), weights, (tail, 0.5, 1 - tail))
    return Estimate(
        method=answer.method,
        role=Role.SENSITIVITY,
        model=answer.model,
        n=answer.n,
        median=median,
        low=low,
        high=high,
        level=answer.level,
        settings={"concentration_a": other[0], "concentration_b": other[1], "pareto_k": heavy, "effective": effective},
    )


def log_density(sums: Floats, classes: int, concentration: tuple[float, float]) -> Floats:
    """Log density of sticks that come to these sums, but for what every gamma of alpha gives alike."""
    shape, rate = concentration
    return np.asarray(shape * np.log(rate) - (shape + classes - 1) * np.log(rate + sums), dtype=np.float64)


def _smoothed(ratios: Floats, independent: float) -> tuple[Floats, float]:
    """Weights that sum to one, and the shape of their tail; nought for equal ones, which have none."""
    if np.ptp(ratios) < 1e-12:
        return np.full(ratios.size, 1.0 / ratios.size), 0.0
    from arviz_stats.base import array_stats  # type: ignore[attr-defined]  # noqa: PLC0415 - heavy

    logs, heavy = array_stats.psislw(-ratios, r_eff=independent)  # type: ignore[no-untyped-call]
    weights = np.exp(logs - np.logaddexp.reduce(logs))
    return np.asarray(weights, dtype=np.float64), float(heavy)


def _quantiles(totals: npt.NDArray[np.int64], weights: Floats, at: tuple[float, ...]) -> tuple[float, ...]:
    order = np.argsort(totals)
    shares = np.cumsum(weights[order])
    places = np.minimum(np.searchsorted(shares, np.asarray(at) * shares[-1]), len(order) - 1)
    return tuple(float(totals[order[place]]) for place in places)
