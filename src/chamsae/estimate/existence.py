"""Whether the estimate of a log-linear model exists (Fienberg and Rinaldo 2012), and whether the total is determined.

Empty cells can drive parameters to minus infinity. A linear program finds which empty cells; what remains (the face)
says whether the parameters, and the expected number on no list, are determined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from scipy.optimize import linprog

from chamsae.estimate.loglinear_fit import Flags, Floats
from chamsae.estimate.loglinear_models import counts, design, interaction, terms_up_to
from chamsae.model.estimate import CaptureTable


class Existence(IntEnum):
    """The codes of SparseMSE's checkident (Chan, Silverman and Vincent 2021)."""

    EXISTS = 0
    ABSENT = 1
    NOT_IDENTIFIED = 2
    NEITHER = 3


@dataclass(frozen=True, slots=True)
class Face:
    """The cells whose mean is not driven to zero, and whether the number on no list is determined by them."""

    cells: Flags
    determined: bool

    @property
    def whole(self) -> bool:
        """No cell is driven to zero: the estimate exists."""
        return bool(self.cells.all())


def exists(table: CaptureTable, terms: Iterable[Iterable[str]]) -> Existence:
    """Check the model of main effects and these interactions ("A" with "B"), as SparseMSE does before it fits.

    A pair without common persons is first taken out with its cells (its parameter is at minus infinity).
    """
    chosen = [*terms_up_to(len(table.lists), 1), *(interaction(table, term) for term in terms)]
    observed = counts(table)
    whole = design(len(table.lists), chosen)
    empty = (whole.T @ observed == 0) & np.array([len(term) == 2 for term in chosen])
    kept = ~whole[:, empty].any(axis=1)
    return check(whole[:, ~empty][kept], observed[kept])


def check(model: Floats, observed: Floats) -> Existence:
    """The code for a design (cells x parameters) and its counts."""
    absent = Existence.EXISTS if face(model, observed).whole else Existence.ABSENT
    full = np.linalg.matrix_rank(model) == model.shape[1]
    return Existence(absent + (Existence.EXISTS if full else Existence.NOT_IDENTIFIED))


def face(model: Floats, observed: Floats) -> Face:
    """Which cells stay above zero at the maximum; the first column of the design must be the constant."""
    kept = ~_driven(model, observed)
    spanned = np.linalg.matrix_rank(model[kept])
    unseen = np.eye(1, model.shape[1])
    return Face(kept, bool(np.linalg.matrix_rank(np.vstack([model[kept], unseen])) == spanned))


def _driven(model: Floats, observed: Floats) -> Flags:
    """The cells that a direction without cost sends to zero: the largest such set, by one linear program.

    Direction d keeps the linear predictor of every seen cell and lowers those of empty ones by at least z, with z
    between 0 and 1. Directions add up, so at the largest sum of z every cell that can be lowered has z = 1.
    """
    driven = np.zeros(len(observed), bool)
    empty = observed == 0
    if not empty.any():
        return driven
    size, many = model.shape[1], int(empty.sum())
    found = linprog(
        np.concatenate([np.zeros(size), -np.ones(many)]),
        A_ub=np.hstack([model[empty], np.eye(many)]),
        b_ub=np.zeros(many),
        A_eq=np.hstack([model[~empty], np.zeros((len(observed) - many, many))]),
        b_eq=np.zeros(len(observed) - many),
        bounds=[(None, None)] * size + [(0, 1)] * many,
        method="highs",
    )
    driven[empty] = found.x[size:] > 0.5
    return driven
