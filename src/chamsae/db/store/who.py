"""Entities in the database: whom records were judged to be, in the order of lists, and what is asked next."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import connections
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import Func
from django.db.models.fields import IntegerField

from chamsae import codec
from chamsae.db.models import AnsweredRow, EntityRow, PairRow, ReckonedRow, RecordRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.linking import BATCH, Linking, pair_of
from chamsae.errors import NotFound, absent, phrase
from chamsae.model.claim import NameType
from chamsae.model.link import SPELLED_LONGEST, Answers, Doubt, Listed, Pair, Question, Reckoned
from chamsae.model.storable import storable
from chamsae.text.normal import fold

#: The order of lists; an index has it, after the kind.
IN_LIST = ("-size", "-documents", "name", "id")
#: The one row that says how far entities are worked out.
ONLY = 1

SETTLED = 'UPDATE "chamsae_record" SET "entity" = %s WHERE "id" = %s'
TOLD = """
UPDATE "chamsae_pair" SET "told" = %s, "decided" = %s, "asked" = %s, "last" = %s, "differ" = %s, "held" = %s,
    "question" = %s
WHERE "id" = %s
"""

#: Rows of `DOUBTS` at once.
MANY = 20_000
DOUBTS = """
SELECT "pair"."id", COALESCE("one"."entity", "one"."id"), COALESCE("other"."entity", "other"."id"), "pair"."weight",
    "pair"."asked" IS NULL
FROM "chamsae_pair" AS "pair"
JOIN "chamsae_record" AS "one" ON "one"."id" = "pair"."left"
JOIN "chamsae_record" AS "other" ON "other"."id" = "pair"."right"
WHERE "pair"."id" > %s AND "pair"."told" AND ("pair"."asked" IS NOT NULL OR NOT "pair"."decided"
    OR ("pair"."decided" IS NULL AND "pair"."barred" IS NOT NULL))
ORDER BY "pair"."id" LIMIT %s
"""


class Who(Linking):
    """The part of the store about whom records were judged to be."""

    def reckoned(self) -> Reckoned | None:
        """How far the entities are worked out; None where they must be made anew."""
        with storage_errors():
            row = self._rows(ReckonedRow).filter(id=ONLY).first()
        if row is None:
            return None
        return Reckoned(upto=row.upto, first=row.first, second=row.second, fresh=row.fresh)

    def reckon(self, reached: Reckoned) -> None:
        """Remember how far they are worked out now."""
        with self.transaction():
            row = ReckonedRow(
                id=ONLY, upto=reached.upto, first=reached.first, second=reached.second, fresh=reached.fresh
            )
            row.save(using=self.alias)

    def replace_listed(self, listed: Iterable[Listed]) -> None:
        """Put these entities in place of all; every one of their records must be known."""
        with self.transaction():
            self._rows(EntityRow).delete()
            self.put_listed(listed)

    def put_listed(self, listed: Iterable[Listed], *, gone: Iterable[str] = ()) -> None:
        """Put these entities in place of those with their ids, or beside the others; take out those `gone`."""
        given = list(listed)
        with self.transaction():
            for some in chunks([*gone, *(one.entity.id for one in given)]):
                self._rows(EntityRow).filter(id__in=some).delete()
            for some in chunks(given, BATCH):
                self._insert([_row(one) for one in some])
            places = [(one.entity.id, record) for one in given for record in one.entity.records]
            self._settle(places)

    def entities_of(self, records: Iterable[str]) -> Mapping[str, Listed]:
        """The entities these records belong to, by record; unknown ones are left out."""
        of: dict[str, str] = {}
        with storage_errors():
            for some in chunks(sorted(set(records))):
                met = self._rows(RecordRow).filter(id__in=some).values_list("id", "entity")
                of.update((record, entity) for record, entity in met if entity is not None)
            found = {
                row.id: _listed(row)
                for some in chunks(sorted(set(of.values())))
                for row in self._rows(EntityRow).filter(id__in=some)
            }
        return {record: found[id] for record, id in of.items() if id in found}

    def listed(
        self,
        *,
        kind: NameType | None = None,
        words: str = "",
        several: bool = False,
        start: int = 0,
        limit: int | None = None,
    ) -> Iterator[Listed]:
        """Entities: those of most records first, then of most documents, then by name."""
        rows = self._met(words, several=several)
        if kind is not None:
            rows = rows.filter(kind=kind)
        ordered = rows.order_by(*IN_LIST)
        if limit is None:
            with storage_errors():
                return map(_listed, list(ordered[start:]))
        with storage_errors():  # ids first: the index has all that is asked, and the rows of others stay unread
            ids = list(ordered.values_list("id", flat=True)[start : start + limit])
            found = {row.id: row for row in self._rows(EntityRow).filter(id__in=ids)}
        return (_listed(found[id]) for id in ids if id in found)  # one may have been put right in between

    def count_listed(self, *, words: str = "", several: bool = False) -> Mapping[NameType, int]:
        """How many of each kind `listed` would give; kinds without any are left out."""
        rows = self._met(words, several=several).order_by()
        with storage_errors():
            return {NameType(kind): number for kind, number in rows.values_list("kind").annotate(all=Count("*"))}

    def put_answers(self, answers: Iterable[Answers]) -> None:
        """Put what the ledger leaves of pairs in place of what it left; their pairs must be known."""
        with self.transaction():
            for some in chunks(list(answers), BATCH):
                self._tell(some)

    def answers(self, pairs: Iterable[str]) -> Mapping[str, Answers]:
        """What the ledger leaves of these pairs (ids); those that nobody has told of are left out."""
        found: dict[str, Answers] = {}
        for some in chunks(sorted(set(pairs))):
            with storage_errors():
                by: dict[str, list[str]] = {}
                for pair, person in (
                    self._rows(AnsweredRow).filter(pair__in=some).order_by("id").values_list("pair", "by")
                ):
                    by.setdefault(pair, []).append(person)
                told = list(self._rows(PairRow).filter(id__in=some, told=True))
            found.update((row.id, _answers(row, by.get(row.id, ()))) for row in told)
        return found

    def doubts(self) -> Iterator[Doubt]:
        """Every pair of two entities that is open, and every one that keeps two apart, in no order."""
        last: str | None = ""
        while last is not None:
            with storage_errors(), connections[self.alias].cursor() as cursor:
                cursor.execute(DOUBTS, [last, MANY])
                page = cursor.fetchall()
            for _, one, other, weight, apart in page:
                if one != other:
                    yield Doubt(one, other, weight, bool(apart))
            last = page[-1][0] if len(page) == MANY else None

    def questions(
        self,
        question: Question,
        *,
        by: str = "",
        least: float | None = None,
        after: str = "",
        start: int = 0,
        limit: int | None = None,
    ) -> Iterator[Pair]:
        """The pairs put to this person, from `start` on; see chamsae.ports."""
        rows = self._put(question, least)
        rows = rows.filter(id__gt=after) if after else rows
        if (mine := self._mine(question, by)) is not None:
            rows = rows.exclude(mine)
        order = {Question.OPEN: ("-asked", "id"), Question.SECOND: ("id",), Question.DISPUTED: ("-last", "id")}
        ordered = rows.order_by(*order[question])
        with storage_errors():
            page = list(ordered[start:] if limit is None else ordered[start : start + limit])
        return map(pair_of, page)

    def count_questions(self, question: Question, *, by: str = "", least: float | None = None) -> int:
        """How many pairs `questions` would give: all less those answered, each counted in an index."""
        rows, mine = self._put(question, least), self._mine(question, by)
        with storage_errors():
            return rows.count() - (rows.filter(mine).count() if mine is not None else 0)

    def _put(self, question: Question, least: float | None) -> QuerySet[PairRow]:
        """The pairs put to anybody."""
        rows = self._rows(PairRow)
        rows = rows.filter(asked__isnull=False) if question is Question.OPEN else rows.filter(question=question)
        return rows if least is None else rows.filter(weight__gte=least)

    def _mine(self, question: Question, by: str) -> Q | None:
        """What this person is not asked, for having answered it; nobody in particular is asked what anybody has not."""
        if question is Question.DISPUTED:
            return None
        if question is Question.OPEN and not by:
            return Q(last__isnull=False)
        return Q(id__in=self._rows(AnsweredRow).filter(by=by).values("pair"))

    def _met(self, words: str, *, several: bool) -> QuerySet[EntityRow]:
        rows = self._rows(EntityRow)
        if several:
            rows = rows.filter(size__gt=1)
        if not words:
            return rows
        postgresql = connections[self.alias].vendor == "postgresql"
        at = Func(F("spelled"), Value(words), function="STRPOS" if postgresql else "INSTR", output_field=IntegerField())
        return rows.annotate(at=at).filter(at__gt=0)

    def _settle(self, places: list[tuple[str, str]]) -> None:
        """Write down whom records belong to; raises NotFound for one that is not there."""
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(SETTLED, places)  # by hand: bulk_update takes ten times as long
            if places and cursor.rowcount not in (-1, len(places)):
                raise NotFound(phrase("one of these records is not there"), do=phrase("Compare names again."))

    def _tell(self, answers: list[Answers]) -> None:
        pairs = {pair.id: pair for pair in self.pairs(ids=[one.pair for one in answers])}
        rows = []
        for one in answers:
            if one.pair not in pairs:
                raise absent("pair", one.pair)
            question = one.question(pairs[one.pair])
            rows.append((True, one.decided, one.asked, one.last or None, one.differ, one.held, question, one.pair))
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(TOLD, rows)
        for some in chunks([one.pair for one in answers]):
            self._rows(AnsweredRow).filter(pair__in=some).delete()
        self._insert([AnsweredRow(pair_id=one.pair, by=person) for one in answers for person in one.by])


def _row(one: Listed) -> EntityRow:
    storable(one, f"entity {one.entity.id}")
    return EntityRow(
        id=one.entity.id,
        kind=one.entity.kind,
        size=len(one.entity.records),
        documents=one.documents,
        name=one.names[0][:SPELLED_LONGEST] if one.names else "",
        spelled="\n".join(fold(name)[:SPELLED_LONGEST] for name in one.names),
        data=codec.plain(one),
    )


def _listed(row: EntityRow) -> Listed:
    return codec.from_plain(Listed, row.data)


def _answers(row: PairRow, by: Iterable[str]) -> Answers:
    return Answers(
        pair=row.id,
        decided=row.decided,
        asked=row.asked,
        by=tuple(by),
        last=row.last or 0,
        differ=row.differ,
        held=row.held,
    )
