"""The ledger of judgements, the status it leaves each claim and relation in, and what reading again changed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from chamsae.db import judging_rows as rows
from chamsae.db.models import ClaimRow, JudgementRow, PairRow, RelationRow, RereadingRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.copies import Copies
from chamsae.errors import NotFound, phrase
from chamsae.model.judgement import Judgement, Status, fold
from chamsae.model.link import PAIR
from chamsae.model.rereading import Rereading

#: Judgements written per statement.
BATCH = 500


class Judging(Copies):
    """The part of the store about judgements."""

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Append to the ledger and bring the target's status up to date, in one transaction."""
        with self.transaction():
            row = rows.judgement_row(judgement, self._next(JudgementRow))
            row.save(using=self.alias)
            status = fold(self.judgements(target=judgement.target)).get(judgement.target, Status.PROPOSED)
            self._set_status(judgement.target, status)
            return rows.judgement(row)

    def add_judgements(self, judgements: Iterable[Judgement]) -> range:
        """Append many, in order, and bring the status of their targets up to date: a table's rows in one statement."""
        coming = iter(judgements)
        with self.transaction():
            first = number = self._next(JudgementRow)
            while some := list(islice(coming, BATCH)):
                self._insert([rows.judgement_row(one, at) for at, one in enumerate(some, number)])
                number += len(some)
                self._set_statuses({one.target for one in some})
        return range(first, number)

    def judgements(self, *, target: str | None = None, after: int = 0, batch: str | None = None) -> Iterator[Judgement]:
        """The ledger after a number, or the part of it about one target or given as one batch."""
        query = self._rows(JudgementRow).filter(number__gt=after) if after else self._rows(JudgementRow)
        if target is not None:
            query = query.filter(target=target)
        if batch is not None:
            query = query.filter(batch=batch)
        for page in self._pages(query, "number"):
            yield from map(rows.judgement, page)

    def last_judgement(self) -> Judgement | None:
        """The last entry of the ledger."""
        with storage_errors():
            row = self._rows(JudgementRow).order_by("-number").first()
        return None if row is None else rows.judgement(row)

    def statuses(self, targets: Iterable[str] | None = None) -> Mapping[str, Status]:
        """The present status of judged targets (all, or of those given); others are proposed."""
        if targets is None:
            return dict(self._statuses(None))
        return {id: status for some in chunks(list(targets)) for id, status in self._statuses(some)}

    def add_rereading(self, rereading: Rereading) -> Rereading:
        """Append what reading again changed in a document, under the next number."""
        with self.transaction():
            document = self._numbers([rereading.document])[rereading.document]
            row = rows.rereading_row(rereading, self._next(RereadingRow), document)
            row.save(using=self.alias)
            return rows.rereading(row, rereading.document)

    def rereadings(self, *, document: str | None = None, run: int | None = None) -> Iterator[Rereading]:
        """All of them, those of one document, or those of one run."""
        query = self._rows(RereadingRow)
        if document is not None:
            query = query.filter(document__key=document)
        if run is not None:
            query = query.filter(run=run)
        for page in self._pages(query, "number"):
            keys = self._keys(row.document_id for row in page)
            yield from (rows.rereading(row, keys[row.document_id]) for row in page)

    def last_rereading(self) -> Rereading | None:
        """The last one written."""
        with storage_errors():
            row = self._rows(RereadingRow).order_by("-number").first()
        return None if row is None else rows.rereading(row, self._keys([row.document_id])[row.document_id])

    def _set_statuses(self, targets: set[str]) -> None:
        """Bring the status of judged targets up to date, claims many at a time."""
        ledger = self._rows(JudgementRow).filter(target__in=targets).order_by("number")
        found = fold(map(rows.judgement, ledger))
        for status in set(Status):
            ids = [id for id in targets if found.get(id, Status.PROPOSED) is status]
            if not ids or self._rows(ClaimRow).filter(id__in=ids).update(status=status) == len(ids):
                continue
            for id in ids:
                self._set_status(id, status)

    def _set_status(self, target: str, status: Status) -> None:
        found = self._rows(ClaimRow).filter(id=target).update(status=status)
        found = found or self._rows(RelationRow).filter(key=target).update(status=status)
        found = found or self._rows(PairRow).filter(id=target).update(status=status)
        if not found:
            raise NotFound(phrase("there is no claim, relation or pair %(target)s", target=target))

    def _statuses(self, targets: list[str] | None) -> Iterator[tuple[str, Status]]:
        claims = self._rows(ClaimRow).exclude(status=Status.PROPOSED)
        relations = self._rows(RelationRow).exclude(status=Status.PROPOSED)
        pairs = self._rows(PairRow).exclude(status=Status.PROPOSED)
        paired = targets is None or any(target.startswith(PAIR) for target in targets)
        if targets is not None:
            claims, relations = claims.filter(id__in=targets), relations.filter(key__in=targets)
            pairs = pairs.filter(id__in=targets)
        with storage_errors():
            found = [*claims.values_list("id", "status"), *relations.values_list("key", "status")]
            found += pairs.values_list("id", "status") if paired else []
        return ((id, Status(status)) for id, status in found)
