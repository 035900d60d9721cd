"""What a store offers so that a whole casebook can be carried elsewhere: every row as it is, and back again.

Work on a casebook goes through `chamsae.ports.Store`, which derives from this; only chamsae.casebook.whole calls it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from chamsae.model.document import Reading, Sketch
from chamsae.model.ledger import Written
from chamsae.model.log import Key, LogEntry


class Carried(Protocol):
    """Rows that must reach another store exactly as they stand; what is added here gets no new number."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is as it was at its start, whatever others write; nothing is written inside."""
        ...

    def attempts(self) -> Iterator[Reading]:
        """Every attempt to read, in order; `readings` gives the last of each object only."""
        ...

    def all_sketches(self) -> Iterator[Sketch]:
        """The sketches of every method, by method and document."""
        ...

    def written(self, *, after: int = 0) -> Iterator[Written]:
        """The whole ledger after a number as it is written down, kinds unknown to this version included."""
        ...

    def add_written(self, entry: Written) -> None:
        """Append an entry of the ledger as it is; raises InputError unless its number is the next."""
        ...

    def add_logged(self, entry: LogEntry) -> None:
        """Append an entry of the log as it is; raises InputError unless its number is the next."""
        ...

    def all_keys(self) -> Iterator[Key]:
        """Every key of what the log hides, by token."""
        ...

    def add_key(self, key: Key) -> None:
        """Keep a key; raises InputError where its holder has one."""
        ...
