"""The log in the database, the tree over it, and the keys of what it hides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import connections

from chamsae.archive import log, merkle
from chamsae.db import rows
from chamsae.db.models import KeyRow, LogRow, TreeRow
from chamsae.db.store.connection import Connected, storage_errors
from chamsae.errors import IntegrityError, phrase
from chamsae.model.log import Holder, Key, LogEntry
from chamsae.model.storable import storable

LEAVES = "SELECT leaf FROM chamsae_log WHERE number > %s AND number <= %s ORDER BY number"
NODES = "SELECT hash FROM chamsae_tree WHERE level = %s AND number >= %s AND number < %s ORDER BY number"
KEY = "SELECT token, secret FROM chamsae_key WHERE holder = %s AND name = %s"


class Logbook(Connected):
    """The part of the store about the log."""

    def append_log(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        subject: str,
        detail: Mapping[str, str],
        hidden: Mapping[str, str] | None = None,
        under: str = "",
    ) -> LogEntry:
        """Append one entry and the hashes it completes; the write lock makes its number the next."""
        with self.transaction():
            number = self._next(LogRow)
            draft = LogEntry(number=number, at=at, actor=actor, action=action, subject=subject, detail=dict(detail))
            storable((draft, hidden), "log")
            entry = log.written(draft, hidden or {}, self.key, under=under)
            self._insert([rows.log_row(entry, log.leaf(entry))])
            for level, place, hash in merkle.completed(number, self.log_hashes):
                self._insert([TreeRow(level=level, number=place, hash=hash.hex())])
            return entry

    def log(
        self, *, after: int = 0, actions: Collection[str] | None = None, subject: str | None = None
    ) -> Iterator[LogEntry]:
        """Entries after a number, or those of them that tell of these actions or this subject, in order."""
        query = self._rows(LogRow).filter(number__gt=after)
        if subject is not None:
            query = query.filter(subject=subject)
        if actions is not None:
            query = query.filter(action__in=sorted(actions))
        for page in self._pages(query, "number"):
            yield from map(rows.log_entry, page)

    def last_log(self) -> LogEntry | None:
        """The last entry of the log."""
        with storage_errors():
            row = self._rows(LogRow).order_by("-number").first()
        return None if row is None else rows.log_entry(row)

    def log_hashes(self, level: int, start: int, end: int) -> Sequence[bytes]:
        """Kept hashes of the tree; by hand, since a proof asks for a thousand of them."""
        with storage_errors(), connections[self.alias].cursor() as cursor:
            if level:
                cursor.execute(NODES, [level, start, end])
            else:
                cursor.execute(LEAVES, [start, end])
            found = [bytes.fromhex(row[0]) for row in cursor.fetchall()]
        if len(found) != end - start:
            raise IntegrityError(
                phrase("hashes are missing at level %(level)s", level=level), thing=phrase("log"), do=log.RESTORE
            )
        return found

    def key(self, holder: Holder, name: str) -> Key:
        """The key of a person at work or of a thing, made where there is none."""
        for key in self.keys(holder, name):
            return key
        with self.transaction():
            for key in self.keys(holder, name):  # made by another meanwhile
                return key
            made = log.new_key(holder, name)
            row = KeyRow(token=made.token, holder=made.holder, name=made.name, secret=made.secret.hex())
            self._insert([row])
            return made

    def keys(self, holder: Holder, name: str) -> Iterator[Key]:
        """The key of a person at work or of a thing, if it has one."""
        with storage_errors(), connections[self.alias].cursor() as cursor:  # by hand: asked for with every entry
            cursor.execute(KEY, [holder.value, name])
            found = cursor.fetchall()
        for token, secret in found:
            yield Key(token=token, holder=holder, name=name, secret=bytes.fromhex(secret))

    def find_key(self, *, token: str) -> Key | None:
        """The key a token stands for; None when it was destroyed."""
        with storage_errors():
            row = self._rows(KeyRow).filter(token=token).first()
        if row is None:
            return None
        return Key(token=row.token, holder=Holder(row.holder), name=row.name, secret=bytes.fromhex(row.secret))

    def destroy_key(self, token: str) -> None:
        """Delete a key for good."""
        with self.transaction():
            self._rows(KeyRow).filter(token=token).delete()
