"""Importing partners' lists: look, rehearse, import, import a later version, take back; nothing stored is lost.

The file is an accession like any other. Its rows are read in parts; each part is written in one transaction with its
claims, so that a run that was killed goes on where it stopped. What the list says under a key is known by the claims'
ids: the same cell again is the same claim.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath

from chamsae.casebook.accession import Archive
from chamsae.casebook.import_run import Plan, Planner, Writer, document_of
from chamsae.casebook.import_source import OURS, Asked, Opened, opened
from chamsae.casebook.import_state import State, brought
from chamsae.casebook.progress import Silent
from chamsae.casebook.reconciling import Reconcile
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim
from chamsae.model.importing import Ending, Import, ImportEnd, ImportPart
from chamsae.model.judgement import WAITING, Judgement, Status, Verdict
from chamsae.model.judgement import standing as undone_left
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.read.sheet.claims import READER, ROWS
from chamsae.read.sheet.drafts import Fault
from chamsae.read.sheet.drafts import Reading as Rows
from chamsae.read.sheet.guess import LOOKED, Guess, guess
from chamsae.read.sheet.heads import fingerprint
from chamsae.read.sheet.mapping import Mapping, check, from_yaml, slug, to_yaml
from chamsae.read.sheet.table import Row
from chamsae.text.cells import harmless

#: Claims shown of a rehearsal.
SAMPLES = 12
#: Judgements written in one go when an import is taken back.
MANY = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file before anything is done with it: its headers and first rows, what is to be told, a mapping to begin with.

    `known` is the mapping last used for a list with just these headers, None where there is none.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    sheets: tuple[str, ...]
    sheet: str
    guess: Guess
    known: Mapping | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or a rehearsal would do.

    `number` is that of the import, None for a rehearsal. `rows` were taken, `refused` are the faults of the others.
    `new`, `changed` and `same` count claims, `columns` the same for each column by its header. `samples` are claims it
    would make. `resumed` is how many rows an interrupted run had done before; `finished` False where it was cancelled;
    `known` True where just this was imported before, so that there was nothing to do.
    """

    number: int | None = None
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[Fault, ...] = ()
    columns: tuple[tuple[str, int, int, int], ...] = ()
    samples: tuple[Claim, ...] = ()
    remarks: tuple[str, ...] = ()
    resumed: int = 0
    finished: bool = True
    known: bool = False

    @property
    def bad_rows(self) -> int:
        """How many rows were left out."""
        return len({fault.row for fault in self.refused})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An import of the past: what it was, what its parts did, how it ended (None: interrupted), whether it stands."""

    run: Import
    rows: int
    new: int
    changed: int
    bad_rows: int
    ending: Ending | None
    stands: bool


@dataclass(slots=True)
class _Tally:
    """Adds plans up to a report."""

    heads: Sequence[str]
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Fault] = field(default_factory=list)
    columns: Counter[tuple[int, str]] = field(default_factory=Counter)
    samples: list[Claim] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Count a plan."""
        self.rows += plan.rows
        self.new, self.changed, self.same = self.new + plan.new, self.changed + plan.changed, self.same + plan.same
        self.refused += plan.faults
        self.columns.update(plan.by_column)
        self.samples += plan.claims[: SAMPLES - len(self.samples)]

    def report(self) -> ImportReport:
        """What was counted."""
        kinds = ("new", "changed", "same")
        columns = [(head, *(self.columns[at, kind] for kind in kinds)) for at, head in enumerate(self.heads)]
        return ImportReport(
            rows=self.rows, new=self.new, changed=self.changed, same=self.same, refused=tuple(self.refused),
            columns=tuple((head, *many) for head, *many in columns if any(many)),  # type: ignore[misc]  # three kinds
            samples=tuple(self.samples),
        )  # fmt: skip


class Importing:
    """Partners' lists in one casebook."""

    def __init__(self, store: Store, objects: Objects, clock: Clock, *, archive: Archive, reconcile: Reconcile) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        self._archive, self._reconcile = archive, reconcile

    def look(self, capture: str, asked: Asked | None = None, *, name: str = "", keeper: str = "") -> Look:
        """What a file holds, with a mapping guessed for it; `name` and `keeper` are those of the list.

        Raises InputError for what is no table, Unreadable for what is damaged or in an unknown encoding.
        """
        held = self._store.capture(capture)
        with opened(self._objects, held, asked or Asked()) as file:
            rows = tuple(islice(file.table.rows, LOOKED))
            heads = _ours_left_out(file.table.heads)
            guessed = guess(
                heads, rows, name=name or _stem(held.name), keeper=keeper, epoch=file.epoch
            )  # fmt: skip
            known = self.known(heads)
            return Look(heads=heads, rows=rows[:SAMPLES], remarks=file.table.remarks, sheets=file.sheets,
                        sheet=file.sheet, guess=guessed, known=known)  # fmt: skip

    def rehearse(
        self, capture: str, mapping: Mapping, asked: Asked | None = None, *, progress: Progress | None = None
    ) -> ImportReport:
        """What an import would do: all of it is worked out, nothing is written."""
        watch, asked = progress or Silent(), asked or Asked()
        with self._file(capture, mapping, asked) as file:
            planner = self._planner(mapping, file, self._parts(slug(mapping.list)))
            tally = _Tally(file.table.heads)
            watch.start(None, "rehearsing")
            for some in _batches(file.table.rows):
                tally.add(planner.plan(some, "d0"))
                watch.step(f"{some[-1].number:,}")
            watch.finish()
            return replace(tally.report(), remarks=file.table.remarks)

    def run(
        self,
        capture: str,
        mapping: Mapping,
        asked: Asked | None = None,
        *,
        by: str,
        strict: bool = False,
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Import a list; bad rows are named and left out, or with `strict` the whole is refused (InputError).

        The same again changes nothing; what was interrupted goes on. `stop` is asked after each part: what is done
        stays, a later run goes on, `undo` takes it back. Raises InputError where the mapping does not fit the file.
        """
        watch, asked = progress or Silent(), asked or Asked()
        if strict and (bad := self.rehearse(capture, mapping, asked, progress=watch).refused):
            raise InputError(f"{len(bad):,} faults, the first in row {bad[0].row}: {bad[0].why}", thing=_stem(capture),
                             do="Mend the rows, or import without --strict.")  # fmt: skip
        with self._file(capture, mapping, asked) as file:
            report = self._run(file, self._begun(capture, mapping, asked, file.sheet, by), mapping, by, watch, stop)
            return replace(report, remarks=(*file.table.remarks, *report.remarks))

    def history(self) -> list[Past]:
        """All imports, the last first."""
        runs = list(self._store.entries(Import))
        left = {run.number for run in standing(runs)}
        ended = {end.run: end.ending for end in self._store.entries(ImportEnd)}
        parts: dict[int, list[ImportPart]] = {}
        for part in self._store.entries(ImportPart):
            parts.setdefault(part.run, []).append(part)
        return [
            Past(
                run=run, rows=sum(p.rows for p in parts.get(run.number, [])),
                new=sum(p.new for p in parts.get(run.number, [])),
                changed=sum(p.changed for p in parts.get(run.number, [])),
                bad_rows=sum(len(p.refused) for p in parts.get(run.number, [])),
                ending=ended.get(run.number), stands=run.number in left,
            )
            for run in reversed(runs) if run.undoes is None
        ]  # fmt: skip

    def undo(self, number: int, *, by: str, why: str = "", progress: Progress | None = None) -> int:
        """Take back an import: its claims step back, those they replaced stand again; how many claims that concerns.

        What people have judged since stays. Raises NotFound for no such import, InputError for one taken back already
        and where a later import of the list rests on it.
        """
        run = self._one(number)
        watch, parts = progress or Silent(), [p for p in self._parts(run.subject) if p.run == number]
        watch.start(len(parts), "taking back")
        gone = 0
        with self._store.transaction():
            for entry in list(self._store.judgements(batch=run.batch)):
                if entry.verdict is Verdict.RETIRED and self._stands(entry):
                    undone = self._judgement(entry.target, Verdict.UNDONE, run, by=by, why=why, undoes=entry.number)
                    gone += self._store.add_judgements([undone])
            for part in parts:
                gone += self._retire(brought(part), run, by=by, why=why)
                watch.step(f"{part.last:,}")
            self._store.append(
                Import(subject=run.subject, by=by, at=self._clock(), why=why, undoes=number, list=run.list)
            )
            self._log("import_undo", run, by, claims=str(gone), figures=str(sum(p.figures for p in parts)))
        watch.finish()
        self._reconcile.refresh(by=by)
        return gone

    def bad_rows(self, number: int) -> str:
        """The rows an import left out, as CSV with what is wrong with each, to mend and import by itself.

        Headers and cells are the list's own; no cell can run as a formula.
        """
        run = self._one(number, standing_only=False)
        mapping = from_yaml(run.mapping, run.file)
        asked = Asked(sheet=run.sheet, encoding=run.encoding)
        bad = {row for part in self._store.entries(ImportPart, subject=run.subject) if part.run == number
               for row in part.refused}  # fmt: skip
        with self._file(run.capture, mapping, asked) as file:
            planner = self._planner(mapping, file, [])
            return _report(file.table.heads, self._faulty(planner, file.table.rows, bad))

    def mappings(self) -> dict[str, Mapping]:
        """The mappings used so far by name, each in its last version."""
        return {run.mapping_name: from_yaml(run.mapping) for run in self._store.entries(Import) if run.mapping}

    def known(self, heads: Sequence[str]) -> Mapping | None:
        """The mapping last used for a list with just these headers."""
        mark = fingerprint(heads)
        return next((one for one in reversed(self.mappings().values()) if one.headers == mark), None)

    # a run

    def _file(self, capture: str, mapping: Mapping, asked: Asked) -> "_File":
        held = self._store.capture(capture)
        asked = replace(
            asked, sheet=asked.sheet or mapping.sheet, header_row=asked.header_row or mapping.header_row,
            header_rows=asked.header_rows or mapping.header_rows,
        )  # fmt: skip
        return _File(opened(self._objects, held, asked), mapping, held.name)

    def _planner(self, mapping: Mapping, file: Opened, parts: Iterable[ImportPart]) -> Planner:
        rows = Rows(mapping, file.table.heads, mapping.writing(file.epoch))
        return Planner(self._store, rows, State(parts))

    def _parts(self, subject: str) -> list[ImportPart]:
        """The parts of all imports of a list that stand, in order."""
        left = {run.number for run in standing(self._store.entries(Import, subject=subject))}
        return [part for part in self._store.entries(ImportPart, subject=subject) if part.run in left]

    def _begun(self, capture: str, mapping: Mapping, asked: Asked, sheet: str, by: str) -> Import:
        """The run to go on with: that of the same bytes and mapping which is the list's last, else a new one."""
        held, text = self._store.capture(capture), to_yaml(mapping)
        plain = to_yaml(replace(mapping, version=1, reviewed_by=""))
        made_of = hashlib.sha256(f"{held.sha256}\0{sheet}\0{plain}\0{READER}".encode()).hexdigest()[:32]
        last = next(reversed(standing(self._store.entries(Import, subject=slug(mapping.list)))), None)
        if last is not None and last.made_of == made_of:
            return last
        at = self._clock()
        batch = "i" + hashlib.sha256(f"{made_of} {at.isoformat()}".encode()).hexdigest()[:16]
        with self._store.transaction():
            run = self._store.append(
                Import(
                    subject=slug(mapping.list), by=by, at=at, list=mapping.list, capture=held.id, sha256=held.sha256,
                    file=held.name, sheet=sheet, encoding=asked.encoding, mapping=text, mapping_name=mapping.name,
                    mapping_version=mapping.version, made_of=made_of, batch=batch,
                )
            )  # fmt: skip
            self._log("import", run, by)
            return run

    def _run(  # noqa: PLR0917 - what a run is made of, in order
        self, file: Opened, run: Import, mapping: Mapping, by: str, watch: Progress, stop: Callable[[], bool] | None
    ) -> ImportReport:
        parts = self._parts(run.subject)
        mine = [part for part in parts if part.run == run.number]
        if self._ended(run):
            return _again(run, mine)
        planner, writer = self._planner(mapping, file, parts), Writer(self._store, self._clock, run, by)
        tally, rows = _Tally(file.table.heads), file.table.rows
        resumed = _pass_over(planner, rows, mine)
        last = parts[-1].number if parts else 0
        watch.start(None, "importing")
        finished = True
        for some in _batches(rows):
            plan = planner.plan(some, document_of(run.sha256, run.sheet, some[0].number))
            with self._store.transaction():
                self._alone(run, last)
                part = writer.write(plan, slots=planner.rows.slots)
            planner.state.take(part)
            tally.add(plan)
            last = part.number
            watch.step(f"{some[-1].number:,}", f"{len(plan.faults)} faults" if plan.faults else "")
            if stop is not None and stop():
                finished = False
                break
        watch.finish()
        report = tally.report()
        self._end(run, report, by, finished=finished)
        return replace(report, number=run.number, resumed=resumed, finished=finished)

    def _alone(self, run: Import, last: int) -> None:
        """Raise InputError where somebody else imports into the same list: what is new would be judged wrongly."""
        if any(part.run != run.number for part in self._store.entries(ImportPart, subject=run.subject, after=last)):
            raise InputError("another import of this list is going on", thing=run.list, do="Wait, then run it again.")

    def _ended(self, run: Import) -> bool:
        ends = self._store.entries(ImportEnd, subject=run.subject)
        return any(end.run == run.number and end.ending is Ending.DONE for end in ends)

    def _end(self, run: Import, report: ImportReport, by: str, *, finished: bool) -> None:
        figures = sum(part.figures for part in self._parts(run.subject) if part.run == run.number)
        ending = Ending.DONE if finished else Ending.CANCELLED
        with self._store.transaction():
            self._store.append(ImportEnd(subject=run.subject, by=by, at=self._clock(), run=run.number, ending=ending))
            self._log(
                "import_end", run, by, ending=ending.value, rows=str(report.rows), new=str(report.new),
                changed=str(report.changed), bad=str(report.bad_rows), figures=str(figures),
            )  # fmt: skip
        self._reconcile.refresh(by=by)

    # taking back

    def _one(self, number: int, *, standing_only: bool = True) -> Import:
        """The import with this number; raises NotFound, or InputError for one that cannot be taken back now."""
        runs = list(self._store.entries(Import))
        run = next((one for one in runs if one.number == number and one.undoes is None), None)
        if run is None:
            raise NotFound(f"there is no import {number}", do="`chamsae import --history` lists them.")
        if not standing_only:
            return run
        left = [one for one in standing(runs) if one.subject == run.subject]
        if run not in left:
            raise InputError("was taken back already", thing=f"import {number}", do="Import the file again instead.")
        if left[-1] != run:
            raise InputError(f"import {left[-1].number} of the list rests on it", thing=f"import {number}",
                             do="Take that one back first.")  # fmt: skip
        return run

    def _retire(self, claims: Sequence[str], run: Import, *, by: str, why: str) -> int:
        """Put aside those of these claims that nobody has judged."""
        states = self._store.statuses(claims)
        waiting = [id for id in claims if states.get(id, Status.PROPOSED) in WAITING]
        entries = (self._judgement(id, Verdict.RETIRED, run, by=by, why=why) for id in waiting)
        return self._store.add_judgements(entries)

    def _judgement(
        self, target: str, verdict: Verdict, run: Import, *, by: str, why: str, undoes: int | None = None
    ) -> Judgement:
        said = why or f"import {run.number} was taken back"
        return Judgement(target=target, verdict=verdict, by=by, at=self._clock(), why=said, undoes=undoes,
                         batch=f"{run.batch}-back")  # fmt: skip

    def _stands(self, entry: Judgement) -> bool:
        left = undone_left(self._store.judgements(target=entry.target)).get(entry.target, [])
        return entry.number in {one.number for one in left}

    def _faulty(self, planner: Planner, rows: Iterable[Row], bad: set[int]) -> Iterator[tuple[Row, str]]:
        """The rows of these numbers, each with all that is wrong with it."""
        for some in _batches(rows):
            plan = planner.plan(some, "d0")
            why: dict[int, list[str]] = {}
            for fault in plan.faults:
                why.setdefault(fault.row, []).append(f"{fault.column}: {fault.why}" if fault.column else fault.why)
            yield from ((row, "; ".join(why[row.number])) for row in some if row.number in bad & why.keys())

    def _log(self, action: str, run: Import, by: str, **detail: str) -> None:
        told = {"import": str(run.number), "list": hashlib.sha256(run.subject.encode()).hexdigest()[:16], **detail}
        self._store.append_log(at=self._clock(), actor=by, action=action, subject=run.capture, detail=told)


class _File:
    """An opened file of which a mapping was found to fit it."""

    def __init__(self, file: AbstractContextManager[Opened], mapping: Mapping, name: str) -> None:
        self._file, self._mapping, self._name = file, mapping, name

    def __enter__(self) -> Opened:
        found = self._file.__enter__()
        try:
            check(self._mapping, found.table.heads, self._name)
        except BaseException:
            self._file.__exit__(None, None, None)
            raise
        return found

    def __exit__(self, *error: object) -> None:
        self._file.__exit__(None, None, None)


def _again(run: Import, mine: Sequence[ImportPart]) -> ImportReport:
    """What is told of a run that was done before: all of it is there."""
    same = sum(part.new + part.changed + part.same for part in mine)
    refused = tuple(Fault(row=row, column="", cell="", why="was left out before") for p in mine for row in p.refused)
    told = f"just this was imported before, as import {run.number} on {run.at:%Y-%m-%d}; nothing is new"
    return ImportReport(
        number=run.number, rows=sum(part.rows for part in mine), same=same, refused=refused, remarks=(told,), known=True
    )  # fmt: skip


def _pass_over(planner: Planner, rows: Iterator[Row], mine: Sequence[ImportPart]) -> int:
    """Pass over the rows an interrupted run has done; how many of them it took."""
    done = sum(1 for _ in mine)
    for _ in range(done):
        planner.pass_over(islice(rows, ROWS))
    return sum(part.rows for part in mine)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    coming = iter(rows)
    while some := list(islice(coming, ROWS)):
        yield some


def _report(heads: Sequence[str], bad: Iterable[tuple[Row, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(harmless, heads), f"{OURS}row", f"{OURS}what is wrong"])
    for row, why in bad:
        writer.writerow([*map(harmless, row.cells), row.number, harmless(why)])
    return "\ufeff" + out.getvalue()


def _ours_left_out(heads: Sequence[str]) -> tuple[str, ...]:
    """The headers without those that a report of bad rows added behind them."""
    return tuple(head for head in heads if not head.startswith(OURS))


def _stem(name: str) -> str:
    """What to call a list whose name nobody has said: the file's name without its ending."""
    return PurePath(name).stem or "list"
