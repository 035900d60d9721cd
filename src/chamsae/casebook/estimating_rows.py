"""Who suffered what by which record, in columns of numbers, and on which list each document stands.

Read once in a few queries, then put right act by act as people judge: no later answer costs what the casebook does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from chamsae.casebook.cases import Cases
from chamsae.casebook.collecting import uncollected
from chamsae.casebook.deriving import Touched
from chamsae.casebook.grouping import document_facts
from chamsae.casebook.progress import walked
from chamsae.casebook.tabulated import MOMENT, SWEEPING
from chamsae.casebook.tabulating import OUTPUT
from chamsae.casebook.who import Who
from chamsae.model.case import Suffered
from chamsae.model.estimating import INTERVIEWS, Listing
from chamsae.model.importing import Import, ImportPart
from chamsae.model.interview import Account
from chamsae.model.ledger import standing
from chamsae.model.link import PAIR, Doubt
from chamsae.model.log import LogEntry
from chamsae.ports import Progress, Store
from chamsae.reconcile.columns import Index
from chamsae.reconcile.origins import parents, roots
from chamsae.reconcile.tally import LEFT_OUT

Whole = NDArray[np.int64]
#: What is counted by no table unless it asks for it.
NOT_COUNTED = frozenset(one.value for one in LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Held:
    """One row for each record by which a person suffered an act, all by number; never written to.

    `counts` is False for acts that people rejected or withheld.
    """

    act: Whole
    person: Whole
    document: Whole
    counts: NDArray[np.bool_]


class Rows:
    """The rows of one casebook, as things stand now; numbers stay while nothing is gathered anew."""

    def __init__(self, store: Store, cases: Cases) -> None:
        self._store, self._cases, self._lock = store, cases, RLock()
        self.acts, self.persons, self.documents = Index(), Index(), Index()
        self._held: Held | None = None
        self._upto = -1
        self._lists: dict[Listing, Mapping[str, str]] = {}
        self._doubts: list[Doubt] | None = None
        cases.watched(self._follow)

    def ready(self) -> bool:
        """True when rows are gathered, so that the next answer comes at once; False while another thread does it."""
        if not self._lock.acquire(timeout=MOMENT):
            return False
        try:
            self._cases.refresh()
            return self._held is not None and self._upto == self._reached()
        finally:
            self._lock.release()

    def current(self, progress: Progress) -> Held:
        """All rows as they stand now."""
        with self._lock:
            self._cases.refresh(progress)
            upto = self._reached()
            if self._held is None or upto != self._upto:
                self._lists, self._doubts, self._held = {}, None, None  # gathering may be stopped, and begun anew
                self._held = self._gathered(progress)
                self._upto = upto
            return self._held

    def doubts(self) -> list[Doubt]:
        """The pairs of persons that nobody has decided, and those that keep two apart."""
        with self._lock:
            if self._doubts is None:
                Who(self._store).current()
                self._doubts = list(self._store.doubts())
            return self._doubts

    def named(self, by: Listing) -> Mapping[str, str]:
        """The list of each document that has one of this kind, by name."""
        with self._lock:
            if by not in self._lists:
                self._lists[by] = _NAMED[by](self._store)
            return self._lists[by]

    def _reached(self) -> int:
        reached = self._store.derived()
        return reached.upto if reached is not None and reached.done is None else -1

    def _gathered(self, progress: Progress) -> Held:
        self.acts, self.persons, self.documents = Index(), Index(), Index()
        with uncollected():
            rows = walked(self._store.suffered(), self._store.count_coded(), "gathering lists", progress)
            return self._laid(rows)

    def _laid(self, rows: Iterable[Suffered]) -> Held:
        act, person, document, counts = list[int](), list[int](), list[int](), list[bool]()
        for row in rows:
            act.append(self.acts.number(row.act))
            person.append(self.persons.number(row.person))
            document.append(self.documents.number(row.document))
            counts.append(row.status not in NOT_COUNTED)
        numbers = [np.asarray(one, np.int64) for one in (act, person, document)]
        return Held(numbers[0], numbers[1], numbers[2], np.asarray(counts, np.bool_))

    def _follow(self, before: int, after: int, touched: Touched) -> None:
        """Put the acts right that were touched, as long as nothing else has moved."""
        with self._lock:
            if self._held is None or before != self._upto:
                return
            entries = list(islice(self._store.log(after=before), after - before))
            if any(entry.action in SWEEPING for entry in entries):
                self._held = None
                return
            if not all(map(_keeps_lists, entries)):
                self._lists = {}
            if not all(map(_keeps_doubts, entries)):
                self._doubts = None
            self._held, self._upto = self._put(self._held, touched.acts), after

    def _put(self, held: Held, acts: set[str]) -> Held:
        """The rows with those of these acts as they are now."""
        if not acts:
            return held
        gone = [number for id in acts if (number := self.acts.find(id)) is not None]
        stays, new = ~np.isin(held.act, gone), self._laid(self._store.suffered(acts))
        return Held(
            act=np.concatenate([held.act[stays], new.act]),
            person=np.concatenate([held.person[stays], new.person]),
            document=np.concatenate([held.document[stays], new.document]),
            counts=np.concatenate([held.counts[stays], new.counts]),
        )


def _keeps_lists(entry: LogEntry) -> bool:
    """True for what moves no document from one list to another: an answer about a claim or a pair, and what left."""
    return entry.action in OUTPUT or (entry.action == "judge" and entry.subject.startswith((PAIR, "c")))


def _keeps_doubts(entry: LogEntry) -> bool:
    """True for what settles no pair and makes none."""
    return entry.action in OUTPUT or (entry.action == "judge" and entry.subject.startswith("c"))


def _imported(store: Store) -> Mapping[str, str]:
    runs = {run.number: run.list for run in standing(store.entries(Import))}
    parts = store.entries(ImportPart)
    return {one.document: runs[one.run] for one in parts if one.document and one.run in runs}


def _interviews(store: Store) -> Mapping[str, str]:
    told = store.entries(Account)
    return {part.document: INTERVIEWS for one in told for part in one.parts if part.document}


def _published(store: Store) -> Mapping[str, str]:
    return store.publishers()


def _origins(store: Store) -> Mapping[str, str]:
    facts = document_facts(store)
    heads = roots(parents(store.relations(), facts, store.statuses()))
    return {id: heads.get(id, id) for id in facts}


_NAMED = {
    Listing.IMPORTED: _imported, Listing.INTERVIEWS: _interviews, Listing.PUBLISHER: _published,
    Listing.ORIGIN: _origins,
}  # fmt: skip
