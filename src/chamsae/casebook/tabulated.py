"""The acts of one casebook in columns, brought up to date before anybody counts.

What is judged or read is put right act by act; what moves more than acts (names gathered anew, a copy judged none, a
casebook restored) has all columns made anew when a table is next asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from threading import RLock

from chamsae.casebook.cases import Cases
from chamsae.casebook.collecting import uncollected
from chamsae.casebook.deriving import Touched
from chamsae.casebook.grouping import document_facts
from chamsae.casebook.lives import Lives
from chamsae.casebook.progress import Silent, walked
from chamsae.errors import NotFound
from chamsae.model.case import CodedAct, Wanted
from chamsae.model.document import DEPENDENT, Document
from chamsae.model.link import PAIR
from chamsae.model.log import LogEntry
from chamsae.model.table import Ask
from chamsae.ports import Progress, Store
from chamsae.reconcile.axes import PERSON, Around, Paper, in_words
from chamsae.reconcile.columns import Columns, View
from chamsae.reconcile.tally import Counted, Member, Sufferers, members, sufferers, tally

#: Entries of the log after which more has moved than the acts they concern.
SWEEPING = frozenset({"link", "restore"})
#: Answers kept until something that is counted changes.
ANSWERS = 8
#: Things asked for from the store at once.
LOT = 1000
#: Seconds to wait for whoever counts just now, before it is taken that acts are being gathered.
MOMENT = 0.3


class Tabulated:
    """Columns over a store, made when first asked for."""

    def __init__(self, store: Store, cases: Cases) -> None:
        self._store, self._cases, self._lives, self._lock = store, cases, Lives(store), RLock()
        self._columns: Columns | None = None
        self._answers: dict[Ask, Counted] = {}
        self._of: View | None = None
        self._upto = 0
        self._whole = True
        cases.watched(self._follow)

    def ready(self) -> bool:
        """True when columns are made and hold what stands now; False at once while another thread makes them."""
        if not self._lock.acquire(timeout=MOMENT):
            return False
        try:
            self._cases.refresh()
            reached = self._store.derived()
            return self._columns is not None and reached is not None and reached.upto == self._upto
        finally:
            self._lock.release()

    def current(self, progress: Progress | None = None) -> Columns:
        """All acts as they stand now."""
        with self._lock:
            self._cases.refresh()
            reached = self._store.derived()
            whole = reached is not None and reached.done is None  # else acts are being worked out: shown as they were
            if self._columns is None or reached is None or reached.upto != self._upto or (whole and not self._whole):
                self._columns = self._made(progress or Silent())
                self._upto, self._whole = reached.upto if reached else 0, whole
            return self._columns

    def tally(self, ask: Ask) -> Counted:
        """The table that is asked for, as things stand now."""
        with self._lock, uncollected():
            columns = self.current()
            if self._of is not columns.view():
                self._answers, self._of = {}, columns.view()
            found = self._answers.pop(ask, None) or tally(columns, ask)
            self._answers[ask] = found  # the last one asked for goes last, the first one is forgotten
            if len(self._answers) > ANSWERS:
                del self._answers[next(iter(self._answers))]
            return found

    def outside(self, ask: Ask, names_somebody: Callable[[str], bool]) -> Counted:
        """The same for people outside: whoever is named in the words of a source is one row, a person."""
        with self._lock, uncollected():
            columns = self.current()
            for axis in ask.axes:
                words = {key for held in columns.sets[axis].sets for key in held if in_words(axis, key)}
                if named := dict.fromkeys(filter(names_somebody, words), PERSON):
                    columns = columns.folded(axis, named)
            return tally(columns, ask)

    def members(self, ask: Ask, keys: Sequence[str | None] = ()) -> list[Member]:
        """The acts of a table, or of one of its cells."""
        with self._lock:
            return members(self.current(), ask, keys)

    def sufferers(self, ask: Ask) -> Sufferers:
        """Who suffered the acts of a table, in columns of numbers."""
        with self._lock:
            return sufferers(self.current(), ask)

    def _made(self, progress: Progress) -> Columns:
        columns = Columns()
        with uncollected():
            progress.start(None, "gathering columns")
            around = self._everything()
            acts = walked(self._store.coded_acts(), self._store.count_coded(), "gathering columns", progress)
            columns.put(acts, around)
        return columns

    def _follow(self, before: int, after: int, touched: Touched) -> None:
        """Put the acts right that were touched, as long as nothing else has moved."""
        with self._lock:
            if self._columns is None or before != self._upto:
                return
            entries = list(islice(self._store.log(after=before), after - before))
            if any(map(self._sweeping, entries)):
                self._columns = None
                return
            acts = {act.id: act for act in (*self._touched(touched), *self._of_lives(entries))}
            self._columns.remove(touched.acts - acts.keys())
            if acts:
                self._columns.put(acts.values(), self._around(list(acts.values())))
            self._upto = after

    def _sweeping(self, entry: LogEntry) -> bool:
        if entry.action in SWEEPING:
            return True
        with suppress(NotFound):
            return entry.action == "judge" and not entry.subject.startswith((PAIR, "c")) and bool(
                self._store.relation(entry.subject)
            )  # fmt: skip
        return False

    def _touched(self, touched: Touched) -> Iterator[CodedAct]:
        for some in _lots(sorted(touched.acts)):
            yield from self._store.coded_acts(Wanted(ids=tuple(some)))
        for occasion in sorted(touched.occasions):
            yield from self._store.coded_acts(Wanted(occasion=occasion))

    def _of_lives(self, entries: Iterable[LogEntry]) -> Iterator[CodedAct]:
        """The acts of the persons of whom something else is known by now."""
        for some in _lots(sorted(self._lives.concerned(entries))):
            yield from self._store.coded_acts(Wanted(persons=tuple(some)))

    def _everything(self) -> Around:
        """Whom and what all acts may be about."""
        return Around(lives=self._lives.everybody(), papers=self._papers())

    def _papers(self) -> Mapping[str, Paper]:
        from chamsae.reconcile.origins import parents, roots  # noqa: PLC0415 - names of outlets are read when needed

        facts = document_facts(self._store)
        heads = roots(parents(self._store.relations(), facts, self._store.statuses()))
        return {id: Paper(source=one.publisher or "", origin=heads.get(id, id)) for id, one in facts.items()}

    def _around(self, acts: Iterable[CodedAct]) -> Around:
        """Whom and what a few acts are about."""
        held = list(acts)
        lives = self._lives.of({record for act in held for record in act.records}, {act.document for act in held})
        documents = {id: self._store.document(id) for id in {act.document for act in held}}
        return Around(lives=lives, papers={id: self._paper(one) for id, one in documents.items()})

    def _paper(self, document: Document) -> Paper:
        """Who published it and, where it is new, whom it copies by what is known of it so far."""
        met = self._columns.papers if self._columns is not None else {}
        if document.id in met:
            return met[document.id]
        above = [
            one.other
            for one in self._store.relations(document=document.id)
            if one.kind in DEPENDENT and one.document == document.id and one.other in met
        ]
        return Paper(source=document.publisher or "", origin=met[above[0]].origin if above else document.id)


def _lots(ids: list[str]) -> Iterator[list[str]]:
    walk = iter(ids)
    while some := list(islice(walk, LOT)):
        yield some
