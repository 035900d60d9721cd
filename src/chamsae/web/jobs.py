"""Adding, reading and asking behind the screens: one thread at a time, with a line of progress anyone may look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread

from chamsae.casebook.book import Casebook
from chamsae.errors import ChamsaeError


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the work is: `what` is being done, `done` of `total` (None: not known), and what went wrong."""

    running: bool = False
    what: str = ""
    done: int = 0
    total: int | None = None
    item: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    fault: str = ""
    finished: bool = False


class Work:
    """Fulfils ports.Progress for the work of one server process."""

    def __init__(self) -> None:
        self._state = State()
        self._lock = Lock()
        self._again = False
        self._places: tuple[str, ...] = ()

    def state(self) -> State:
        """The present state, safe to read from any thread."""
        with self._lock:
            return self._state

    def begin(self, book: Casebook, *, by: str, places: Sequence[str] = (), retry: Sequence[str] | None = None) -> bool:
        """Fetch `places`, then read what is unread (or `retry` these); False when work is already going on.

        What is asked for meanwhile is not lost: one more round at the end fetches its places and reads what is unread.
        """
        with self._lock:
            if self._state.running:
                self._again = True
                self._places += tuple(places)
                return False
            self._state = State(running=True)
        self._start(book, by, lambda: self._read(book, by, tuple(places), retry))
        return True

    def ask(self, book: Casebook, document: str, *, by: str) -> bool:
        """Ask the language model about a document; False when work is already going on, which is not waited for."""
        with self._lock:
            if self._state.running:
                return False
            self._state = State(running=True)
        self._start(book, by, lambda: self._ask(book, document, by))
        return True

    def again(self, book: Casebook, documents: Sequence[str] | None, *, by: str) -> bool:
        """Read these documents again, or all of them (None); False when work is already going on."""
        with self._lock:
            if self._state.running:
                return False
            self._state = State(running=True)
        self._start(book, by, lambda: self._reread(book, documents, by))
        return True

    def job(self, book: Casebook, job: Callable[[], None], *, by: str) -> bool:
        """Do a piece of work that reports here; False when work is already going on."""
        with self._lock:
            if self._state.running:
                return False
            self._state = State(running=True)
        self._start(book, by, job)
        return True

    def tell(self, refused: Sequence[tuple[str, str]]) -> None:
        """Keep refusals of an upload beside those of the work, to be shown together."""
        plain = tuple((name, reason.removeprefix(f"{name}: ")) for name, reason in refused)
        self._change(lambda state: replace(state, refused=(*state.refused, *plain), finished=True))

    def forget(self) -> None:
        """Clear what the last work reported."""
        self._change(lambda state: state if state.running else State())

    # ports.Progress

    def start(self, total: int | None, what: str) -> None:
        """A stage begins."""
        self._change(lambda state: replace(state, what=what, done=0, total=total, item=""))

    def step(self, name: str, note: str = "") -> None:
        """One item is done."""
        self._change(lambda state: replace(state, done=state.done + 1, item=name))

    def finish(self) -> None:
        """A stage has ended; the thread says itself when all is done."""

    def _reread(self, book: Casebook, documents: Sequence[str] | None, by: str) -> None:
        report = book.reread.run(documents, by=by, progress=self)
        names = {one.id: one.name for one in book.store.documents(text=False)}
        self.tell([(names[one.document], one.reason) for one in report.documents if one.reason])

    def _start(self, book: Casebook, by: str, job: Callable[[], None]) -> None:
        Thread(target=self._run, args=(book, by, job), name="chamsae-work", daemon=True).start()

    def _run(self, book: Casebook, by: str, job: Callable[[], None]) -> None:
        fault = ""
        try:
            job()
            while (more := self._goes_on()) is not None:
                self._read(book, by, more)
        except ChamsaeError as error:
            fault = error.words()
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the screen must say what happened
            fault = f"{type(error).__name__}: {error}"
        finally:
            self._change(lambda state: replace(state, running=False, finished=True, fault=fault, item=""))
            _close_connections()

    def _read(self, book: Casebook, by: str, places: tuple[str, ...], retry: Sequence[str] | None = None) -> None:
        if places:
            report = book.archive.add(places, by=by, progress=self)
            self.tell([(one.name, one.reason) for one in report.refused])
        book.read.run(by=by, progress=self, retry=retry)

    def _ask(self, book: Casebook, document: str, by: str) -> None:
        self.tell(book.ask.run([document], by=by, progress=self).refused)

    def _goes_on(self) -> tuple[str, ...] | None:
        """The places asked for meanwhile, None when nothing was: then the work ends under the same lock."""
        with self._lock:
            asked, self._again = self._again, False
            places, self._places = self._places, ()
            if not asked:
                self._state = replace(self._state, running=False, finished=True, item="")
                return None
            return places

    def _change(self, change: Callable[[State], State]) -> None:
        with self._lock:
            self._state = change(self._state)


def _close_connections() -> None:
    from django.db import connections  # noqa: PLC0415 - this thread's own connections

    connections.close_all()
