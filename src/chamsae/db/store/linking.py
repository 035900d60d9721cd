"""Records and pairs in the database."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from chamsae import codec
from chamsae.db.models import JudgementRow, PairRow, ReckonedRow, RecordRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.settling import Settling
from chamsae.model.claim import NameType
from chamsae.model.link import Pair, Part, Record
from chamsae.model.storable import storable

#: Rows written per statement.
BATCH = 2_000


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
            self._rows(ReckonedRow).delete()
            for some in chunks(list(enumerate(given.values())), BATCH):
                self._insert([_record_row(record, position, documents[record.document]) for position, record in some])

    def record(self, id: str) -> Record:
        """The record with this id."""
        return _record(self._get(RecordRow, "record", id, id=id))

    def records(
        self,
        *,
        document: str | None = None,
        ids: Iterable[str] | None = None,
        known: Iterable[tuple[NameType, str]] | None = None,
    ) -> Iterator[Record]:
        """All records in the order they were given, or those of a document, with these ids, of these keys of a list."""
        query = self._rows(RecordRow)
        if document is not None:
            query = query.filter(document__key=document)
        if known is not None:
            query = query.filter(known__in=[_key(kind, key) for kind, key in known])
        if ids is not None:
            with storage_errors():
                found = [row for some in chunks(sorted(set(ids))) for row in query.filter(id__in=some)]
            yield from map(_record, sorted(found, key=lambda row: row.position))
            return
        for page in self._pages(query, "position"):
            yield from map(_record, page)

    def replace_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put the present pairs in place of the last ones; those ever judged stay, with the evidence of then."""
        with self.transaction():
            judged = self._rows(JudgementRow).values("target")
            self._rows(PairRow).exclude(id__in=judged).delete()
            self._rows(ReckonedRow).delete()
            kept = set(self._rows(PairRow).values_list("id", flat=True))
            self._put_pairs(pair for pair in pairs if pair.id not in kept)

    def add_pairs(self, pairs: Iterable[Pair]) -> int:
        """Write pairs not yet known (by id); how many were new."""
        given = {pair.id: pair for pair in pairs}
        with self.transaction():
            known = {id for some in chunks(list(given)) for id in self._known_pairs(some)}
            fresh = [pair for id, pair in given.items() if id not in known]
            self._put_pairs(fresh)
            if fresh:
                self._rows(ReckonedRow).update(fresh=True)
        return len(fresh)

    def _put_pairs(self, pairs: Iterable[Pair]) -> None:
        for some in chunks(list({pair.id: pair for pair in pairs}.values()), BATCH):
            self._insert([_pair_row(pair) for pair in some])

    def _known_pairs(self, ids: Sequence[str]) -> Iterable[str]:
        return self._rows(PairRow).filter(id__in=ids).values_list("id", flat=True)

    def pair(self, id: str) -> Pair:
        """The pair with this id."""
        return pair_of(self._get(PairRow, "pair", id, id=id))

    def pairs(
        self,
        *,
        record: str | None = None,
        records: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
        fresh: bool = False,
    ) -> Iterator[Pair]:
        """All pairs by id; or those of one record, of any of several, those with these ids, those without answers."""
        query = self._rows(PairRow).filter(told=False) if fresh else self._rows(PairRow)
        if record is not None:
            query = query.filter(Q(left=record) | Q(right=record))
        if records is None and ids is None:
            for page in self._pages(query, "id"):
                yield from map(pair_of, page)
            return
        with storage_errors():
            met = {row.id: row for row in _with_sides(query, records)} if records is not None else None
            if ids is not None:
                named = {row.id: row for some in chunks(sorted(set(ids))) for row in query.filter(id__in=some)}
                met = named if met is None else {id: row for id, row in named.items() if id in met}
        yield from (pair_of(row) for _, row in sorted((met or {}).items()))


def _with_sides(query: QuerySet[PairRow], records: Iterable[str]) -> Iterator[PairRow]:
    """The pairs that have one of these records on either side; each side is found by its own index."""
    for some in chunks(sorted(set(records))):
        yield from query.filter(left__in=some)
        yield from query.filter(right__in=some)


def _record_row(record: Record, position: int, document: int) -> RecordRow:
    known = None if record.known is None else _key(record.kind, record.known)
    return RecordRow(id=record.id, position=position, document_id=document, data=codec.plain(record), known=known)


def _key(kind: NameType, key: str) -> str:
    return f"{kind} {key}"


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


def pair_of(row: PairRow) -> Pair:
    """The pair in a row."""
    return Pair(
        id=row.id,
        left=row.left,
        right=row.right,
        weight=row.weight,
        barred=row.barred,
        parts=codec.from_plain(tuple[Part, ...], row.parts),
    )
