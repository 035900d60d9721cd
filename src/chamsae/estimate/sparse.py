"""Sparse lists (Chan, Silverman and Vincent 2021): pairs that never overlap, and an interval that knows of the choice.

A pair of lists in the model that has nobody in common has its parameter at minus infinity: it is taken out with its
cells. Pairs are added one by one while a Poisson test says that their overlap is no chance. Interval: bias-corrected
and accelerated bootstrap (DiCiccio and Efron 1996) that repeats the choice each time. Assumes that no three lists
interact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, pdtr, pdtrc

from chamsae.errors import InputError, phrase
from chamsae.estimate.existence import Existence, exists, face
from chamsae.estimate.loglinear_fit import Flags, Floats, fit
from chamsae.estimate.loglinear_models import counts, design, main_effects, terms_up_to, written
from chamsae.estimate.loglinear_profile import EVENLY, whole
from chamsae.estimate.pulse import beat
from chamsae.model.estimate import CaptureTable, Estimate, Method, Model

__all__ = ["Existence", "exists", "sparse"]

_PICTURE = (0.005, 0.025, 0.05, *(round(0.1 * tenth, 1) for tenth in range(1, 10)), 0.95, 0.975, 0.995)


def sparse(
    table: CaptureTable, *, seed: int, resamples: int = 200, threshold: float = 0.02, level: float = 0.95
) -> Estimate:
    """The total under the pairs that forward selection keeps, with a bootstrap interval from `resamples` tables.

    Two runs of one seed are the same on any number of cores. `models` holds the steps of the selection, the last one
    first. `settings` holds "empty" (pairs of the model at minus infinity), "low" and "high" of the normal interval
    that takes the model as given, "bias" and "acceleration" of the bootstrap. `draws` are evenly spaced quantiles of
    it. `InputError` where lists are too few or too many or not even independent lists determine the total.
    """
    observed = counts(table)
    selection = _Selection(len(table.lists), threshold)
    path = selection.path(table, observed)
    total = path[-1].total
    if total is None:
        raise InputError(
            phrase(
                "the total is not determined even if %(names)s are independent: too many ways to be on them are empty, "
                "above all on more than one list",
                names=", ".join(table.lists),
            ),
            do=phrase("Merge lists or strata."),
        )
    bootstrap = _Bootstrap(selection, observed, total, seed, resamples)
    at = sorted({*_PICTURE, (1 - level) / 2, 0.5, (1 + level) / 2})
    points = {share: bootstrap.quantile(share) for share in at}
    normal = float(ndtri((1 + level) / 2)) * path[-1].spread
    return Estimate(
        method=Method.SPARSE,
        model=path[-1].model.terms,
        n=table.n,
        median=total,
        low=points[(1 - level) / 2],
        high=points[(1 + level) / 2],
        level=level,
        models=tuple(step.model for step in reversed(path)),
        quantiles=tuple((share, persons) for share, persons in points.items() if persons is not None),
        draws=whole([bootstrap.quantile(share) for share in EVENLY]),
        settings={
            "threshold": threshold,
            "resamples": resamples,
            "seed": seed,
            "empty": path[-1].empty,
            "low": table.n + (total - table.n) * float(np.exp(-normal)),
            "high": table.n + (total - table.n) * float(np.exp(normal)),
            "bias": bootstrap.bias,
            "acceleration": bootstrap.acceleration,
        },
    )


@dataclass(frozen=True, slots=True)
class _Step:
    model: Model
    total: float | None
    spread: float  # standard error of the log of the number on no list
    empty: int


@dataclass(slots=True)
class _Rows:
    """Tables on their way through the selection, one row each: counts, pairs in the model, means, and the total."""

    counts: Floats
    common: Floats
    chosen: Flags
    means: Floats
    unseen: Floats
    sound: Flags


class _Selection:
    """Forward selection of pairs for many tables at once; each row goes its own way."""

    def __init__(self, lists: int, threshold: float) -> None:
        self.terms = terms_up_to(lists, 2)
        self.main = lists + 1
        self.design = design(lists, self.terms)
        self.pairs = self.design[:, self.main :]
        self.threshold = threshold
        self.ranks: dict[bytes, bool] = {}

    def unseen(self, tables: Floats) -> Floats:
        """The expected number on no list of each table, infinite where it is not determined."""
        *_, last = self._steps(tables)
        return np.where(last.sound, last.unseen, np.inf)

    def path(self, table: CaptureTable, observed: Floats) -> list[_Step]:
        """The models of one table from independence to the last."""
        chosen = [rows.chosen[0].copy() for rows in self._steps(observed[None])]
        distinct = [pairs for at, pairs in enumerate(chosen) if at == 0 or (pairs != chosen[at - 1]).any()]
        return [self._step(table, observed, pairs) for pairs in distinct]

    def _steps(self, tables: Floats) -> Iterator[_Rows]:
        """Start at independence; then let each table that still finds a pair add it, and yield."""
        rows = self._start(tables)
        refused = np.zeros(rows.chosen.shape, bool)
        active = np.arange(len(tables))
        yield rows
        while len(active):
            beat()
            chance = np.where(rows.chosen | refused, np.inf, self._chance(rows))[active]
            best, lowest = chance.argmin(axis=1), chance.min(axis=1)
            active, best = active[lowest < self.threshold], best[lowest < self.threshold]
            if len(active):
                taken = self._add(rows, active, best)
                refused[active[taken]] = False
                refused[active[~taken], best[~taken]] = True
                yield rows

    def _start(self, tables: Floats) -> _Rows:
        fits = fit(self.design[:, : self.main], tables)
        sound = fits.finite.copy()
        for at in np.flatnonzero(~sound):
            sound[at] = face(self.design[:, : self.main], tables[at]).whole
        return _Rows(
            counts=tables,
            common=tables @ self.pairs,
            chosen=np.zeros((len(tables), self.pairs.shape[1]), bool),
            means=fits.means,
            unseen=np.exp(fits.coefficients[:, 0]),
            sound=sound,
        )

    def _chance(self, rows: _Rows) -> Floats:
        """One-sided Poisson chance of an overlap as far from the expected as the observed one, per table and pair."""
        expected = np.maximum(rows.means @ self.pairs, 1e-300)
        above = np.where(rows.common > 0, pdtrc(np.maximum(rows.common - 1, 0), expected), 1.0)
        found: Floats = np.minimum(pdtr(rows.common, expected), above)
        return found

    def _add(self, rows: _Rows, active: NDArray[np.intp], best: NDArray[np.intp]) -> Flags:
        """Fit with one pair more where the estimate then exists and is identified; says for which tables it was."""
        chosen = rows.chosen[active].copy()
        chosen[np.arange(len(active)), best] = True
        columns, cells = self.treated(chosen, rows.common[active])
        fits = fit(self.design, rows.counts[active], columns=columns, cells=cells)
        taken = np.array([self._identified(*pair) for pair in zip(columns, cells, strict=True)])
        for at in np.flatnonzero(taken & ~fits.finite):
            taken[at] = face(self.design[np.ix_(cells[at], columns[at])], rows.counts[active[at], cells[at]]).whole
        kept = active[taken]
        rows.chosen[kept], rows.means[kept] = chosen[taken], fits.means[taken]
        rows.unseen[kept], rows.sound[kept] = np.exp(fits.coefficients[taken, 0]), True
        return taken

    def treated(self, chosen: Flags, common: Floats) -> tuple[Flags, Flags]:
        """Columns and cells that remain once empty pairs of the model are taken out."""
        empty = chosen & (common == 0)
        columns = np.hstack([np.ones((len(chosen), self.main), bool), chosen & ~empty])
        return columns, (empty.astype(float) @ self.pairs.T) == 0

    def _identified(self, columns: Flags, cells: Flags) -> bool:
        """Whether the design that remains has full rank; asked often of the same designs."""
        if cells.all():
            return True
        key = np.packbits(np.concatenate([columns, cells])).tobytes()
        if key not in self.ranks:
            self.ranks[key] = bool(np.linalg.matrix_rank(self.design[np.ix_(cells, columns)]) == columns.sum())
        return self.ranks[key]

    def _step(self, table: CaptureTable, observed: Floats, chosen: Flags) -> _Step:
        columns, cells = self.treated(chosen[None], (observed @ self.pairs)[None])
        fits = fit(self.design, observed[None], columns=columns, cells=cells)
        unseen, variance = float(np.exp(fits.coefficients[0, 0])), float(fits.variance[0])
        size, likelihood = self.main + int(chosen.sum()), float(fits.likelihood[0])
        kept = {self.terms[self.main + at] for at in np.flatnonzero(chosen)}
        sound = bool(fits.finite[0]) or face(self.design[np.ix_(cells[0], columns[0])], observed[cells[0]]).whole
        model = Model(
            terms=written(main_effects(len(table.lists)) | kept, table.lists),
            total=table.n + unseen if sound else None,
            error=float(np.sqrt(unseen + unseen**2 * variance)) if sound else None,
            deviance=float(fits.deviance[0]),
            freedom=len(observed) - size,
            aic=2 * size - 2 * likelihood,
            bic=size * float(np.log(table.n)) - 2 * likelihood,
            exists=sound,
        )
        return _Step(model, model.total, float(np.sqrt(variance)), int((~columns[0, self.main :] & chosen).sum()))


class _Bootstrap:
    """Totals of resampled tables, with Efron's corrections for bias and for a spread that grows with the total."""

    def __init__(self, selection: _Selection, observed: Floats, total: float, seed: int, resamples: int) -> None:
        n = observed.sum()
        drawn = np.random.default_rng(seed).multinomial(int(n), observed / n, size=resamples)
        seen = np.flatnonzero(observed)
        without = np.tile(observed, (len(seen), 1))
        without[np.arange(len(seen)), seen] -= 1
        unseen = selection.unseen(np.vstack([drawn, without]))
        self.totals = np.sort(n + unseen[:resamples])
        below = (self.totals < total).sum() + (self.totals == total).sum() / 2
        self.bias = float(ndtri(np.clip(below / resamples, 0.5 / resamples, 1 - 0.5 / resamples)))
        self.acceleration = _acceleration(n - 1 + unseen[resamples:], observed[seen])

    def quantile(self, share: float) -> float | None:
        """The corrected quantile; None where resamples without an estimate reach into it."""
        moved = self.bias + float(ndtri(share))
        corrected = float(ndtr(self.bias + moved / (1 - self.acceleration * moved)))
        at = corrected * (len(self.totals) - 1)
        before, after = self.totals[int(np.floor(at))], self.totals[int(np.ceil(at))]
        found = float(before + (at % 1) * (after - before)) if after > before else float(before)
        return found if np.isfinite(found) else None


def _acceleration(totals: Floats, weights: Floats) -> float:
    """From the totals without one person of each pattern, as often as there are such persons."""
    known = np.isfinite(totals)
    totals, weights = totals[known], weights[known]
    gaps = np.average(totals, weights=weights) - totals
    spread = float((weights * gaps**2).sum())
    return float((weights * gaps**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
