"""Rows overwritten for those who took consent back: the only statements that touch tables that otherwise only grow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, models

from chamsae import codec
from chamsae.db import rows
from chamsae.db.models import (
    ClaimRow,
    CorrectionRow,
    DocumentRow,
    EntryRow,
    JudgementRow,
    PairRow,
    PassageRow,
    PlacesRow,
    ReckonedRow,
    RecordRow,
    SketchRow,
    TranslationRow,
)
from chamsae.db.store.connection import chunks
from chamsae.db.store.reading import Readings
from chamsae.model.document import Document
from chamsae.model.erasure import Blanked, blank
from chamsae.model.ledger import Entry

GUARDED = (EntryRow, JudgementRow, TranslationRow, CorrectionRow)
#: The triggers of a table that refuse to change it, and how they are made again.
GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
#: Columns of a claim that blanks leave as they are.
STAY = frozenset({"id", "document", "status", "stage", "sure", "supersedes"})


class Erasing(Readings):
    """The part of the store that overwrites."""

    def overwrite(self, blanked: Blanked) -> None:
        """Put what is left of erased words in place of them, and take out what was worked out from them."""
        with self.transaction(), _unguarded(self.alias):
            for document in blanked.documents:
                self._overwrite_document(document)
            self._overwrite_claims(blanked)
            for some in chunks(sorted(blanked.said)):
                self._forget_words(some)
            for entry in blanked.entries:
                self._overwrite_entry(entry)

    def _overwrite_document(self, document: Document) -> None:
        number = self._numbers([document.id])[document.id]
        for derived in (PassageRow, PlacesRow, SketchRow):
            self._rows(derived).filter(document=number).delete()
        fresh = rows.document_row(document, number)
        self._change(DocumentRow, fresh, {"number", "key", "object"})
        self._forget_records(document.id)

    def _overwrite_claims(self, blanked: Blanked) -> None:
        numbers = self._numbers(one.document for one in blanked.claims)
        for claim in blanked.claims:
            self._change(ClaimRow, rows.claim_row(claim, numbers[claim.document]), STAY)

    def _overwrite_entry(self, entry: Entry) -> None:
        everything(EntryRow, self.alias).filter(number=entry.number).update(data=codec.plain(entry))

    def _change(self, model: type[models.Model], fresh: models.Model, stay: frozenset[str] | set[str]) -> None:
        told = {one.name: getattr(fresh, one.name) for one in model._meta.concrete_fields if one.name not in stay}
        everything(model, self.alias).filter(pk=fresh.pk).update(**told)

    def _forget_records(self, document: str) -> None:
        """Who may be who is worked out anew; pairs that were judged stay, without the evidence of then."""
        records = list(self._rows(RecordRow).filter(document__key=document).values_list("id", flat=True))
        judged = self._rows(JudgementRow).values("target")
        for some in chunks(records):
            for side in ("left__in", "right__in"):
                pairs = self._rows(PairRow).filter(**{side: some})
                pairs.exclude(id__in=judged).delete()
                pairs.update(parts=[])
            self._rows(RecordRow).filter(id__in=some).delete()
        if records:
            self._rows(ReckonedRow).delete()

    def _forget_words(self, claims: Sequence[str]) -> None:
        """What people wrote on these claims."""
        everything(JudgementRow, self.alias).filter(target__in=claims).exclude(why="").update(why="")
        for number, data in everything(TranslationRow, self.alias).filter(claim__in=claims).values_list("pk", "data"):
            told = {**data, "text": blank(data["text"])}
            everything(TranslationRow, self.alias).filter(pk=number).update(data=told)
        for number, data in everything(CorrectionRow, self.alias).filter(claim__in=claims).values_list("pk", "data"):
            told = {**data, "counted": None, "place": None, "when": None, "reason": ""}
            everything(CorrectionRow, self.alias).filter(pk=number).update(data=told)


def everything(model: type[models.Model], alias: str) -> models.QuerySet[models.Model]:
    """The rows of a table by Django's own manager, which refuses nothing; the database does."""
    return model._base_manager.using(alias)


@contextmanager
def _unguarded(alias: str) -> Iterator[None]:
    """Inside, the tables may be changed, by this transaction alone; it ends with their triggers in force."""
    made = [_without_guards(alias, model._meta.db_table) for model in GUARDED]
    yield
    with connections[alias].cursor() as cursor:
        for statement in (one for table in made for one in table):
            cursor.execute(statement)


def _without_guards(alias: str, table: str) -> list[str]:
    """Take the triggers of a table away; the statements that put them back."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is to be checked yet keeps tables from being altered
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
            return [f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only"]
        cursor.execute(GUARDS, [table])
        found = [(name, sql) for name, sql in cursor.fetchall() if name.startswith(f"{table}_no_")]
        for name, _ in found:
            cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]
