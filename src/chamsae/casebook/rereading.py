"""Reading again with the present readers: what people judged stays, and what has changed is told."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from chamsae.casebook.changes import Changes, carried, changes
from chamsae.casebook.learning import Learning
from chamsae.casebook.progress import Silent
from chamsae.casebook.reader import Outcome, Task
from chamsae.casebook.reconciling import Reconcile
from chamsae.casebook.review import append
from chamsae.casebook.tasks import task
from chamsae.casebook.workers import workers
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Claim, settle_id
from chamsae.model.document import Document, Reading, ReadState
from chamsae.model.judgement import WAITING, Judgement, Status, Verdict, standing
from chamsae.model.rereading import Rereading
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.read.build import READER, document_id
from chamsae.read.sheet.claims import READER as LISTS
from chamsae.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainReport:
    """What reading again changed in all; `documents` has it one by one, `relations` counts new copy relations.

    `resumed` counts documents that an interrupted run had done before.
    """

    documents: tuple[Rereading, ...] = ()
    relations: int = 0
    resumed: int = 0


class Reread:
    """Reading again in one casebook."""

    def __init__(
        self,
        store: Store,
        objects: Objects,
        settings: Settings,
        clock: Clock,
        *,
        reconcile: Reconcile,
        learning: Learning,
    ) -> None:
        self._store, self._objects, self._settings, self._clock = store, objects, settings, clock
        self._reconcile, self._learning = reconcile, learning

    def run(self, documents: Iterable[str] | None = None, *, by: str, progress: Progress | None = None) -> AgainReport:
        """Read these documents again, or all; the bytes are parsed and claims proposed as for the first time.

        Claims of the same content stay the same claims. Judged ones are kept; where they are read differently now,
        that is asked. Proposals no longer made are retired. Each document is committed as it is finished; a run over
        all documents that was interrupted goes on where it stopped. Raises NotFound for an unknown document and
        InputError for one whose object was read into a newer one.
        """
        watch = progress or Silent()
        pending, begun = self._pending(documents)
        run, of = (begun[0].run, begun[0].of) if begun else (0, len(pending))
        told: list[Rereading] = []
        watch.start(len(pending), "reading again")
        with workers(self._settings, len(pending), watch) as work:
            for document, done in zip(pending, work(map(self._task, pending)), strict=True):
                one = self._keep(document, done, by=by, run=run, of=of)
                run = one.run
                told.append(one)
                watch.step(done.name, one.reason or "")
        watch.finish()
        relations = self._reconcile.run(by=by, progress=watch)
        return AgainReport(documents=tuple(told), relations=relations, resumed=len(begun))

    def undo(self, number: int, *, by: str) -> int:
        """Take back what reading a document again changed, but for what was judged since; how many claims it concerns.

        Retired proposals wait again; claims it brought are retired where they still wait. Raises NotFound for an
        unknown number, InputError when nothing of it is left.
        """
        told = next((one for one in self._store.rereadings() if one.number == number), None)
        if told is None:
            raise NotFound(
                phrase("no reading again has the number %(number)s", number=number),
                do=phrase("`chamsae read --changes` lists them."),
            )
        with self._store.transaction():
            left = list(self._standing(told.retired, Verdict.RETIRED, told.batch))
            for entry in left:
                self._judge(entry.target, Verdict.UNDONE, by=by, undoes=entry.number)
            brought = [*told.new, *(claim for _, claim in told.asked)]
            states = self._store.statuses(brought)
            waiting = [claim for claim in brought if states.get(claim, Status.PROPOSED) in WAITING]
            for claim in waiting:
                self._judge(claim, Verdict.RETIRED, by=by)
            if not left and not waiting:
                raise InputError(
                    phrase("nothing of it is left to take back"),
                    thing=phrase("reading again %(number)s", number=number),
                )
        self._reconcile.refresh(by=by)
        return len(left) + len(waiting)

    def _pending(self, documents: Iterable[str] | None) -> tuple[list[Document], list[Rereading]]:
        """What is to be read, and what an interrupted run over all documents has done of it."""
        read = (reading for reading in self._store.readings() if reading.reader != LISTS)  # those are imported again
        present = {reading.document: reading for reading in read if reading.document}
        if documents is not None:
            chosen = [self._store.document(id) for id in dict.fromkeys(documents)]
            if old := next((one for one in chosen if one.id not in present), None):
                raise InputError(
                    phrase("its text was read anew since"),
                    thing=phrase("document %(id)s", id=old.id),
                    do=phrase("Read the newer one."),
                )
            return chosen, []
        begun = self._interrupted()
        done = {one.document for one in begun} | {one.into for one in begun}
        every = [one for one in self._store.documents(text=False) if one.id in present]
        return [one for one in every if one.id not in done], begun

    def _interrupted(self) -> list[Rereading]:
        last = self._store.last_rereading()
        if last is None or not last.readers.startswith(program()):
            return []
        done = list(self._store.rereadings(run=last.run))
        return done if len(done) < last.of else []

    def _task(self, document: Document) -> Task:
        obj = self._store.object(document.sha256)
        return task(self._objects, obj, next(self._store.captures(sha256=obj.sha256)))

    def _keep(self, document: Document, done: Outcome, *, by: str, run: int, of: int) -> Rereading:
        """Write what a reading changed, in one transaction; a reading that failed changes nothing."""
        with self._store.transaction():
            old = self._store.document(document.id)
            told = Rereading(
                run=run, of=of, document=old.id, by=by, at=self._clock(), readers=_readers(done), batch=self._batch(old)
            )  # fmt: skip
            if done.document is None or (done.reason and not done.claims):
                return self._tell(replace(told, reason=done.reason or "nothing could be read"))
            held = list(self._store.claims(document=old.id))
            statuses = self._store.statuses(claim.id for claim in held)
            if done.document.text == old.text:
                found = changes(held, [_in(old, claim) for claim in done.claims], statuses)
                return self._write(old, found, told)
            new = _apart(done.document, old)
            self._add(new, done.reason)
            found = carried(old, new, held, [_in(new, claim) for claim in done.claims], statuses)
            return self._write(new, found, replace(told, into=new.id))

    def _add(self, new: Document, reason: str | None) -> None:
        self._store.add_document(new)
        self._store.add_reading(
            Reading(
                sha256=new.sha256,
                reader=new.reader,
                state=ReadState.READ,
                at=self._clock(),
                document=new.id,
                reason=reason,
            )
        )

    def _write(self, document: Document, found: Changes, told: Rereading) -> Rereading:
        self._store.add_claims([*found.add, *found.suggest])
        self._learning.place(found.add, document)
        self._learning.place(found.suggest, document, reread=True)
        for id in found.retire:
            self._judge(id, Verdict.RETIRED, by=told.by, batch=told.batch)
        for claim in found.suggest:
            self._judge(claim.id, Verdict.SUGGESTED, by=told.by, batch=told.batch)
        for id in found.revive:
            for entry in self._standing([id], Verdict.RETIRED, None):
                self._judge(id, Verdict.UNDONE, by=told.by, undoes=entry.number, batch=told.batch)
        return self._tell(
            replace(
                told,
                kept=found.kept,
                new=tuple(claim.id for claim in found.add),
                retired=tuple(found.retire),
                changed=tuple(found.changed),
                asked=found.asked,
                missed=tuple(found.missed),
            )
        )

    def _tell(self, told: Rereading) -> Rereading:
        written = self._store.add_rereading(told)
        parts = {"kept": written.kept, "new": len(written.new), "retired": len(written.retired),
                 "asked": len(written.asked), "reading": written.number}  # fmt: skip
        detail = {name: str(value) for name, value in parts.items()} | ({"into": told.into} if told.into else {})
        self._store.append_log(at=told.at, actor=told.by, action="read_again", subject=told.document, detail=detail)
        return written

    def _standing(self, ids: Sequence[str], verdict: Verdict, batch: str | None) -> Iterator[Judgement]:
        """The last judgement of each claim where it is this verdict, given in this batch (None: in any)."""
        for id in ids:
            entries = standing(self._store.judgements(target=id)).get(id, [])
            if entries and entries[-1].verdict is verdict and batch in (None, entries[-1].batch):
                yield entries[-1]

    def _judge(
        self, target: str, verdict: Verdict, *, by: str, undoes: int | None = None, batch: str | None = None
    ) -> None:
        entry = Judgement(target=target, verdict=verdict, by=by, at=self._clock(), undoes=undoes, batch=batch)
        append(self._store, entry)

    def _batch(self, document: Document) -> str:
        last = self._store.last_judgement()
        parts = f"{document.id} {last.number if last else 0} {self._clock().isoformat()}"
        return "a" + hashlib.sha256(parts.encode()).hexdigest()[:16]


def program() -> str:
    """This program with its version, as it stands first among the readers of a rereading."""
    return f"chamsae {version('chamsae')}"


def _readers(done: Outcome) -> str:
    return "; ".join(dict.fromkeys((program(), done.reader, *sorted({claim.reader for claim in done.claims}))))


def _in(document: Document, claim: Claim) -> Claim:
    """The claim as one of this document, which has the text it was read in."""
    return settle_id(replace(claim, document=document.id))


def _apart(new: Document, old: Document) -> Document:
    """The new document under an id of its own, also where the parser changed its text without a new version."""
    if new.id != old.id:
        return new
    return replace(new, id=document_id(f"{new.sha256} {hashlib.sha256(new.text.encode()).hexdigest()}", READER))
