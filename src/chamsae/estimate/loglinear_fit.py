"""Many Poisson log-linear models at once: one design, a row of counts and a choice of columns and cells per model.

Iteratively reweighted least squares (McCullagh and Nelder 1989, 2.5) with halved steps, on all models together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ROUNDS = 80
_ENOUGH = 1e-10  # Newton decrement: what the log-likelihood could still gain
_DRIFT = 1e-3  # a maximum at infinity moves by one in every round, a finite one not at all
_RIDGE = 1e-12  # of the scaled information, so that a parameter on its way to infinity stops nothing
_FARTHEST = 60.0


@dataclass(frozen=True, slots=True)
class Fits:
    """What was fitted, one row per model; `finite` is False where the parameters still moved without gain.

    `variance` is that of the first coefficient, the log of the expected number on no list.
    """

    coefficients: Floats
    means: Floats
    deviance: Floats
    likelihood: Floats
    variance: Floats
    finite: Flags

    def row(self, at: int, columns: Flags) -> "Fits":
        """One model alone, with its own columns."""
        one = slice(at, at + 1)
        return Fits(
            coefficients=self.coefficients[one, columns],
            means=self.means[one],
            deviance=self.deviance[one],
            likelihood=self.likelihood[one],
            variance=self.variance[one],
            finite=self.finite[one],
        )


def fit(
    design: Floats,
    counts: Floats,
    *,
    columns: Flags | None = None,
    cells: Flags | None = None,
    near: Floats | None = None,
) -> Fits:
    """Fit every row of `counts` (models x cells) by `design` (cells x parameters), its `columns` and its `cells` only.

    Cells left out are structural zeros: their mean is 0. Counts need not be whole. `near` are means to start from.
    """
    rows = len(counts)
    columns = np.ones((rows, design.shape[1]), bool) if columns is None else columns
    cells = np.ones(counts.shape, bool) if cells is None else cells
    used = columns.any(axis=0)
    solver = _Solver(design[:, used], counts * cells, columns[:, used], cells)
    solver.run(counts + 0.1 if near is None else near)
    coefficients = np.zeros(columns.shape)
    coefficients[:, used] = solver.beta
    return Fits(
        coefficients=coefficients,
        means=solver.means,
        deviance=solver.deviance,
        likelihood=(xlogy(solver.counts, solver.means) - solver.means - gammaln(solver.counts + 1) * cells).sum(axis=1),
        variance=solver.first_variance(),
        finite=solver.drift < _DRIFT,
    )


class _Solver:
    """The state of one call of `fit`."""

    def __init__(self, design: Floats, counts: Floats, columns: Flags, cells: Flags) -> None:
        self.design, self.counts, self.columns, self.cells = design, counts, columns, cells
        self.own = xlogy(counts, counts) - counts
        self.order = np.argsort(~columns, axis=1, kind="stable")[:, : columns.sum(axis=1).max()]
        own = np.take_along_axis(columns, self.order, axis=1)
        self.both = own[:, :, None] & own[:, None, :]
        self.products, place = _products(design)
        self.places = place[self.order[:, :, None], self.order[:, None, :]]
        self.drift = np.full(len(counts), np.inf)

    def run(self, near: Floats) -> None:
        """Newton steps for all models together until the last has come to rest."""
        self._start(near)
        for _ in range(_ROUNDS):
            step, gain = self._step()
            self.drift = np.where(gain <= _ENOUGH, np.minimum(self.drift, np.abs(step).max(axis=1)), np.inf)
            self._move(step)
            if (gain <= _ENOUGH).all():
                return

    def first_variance(self) -> Floats:
        """The first place of the inverse information, per model."""
        scaled, scale = self._information()
        unit = np.zeros((len(scaled), scaled.shape[1], 1))
        unit[:, 0] = 1.0
        found: Floats = np.linalg.solve(scaled, unit)[:, 0, 0] / scale[:, 0] ** 2
        return found

    def _start(self, near: Floats) -> None:
        """One weighted least squares at these means."""
        self.means = near * self.cells
        scaled, scale = self._information()
        wanted = (self.means * np.log(near) + (self.counts - self.means) * self.cells) @ self.design
        self.beta = self._solve(scaled, scale, wanted * self.columns)
        self.means, self.deviance = self._predict(self.beta)

    def _step(self) -> tuple[Floats, Floats]:
        scaled, scale = self._information()
        slope = ((self.counts - self.means) @ self.design) * self.columns
        step = self._solve(scaled, scale, slope)
        return step, (slope * step).sum(axis=1)

    def _move(self, step: Floats) -> None:
        """Take the step, halved where it would make the fit worse."""
        share = np.ones((len(step), 1))
        for _ in range(12):
            beta = self.beta + share * step
            means, deviance = self._predict(beta)
            worse = ~(deviance <= self.deviance + 1e-9 * (1 + np.abs(self.deviance)))
            if not worse.any():
                break
            share[worse] /= 2
        self.beta, self.means, self.deviance = beta, means, deviance

    def _information(self) -> tuple[Floats, Floats]:
        """The information of each model's own columns with a unit diagonal, and the scale that made it so.

        A model with fewer columns than another has unused ones at its end, which stand for themselves.
        """
        sums = self.means @ self.products
        flat = np.take_along_axis(sums, self.places.reshape(len(sums), -1), axis=1)
        whole = flat.reshape(self.places.shape) * self.both
        diagonal = np.einsum("bii->bi", whole)
        scale = np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
        scaled = whole / (scale[:, :, None] * scale[:, None, :])
        np.einsum("bii->bi", scaled)[...] = 1.0 + _RIDGE
        return scaled, scale

    def _solve(self, scaled: Floats, scale: Floats, wanted: Floats) -> Floats:
        own = np.take_along_axis(wanted, self.order, axis=1) / scale
        found = np.zeros(wanted.shape)
        np.put_along_axis(found, self.order, np.linalg.solve(scaled, own[:, :, None])[:, :, 0] / scale, axis=1)
        return found

    def _predict(self, beta: Floats) -> tuple[Floats, Floats]:
        logs = np.clip(beta @ self.design.T, -_FARTHEST, _FARTHEST)
        means = np.exp(logs) * self.cells
        gaps = self.own - self.counts * logs + means
        return means, 2 * (gaps * self.cells).sum(axis=1)


def _products(design: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The products of any two columns, and which of them is that of two; of zeros and ones each is kept once.

    Interactions overlap: of ten lists and all their pairs, 3,136 products of two are 386 different ones.
    """
    size = design.shape[1]
    if not np.isin(design, (0.0, 1.0)).all():
        whole = (design[:, :, None] * design[:, None, :]).reshape(len(design), size * size)
        return whole, np.arange(size * size).reshape(size, size)
    held = design > 0
    pairs = (held[:, :, None] & held[:, None, :]).reshape(len(design), size * size)
    packed = np.ascontiguousarray(np.packbits(pairs, axis=0).T)
    rows = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, place = np.unique(rows, return_index=True, return_inverse=True)
    return pairs[:, first].astype(float), place.reshape(size, size)
