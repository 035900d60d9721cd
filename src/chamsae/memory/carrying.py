"""A whole casebook carried from and to the store in memory: rows as they stand (chamsae.carried)."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from chamsae.errors import InputError
from chamsae.memory.logbook import Logbook
from chamsae.model.document import Reading, Sketch
from chamsae.model.ledger import Written
from chamsae.model.log import Key, LogEntry
from chamsae.model.storable import storable


class Carrying(Logbook):
    """The part of the store that gives and takes rows as they stand."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is as it was: nobody else writes to a store in memory."""
        yield

    def attempts(self) -> Iterator[Reading]:
        """Every attempt to read, in order."""
        return iter(list(self._rows.attempts))

    def all_sketches(self) -> Iterator[Sketch]:
        """The sketches of every method, by method and document."""
        place = {id: at for at, id in enumerate(self._rows.documents)}
        return iter(sorted(self._rows.sketches.values(), key=lambda one: (one.method, place[one.document])))

    def written(self, *, after: int = 0) -> Iterator[Written]:
        """The whole ledger after a number as it is written down."""
        for one in self._rows.ledger[after:]:
            if isinstance(one, Written):
                yield one
            else:
                yield Written(number=one.number, kind=one.kind, subject=one.subject, data=msgspec.to_builtins(one))

    def add_written(self, entry: Written) -> None:
        """Append an entry of the ledger as it is."""
        storable(entry, f"{entry.kind} of {entry.subject}")
        _expect(entry.number, len(self._rows.ledger), "ledger")
        self._rows.ledger.append(entry)

    def add_logged(self, entry: LogEntry) -> None:
        """Append an entry of the log as it is, with the hashes it completes."""
        storable(entry, "log")
        _expect(entry.number, len(self._rows.log), "log")
        self._append(entry)

    def all_keys(self) -> Iterator[Key]:
        """Every key of what the log hides, by token."""
        return iter(sorted(self._rows.keys.values(), key=lambda key: key.token))

    def add_key(self, key: Key) -> None:
        """Keep a key."""
        storable((key.token, key.name), "key")
        if key.token in self._rows.keys or (key.holder, key.name) in self._rows.held:
            raise InputError(f"there are two keys {key.token}, or two of one holder", thing="keys")
        self._rows.keys[key.token] = key
        self._rows.held[key.holder, key.name] = key.token


def _expect(number: int, last: int, thing: str) -> None:
    if number != last + 1:
        raise InputError(f"number {number} is not the next", thing=thing)
