"""A second sampler of latent classes, sharing no code with Chamsae's: what `estimate_witness.py` runs.

The model of Manrique-Vallier (2016) by Gibbs sampling as in a textbook, over NumPy's generators: persons of a pattern,
and the undocumented, are dealt to the classes; neighbouring classes may change places; then the chances of the lists,
the sticks and alpha are drawn given who is where. Sticks are logarithms, without a clamp. `flock` carries draws from
the prior to the posterior with the same sweeps (Chopin 2002), which crosses between modes as chains may not.
"""

import hashlib
import math
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
from arviz_stats.base import array_stats  # type: ignore[attr-defined]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
#: Chances of the lists, logarithms of V and 1 - V, alpha: see `sweeps`.
Parts = tuple[Floats, Floats, Floats, Floats]

#: The median and both ends, and what the marks of issue 8 allow of each, as a share.
ENDS, MARKS = (0.025, 0.5, 0.975), (0.03, 0.01, 0.03)
#: Errors that are a chance of one in ten thousand; R-hat of chains that agree.
FAR, RHAT = 4.0, 1.01
#: Particles of a run, and sweeps after persons were added.
PARTICLES, MOVES = 1000, 20
njit = numba.njit(cache=True, nogil=True)


@dataclass(frozen=True)
class Case:
    """A table and how it is sampled."""

    name: str
    lists: tuple[str, ...]
    rows: Ints
    counts: Ints
    classes: int
    clamp: float = math.inf

    @property
    def stem(self) -> str:
        """What its files begin with."""
        return f"{self.name}-{self.classes}" + (f"-clamp{self.clamp:g}" if self.clamp < math.inf else "")

    def numbers(self, *key: int) -> np.random.Generator:
        """A generator of this table for this piece of work."""
        name = int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8], "big")
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence((name, self.classes, *key))))


@dataclass(frozen=True)
class Figures:
    """Low end, median and high end of N with their Monte-Carlo errors."""

    places: tuple[float, ...]
    errors: tuple[float, ...]
    rhat: float = math.nan
    bulk: float = math.nan
    tail: float = math.nan

    def __str__(self) -> str:
        low, middle, high = (f"{x:.0f} ± {e:.0f}" for x, e in zip(self.places, self.errors, strict=True))
        agreement = "" if math.isnan(self.rhat) else f"  R-hat {self.rhat:.4f}"
        size = "" if math.isnan(self.bulk) else f", {self.bulk:.0f} effective draws, {self.tail:.0f} in the tails"
        return f"{middle:>14} [{low}, {high}]{agreement}{size}"

    @property
    def fine(self) -> bool:
        """Whether chains agree and every error is a quarter of its mark, or half a person."""
        ways = zip(self.errors, self.places, MARKS, strict=True)
        return self.rhat <= RHAT and all(error <= max(mark / 4 * place, 0.5) for error, place, mark in ways)

    def apart(self, other: "Figures") -> tuple[float, ...]:
        """By how many errors of the difference the other lies above this, at each place."""
        errors = (math.hypot(a, b) for a, b in zip(self.errors, other.errors, strict=True))
        ways = zip(self.places, other.places, errors, strict=True)
        return tuple((b - a) / max(e, 0.5) for a, b, e in ways)  # totals are whole persons

    def agrees(self, other: "Figures") -> bool:
        """Whether chance, or half of what the marks allow, may explain how far the other lies."""
        ways = zip(self.places, other.places, self.apart(other), MARKS, strict=True)
        return all(abs(z) <= FAR or abs(b - a) <= max(mark / 2 * a, 1.0) for a, b, z, mark in ways)


def figures(totals: Ints) -> Figures:
    """Of draws of N: chains in rows."""
    axes = {"chain_axis": 0, "draw_axis": 1}
    logs = np.log(totals.astype(np.float64))
    errors = tuple(float(array_stats.mcse(totals, method="quantile", prob=prob, **axes)) for prob in ENDS)  # type: ignore[no-untyped-call]
    return Figures(
        tuple(map(float, np.quantile(totals, ENDS))),
        errors,
        float(array_stats.rhat(logs, method="rank", **axes)),  # type: ignore[no-untyped-call]
        float(array_stats.ess(logs, method="bulk", **axes)),  # type: ignore[no-untyped-call]
        float(array_stats.ess(logs, method="tail", prob=(0.05, 0.95), **axes)),  # type: ignore[no-untyped-call]
    )


@njit
def sweeps(  # noqa: PLR0917 - compiled: arrays in, arrays out
    rng: np.random.Generator, rows: Ints, counts: Ints, chances: Floats, broken: Floats, left: Floats, alpha: Floats,
    clamp: float, totals: Ints,
) -> None:  # fmt: skip
    """As many sweeps as `totals` has places, each of which gets N.

    `chances[j, k]` is the chance that list j has a person of class k; `broken[k]` and `left[k]` are the logarithms of
    V_k and 1 - V_k; `alpha[0]` is alpha. All four change in place.
    """
    lists, classes = chances.shape
    held, on, shares = np.zeros(classes, np.int64), np.zeros((lists, classes), np.int64), np.empty(classes)
    nobody, persons = np.zeros(lists, np.int64), counts.sum()
    for at in range(totals.shape[0]):
        weights = class_weights(broken, left)
        held[:] = 0
        on[:] = 0
        missed = pattern_shares(nobody, chances, weights, shares)
        undocumented = rng.poisson(rng.standard_gamma(float(persons)) * missed / (1.0 - missed))
        totals[at] = persons + undocumented
        deal(rng, undocumented, nobody, shares, held, on)
        for m in range(rows.shape[0]):
            if counts[m] > 0:
                pattern_shares(rows[m], chances, weights, shares)
                deal(rng, counts[m], rows[m], shares, held, on)
        change_places(rng, alpha[0], held, on)
        draw_chances(rng, held, on, clamp, chances)
        draw_sticks(rng, held, alpha, broken, left)


@njit
def class_weights(broken: Floats, left: Floats) -> Floats:
    """Weights of the classes."""
    weights, rest = np.empty(broken.shape[0] + 1), 0.0
    for k in range(broken.shape[0]):
        weights[k] = math.exp(rest + broken[k])
        rest += left[k]
    weights[-1] = math.exp(rest)
    return weights


@njit
def pattern_shares(row: Ints, chances: Floats, weights: Floats, shares: Floats) -> float:
    """The chance of a pattern; what each class gives to it in `shares`."""
    total = 0.0
    for k in range(shares.shape[0]):
        share = weights[k]
        for j in range(row.shape[0]):
            share *= chances[j, k] if row[j] == 1 else 1.0 - chances[j, k]
        shares[k] = share
        total += share
    return total


@njit
def deal(  # noqa: PLR0917 - compiled
    rng: np.random.Generator, count: int, row: Ints, shares: Floats, held: Ints, on: Ints
) -> None:
    """Persons of one pattern to classes: a multinomial, one binomial after the other."""
    total, last = shares.sum(), shares.shape[0] - 1
    for k in range(last + 1):
        if count == 0:
            return
        share = shares[k] / total if total > 0.0 else 1.0
        dealt = count if k == last or share >= 1.0 else rng.binomial(count, share)
        count -= dealt
        total -= shares[k]
        held[k] += dealt
        for j in range(row.shape[0]):
            on[j, k] += dealt * row[j]


@njit
def change_places(rng: np.random.Generator, alpha: float, held: Ints, on: Ints) -> None:
    """Each class and the next may change places: the ratio of their prior, all sticks integrated out."""
    last, after = held.shape[0] - 1, held.sum()
    for k in range(last):
        here, following = held[k], held[k + 1]
        beyond = after - here - following
        if k + 1 < last:
            odds = math.log(alpha + following + beyond) - math.log(alpha + here + beyond)
        else:
            odds = math.lgamma(1.0 + following) - math.lgamma(alpha + following)
            odds += math.lgamma(alpha + here) - math.lgamma(1.0 + here)
        if math.log(1.0 - rng.random()) < odds:
            held[k], held[k + 1] = following, here
            for j in range(on.shape[0]):
                on[j, k], on[j, k + 1] = on[j, k + 1], on[j, k]
        after -= held[k]


@njit
def draw_chances(rng: np.random.Generator, held: Ints, on: Ints, clamp: float, chances: Floats) -> None:
    """Beta(1 + persons of the class on the list, 1 + those not on it)."""
    lowest = 1.0 / (1.0 + math.exp(clamp))
    for k in range(held.shape[0]):
        for j in range(on.shape[0]):
            yes, no = rng.standard_gamma(1.0 + on[j, k]), rng.standard_gamma(1.0 + held[k] - on[j, k])
            chances[j, k] = min(max(yes / (yes + no), lowest), 1.0 - lowest)


@njit
def draw_sticks(rng: np.random.Generator, held: Ints, alpha: Floats, broken: Floats, left: Floats) -> None:
    """V_k ~ Beta(1 + persons of k, alpha + persons after k); alpha ~ Gamma(1/4 + K - 1, 1/4 - sum of log(1 - V))."""
    after, total = held.sum(), 0.25
    for k in range(broken.shape[0]):
        after -= held[k]
        one, other = log_gamma(rng, 1.0 + held[k]), log_gamma(rng, alpha[0] + after)
        most = max(one, other)
        both = most + math.log(math.exp(one - most) + math.exp(other - most))
        broken[k], left[k] = one - both, other - both
        total -= left[k]
    alpha[0] = max(rng.standard_gamma(0.25 + broken.shape[0]) / total, 1e-290)


@njit
def log_gamma(rng: np.random.Generator, shape: float) -> float:
    """Logarithm of a gamma of any shape."""
    if shape >= 1.0:
        return math.log(rng.standard_gamma(shape))
    return math.log(rng.standard_gamma(shape + 1.0)) + math.log(1.0 - rng.random()) / shape


def state(case: Case, rng: np.random.Generator, *shape: int) -> Parts:
    """Chances, sticks and alphas drawn from their priors, so many of them."""
    alpha = rng.gamma(0.25, 4.0, (*shape, 1)) + 1e-9
    left = -rng.exponential(size=(*shape, case.classes - 1)) / alpha
    return rng.random((*shape, case.rows.shape[1], case.classes)), np.log(-np.expm1(left)), left, alpha


def flock(case: Case, rng: np.random.Generator) -> tuple[Ints, float]:
    """Particles that were given all persons, in an order of chance: their totals, and the log evidence."""
    order = rng.permutation(np.repeat(np.arange(len(case.counts)), case.counts))
    parts = state(case, rng, PARTICLES)
    given, evidence, totals = 0, 0.0, np.empty((PARTICLES, MOVES), np.int64)
    while given < len(order):
        gains = _gains(case.rows, *parts[:3])
        given, weights = _next(gains, order, given)
        evidence += float(np.log(np.exp(weights - weights.max()).mean()) + weights.max())
        shares = np.exp(weights - weights.max())
        chosen = _resampled(shares / shares.sum(), rng)
        chances, broken, left, alpha = (np.ascontiguousarray(part[chosen]) for part in parts)
        parts = chances, broken, left, alpha
        counts = np.bincount(order[:given], minlength=len(case.counts)).astype(np.int64)
        _move(rng, case.rows, counts, *parts, case.clamp, totals)
    return totals[:, -1], evidence


def _next(gains: Floats, order: Ints, given: int) -> tuple[int, Floats]:
    """So many persons more that half of the particles are still worth something; log weights."""

    def weighed(upto: int) -> Floats:
        return np.asarray(gains @ np.bincount(order[given:upto], minlength=gains.shape[1]))

    def size(weights: Floats) -> float:
        shares = np.exp(weights - weights.max())
        return float(shares.sum() ** 2 / (shares**2).sum())

    low, high = given + 1, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(weighed(middle)) >= len(gains) / 2 else (low, middle - 1)
    return low, weighed(low)


def _resampled(shares: Floats, rng: np.random.Generator) -> Ints:
    """Systematic resampling."""
    marks = (np.arange(len(shares)) + rng.random()) / len(shares)
    return np.minimum(np.searchsorted(np.cumsum(shares), marks), len(shares) - 1)


@njit
def _gains(rows: Ints, chances: Floats, broken: Floats, left: Floats) -> Floats:
    """Of each particle: log of the chance of a pattern, given that it is documented."""
    gains, shares = np.empty((chances.shape[0], rows.shape[0])), np.empty(chances.shape[2])
    nobody = np.zeros(rows.shape[1], np.int64)
    for i in range(chances.shape[0]):
        weights = class_weights(broken[i], left[i])
        seen = math.log1p(-min(pattern_shares(nobody, chances[i], weights, shares), 1.0 - 1e-16))
        for m in range(rows.shape[0]):
            gains[i, m] = math.log(max(pattern_shares(rows[m], chances[i], weights, shares), 1e-300)) - seen
    return gains


@njit
def _move(  # noqa: PLR0917 - compiled
    rng: np.random.Generator, rows: Ints, counts: Ints, chances: Floats, broken: Floats, left: Floats, alpha: Floats,
    clamp: float, totals: Ints,
) -> None:  # fmt: skip
    for i in range(chances.shape[0]):
        sweeps(rng, rows, counts, chances[i], broken[i], left[i], alpha[i], clamp, totals[i])
