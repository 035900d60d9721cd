"""The order in which claims are asked, kept with each claim so that the next one is found by an index."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import connections
from django.db.models import Q, QuerySet

from chamsae.db.models import ClaimRow, DocumentRow
from chamsae.db.store.claims import Claims
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.errors import NotFound, phrase
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.judgement import Status
from chamsae.model.queue import Asking, Stage, asking

#: The order of asking; the index of the table has it, after the status.
IN_ORDER = ("stage", "document_id", "quote_start", "trigger_start", "id")
#: What waits, in the order in which it is asked.
STATES = (Status.SUGGESTED, Status.PROPOSED)


def waiting_rows(
    alias: str,
    status: Status,
    *,
    kind: str | None = None,
    document: int | None = None,
    language: str | None = None,
    stage: int | None = None,
) -> "QuerySet[ClaimRow]":
    """Claims in one state that pass the filters; ordering them by IN_ORDER walks an index."""
    given = {"kind": kind, "document_id": document, "stage": stage}
    found = ClaimRow.objects.using(alias).filter(status=status, **{k: v for k, v in given.items() if v is not None})
    if language is None:
        return found
    tongue = Q(language=language) | Q(language__startswith=f"{language}-")
    return found.filter(document_id__in=DocumentRow.objects.using(alias).filter(tongue).values("number"))


PLACE = 'UPDATE "chamsae_claim" SET "stage" = %s, "sure" = %s WHERE "id" = %s'


class Queue(Claims):
    """The part of the store about the queue."""

    def put_askings(self, askings: Iterable[Asking]) -> None:
        """Put the places of claims in the queue in place of those they had."""
        places = [(int(one.stage), one.sure, one.claim) for one in askings]
        with self.transaction(), connections[self.alias].cursor() as cursor:
            cursor.executemany(PLACE, places)  # by hand: bulk_update takes ten times as long
            if cursor.rowcount not in (-1, len(places)):
                raise NotFound(phrase("one of these claims is not there"), do=phrase("Read again."))

    def askings(self, ids: Iterable[str]) -> Mapping[str, Asking]:
        """The places of these claims in the queue."""
        found = dict[str, Asking]()
        for some in chunks(list(ids)):
            with storage_errors():
                for id, stage, sure in self._rows(ClaimRow).filter(id__in=some).values_list("id", "stage", "sure"):
                    found[id] = Asking(claim=id, stage=Stage(stage), sure=sure)
        return found

    def waiting(
        self,
        *,
        kind: ClaimKind | None = None,
        document: str | None = None,
        language: str | None = None,
        stage: Stage | None = None,
    ) -> Iterator[Claim]:
        """Claims that wait for a person in the order of asking, a page of them in memory."""
        number = None if document is None else self._known_numbers([document]).get(document, 0)
        for state in STATES:
            rows = waiting_rows(self.alias, state, kind=kind, document=number, language=language, stage=stage)
            for page in self._pages(rows, *IN_ORDER):
                yield from self._claims(page)

    def restage(self) -> None:
        """Give every claim the place its content has, as after tables of an older version were brought up to date."""
        for page in self._pages(self._rows(ClaimRow), "id"):
            self.put_askings(map(asking, self._claims(page)))
