"""The case file of one casebook: coded acts, the events they make, and everything said of a person."""

from collections.abc import Iterable, Iterator, Sequence

from chamsae.casebook.deriving import Deriving, Watch
from chamsae.casebook.entering import enter
from chamsae.casebook.linking import Link
from chamsae.casebook.persons import Persons
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.case import CodedAct, CodedEvent, Wanted, claim_of, event_parts
from chamsae.model.claim import Act
from chamsae.model.event import Chained, EventFile, EventLink
from chamsae.model.ledger import standing
from chamsae.model.person import Adoption, PersonFile
from chamsae.ports import Clock, Progress, Store
from chamsae.ports.cases import EVERYTHING
from chamsae.text import places
from chamsae.text.violations import narrower
from chamsae.text.vocabulary import inverse, term

#: Acts of an event shown at once.
PAGE = 50


class Cases:
    """Acts, events and persons of one casebook; all of it follows from claims and judgements."""

    def __init__(self, store: Store, clock: Clock, link: Link) -> None:
        self._store, self._clock = store, clock
        self._deriving, self._persons = Deriving(store), Persons(store, clock, link)

    def refresh(self, progress: Progress | None = None) -> None:
        """Put the coded acts right if something was read, judged, coded or linked since; asking for them does, too."""
        self._deriving.refresh(progress)

    def impatient(self, most: int) -> None:
        """From now on derive at most so many claims while somebody waits; the rest is left to `work_out`."""
        self._deriving.most = most

    def behind(self) -> tuple[int, int] | None:
        """How many claims are derived of how many that are to be, where that is left to `work_out`; else None."""
        return self._deriving.behind()

    def work_out(self, progress: Progress | None = None) -> None:
        """Put the coded acts right however long it takes; goes on where somebody was stopped."""
        self._deriving.work_out(progress)

    def watched(self, watch: Watch) -> None:
        """Have somebody told from now on which acts are put right; when all are derived anew, nobody is told."""
        self._deriving.watching.append(watch)

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
            raise NotFound(phrase("there is no act %(id)s", id=id), do=phrase("`chamsae cases` lists acts."))
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
            raise NotFound(
                phrase("there is no event %(id)s", id=id), do=phrase("`chamsae cases --events` lists events.")
            )
        return (exact or moved)[0]

    def event_file(self, id: str, *, start: int = 0, limit: int = PAGE) -> EventFile:
        """An event with a page of its acts, who and what they name, the figures that count them, its neighbours."""
        event = self.event(id)
        acts = tuple(self._store.coded_acts(Wanted(event=event.id), start=start, limit=limit))
        claims = list(self._store.claims(ids={claim for act in acts for claim in act.claims}))
        figures = {claim.value.figure for claim in claims if isinstance(claim.value, Act) and claim.value.figure}
        return EventFile(
            event=event,
            acts=acts,
            persons=_once(person for act in acts for person in act.persons),
            documents=_once(claim.document for claim in claims),
            figures=_once(self._store.groups_of(sorted(figures)).values()),
            chain=tuple(self.chain(event.id)),
        )

    def chain(self, event: str) -> Iterator[Chained]:
        """The neighbours of an event, from both sides, as people wrote them down."""
        for entry in standing(self._store.entries(EventLink)):
            if entry.subject == event:
                yield Chained(type=entry.type, event=entry.other, entry=entry)
            elif entry.other == event:
                yield Chained(type=inverse("chain", entry.type), event=entry.subject, entry=entry)

    def tie(self, event: str, type: str, other: str, *, by: str, why: str = "") -> EventLink:
        """Write down how an event stands to another (a term of the list `chain`: precedes, contains, causes …).

        Raises NotFound, and InputError for an unknown term and for an event and itself.
        """
        one, two = self.event(event).id, self.event(other).id
        if term("chain", type) is None:
            raise InputError(
                phrase("events are not tied by “%(type)s”", type=type),
                do=phrase("`chamsae terms --list chain` lists how."),
            )
        if one == two:
            raise InputError(phrase("an event cannot be tied to itself"), thing=one)
        entry = EventLink(subject=one, type=type, other=two, by=by, at=self._clock(), why=why)
        return enter(self._store, entry, action="tie")

    def untie(self, number: int, *, by: str, why: str = "") -> EventLink:
        """Take back how two events were tied (the number of the entry); raises NotFound."""
        old = next((one for one in standing(self._store.entries(EventLink)) if one.number == number), None)
        if old is None:
            raise NotFound(phrase("there is no tie %(number)s between events to take back", number=number))
        entry = EventLink(
            subject=old.subject, type=old.type, other=old.other, by=by, at=self._clock(), why=why, undoes=number
        )
        return enter(self._store, entry, action="tie")

    def person(self, person: str) -> PersonFile:
        """Everything said of the person a record belongs to: facts with rival values, kin, acts, interventions.

        Raises NotFound, and InputError where it is no person.
        """
        self.refresh()
        return self._persons.of(person)

    def adopt(self, person: str, field: str, claims: Sequence[str], *, by: str, why: str = "") -> Adoption:
        """Take the value that these claims give for a field as the person's, until somebody adopts another or undoes
        it; raises InputError for claims that say nothing of it."""
        return self._persons.adopt(person, field, claims, by=by, why=why)

    def unadopt(self, person: str, field: str, *, by: str, why: str = "") -> Adoption:
        """Take back the value adopted for a field; raises NotFound where none is."""
        return self._persons.unadopt(person, field, by=by, why=why)


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


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
