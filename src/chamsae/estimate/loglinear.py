"""Log-linear models of how lists depend on each other (Fienberg 1972; Bishop, Fienberg and Holland 1975).

All hierarchical models for up to four lists, for more those that a stepwise search by BIC meets; their average by BIC
is the answer. What no list combination can show, that all lists together do not interact, is assumed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from chamsae.errors import InputError, phrase
from chamsae.estimate.existence import Face, face
from chamsae.estimate.loglinear_closed import closed
from chamsae.estimate.loglinear_fit import Fits, Floats, fit
from chamsae.estimate.loglinear_models import (
    Term,
    Terms,
    counts,
    design,
    every_model,
    interaction,
    main_effects,
    neighbours,
    written,
)
from chamsae.estimate.loglinear_profile import EVENLY, Curve, curve, quantiles, whole
from chamsae.model.estimate import CaptureTable, Estimate, Method, Model

ALL_MODELS = 4  # lists up to which every hierarchical model is fitted
_STEPS = 60
_LIGHT = 0.001  # models under this share of the weight add nothing to the interval
_PICTURE = (0.001, 0.01, 0.025, 0.05, *(round(0.1 * tenth, 1) for tenth in range(1, 10)), 0.95, 0.975, 0.99, 0.999)


def loglinear(table: CaptureTable, *, level: float = 0.95) -> Estimate:
    """The average of hierarchical log-linear models by BIC (Hoeting et al. 1999), over profile likelihoods.

    Every model's profile likelihood is taken as a confidence curve (Schweder and Hjort 2016); their mixture by BIC
    weight gives median and ends, so one model alone keeps its profile-likelihood interval. `models` holds all that were
    fitted, the best first, and the models of a closed population after them. A model under which the total is not
    determined gets none and no weight. `settings["mean"]` is the weighted mean of the totals. `InputError` where lists
    are too few or too many, or no model determines a total. `draws` are evenly spaced quantiles of the mixture.
    """
    found = _search(table)
    weights = _weights(found, table)
    heavy = [at for at in np.argsort(-weights) if weights[at] > _LIGHT]
    curves = [found[at].curve(table) for at in heavy]
    shares = [float(weights[at] / weights[heavy].sum()) for at in heavy]
    order = sorted(range(len(found)), key=lambda at: (-weights[at], found[at].bic))
    models = tuple(found[at].model(table, float(weights[at])) for at in order)
    ends = (1 - level) / 2, (1 + level) / 2
    asked = sorted({*_PICTURE, *ends, 0.5})
    reached = dict(zip(asked, quantiles(curves, shares, asked), strict=True))
    median, drawn = reached[0.5], quantiles(curves, shares, EVENLY)
    if median is None:
        raise _undetermined(table)
    return Estimate(
        method=Method.LOGLINEAR,
        model=models[0].terms if len(heavy) == 1 else "",
        n=table.n,
        median=median,
        low=reached[ends[0]],
        high=reached[ends[1]],
        level=level,
        models=models + closed(table),
        quantiles=tuple((share, total) for share, total in reached.items() if total is not None),
        draws=whole(drawn),
        settings={
            "models": len(found),
            "averaged": len(heavy),
            "mean": table.n + sum(share * found[at].unseen for at, share in zip(heavy, shares, strict=True)),
        },
    )


def hierarchical(table: CaptureTable, models: Iterable[Iterable[Iterable[str]]]) -> tuple[Model, ...]:
    """These models only, each given by its interactions as names of lists; main effects are always in.

    `InputError` for a name that is no list.
    """
    chosen = [_closure([interaction(table, term) for term in model], len(table.lists)) for model in models]
    return tuple(one.model(table, None) for one in _fitted(table, chosen))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A model as fitted: terms, design (cells x parameters), one row of fits; its face where cells are empty."""

    terms: Terms
    design: Floats
    fits: Fits
    face: Face | None
    bic: float

    @property
    def determined(self) -> bool:
        return self.face is None or self.face.determined

    @property
    def unseen(self) -> float:
        return float(np.exp(self.fits.coefficients[0, 0]))

    def curve(self, table: CaptureTable) -> Curve:
        return curve(self.design, table, fits=self.fits, cells=None if self.face is None else self.face.cells)

    def model(self, table: CaptureTable, weight: float | None) -> Model:
        size = self.design.shape[1]
        error = float(np.sqrt(self.unseen + self.unseen**2 * self.fits.variance[0]))
        return Model(
            terms=written(self.terms, table.lists),
            total=table.n + self.unseen if self.determined else None,
            error=error if self.determined else None,
            deviance=max(float(self.fits.deviance[0]), 0.0),
            freedom=len(self.design) - size,
            aic=2 * size - 2 * float(self.fits.likelihood[0]),
            bic=self.bic,
            weight=weight,
            exists=self.face is None or self.face.whole,
        )


def _search(table: CaptureTable) -> tuple[_Candidate, ...]:
    """Every model of few lists; of many, those beside the path that BIC takes from independence."""
    lists = len(table.lists)
    if lists <= ALL_MODELS:
        return _fitted(table, every_model(lists))
    here = _fitted(table, [main_effects(lists)])[0]
    met = {here.terms: here}
    for _ in range(_STEPS):
        fresh = [model for model in neighbours(here.terms, lists) if model not in met]
        met |= {one.terms: one for one in _fitted(table, fresh)}
        beside = [met[model] for model in neighbours(here.terms, lists) if met[model].determined]
        best = min(beside, key=lambda one: one.bic, default=here)
        if best.bic >= here.bic and here.determined:
            break
        here = best
    return tuple(met.values())


def _fitted(table: CaptureTable, models: Sequence[Terms]) -> tuple[_Candidate, ...]:
    """All of these at once, and where a fit did not come to rest, what the empty cells leave of it."""
    if not models:
        return ()
    observed = counts(table)
    terms = sorted(frozenset().union(*models), key=lambda term: (len(term), sorted(term)))
    whole = design(len(table.lists), terms)
    columns = np.array([[term in model for term in terms] for model in models])
    fits = fit(whole, np.tile(observed, (len(models), 1)), columns=columns)
    return tuple(
        _candidate(model, whole[:, columns[at]], fits.row(at, columns[at]), observed) for at, model in enumerate(models)
    )


def _candidate(model: Terms, whole: Floats, fits: Fits, observed: Floats) -> _Candidate:
    left = None if fits.finite[0] else face(whole, observed)
    bic = whole.shape[1] * float(np.log(observed.sum())) - 2 * float(fits.likelihood[0])
    return _Candidate(model, whole, fits, None if left is not None and left.whole else left, bic)


def _weights(found: Sequence[_Candidate], table: CaptureTable) -> Floats:
    """exp(-BIC/2), of those under which the total is determined."""
    bic = np.array([one.bic if one.determined else np.inf for one in found])
    if not np.isfinite(bic).any():
        raise _undetermined(table)
    weights = np.exp((bic.min() - bic) / 2)
    shares: Floats = weights / weights.sum()
    return shares


def _closure(chosen: Iterable[Term], lists: int) -> Terms:
    """The hierarchical model of these terms: with main effects and all that the terms imply."""
    below = {frozenset(part) for term in chosen for size in range(len(term) + 1) for part in combinations(term, size)}
    return main_effects(lists) | below


def _undetermined(table: CaptureTable) -> InputError:
    return InputError(
        phrase(
            "no log-linear model of %(names)s determines the total: too many ways to be on them are empty, "
            "above all on more than one list",
            names=", ".join(table.lists),
        ),
        do=phrase("Merge lists or strata."),
    )
