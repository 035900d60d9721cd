"""Progress for those who do not watch, and of a walk over more rows than anybody wants to hear of singly."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from chamsae.ports import Progress

Row = TypeVar("Row")
#: Rows of which progress is told at once.
STEP = 1000


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
