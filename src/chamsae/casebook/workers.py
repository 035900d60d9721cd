"""Tasks to outcomes: in this process for a few, over worker processes for many, always in the order of the tasks."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

from chamsae.casebook.progress import LOOK, Silent, awaited, heed, result
from chamsae.casebook.reader import Outcome, Task, enter_worker, outcome, outcome_in_worker
from chamsae.errors import StorageError, phrase
from chamsae.ports import Progress
from chamsae.read.ocr import PAGE, Choice, Ocr
from chamsae.read.parsed import Limits
from chamsae.read.sandbox import Sandbox
from chamsae.settings import Settings

#: Tasks handed to each worker ahead of time; bounds the bytes held in memory.
AHEAD = 2
#: Outcomes held for each worker until one before them is done: a long document must not leave the others idle.
HELD = 32
#: Below this many documents starting workers costs more than it saves.
FEW = 4

Work = Callable[[Iterable[Task]], Iterator[Outcome]]


@contextmanager
def workers(settings: Settings, tasks: int, watch: Progress | None = None) -> Iterator[Work]:
    """A function from tasks to their outcomes; raises StorageError when a reading process dies.

    Where `watch` is stopped, what is being read is dropped at once, and the processes that read it end.
    """
    watch = watch or Silent()
    limits = Limits(
        seconds=settings.parse_seconds, processor=settings.parse_seconds, memory=settings.parse_megabytes << 20
    )
    choice = ocr_choice(settings)
    if tasks < FEW or settings.workers == 1:
        with Sandbox(limits) as sandbox, Ocr(choice) as ocr:
            yield lambda given: (awaited(partial(outcome, task, sandbox, ocr), watch) for task in given)
        return
    count = min(settings.workers, tasks)
    # "spawn": the caller may be a web server with threads, which must not be forked.
    theirs, ours = get_context("spawn").Pipe(duplex=False)
    entering = (limits, choice, theirs)
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=enter_worker, initargs=entering) as pool:
        try:
            yield lambda given: _in_order(pool, given, count, watch)
        except BrokenProcessPool as error:
            raise StorageError(
                phrase("a reading process died, perhaps for want of memory; what was read is kept"),
                do=phrase("Read again; with `workers = 1` in settings.toml less memory is needed."),
            ) from error
        except BaseException:
            ours.close()  # at once: a long document would keep us until it is read
            raise
        finally:
            pool.shutdown(cancel_futures=True)
            ours.close()
            theirs.close()


def ocr_choice(settings: Settings) -> Choice:
    """Which programs may recognise pages in a casebook, and at what cost for each page."""
    limits = replace(PAGE, seconds=settings.page_seconds, processor=settings.page_seconds)
    return Choice(engine=settings.ocr, path=settings.tesseract, languages=settings.ocr_languages, limits=limits)


def _in_order(pool: ProcessPoolExecutor, tasks: Iterable[Task], count: int, watch: Progress) -> Iterator[Outcome]:
    """Outcomes in order of tasks; workers go on while a long one is awaited, as far as AHEAD and HELD allow."""
    waiting: deque[Future[Outcome]] = deque()
    running: set[Future[Outcome]] = set()
    for task in tasks:
        future = pool.submit(outcome_in_worker, task)
        waiting.append(future)
        running.add(future)
        while len(running) >= AHEAD * count or len(waiting) >= HELD * count:
            running = wait(running, LOOK, return_when=FIRST_COMPLETED).not_done if running else running
            heed(watch)
            while waiting and waiting[0].done():
                yield waiting.popleft().result()
    while waiting:
        yield result(waiting.popleft(), watch)
