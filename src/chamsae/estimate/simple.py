"""Estimates by a formula: two lists (Lincoln, Petersen, Chapman), and floors from those seen once and twice (Chao).

Their assumptions are strong and cannot be tested from two lists; a floor is said as "at least".
"""

from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt

from scipy.special import ndtri

from chamsae.errors import InputError, phrase
from chamsae.estimate.loglinear_closed import Closed, closed_one
from chamsae.estimate.loglinear_models import MOST_LISTS
from chamsae.estimate.loglinear_profile import curve, quantiles
from chamsae.model.estimate import CaptureTable, Estimate, Method, Model, Role


def chapman(table: CaptureTable, *, pair: tuple[str, str] | None = None, level: float = 0.95) -> Estimate:
    """Two lists: Chapman's (1951) form of Lincoln and Petersen, with Seber's variance (1970) and a log-normal interval.

    Assumes that the lists are independent and that everybody had the same chance on at least one of them; both are
    beyond any test. `n` counts those on either of the two. `InputError` unless the table has two lists or `pair` names
    two of it.
    """
    one, two = _pair(table, pair)
    overlap = _overlap(table, one, two)
    total = (overlap.one + 1) * (overlap.two + 1) / (overlap.both + 1) - 1
    rest = (overlap.one - overlap.both) * (overlap.two - overlap.both)
    variance = (overlap.one + 1) * (overlap.two + 1) * rest / ((overlap.both + 1) ** 2 * (overlap.both + 2))
    low, high = _lognormal(overlap.either, total, variance, level)
    return Estimate(
        method=Method.CHAPMAN,
        role=Role.ANSWER if len(table.lists) == 2 else Role.SENSITIVITY,
        model=f"{table.lists[one]}, {table.lists[two]}",
        n=overlap.either,
        median=total,
        low=low,
        high=high,
        level=level,
        models=(Model(terms=f"{table.lists[one]}, {table.lists[two]}", total=total, error=sqrt(variance)),),
        settings={"first": overlap.one, "second": overlap.two, "both": overlap.both},
    )


def chapman_pairs(table: CaptureTable, *, level: float = 0.95) -> tuple[Estimate, ...]:
    """Every pair of lists by itself; how far they disagree says how little the lists are independent."""
    return tuple(chapman(table, pair=pair, level=level) for pair in combinations(table.lists, 2))


def chao(table: CaptureTable, *, level: float = 0.95) -> Estimate:
    """A floor that holds if persons differ in their chances (Chao 1987), for lists of unequal size.

    The bound is that of the log-linear model Mth (Rivest and Baillargeon 2007), with its profile-likelihood interval;
    where nobody is on two lists, or lists are too many, the bias-corrected formula for so many lists. `models` holds
    the formulas too: without the number of lists (Chao 1987), which is no floor for few lists, and with it (Chao and
    Colwell 2017). Lists that shun each other make any of them too high. `InputError` under two lists.
    """
    if len(table.lists) < 2:
        raise InputError(phrase("a floor needs at least two lists, and this table has fewer"), do=phrase("Add a list."))
    formulas = tuple(_formula(table, share=share, name=name) for name, share in _shares(len(table.lists)))
    if not seen_times(table)[1] or len(table.lists) > MOST_LISTS:
        return _by_formula(table, formulas, level)
    fitted = closed_one(table, Closed.MTH_CHAO)
    alike = closed_one(table, Closed.MH_CHAO).model
    if fitted.model.total is None:
        return _by_formula(table, formulas, level)
    within = [curve(fitted.design, table, fits=fitted.fits)]
    low, high = quantiles(within, [1.0], [(1 - level) / 2, (1 + level) / 2])
    return Estimate(
        method=Method.CHAO,
        role=Role.FLOOR,
        model=fitted.model.terms,
        n=table.n,
        median=fitted.model.total,
        low=low,
        high=high,
        level=level,
        models=(fitted.model, alike, *formulas),
    )


def seen_times(table: CaptureTable) -> tuple[int, int]:
    """Persons on exactly one list, and on exactly two."""
    pairs = list(zip(table.patterns, table.counts, strict=True))
    once, twice = (sum(count for pattern, count in pairs if sum(pattern) == times) for times in (1, 2))
    return once, twice


@dataclass(frozen=True, slots=True)
class _Overlap:
    one: int
    two: int
    both: int

    @property
    def either(self) -> int:
        return self.one + self.two - self.both


def _pair(table: CaptureTable, pair: tuple[str, str] | None) -> tuple[int, int]:
    names = table.lists if pair is None else pair
    if len(set(names)) != 2 or not set(names) <= set(table.lists):
        raise InputError(
            phrase("Chapman's estimate takes two lists of this table, and %(names)s are not", names=", ".join(names)),
            do=phrase("Name two of %(names)s.", names=", ".join(table.lists)),
        )
    return table.lists.index(names[0]), table.lists.index(names[1])


def _overlap(table: CaptureTable, one: int, two: int) -> _Overlap:
    pairs = zip(table.patterns, table.counts, strict=True)
    both = sum(count for pattern, count in pairs if pattern[one] and pattern[two])
    return _Overlap(table.sizes[one], table.sizes[two], both)


def _lognormal(known: int, total: float, variance: float, level: float) -> tuple[float, float]:
    """The number unseen is taken as log-normal (Burnham et al. 1987), so that the low end is never under the known."""
    unseen = total - known
    if unseen <= 0:
        return float(known), float(known)
    factor = exp(float(ndtri((1 + level) / 2)) * sqrt(log(1 + variance / unseen**2)))
    return known + unseen / factor, known + unseen * factor


def _shares(lists: int) -> tuple[tuple[str, float], ...]:
    return (("Chao 1987, so many lists", (lists - 1) / lists), ("Chao 1987", 1.0))


def _formula(table: CaptureTable, *, share: float, name: str) -> Model:
    """Bias-corrected: n + share f1 (f1 - 1) / (2 (f2 + 1)), and its variance."""
    once, twice = seen_times(table)
    more = twice + 1
    unseen = share * once * (once - 1) / (2 * more)
    variance = unseen + share**2 * once * (2 * once - 1) ** 2 / (4 * more**2)
    variance += share**2 * once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    return Model(terms=name, total=table.n + unseen, error=sqrt(variance))


def _by_formula(table: CaptureTable, formulas: tuple[Model, ...], level: float) -> Estimate:
    first = formulas[0]
    total, error = first.total or float(table.n), first.error or 0.0
    low, high = _lognormal(table.n, total, error**2, level)
    return Estimate(
        method=Method.CHAO,
        role=Role.FLOOR,
        model=first.terms,
        n=table.n,
        median=total,
        low=low,
        high=high,
        level=level,
        models=formulas,
    )
