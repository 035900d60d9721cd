"""Lists of a casebook and who stands on them: capture patterns over persons, counted in columns of numbers.

A person is on a list where one of its documents tells of an act the person suffered. Who is who is as people judged;
where they have not, several plausible linkages are drawn from the probabilities of the open pairs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from chamsae.casebook.collecting import uncollected
from chamsae.casebook.grouping import document_facts
from chamsae.casebook.linking import Link
from chamsae.casebook.tabulating import Tables, last_counting
from chamsae.casebook.who import Who
from chamsae.errors import InputError
from chamsae.estimate.tables import table
from chamsae.model.case import Counting
from chamsae.model.claim import NameType
from chamsae.model.estimate import CaptureTable
from chamsae.model.estimating import INTERVIEWS, Listing, Lists, ListsAsked
from chamsae.model.importing import Import, ImportPart
from chamsae.model.interview import Account
from chamsae.model.ledger import standing
from chamsae.model.link import Pair
from chamsae.model.table import Ask, Dimension
from chamsae.ports import Store
from chamsae.reconcile.origins import parents, roots
from chamsae.reconcile.tally import Sufferers

Whole = NDArray[np.int64]
#: Lists that count at most where none are named; the others are said. More could tell patterns apart that nobody has.
MOST_LISTS = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """Persons under keys on lists: one row for each record of a person in an act. `lists` name the codes of `on`.

    `record` is the number of the record, `person` of whom it was judged to be, `key` of the stratum; `on` is -1 where
    the record's document is on no list.
    """

    keys: tuple[str, ...]
    lists: tuple[str, ...]
    record: Whole
    person: Whole
    key: Whole
    on: Whole


class Records:
    """The records of persons and of acts by number, as the casebook stands; made anew when something has changed."""

    def __init__(self, store: Store) -> None:
        self.number: dict[str, int] = {}
        documents: dict[str, int] = {}
        of: list[int] = []
        for one in store.records():
            if one.kind is NameType.PERSON:
                self.number[one.id] = len(of)
                of.append(documents.setdefault(one.document, len(documents)))
        self.documents = tuple(documents)
        self.document: Whole = np.asarray(of, np.int64)
        self.person_of = {
            record: one.entity.id for one in store.listed(kind=NameType.PERSON) for record in one.entity.records
        }
        self.of_act = {
            act.id: tuple((self.number[id], self.person_of.get(id, id)) for id in act.records if id in self.number)
            for act in store.coded_acts()
        }


class ListsOf:
    """Counts who stands on which lists; what took long to gather is held until the casebook changes."""

    def __init__(self, store: Store, tables: Tables, link: Link) -> None:
        self._store, self._tables, self._link = store, tables, link
        self._held: tuple[object, Records] | None = None
        self._answer: tuple[object, Lists, Standing] | None = None
        self._pairs: tuple[int, list[Pair]] = (-1, [])
        self._gathered = -1

    def ready(self) -> bool:
        """True when nothing that counts was written since records were gathered: the next answer comes at once."""
        return self._gathered == self._last()

    def lists(self, asked: ListsAsked) -> Lists:
        """The capture tables of each stratum; raises InputError where a named list is not there."""
        return self._counted(asked)[0]

    def linkages(self, asked: ListsAsked, many: int, seed: int) -> Iterator[tuple[CaptureTable, ...]]:
        """The tables under so many plausible linkages, each drawn by the probabilities of the pairs still open.

        None where no open pair touches these lists. The same seed on the same casebook draws the same.
        """
        lists, rows = self._counted(asked)
        open_pairs = self._open(rows)
        if not open_pairs:
            return
        around = Who(self._store).around({side for pair in open_pairs for side in (pair.left, pair.right)})
        records = self._records(asked)
        names = lists.tables[0].lists if lists.tables else ()
        for number in range(many):
            draw = Random(f"{seed}/{number}")  # noqa: S311 - not for secrets: the same seed draws the same
            said = {pair.id: True for pair in open_pairs if draw.random() < pair.probability}
            made = around.made({**around.decided, **said})
            whom = {records.number[id]: one.id for one in made for id in one.records if id in records.number}
            yield tuple(tables(_relinked(rows, whom), names, asked))

    def _counted(self, asked: ListsAsked) -> tuple[Lists, Standing]:
        with uncollected():
            found = self._suffered(asked)
            if self._answer is not None and self._answer[0] is found.view and self._answer[1].asked == asked:
                return self._answer[1], self._answer[2]
            rows = self._standing(asked, found)
            lists = self._answered(asked, rows)
            self._answer = (found.view, lists, rows)
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
            uncertain=len(self._open(rows)),
            log_number=self._last(),
        )  # fmt: skip

    def _last(self) -> int:
        """The number of the last entry of the log that can have changed what is counted."""
        last = last_counting(self._store)
        return last.number if last else 0

    def _open(self, rows: Standing) -> list[Pair]:
        """The pairs nobody has answered of which both sides stand in these rows, by id."""
        assert self._held is not None
        inside = set(np.unique(rows.record).tolist())
        number = self._held[1].number
        last = self._last()
        if self._pairs[0] != last:
            self._pairs = (last, self._link.waiting())
        return sorted(
            (pair for pair in self._pairs[1] if {number.get(pair.left, -1), number.get(pair.right, -1)} <= inside),
            key=lambda pair: pair.id,
        )

    def _suffered(self, asked: ListsAsked) -> Sufferers:
        axis = asked.stratum or Dimension.VIOLATION
        return self._tables.sufferers(Ask(axes=(axis,), counting=Counting.PERSONS, where=asked.where))

    def _records(self, asked: ListsAsked) -> Records:
        view = self._suffered(asked).view
        if self._held is None or self._held[0] is not view:
            self._held, self._gathered = (view, Records(self._store)), self._last()
        return self._held[1]

    def _standing(self, asked: ListsAsked, found: Sufferers) -> Standing:
        """One row for each record by which a person stands in an act."""
        records = self._records(asked)
        persons: dict[str, int] = {}
        rows: list[tuple[int, int, int]] = []
        keys = found.key.tolist() if asked.stratum else [0] * len(found.key)
        for act, person, key in zip(found.act.tolist(), found.person.tolist(), keys, strict=True):
            who = found.persons[person]
            for record, of in records.of_act.get(found.acts[act], ()):
                if of == who:
                    rows.append((record, persons.setdefault(who, len(persons)), key))
        laid: Whole = np.asarray(rows, np.int64).reshape(-1, 3)
        lists, on = self._on(asked, records)
        stands = on[records.document[laid[:, 0]]] if len(laid) else laid[:, 0]
        return Standing(found.keys if asked.stratum else ("",), lists, laid[:, 0], laid[:, 1], laid[:, 2], stands)

    def _on(self, asked: ListsAsked, records: Records) -> tuple[tuple[str, ...], Whole]:
        """The names of all lists, and for each document the number of its list (-1: none)."""
        named = [self._named(one) for one in asked.by]
        of = [next((held[id] for held in named if held.get(id)), "") for id in records.documents]
        lists = tuple(sorted(set(of) - {""}))
        number = {name: at for at, name in enumerate(lists)} | {"": -1}
        return lists, np.asarray([number[one] for one in of], np.int64)

    def _named(self, by: Listing) -> Mapping[str, str]:
        """The list of each document that has one of this kind, by name."""
        if by is Listing.IMPORTED:
            runs = {run.number: run.list for run in standing(self._store.entries(Import))}
            parts = self._store.entries(ImportPart)
            return {one.document: runs[one.run] for one in parts if one.document and one.run in runs}
        if by is Listing.INTERVIEWS:
            told = self._store.entries(Account)
            return {part.document: INTERVIEWS for one in told for part in one.parts if part.document}
        facts = document_facts(self._store)
        if by is Listing.PUBLISHER:
            return {id: one.publisher or "" for id, one in facts.items()}
        heads = roots(parents(self._store.relations(), facts, self._store.statuses()))
        return {id: heads.get(id, id) for id in facts}


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
        raise InputError(f"there is no list “{missing[0]}”", do=f"The lists are: {known}.")
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST_LISTS]
    return tuple(sorted(asked.only or largest))


def _relinked(rows: Standing, whom: Mapping[int, str]) -> Standing:
    """The same rows with these records (numbers) judged to be others."""
    beyond = int(rows.person.max()) + 1 if len(rows.person) else 0
    numbers: dict[str, int] = {}
    of = {record: beyond + numbers.setdefault(id, len(numbers)) for record, id in whom.items()}
    moved = np.asarray([of.get(record, -1) for record in rows.record.tolist()], np.int64)
    person = np.where(moved >= 0, moved, rows.person)
    return Standing(rows.keys, rows.lists, rows.record, person, rows.key, rows.on)
