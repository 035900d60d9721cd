"""The coded acts of one casebook, derived from claims and judgements, and put right where something has changed since.

The log tells what was read, judged, made, coded or linked, whichever process did it. What one entry concerns is found
through the acts themselves, so that an answer costs what its person and its day cost and not what the casebook does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from chamsae.casebook import all_acts
from chamsae.casebook.all_acts import AT_ONCE, in_lots
from chamsae.casebook.concerning import documents, judged, weight
from chamsae.casebook.happening import put_events
from chamsae.casebook.progress import Silent
from chamsae.casebook.telling import Telling
from chamsae.casebook.who import Who
from chamsae.errors import NotFound
from chamsae.model.case import CodedAct, Derived, Wanted
from chamsae.model.claim import Act, Claim, ClaimKind, Figure, Involvement, Name
from chamsae.model.link import PAIR
from chamsae.model.log import LogEntry
from chamsae.ports import Progress, Store
from chamsae.reconcile.coded import Told, acts, shelf
from chamsae.text.violations import version

#: By which rules acts are derived; acts of other rules are derived anew.
RULES = f"acts 2, violations {version()}"
#: Claims spoken of by the log after which following it costs more than deriving all anew.
MANY = 5000


@dataclass(slots=True)
class Touched:
    """What following the log has changed: acts (ids) that came, changed or went, and occasions whose events may."""

    acts: set[str] = field(default_factory=set)
    occasions: set[str] = field(default_factory=set)


#: Told the entries of the log between which acts were put right, and which were touched.
Watch = Callable[[int, int, Touched], None]


class Deriving:
    """Keeps coded acts and events what claims and judgements make them."""

    def __init__(self, store: Store) -> None:
        self._store, self._who = store, Who(store)
        self._telling = Telling(store)
        self.watching: list[Watch] = []
        self.most: int | None = None
        self._touched = Touched()

    def refresh(self, progress: Progress | None = None) -> None:
        """Put acts right if something has happened since; nothing is written where nothing has.

        Where more claims must be derived than `most` (None: any number), acts stay as they are: see `behind`.
        """
        reached, head = self._store.derived(), self._head()
        if _is_whole(reached) and reached is not None and reached.upto == head:
            return
        if self._left(reached, head) is None:
            self.work_out(progress)

    def work_out(self, progress: Progress | None = None) -> None:
        """Put acts right however much there is to do; goes on where somebody was stopped."""
        reached, head = self._store.derived(), self._head()
        if reached is None or not _is_whole(reached) or self._work(reached, head) > MANY:
            self._all(progress, anew=reached is None or reached.rules != RULES or reached.done is None)
        self._catch_up()

    def behind(self) -> tuple[int, int] | None:
        """How many claims are derived of how many that are to be, where somebody must still do it; else None."""
        reached = self._store.derived()
        left = self._left(reached, self._head())
        if left is not None and reached is not None and reached.rules == RULES and reached.done is not None:
            return reached.done, max(reached.of, reached.done)
        return None if left is None else (0, left)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive all acts and events anew; what they were is forgotten, for they are no evidence."""
        self._all(progress, anew=True)
        self._catch_up()

    def _all(self, progress: Progress | None, *, anew: bool) -> None:
        """Derive all acts, or, unless `anew`, those which somebody who was stopped has left."""
        self._who.current()
        if anew:
            all_acts.begin(self._store, Derived(upto=self._head(), rules=RULES))
        all_acts.go_on(self._store, progress or Silent())
        self._touched = Touched()

    def _catch_up(self) -> None:
        """Follow what the log tells since."""
        with self._store.transaction():
            reached, head = self._store.derived(), self._head()  # another process may have done it meanwhile
            if reached is None or not _is_whole(reached) or reached.upto == head:
                return
            self._touched = Touched()
            self._follow(list(self._store.log(after=reached.upto)))
            self._store.reach(Derived(upto=head, rules=RULES))
        for watch in self.watching:
            watch(reached.upto, head, self._touched)

    def _head(self) -> int:
        last = self._store.last_log()
        return last.number if last else 0

    def _left(self, reached: Derived | None, head: int) -> int | None:
        """About how many claims have to be looked at, where nobody may be made to wait for that; else None."""
        if self.most is None or (_is_whole(reached) and reached is not None and reached.upto == head):
            return None
        work, after = self._work(reached, head), reached.upto if reached else 0
        if work <= self.most and any(entry.action == "link" for entry in self._store.log(after=after)):
            work = max(work, self._store.count_coded())  # names gathered anew: everybody may be somebody else
        return work if work > self.most else None

    def _work(self, reached: Derived | None, head: int) -> int:
        """About how many claims have to be derived."""
        if reached is None or not _is_whole(reached):
            return self._store.count_claims()
        if head - reached.upto > MANY:
            return head - reached.upto
        return sum(map(weight, self._store.log(after=reached.upto)))

    def _follow(self, entries: Sequence[LogEntry]) -> None:
        """Derive anew what these entries concern."""
        changed = {claim for entry in entries for claim in self._concerned(entry)}
        if any(entry.subject.startswith(PAIR) or entry.action == "link" for entry in entries):
            self._who.current()
        if any(entry.action == "link" for entry in entries):
            changed |= self._moved()
        for some in in_lots(sorted(changed), AT_ONCE):
            self._derive(some)

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
        for some in in_lots(self._store.coded_acts(), AT_ONCE):
            named = self._store.entities_of({record for act in some for record in act.records})
            now = {record: one.entity.id for record, one in named.items()}
            for act in some:
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
        occasions = self._put({act.id: act for act in acts(ordered)}, old)
        put_events(self._store, occasions)
        self._touched.occasions |= occasions

    def _told(self, ids: Iterable[str]) -> list[Told]:
        return self._telling.told(list(self._store.claims(ids=ids)))

    def _put(self, made: Mapping[str, CodedAct], old: Mapping[str, CodedAct]) -> set[str]:
        """Write the acts that have changed; the occasions of these."""
        gone = [act for id, act in old.items() if id not in made]
        moved = [act for id, act in made.items() if id not in old or not _same(act, old[id])]
        before = [old[act.id] for act in moved if act.id in old]
        self._store.put_coded(moved, gone=[act.id for act in gone])
        self._touched.acts.update(act.id for act in (*moved, *gone))
        return {act.occasion for act in (*moved, *gone, *before) if act.occasion}


def _same(one: CodedAct, other: CodedAct) -> bool:
    """True where nothing but the event, which is given later, may differ."""
    return replace(one, event=None) == replace(other, event=None)


def _is_whole(reached: Derived | None) -> bool:
    """True where all acts are derived by the present rules, up to some entry of the log."""
    return reached is not None and reached.rules == RULES and reached.done is None
