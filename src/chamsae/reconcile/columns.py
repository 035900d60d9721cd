"""Acts in columns of numbers, so that any table over hundreds of thousands of them is counted while somebody waits.

A row is an act as suffered by one person (or by nobody named). Every dimension is a column of codes; a code stands for
the set of keys the row has there. Acts are put, replaced and taken out one by one, and nothing else is counted anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.model.case import CodedAct
from chamsae.model.judgement import Status
from chamsae.model.table import Dimension
from chamsae.reconcile.axes import NOTHING, Around, Keys, Paper, of_act, of_person

Numbers = NDArray[np.int32]
Amounts = NDArray[np.float64]
#: The share of rows that may be dead before they are swept out.
DEAD = 0.5
#: The number of nobody, of no event, of no case.
NONE = -1


class Index:
    """Things by number, in order of appearance."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._of: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.names)

    def number(self, name: str | None) -> int:
        """Its number, the next one for a new thing; NONE for None."""
        if name is None:
            return NONE
        found = self._of.setdefault(name, len(self.names))
        if found == len(self.names):
            self.names.append(name)
        return found

    def find(self, name: str) -> int | None:
        """Its number; None for what never appeared."""
        return self._of.get(name)


@dataclass(frozen=True, slots=True)
class Flat:
    """Sets of keys laid end to end: set n has the codes from `starts[n]` on, `lengths[n]` many; codes count `keys`."""

    keys: Keys
    codes: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def laid(self, sets: Numbers) -> tuple[NDArray[np.int64] | None, NDArray[np.int64]]:
        """The codes of these sets one after the other, and for each the place in `sets` it is of (None: one each)."""
        lengths = self.lengths[sets]
        if not len(sets) or (lengths.max() == 1 and lengths.min() == 1):
            return None, self.codes[self.starts[sets]]
        repeat = np.repeat(np.arange(len(sets)), lengths)
        within = np.arange(len(repeat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return repeat, self.codes[self.starts[sets][repeat] + within]


def flat(sets: Sequence[Keys]) -> Flat:
    """Sets of keys laid end to end, their keys in order."""
    keys = tuple(sorted({key for held in sets for key in held}))
    number = {key: at for at, key in enumerate(keys)}
    lengths = np.fromiter(map(len, sets), np.int64, len(sets))
    codes = np.fromiter((number[key] for held in sets for key in held), np.int64, int(lengths.sum()))
    return Flat(keys, codes, np.cumsum(lengths) - lengths, lengths)


class Sets:
    """Sets of keys by number: what the codes of a column stand for."""

    def __init__(self) -> None:
        self.sets: list[Keys] = []
        self._of: dict[Keys, int] = {}
        self._flat: tuple[int, Flat] | None = None

    def flat(self) -> Flat:
        """All of them laid end to end."""
        if self._flat is None or self._flat[0] != len(self.sets):
            self._flat = len(self.sets), flat(self.sets)
        return self._flat[1]

    def number(self, keys: Keys) -> int:
        """The number of a set, the next one for a new one."""
        found = self._of.setdefault(keys, len(self.sets))
        if found == len(self.sets):
            self.sets.append(keys)
        return found


@dataclass(frozen=True, slots=True)
class View:
    """All columns at one moment; never written to. Rows of `act`, `person`, `event` and each dimension run alongside.

    `cases` are sets of cases, NOTHING where there is none. `low` and `high` are of acts: the bounds of a group nobody
    named (NaN: no group; high infinite: open). `standing` is how many acts there are.
    """

    act: Numbers
    person: Numbers
    event: Numbers
    cases: Numbers
    of: Mapping[Dimension, Numbers]
    low: Amounts
    high: Amounts
    standing: int


class Columns:
    """The acts of one casebook in columns. One writer at a time; views already given stay as they are.

    `papers` are the documents met so far.
    """

    def __init__(self) -> None:
        self.acts, self.persons, self.events = Index(), Index(), Index()
        self.sets = {dimension: Sets() for dimension in Dimension}
        self.cases = Sets()
        self._held: dict[str, Numbers] = {name: np.zeros(0, np.int32) for name in _NAMES}
        self._alive = np.zeros(0, np.bool_)
        self._low, self._high = np.zeros(0), np.zeros(0)
        self._dead = 0
        self._view: View | None = None
        self.papers: dict[str, Paper] = {}

    def put(self, acts: Iterable[CodedAct], around: Around) -> None:
        """Take in acts: new ones, and those known by their id in another form."""
        coming = {act.id: act for act in acts}
        self.papers.update(around.papers)
        self.remove(coming)
        rows: dict[str, list[int]] = {name: [] for name in _NAMES}
        for act in coming.values():
            self._write(rows, act, around)
        self._held = {name: _joined(self._held[name], rows[name]) for name in _NAMES}
        self._alive = np.concatenate([self._alive, np.ones(len(rows[_ACT]), np.bool_)])
        self._bound({self.acts.number(id): _group(act) for id, act in coming.items()})
        self._view = None

    def remove(self, ids: Iterable[str]) -> None:
        """Take out acts; unknown ids are passed over."""
        gone = [number for id in ids if (number := self.acts.find(id)) is not None]
        if not gone or not len(self._alive):
            return
        dead = self._alive & np.isin(self._held[_ACT], np.asarray(gone, np.int32))
        self._alive = self._alive & ~dead
        self._dead += int(np.count_nonzero(dead))
        if self._dead > DEAD * len(self._alive):
            self._held = {name: column[self._alive] for name, column in self._held.items()}
            self._alive, self._dead = np.ones(len(self._held[_ACT]), np.bool_), 0
        self._view = None

    def folded(self, dimension: Dimension, onto: Mapping[str, str]) -> "Columns":
        """The same columns with some keys of a dimension counted as others; to count from, not to write to."""
        made = copy(self)
        sets = Sets()
        sets.sets = [tuple(sorted({onto.get(key, key) for key in held})) for held in self.sets[dimension].sets]
        made.sets = {**self.sets, dimension: sets}
        return made

    def view(self) -> View:
        """The columns as they are now."""
        if self._view is None:
            live = self._held if not self._dead else {name: one[self._alive] for name, one in self._held.items()}
            self._view = View(
                act=live[_ACT],
                person=live[_PERSON],
                event=live[_EVENT],
                cases=live[_CASES],
                of={dimension: live[dimension.value] for dimension in Dimension},
                low=self._low,
                high=self._high,
                standing=len(np.unique(live[_ACT])),
            )
        return self._view

    def statuses(self, *wanted: Status) -> Numbers:
        """The codes of these statuses in their column."""
        return np.asarray([self.sets[Dimension.STATUS].number((one.value,)) for one in wanted], np.int32)

    def _write(self, rows: Mapping[str, list[int]], act: CodedAct, around: Around) -> None:
        number, event, cases = (
            self.acts.number(act.id),
            self.events.number(act.event),
            self.cases.number(act.cases or NOTHING),
        )
        fixed = [(one.value, self.sets[one].number(keys)) for one, keys in of_act(act, around).items()]
        for person in dict.fromkeys(act.persons) or (None,):
            own = of_person(act, person, around)
            said = [*fixed, *((one.value, self.sets[one].number(keys)) for one, keys in own.items())]
            said += [(_ACT, number), (_PERSON, self.persons.number(person)), (_EVENT, event), (_CASES, cases)]
            for name, code in said:
                rows[name].append(code)

    def _bound(self, groups: Mapping[int, tuple[float, float]]) -> None:
        """Keep the bounds of groups of these acts."""
        more = len(self.acts) - len(self._low)
        self._low = np.concatenate([self._low, np.full(more, np.nan)])
        self._high = np.concatenate([self._high, np.full(more, np.nan)])
        numbers = np.fromiter(groups, np.int64, len(groups))
        self._low[numbers] = [low for low, _ in groups.values()]
        self._high[numbers] = [high for _, high in groups.values()]


#: The columns of a row; the first four are no dimensions, though one of these is called "event" as well.
_ACT, _PERSON, _EVENT, _CASES = "#act", "#person", "#event", "#cases"
_NAMES = (_ACT, _PERSON, _EVENT, _CASES, *(dimension.value for dimension in Dimension))


def _joined(held: Numbers, new: list[int]) -> Numbers:
    return np.concatenate([held, np.asarray(new, np.int32)]) if new else held


def _group(act: CodedAct) -> tuple[float, float]:
    """The bounds of a group nobody of which is named; not a number where there is none."""
    if act.persons or act.victims is None:
        return float("nan"), float("nan")
    return act.victims.bounds()
