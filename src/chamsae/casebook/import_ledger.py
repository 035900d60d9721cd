"""Imports as the ledger knows them: what was imported, which parts of a list stand, and taking one back."""

import hashlib
from collections.abc import Sequence

from chamsae.casebook.entering import enter
from chamsae.casebook.import_report import Past
from chamsae.casebook.import_state import brought
from chamsae.casebook.judging_many import judge_many
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.importing import Import, ImportEnd, ImportPart
from chamsae.model.judgement import WAITING, Judgement, Status, Verdict
from chamsae.model.judgement import standing as undone_left
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Progress, Store
from chamsae.read.sheet.mapping import slug

#: Claims that are let stand again in one go.
AT_ONCE = 1000


class Imports:
    """The imports of one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def history(self) -> list[Past]:
        """All imports, the last first."""
        runs = list(self._store.entries(Import))
        left = {run.number for run in standing(runs)}
        ended = {end.run: end.ending for end in self._store.entries(ImportEnd)}
        half = {run.undoes for run in runs if run.undoes is not None and run.number not in ended}
        parts: dict[int, list[ImportPart]] = {}
        for part in self._store.entries(ImportPart):
            parts.setdefault(part.run, []).append(part)
        return [
            Past(
                run=run, rows=sum(p.rows for p in parts.get(run.number, [])),
                new=sum(p.new for p in parts.get(run.number, [])),
                changed=sum(p.changed for p in parts.get(run.number, [])),
                bad_rows=sum(len(p.refused) for p in parts.get(run.number, [])),
                ending=ended.get(run.number), stands=run.number in left, half_back=run.number in half,
            )
            for run in reversed(runs) if run.undoes is None
        ]  # fmt: skip

    def undo(self, number: int, *, by: str, why: str, progress: Progress) -> int:
        """Take back an import (Importing.undo tells all) but for the figures; how many claims that concerns.

        It stands no more from the first moment on; its claims follow in parts. Killed in between, the same goes on.
        """
        run = self.one(number, to_undo=True)
        with self._store.transaction():  # no part can be added once this stands
            parts = [part for part in self._store.entries(ImportPart, subject=run.subject) if part.run == number]
            figures = {"figures": str(sum(part.figures for part in parts))}
            begun = self.half_back(run.subject)
            if begun is None:
                begun = Import(subject=run.subject, by=by, at=self._clock(), why=why, undoes=number, list=run.list)
                begun = enter(self._store, begun, action="import_undo", detail=figures)
        progress.start(len(parts), "taking back")
        gone = self._replaced_back(run, by=by, why=why)
        for part in parts:
            with self._store.transaction():
                gone += self._retire(brought(part), run, by=by, why=why)
            progress.step(f"{part.last:,}")
        end = ImportEnd(subject=run.subject, by=by, at=self._clock(), run=begun.number)
        enter(self._store, end, action="import_undo", detail={"claims": str(gone), **figures})
        progress.finish()
        return gone

    def half_back(self, subject: str) -> Import | None:
        """The taking back of an import of this list that was begun and is not done; None where there is none."""
        back = [run for run in self._store.entries(Import, subject=subject) if run.undoes is not None]
        done = {end.run for end in self._store.entries(ImportEnd, subject=subject)} if back else set()
        return next((run for run in back if run.number not in done), None)

    def parts(self, subject: str) -> list[ImportPart]:
        """The parts of all imports of a list that stand, in order."""
        left = {run.number for run in standing(self._store.entries(Import, subject=subject))}
        return [part for part in self._store.entries(ImportPart, subject=subject) if part.run in left]

    def one(self, number: int, *, to_undo: bool = False) -> Import:
        """The import with this number; raises NotFound, or with `to_undo` InputError where it cannot be taken back."""
        runs = list(self._store.entries(Import))
        run = next((one for one in runs if one.number == number and one.undoes is None), None)
        if run is None:
            raise NotFound(
                phrase("there is no import %(number)s", number=number),
                do=phrase("`chamsae import --history` lists them."),
            )
        if to_undo:
            self._check_last(run, [one for one in standing(runs) if one.subject == run.subject])
        return run

    def _check_last(self, run: Import, left: Sequence[Import]) -> None:
        """Raise InputError for an import that was taken back, or on which another rests; one half back may go on."""
        half = self.half_back(run.subject)
        if half is not None and half.undoes == run.number:
            return
        thing = f"import {run.number}"
        if run not in left:
            raise InputError(phrase("was taken back already"), thing=thing,
                             do=phrase("Import the file again instead."))  # fmt: skip
        if half is not None:
            what = phrase("import %(number)s of the list is half taken back", number=half.undoes)
            do = phrase("Take that back first: `%(command)s`.", command=f"chamsae import --undo {half.undoes}")
            raise InputError(what, thing=thing, do=do)
        if left[-1] != run:
            raise InputError(phrase("import %(number)s of the list rests on it", number=left[-1].number), thing=thing,
                             do=phrase("Take that one back first."))  # fmt: skip

    def _replaced_back(self, run: Import, *, by: str, why: str) -> int:
        """Let claims stand again that the import had replaced, a part at a time; how many."""
        retired = [one for one in self._store.judgements(batch=run.batch) if one.verdict is Verdict.RETIRED]
        gone = 0
        for start in range(0, len(retired), AT_ONCE):
            with self._store.transaction():
                back = [
                    self._judgement(one.target, Verdict.UNDONE, run, by=by, why=why, undoes=one.number)
                    for one in retired[start : start + AT_ONCE]
                    if self._stands(one)
                ]
                gone += judge_many(self._store, back, subject=run.batch)
        return gone

    def _retire(self, claims: Sequence[str], run: Import, *, by: str, why: str) -> int:
        """Put aside those of these claims that nobody has judged."""
        states = self._store.statuses(claims)
        waiting = [id for id in claims if states.get(id, Status.PROPOSED) in WAITING]
        entries = (self._judgement(id, Verdict.RETIRED, run, by=by, why=why) for id in waiting)
        return judge_many(self._store, entries, subject=run.batch)

    def _judgement(
        self, target: str, verdict: Verdict, run: Import, *, by: str, why: str, undoes: int | None = None
    ) -> Judgement:
        said = why or f"import {run.number} was taken back"
        return Judgement(target=target, verdict=verdict, by=by, at=self._clock(), why=said, undoes=undoes,
                         batch=f"{run.batch}-back")  # fmt: skip

    def _stands(self, entry: Judgement) -> bool:
        left = undone_left(self._store.judgements(target=entry.target)).get(entry.target, [])
        return entry.number in {one.number for one in left}


def list_id(name: str) -> str:
    """The id of a list, which names nobody: its versions have it in common."""
    return "l" + hashlib.sha256(slug(name).encode()).hexdigest()[:12]
