"""The coded acts of one casebook, derived from claims and judgements, and put right where something has changed since.

The log tells what was read, judged, made, coded or linked, whichever process did it. What one entry concerns is found
through the acts themselves, so that an answer costs what its person and its day cost and not what the casebook does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from chamsae.casebook.collecting import uncollected
from chamsae.casebook.concerning import documents, judged, weight
from chamsae.casebook.progress import Silent
from chamsae.casebook.telling import Telling
from chamsae.casebook.who import Who
from chamsae.errors import NotFound
from chamsae.model.case import CodedAct, CodedEvent, Derived, Wanted, event_id
from chamsae.model.claim import Act, Claim, ClaimKind, Figure, Involvement, Name
from chamsae.model.link import PAIR
from chamsae.model.log import LogEntry
from chamsae.ports import Progress, Store
from chamsae.reconcile.coded import Told, coded, shelf
from chamsae.text import places
from chamsae.text.violations import version

#: By which rules acts are derived; acts of other rules are derived anew.
RULES = f"acts 2, violations {version()}"
#: Claims derived at once when all are.
AT_ONCE = 2000
#: Claims spoken of by the log after which following it costs more than deriving all anew.
MANY = 5000


@dataclass(slots=True)
class Touched:
    """What following the log has changed: acts (ids) that came, changed or went, and occasions whose events may."""

    acts: set[str] = field(default_factory=set)
    occasions: set[str] = field(default_factory=set)


#: Told the entries of the log between which acts were put right, and which were touched.
Watch = Callable[[int, int, Touched], None]


def ignore(before: int, after: int, touched: Touched) -> None:
    """Nobody watches."""


class Deriving:
    """Keeps coded acts and events what claims and judgements make them."""

    def __init__(self, store: Store) -> None:
        self._store, self._who = store, Who(store)
        self._telling = Telling(store)
        self.watch: Watch = ignore
        self._touched = Touched()

    def refresh(self, progress: Progress | None = None) -> None:
        """Put acts right if something has happened since; nothing is written where nothing has."""
        reached, last = self._store.derived(), self._store.last_log()
        head = last.number if last else 0
        if reached is not None and reached.rules == RULES and reached.upto == head:
            return
        if reached is None or reached.rules != RULES or self._is_far(reached.upto, head):
            self.rebuild(progress)
            return
        with self._store.transaction():
            reached = self._store.derived() or reached  # looked at again: another process may have done it meanwhile
            before, self._touched = reached.upto, Touched()
            self._follow(list(self._store.log(after=reached.upto)))
            head = max(head, reached.upto)
            self._store.reach(Derived(upto=head, rules=RULES))
        self.watch(before, head, self._touched)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive all acts and events anew; what they were is forgotten, for they are no evidence."""
        watch = progress or Silent()
        last = self._store.last_log()
        self._who.current()
        with uncollected(), self._store.transaction():
            self._store.clear_coded()
            occasions: set[str] = set()
            for claims in self._shelved(watch):
                occasions |= self._put(self._made(self._telling.told(claims)), {})
            for occasion in sorted(occasions):
                self._put_events(occasion)
            self._store.reach(Derived(upto=last.number if last else 0, rules=RULES))
        self._touched = Touched()

    def _is_far(self, upto: int, head: int) -> bool:
        """True where so much has happened that deriving all anew costs less than following it."""
        return head - upto > MANY or sum(map(weight, self._store.log(after=upto))) > MANY

    def _shelved(self, watch: Progress) -> Iterator[list[Claim]]:
        """The claims of acts, shelf by shelf, many shelves at once."""
        shelves: dict[str, list[str]] = defaultdict(list)
        documents = list(self._store.documents(text=False))
        watch.start(len(documents), "gathering acts")
        for document in documents:
            for told in self._telling.told(list(self._store.claims(document=document.id, kind=ClaimKind.ACT))):
                shelves[shelf(told)].append(told.claim.id)
            watch.step(document.id)
        watch.finish()
        batch: list[str] = []
        for ids in shelves.values():
            batch += ids
            if len(batch) >= AT_ONCE:
                yield list(self._store.claims(ids=batch))
                batch = []
        if batch:
            yield list(self._store.claims(ids=batch))

    def _follow(self, entries: Sequence[LogEntry]) -> None:
        """Derive anew what these entries concern."""
        changed = {claim for entry in entries for claim in self._concerned(entry)}
        if any(entry.subject.startswith(PAIR) or entry.action == "link" for entry in entries):
            self._who.current()
        if any(entry.action == "link" for entry in entries):
            changed |= self._moved()
        if changed:
            self._derive(changed)

    def _concerned(self, entry: LogEntry) -> Iterator[str]:
        """The claims of acts (ids) that an entry of the log can move."""
        for target in judged(self._store, entry):
            yield from self._of_pair(target) if target.startswith(PAIR) else self._about(target)
        for document in documents(self._store, entry):
            yield from (claim.id for claim in self._store.claims(document=document, kind=ClaimKind.ACT))

    def _about(self, target: str) -> Iterator[str]:
        """The claims of acts that a judged claim is, counts, has a part in, or names the victim of."""
        claim = next(self._store.claims(ids=[target]), None)
        if claim is None:
            return
        newer = [one.by_claim for one in self._store.judgements(target=target) if one.by_claim]
        for one in (claim, *self._store.claims(ids=newer)):
            value = one.value
            if isinstance(value, Act):
                yield one.id
            elif isinstance(value, Involvement) and value.act:
                yield value.act
            elif isinstance(value, Figure | Name):
                yield from self._resting_on(one, value)

    def _resting_on(self, claim: Claim, value: Figure | Name) -> Iterator[str]:
        for one in self._store.claims(document=claim.document, kind=ClaimKind.ACT):
            act = one.value
            assert isinstance(act, Act)
            entity = value.entity if isinstance(value, Name) else None
            if act.figure == claim.id or (entity and entity in {act.victim_entity, act.actor_entity}):
                yield one.id

    def _of_pair(self, pair: str) -> Iterator[str]:
        """The claims of the acts of everybody whom an answer for a pair may have joined or parted."""
        with suppress(NotFound):
            found = self._store.pair(pair)
            self._who.current()
            sides = (found.left, found.right)
            listed = self._store.entities_of(sides)
            records = {*sides, *(record for one in listed.values() for record in one.entity.records)}
            for act in self._store.coded_acts(Wanted(records=tuple(records))):
                yield from act.claims

    def _moved(self) -> set[str]:
        """The claims of acts whose victims are by now judged to be somebody else than they were."""
        found: set[str] = set()
        for acts in _in_lots(self._store.coded_acts()):
            named = self._store.entities_of({record for act in acts for record in act.records})
            now = {record: one.entity.id for record, one in named.items()}
            for act in acts:
                if {*act.persons} != {now.get(record, record) for record in act.records}:
                    found.update(act.claims)
        return found

    def _derive(self, changed: Iterable[str]) -> None:
        """Derive the shelves anew on which these claims were and are."""
        told = {one.claim.id: one for one in self._told(changed)}
        old = {act.id: act for act in self._store.coded_acts(Wanted(claims=tuple(sorted(changed))))}
        taken: set[str] = set()
        while shelves := ({shelf(one) for one in told.values()} | {act.shelf for act in old.values()}) - taken:
            taken |= shelves
            held = {act.id: act for act in self._store.coded_acts(Wanted(shelves=tuple(sorted(shelves))))}
            old |= held
            fresh = {claim for act in held.values() for claim in act.claims} - told.keys()
            told |= {one.claim.id: one for one in self._told(fresh)}
        ordered = self._telling.told(list(self._store.claims(ids=told)))
        for occasion in sorted(self._put(self._made(ordered), old)):
            self._put_events(occasion)

    def _told(self, ids: Iterable[str]) -> list[Told]:
        return self._telling.told(list(self._store.claims(ids=ids)))

    def _made(self, told: Iterable[Told]) -> dict[str, CodedAct]:
        shelves: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            shelves[shelf(one)].append(one)
        return {act.id: act for name, held in shelves.items() for act in coded(name, held)}

    def _put(self, made: Mapping[str, CodedAct], old: Mapping[str, CodedAct]) -> set[str]:
        """Write the acts that have changed; the occasions of these."""
        gone = [act for id, act in old.items() if id not in made]
        moved = [act for id, act in made.items() if id not in old or not _same(act, old[id])]
        before = [old[act.id] for act in moved if act.id in old]
        self._store.put_coded(moved, gone=[act.id for act in gone])
        self._touched.acts.update(act.id for act in (*moved, *gone))
        return {act.occasion for act in (*moved, *gone, *before) if act.occasion}

    def _put_events(self, occasion: str) -> None:
        """The events of one kind and day; an act of a wider place is of the one finer place in it, if any."""
        counted = self._store.places_of(occasion)
        of = _events_of(list(counted))
        act, _, day = occasion.partition("|")
        sums: dict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])
        for place, numbers in counted.items():
            sums[of[place]] = [a + b for a, b in zip(sums[of[place]], numbers, strict=True)]
        made = {
            place: CodedEvent(
                id=event_id(act, _day(day), place), act=act, day=_day(day), place=place,
                acts=acts, claims=claims, persons=persons,
            )
            for place, (acts, claims, persons) in sums.items()
            if claims > 1
        }  # fmt: skip
        held = {place: made[of[place]].id for place in counted if of[place] in made}
        self._store.put_events(occasion, made.values(), held)
        self._touched.occasions.add(occasion)


def _same(one: CodedAct, other: CodedAct) -> bool:
    """True where nothing but the event, which is given later, may differ."""
    return replace(one, event=None) == replace(other, event=None)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _events_of(keys: Sequence[str | None]) -> Mapping[str | None, str | None]:
    """The place of the event for each place told of one kind and day."""
    known = [key for key in keys if key]
    finest = [key for key in known if not any(other != key and places.contains(key, other) for other in known)]

    def fitting(key: str | None) -> str | None:
        found = [place for place in finest if key is None or places.contains(key, place)]
        return found[0] if len(found) == 1 else key

    return {key: fitting(key) for key in keys}


def _in_lots(acts: Iterable[CodedAct]) -> Iterator[list[CodedAct]]:
    """The acts a thousand at a time."""
    walk = iter(acts)
    while lot := list(islice(walk, 1000)):
        yield lot
