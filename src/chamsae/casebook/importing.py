"""Importing partners' lists: look, rehearse, import, import a later version, take back; nothing stored is lost.

The file is an accession like any other. Its rows are read in parts; each part is written in one transaction with its
claims, so that a run that was killed goes on where it stopped. What the list says under a key is known by the claims'
ids: the same cell again is the same claim.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from chamsae.casebook.accession import Archive
from chamsae.casebook.entering import enter
from chamsae.casebook.import_ledger import Imports, list_id
from chamsae.casebook.import_report import SAMPLES, ImportReport, Look, Past, Tally, bad_rows_csv
from chamsae.casebook.import_run import Planner, Writer, document_of
from chamsae.casebook.import_source import OURS, Asked, Opened, opened
from chamsae.casebook.import_state import State
from chamsae.casebook.progress import Silent
from chamsae.casebook.reconciling import Reconcile
from chamsae.errors import InputError, phrase
from chamsae.model.importing import Ending, Import, ImportEnd, ImportPart
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.read.sheet.claims import READER, ROWS
from chamsae.read.sheet.drafts import Reading as Rows
from chamsae.read.sheet.guess import LOOKED, guess
from chamsae.read.sheet.heads import fingerprint
from chamsae.read.sheet.mapping import Mapping, check, from_yaml, next_version, to_yaml
from chamsae.read.sheet.notes import Fault, Said, note
from chamsae.read.sheet.table import Row


class Importing:
    """Partners' lists in one casebook."""

    def __init__(self, store: Store, objects: Objects, clock: Clock, *, archive: Archive, reconcile: Reconcile) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        self._archive, self._reconcile, self._imports = archive, reconcile, Imports(store, clock)

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
            mapping = self.numbered(mapping)
            planner = self._planner(mapping, file, self._imports.parts(list_id(mapping.list)))
            tally = Tally(file.table.heads)
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
        if strict:
            self._check_all(capture, mapping, asked, watch)
        with self._file(capture, mapping, asked) as file:
            mapping = self.numbered(mapping)
            report = self._run(file, self._begun(capture, mapping, asked, file.sheet, by), mapping, by, watch, stop)
            return replace(report, remarks=(*file.table.remarks, *report.remarks))

    def history(self) -> list[Past]:
        """All imports, the last first."""
        return self._imports.history()

    def undo(self, number: int, *, by: str, why: str = "", progress: Progress | None = None) -> int:
        """Take back an import: its claims step back, those they replaced stand again; how many claims that concerns.

        What people have judged since stays. It is done in parts: killed in between, the same again goes on, and no
        other import of the list begins before it is done. Raises NotFound for no such import, InputError for one taken
        back already and where a later import of the list rests on it.
        """
        gone = self._imports.undo(number, by=by, why=why, progress=progress or Silent())
        self._reconcile.refresh(by=by)
        return gone

    def bad_rows(self, number: int) -> str:
        """The rows an import left out, as CSV with what is wrong with each, to mend and import by itself.

        Headers and cells are the list's own; no cell can run as a formula.
        """
        run = self._imports.one(number)
        mapping = from_yaml(run.mapping, run.file)
        asked = Asked(sheet=run.sheet, encoding=run.encoding)
        bad = {row for part in self._store.entries(ImportPart, subject=run.subject) if part.run == number
               for row in part.refused}  # fmt: skip
        with self._file(run.capture, mapping, asked) as file:
            planner = self._planner(mapping, file, [])
            return bad_rows_csv(file.table.heads, self._faulty(planner, file.table.rows, bad))

    def mappings(self) -> dict[str, Mapping]:
        """The mappings used so far by name, each in its last version."""
        return {run.mapping_name: from_yaml(run.mapping) for run in self._store.entries(Import) if run.mapping}

    def versions(self) -> dict[str, Mapping]:
        """All versions of the mappings used so far, as claims name them: "NAME v2"."""
        every = (from_yaml(run.mapping) for run in self._store.entries(Import) if run.mapping)
        return {f"{one.name} v{one.version}": one for one in every}

    def numbered(self, mapping: Mapping) -> Mapping:
        """The mapping with its version: the number it had when just this was used before, else the next of its name."""
        return next_version(mapping, [one for one in self.versions().values() if one.name == mapping.name])

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

    def _begun(self, capture: str, mapping: Mapping, asked: Asked, sheet: str, by: str) -> Import:
        """The run to go on with: that of the same bytes and mapping which is the list's last, else a new one."""
        held, text = self._store.capture(capture), to_yaml(mapping)
        plain = to_yaml(replace(mapping, version=1, reviewed_by=""))
        made_of = hashlib.sha256(f"{held.sha256}\0{sheet}\0{plain}\0{READER} {ROWS}".encode()).hexdigest()[:32]
        last = next(reversed(standing(self._store.entries(Import, subject=list_id(mapping.list)))), None)
        if (half := self._imports.half_back(list_id(mapping.list))) is not None:
            what = phrase("import %(number)s of the list is half taken back", number=half.undoes)
            do = phrase("Take that back first: `%(command)s`.", command=f"chamsae import --undo {half.undoes}")
            raise InputError(what, thing=mapping.list, do=do)
        if last is not None and last.made_of == made_of:
            return last
        at = self._clock()
        batch = "i" + hashlib.sha256(f"{made_of} {at.isoformat()}".encode()).hexdigest()[:16]
        run = Import(
            subject=list_id(mapping.list), by=by, at=at, list=mapping.list, capture=held.id, sha256=held.sha256,
            file=held.name, sheet=sheet, encoding=asked.encoding, mapping=text, mapping_name=mapping.name,
            mapping_version=mapping.version, made_of=made_of, batch=batch,
        )  # fmt: skip
        return enter(self._store, run, action="import", detail={"capture": held.id})

    def _run(  # noqa: PLR0917 - what a run is made of, in order
        self, file: Opened, run: Import, mapping: Mapping, by: str, watch: Progress, stop: Callable[[], bool] | None
    ) -> ImportReport:
        parts = self._imports.parts(run.subject)
        mine = [part for part in parts if part.run == run.number]
        if self._ended(run):
            return _again(run, mine)
        planner, writer = self._planner(mapping, file, parts), Writer(self._store, self._clock, run, by)
        tally, rows = Tally(file.table.heads), file.table.rows
        resumed = _pass_over(planner, rows, mine)
        last = max((part.number for part in self._store.entries(ImportPart, subject=run.subject)), default=0)
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

    def _check_all(self, capture: str, mapping: Mapping, asked: Asked, watch: Progress) -> None:
        """Raise InputError for the first bad row of a list."""
        for bad in self.rehearse(capture, mapping, asked, progress=watch).refused:
            raise InputError(
                phrase("row %(row)s: “%(cell)s” %(why)s", row=bad.row, cell=bad.cell, why=bad.why),
                thing=self._store.capture(capture).name,
                do=phrase("Mend the rows that --dry-run names, or import without --strict."),
            )

    def _alone(self, run: Import, last: int) -> None:
        """Raise InputError where somebody else imports into the same list, or takes this back: nothing fits then."""
        if any(one.undoes == run.number for one in self._store.entries(Import, subject=run.subject, after=run.number)):
            what = phrase("import %(number)s has been taken back meanwhile", number=run.number)
            raise InputError(what, thing=run.list, do=phrase("Run it again."))
        if next(self._store.entries(ImportPart, subject=run.subject, after=last), None) is not None:
            raise InputError(phrase("another import of this list is going on"), thing=run.list,
                             do=phrase("Wait, then run it again."))  # fmt: skip

    def _ended(self, run: Import) -> bool:
        ends = self._store.entries(ImportEnd, subject=run.subject)
        return any(end.run == run.number and end.ending is Ending.DONE for end in ends)

    def _end(self, run: Import, report: ImportReport, by: str, *, finished: bool) -> None:
        end = ImportEnd(
            subject=run.subject, by=by, at=self._clock(), run=run.number,
            ending=Ending.DONE if finished else Ending.CANCELLED,
        )  # fmt: skip
        told = {"import": str(run.number), "ending": end.ending.value, "rows": str(report.rows),
                "new": str(report.new), "changed": str(report.changed), "bad": str(report.bad_rows)}  # fmt: skip
        enter(self._store, end, action="import_end", detail=told)
        if any(part.figures for part in self._imports.parts(run.subject)):  # a list without figures moves none
            self._reconcile.refresh(by=by)

    def _faulty(self, planner: Planner, rows: Iterable[Row], bad: set[int]) -> Iterator[tuple[Row, str]]:
        """The rows of these numbers, each with all that is wrong with it."""
        for some in _batches(rows):
            plan = planner.plan(some, "d0")
            why: dict[int, list[str]] = {}
            for fault in plan.faults:
                why.setdefault(fault.row, []).append(f"{fault.column}: {fault.why}" if fault.column else fault.why)
            yield from ((row, "; ".join(why[row.number])) for row in some if row.number in bad & why.keys())


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
    before = note(Said.LEFT_OUT_BEFORE)
    refused = tuple(Fault(row=row, column="", cell="", note=before) for p in mine for row in p.refused)
    told = note(Said.DONE_BEFORE, run=run.number, day=run.at.date())
    return ImportReport(
        number=run.number, rows=sum(part.rows for part in mine), same=same, refused=refused, remarks=(told,), known=True
    )  # fmt: skip


def _pass_over(planner: Planner, rows: Iterator[Row], mine: Sequence[ImportPart]) -> int:
    """Pass over the rows an interrupted run has done; how many of them it took."""
    for _ in mine:
        planner.pass_over(islice(rows, ROWS))
    return sum(part.rows for part in mine)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    coming = iter(rows)
    while some := list(islice(coming, ROWS)):
        yield some


def _ours_left_out(heads: Sequence[str]) -> tuple[str, ...]:
    """The headers without those that a report of bad rows added behind them."""
    return tuple(head for head in heads if not head.startswith(OURS))


def _stem(name: str) -> str:
    """What to call a list whose name nobody has said: the file's name without its ending."""
    return PurePath(name).stem or "list"
