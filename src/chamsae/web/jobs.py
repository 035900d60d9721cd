"""Long work behind the screens: one thread at a time, with a line of progress anyone may look at, and a way to stop it.

Who stops it loses nothing that is stored: the work ends at its next safe step, says how far it came, and goes on from
there when somebody asks for that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread

from chamsae.casebook.book import Casebook
from chamsae.errors import ChamsaeError, Phrase, Stopped, phrase

#: What is said of an address that stopped work did not come to, once other work has begun.
NOT_FETCHED = phrase("was not fetched: the work was stopped before")

#: Seconds that a casebook waits for the work to end before it is closed.
PATIENCE = 10.0

Job = Callable[[], None]
Places = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the work is: `what` is being done, `done` of `total` (None: not known), and what went wrong.

    `stopping` tells that somebody asked it to end, `stopped` that it did; `left` are addresses it did not come to, and
    `resumable` that the same work can be gone on with. A fault keeps what it is made of, to be told in any language.
    """

    running: bool = False
    what: str = ""
    done: int = 0
    total: int | None = None
    item: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    fault: str = ""
    finished: bool = False
    stopping: bool = False
    stopped: bool = False
    left: Places = ()
    resumable: bool = False

    @property
    def remaining(self) -> int | None:
        """How many things of the last stage are left; None where nobody knows how many there are."""
        return None if self.total is None else max(0, self.total - self.done)


class Work:
    """Fulfils ports.Progress and ports.Stoppable for the work of one server process."""

    def __init__(self) -> None:
        self._state = State()
        self._lock = Lock()
        self._again = self._asks = False
        self._places: Places = ()
        self._last: tuple[Casebook, Job, str] | None = None
        self._thread: Thread | None = None

    def state(self) -> State:
        """The present state, safe to read from any thread."""
        with self._lock:
            return self._state

    def begin(self, book: Casebook, *, by: str, places: Sequence[str] = (), retry: Sequence[str] | None = None) -> bool:
        """Fetch `places`, then read what is unread (or `retry` these); False when work is already going on.

        What is asked for meanwhile is not lost: one more round at the end fetches its places and reads what is unread.
        """
        return self._start(book, lambda: self._read(book, by, retry), by, places=tuple(places), waits=True)

    def ask(self, book: Casebook, document: str, *, by: str) -> bool:
        """Ask the language model about a document; False when work is already going on, which is not waited for."""
        return self._start(book, lambda: self._ask(book, document, by), by)

    def again(self, book: Casebook, documents: Sequence[str] | None, *, by: str) -> bool:
        """Read these documents again, or all of them (None); False when work is already going on."""
        return self._start(book, lambda: self._reread(book, documents, by), by)

    def job(self, book: Casebook, job: Job, *, by: str, asks: bool = False, resumable: bool = True) -> bool:
        """Do a piece of work that reports here; False when work is already going on.

        One that `asks` looks itself whether it is to end (`stopping`); all others end where they report. One that is
        not `resumable` cannot be gone on with once it was stopped.
        """
        return self._start(book, job, by, asks=asks, resumable=resumable)

    def stop(self) -> None:
        """Ask the work to end at its next safe step; without any nothing is done."""
        self._change(lambda state: replace(state, stopping=state.running))

    def stopping(self) -> bool:
        """Whether somebody asked the work to end."""
        return self.state().stopping

    def close(self) -> None:
        """Stop the work and wait until it has ended: the casebook is about to be closed."""
        self.stop()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def go_on(self) -> bool:
        """Go on with the work that was stopped; False where there is none, or other work is going on."""
        with self._lock:
            state, last, places, again = self._state, self._last, self._places, self._again
        if last is None or not state.stopped or not state.resumable:
            return False
        return self._start(*last, places=places, asks=self._asks, again=again)

    def tell(self, refused: Sequence[tuple[str, str]]) -> None:
        """Keep refusals of an upload beside those of the work, to be shown together."""
        plain = tuple((name, _bare(name, reason)) for name, reason in refused)
        self._change(lambda state: replace(state, refused=(*state.refused, *plain), finished=True))

    def forget(self) -> None:
        """Clear what the last work reported; what it left is gone on with no more."""
        with self._lock:
            if not self._state.running:
                self._state, self._places, self._last = State(), (), None

    # ports.Progress, ports.Stoppable

    def start(self, total: int | None, what: str) -> None:
        """A stage begins, unless the work is to end."""
        self.heed()
        self._change(lambda state: replace(state, what=what, done=0, total=total, item=""))

    def step(self, name: str, note: str = "") -> None:
        """One item is done; the work ends after it where it is to."""
        self._change(lambda state: replace(state, done=state.done + 1, item=name))
        self.heed()

    def finish(self) -> None:
        """A stage has ended; the thread says itself when all is done."""

    def heed(self) -> None:
        """Raise Stopped where the work is to end, and does not look itself."""
        if not self._asks and self.stopping():
            raise Stopped

    def _start(
        self, book: Casebook, job: Job, by: str, *, places: Places = (), asks: bool = False, resumable: bool = True,
        waits: bool = False, again: bool = False,
    ) -> bool:  # fmt: skip
        """Begin a job unless work goes on; then, if it `waits`, there is one more round at the end, as with `again`."""
        with self._lock:
            if self._state.running:
                if waits:
                    self._again, self._places = True, self._places + places
                return False
            dropped = tuple((one, NOT_FETCHED) for one in self._places if one not in places)
            self._state = State(running=True, refused=dropped, resumable=resumable)
            self._again, self._asks, self._places, self._last = again, asks, places, (book, job, by)
            self._thread = Thread(target=self._run, args=(book, job, by), name="chamsae-work", daemon=True)
            self._thread.start()
        return True

    def _run(self, book: Casebook, job: Job, by: str) -> None:
        try:
            job()
            while self._goes_on():
                self._read(book, by)
        except Stopped:
            self._end(stopped=True)
        except ChamsaeError as error:
            self._end(fault=error.words())
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the screen must say what happened
            self._end(fault=phrase("nobody foresaw this fault: %(error)s", error=repr(error)))

    def _goes_on(self) -> bool:
        """Whether something was asked for meanwhile; where nothing was, the work ends under the same lock."""
        _close_connections()  # before the work counts as ended: whoever waits for that may close the casebook
        with self._lock:
            if self._again:
                self._again = False
                return True
            self._state = self._over(stopped=self._asks and self._state.stopping)
            return False

    def _end(self, *, stopped: bool = False, fault: str = "") -> None:
        _close_connections()
        with self._lock:
            self._state = self._over(stopped=stopped, fault=fault)
            if fault:
                self._places = ()

    def _over(self, *, stopped: bool, fault: str = "") -> State:
        """The state of work that has ended so; addresses that a fault kept it from are told."""
        state = self._state
        not_fetched = tuple((one, NOT_FETCHED) for one in self._places) if fault else ()
        return replace(
            state, running=False, finished=True, stopping=False, stopped=stopped, fault=fault, item="",
            left=self._places if stopped else (), refused=(*state.refused, *not_fetched),
        )  # fmt: skip

    def _read(self, book: Casebook, by: str, retry: Sequence[str] | None = None) -> None:
        if self._places:
            self.start(None, "adding")
        while place := self._next():
            try:
                report = book.archive.add([place], by=by, progress=_Within(self))
            except BaseException:
                with self._lock:
                    self._places = (place, *self._places)
                raise
            self.tell([(one.name, one.reason) for one in report.refused])
        book.read.run(by=by, progress=self, retry=retry)

    def _next(self) -> str:
        """The address that comes next, else nothing."""
        with self._lock:
            place, self._places = next(iter(self._places), ""), self._places[1:]
            return place

    def _ask(self, book: Casebook, document: str, by: str) -> None:
        self.tell(book.ask.run([document], by=by, progress=self).refused)

    def _reread(self, book: Casebook, documents: Sequence[str] | None, by: str) -> None:
        report = book.reread.run(documents, by=by, progress=self)
        names = {one.id: one.name for one in book.store.documents(text=False)}
        self.tell([(names[one.document], one.reason) for one in report.documents if one.reason])

    def _change(self, change: Callable[[State], State]) -> None:
        with self._lock:
            self._state = change(self._state)


class _Within:
    """Progress of one of several things in a stage: its items count, its beginning and end do not."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def start(self, total: int | None, what: str) -> None:
        self.heed()

    def step(self, name: str, note: str = "") -> None:
        self._work.step(name, note)

    def finish(self) -> None:
        pass

    def heed(self) -> None:
        self._work.heed()


def _bare(name: str, reason: str) -> str:
    """A reason without the name that stands before it already."""
    return reason if isinstance(reason, Phrase) else reason.removeprefix(f"{name}: ")


def _close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 - this thread's own connections

    connections.close_all()
