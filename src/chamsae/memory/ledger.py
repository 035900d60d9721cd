"""The ledger of the store in memory: entries of every kind in one list."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from chamsae.memory.rows import Rows
from chamsae.model.ledger import E, Entry, Line, Written
from chamsae.model.storable import storable


class Ledger:
    """The part of the store for every further ledger."""

    _rows: Rows

    def append(self, entry: E) -> E:
        """Append an entry under the next number."""
        storable(entry, f"{entry.kind} of {entry.subject}")
        numbered = replace(entry, number=len(self._rows.ledger) + 1)
        self._rows.ledger.append(numbered)
        return numbered

    def entries(self, kind: type[E], *, subject: str | None = None, after: int = 0) -> Iterator[E]:
        """The entries of a kind in order, or those of one subject, or those after a number."""
        held = [one for one in self._rows.ledger[after:] if one.kind == kind.kind and subject in (None, one.subject)]
        return iter([one if isinstance(one, kind) else _noun(kind, one) for one in held])

    def lines(self, *, after: int = 0) -> Iterator[Line]:
        """The whole ledger after a number, whatever the kinds."""
        return iter([Line(number=one.number, kind=one.kind, subject=one.subject) for one in self._rows.ledger[after:]])


def _noun(kind: type[E], one: Entry | Written) -> E:
    """The noun of an entry that came written down from elsewhere."""
    data = one.data if isinstance(one, Written) else msgspec.to_builtins(one)
    return msgspec.convert(data, type=kind)
