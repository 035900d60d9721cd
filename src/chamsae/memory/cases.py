"""Acts as coded in the store in memory."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from chamsae.memory.rows import Rows, get
from chamsae.model.case import CodedAct, CodedEvent, Derived, Occasion, Suffered, Wanted
from chamsae.model.storable import storable
from chamsae.ports.cases import EVERYTHING


class Cases:
    """The part of the store for the case file."""

    _rows: Rows

    def derived(self) -> Derived | None:
        """How far acts are derived; None where that was never done."""
        return self._rows.derived

    def reach(self, reached: Derived) -> None:
        """Remember how far acts are derived now."""
        self._rows.derived = reached

    def put_coded(self, acts: Iterable[CodedAct], *, gone: Iterable[str] = ()) -> None:
        """Put these acts in place of those with their ids, or beside the others; take out those `gone`."""
        given = {act.id: act for act in acts}
        for act in given.values():
            storable(act, f"act {act.id}")
            get(self._rows.documents, act.document, "document")
        for id in gone:
            self._rows.coded.pop(id, None)
        self._rows.coded.update(given)

    def clear_coded(self) -> None:
        """Take out all acts and events."""
        self._rows.coded, self._rows.events = {}, {}

    def coded_act(self, id: str) -> CodedAct:
        """The act with this id."""
        return get(self._rows.coded, id, "act")

    def coded_acts(
        self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedAct]:
        """The acts asked for by their first day, undated ones last, then by id."""
        found = sorted((act for act in self._rows.coded.values() if _fits(act, wanted)), key=_place)
        return islice(iter(found), start, None if limit is None else start + limit)

    def count_coded(self, wanted: Wanted = EVERYTHING) -> int:
        """How many acts are asked for."""
        return sum(_fits(act, wanted) for act in self._rows.coded.values())

    def suffered(self, acts: Collection[str] | None = None) -> Iterator[Suffered]:
        """By which records persons suffered acts (all, or these), in no order."""
        records, of = self._rows.records, self._rows.entity_of
        for act in list(self._rows.coded.values()):
            for id in act.records if acts is None or act.id in acts else ():
                if id in records:
                    yield Suffered(act.id, act.status.value, id, of.get(id, id), records[id].document)

    def coded_claims(self) -> Iterator[str]:
        """The claims that acts are made of."""
        yield from {claim for act in self._rows.coded.values() for claim in act.claims}

    def occasions(self) -> Iterator[str]:
        """Every kind and day that acts tell of, in order."""
        yield from sorted({act.occasion for act in self._rows.coded.values() if act.occasion})

    def places_of(self, occasions: Collection[str]) -> Mapping[str, Mapping[str | None, tuple[int, int, int]]]:
        """How many acts, claims and persons each place has of each kind and day."""
        found: dict[str, dict[str | None, list[CodedAct]]] = {name: {} for name in occasions}
        for act in self._rows.coded.values():
            if act.occasion in found:
                found[act.occasion].setdefault(act.place, []).append(act)
        return {name: {place: _many(acts) for place, acts in places.items()} for name, places in found.items()}

    def put_events(self, occasions: Iterable[Occasion]) -> None:
        """Put the events of these occasions in place of the last ones."""
        given = {one.name: one for one in occasions}
        kept = {id: one for id, one in self._rows.events.items() if f"{one.act}|{one.day}" not in given}
        self._rows.events = kept | {event.id: event for one in given.values() for event in one.events}
        for act in list(self._rows.coded.values()):
            if act.occasion in given:
                self._rows.coded[act.id] = replace(act, event=given[act.occasion].held.get(act.place))

    def coded_event(self, id: str) -> CodedEvent:
        """The event with this id."""
        return get(self._rows.events, id, "event")

    def coded_events(
        self, *, occasion: str | None = None, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedEvent]:
        """All events, the latest day first, or those of an occasion."""
        found = [one for one in self._rows.events.values() if occasion in (None, f"{one.act}|{one.day}")]
        found.sort(key=lambda one: (-one.day.toordinal(), one.id))
        return islice(iter(found), start, None if limit is None else start + limit)

    def count_events(self) -> int:
        """How many events there are."""
        return len(self._rows.events)


def _many(acts: list[CodedAct]) -> tuple[int, int, int]:
    claims = {claim for act in acts for claim in act.claims}
    return len(acts), len(claims), len({person for act in acts for person in act.persons})


def _place(act: CodedAct) -> tuple[str, str]:
    """Where an act stands in lists: by its first day, undated ones last."""
    return (act.when.start.isoformat() if act.when and act.when.start else "~", act.id)


def _fits(act: CodedAct, wanted: Wanted) -> bool:
    single = ((wanted.event, act.event), (wanted.occasion, act.occasion))
    one_of = (
        (wanted.ids, (act.id,)), (wanted.claims, act.claims), (wanted.records, act.records),
        (wanted.persons, act.persons), (wanted.shelves, (act.shelf,)), (wanted.violations, (act.violation,)),
        (wanted.places, (act.place,)), (wanted.states, tuple(one.state for one in act.involved)),
        (None if wanted.case is None else (wanted.case,), act.cases),
    )  # fmt: skip
    return all(asked in (None, held) for asked, held in single) and all(
        asked is None or not set(asked).isdisjoint(held) for asked, held in one_of
    )
