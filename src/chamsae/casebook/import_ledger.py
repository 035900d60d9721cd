"""Imports as the ledger knows them: what was imported, which parts of a list stand, and taking one back."""

import hashlib
from collections.abc import Sequence

from chamsae.casebook.entering import enter
from chamsae.casebook.import_report import Past
from chamsae.casebook.import_state import brought
from chamsae.casebook.judging_many import judge_many
from chamsae.errors import InputError, NotFound
from chamsae.model.importing import Import, ImportEnd, ImportPart
from chamsae.model.judgement import WAITING, Judgement, Status, Verdict
from chamsae.model.judgement import standing as undone_left
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Progress, Store
from chamsae.read.sheet.mapping import slug


class Imports:
    """The imports of one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

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

    def undo(self, number: int, *, by: str, why: str, progress: Progress) -> int:
        """Take back an import (Importing.undo tells all) but for the figures; how many claims that concerns."""
        run = self.one(number)
        parts = [p for p in self.parts(run.subject) if p.run == number]
        progress.start(len(parts), "taking back")
        with self._store.transaction():
            retired = [one for one in self._store.judgements(batch=run.batch) if one.verdict is Verdict.RETIRED]
            back = [
                self._judgement(one.target, Verdict.UNDONE, run, by=by, why=why, undoes=one.number)
                for one in retired
                if self._stands(one)
            ]
            gone = judge_many(self._store, back, subject=run.batch)
            for part in parts:
                gone += self._retire(brought(part), run, by=by, why=why)
                progress.step(f"{part.last:,}")
            undone = Import(subject=run.subject, by=by, at=self._clock(), why=why, undoes=number, list=run.list)
            figures = str(sum(part.figures for part in parts))
            enter(self._store, undone, action="import_undo", detail={"claims": str(gone), "figures": figures})
        progress.finish()
        return gone

    def parts(self, subject: str) -> list[ImportPart]:
        """The parts of all imports of a list that stand, in order."""
        left = {run.number for run in standing(self._store.entries(Import, subject=subject))}
        return [part for part in self._store.entries(ImportPart, subject=subject) if part.run in left]

    def one(self, number: int, *, standing_only: bool = True) -> Import:
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
