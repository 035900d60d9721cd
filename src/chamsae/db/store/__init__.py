"""The store in a database: `chamsae.ports.Store` over SQLite or PostgreSQL, one file per theme."""

from django.db import models
from django.db.models import Sum

from chamsae.db.models import (
    CaptureRow,
    DocumentRow,
    GroupRow,
    JudgementRow,
    LogRow,
    ObjectRow,
    ReadingRow,
    RelationRow,
    TallyRow,
)
from chamsae.db.store.carrying import Carrying
from chamsae.db.store.cases import Cases
from chamsae.db.store.comparing import Comparing
from chamsae.db.store.connection import storage_errors
from chamsae.db.store.copying import Copying
from chamsae.db.store.entries import Entries
from chamsae.db.store.erasing import Erasing
from chamsae.db.store.hearing import Hearing
from chamsae.db.store.logbook import Logbook
from chamsae.db.store.search import Search
from chamsae.db.store.who import Who
from chamsae.model.document import ReadState
from chamsae.model.judgement import WAITING
from chamsae.model.settlement import UNDECIDED
from chamsae.ports import Counts

__all__ = ["DjangoStore"]


class DjangoStore(Who, Cases, Comparing, Hearing, Entries, Erasing, Carrying, Logbook, Search, Copying):
    """Rows of one casebook in the database Django knows as `alias` (see chamsae.db.open).

    Made to be used by many threads: each has its own connection. One writer at a time holds the
    write lock, on PostgreSQL too. Walks through tables hold no cursor and a page of rows at most.
    """

    def counts(self) -> Counts:
        """How much the casebook holds, and what waits for a person."""
        with storage_errors():
            return Counts(
                objects=self._count(ObjectRow),
                captures=self._count(CaptureRow),
                documents=self._count(DocumentRow),
                failed=self._count(ReadingRow, latest=True, state=ReadState.FAILED),
                claims=self._tally(),
                to_review=self._tally(status__in=WAITING),
                relations=self._count(RelationRow),
                groups=self._count(GroupRow),
                disputed=self._count(GroupRow, state__in=UNDECIDED),
                judgements=self._count(JudgementRow),
                log=self._count(LogRow),
            )

    def count_claims(self) -> int:
        """How many claims there are."""
        with storage_errors():
            return self._tally()

    def _tally(self, **conditions: object) -> int:
        return self._rows(TallyRow).filter(**conditions).aggregate(all=Sum("number"))["all"] or 0

    def _count(self, model: type[models.Model], **conditions: object) -> int:
        return self._rows(model).filter(**conditions).count()
