"""The one casebook this server process shows, and the work it does in the background."""

from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError
from chamsae.web.jobs import Work

_held: "Casebook | None" = None
_person = ""
_work = Work()


def hold(book: Casebook, *, person: str = "") -> None:
    """Serve this casebook from now on; `person` signs what is judged where no other name was chosen."""
    global _held, _person, _work
    _held, _person, _work = book, person, Work()


def person() -> str:
    """The name given at the start, or that of the settings, or none."""
    return _person or casebook().settings.person


def release() -> None:
    """Serve none."""
    global _held  # noqa: PLW0603
    _held = None


def casebook() -> Casebook:
    """The casebook being served; raises CasebookError when there is none."""
    if _held is None:
        raise CasebookError("no casebook is open", do="Start `chamsae serve DIR`.")
    return _held


def alias() -> str:
    """Django's name for the served casebook's database, for list screens that read querysets."""
    name = getattr(casebook().store, "alias", None)
    if not isinstance(name, str):
        raise CasebookError("this casebook is not in a database", do="Open it with chamsae.open(DIR).")
    return name


def work() -> Work:
    """What is being added and read behind the screens."""
    return _work
