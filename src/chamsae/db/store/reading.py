"""Attempts to read, documents, and the passages search looks in."""

from collections.abc import Iterable, Iterator, Mapping

from chamsae.db import rows
from chamsae.db.models import DocumentRow, ObjectRow, PassageRow, PlacesRow, ReadingRow
from chamsae.db.places import placed, places_row
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.sources import Sources
from chamsae.errors import NotFound, phrase
from chamsae.model.document import Document, Reading
from chamsae.model.source import StoredObject
from chamsae.model.storable import storable
from chamsae.text import terms


class Readings(Sources):
    """The part of the store about documents and how they were read."""

    def add_reading(self, reading: Reading) -> None:
        """Append an attempt to read; the last one of an object stands."""
        storable(reading, "reading")
        with self.transaction():
            self._object(reading.sha256)
            document = None if reading.document is None else self._numbers([reading.document])[reading.document]
            self._rows(ReadingRow).filter(object__sha256=reading.sha256, latest=True).update(latest=False)
            ReadingRow(
                number=self._next(ReadingRow),
                object_id=reading.sha256,
                reader=reading.reader,
                state=reading.state,
                at=reading.at,
                document_id=document,
                reason=reading.reason,
            ).save(using=self.alias, force_insert=True)

    def reading(self, sha256: str) -> Reading | None:
        """The last attempt to read an object, if any."""
        with storage_errors():
            row = self._rows(ReadingRow).filter(object__sha256=sha256, latest=True).first()
        return None if row is None else next(self._readings([row]))

    def readings(self) -> Iterator[Reading]:
        """The last attempt for each object."""
        for page in self._pages(self._rows(ReadingRow).filter(latest=True), "number"):
            yield from self._readings(page)

    def unread(self) -> Iterator[StoredObject]:
        """Objects never attempted, in order of arrival."""
        for page in self._pages(self._rows(ObjectRow).filter(readings=None), "number"):
            yield from map(rows.stored_object, page)

    def add_document(self, document: Document) -> bool:
        """Write a document and index it for search; False when its id was known already."""
        with self.transaction():
            if self._rows(DocumentRow).filter(key=document.id).exists():
                return False
            self._object(document.sha256)
            row = rows.document_row(document, self._next(DocumentRow))
            row.save(using=self.alias, force_insert=True)
            if (places := places_row(document, row)) is not None:
                places.save(using=self.alias, force_insert=True)
            PassageRow.objects.using(self.alias).bulk_create(passages(row), batch_size=500)
            return True

    def document(self, id: str) -> Document:
        """The document with this id."""
        row = self._get(DocumentRow, "document", id, key=id)
        return self._placed(row)

    def _placed(self, row: DocumentRow) -> Document:
        with storage_errors():
            places = self._rows(PlacesRow).filter(document=row.number).first()
        return placed(rows.document(row), places)

    def documents(self, *, text: bool = True) -> Iterator[Document]:
        """All documents in order of writing; without `text` theirs is empty, and so are their places."""
        if not text:
            yield from self._without_text()
            return
        for number in self._document_numbers():
            with storage_errors():
                row = self._rows(DocumentRow).get(number=number)
            yield self._placed(row)

    def publishers(self) -> Mapping[str, str]:
        """Who published each document that says so."""
        with storage_errors():
            said = self._rows(DocumentRow).exclude(publisher=None).values_list("key", "publisher")
            return {id: publisher for id, publisher in said if publisher}

    def _without_text(self) -> Iterator[Document]:
        for page in self._pages(self._rows(DocumentRow).defer("text"), "number"):
            for row in page:
                row.text = ""
                yield rows.document(row)

    def _document_numbers(self) -> Iterator[int]:
        """One document at a time is read: a page of them could be any size."""
        for page in self._pages(self._rows(DocumentRow).only("number"), "number"):
            yield from (row.number for row in page)

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of documents by id; raises NotFound for an unknown one."""
        wanted = set(ids)
        found = self._known_numbers(wanted)
        if missing := wanted - found.keys():
            raise NotFound(
                phrase("there is no document %(id)s", id=min(missing)),
                do=phrase("`chamsae search` finds documents."),
            )
        return found

    def _known_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        found = dict[str, int]()
        for some in chunks(sorted(ids)):
            with storage_errors():
                found.update(self._rows(DocumentRow).filter(key__in=some).values_list("key", "number"))
        return found

    def _keys(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of documents by number."""
        found = dict[int, str]()
        for some in chunks(sorted(set(numbers))):
            with storage_errors():
                found.update(self._rows(DocumentRow).filter(number__in=some).values_list("number", "key"))
        return found

    def _readings(self, page: list[ReadingRow]) -> Iterator[Reading]:
        keys = self._keys(row.document_id for row in page if row.document_id is not None)
        for row in page:
            yield rows.reading(row, None if row.document_id is None else keys[row.document_id])


def passages(row: DocumentRow) -> Iterator[PassageRow]:
    """The stretches of a document's text that search looks in."""
    for ordinal, (start, end) in enumerate(terms.passages(row.text)):
        words = terms.index_text(row.text[start:end])
        yield PassageRow(document=row, ordinal=ordinal, start=start, end=end, terms=words)
