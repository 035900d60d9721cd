"""Reading: unread objects become documents and proposed claims, then copies are found and figures grouped."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from chamsae.casebook.progress import Silent
from chamsae.casebook.reader import CONTAINERS, Outcome, Task, Work, outcome, prepare
from chamsae.casebook.reconciling import Reconcile
from chamsae.errors import NotFound
from chamsae.model.document import Reading, ReadState
from chamsae.model.source import StoredObject
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.settings import Settings

#: Tasks handed to each worker ahead of time; bounds the bytes held in memory.
AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What came of reading: documents, claims, copy relations, and each failure with its reason."""

    read: int = 0
    claims: int = 0
    relations: int = 0
    failed: tuple[tuple[str, str], ...] = ()


class Read:
    """Reading in one casebook."""

    def __init__(self, store: Store, objects: Objects, settings: Settings, clock: Clock, reconcile: Reconcile) -> None:
        self._store, self._objects, self._settings = store, objects, settings
        self._clock, self._reconcile = clock, reconcile

    def run(self, *, by: str, progress: Progress | None = None, retry: Iterable[str] | None = None) -> ReadReport:
        """Read what was never read; with `retry`, these objects (sha256) again, e.g. after a failure.

        Each document is committed as it is finished, so interrupted work resumes where it stopped.
        """
        watch = progress or Silent()
        pending = self._pending(retry)
        read, claims, failed = 0, 0, []
        watch.start(len(pending), "reading")
        with self._workers(len(pending)) as work:
            for done in work(map(self._task, pending)):
                claims += self._keep(done, by)
                read += done.document is not None
                if done.reason and done.document is None:
                    failed.append((done.name, done.reason))
                watch.step(done.name, done.reason or "")
        watch.finish()
        relations = self._reconcile.run(by=by, progress=watch)
        return ReadReport(read=read, claims=claims, relations=relations, failed=tuple(failed))

    def _pending(self, retry: Iterable[str] | None) -> list[StoredObject]:
        objects = self._store.unread() if retry is None else map(self._store.object, retry)
        return [obj for obj in objects if not self._skip(obj)]

    def _skip(self, obj: StoredObject) -> bool:
        """Containers are not documents: their members are."""
        return next(self._store.captures(sha256=obj.sha256)).media_type in CONTAINERS

    def _task(self, obj: StoredObject) -> Task:
        capture = next(self._store.captures(sha256=obj.sha256), None)
        if capture is None:
            raise NotFound(f"object {obj.sha256} has no accession", do="Run `chamsae doctor`.")
        return Task(
            sha256=obj.sha256,
            name=capture.name,
            media_type=capture.media_type,
            address=capture.address,
            data=self._objects.read(obj.sha256),
        )

    @contextmanager
    def _workers(self, tasks: int) -> Iterator[Callable[[Iterable[Task]], Iterator[Outcome]]]:
        """A function from tasks to outcomes in order: in this process for a few, else over worker processes."""
        limits = Work(seconds=self._settings.parse_seconds, megabytes=self._settings.parse_megabytes)
        if tasks <= 1 or self._settings.workers == 1:
            with prepare(limits):
                yield lambda given: map(outcome, given)
            return
        count = min(self._settings.workers, tasks)
        pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=prepare_worker, initargs=(limits,))
        with pool:
            yield lambda given: _ahead(pool, given, AHEAD * count)

    def _keep(self, done: Outcome, by: str) -> int:
        state = ReadState.READ if done.document else ReadState.FAILED
        with self._store.transaction():
            new = 0
            if done.document:
                self._store.add_document(done.document)
                new = self._store.add_claims(done.claims)
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


def prepare_worker(limits: Work) -> None:
    """Enter the sandbox for the life of this worker process."""
    prepare(limits).__enter__()


def _ahead(pool: ProcessPoolExecutor, tasks: Iterable[Task], depth: int) -> Iterator[Outcome]:
    """Outcomes in order of tasks, with at most `depth` tasks in flight."""
    waiting: deque[Future[Outcome]] = deque()
    for task in tasks:
        waiting.append(pool.submit(outcome, task))
        if len(waiting) >= depth:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
