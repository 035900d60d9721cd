"""Tables counted from columns: acts, persons, events or cases, each once in every cell and once in every margin.

Margins are counted, never added up: a person in two cells is one in their margin.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from chamsae.errors import InputError, phrase
from chamsae.model.case import Counting
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.table import OPEN, Ask, Cell, Dimension, Filter, Groups, Spread
from chamsae.reconcile.axes import Keys, spread, years_within
from chamsae.reconcile.columns import NONE, Columns, Flat, Numbers, View, flat
from chamsae.text import places

Whole = NDArray[np.int64]
#: Cells a table may have, those in which nothing was counted among them.
MOST_CELLS = 4_000_000
#: Acts in these states are in no table unless it asks for their status.
LEFT_OUT = (*sorted(ABSENT), Status.WITHHELD)
#: Dimensions of which a filter takes what lies within a place as well.
_OF_PLACES = frozenset({
    Dimension.COUNTRY, Dimension.PROVINCE, Dimension.COUNTY, Dimension.PLACE, Dimension.CROSSING, Dimension.FACILITY,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """The keys of each axis, every cell, then every margin, the total last.

    Along the axes `overlapping` cells add up to more than their margin. `standing` is how many acts there are, in the
    table or not.
    """

    keys: tuple[Keys, ...]
    cells: tuple[Cell, ...]
    overlapping: tuple[Dimension, ...]
    standing: int


@dataclass(frozen=True, slots=True)
class Member:
    """An act in a table: its id, the keys of the cells it stands in, whom or what it counts for."""

    act: str
    cells: tuple[Keys, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sufferers:
    """For each place its act, person and key, by number; `view` is another object once what is counted has changed."""

    keys: Keys
    acts: Sequence[str]
    persons: Sequence[str]
    act: Whole
    person: Whole
    key: Whole
    view: View


def tally(columns: Columns, ask: Ask) -> Counted:
    """The table that is asked for."""
    view = columns.view()
    laid = _laid(columns, view, ask)
    if prod(map(len, laid.keys)) > MOST_CELLS:
        named = " × ".join(f"{len(keys):,}" for keys in laid.keys)
        raise InputError(phrase("the table would have %(named)s cells", named=named),
                         do=phrase("Choose fewer axes, or leave more out."))  # fmt: skip
    units = _units(columns, view, laid, ask.counting)
    flags = _flags(columns, view, Status.PROPOSED), _flags(columns, view, Status.DISPUTED)
    sums = (_Whole if units.single else _Parts).of(laid, units, flags)
    counts: dict[Shown, Whole] = {}
    cells: list[Cell] = []
    for shown in product((True, False), repeat=len(ask.axes)) if len(laid.rows) else ():
        parts = sums.counted(shown)
        counts[shown] = _counts(laid, units, shown, parts[0])
        cells += _cells(view, laid, units, shown, (counts[shown], *parts))
    nothing = Cell(keys=(None,) * len(ask.axes), count=0, acts=0)
    return Counted(laid.keys, tuple(cells or (nothing,)), tuple(_overlapping(ask, laid, counts)), view.standing)


def members(columns: Columns, ask: Ask, keys: Sequence[str | None] = ()) -> list[Member]:
    """The acts of a table in order of their ids, or those of one of its cells; None in `keys` is any key."""
    view = columns.view()
    laid = _laid(columns, view, ask)
    units = _units(columns, view, laid, ask.counting)
    kept = np.ones(len(laid.rows), np.bool_)
    for of_axis, codes, key in zip(laid.keys, laid.codes, keys or [None] * len(ask.axes), strict=True):
        if key is not None:
            kept &= codes == (of_axis.index(key) if key in of_axis else NONE)
    cells: dict[int, dict[Keys, None]] = {}
    for at in np.flatnonzero(kept):
        under = tuple(of_axis[codes[at]] for of_axis, codes in zip(laid.keys, laid.codes, strict=True))
        cells.setdefault(int(view.act[laid.rows[at]]), {})[under] = None
    belonging = _belonging(units, kept)
    found = (
        Member(columns.acts.names[act], tuple(sorted(under)), tuple(sorted(units.names[one] for one in belonging[act])))
        for act, under in cells.items()
    )
    return sorted(found, key=lambda one: one.act)


def sufferers(columns: Columns, ask: Ask) -> Sufferers:
    """The named persons of the acts of a table under the keys of its first axis, in columns of numbers."""
    view = columns.view()
    laid = _laid(columns, view, ask)
    named = np.flatnonzero(view.person[laid.rows] != NONE)
    rows = laid.rows[named]
    return Sufferers(
        keys=laid.keys[0],
        acts=columns.acts.names,
        persons=columns.persons.names,
        act=view.act[rows].astype(np.int64),
        person=view.person[rows].astype(np.int64),
        key=laid.codes[0][named],
        view=view,
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """Rows that pass the filters, laid under the keys of each axis; a row as often as it stands under several."""

    rows: Whole
    keys: tuple[Keys, ...]
    codes: tuple[Whole, ...]


@dataclass(frozen=True, slots=True)
class _Units:
    """What is counted: for each place in a layout its unit (NONE: none) and its act; `at` is the place itself.

    An act with several cases is at several of them. `single`: every act is at one place only.
    """

    of: Counting
    at: Whole
    unit: Whole
    act: Whole
    names: Sequence[str]
    single: bool


def _laid(columns: Columns, view: View, ask: Ask) -> _Laid:
    rows: Whole = np.flatnonzero(_passing(columns, view, ask)).astype(np.int64)
    keys: list[Keys] = []
    codes: list[Whole] = []
    for dimension in ask.axes:
        under = _under(columns, dimension, ask.spread)
        repeat, code = under.laid(view.of[dimension][rows])
        if repeat is not None:
            rows, codes = rows[repeat], [one[repeat] for one in codes]
        used = np.flatnonzero(np.bincount(code, minlength=len(under.keys)))
        place = np.zeros(len(under.keys), np.int64)
        place[used] = np.arange(len(used))
        keys.append(tuple(under.keys[one] for one in used))
        codes.append(place[code])
    return _Laid(rows, tuple(keys), tuple(codes))


def _under(columns: Columns, dimension: Dimension, spreading: Spread) -> Flat:
    """The keys of a dimension; years spread where that is asked."""
    if spreading is Spread.EACH and dimension is Dimension.YEAR:
        return flat([tuple(one for key in held for one in spread(key)) for held in columns.sets[dimension].sets])
    return columns.sets[dimension].flat()


def _passing(columns: Columns, view: View, ask: Ask) -> NDArray[np.bool_]:
    """Which rows are in the table."""
    kept = np.ones(len(view.act), np.bool_)
    if all(one.dimension is not Dimension.STATUS for one in ask.where):
        kept &= ~np.isin(view.of[Dimension.STATUS], columns.statuses(*LEFT_OUT))
    for one in ask.where:
        sets = columns.sets[one.dimension].sets
        fits = np.fromiter((any(_fits(one, key) for key in held) for held in sets), np.bool_, len(sets))
        kept &= fits[view.of[one.dimension]] if len(sets) else False
    return kept


def _fits(one: Filter, key: str) -> bool:
    """True for a key that is asked for, lies within a place, under a violation or in a stretch of years asked for."""
    if key in one.keys:
        return True
    if key == OPEN:
        return False
    if one.dimension in _OF_PLACES:
        return any(_holds(wanted, part) for wanted in one.keys for part in key.split("+"))
    if one.dimension is Dimension.VIOLATION:
        return any(key.startswith(f"{wanted}.") for wanted in one.keys if wanted)
    if one.dimension is Dimension.YEAR:
        return any(_inside(wanted, key) for wanted in one.keys)
    return False


def _holds(outer: str, inner: str) -> bool:
    return {outer, inner} <= places.keys() and places.contains(outer, inner)


def _inside(wanted: str, key: str) -> bool:
    """True when a time certainly lies in "2010..2015"."""
    first, dots, last = wanted.partition("..")
    years = years_within(key)
    return bool(dots) and years is not None and (not first or int(first) <= years[0]) and (
        not last or years[-1] <= int(last)
    )  # fmt: skip


def _units(columns: Columns, view: View, laid: _Laid, counting: Counting) -> _Units:
    act = view.act[laid.rows].astype(np.int64)
    at = np.arange(len(laid.rows))
    names: Sequence[str]
    if counting is Counting.CASES:
        at, unit, names = _cases(columns, view.cases[laid.rows])
        act = act[at]
    else:
        unit, names = {
            Counting.ACTS: (act, columns.acts.names),
            Counting.PERSONS: (view.person[laid.rows].astype(np.int64), columns.persons.names),
            Counting.EVENTS: (view.event[laid.rows].astype(np.int64), columns.events.names),
        }[counting]
    single = len(act) == 0 or int(np.bincount(act).max()) == 1
    return _Units(counting, at, unit, act, names, single)


def _cases(columns: Columns, sets: Numbers) -> tuple[Whole, Whole, Sequence[str]]:
    """For each case of these sets its place among them and its number; NONE where there is none."""
    every = columns.cases.flat()
    repeat, unit = every.laid(sets)
    nothing = every.keys.index(OPEN) if OPEN in every.keys else NONE
    return np.arange(len(sets)) if repeat is None else repeat, np.where(unit == nothing, NONE, unit), every.keys


def _flags(columns: Columns, view: View, status: Status) -> NDArray[np.bool_]:
    """For each act by number, whether it stands so."""
    found = np.zeros(len(columns.acts), np.bool_)
    found[view.act[view.of[Dimension.STATUS] == columns.statuses(status)[0]]] = True
    return found


#: Which axes are told apart; the others are taken together.
Shown = tuple[bool, ...]
#: For every cell: how many acts, how many of these proposed and disputed, how many without a unit.
Sums = tuple[Whole, Whole, Whole, Whole]


@dataclass(frozen=True, slots=True)
class _Whole:
    """Acts that stand in one place each: what cells have adds up to what is taken together."""

    finest: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, laid: _Laid, units: _Units, flags: Sequence[NDArray[np.bool_]]) -> "_Whole":
        """Counted once for the smallest cells."""
        cell, size = _codes(laid, [True] * len(laid.keys))
        cell = cell[units.at]
        masks = (..., *(flag[units.act] for flag in flags), units.unit == NONE)
        shape = tuple(map(len, laid.keys))
        return cls(tuple(np.bincount(cell[mask], minlength=size).reshape(shape) for mask in masks))

    def counted(self, shown: Sequence[bool]) -> Sums:
        """The sums where only these axes are told apart."""
        together = tuple(at for at, apart in enumerate(shown) if not apart)
        acts, proposed, disputed, without = (one.sum(axis=together).ravel() for one in self.finest)
        return acts, proposed, disputed, without


@dataclass(frozen=True, slots=True)
class _Parts:
    """Acts of which some stand in several places: each is counted once in every cell.

    `alone` are the places of acts that stand in one only: these cannot be counted twice, and they are most.
    """

    laid: _Laid
    units: _Units
    flags: Sequence[NDArray[np.bool_]]
    alone: NDArray[np.bool_]

    @classmethod
    def of(cls, laid: _Laid, units: _Units, flags: Sequence[NDArray[np.bool_]]) -> "_Parts":
        """Which acts stand alone is looked up once."""
        return cls(laid, units, flags, (np.bincount(units.act) == 1)[units.act])

    def counted(self, shown: Sequence[bool]) -> Sums:
        """The sums where only these axes are told apart."""
        code, size = _codes(self.laid, shown)
        of_unit, has = code[self.units.at], self.units.unit != NONE
        cell, act = self._once(of_unit, np.ones(len(has), np.bool_))
        acts = np.bincount(cell, minlength=size)
        proposed, disputed = (np.bincount(cell[flag[act]], minlength=size) for flag in self.flags)
        served = self._once(of_unit, has)[0] if not has.all() else cell
        return acts, proposed, disputed, acts - np.bincount(served, minlength=size)

    def _once(self, cell: Whole, kept: NDArray[np.bool_]) -> tuple[Whole, Whole]:
        """Each act that is kept once for each of its cells."""
        one, more = kept & self.alone, kept & ~self.alone
        cells, acts = _pairs(cell[more], self.units.act[more])
        return np.concatenate([cell[one], cells]), np.concatenate([self.units.act[one], acts])


def _cells(
    view: View, laid: _Laid, units: _Units, shown: Shown, columns: tuple[Whole, Whole, Whole, Whole, Whole]
) -> Iterator[Cell]:
    """The cells in which the axes of `shown` are told apart and the others taken together, in order of their keys."""
    under = [keys if apart else (None,) for keys, apart in zip(laid.keys, shown, strict=True)]
    where = np.flatnonzero(columns[1])
    groups = _groups(view, laid, units, shown)
    places_of = np.unravel_index(where, tuple(map(len, under)))
    keys_of = zip(*(_objects(keys)[at].tolist() for keys, at in zip(under, places_of, strict=True)), strict=True)
    rows = zip(where.tolist(), keys_of, *(one[where].tolist() for one in columns), strict=True)
    for at, keys, count, acts_of, proposed, disputed, without in rows:
        yield Cell(
            keys=keys, count=count, acts=acts_of, proposed=proposed, disputed=disputed, without=without,
            groups=groups.get(at),
        )  # fmt: skip


def _objects(keys: Sequence[str | None]) -> NDArray[np.object_]:
    """Keys to be chosen from many at once."""
    found = np.empty(len(keys), np.object_)
    found[:] = keys
    return found


def _counts(laid: _Laid, units: _Units, shown: Sequence[bool], acts: Whole) -> Whole:
    """How many different units each cell has."""
    if units.of is Counting.ACTS:
        return acts
    has = units.unit != NONE
    code, size = _codes(laid, shown)
    return np.bincount(_pairs(code[units.at[has]], units.unit[has])[0], minlength=size)


def _codes(laid: _Laid, shown: Sequence[bool]) -> tuple[Whole, int]:
    """For each place the number of its cell, where only these axes are told apart, and how many cells there may be."""
    code, size = np.zeros(len(laid.rows), np.int64), 1
    for keys, codes, apart in zip(laid.keys, laid.codes, shown, strict=True):
        if apart:
            code, size = code * len(keys) + codes, size * len(keys)
    return code, size


def _pairs(cell: Whole, unit: Whole) -> tuple[Whole, Whole]:
    """Each pair of cell and unit once."""
    if not len(cell):
        return cell, unit
    width = int(unit.max()) + 1
    pairs = np.sort(cell * width + unit)
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    cells = pairs // width
    return cells, pairs - cells * width


def _groups(view: View, laid: _Laid, units: _Units, shown: Sequence[bool]) -> Mapping[int, Groups]:
    """The groups nobody named in each cell that has any."""
    told = np.flatnonzero(~np.isnan(view.low[units.act]))
    if not len(told):
        return {}
    code, _ = _codes(laid, shown)
    found: dict[int, set[int]] = {}
    for cell, act in zip(code[units.at[told]].tolist(), units.act[told].tolist(), strict=True):
        found.setdefault(cell, set()).add(act)
    return {at: _group(view, sorted(acts)) for at, acts in found.items()}


def _group(view: View, acts: Sequence[int]) -> Groups:
    highest = float(view.high[acts].max())
    return Groups(acts=len(acts), low=float(view.low[acts].min()), high=None if np.isinf(highest) else highest)


def _belonging(units: _Units, kept: NDArray[np.bool_]) -> Mapping[int, set[int]]:
    """The units of each act that is kept."""
    found: dict[int, set[int]] = {}
    inside = kept[units.at]
    for act, unit in zip(units.act[inside].tolist(), units.unit[inside].tolist(), strict=True):
        held = found.setdefault(act, set())
        if unit != NONE:
            held.add(unit)
    return found


def _overlapping(ask: Ask, laid: _Laid, counts: Mapping[Shown, Whole]) -> Iterator[Dimension]:
    """The axes along which some cells are more than the cell in which they are taken together."""
    for at, dimension in enumerate(ask.axes):
        for shown, parts in counts.items():
            if shown[at]:
                shape = [len(keys) if apart else 1 for keys, apart in zip(laid.keys, shown, strict=True)]
                whole = counts[*shown[:at], False, *shown[at + 1 :]]
                if np.any(parts.reshape(shape).sum(axis=at).ravel() > whole):
                    yield dimension
                    break
