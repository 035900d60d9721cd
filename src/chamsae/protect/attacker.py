"""What a careful reader can work out of all tables that have left: the least and most each held-back number can be.

Every table is a set of numbers tied by sums. A reader knows the numbers shown, that no count is below nought, and that
the documented only grow from one release to the next. SciPy's HiGHS solver finds the ends of each hidden number under
all of that at once, over every table so far. Numbers are told apart by what they count, of what and when, so that
tables which share a cell or a margin share an unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import ceil, floor, prod

from chamsae.errors import MissingPart, phrase
from chamsae.model.released_table import Keys, TruthTable

#: Differences smaller than this are those of arithmetic.
SLACK = 1e-6
#: Tables with no more cells than this have their noughts hidden as well, where that protects; in larger ones few do.
ZEROS = 600

#: Stands for a number that can be as large as one likes.
ENDLESS = 1e9

Condition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What one number counts: in which unit, at which state of the casebook, under which conditions.

    `apart` sets aside a number that has the same name as another and is not the same.
    """

    unit: str
    moment: int
    conditions: frozenset[Condition]
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """The sum of some unknowns, each times its factor, is nought, or at most nought."""

    parts: tuple[tuple[int, float], ...]
    exact: bool


@dataclass(slots=True)
class System:
    """Unknowns with their true values, and what ties them; `shown` are those every reader knows.

    `fixed` were shown by an earlier table and can no more be hidden; `small` must not be worked out.
    """

    unknowns: list[Unknown] = field(default_factory=list)
    truth: list[float] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    small: set[int] = field(default_factory=set)
    cells: list[dict[Keys, tuple[int, ...]]] = field(default_factory=list)
    _at: dict[Unknown, int] = field(default_factory=dict)

    def number(self, unknown: Unknown, truth: float) -> int:
        """The place of an unknown, made where it is new; two that differ in value are two."""
        while (at := self._at.get(unknown)) is not None and self.truth[at] != truth:
            unknown = Unknown(unknown.unit, unknown.moment, unknown.conditions, unknown.apart + 1)
        if at is None:
            at = self._at[unknown] = len(self.unknowns)
            self.unknowns.append(unknown)
            self.truth.append(truth)
            self.shown.append(True)
            self.fixed.append(False)
        return at

    def hide(self, at: int) -> None:
        """Take a number from the reader, unless an earlier table has shown it."""
        self.shown[at] = self.fixed[at]

    def tie(self, parts: Sequence[tuple[int, float]], *, exact: bool) -> None:
        """Add a tie, where it is true."""
        found = sum(factor * self.truth[at] for at, factor in parts)
        if found == 0 or (found < 0 and not exact):
            self.ties.append(Tie(tuple(parts), exact))

    def found(self, unknown: Unknown) -> int | None:
        """The place of an unknown, if any table tells of it."""
        return self._at.get(unknown)


@dataclass(frozen=True, slots=True)
class Exposed:
    """A small number that stays hidden and can still be worked out: what it counts, and its ends."""

    unknown: Unknown
    low: int
    high: int


def system(tables: Sequence[TruthTable], *, before: int, least: int) -> System:
    """The unknowns of tables and what ties them; the first `before` of them have left already."""
    made = System()
    for at, table in enumerate(tables):
        _add(made, table, left=at < before, least=least)
    for table, places in zip(tables, made.cells, strict=True):
        for at in (at for keys in table.held for at in places.get(keys, ())):
            made.hide(at)
    _add_growth(made)
    _add_differences(made, tables, least)
    return made


def exposed(tables: Sequence[TruthTable], *, least: int) -> list[Exposed]:
    """The small numbers that tables which have left give away together: bounded by less than `least`."""
    return Attack(system(tables, before=len(tables), least=least), least).exposed()


class Attack:
    """The reader at work: keeps the widest ends found so far for every small number."""

    def __init__(self, made: System, least: int) -> None:
        self.of, self.least = made, least
        self.low, self.high = list(made.truth), list(made.truth)

    def exposed(self) -> list[Exposed]:
        """Every small number that can be bounded by less than the least width, with its ends."""
        found = ((at, self.ends(at)) for at in sorted(self.of.small) if not self.of.shown[at])
        return [Exposed(self.of.unknowns[at], *ends) for at, ends in found if ends[1] - ends[0] < self.least]

    def wide(self, at: int) -> bool:
        """True where the ends found so far are wide enough."""
        return floor(self.high[at] + SLACK) - ceil(self.low[at] - SLACK) >= self.least

    def ends(self, at: int) -> tuple[int, int]:
        """The least and most a hidden number can be, or as much of that as makes it wide enough."""
        if not self.wide(at):
            self.solve(at, -1.0)
        if not self.wide(at):
            self.solve(at, 1.0)
        return ceil(self.low[at] - SLACK), floor(self.high[at] + SLACK)

    def solve(self, at: int, sign: float) -> None:
        """Find the least (`sign` 1) or most (-1) of an unknown, and remember what that shows of all others."""
        hidden = [one for one in range(len(self.of.unknowns)) if not self.of.shown[one]]
        places = {one: here for here, one in enumerate(hidden)}
        cost = [0.0] * len(hidden)
        cost[places[at]] = sign
        solved = solve(Program(cost=cost, bounds=[(0.0, None)] * len(hidden), **_rows(self.of, places)))
        if solved is None:  # no end: the number can be as large as one likes
            self.high[at] = ENDLESS
            return
        self.seen(dict(zip(hidden, solved, strict=True)))

    def seen(self, point: Mapping[int, float]) -> None:
        """A way the hidden numbers can be: widen the ends by it."""
        for at, value in point.items():
            self.low[at], self.high[at] = min(self.low[at], value), max(self.high[at], value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A linear program: the cost of each unknown, equalities and upper limits as rows of factors, its bounds."""

    cost: Sequence[float]
    equal: Sequence[tuple[Mapping[int, float], float]]
    upper: Sequence[tuple[Mapping[int, float], float]]
    bounds: Sequence[tuple[float, float | None]]


class Infeasible(Exception):
    """No values fit."""


def solve(program: Program) -> Sequence[float] | None:
    """The cheapest values, or None where the cost has no end; raises Infeasible, MissingPart without SciPy."""
    try:
        from scipy.optimize import linprog  # noqa: PLC0415 - heavy, and only where tables leave
    except ImportError as error:
        raise MissingPart(
            phrase("what tables give away cannot be worked out without SciPy"),
            thing="release",
            do=phrase("Install chamsae[reconcile]."),
        ) from error
    width = len(program.cost)
    equal, equals = _matrix(program.equal, width)
    upper, uppers = _matrix(program.upper, width)
    done = linprog(
        program.cost, A_ub=upper, b_ub=uppers, A_eq=equal, b_eq=equals, bounds=list(program.bounds), method="highs"
    )
    if done.status == 3:
        return None
    if done.status != 0:
        raise Infeasible(done.message)
    values: Sequence[float] = done.x
    return values


def _matrix(rows: Sequence[tuple[Mapping[int, float], float]], width: int) -> tuple[object, Sequence[float] | None]:
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    if not rows:
        return None, None
    places = [(at, one, factor) for at, (parts, _) in enumerate(rows) for one, factor in parts.items()]
    data = [factor for _, _, factor in places]
    lines, columns = [at for at, _, _ in places], [one for _, one, _ in places]
    return csr_array((data, (lines, columns)), shape=(len(rows), width)), [limit for _, limit in rows]


Row = tuple[Mapping[int, float], float]


def _rows(made: System, places: Mapping[int, int]) -> dict[str, list[Row]]:
    """The ties over hidden numbers only, what is shown put in; those over shown numbers alone say nothing."""
    rows: dict[str, list[Row]] = {"equal": [], "upper": []}
    for tie in made.ties:
        parts = {places[at]: factor for at, factor in tie.parts if at in places}
        if parts:
            known = sum(factor * made.truth[at] for at, factor in tie.parts if at not in places)
            rows["equal" if tie.exact else "upper"].append((parts, -known))
    return rows


def _add(made: System, table: TruthTable, *, left: bool, least: int) -> None:
    """The numbers of one table and the ties between its cells and margins, in each unit it tells of."""
    numbers: dict[Keys, list[int]] = {keys: [] for keys in _every(table)}
    for unit in dict.fromkeys((table.counting, "acts")):
        places = {keys: made.number(_unknown(table, keys, unit), truth) for keys, truth in _values(table, unit).items()}
        for keys, at in places.items():
            numbers[keys].append(at)
            made.fixed[at] = made.fixed[at] or (left and keys not in table.held)
            if 0 < made.truth[at] < least:
                made.small.add(at)
        _tie_margins(made, table, unit, places)
    made.cells.append({keys: tuple(found) for keys, found in numbers.items()})


def _every(table: TruthTable) -> list[Keys]:
    """The keys of all numbers: those counted, and in small tables the noughts between them."""
    whole: list[Keys] = list(table.cells)
    shape = [len(one) + 1 for one in table.keys]
    if prod(shape) <= ZEROS:
        whole += [keys for keys in product(*((*one, None) for one in table.keys)) if keys not in table.cells]
    return whole


def _values(table: TruthTable, unit: str) -> dict[Keys, float]:
    at = 0 if unit == table.counting else 1
    return {keys: float(table.cells.get(keys, (0, 0))[at]) for keys in _every(table)}


def _unknown(table: TruthTable, keys: Keys, unit: str) -> Unknown:
    cell = frozenset((axis, frozenset({key})) for axis, key in zip(table.axes, keys, strict=True) if key is not None)
    where = frozenset((axis, frozenset(kept)) for axis, kept in table.where)
    # Times spread over several years are other numbers than those set apart.
    spread = frozenset({("spread", frozenset({table.spread}))}) if table.spread != "apart" else frozenset()
    return Unknown(unit, table.moment, cell | where | spread)


def _tie_margins(made: System, table: TruthTable, unit: str, places: Mapping[Keys, int]) -> None:
    """Each margin is the sum of its parts; where one unit stands in several it is no more than that, nor less than any.

    Along which axes the parts add up the table tells itself; where in truth they do, the reader is taken to know it.
    """
    for axis in range(len(table.axes)):
        below: dict[Keys, list[int]] = {}
        for keys, at in places.items():
            if keys[axis] is not None:
                below.setdefault((*keys[:axis], None, *keys[axis + 1 :]), []).append(at)
        told = {places[margin]: parts for margin, parts in below.items() if margin in places}
        exact = all(made.truth[whole] == sum(made.truth[part] for part in parts) for whole, parts in told.items())
        for whole, parts in told.items():
            made.tie([(whole, 1.0), *((part, -1.0) for part in parts)], exact=exact)
            for part in parts if not exact else ():
                made.tie([(part, 1.0), (whole, -1.0)], exact=False)


def _add_growth(made: System) -> None:
    """From one state of the casebook to the next the same number only grows, where in truth it does."""
    found: dict[tuple[str, frozenset[Condition], int], list[int]] = {}
    for at, one in enumerate(made.unknowns):
        found.setdefault((one.unit, one.conditions, one.apart), []).append(at)
    for same in found.values():
        ordered = sorted(same, key=lambda at: made.unknowns[at].moment)
        for earlier, later in pairwise(ordered):
            made.tie([(earlier, 1.0), (later, -1.0)], exact=False)


def _add_differences(made: System, tables: Sequence[TruthTable], least: int) -> None:
    """A table of everybody beside one of women tells how many are not women: a number nobody printed."""
    filters = {(table.moment, table.counting, frozenset(map(_kept, table.where))) for table in tables}
    for narrow, wide in product(filters, filters):
        if narrow[:2] == wide[:2] and wide[2] < narrow[2]:
            for at, one in enumerate(list(made.unknowns)):
                if one.moment == wide[0] and one.unit == wide[1] and wide[2] <= one.conditions:
                    _difference(made, at, Unknown(one.unit, one.moment, one.conditions | narrow[2]), least)


def _kept(filtered: tuple[str, tuple[str, ...]]) -> Condition:
    return filtered[0], frozenset(filtered[1])


def _difference(made: System, wide: int, other: Unknown, least: int) -> None:
    narrow = made.found(other)
    if narrow is None or narrow == wide or made.truth[narrow] > made.truth[wide]:
        return
    rest = made.truth[wide] - made.truth[narrow]
    between = Unknown(other.unit, other.moment, other.conditions | {("not", frozenset({str(wide)}))})
    at = made.number(between, rest)
    made.tie([(wide, 1.0), (narrow, -1.0), (at, -1.0)], exact=True)
    made.hide(at)
    if 0 < rest < least:
        made.small.add(at)
