"""Whom the names of documents were judged to be, worked out once and put right where somebody judges.

An answer for a pair moves the entities that its two records hang together with, and no others: so those alone are made
anew, as a fold over all answers would make them. What is kept belongs to the store; every process sees the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2

from chamsae.casebook.link_agreement import differ
from chamsae.link.cluster import NOBODY, decisions, entities
from chamsae.model.judgement import Judgement, standing
from chamsae.model.link import PAIR, Answers, Entity, Pair, Reckoned, Record, listed
from chamsae.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What an answer would teach: how little it can be foreseen (`entropy`, 0 to 1 bit), how many records it ties."""

    entropy: float
    records: int

    @property
    def value(self) -> float:
        """The larger, the sooner the pair is asked."""
        return round(self.entropy * log2(self.records), 6)


@dataclass(slots=True, kw_only=True)
class Around:
    """Some entities with everything that decides on them: records by id, the pairs of these, and what was answered.

    `entities` are closed: no answer ties one of them to a record outside.
    """

    records: dict[str, Record] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    decided: dict[str, bool] = field(default_factory=dict)
    standing: dict[str, list[Judgement]] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)

    def made(self, decided: Mapping[str, bool] | None = None) -> list[Entity]:
        """The entities; with `decided` as they would be, were that decided."""
        return entities(list(self.records.values()), self.pairs, self.decided if decided is None else decided)


class Who:
    """The entities of one casebook, always up to the last judgement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def current(self) -> None:
        """Put right what was judged since; called before anything is looked up."""
        reached, last = self._store.reckoned(), self._store.last_judgement()
        if reached is not None and not reached.fresh and reached.upto == (last.number if last else 0):
            return
        with self._store.transaction():
            reached = self._store.reckoned()  # looked at again: another process may have done it meanwhile
            if reached is None:
                self.remake()
            else:
                self._follow(reached)

    def remake(self) -> None:
        """Make all of it anew from records, pairs and the ledger."""
        with self._store.transaction():
            reached = _further(Reckoned(), self._store.judgements())
            every = Around(
                records={record.id: record for record in self._store.records()},
                pairs={pair.id: pair for pair in self._store.pairs()},
            )
            self._weigh(every, self._store.judgements(), reached)
            made = every.made()
            self._store.replace_listed(listed(one, every.records) for one in made)
            of = {record: one for one in made for record in one.records}
            self._store.put_answers(_answers(pair, every, of) for pair in every.pairs.values())
            self._store.reckon(reached)

    def around(self, records: Iterable[str]) -> Around:
        """What decides on the entities of these records (ids), as it stands in the ledger by now."""
        return self._around(set(records), self._store.reckoned() or Reckoned())

    def _follow(self, reached: Reckoned) -> None:
        """Take account of what was judged since, and of pairs that have come since."""
        since = list(self._store.judgements(after=reached.upto))
        now = _further(reached, since)
        moved = list(self._store.pairs(ids={entry.target for entry in since if entry.target.startswith(PAIR)}))
        moved += self._store.pairs(fresh=True) if reached.fresh else ()
        if moved:
            self._put_right({side for pair in moved for side in (pair.left, pair.right)}, moved, now)
        self._store.reckon(now)

    def _put_right(self, seeds: set[str], moved: Sequence[Pair], reached: Reckoned) -> None:
        around = self._around(seeds, reached)
        made = around.made()
        found = {one.id: listed(one, around.records) for one in made}
        self._store.put_listed(found.values(), gone=around.before - found.keys())
        around.pairs.update((pair.id, pair) for pair in moved)
        of = {record: one for one in made for record in one.records}
        beyond = {side for pair in around.pairs.values() for side in (pair.left, pair.right)} - of.keys()
        of |= {record: one.entity for record, one in self._store.entities_of(beyond).items()}
        self._store.put_answers([_answers(pair, around, of) for pair in around.pairs.values()])

    def _around(self, seeds: set[str], reached: Reckoned) -> Around:
        """Walk outwards over what was judged the same, what one list ties, and what were one entity until now."""
        found, coming = Around(), seeds
        while coming:
            fresh = {record.id: record for record in self._store.records(ids=coming)}
            found.records |= fresh
            near = {pair.id: pair for pair in self._store.pairs(records=coming) if pair.id not in found.pairs}
            found.pairs |= near
            self._weigh(found, self._judged(near), reached)
            tied = {side for id in near if found.decided.get(id) for side in (near[id].left, near[id].right)}
            known = {(one.kind, one.known) for one in fresh.values() if one.known is not None}
            tied |= {record.id for record in self._store.records(known=known)} if known else set()
            before = [one.entity for one in self._store.entities_of(fresh).values()]
            found.before |= {one.id for one in before}
            tied |= {record for one in before for record in one.records}
            coming = tied - found.records.keys() - coming
        in_order = self._store.records(ids=found.records)
        found.records = {record.id: record for record in in_order}
        numbered = sorted(found.standing, key=lambda id: found.standing[id][-1].number)
        found.decided = {id: found.decided[id] for id in numbered if id in found.decided}
        return found

    def _judged(self, pairs: Collection[str]) -> list[Judgement]:
        """Every entry of the ledger about these pairs, in its order."""
        given = [entry for id in self._store.statuses(pairs) for entry in self._store.judgements(target=id)]
        return sorted(given, key=lambda entry: entry.number)

    def _weigh(self, around: Around, ledger: Iterable[Judgement], reached: Reckoned) -> None:
        """Add what these entries decide, and the answers that stand."""
        entries = [entry for entry in ledger if entry.target in around.pairs]
        around.decided |= decisions(entries, around.pairs, second=reached.second or NOBODY)
        around.standing |= standing(entries)


def teaching(pair: Pair, of: Mapping[str, Entity]) -> Teaching:
    """What an answer for this pair would teach, between these entities by record."""
    chance = min(max(pair.probability, 1e-6), 1 - 1e-6)
    entropy = -chance * log2(chance) - (1 - chance) * log2(1 - chance)
    return Teaching(entropy=entropy, records=len(of[pair.left].records) + len(of[pair.right].records))


def _answers(pair: Pair, around: Around, of: Mapping[str, Entity]) -> Answers:
    """What the ledger leaves of a pair, between these entities by record."""
    given, decided = around.standing.get(pair.id, []), around.decided.get(pair.id)
    held = {pair.left, pair.right} <= of.keys()
    asks = held and pair.barred is None and decided is None and of[pair.left].id != of[pair.right].id
    return Answers(
        pair=pair.id,
        decided=decided,
        asked=teaching(pair, of).value if asks else None,
        by=tuple(dict.fromkeys(entry.by for entry in given)),
        last=given[-1].number if given else 0,
        differ=differ(given),
        held=held,
    )


def _further(reached: Reckoned, since: Iterable[Judgement]) -> Reckoned:
    """How far things are worked out once these judgements are taken account of."""
    upto, first, second = reached.upto, reached.first, reached.second
    for entry in since:
        upto, first = entry.number, entry.by if first is None else first
        if second is None and entry.by != first:
            second = entry.number
    return replace(reached, upto=upto, first=first, second=second, fresh=False)
