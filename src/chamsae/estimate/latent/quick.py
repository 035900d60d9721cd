"""The same diagnostics as in `chains`, for many short runs: what arviz needs milliseconds for takes a tenth of that.

R-hat is rank-normalised, split and the larger of middle and spread; effective draws are by Geyer's initial monotone
sequence (Vehtari et al. 2021). Tests hold every figure to arviz's.
"""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from chamsae.estimate.latent.chains import FAR, TAIL
from chamsae.estimate.latent.model import Floats, Ints
from chamsae.estimate.latent.streams import njit
from chamsae.model.estimate import Chains


def diagnosed_quickly(totals: npt.NDArray[np.int64], n: int) -> Chains:
    """How far these chains (rows, of four draws or more) agree on log N."""
    beyond = float((totals > FAR * n).mean())
    chains, draws = totals.shape
    if totals.min() == totals.max():
        size = float(totals.size)
        return Chains(chains=chains, draws=draws, rhat=1.0, bulk=size, tail=size, beyond=beyond)
    logs = np.log(totals.astype(np.float64))
    half = draws // 2
    split = np.concatenate([logs[:, :half], logs[:, -half:]])
    ends = np.partition(logs, [int(end * (logs.size - 1)) for end in TAIL], axis=None)
    low, high = (float(ends[int(end * (logs.size - 1))]) for end in TAIL)
    rhat, bulk, tail = _figures(split, np.argsort(split, axis=None), _scores(split.size), low, high)
    return Chains(
        chains=chains,
        draws=draws,
        rhat=rhat if math.isfinite(rhat) else math.inf,
        bulk=bulk if math.isfinite(bulk) else 0.0,
        tail=tail if math.isfinite(tail) else 0.0,
        beyond=beyond,
    )


@lru_cache(maxsize=64)
def _scores(size: int) -> Floats:
    """What a normal sample of this size has at ranks 1, 1.5, 2 … (Blom 1958)."""
    from scipy.special import ndtri  # noqa: PLC0415 - SciPy is slow to import

    found: Floats = ndtri((np.arange(1.0, size + 0.25, 0.5) - 0.375) / (size + 0.25))
    return found


@njit
def _figures(split: Floats, order: Ints, scores: Floats, low: float, high: float) -> tuple[float, float, float]:
    """R-hat, and effective draws of the middle and of the ends, of chains cut in two; `order` sorts their draws."""
    flat, out = split.ravel(), np.empty_like(split)
    _ranked(flat, order, scores, out.ravel())
    rhat, bulk = _rhat(out), _effective(out)
    size = len(flat)
    median = (flat[order[(size - 1) // 2]] + flat[order[size // 2]]) / 2.0
    away = np.abs(flat - median)
    _ranked(away, _from_middle(away, order), scores, out.ravel())
    rhat = max(rhat, _rhat(out))
    tail = min(_effective((split <= low).astype(np.float64)), _effective((split <= high).astype(np.float64)))
    return rhat, bulk, tail


@njit
def _from_middle(away: Floats, order: Ints) -> Ints:
    """The order of distances from the median, of values whose order is known: outwards on both sides at once."""
    size = len(order)
    found = np.empty_like(order)
    right = size // 2
    left = right - 1
    for at in range(size):
        if right >= size or (left >= 0 and away[order[left]] <= away[order[right]]):
            found[at] = order[left]
            left -= 1
        else:
            found[at] = order[right]
            right += 1
    return found


@njit
def _ranked(values: Floats, order: Ints, scores: Floats, out: Floats) -> None:
    """The normal score of each value by its rank; equal ones share theirs."""
    size, first = len(order), 0
    while first < size:
        last = first
        while last + 1 < size and values[order[last + 1]] == values[order[first]]:
            last += 1
        for at in range(first, last + 1):
            out[order[at]] = scores[first + last]
        first = last + 1


@njit
def _rhat(chains: Floats) -> float:
    many, draws = chains.shape
    means, within = np.empty(many), 0.0
    for row in range(many):
        means[row] = chains[row].mean()
        within += ((chains[row] - means[row]) ** 2).sum() / (draws - 1.0) / many
    between = draws * means.var() * many / (many - 1.0)
    return math.sqrt((between / within + draws - 1.0) / draws) if within > 0.0 else math.inf


@njit
def _effective(chains: Floats) -> float:
    """Effective draws of chains (rows): lags are looked at only as far as the sequence of Geyer (1992) goes."""
    many, draws = chains.shape
    if chains.max() - chains.min() < 1e-15:
        return float(many * draws)
    centred, means = np.empty((many, draws)), np.empty(many)
    for row in range(many):
        means[row] = chains[row].mean()
        centred[row] = chains[row] - means[row]
    spread = _at_lag(centred, 0)
    within = spread * draws / (draws - 1.0)
    whole = spread + (means.var() * many / (many - 1.0) if many > 1 else 0.0)
    rho = np.zeros(draws)
    even, odd = 1.0, 1.0 - (within - _at_lag(centred, 1)) / whole
    rho[0], rho[1] = even, odd
    t = 1
    while t < draws - 3 and even + odd > 0.0:
        even = 1.0 - (within - _at_lag(centred, t + 1)) / whole
        odd = 1.0 - (within - _at_lag(centred, t + 2)) / whole
        if even + odd >= 0.0:
            rho[t + 1], rho[t + 2] = even, odd
        t += 2
    last = t - 2
    if even > 0.0:
        rho[last + 1] = even
    for at in range(1, last - 1, 2):
        if rho[at + 1] + rho[at + 2] > rho[at - 1] + rho[at]:
            rho[at + 1] = rho[at + 2] = (rho[at - 1] + rho[at]) / 2.0
    size = many * draws
    tau = -1.0 + 2.0 * rho[: last + 1].sum() + rho[last + 1 : last + 2].sum()
    return float(size / max(tau, 1.0 / math.log10(size)))


@njit
def _at_lag(centred: Floats, lag: int) -> float:
    """Mean over chains of the autocovariance at this lag."""
    many, draws = centred.shape
    total = 0.0
    for row in range(many):
        for at in range(draws - lag):
            total += centred[row, at] * centred[row, at + lag]
    return float(total / draws / many)
