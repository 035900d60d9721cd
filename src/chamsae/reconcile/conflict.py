"""Whether claims can all hold, and the smallest set of them that cannot, by linear programming (SciPy's HiGHS).

A system of intervals and sums is possible where its relaxation needs no slack. Where it is not, the smallest impossible
set of claims is found by hitting sets: the fewest claims that touch every set known to be enough to leave out, until
these few are impossible themselves (Ignatiev et al., Smallest MUS Extraction with Minimal Hitting Set Dualization, CP
2015; here over linear constraints). Integer programming finds the fewest, so the answer is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from chamsae.errors import MissingPart, phrase

#: Slack up to this share of the largest number, and never less than TOLERANCE, is rounding.
RELATIVE, TOLERANCE = 1e-9, 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a claim says of a quantity: it lies between `low` and `high`. One without a claim is always so."""

    quantity: str
    low: float
    high: float
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the words make hold between quantities: their weighted sum lies between `low` and `high`."""

    terms: tuple[tuple[str, float], ...]
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Quantities, what claims say of them, and what ties them together."""

    bounds: tuple[Bound, ...]
    links: tuple[Link, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims in it, in order of id."""
        return tuple(sorted({bound.claim for bound in self.bounds if bound.claim is not None}))


def conflicts(systems: Sequence[System]) -> list[tuple[str, ...]]:
    """For each system the smallest set of claims that cannot all hold, in order of id; empty where they can.

    Of several smallest sets the one with the first claims by id. One programme answers for all systems at once; only
    those that are impossible are looked at further. Raises MissingPart without SciPy.
    """
    given_way = _relaxed(systems)
    return [_smallest(system) if left else () for system, left in zip(systems, given_way, strict=True)]


def _smallest(system: System) -> tuple[str, ...]:
    """The fewest claims that hit every set of claims whose leaving out makes the system possible."""
    covers: list[frozenset[str]] = []
    while True:
        chosen = _hitting(system.claims, covers)
        (enough,) = _relaxed([system], kept=chosen)
        if enough is None:
            return tuple(sorted(chosen))
        if not enough:  # what was over in the first place is rounding
            return ()
        covers.append(enough)


def _hitting(claims: Sequence[str], covers: Sequence[frozenset[str]]) -> frozenset[str]:
    """The fewest claims with one of each cover; the first by id where several do."""
    if not covers:
        return frozenset()
    numpy, _, optimize = _solver()
    rows = numpy.array([[float(claim in cover) for claim in claims] for cover in covers])
    # The later a claim, the dearer, all of it less than one claim: fewest first, then the first ones.
    cost = 1 + numpy.arange(len(claims)) / (len(claims) * (len(claims) + 1))
    within = optimize.LinearConstraint(rows, lb=1)
    result = optimize.milp(cost, integrality=1, bounds=optimize.Bounds(0, 1), constraints=within)
    assert result.x is not None, "every cover holds a claim, so all claims together hit them"
    return frozenset(claim for claim, taken in zip(claims, result.x, strict=True) if taken > 0.5)


def _relaxed(systems: Sequence[System], kept: frozenset[str] = frozenset()) -> list[frozenset[str] | None]:
    """For each system the claims that give way where all slack together is least; None where those kept cannot hold.

    Claims kept have no slack. Where some are, there is one system, since its failing would be that of all.
    """
    if not systems:
        return []
    rows = _Rows(kept)
    for system in systems:
        rows.add(system)
    if any(low > high for low, high in rows.fixed.values()):
        return [None] * len(systems)
    _, sparse, optimize = _solver()
    matrix = sparse.csr_array((rows.values, (rows.places, rows.columns)), shape=(len(rows.right), rows.width))
    bounds = [rows.fixed.get(column, (0.0, inf)) for column in range(rows.width)]
    result = optimize.linprog(rows.cost(), A_ub=matrix, b_ub=rows.right, bounds=bounds, method="highs")
    if result.x is None:
        return [None] * len(systems)
    return [
        frozenset(claim for claim, column in slack.items() if result.x[column] > max(TOLERANCE, RELATIVE * largest))
        for slack, largest in zip(rows.slack, rows.largest, strict=True)
    ]


class _Rows:
    """The inequalities of systems side by side: each row says that a sum of columns is at most `right`.

    Columns are the quantities of each system and the slack of each of its claims; `fixed` are the ends of columns.
    """

    def __init__(self, kept: frozenset[str]) -> None:
        self.kept, self.width = kept, 0
        self.fixed: dict[int, tuple[float, float]] = {}
        self.slack: list[dict[str, int]] = []
        self.largest: list[float] = []
        self.right: list[float] = []
        self.places: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []

    def add(self, system: System) -> None:
        """Put a system beside the others."""
        self.slack.append({})
        self.largest.append(1.0)
        of: dict[str, int] = {}
        for bound in system.bounds:
            if bound.quantity not in of:
                of[bound.quantity] = self._column()
            self._bound(bound, of[bound.quantity])
        for link in system.links:
            weights: dict[int, float] = {}
            for quantity, weight in link.terms:
                weights[of[quantity]] = weights.get(of[quantity], 0.0) + weight
            self._row(weights, link.high)
            self._row({column: -weight for column, weight in weights.items()}, -link.low)

    def cost(self) -> list[float]:
        """What is least in the end: all slack."""
        slack = {column for columns in self.slack for column in columns.values()}
        return [1.0 if column in slack else 0.0 for column in range(self.width)]

    def _bound(self, bound: Bound, column: int) -> None:
        ends = [abs(end) for end in (bound.low, bound.high) if abs(end) != inf]
        self.largest[-1] = max(self.largest[-1], *ends, 1.0)
        if bound.claim is None or bound.claim in self.kept:
            low, high = self.fixed.get(column, (0.0, inf))
            self.fixed[column] = max(low, bound.low), min(high, bound.high)
            return
        if bound.claim not in self.slack[-1]:
            self.slack[-1][bound.claim] = self._column()
        slack = self.slack[-1][bound.claim]
        self._row({column: -1.0, slack: -1.0}, -bound.low)
        self._row({column: 1.0, slack: -1.0}, bound.high)

    def _column(self) -> int:
        self.width += 1
        return self.width - 1

    def _row(self, weights: Mapping[int, float], right: float) -> None:
        if right == inf:
            return
        self.places += [len(self.right)] * len(weights)
        self.columns += weights.keys()
        self.values += weights.values()
        self.right.append(right)


def _solver() -> "tuple[Any, Any, Any]":
    """NumPy, SciPy's sparse matrices and its optimisers; they come without types."""
    try:
        import numpy  # noqa: PLC0415 - an extra, wanted only where claims are compared
        from scipy import optimize, sparse  # noqa: PLC0415
    except ImportError as error:
        raise MissingPart(
            phrase("arithmetic between claims needs SciPy"), do=phrase("Install it: pip install 'chamsae[reconcile]'.")
        ) from error
    return numpy, sparse, optimize
