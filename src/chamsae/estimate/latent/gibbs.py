"""Plain Gibbs sampling of the latent-class model (Manrique-Vallier 2016): a sweep costs the same for any n.

Persons of a pattern are dealt to the classes together (one multinomial); the undocumented are drawn from their
negative binomial, which has N and 1/N integrated out, without rejection.
"""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from chamsae.estimate.latent.model import Floats, Ints, Problem
from chamsae.estimate.latent.streams import (
    Words,
    binomial,
    gamma,
    log_gamma,
    njit,
    normal,
    poisson,
    stream,
    uniform,
)

#: No more undocumented persons than this are dealt to classes: sums stay exact in 64 bits.
MOST_MISSED = 1e17


class Walks:
    """Chains of one problem, each with a stream of its own."""

    def __init__(self, one: Problem, seed: int, chains: int, threads: int = 1) -> None:
        """Chains that start anywhere the prior allows; sticks more even than the prior's, to have several classes."""
        self.problem, self.threads = one, threads
        self.words = [stream(seed, one.key, chain) for chain in range(chains)]
        self.chances = np.empty((chains, one.lists, one.classes))
        self.sticks = np.empty((chains, one.classes))
        #: What the sticks came to at each iteration of the last run: chains × iterations.
        self.sums = np.empty((chains, 0))
        for chain, words in enumerate(self.words):
            _start(words, self.chances[chain], self.sticks[chain])

    def follow(self, one: Problem, seed: int) -> "Walks":
        """Chains of a like problem that start where these stand."""
        others = Walks(one, seed, len(self.words), self.threads)
        others.chances[:], others.sticks[:] = self.chances, self.sticks
        return others

    def warm(self, iterations: int) -> None:
        """Leave the start behind."""
        self.run(iterations)

    def run(self, iterations: int) -> Floats:
        """Log of the chance that a person is documented: chains × iterations."""
        kept, self.sums = np.empty((2, len(self.words), iterations))
        one, (a, b), (shape, rate) = self.problem, self.problem.prior, self.problem.concentration
        tasks = zip(self.words, self.chances, self.sticks, kept, self.sums, strict=True)
        with ThreadPoolExecutor(self.threads) as pool:
            done = [pool.submit(_run, s, one.rows, one.persons, x, v, a, b, shape, rate, *to) for s, x, v, *to in tasks]
            for each in done:
                each.result()
        return kept


@njit
def _run(  # noqa: PLR0917 - compiled: arrays in, arrays out
    s: Words, rows: Ints, persons: Ints, chances: Floats, sticks: Floats, a: float, b: float, shape: float, rate: float,
    kept: Floats, sums: Floats,
) -> None:  # fmt: skip
    """Sweeps: deal the persons, then chances, sticks and alpha given who is where."""
    lists, classes = chances.shape
    weights, shares, by_class = np.empty(classes), np.empty(classes), np.empty(classes, np.int64)
    on_list = np.empty((lists, classes), np.int64)
    n = persons.sum()
    alpha = gamma(s, shape + classes - 1) / (rate + sticks[: classes - 1].sum())
    for at in range(len(kept)):
        _weights(sticks, weights)
        sums[at] = sticks[: classes - 1].sum()
        by_class[:] = 0
        on_list[:] = 0
        for m in range(rows.shape[0]):
            _likelihoods(rows[m], chances, weights, shares)
            _deal(s, persons[m], shares, rows[m], by_class, on_list)
        missed_share = _missed(chances, weights, shares)
        missed = _undocumented(s, n, missed_share)
        _deal(s, missed, shares, np.zeros(lists, np.int64), by_class, on_list)
        _chances(s, by_class, on_list, a, b, chances)
        alpha = _sticks(s, by_class, alpha, shape, rate, sticks)
        kept[at] = math.log1p(-missed_share)


@njit
def _start(s: Words, chances: Floats, sticks: Floats) -> None:
    for j in range(chances.shape[0]):
        for k in range(chances.shape[1]):
            chances[j, k] = uniform(s)
    alpha = math.exp(normal(s))
    for k in range(sticks.shape[0]):
        sticks[k] = -math.log(uniform(s)) / alpha


@njit
def _weights(sticks: Floats, weights: Floats) -> None:
    left = 1.0
    for k in range(weights.shape[0] - 1):
        weights[k] = left * -math.expm1(-sticks[k])
        left *= math.exp(-sticks[k])
    weights[-1] = left


@njit
def _likelihoods(row: Ints, chances: Floats, weights: Floats, shares: Floats) -> None:
    for k in range(weights.shape[0]):
        product = weights[k]
        for j in range(row.shape[0]):
            product *= chances[j, k] if row[j] == 1 else 1.0 - chances[j, k]
        shares[k] = product


@njit
def _missed(chances: Floats, weights: Floats, shares: Floats) -> float:
    """Share of all persons that no list has; by class in `shares`."""
    for k in range(weights.shape[0]):
        shares[k] = weights[k]
        for j in range(chances.shape[0]):
            shares[k] *= 1.0 - chances[j, k]
    return float(min(shares.sum(), 1.0 - 1e-16))


@njit
def _undocumented(s: Words, n: int, missed: float) -> int:
    """Negative binomial as a Poisson whose mean is gamma."""
    if missed <= 0.0:
        return 0
    return poisson(s, min(gamma(s, float(n)) * missed / (1.0 - missed), MOST_MISSED))


@njit
def _deal(  # noqa: PLR0917 - compiled: arrays in, arrays out
    s: Words, count: int, shares: Floats, row: Ints, by_class: Ints, on_list: Ints
) -> None:
    """Deal `count` persons of one pattern to the classes by their shares."""
    rest, total = count, shares.sum()
    last = shares.shape[0] - 1
    for k in range(last + 1):
        if rest == 0:
            return
        dealt = rest if k == last else binomial(s, rest, shares[k] / total if total > 0.0 else 1.0)
        total -= shares[k]
        rest -= dealt
        by_class[k] += dealt
        if dealt:
            for j in range(row.shape[0]):
                on_list[j, k] += dealt * row[j]


@njit
def _chances(  # noqa: PLR0917 - compiled: arrays in, arrays out
    s: Words, by_class: Ints, on_list: Ints, a: float, b: float, chances: Floats
) -> None:
    for j in range(chances.shape[0]):
        for k in range(chances.shape[1]):
            yes = log_gamma(s, a + on_list[j, k])
            no = log_gamma(s, b + by_class[k] - on_list[j, k])
            chances[j, k] = 1.0 / (1.0 + math.exp(no - yes))


@njit
def _sticks(s: Words, by_class: Ints, alpha: float, shape: float, rate: float, sticks: Floats) -> float:  # noqa: PLR0917
    """Sticks given alpha, in logarithms (see model.py on the clamp), then alpha given the sticks."""
    classes = by_class.shape[0]
    after = by_class.sum()
    total = 0.0
    for k in range(classes - 1):
        after -= by_class[k]
        broken, left = log_gamma(s, 1.0 + by_class[k]), log_gamma(s, alpha + after)
        sticks[k] = math.log1p(math.exp(broken - left)) if broken - left < 700.0 else broken - left
        total += sticks[k]
    return gamma(s, shape + classes - 1) / (rate + total) if classes > 1 else alpha
