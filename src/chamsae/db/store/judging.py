"""The ledger of judgements, and the status it leaves each claim and relation in."""

from collections.abc import Iterable, Iterator, Mapping

from chamsae.db import rows
from chamsae.db.models import ClaimRow, JudgementRow, RelationRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.copies import Copies
from chamsae.errors import NotFound
from chamsae.model.judgement import Judgement, Status, fold


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

    def judgements(self, *, target: str | None = None) -> Iterator[Judgement]:
        """The ledger, or the part of it about one target."""
        query = self._rows(JudgementRow)
        if target is not None:
            query = query.filter(target=target)
        for page in self._pages(query, "number"):
            yield from map(rows.judgement, page)

    def statuses(self, targets: Iterable[str] | None = None) -> Mapping[str, Status]:
        """The present status of judged targets (all, or of those given); others are proposed."""
        if targets is None:
            return dict(self._statuses(None))
        return {id: status for some in chunks(list(targets)) for id, status in self._statuses(some)}

    def _set_status(self, target: str, status: Status) -> None:
        found = self._rows(ClaimRow).filter(id=target).update(status=status)
        found = found or self._rows(RelationRow).filter(key=target).update(status=status)
        if not found:
            raise NotFound(f"there is no claim or relation {target}")

    def _statuses(self, targets: list[str] | None) -> Iterator[tuple[str, Status]]:
        claims = self._rows(ClaimRow).exclude(status=Status.PROPOSED)
        relations = self._rows(RelationRow).exclude(status=Status.PROPOSED)
        if targets is not None:
            claims, relations = claims.filter(id__in=targets), relations.filter(key__in=targets)
        with storage_errors():
            found = [*claims.values_list("id", "status"), *relations.values_list("key", "status")]
        return ((id, Status(status)) for id, status in found)
