"""Objects and accessions in the database."""

from collections.abc import Iterator

from chamsae.db import rows
from chamsae.db.models import CaptureRow, ObjectRow
from chamsae.db.store.connection import Connected
from chamsae.model.source import Capture, StoredObject


class Sources(Connected):
    """The part of the store about bytes and how they came."""

    def add_object(self, obj: StoredObject) -> bool:
        """Remember an object; False when it was known already."""
        with self.transaction():
            if self._rows(ObjectRow).filter(sha256=obj.sha256).exists():
                return False
            row = ObjectRow(number=self._next(ObjectRow), sha256=obj.sha256, sha512=obj.sha512, size=obj.size)
            row.save(using=self.alias)
            return True

    def object(self, sha256: str) -> StoredObject:
        """The object with this hash."""
        return rows.stored_object(self._object(sha256))

    def objects(self) -> Iterator[StoredObject]:
        """All objects in order of arrival."""
        for page in self._pages(self._rows(ObjectRow), "number"):
            yield from map(rows.stored_object, page)

    def add_capture(self, capture: Capture) -> Capture:
        """Write an accession under the next accession number."""
        with self.transaction():
            self._object(capture.sha256)
            row = rows.capture_row(capture, self._next(CaptureRow))
            row.save(using=self.alias)
            return rows.capture(row)

    def capture(self, id: str) -> Capture:
        """The accession with this number."""
        digits = id[1:] if id[:1] == "s" and id[1:].isascii() and id[1:].isdigit() and len(id) < 19 else "0"
        return rows.capture(self._get(CaptureRow, "capture", id, number=int(digits)))

    def captures(
        self, *, sha256: str | None = None, name: str | None = None, container: str | None = None
    ) -> Iterator[Capture]:
        """All accessions, or those of one object, of one name, or out of one container."""
        query = self._rows(CaptureRow)
        if container is not None:
            query = query.filter(container=container)
        if sha256 is not None:
            query = query.filter(object__sha256=sha256)
        if name is not None:
            query = query.filter(name=name)
        for page in self._pages(query, "number"):
            yield from map(rows.capture, page)

    def _object(self, sha256: str) -> ObjectRow:
        return self._get(ObjectRow, "object", sha256, sha256=sha256)
