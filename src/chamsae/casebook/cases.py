"""The case file of one casebook: coded acts, the events they make, and everything said of a person."""

from chamsae.casebook.deriving import Deriving, Watch
from chamsae.errors import NotFound
from chamsae.model.case import CodedAct, CodedEvent, Wanted, claim_of, event_parts
from chamsae.ports import Progress, Store
from chamsae.ports_cases import EVERYTHING
from chamsae.text import places
from chamsae.text.violations import narrower


class Cases:
    """Acts, events and persons of one casebook; all of it follows from claims and judgements."""

    def __init__(self, store: Store) -> None:
        self._store, self._deriving = store, Deriving(store)

    def refresh(self, progress: Progress | None = None) -> None:
        """Put the coded acts right if something was read, judged, coded or linked since; asking for them does, too."""
        self._deriving.refresh(progress)

    def watched(self, watch: Watch) -> None:
        """Have somebody told from now on which acts are put right; when all are derived anew, nobody is told."""
        self._deriving.watch = watch

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive all acts and events anew."""
        self._deriving.rebuild(progress)

    def acts(self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None) -> list[CodedAct]:
        """The acts asked for by their first day, undated ones last; see `wanted`."""
        self.refresh()
        return list(self._store.coded_acts(wanted, start=start, limit=limit))

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        """How many acts are asked for."""
        self.refresh()
        return self._store.count_coded(wanted)

    def act(self, id: str) -> CodedAct:
        """The act with this id, or the one its first claim belongs to by now; raises NotFound."""
        self.refresh()
        found = next(self._store.coded_acts(Wanted(ids=(id,))), None)
        found = found or next(self._store.coded_acts(Wanted(claims=(claim_of(id),))), None)
        if found is None:
            raise NotFound(f"there is no act {id}", do="`chamsae cases` lists acts.")
        return found

    def events(self, *, start: int = 0, limit: int | None = None) -> list[CodedEvent]:
        """Events, the latest day first."""
        self.refresh()
        return list(self._store.coded_events(start=start, limit=limit))

    def event(self, id: str) -> CodedEvent:
        """The event with this id, or the one of its kind and day whose place holds the id's or lies in it.

        Raises NotFound where there is none or several may be meant.
        """
        self.refresh()
        parts = event_parts(id)
        near = list(self._store.coded_events(occasion=f"{parts[0]}|{parts[1]}")) if parts else []
        exact = [one for one in near if one.id == id]
        moved = [one for one in near if parts and _fits(one.place, parts[2])]
        if len(exact or moved) != 1:
            raise NotFound(f"there is no event {id}", do="`chamsae cases --events` lists events.")
        return (exact or moved)[0]


def wanted(
    *,
    person: str | None = None,
    place: str | None = None,
    event: str | None = None,
    violation: str | None = None,
    case: str | None = None,
    state: str | None = None,
) -> Wanted:
    """The question for the acts of an identity, at a place and all that lies in it, of an event, of a kind and narrower
    ones, of a case, for which a State answers ("CN")."""
    return Wanted(
        persons=(person,) if person else None,
        places=_inside(place) if place else None,
        event=event,
        violations=tuple(one.code for one in narrower(violation)) if violation else None,
        case=case,
        states=(state,) if state else None,
    )


def _inside(key: str) -> tuple[str, ...]:
    """The place and everything that lies in it."""
    known = places.keys()
    return tuple(sorted(one for one in known if places.contains(key, one))) or (key,)


def _fits(one: str | None, other: str | None) -> bool:
    return one is None or other is None or places.contains(one, other) or places.contains(other, one)
