"""The hash-chained log in the database."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chamsae.archive.log import GENESIS, chain
from chamsae.db import rows
from chamsae.db.models import LogRow
from chamsae.db.store.connection import Connected, storage_errors
from chamsae.model.log import LogEntry
from chamsae.model.storable import storable


class Logbook(Connected):
    """The part of the store about the log."""

    def append_log(self, *, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, str]) -> LogEntry:
        """Chain one entry to the log; the write lock makes the last entry the last until it is written."""
        with self.transaction():
            last = self.last_log()
            number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
            entry = LogEntry(
                number=number,
                at=at,
                actor=actor,
                action=action,
                subject=subject,
                detail=dict(detail),
                previous=previous,
            )
            storable(entry, "log")
            row = rows.log_row(chain(entry))
            row.save(using=self.alias)
            return rows.log_entry(row)

    def log(self, *, after: int = 0) -> Iterator[LogEntry]:
        """Entries after a number, in order."""
        for page in self._pages(self._rows(LogRow).filter(number__gt=after), "number"):
            yield from map(rows.log_entry, page)

    def last_log(self) -> LogEntry | None:
        """The head of the log."""
        with storage_errors():
            row = self._rows(LogRow).order_by("-number").first()
        return None if row is None else rows.log_entry(row)
