"""Records and pairs in the database."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from chamsae import codec
from chamsae.db.models import JudgementRow, PairRow, RecordRow
from chamsae.db.store.connection import chunks
from chamsae.db.store.settling import Settling
from chamsae.model.link import Pair, Part, Record
from chamsae.model.storable import storable


class Linking(Settling):
    """The part of the store about who may be who."""

    def replace_records(self, records: Iterable[Record]) -> None:
        """Put the present records in place of the last ones; their documents must be known."""
        given = {record.id: record for record in records}
        for record in given.values():
            storable(record, f"record {record.id}")
        with self.transaction():
            documents = self._numbers([record.document for record in given.values()])
            self._rows(RecordRow).delete()
            fresh = [
                RecordRow(
                    id=record.id,
                    position=position,
                    document_id=documents[record.document],
                    data=codec.plain(record),
                )
                for position, record in enumerate(given.values())
            ]
            self._rows(RecordRow).bulk_create(fresh, batch_size=500)

    def record(self, id: str) -> Record:
        """The record with this id."""
        return _record(self._get(RecordRow, "record", id, id=id))

    def records(self, *, document: str | None = None) -> Iterator[Record]:
        """All records in the order they were given, or those of one document."""
        query = self._rows(RecordRow)
        if document is not None:
            query = query.filter(document__key=document)
        for page in self._pages(query, "position"):
            yield from map(_record, page)

    def replace_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put the present pairs in place of the last ones; those ever judged stay, with the evidence of then."""
        with self.transaction():
            judged = self._rows(JudgementRow).values("target")
            self._rows(PairRow).exclude(id__in=judged).delete()
            kept = set(self._rows(PairRow).values_list("id", flat=True))
            fresh = {pair.id: _pair_row(pair) for pair in pairs if pair.id not in kept}
            self._rows(PairRow).bulk_create(list(fresh.values()), batch_size=500)

    def add_pairs(self, pairs: Iterable[Pair]) -> int:
        """Write pairs not yet known (by id); how many were new."""
        given = {pair.id: pair for pair in pairs}
        with self.transaction():
            known = {id for some in chunks(list(given)) for id in self._known_pairs(some)}
            fresh = [_pair_row(pair) for id, pair in given.items() if id not in known]
            self._rows(PairRow).bulk_create(fresh, batch_size=500)
        return len(fresh)

    def _known_pairs(self, ids: Sequence[str]) -> Iterable[str]:
        return self._rows(PairRow).filter(id__in=ids).values_list("id", flat=True)

    def pair(self, id: str) -> Pair:
        """The pair with this id."""
        return _pair(self._get(PairRow, "pair", id, id=id))

    def pairs(self, *, record: str | None = None) -> Iterator[Pair]:
        """All pairs by id, or those of one record."""
        query = self._rows(PairRow)
        if record is not None:
            query = query.filter(Q(left=record) | Q(right=record))
        for page in self._pages(query, "id"):
            yield from map(_pair, page)


def _record(row: RecordRow) -> Record:
    return codec.from_plain(Record, row.data)


def _pair_row(pair: Pair) -> PairRow:
    storable(pair, f"pair {pair.id}")
    return PairRow(
        id=pair.id,
        left=pair.left,
        right=pair.right,
        weight=pair.weight,
        barred=pair.barred,
        parts=codec.plain(pair.parts),
    )


def _pair(row: PairRow) -> Pair:
    return Pair(
        id=row.id,
        left=row.left,
        right=row.right,
        weight=row.weight,
        barred=row.barred,
        parts=codec.from_plain(tuple[Part, ...], row.parts),
    )
