"""Every further ledger in the database."""

from collections.abc import Iterator
from dataclasses import replace

from chamsae import codec
from chamsae.db.models import EntryRow
from chamsae.db.store.connection import Connected
from chamsae.model.ledger import E, Line
from chamsae.model.storable import storable


class Entries(Connected):
    """The part of the store for entries of every kind."""

    def append(self, entry: E) -> E:
        """Append an entry under the next number."""
        storable(entry, f"{entry.kind} of {entry.subject}")
        with self.transaction():
            numbered = replace(entry, number=self._next(EntryRow))
            data = codec.plain(numbered)
            row = EntryRow(number=numbered.number, kind=entry.kind, subject=entry.subject, data=data)
            row.save(using=self.alias)
            return numbered

    def entries(self, kind: type[E], *, subject: str | None = None, after: int = 0) -> Iterator[E]:
        """The entries of a kind in order, or those of one subject, or those after a number."""
        query = self._rows(EntryRow).filter(kind=kind.kind, number__gt=after)
        if subject is not None:
            query = query.filter(subject=subject)
        for page in self._pages(query, "number"):
            yield from (codec.from_plain(kind, row.data) for row in page)

    def lines(self, *, after: int = 0) -> Iterator[Line]:
        """The whole ledger after a number, whatever the kinds."""
        for page in self._pages(self._rows(EntryRow).defer("data").filter(number__gt=after), "number"):
            yield from (Line(number=row.number, kind=row.kind, subject=row.subject) for row in page)
