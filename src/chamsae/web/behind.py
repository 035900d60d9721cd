"""Acts that are still being worked out: no screen waits for them; each shows what there is and says how far it is."""

from dataclasses import dataclass

from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError
from chamsae.web import current

#: Claims worked out while somebody waits for a screen, a second's worth; more are left to the work behind the screens.
MOST = 2000
#: Who signs that work: it is nobody's answer.
BY = "chamsae"


@dataclass(frozen=True, slots=True)
class Behind:
    """How many claims of acts are worked out, of how many."""

    done: int
    of: int


def acts_behind() -> Behind | None:
    """How far acts are where they are not worked out yet, else None; sets the work going unless some goes on."""
    try:
        book = current.casebook()
    except CasebookError:
        return None
    far = book.cases.behind()
    if far is None:
        return None
    _work(book)
    return Behind(*far)


def _work(book: Casebook) -> None:
    work = current.work()
    work.job(book, lambda: book.cases.work_out(work), by=BY)
