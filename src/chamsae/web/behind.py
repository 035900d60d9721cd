"""What is still being worked out or gathered: no screen waits for it.

Where acts are being worked out each screen shows what there is and says how far it is; where they are being put in
columns the first table of a large casebook says so, and comes by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError
from chamsae.web import current
from chamsae.web.jobs import Job

#: Claims worked out while somebody waits for a screen, a second's worth; more are left to the work behind the screens.
MOST = 2000
#: Acts up to which they are gathered while the screen waits; more are gathered behind it.
SOON = 5_000
#: Who signs that work: it is nobody's answer.
BY = "chamsae"


@dataclass(frozen=True, slots=True)
class Behind:
    """How many claims of acts are worked out, of how many."""

    done: int
    of: int


def acts_behind() -> Behind | None:
    """How far acts are where they are not worked out yet, else None; sets the work going unless some goes on.

    Also after a fault, which may be that of other work: each screen tries once.
    """
    try:
        book = current.casebook()
    except CasebookError:
        return None
    far = book.cases.behind()
    if far is None:
        return None
    if not current.work().state().stopped:
        current.work().job(book, lambda: book.cases.work_out(current.work()), by=BY)
    return Behind(*far)


def unasked(book: Casebook, job: Job, *, by: str) -> None:
    """Set work going that a screen needs and nobody asked for; after a stop or a fault a person says when it goes on.

    Else a screen that waits for it, and loads itself again, would try for ever.
    """
    state = current.work().state()
    if not state.stopped and not state.fault:
        current.work().job(book, job, by=by)


def counting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A screen that counts acts: while they are put in columns it says how far that is, and loads itself again."""

    @wraps(view)
    def waiting(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        book = current.casebook()
        if book.store.count_coded() <= SOON or book.tables.ready():
            return view(request, *args, **kwargs)
        work = current.work()
        unasked(book, lambda: book.tables.gather(progress=work), by=BY)
        return render(request, "chamsae/counting.html", {"work": work.state()}, status=202)

    return waiting
