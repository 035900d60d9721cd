"""Bayesian average over all decomposable graphs of dependence between lists (Madigan and York 1997), for 3 to 6 lists.

Each graph says which lists depend on each other; its chances have a hyper-Dirichlet prior (Dawid and Lauritzen 1993)
and are integrated out exactly. The total has prior 1/N. Assumes that every person has the same chances. Of the graph in
which every list depends on every other the data say nothing about the total; it is dropped unless asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import gammaln

from chamsae.errors import InputError, phrase
from chamsae.estimate.graphs_all import Graphs, Lists, decomposable
from chamsae.estimate.loglinear_fit import Floats
from chamsae.estimate.loglinear_profile import EVENLY
from chamsae.model.estimate import CaptureTable, Estimate, Method, Model

LISTS = range(3, 7)
_FARTHEST = 10_000  # times the documented: the end of the grid unless told
_BEYOND = 20
_NEAR = 30
_SHOWN = 0.0005
_BLOCK = 2**21  # numbers worked on at a time
_PICTURE = (0.001, 0.005, 0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99, 0.995, 0.999)


class Saturated(StrEnum):
    """What becomes of the graph under which the total is not identified."""

    DROP = "drop"
    KEEP = "keep"


def graphs(
    table: CaptureTable,
    *,
    delta: float | None = None,
    saturated: Saturated = Saturated.DROP,
    most: int | None = None,
    gamma: tuple[float, float] | None = None,
    level: float = 0.95,
) -> Estimate:
    """Posterior median and equal-tailed interval of the total over all decomposable graphs.

    `delta` is the prior count of each cell, 2 to the power of minus the number of lists unless given. With `most`,
    every number on no list from 1 to it is weighed, as dga does; without, a grid from 0 to ten thousand times the
    documented that resolves any posterior. `gamma` takes, for the prior 1/N, a Poisson total whose mean is gamma of
    this shape and scale, as Madigan and York did (13.14, 55.17). `settings` holds "saturated", the posterior
    probability of that graph among all, for 1 to thirty times the documented (without such an end it would grow for
    ever: its total is the prior's), "mean", "sd" and "beyond", the posterior probability of more than twenty times the
    documented. `models` holds the graphs of some weight with the median of each, `draws` evenly spaced quantiles.
    `InputError` unless the table has 3 to 6 lists and persons.
    """
    _check(table, delta, most, gamma)
    prior = 2.0 ** -len(table.lists) if delta is None else delta
    everything = decomposable(len(table.lists))
    grid = _every_number(most) if most else _grid(table.n)
    scores = _Scores(table, prior, grid, gamma)
    kept = everything if saturated is Saturated.KEEP else everything.without_saturated()
    posterior = scores.posterior(kept)
    alone, others = scores.posterior(everything.saturated()), len(everything.cliques) - 1
    totals = table.n + grid.unseen
    mean = float(posterior.density @ totals)
    asked = sorted({*_PICTURE, (1 - level) / 2, 0.5, (1 + level) / 2})
    points = dict(zip(asked, (table.n + grid.quantiles(posterior.density, asked)).tolist(), strict=True))
    return Estimate(
        method=Method.GRAPHS,
        n=table.n,
        median=points[0.5],
        low=points[(1 - level) / 2],
        high=points[(1 + level) / 2],
        level=level,
        models=tuple(_models(table, kept, posterior, scores)),
        quantiles=tuple(points.items()),
        draws=tuple(table.n + int(unseen) for unseen in grid.quantiles(posterior.density, EVENLY)),
        settings={
            "delta": prior,
            **({"gamma_shape": gamma[0], "gamma_scale": gamma[1]} if gamma else {}),
            "graphs": len(kept.cliques),
            "saturated": float(_shares(np.append(alone.near, posterior.near[:others]))[0]),
            "mean": mean,
            "sd": float(np.sqrt(posterior.density @ (totals - mean) ** 2)),
            "beyond": float(posterior.density[totals > _BEYOND * table.n].sum()),
        },
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Numbers on no list, and for how many whole numbers each stands."""

    unseen: Floats
    weights: Floats

    def quantiles(self, density: Floats, shares: Sequence[float]) -> Floats:
        """The smallest whole numbers at which these shares of the density are reached."""
        reached = np.cumsum(density)
        wanted = np.array(shares) * reached[-1]
        at = np.searchsorted(reached, wanted * (1 - 1e-12))
        before = np.where(at > 0, reached[at - 1], 0.0)
        first = np.where(at > 0, (self.unseen[at - 1] + self.unseen[at]) / 2, self.unseen[0] - 0.5)
        within = first + self.weights[at] * (wanted - before) / density[at]
        found: Floats = np.where(self.weights[at] > 1, np.ceil(within - 0.5 - 1e-9), self.unseen[at])
        return found


@dataclass(frozen=True, slots=True)
class _Posterior:
    """Log evidence of each graph, in all and `near`, and the density of the number on no list (sums to one)."""

    evidence: Floats
    near: Floats
    density: Floats


class _Scores:
    """What each set of lists adds to the log probability of a table, for each number on no list."""

    def __init__(
        self, table: CaptureTable, delta: float, grid: _Grid, gamma: tuple[float, float] | None = None
    ) -> None:
        self.grid = grid
        self.near = slice(int(grid.unseen[0] < 1), int(np.searchsorted(grid.unseen, _NEAR * table.n, side="right")))
        lists = len(table.lists)
        self.sets = np.stack([_of_set(table, chosen, delta, grid.unseen) for chosen in range(1 << lists)])
        total = table.n + grid.unseen
        self.common = (
            gammaln(total + 1)
            - gammaln(grid.unseen + 1)
            + _prior(total, gamma)
            + gammaln(delta * 2**lists)
            - gammaln(total + delta * 2**lists)
            + np.log(grid.weights)
        )

    def rows(self, shares: Floats) -> Floats:
        """Log of prior times likelihood of each graph and number, with the weight of the number."""
        found: Floats = shares @ self.sets + self.common
        return found

    def posterior(self, graphs: Graphs) -> _Posterior:
        """All graphs, some at a time so that memory stays small."""
        step = max(1, _BLOCK // len(self.common))
        highest, density = -np.inf, np.zeros(len(self.common))
        evidence, near = [], []
        for start in range(0, len(graphs.shares), step):
            rows = self.rows(graphs.shares[start : start + step])
            tops = rows.max(axis=1)
            rows -= tops[:, None]
            np.exp(rows, out=rows)
            evidence.append(tops + np.log(rows.sum(axis=1)))
            near.append(tops + np.log(rows[:, self.near].sum(axis=1) + 1e-300))
            top = max(highest, float(tops.max()))
            density = density * np.exp(highest - top) + np.exp(tops - top) @ rows
            highest = top
        return _Posterior(np.concatenate(evidence), np.concatenate(near), density / density.sum())


def _prior(total: Floats, gamma: tuple[float, float] | None) -> Floats:
    """Log of the prior of the total: 1/N, or a negative binomial."""
    if gamma is None:
        inverse: Floats = -np.log(total)
        return inverse
    shape, scale = gamma
    found: Floats = gammaln(total + shape) - gammaln(total + 1) + total * np.log(scale / (1 + scale))
    return found


def _of_set(table: CaptureTable, chosen: Lists, delta: float, unseen: Floats) -> Floats:
    """Dirichlet-multinomial weight of the table of these lists alone, less what all sets share."""
    places = [at for at in range(len(table.lists)) if chosen >> at & 1]
    own = delta * 2 ** (len(table.lists) - len(places))
    cells: dict[tuple[int, ...], int] = {}
    for pattern, count in zip(table.patterns, table.counts, strict=True):
        seen = tuple(pattern[at] for at in places)
        cells[seen] = cells.get(seen, 0) + count
    nobody = cells.pop((0,) * len(places), 0)
    fixed = sum(gammaln(count + own) - gammaln(own) for count in cells.values())
    found: Floats = gammaln(nobody + unseen + own) - gammaln(own) + fixed
    return found


def _every_number(most: int) -> _Grid:
    return _Grid(np.arange(1, most + 1, dtype=float), np.ones(most))


def _grid(n: int) -> _Grid:
    """Half a standard deviation apart at most: given all chances, the number on no list varies at least as Poisson."""
    last = _FARTHEST * n
    steps = np.arange(0, 4 * np.sqrt(30 * n + 1000))
    near = np.unique(np.floor((steps / 4) ** 2))
    near = np.union1d(near, np.arange(0, min(256, last)))
    far = np.unique(np.floor(near[-1] * 1.01 ** np.arange(1, np.log(last / near[-1]) / np.log(1.01))))
    unseen = np.concatenate([near, far])
    middles = (unseen[1:] + unseen[:-1]) / 2
    edges = np.concatenate([[unseen[0] - 0.5], middles, [unseen[-1] + 0.5]])
    return _Grid(unseen, np.diff(edges))


def _shares(evidence: Floats) -> Floats:
    weights = np.exp(evidence - evidence.max())
    shares: Floats = weights / weights.sum()
    return shares


def _models(table: CaptureTable, graphs: Graphs, posterior: _Posterior, scores: _Scores) -> Iterator[Model]:
    shares = _shares(posterior.evidence)
    for at in np.argsort(-shares, kind="stable"):
        if shares[at] < _SHOWN:
            return
        row = scores.rows(graphs.shares[at : at + 1])[0]
        (median,) = scores.grid.quantiles(np.exp(row - row.max()), [0.5])
        terms = _written(graphs.cliques[at], table.lists)
        yield Model(terms=terms, total=table.n + float(median), weight=float(shares[at]))


def _written(cliques: tuple[Lists, ...], names: tuple[str, ...]) -> str:
    sets = [[at for at in range(len(names)) if clique >> at & 1] for clique in cliques]
    return ", ".join(":".join(names[at] for at in places) for places in sorted(sets, key=lambda one: (-len(one), one)))


def _check(table: CaptureTable, delta: float | None, most: int | None, gamma: tuple[float, float] | None) -> None:
    if len(table.lists) not in LISTS or not table.n:
        raise InputError(
            phrase(
                "graphs of dependence are for 3 to 6 lists with persons on them, and this table has %(lists)s lists "
                "and %(persons)s persons",
                lists=len(table.lists),
                persons=table.n,
            ),
            do=phrase("Merge or leave out lists, or use the latent classes."),
        )
    if (delta is not None and not 0 < delta < np.inf) or (most is not None and most < 1):
        raise InputError(
            phrase("the prior count of a cell and the most on no list must be above zero"),
            do=phrase("Leave them out for the usual."),
        )
    if gamma is not None and not all(0 < one < np.inf for one in gamma):
        raise InputError(
            phrase("shape and scale of a gamma are above zero"), do=phrase("Leave them out for the usual prior.")
        )
