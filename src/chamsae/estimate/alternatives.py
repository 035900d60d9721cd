"""What the same records say under other assumptions that they cannot test: how far the answer hangs on its own.

Every estimate is a model of those who were seen and an assumption that carries it over to those who were not; only the
first can be checked (Aleshin-Guendel, Sadinle and Wakefield, arXiv 2101.09304). Here the assumption is moved: no
interaction of the highest order, the odds ratio of that interaction halved or doubled, and any two lists independent.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from chamsae.estimate.simple import chapman
from chamsae.model.estimate import CaptureTable, Estimate, Method, Role

Numbers = NDArray[np.float64]

#: The odds ratios that the highest interaction is given, by the name of the assumption.
ODDS = {"nhoi": 1.0, "nhoi_half": 0.5, "nhoi_double": 2.0}
#: More lists than this have too many interactions for their records.
MOST_LISTS = 6
#: Standard deviation of the prior of main effects, and of interactions of two and more lists.
_WIDE, _NARROW = 10.0, 1.0


def alternatives(table: CaptureTable, *, level: float = 0.95) -> tuple[tuple[str, Estimate], ...]:
    """The total under each other assumption, by name: "nhoi", "nhoi_half", "nhoi_double", and "independent:A|B".

    Each is a sensitivity, never an answer. The first three want three to six lists; the pairs all that share a person.
    """
    moved = _moved(table, level) if 3 <= len(table.lists) <= MOST_LISTS else ()
    return (*moved, *_pairs(table, level))


def _moved(table: CaptureTable, level: float) -> Iterator[tuple[str, Estimate]]:
    for name, odds in ODDS.items():
        yield name, highest(table, odds=odds, level=level)


def highest(table: CaptureTable, *, odds: float = 1.0, level: float = 0.95) -> Estimate:
    """The total when the interaction of all lists together has the given odds ratio (1: there is none).

    All other interactions are free, held by a normal prior (standard deviation 1 on the log scale) that keeps empty
    patterns from carrying the answer away; the interval is that of the normal approximation to log unseen.
    """
    from scipy.special import ndtri  # noqa: PLC0415 - SciPy is slow to import

    terms, rows, counts, precision = _design(table)
    shift = np.zeros(len(rows))
    shift[-1] = np.log(odds) * (-1) ** len(table.lists)
    at, curvature = _climb(rows, counts, precision, shift)
    error = float(np.sqrt(np.linalg.inv(curvature)[0, 0]))
    middle, reach = float(at[0]), float(ndtri((1 + level) / 2)) * error
    low, median, high = (table.n + float(np.exp(value)) for value in (middle - reach, middle, middle + reach))
    return Estimate(
        method=Method.LOGLINEAR,
        role=Role.SENSITIVITY,
        model=f"{len(terms)} terms",
        n=table.n,
        median=median,
        low=low,
        high=high,
        level=level,
        settings={"odds_ratio": odds, "prior_sd": _NARROW},
    )


def _design(table: CaptureTable) -> tuple[list[tuple[int, ...]], Numbers, Numbers, Numbers]:
    """Terms (all but that of all lists), the patterns' rows over them, counts with zeros, the prior's precision.

    Patterns run from few lists to all, so the last row is that of the persons on every list. The first term is the
    intercept: the log of the persons on none.
    """
    many = len(table.lists)
    subsets = [subset for size in range(many + 1) for subset in combinations(range(many), size)]
    terms = subsets[:-1]
    known = dict(zip(table.patterns, table.counts, strict=True))
    patterns = [tuple(int(at in subset) for at in range(many)) for subset in subsets[1:]]
    rows = np.array([[float(set(term) <= set(subset)) for term in terms] for subset in subsets[1:]])
    counts = np.array([float(known.get(pattern, 0)) for pattern in patterns])
    deviation = np.array([_WIDE if len(term) < 2 else _NARROW for term in terms])
    return terms, rows, counts, 1 / deviation**2


def _climb(rows: Numbers, counts: Numbers, precision: Numbers, shift: Numbers) -> tuple[Numbers, Numbers]:
    """The mode of a Poisson model with a normal prior around a flat start, and the curvature there (by Newton)."""
    centre = np.zeros(rows.shape[1])
    centre[0] = np.log(max(counts.mean(), 0.5))
    at = centre.copy()
    for _ in range(200):
        means = np.exp(np.minimum(rows @ at + shift, 50.0))
        slope = rows.T @ (counts - means) - precision * (at - centre)
        curvature = (rows.T * means) @ rows + np.diag(precision)
        step = np.linalg.solve(curvature, slope)
        at = at + step * min(1.0, 2.0 / float(np.abs(step).max() + 1e-12))
        if float(np.abs(step).max()) < 1e-9:
            break
    return at, curvature


def _pairs(table: CaptureTable, level: float) -> Iterator[tuple[str, Estimate]]:
    for first, second in combinations(table.lists, 2):
        one, two = table.lists.index(first), table.lists.index(second)
        if any(pattern[one] and pattern[two] for pattern in table.patterns):
            pair = chapman(table, pair=(first, second), level=level)
            yield f"independent:{first}|{second}", replace(pair, role=Role.SENSITIVITY)
