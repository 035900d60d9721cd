"""The models of a closed population: lists alike or not, persons alike or not, persons changed by being listed.

Otis et al. (1978) as log-linear models (Cormack 1989; Rivest and Lévesque 2001; Baillargeon and Rivest 2007).
M0 lists and persons alike; Mt lists differ; Mh persons differ; Mth both; Mb and Mbh: a first listing changes what
follows, which needs lists in order of time. Heterogeneity as Chao's lower bound, Poisson, Darroch or Gamma.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit

from chamsae.estimate.existence import face
from chamsae.estimate.loglinear_fit import Fits, Floats, fit
from chamsae.estimate.loglinear_models import cells, counts
from chamsae.model.estimate import CaptureTable, Model


class Closed(StrEnum):
    """The models by the names that Rcapture's closedp prints."""

    M0 = "M0"
    MT = "Mt"
    MH_CHAO = "Mh Chao (LB)"
    MH_POISSON = "Mh Poisson2"
    MH_DARROCH = "Mh Darroch"
    MH_GAMMA = "Mh Gamma3.5"
    MTH_CHAO = "Mth Chao (LB)"
    MTH_POISSON = "Mth Poisson2"
    MTH_DARROCH = "Mth Darroch"
    MTH_GAMMA = "Mth Gamma3.5"
    MB = "Mb"
    MBH = "Mbh"


@dataclass(frozen=True, slots=True)
class Fitted:
    """One model with what fitting left: its design and its fits (one row)."""

    model: Model
    design: Floats
    fits: Fits


def closed(table: CaptureTable) -> tuple[Model, ...]:
    """Every model of `Closed` for this table, in that order; `InputError` where the lists are too few or too many."""
    return tuple(closed_one(table, which).model for which in Closed)


def closed_one(table: CaptureTable, which: Closed) -> Fitted:
    """One model, fitted; `total` is None where an empty cell leaves it undetermined."""
    observed = counts(table)
    seen = np.array(cells(len(table.lists)), dtype=float)
    design = np.hstack([np.ones((len(seen), 1)), _columns(seen, which)])
    if which in {Closed.MH_CHAO, Closed.MTH_CHAO}:
        design = _without_negative(design, observed, bounds=max(len(table.lists) - 2, 0))
    fits = fit(design, observed[None])
    determined = bool(fits.finite[0]) or face(design, observed).determined
    change = _behaviour(len(table.lists), fits) if which in {Closed.MB, Closed.MBH} else _unseen(fits)
    return Fitted(_described(which, table.n, design, fits, change if determined else None), design, fits)


def _columns(seen: Floats, which: Closed) -> Floats:
    """What the model adds to the constant, per cell."""
    times = seen.sum(axis=1)
    if which in {Closed.MB, Closed.MBH}:
        first = seen.argmax(axis=1)
        alone = [first == 0] if which is Closed.MBH else []
        return np.stack([*alone, first, times - 1], axis=1).astype(float)
    lists = seen if which.startswith("Mt") else times[:, None]
    return np.hstack([lists, *(column[:, None] for column in _heterogeneity(times, seen.shape[1], which))])


def _heterogeneity(times: Floats, lists: int, which: Closed) -> list[Floats]:
    """How the log of the mean grows with the number of lists beyond a straight line, if persons differ."""
    _, _, kind = which.partition(" ")
    if kind == "Poisson2":
        return [2**times - 1]
    if kind == "Darroch":
        return [times**2 / 2]
    if kind == "Gamma3.5":
        return [np.log(3.5) - np.log(3.5 + times)]
    return [np.maximum(times - more, 0) for more in range(2, lists)] if kind else []


def _without_negative(design: Floats, observed: Floats, *, bounds: int) -> Floats:
    """Chao's parameters may not be negative: the first that is goes out until none is.

    Those that only cells without anybody bear would be at minus infinity and go first.
    """
    tail = design[:, design.shape[1] - bounds :]
    borne = tail.T @ observed > 0
    design = np.hstack([design[:, : design.shape[1] - bounds], tail[:, borne]])
    bounds = int(borne.sum())
    while bounds:
        negative = np.flatnonzero(fit(design, observed[None]).coefficients[0, -bounds:] < 0)
        if not len(negative):
            break
        design = np.delete(design, design.shape[1] - bounds + negative[0], axis=1)
        bounds -= 1
    return design


def _unseen(fits: Fits) -> tuple[float, Floats]:
    """The expected number on no list, and its slope along the coefficients."""
    unseen = float(np.exp(fits.coefficients[0, 0]))
    return unseen, unseen * np.eye(fits.coefficients.shape[1])[0]


def _behaviour(lists: int, fits: Fits) -> tuple[float, Floats] | None:
    """The same where a first listing changes the chance of later ones: persons are removed by their first list.

    With q the chance of being missed before it and c that of being listed again, N q^lists remain. A negative number
    says that first listings grow in time, against the model; where they stay the same there is none at all.
    """
    constant, later, again = fits.coefficients[0, [0, -2, -1]]
    relisted = float(expit(again))
    missed = float(np.exp(later)) * (1 - relisted)
    if abs(1 - missed) < 1e-9:
        return None
    unseen = float(np.exp(constant + lists * later)) * (1 - relisted) / (1 - missed)
    slope = np.zeros(fits.coefficients.shape[1])
    slope[[0, -2, -1]] = 1, lists + missed / (1 - missed), -relisted / (1 - missed)
    return unseen, unseen * slope


def _described(which: Closed, n: int, design: Floats, fits: Fits, change: tuple[float, Floats] | None) -> Model:
    size = design.shape[1]
    likelihood = float(fits.likelihood[0])
    return Model(
        terms=which,
        total=None if change is None else n + change[0],
        error=None if change is None else _error(design, fits, *change),
        deviance=float(fits.deviance[0]),
        freedom=len(design) - size,
        aic=2 * size - 2 * likelihood,
        bic=size * float(np.log(n)) - 2 * likelihood,
        exists=bool(fits.finite[0]),
    )


def _error(design: Floats, fits: Fits, unseen: float, slope: Floats) -> float:
    """Standard error of the total: by the delta method, given the total (Cormack and Jupp 1991)."""
    information = (design.T * fits.means[0]) @ design
    spread = unseen + float(slope @ np.linalg.pinv(information, hermitian=True) @ slope)
    return float(np.sqrt(max(spread, 0.0)))
