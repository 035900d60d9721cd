"""What a latent-class model believes before it has seen a record, and a belief chosen in words people can argue about.

With many lists the usual uniform prior on the chances to be caught says that nearly everybody was caught: with J lists
it expects 1 in 2^J missed. A prior can be set instead by the range of the expansion factor (all persons per person
documented) that is thought plausible, as HRDAG does for its many lists. The second prior of the model is that of alpha:
how evenly the classes share the people, and so how many of them matter.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from chamsae.errors import InputError, phrase

Numbers = NDArray[np.float64]

#: The prior of Manrique-Vallier (2016): every chance to be on a list is as likely as any other.
UNIFORM = (1.0, 1.0)
#: Jeffreys' prior, under which chances near 0 and near 1 are likelier: what the answer is tried with.
EXTREMES = (0.5, 0.5)
#: The gamma (shape, rate) of alpha, by which classes get their shares, as in LCMCR: one or two classes are likeliest.
FEW_CLASSES = (0.25, 0.25)
#: Other gammas of alpha that the answer is tried with: the exponential of the same mean, which favours alpha near
#: nothing far less, and the gamma with mean and variance of the log-normal(0, 0.25) that HRDAG's Stan version takes,
#: under which alpha is near one and several classes have a share.
CONCENTRATIONS = ((1.0, 1.0), (15.5, 15.0))
#: From so many lists on, the uniform prior alone moves the answer, so the expansion prior is taken unless one is given.
MANY_LISTS = 7


@cache
def prior_for(lists: int, *, expansion: tuple[float, float] = (1.05, 20.0)) -> tuple[float, float]:
    """The Beta(a, b) prior of the chances under which 95 in 100 expansion factors lie between the two given.

    The expansion factor of one class is 1 / (1 - p0), p0 the chance to be on none of the lists. Raises `InputError`
    unless 1 < low < high and there is at least one list.
    """
    from scipy.optimize import least_squares  # noqa: PLC0415 - SciPy is slow to import, and only this needs it

    low, high = expansion
    if not (1 < low < high < float("inf") and lists >= 1):
        raise InputError(
            phrase(
                "%(low)s to %(high)s with %(lists)s lists is no range of expansion factors",
                low=low,
                high=high,
                lists=lists,
            ),
            thing="prior",
            do=phrase(
                "Give two numbers above 1, the smaller first: 1.05 20 says that 1 in 20 to 19 in 20 were missed."
            ),
        )
    aims = np.log([-np.log1p(-1 / high), -np.log1p(-1 / low)])
    uniform = _uniform(lists)

    def misses(at: Numbers) -> Numbers:
        return np.log(np.quantile(_surprise(np.exp(at), uniform), [0.025, 0.975]) + 1e-300) - aims

    found = least_squares(misses, np.log([1.0, float(lists)]), bounds=([-6, -6], [8, 12]))
    return float(np.exp(found.x[0])), float(np.exp(found.x[1]))


def expansion_quantiles(
    lists: int, prior: tuple[float, float], *, at: Sequence[float] = (0.025, 0.25, 0.5, 0.75, 0.975)
) -> tuple[tuple[float, float], ...]:
    """What the prior alone says of the expansion factor of one class: pairs of probability and factor."""
    surprise = _surprise(np.array(prior), _uniform(lists))
    factors = np.quantile(-1 / np.expm1(-np.maximum(surprise, 1e-12)), at)
    return tuple((float(level), float(factor)) for level, factor in zip(at, factors, strict=True))


def _surprise(prior: Numbers, uniform: Numbers) -> Numbers:
    """Minus the log of the chance to be on no list, for each draw of the chances."""
    from scipy.special import betaincinv  # noqa: PLC0415 - as above

    chances = betaincinv(prior[0], prior[1], uniform)
    return np.asarray(-np.log1p(-np.minimum(chances, 1 - 1e-15)).sum(axis=1))


def _uniform(lists: int) -> Numbers:
    """Always the same uniform numbers, so that the same range gives the same prior."""
    return np.random.default_rng(0).random((2048, lists))
