"""The one casebook this server process shows, the work it does in the background, and what screens keep of it."""

from typing import Any, TypeVar

from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError, phrase
from chamsae.web.jobs import Work

_held: "Casebook | None" = None
_person = ""
_work = Work()
_kept: dict[type, Any] = {}

T = TypeVar("T")


def hold(book: Casebook, *, person: str = "") -> None:
    """Serve this casebook from now on; `person` signs what is judged where no other name was chosen."""
    global _held, _person, _work, _kept
    _held, _person, _work, _kept = book, person, Work(), {}


def person() -> str:
    """The name given at the start, or that of the settings, or none."""
    return _person or casebook().settings.person


def release() -> None:
    """Serve none; what was kept of the last one goes."""
    global _held, _kept
    _held, _kept = None, {}


def casebook() -> Casebook:
    """The casebook being served; raises CasebookError when there is none."""
    if _held is None:
        raise CasebookError(phrase("no casebook is open"), do=phrase("Start `chamsae serve DIR`."))
    return _held


def alias() -> str:
    """Django's name for the served casebook's database, for list screens that read querysets."""
    name = getattr(casebook().store, "alias", None)
    if not isinstance(name, str):
        raise CasebookError(phrase("this casebook is not in a database"), do=phrase("Open it with chamsae.open(DIR)."))
    return name


def work() -> Work:
    """What is being added and read behind the screens."""
    return _work


def kept(kind: type[T]) -> T:
    """What screens keep of this kind, empty at first; it goes with the casebook, whose it is."""
    one: T = _kept.setdefault(kind, kind())
    return one
