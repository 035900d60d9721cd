"""How many kinds of people the overlaps ask for, and how many so many lists can tell apart.

Lists tell the size of the unseen in a latent-class model only while the classes are at most half the lists
(Aleshin-Guendel, Sadinle and Wakefield, arXiv 2101.09304). So the data are fitted by maximum likelihood with that many
classes and with one more; where the one more is worth its parameters (AIC), the interval of a latent-class model, or of
any other, rests on something the lists cannot show. Fitted by expectation and maximisation (Dempster et al. 1977) on
patterns, given that a person is on a list at all, from many starts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.estimate.pulse import beat
from chamsae.model.estimate import CaptureTable

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """How well so many classes fit: log likelihood and AIC of the best start, the total it implies, its classes.

    `cost` is BIC less that of a model with a parameter for every pattern, so that it can be held against the deviance
    and degrees of freedom of log-linear models.
    """

    classes: int
    likelihood: float
    aic: float
    cost: float
    total: float
    shares: tuple[float, ...]
    chances: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The most classes that the lists can tell apart, the fits with one to so many, and with one more."""

    most: int
    fits: tuple[Classes, ...]
    beyond: Classes

    @property
    def within(self) -> Classes:
        """The fit with the most classes that can be told apart."""
        return self.fits[-1]

    @property
    def best(self) -> Classes:
        """The fit of least cost of those that can be told apart."""
        return min(self.fits, key=lambda fit: fit.cost)

    @property
    def more_needed(self) -> bool:
        """Whether the data ask for more classes than the lists can tell apart."""
        return self.beyond.aic < self.within.aic

    @property
    def gain(self) -> float:
        """Twice the log likelihood that the further class gains."""
        return 2 * (self.beyond.likelihood - self.within.likelihood)


def told_apart(table: CaptureTable, *, seed: int, limit: int = 5) -> Told:
    """Fit one class to as many as half the lists (at most `limit`), and one more; the same seed, the same fits.

    Above ten lists, `limit` classes are tested in place of half the lists: no table of such lists that we know holds
    more, and each class costs its chances anew.
    """
    most = max(1, min(len(table.lists) // 2, limit))
    *fits, beyond = (fitted(table, many, seed=seed) for many in range(1, most + 2))
    return Told(most=most, fits=tuple(fits), beyond=beyond)


def fitted(table: CaptureTable, classes: int, *, seed: int, starts: int = 8) -> Classes:
    """The best latent-class model of so many classes: 150 steps from each start, then the best two to their end."""
    rng = np.random.default_rng([seed, classes])
    seen, counts = np.array(table.patterns, dtype=float), np.array(table.counts, dtype=float)
    shares = rng.dirichlet(np.ones(classes), starts)
    chances = rng.uniform(0.02, 0.9, (starts, classes, seen.shape[1]))
    shares, chances, likelihood, _ = _climb(seen, counts, shares, chances, steps=150)
    best = np.argsort(likelihood)[-2:]
    shares, chances, likelihood, none = _climb(seen, counts, shares[best], chances[best], steps=3000)
    top = int(np.argmax(likelihood))
    free = classes * seen.shape[1] + classes - 1
    perfect = float(counts @ np.log(counts / counts.sum()))
    freedom = 2.0 ** seen.shape[1] - 2 - free
    return Classes(
        classes=classes,
        likelihood=float(likelihood[top]),
        aic=float(2 * free - 2 * likelihood[top]),
        cost=float(2 * (perfect - likelihood[top]) - freedom * np.log(counts.sum())),
        total=float(counts.sum() / (1 - none[top])),
        shares=tuple(map(float, shares[top])),
        chances=tuple(tuple(map(float, row)) for row in chances[top]),
    )


def _climb(
    seen: Numbers, counts: Numbers, shares: Numbers, chances: Numbers, *, steps: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Expectation and maximisation for all starts at once: shares, chances, log likelihoods, chance to be on no list.

    Every fiftieth step looks whether the best start still gains.
    """
    n, best = counts.sum(), -np.inf
    for step in range(steps):
        joint, nobody = _joint(seen, shares, chances)
        none = nobody.sum(axis=1)
        unseen = n * none / (1 - none)
        kept = joint / joint.sum(axis=1, keepdims=True) * counts
        each = kept.sum(axis=2) + nobody * (unseen / none)[:, None]
        shares = np.clip(each / each.sum(axis=1, keepdims=True), 1e-12, 1)
        chances = np.clip(kept @ seen / np.maximum(each, 1e-12)[:, :, None], 1e-6, 1 - 1e-6)
        if step % 50 == 49:
            beat()
            now = float(_likelihood(joint, none, counts).max())
            if now - best < 1e-4:
                break
            best = now
    joint, nobody = _joint(seen, shares, chances)
    none = nobody.sum(axis=1)
    return shares, chances, _likelihood(joint, none, counts), none


def _joint(seen: Numbers, shares: Numbers, chances: Numbers) -> tuple[Numbers, Numbers]:
    """Chance of each class with each pattern (starts × classes × patterns), and of each class with no list."""
    log_yes, log_no = np.log(chances), np.log1p(-chances)
    nobody = np.exp(np.log(shares) + log_no.sum(axis=2))
    return np.exp(np.log(shares)[:, :, None] + log_yes @ seen.T + log_no @ (1 - seen).T), nobody


def _likelihood(joint: Numbers, none: Numbers, counts: Numbers) -> Numbers:
    """Log likelihood of the patterns given that a person is on a list, for each start."""
    patterns = np.log(np.maximum(joint.sum(axis=1), 1e-300)) @ counts
    return np.asarray(patterns - counts.sum() * np.log1p(-none))
