"""Sketches and relations in the database."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from chamsae.db import rows
from chamsae.db.models import RelationRow, SketchRow
from chamsae.db.store.connection import chunks
from chamsae.db.store.queue import Queue
from chamsae.model.document import Relation
from chamsae.ports import Sketch


class Copies(Queue):
    """The part of the store about copies."""

    def put_sketch(self, sketch: Sketch) -> None:
        """Keep what copy detection needs of a document, in place of an older sketch of the same method."""
        with self.transaction():
            number = self._numbers([sketch.document])[sketch.document]
            self._rows(SketchRow).update_or_create(
                document_id=number, method=sketch.method, defaults={"data": sketch.data}
            )

    def sketches(self, method: str) -> Iterator[Sketch]:
        """All sketches of a method, in order of writing of their documents."""
        for page in self._pages(self._rows(SketchRow).filter(method=method), "document_id"):
            keys = self._keys(row.document_id for row in page)
            for row in page:
                yield Sketch(document=keys[row.document_id], method=row.method, data=bytes(row.data))

    def add_relations(self, relations: Iterable[Relation]) -> int:
        """Write relations not yet known (by id); how many were new."""
        given = {relation.id: relation for relation in relations}
        with self.transaction():
            numbers = self._numbers(id for r in given.values() for id in (r.document, r.other))
            known = {key for some in chunks(list(given)) for key in self._known(some)}
            new = [relation for id, relation in given.items() if id not in known]
            first = self._next(RelationRow)
            fresh = [rows.relation_row(relation, number, numbers) for number, relation in enumerate(new, first)]
            self._rows(RelationRow).bulk_create(fresh, batch_size=500)
        return len(new)

    def relation(self, id: str) -> Relation:
        """The relation with this id."""
        row = self._get(RelationRow, "relation", id, key=id)
        return next(self._relations([row]))

    def relations(self, *, document: str | None = None) -> Iterator[Relation]:
        """All relations, or those in which a document stands on either side."""
        query = self._rows(RelationRow)
        if document is not None:
            query = query.filter(Q(document__key=document) | Q(other__key=document))
        for page in self._pages(query, "number"):
            yield from self._relations(page)

    def _known(self, ids: list[str]) -> Iterable[str]:
        return self._rows(RelationRow).filter(key__in=ids).values_list("key", flat=True)

    def _relations(self, page: list[RelationRow]) -> Iterator[Relation]:
        keys = self._keys(id for row in page for id in (row.document_id, row.other_id))
        return (rows.relation(row, keys) for row in page)
