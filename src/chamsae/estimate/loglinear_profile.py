"""How far a log-linear model lets the total move: profile likelihood, and its mixture over models.

The likelihood is the multinomial one of the whole table with the unseen cell filled in (Cormack 1992). Its signed root
is turned into a confidence curve, whose quantiles for one model are the ends of the profile-likelihood interval and
which can be mixed by the models' weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.special import gammaln, ndtr, xlogy

from chamsae.estimate.loglinear_fit import Fits, Flags, Floats, fit
from chamsae.estimate.loglinear_models import counts
from chamsae.model.estimate import CaptureTable

#: Shares of evenly spaced quantiles, which stand for draws where there is a distribution and no sampler.
EVENLY = tuple((at + 0.5) / 1000 for at in range(1000))

#: Where the curve is worked out, in standard errors of the log: closely where it matters, far where it may be flat.
_STEPS = np.concatenate([[-20, -12, -8, -6], np.linspace(-5, 5, 31), [6, 8, 12, 20, 40, 80]])
_FINE = 5000
_TOP = 0.2  # the height of the top is interpolated, so the roots beside it are the least sure
_FARTHEST = 1e6  # times the documented: a likelihood still flat there has no upper end


@dataclass(frozen=True, slots=True)
class Curve:
    """The signed root of the profile likelihood at numbers on no list, both rising."""

    n: int
    unseen: Floats
    roots: Floats

    def confidence(self, unseen: Floats) -> Floats:
        """How sure one may be that at most so many are on no list."""
        at = np.log(np.clip(unseen, self.unseen[0], self.unseen[-1]))
        found: Floats = ndtr(PchipInterpolator(np.log(self.unseen), self.roots)(at))
        return found


def curve(design: Floats, table: CaptureTable, *, fits: Fits, cells: Flags | None = None) -> Curve:
    """The curve of one fitted model (cells x parameters, the constant first); `cells` are those above zero."""
    observed = counts(table)
    kept = np.ones(len(observed), bool) if cells is None else cells
    whole = np.vstack([np.eye(1, design.shape[1]), design[kept]])
    best = float(np.exp(np.clip(fits.coefficients[0, 0], -3.0, None)))
    spread = float(np.sqrt(1 / best + min(fits.variance[0], 25.0)))
    at = np.clip(np.log(best) + _STEPS * spread, np.log(0.01), np.log(_FARTHEST * max(table.n, 1)))
    unseen = np.exp(np.unique(at))
    roots = _signed(_profile(whole, observed[kept], unseen, fits.means[0, kept]))
    sure = np.abs(roots) > _TOP
    sure[[0, -1]] = True
    return Curve(table.n, unseen[sure], roots[sure])


def quantiles(curves: Sequence[Curve], weights: Sequence[float], shares: Sequence[float]) -> tuple[float | None, ...]:
    """The totals at which the weighted confidence reaches these shares; None where it never does."""
    ends = min(one.unseen[0] for one in curves), max(one.unseen[-1] for one in curves)
    unseen = np.geomspace(*ends, _FINE)
    reached = sum(weight * one.confidence(unseen) for weight, one in zip(weights, curves, strict=True))
    n = curves[0].n
    found = np.interp(shares, reached, n + unseen, left=n, right=np.nan)
    return tuple(None if np.isnan(total) else float(total) for total in found)


def whole(totals: Sequence[float | None]) -> tuple[int, ...]:
    """These as draws, in whole persons; none at all where some are beyond any end."""
    known = [round(total) for total in totals if total is not None]
    return tuple(known) if len(known) == len(totals) else ()


def _profile(design: Floats, observed: Floats, unseen: Floats, near: Floats) -> Floats:
    """Log-likelihood of the table with each number unseen in its first cell; `near` are the means of the others."""
    filled = np.hstack([unseen[:, None], np.tile(observed, (len(unseen), 1))])
    total = filled.sum(axis=1)
    near = np.hstack([unseen[:, None], np.tile(near, (len(unseen), 1))])
    means = fit(design, filled, near=near).means
    shares = means / means.sum(axis=1, keepdims=True)
    found: Floats = gammaln(total + 1) - gammaln(unseen + 1) + xlogy(filled, np.maximum(shares, 1e-300)).sum(axis=1)
    return found


def _signed(likelihood: Floats) -> Floats:
    """Signed roots from the highest point, made monotone: negative below it, positive above."""
    top = int(likelihood.argmax())
    roots = np.sqrt(np.maximum(2 * (_peak(likelihood, top) - likelihood), 0.0))
    peak_above = 0 < top < len(roots) - 1 and likelihood[top - 1] < likelihood[top + 1]
    roots[: top + peak_above] *= -1
    monotone: Floats = np.maximum.accumulate(roots)
    return monotone


def _peak(likelihood: Floats, top: int) -> float:
    """The height of the parabola through the highest point and its neighbours."""
    if not 0 < top < len(likelihood) - 1:
        return float(likelihood[top])
    before, here, after = likelihood[top - 1 : top + 2]
    bend = before - 2 * here + after
    return float(here - (after - before) ** 2 / (8 * bend)) if bend < 0 else float(here)
