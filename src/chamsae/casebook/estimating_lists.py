"""Lists of a casebook and who stands on them: capture patterns over persons, counted in columns of numbers.

A person is on a list where one of its documents tells of an act the person suffered. Who is who is as people judged;
where they have not, several plausible linkages are drawn from the probabilities of the open pairs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from chamsae.casebook.cases import Cases
from chamsae.casebook.collecting import uncollected
from chamsae.casebook.estimating_rows import Held, Rows
from chamsae.casebook.progress import Silent
from chamsae.casebook.tabulating import Tables, last_counting
from chamsae.errors import InputError, phrase
from chamsae.estimate.tables import table
from chamsae.link.plausible import plausible
from chamsae.model.case import Counting
from chamsae.model.estimate import CaptureTable
from chamsae.model.estimating import Lists, ListsAsked
from chamsae.model.link import Doubt
from chamsae.model.table import Ask, Dimension
from chamsae.ports import Progress, Store

Whole = NDArray[np.int64]
#: Lists that count at most where none are named; the others are said. More could tell patterns apart that nobody has.
MOST_LISTS = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """Persons under keys on lists: one row for each record of a person in an act. `lists` name the codes of `on`.

    `person` is the number of whom the record was judged to be, `key` of the stratum; `on` is -1 where the record's
    document is on no list.
    """

    keys: tuple[str, ...]
    lists: tuple[str, ...]
    person: Whole
    key: Whole
    on: Whole


class ListsOf:
    """Counts who stands on which lists; the last answer is held until something that counts has changed."""

    def __init__(self, store: Store, tables: Tables, cases: Cases) -> None:
        self._store, self._tables, self._rows = store, tables, Rows(store, cases)
        self._answer: tuple[int, Lists, Standing] | None = None

    def ready(self, asked: ListsAsked) -> bool:
        """True when all that takes long is gathered: the next answer comes at once."""
        return self._rows.ready() and (_of_all(asked) or self._tables.ready())

    def lists(self, asked: ListsAsked, progress: Progress | None = None) -> Lists:
        """The capture tables of each stratum; raises InputError where a named list is not there."""
        return self._counted(asked, progress or Silent())[0]

    def linkages(
        self, asked: ListsAsked, many: int, seed: int, progress: Progress | None = None
    ) -> Iterator[tuple[CaptureTable, ...]]:
        """The tables under so many plausible linkages, each drawn by the probabilities of the pairs still open.

        None where no open pair touches these lists. The same seed on the same casebook draws the same. `progress` is
        told each linkage that is drawn.
        """
        progress = progress or Silent()
        lists, rows = self._counted(asked, progress)
        names = lists.tables[0].lists if lists.tables else ()
        number, drawn = self._rows.persons.number, many if lists.uncertain else 0
        if drawn:
            progress.start(drawn, "drawing linkages")
        for at, made in enumerate(plausible(self._inside(rows), seed=seed, many=drawn), start=1):
            whole = np.arange(len(self._rows.persons))
            for one, head in made.items():
                whole[number(one)] = number(head)
            yield tuple(tables(replace(rows, person=whole[rows.person]), names, asked))
            progress.step(f"{at}/{drawn}")
        if drawn:
            progress.finish()

    def _counted(self, asked: ListsAsked, progress: Progress) -> tuple[Lists, Standing]:
        with uncollected():
            held, last = self._rows.current(progress), self._last()
            if not _of_all(asked):
                self._tables.gather(progress=progress)
            if self._answer is not None and self._answer[0] == last and self._answer[1].asked == asked:
                return self._answer[1], self._answer[2]
            rows = self._standing(asked, held)
            lists = self._answered(asked, rows)
            self._answer = (last, lists, rows)
            return lists, rows

    def _answered(self, asked: ListsAsked, rows: Standing) -> Lists:
        sizes = _sizes(rows)
        names = _chosen(asked, sizes)
        return Lists(
            asked=asked,
            tables=tuple(tables(rows, names, asked)),
            left_out=tuple(sorted(((one, many) for one, many in sizes.items() if one not in names),
                                  key=lambda pair: (-pair[1], pair[0]))),
            unlisted=int(np.count_nonzero(_masks(rows, {})[1] == 0)) if len(rows.on) else 0,
            uncertain=sum(not one.apart for one in self._inside(rows)),
            log_number=self._last(),
        )  # fmt: skip

    def _last(self) -> int:
        """The number of the last entry of the log that can have changed what is counted."""
        last = last_counting(self._store)
        return last.number if last else 0

    def _inside(self, rows: Standing) -> list[Doubt]:
        """The undecided pairs of which both persons stand in these rows, and those that keep two such apart."""
        names = self._rows.persons.names
        there = {names[one] for one in np.unique(rows.person).tolist()}
        return [one for one in self._rows.doubts() if one.left in there and one.right in there]

    def _standing(self, asked: ListsAsked, held: Held) -> Standing:
        """One row for each record by which a person stands in an act, under each of its keys."""
        lists, on = self._on(asked)
        if _of_all(asked):
            person, document = held.person[held.counts], held.document[held.counts]
            return Standing(("",), lists, person, np.zeros(len(person), np.int64), on[document])
        keys, at, key = self._under(asked, held)
        return Standing(keys, lists, held.person[at], key, on[held.document[at]])

    def _under(self, asked: ListsAsked, held: Held) -> tuple[tuple[str, ...], Whole, Whole]:
        """The keys of the strata, then for each place in them the row that stands there and its key."""
        axis = asked.stratum or Dimension.VIOLATION
        found = self._tables.sufferers(Ask(axes=(axis,), counting=Counting.PERSONS, where=asked.where))
        act, person = _numbers(found.acts, self._rows.acts.find), _numbers(found.persons, self._rows.persons.find)
        many = len(self._rows.persons)
        theirs, ours = act[found.act] * many + person[found.person], held.act * many + held.person
        theirs = np.where((act[found.act] < 0) | (person[found.person] < 0), -1, theirs)
        order = np.argsort(theirs, kind="stable")
        first, after = (np.searchsorted(theirs[order], ours, side) for side in ("left", "right"))
        at = np.repeat(np.arange(len(ours)), after - first)
        within = np.arange(len(at)) - np.repeat(np.cumsum(after - first) - (after - first), after - first)
        key = found.key[order][first[at] + within]
        return (found.keys, at, key) if asked.stratum else (("",), at, np.zeros(len(at), np.int64))

    def _on(self, asked: ListsAsked) -> tuple[tuple[str, ...], Whole]:
        """The names of all lists, and for each document the number of its list (-1: none)."""
        named = [self._rows.named(one) for one in asked.by]
        of = [next((held[id] for held in named if held.get(id)), "") for id in self._rows.documents.names]
        lists = tuple(sorted(set(of) - {""}))
        number = {name: at for at, name in enumerate(lists)} | {"": -1}
        return lists, np.asarray([number[one] for one in of], np.int64)


def _of_all(asked: ListsAsked) -> bool:
    """True where all acts count and persons are not told apart, so that no columns of tables are needed."""
    return asked.stratum is None and not asked.where


def _numbers(names: Sequence[str], find: Callable[[str], int | None]) -> Whole:
    """The numbers of these names; -1 for those that have none."""
    found = map(find, names)
    return np.fromiter((-1 if one is None else one for one in found), np.int64, len(names))


def tables(rows: Standing, names: Sequence[str], asked: ListsAsked) -> Iterator[CaptureTable]:
    """The capture table of each stratum that anybody of these lists stands in, by its key."""
    bits = {rows.lists.index(name): 1 << at for at, name in enumerate(names)}
    unit, mask = _masks(rows, bits)
    key = unit % max(1, len(rows.keys))
    for at in np.argsort(np.asarray(rows.keys, object)).tolist():
        patterns, counts = np.unique(mask[(key == at) & (mask > 0)], return_counts=True)
        if len(patterns):
            stratum = ((asked.stratum.value, rows.keys[at]),) if asked.stratum else ()
            spelled = [tuple(int(one) >> bit & 1 for bit in range(len(names))) for one in patterns]
            yield table(names, spelled, counts.tolist(), stratum)


def _masks(rows: Standing, bits: Mapping[int, int]) -> tuple[Whole, Whole]:
    """Each person under each key once, with the lists they are on as bits; without `bits`, 1 for any list at all."""
    unit = rows.person * max(1, len(rows.keys)) + rows.key
    of_list = np.asarray([bits.get(at, 0 if bits else 1) for at in range(len(rows.lists))] + [0], np.int64)
    order = np.argsort(unit, kind="stable")
    units, starts = np.unique(unit[order], return_index=True)
    if not len(units):
        return units, units
    return units, np.bitwise_or.reduceat(of_list[rows.on[order]], starts)


def _sizes(rows: Standing) -> dict[str, int]:
    """Persons on each list, each once for every key."""
    unit = rows.person * max(1, len(rows.keys)) + rows.key
    there = rows.on >= 0
    once = np.unique(np.stack([unit[there], rows.on[there]]), axis=1)
    many = np.bincount(once[1], minlength=len(rows.lists))
    return {name: int(many[at]) for at, name in enumerate(rows.lists) if many[at]}


def _chosen(asked: ListsAsked, sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The lists that count, by name: those named, else the largest."""
    missing = [name for name in asked.only if name not in sizes]
    if missing:
        known = ", ".join(sorted(sizes)[:MOST_LISTS]) or "none"
        raise InputError(phrase("there is no list “%(name)s”", name=missing[0]),
                         do=phrase("The lists are: %(names)s.", names=known))  # fmt: skip
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST_LISTS]
    return tuple(sorted(asked.only or largest))
