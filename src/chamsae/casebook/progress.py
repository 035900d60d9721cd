"""Progress for those who do not watch, of a walk over many rows, and of one long thing that can be stopped."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from chamsae.ports import Progress, Stoppable

T = TypeVar("T")
Row = TypeVar("Row")

#: Rows of which progress is told at once.
STEP = 1000
#: Seconds between two looks whether work is to stop.
LOOK = 0.2


class Silent:
    """Fulfils ports.Progress and stays quiet."""

    def start(self, total: int | None, what: str) -> None:
        """Long work begins."""

    def step(self, name: str, note: str = "") -> None:
        """One item is done."""

    def finish(self) -> None:
        """Long work has ended."""


def walked(rows: Iterable[Row], many: int, what: str, progress: Progress) -> Iterator[Row]:
    """The rows as they come, about `many` of them, with progress told for every thousand; it may raise to stop."""
    progress.start(many // STEP + 1, what)
    for number, row in enumerate(rows):
        if number % STEP == 0:
            progress.step("")
        yield row
    progress.finish()


def heed(watch: Progress) -> None:
    """Raise errors.Stopped where `watch` can be stopped and somebody wishes it."""
    if isinstance(watch, Stoppable):
        watch.heed()


def awaited(call: Callable[[], T], watch: Progress) -> T:
    """What `call` gives, or raises; given up with errors.Stopped where `watch` is stopped before.

    A call that is given up runs out beside us and nobody hears of it: it may write nothing, and read no database.
    """
    if not isinstance(watch, Stoppable):
        return call()
    done: Future[T] = Future()
    Thread(target=_fulfil, args=(call, done), name="chamsae-awaited", daemon=True).start()
    return result(done, watch)


def result(future: Future[T], watch: Progress) -> T:
    """The result of a future, as `awaited` waits for it."""
    while isinstance(watch, Stoppable) and not wait([future], LOOK).done:
        watch.heed()
    return future.result()


def _fulfil(call: Callable[[], T], done: Future[T]) -> None:
    try:
        done.set_result(call())
    except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
        done.set_exception(error)
