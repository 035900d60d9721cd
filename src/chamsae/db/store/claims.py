"""Claims in the database."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import QuerySet

from chamsae.db import rows
from chamsae.db.models import ClaimRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.reading import Readings
from chamsae.model.claim import Claim, ClaimKind

#: The order of claims: as their triggers stand in the text.
IN_TEXT = ("document_id", "trigger_start", "trigger_end", "id")

#: Claims written per statement.
BATCH = 500


class Claims(Readings):
    """The part of the store about claims."""

    def add_claims(self, claims: Iterable[Claim]) -> int:
        """Write claims not yet known (by id); how many were new. Their document must be known."""
        coming, new = iter(claims), 0
        with self._in_bulk():
            while some := list(islice(coming, BATCH)):
                new += self._add_claims({claim.id: claim for claim in reversed(some)})
        return new

    def claim(self, id: str) -> Claim:
        """The claim with this id."""
        row = self._get(ClaimRow, "claim", id, id=id)
        return next(self._claims([row]))

    def claims(
        self,
        *,
        document: str | None = None,
        documents: Iterable[str] | None = None,
        kind: ClaimKind | None = None,
        ids: Iterable[str] | None = None,
        between: tuple[int, int] | None = None,
    ) -> Iterator[Claim]:
        """Claims in order of document and place in its text; superseded ones included."""
        query = self._rows(ClaimRow)
        if document is not None:
            query = query.filter(document_id__in=self._known_numbers([document]).values())
        if kind is not None:
            query = query.filter(kind=kind)
        if documents is not None:
            for some in chunks(sorted(self._known_numbers(documents).values())):
                yield from self._found(query.filter(document_id__in=some), ids, between)
            return
        yield from self._found(query, ids, between)

    def _found(
        self, query: QuerySet[ClaimRow], ids: Iterable[str] | None, between: tuple[int, int] | None
    ) -> Iterator[Claim]:
        if between is not None:
            query = query.filter(trigger_start__gte=between[0], trigger_start__lt=between[1])
        if ids is not None:
            for some in chunks(self._in_order(ids)):
                with storage_errors():
                    page = list(query.filter(id__in=some).order_by(*IN_TEXT))
                yield from self._claims(page)
            return
        for page in self._pages(query, *IN_TEXT):
            yield from self._claims(page)

    def _add_claims(self, claims: dict[str, Claim]) -> int:
        numbers = self._numbers(claim.document for claim in claims.values())
        known = set(self._rows(ClaimRow).filter(id__in=list(claims)).values_list("id", flat=True))
        fresh = [rows.claim_row(claim, numbers[claim.document]) for id, claim in claims.items() if id not in known]
        self._insert(fresh)
        return len(fresh)

    def _claims(self, page: list[ClaimRow]) -> Iterator[Claim]:
        keys = self._keys(row.document_id for row in page)
        return (rows.claim(row, keys[row.document_id]) for row in page)

    def _in_order(self, ids: Iterable[str]) -> list[str]:
        """The known ones of these ids in the order of claims; only the places are held in memory."""
        places: list[tuple[int, int, int, str]] = []
        for some in chunks(sorted(set(ids))):
            with storage_errors():
                places.extend(self._rows(ClaimRow).filter(id__in=some).values_list(*IN_TEXT))
        return [place[-1] for place in sorted(places)]
