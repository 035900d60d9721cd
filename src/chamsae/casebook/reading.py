"""Reading: unread objects become documents and proposed claims, then copies are found and figures grouped."""

from collections.abc import Iterable
from dataclasses import dataclass

from chamsae.casebook.learning import Learning
from chamsae.casebook.progress import Silent
from chamsae.casebook.reader import CONTAINERS, Outcome
from chamsae.casebook.reconciling import Reconcile
from chamsae.casebook.tasks import task
from chamsae.casebook.workers import workers
from chamsae.model.document import Reading, ReadState
from chamsae.model.source import Capture, StoredObject
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What came of reading: documents, claims, copy relations, and each failure with its reason."""

    read: int = 0
    claims: int = 0
    relations: int = 0
    failed: tuple[tuple[str, str], ...] = ()


class Read:
    """Reading in one casebook."""

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
        self._store, self._objects, self._settings = store, objects, settings
        self._clock, self._reconcile, self._learning = clock, reconcile, learning

    def run(self, *, by: str, progress: Progress | None = None, retry: Iterable[str] | None = None) -> ReadReport:
        """Read what was never read; with `retry`, these objects (sha256) again, e.g. after a failure.

        Each document is committed as it is finished, so interrupted work resumes where it stopped. Raises
        errors.Stopped where `progress` is stopped.
        """
        watch = progress or Silent()
        pending = self._pending(retry)
        read, claims, failed = 0, 0, []
        watch.start(len(pending), "reading")
        with workers(self._settings, len(pending), watch) as work:
            left = (one for one in pending if retry is not None or not self._store.reading(one[0].sha256))
            for done in work(task(self._objects, obj, capture) for obj, capture in left):
                with self._store.transaction():
                    if retry is None and self._store.reading(done.sha256):
                        continue  # another process was quicker; what it found stands
                    claims += self._keep(done, by)
                read += done.document is not None
                if done.reason:
                    failed.append((done.name, done.reason))
                watch.step(done.name, done.reason or "")
        watch.finish()
        relations = self._reconcile.run(by=by, progress=watch)
        return ReadReport(read=read, claims=claims, relations=relations, failed=tuple(failed))

    def _pending(self, retry: Iterable[str] | None) -> list[tuple[StoredObject, Capture]]:
        """What is to be read, each with the accession it first came with: its name and address are the document's."""
        objects = self._store.unread() if retry is None else map(self._store.object, retry)
        first = ((obj, next(self._store.captures(sha256=obj.sha256))) for obj in objects)
        return [(obj, capture) for obj, capture in first if capture.media_type not in CONTAINERS]

    def _keep(self, done: Outcome, by: str) -> int:
        state = ReadState.READ if done.document else ReadState.FAILED
        with self._store.transaction():
            new = 0
            if done.document:
                self._store.add_document(done.document)
                new = self._store.add_claims(done.claims)
                self._learning.place(done.claims, done.document)
            self._store.add_reading(
                Reading(
                    sha256=done.sha256,
                    reader=done.reader,
                    state=state,
                    at=self._clock(),
                    document=done.document.id if done.document else None,
                    reason=done.reason,
                )
            )
            detail = {"state": state.value, "reader": done.reader, "claims": str(new)}
            self._store.append_log(at=self._clock(), actor=by, action="read", subject=done.sha256, detail=detail)
        return new
