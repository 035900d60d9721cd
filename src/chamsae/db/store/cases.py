"""Acts as coded in the database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from django.db import connections
from django.db.models import QuerySet

from chamsae import codec
from chamsae.db.models.cases import CodedRow, DerivedRow, EventRow, TieRow
from chamsae.db.store.connection import PAGE, chunks, storage_errors
from chamsae.db.store.reading import Readings
from chamsae.model.case import CodedAct, CodedEvent, Derived, Occasion, Suffered, Wanted
from chamsae.model.storable import storable
from chamsae.ports.cases import EVERYTHING

#: Rows read at once of who suffered what.
MANY = 20_000
SUFFERED = """
SELECT "tie"."act", "coded"."status", "tie"."value", COALESCE("record"."entity", "tie"."value"), "document"."key"
FROM "chamsae_tie" AS "tie"
CROSS JOIN "chamsae_record" AS "record"
CROSS JOIN "chamsae_document" AS "document"
CROSS JOIN "chamsae_coded" AS "coded"
WHERE "tie"."kind" = 'record' AND "record"."id" = "tie"."value" AND "document"."number" = "record"."document_id"
    AND "coded"."id" = "tie"."act" AND
"""
#: Record by record in the order of an index that has all that is asked of ties; CROSS has SQLite walk that one first.
ONWARD = f'{SUFFERED} ("tie"."value", "tie"."act") > (%s, %s) ORDER BY "tie"."value", "tie"."act" LIMIT {MANY}'
OF_ACTS = f'{SUFFERED} "tie"."act" IN ({{}})'


class Cases(Readings):
    """The part of the store for the case file."""

    def derived(self) -> Derived | None:
        """How far acts are derived; None where that was never done."""
        with storage_errors():
            row = self._rows(DerivedRow).first()
        return Derived(upto=row.upto, rules=row.rules, done=row.done, of=row.of) if row else None

    def reach(self, reached: Derived) -> None:
        """Remember how far acts are derived now."""
        with self.transaction():
            self._rows(DerivedRow).update_or_create(id=1, defaults=asdict(reached))

    def put_coded(self, acts: Iterable[CodedAct], *, gone: Iterable[str] = ()) -> None:
        """Put these acts in place of those with their ids, or beside the others; take out those `gone`."""
        given = {act.id: act for act in acts}
        for act in given.values():
            storable(act, f"act {act.id}")
        with self.transaction():
            for some in chunks([*given, *gone]):
                self._rows(TieRow).filter(act__in=some).delete()
                self._rows(CodedRow).filter(id__in=some).delete()
            documents = self._numbers(list({act.document for act in given.values()}))
            self._insert([_row(act, documents[act.document]) for act in given.values()])
            self._insert([tie for act in given.values() for tie in _ties(act)])

    def clear_coded(self) -> None:
        """Take out all acts and events."""
        with self.transaction():
            for model in (TieRow, CodedRow, EventRow):
                self._rows(model).all().delete()

    def coded_act(self, id: str) -> CodedAct:
        """The act with this id."""
        return _act(self._get(CodedRow, "act", id, id=id))

    def coded_acts(
        self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedAct]:
        """The acts asked for by their first day, undated ones last, then by id."""
        query = self._wanted(wanted)
        if limit is not None or start:
            with storage_errors():
                end = None if limit is None else start + limit
                yield from map(_act, query.order_by("position", "id")[start:end])
            return
        for page in self._pages(query, "position", "id"):
            yield from map(_act, page)

    def count_coded(self, wanted: Wanted = EVERYTHING) -> int:
        """How many acts are asked for."""
        with storage_errors():
            return self._wanted(wanted).count()

    def suffered(self, acts: Collection[str] | None = None) -> Iterator[Suffered]:
        """By which records persons suffered acts (all, or these), in no order."""
        if acts is not None:
            for some in chunks(sorted(set(acts))):
                yield from self._told(OF_ACTS.format(", ".join(["%s"] * len(some))), some)
            return
        page = self._told(ONWARD, ["", ""])
        while page:
            yield from page
            page = self._told(ONWARD, [page[-1].record, page[-1].act]) if len(page) == MANY else []

    def _told(self, statement: str, values: list[str]) -> list[Suffered]:
        with storage_errors(), connections[self.alias].cursor() as cursor:
            cursor.execute(statement, values)
            return [Suffered(*row) for row in cursor.fetchall()]

    def coded_claims(self) -> Iterator[str]:
        """The claims that acts are made of."""
        for page in self._pages(self._rows(TieRow).filter(kind="claim"), "value", "act"):
            yield from (row.value for row in page)

    def occasions(self) -> Iterator[str]:
        """Every kind and day that acts tell of, in order."""
        rows, last = self._rows(CodedRow).order_by("occasion").values_list("occasion", flat=True).distinct(), ""
        while True:
            with storage_errors():
                page = [one for one in rows.filter(occasion__gt=last)[:PAGE] if one is not None]
            yield from page
            if len(page) < PAGE:
                return
            last = page[-1]

    def places_of(self, occasions: Collection[str]) -> Mapping[str, Mapping[str | None, tuple[int, int, int]]]:
        """How many acts, claims and persons each place has of each kind and day."""
        found: dict[str, dict[str | None, tuple[int, int, int]]] = {name: {} for name in occasions}
        for some in chunks([*occasions]):
            where = {act: (name, place) for act, name, place, _ in self._of(some)}
            acts, tied = Counter(where.values()), defaultdict[tuple[str, str | None, str], set[str]](set)
            for act, kind, value in self._ties_of([*where]):
                tied[*where[act], kind].add(value)
            for (name, place), many in acts.items():
                claims, persons = (len(tied[name, place, kind]) for kind in ("claim", "person"))
                found[name][place] = (many, claims, persons)
        return found

    def put_events(self, occasions: Iterable[Occasion]) -> None:
        """Put the events of these occasions in place of the last ones."""
        given = {one.name: one for one in occasions}
        with self.transaction():
            moved = defaultdict[str | None, list[str]](list)
            for some in chunks([*given]):
                self._rows(EventRow).filter(occasion__in=some).delete()
                for act, name, place, event in self._of(some):
                    if (now := given[name].held.get(place)) != event:
                        moved[now].append(act)
            self._insert([_event_row(event, one.name) for one in given.values() for event in one.events])
            for event, acts in moved.items():
                for some in chunks(acts):
                    self._rows(CodedRow).filter(id__in=some).update(event=event)

    def coded_event(self, id: str) -> CodedEvent:
        """The event with this id."""
        return _event(self._get(EventRow, "event", id, id=id))

    def coded_events(
        self, *, occasion: str | None = None, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedEvent]:
        """All events, the latest day first, or those of an occasion."""
        query = self._rows(EventRow) if occasion is None else self._rows(EventRow).filter(occasion=occasion)
        with storage_errors():
            end = None if limit is None else start + limit
            yield from map(_event, query.order_by("-day", "id")[start:end])

    def count_events(self) -> int:
        """How many events there are."""
        with storage_errors():
            return self._rows(EventRow).count()

    def _of(self, occasions: Sequence[str]) -> list[tuple[str, str, str | None, str | None]]:
        """The acts (ids) of a few kinds and days: with these, their places and events."""
        columns = ("id", "occasion", "place", "event")
        with storage_errors():
            return list(self._rows(CodedRow).filter(occasion__in=occasions).values_list(*columns))

    def _ties_of(self, acts: list[str]) -> Iterator[tuple[str, str, str]]:
        """The claims and persons of these acts."""
        for some in chunks(acts):
            with storage_errors():
                ties = self._rows(TieRow).filter(act__in=some, kind__in=("claim", "person"))
                yield from ties.values_list("act", "kind", "value")

    def _wanted(self, wanted: Wanted) -> "QuerySet[CodedRow]":
        query = self._rows(CodedRow)
        columns = {"id": wanted.ids, "shelf": wanted.shelves, "violation": wanted.violations, "place": wanted.places}
        for column, values in columns.items():
            query = query if values is None else query.filter(**{f"{column}__in": values})
        if wanted.event is not None:
            query = query.filter(event=wanted.event)
        if wanted.occasion is not None:
            query = query.filter(occasion=wanted.occasion)
        for kind, tied in _tied_values(wanted):
            query = query.filter(id__in=self._rows(TieRow).filter(kind=kind, value__in=tied).values("act"))
        return query


def _tied_values(wanted: Wanted) -> Iterator[tuple[str, Sequence[str]]]:
    kinds = (
        ("claim", wanted.claims), ("record", wanted.records), ("person", wanted.persons), ("state", wanted.states),
        ("case", None if wanted.case is None else (wanted.case,)),
    )  # fmt: skip
    for kind, values in kinds:
        if values is not None:
            yield kind, values


def _row(act: CodedAct, document: int) -> CodedRow:
    when, victims = act.when, act.victims
    return CodedRow(
        id=act.id,
        position=when.start.isoformat() if when and when.start else "~",
        shelf=act.shelf,
        occasion=act.occasion,
        event=act.event,
        act=act.act,
        violation=act.violation,
        place=act.place,
        when_start=when.start if when else None,
        when_end=when.end if when else None,
        precision=when.precision if when else None,
        low=None if victims is None or victims.low is None else float(victims.low),
        high=None if victims is None or victims.high is None else float(victims.high),
        status=act.status,
        document_id=document,
        data=codec.plain(replace(act, event=None)),
    )


def _ties(act: CodedAct) -> Iterator[TieRow]:
    held = {
        "claim": act.claims,
        "record": act.records,
        "person": act.persons,
        "case": act.cases,
        "state": [one.state for one in act.involved if one.state],
    }
    for kind, values in held.items():
        for value in dict.fromkeys(values):
            yield TieRow(act=act.id, kind=kind, value=value)


def _act(row: CodedRow) -> CodedAct:
    return replace(codec.from_plain(CodedAct, row.data), event=row.event)


def _event_row(event: CodedEvent, occasion: str) -> EventRow:
    return EventRow(
        id=event.id,
        occasion=occasion,
        act=event.act,
        day=event.day,
        place=event.place,
        acts=event.acts,
        claims=event.claims,
        persons=event.persons,
    )


def _event(row: EventRow) -> CodedEvent:
    return CodedEvent(
        id=row.id, act=row.act, day=row.day, place=row.place, acts=row.acts, claims=row.claims, persons=row.persons
    )
