"""Linking: names of documents become records, likely pairs are put to people, and what they judge makes entities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log2

from chamsae.casebook import identities, link_agreement, stating
from chamsae.casebook.grouping import grouped_as
from chamsae.casebook.link_learning import LIKELY, LinkLearning
from chamsae.casebook.pairing import Before, paired
from chamsae.casebook.progress import Silent
from chamsae.casebook.review import Review
from chamsae.errors import InputError
from chamsae.link.cluster import decisions, entities, spanning
from chamsae.model.claim import ClaimKind
from chamsae.model.document import DEPENDENT
from chamsae.model.judgement import ABSENT, Judgement, Status, Verdict, standing
from chamsae.model.link import Effect, Entity, Event, Outcome, Pair, Record, pair_id
from chamsae.ports import Clock, Progress, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What came of linking: records, pairs that may be one, how many of these wait for a person.

    `compared` pairs were looked at this time.
    """

    records: int
    pairs: int
    waiting: int
    compared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What is known at one moment of the ledger and the log."""

    records: Mapping[str, Record]
    pairs: Mapping[str, Pair]
    decided: Mapping[str, bool]
    standing: Mapping[str, list[Judgement]]
    entities: Sequence[Entity]

    def holds(self, pair: Pair) -> bool:
        """True while both records of a pair are there."""
        return {pair.left, pair.right} <= self.records.keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What an answer would teach: how little it can be foreseen (`entropy`, 0 to 1 bit), how many records it ties."""

    entropy: float
    records: int

    @property
    def value(self) -> float:
        """The larger, the sooner the pair is asked."""
        return round(self.entropy * log2(self.records), 6)


class Link:
    """Who is who in one casebook; a single pair is answered for with `review.judge` on its id."""

    def __init__(self, store: Store, clock: Clock, review: Review) -> None:
        self._store, self._clock, self._review = store, clock, review
        self.learning = LinkLearning(store, clock, self.entities)
        self._held: tuple[tuple[int, int], _State] | None = None

    def run(self, *, by: str, progress: Progress | None = None, afresh: bool = False) -> LinkReport:
        """Gather records from the name claims that stand and compare those that share a key; logged.

        Pairs of records that are as they were are not compared again, unless `afresh`. What people judged stays, and so
        do the entities that follow from it.
        """
        from chamsae.link.compare import METHOD  # noqa: PLC0415 - the tables of names are read when first needed

        watch = progress or Silent()
        records = list(self._records(watch))
        before = self._before(METHOD) if not afresh else Before(records={}, pairs={})
        found = paired(records, before, self._derived(), self.learning.weights(), watch)
        with self._store.transaction():
            self._store.replace_records(records)
            self._store.replace_pairs(found.pairs)
            detail = {"records": str(len(records)), "pairs": str(len(found.pairs)), "method": METHOD}
            self._store.append_log(at=self._clock(), actor=by, action="link", subject="names", detail=detail)
        waiting = len(self.waiting())
        return LinkReport(records=len(records), pairs=len(found.pairs), waiting=waiting, compared=found.compared)

    def records(self) -> Mapping[str, Record]:
        """All records by id, in the order of their documents; kept while nothing is judged or logged."""
        return self._state().records

    def entities(self) -> Sequence[Entity]:
        """Every person, as far as people judged; unjudged records stand alone."""
        return self._state().entities

    def entity(self, record: str) -> Entity:
        """The entity a record belongs to. Raises NotFound for a record that is not there."""
        self._store.record(record)
        return next(one for one in self.entities() if record in one.records)

    def waiting(self, *, by: str = "") -> list[Pair]:
        """Pairs that wait for an answer of this person (or of anybody), the one that teaches most first.

        That is the one whose answer is least foreseeable (its entropy) and moves most records. Pairs whose answer
        follows from others, and those that cannot be one, are not asked. Where a merge needs two people, a pair waits
        for the second.
        """
        now = self._state()
        of = {record: one for one in now.entities for record in one.records}
        waiting = [
            pair
            for pair in now.pairs.values()
            if pair.barred is None
            and pair.id not in now.decided
            and not _has_answered(now.standing.get(pair.id, ()), by)
            and now.holds(pair)
            and of[pair.left] is not of[pair.right]
        ]
        return sorted(waiting, key=lambda pair: (-_teaching(pair, of).value, pair.id))

    def together(self, *, by: str = "") -> list[tuple[Entity, ...]]:
        """Entities that are very likely one, several as one question, the largest question first.

        Made of the pairs from nine in ten on, as if each were judged the same: what was judged apart, or cannot be one,
        is never in one question.
        """
        now = self._state()
        likely = sorted((p for p in self.waiting(by=by) if p.weight >= LIKELY), key=lambda pair: -pair.weight)
        if not likely:
            return []
        of = {record: one for one in now.entities for record in one.records}
        imagined = {**now.decided, **{pair.id: True for pair in likely}}
        made = entities(list(now.records.values()), now.pairs, imagined)
        parts = [tuple({of[record].id: of[record] for record in one.records}.values()) for one in made]
        return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part[0].id))

    def join(self, heads: Sequence[str], *, by: str, why: str = "") -> list[Judgement]:
        """Judge that these entities (ids) are one, as one batch: the likeliest pairs that tie them are accepted.

        Raises InputError where no compared pair ties some of them, or where two of them cannot be one.
        """
        now = self._state()
        chosen = [one for one in now.entities if one.id in set(heads)]
        met = _between(chosen, now.pairs)
        barred = next((pair for pair in met if not now.decided.get(pair.id, not pair.barred)), None)
        if barred is not None:
            why_not = barred.barred or "they were judged not the same"
            raise InputError(f"two of them cannot be one: {why_not}", thing=barred.id, do="Leave one of the two out.")
        tree = spanning([one.records for one in chosen], met)
        if len(chosen) < 2 or len(tree) < len(chosen) - 1:
            raise InputError("nothing compared ties all of these together", do="Choose those whose names may be one.")
        return self._review.judge_these([pair.id for pair in tree], Verdict.ACCEPTED, by=by, why=why)

    def teaches(self, pair: Pair) -> "Teaching":
        """Why this pair is asked when it is. Raises NotFound for a pair of records that are no longer there."""
        return _teaching(pair, {id: self.entity(id) for id in (pair.left, pair.right)})

    def second(self, *, by: str) -> list[Pair]:
        """Pairs that somebody else judged, for this person to judge blind (`review.judge(…, blind=True)`)."""
        now = self._state()
        return [pair for pair in link_agreement.for_second_reader(now.pairs, now.standing, by) if now.holds(pair)]

    def disputed(self) -> list[Pair]:
        """Pairs on which people differ and which nobody has settled since, the last answered first; asked openly."""
        now = self._state()
        found = link_agreement.disputed(now.pairs, now.standing, now.decided)
        return [pair for pair in found if now.holds(pair)]

    def agreement(self) -> link_agreement.PairsCompared:
        """How far two people agree who judged pairs without seeing each other's answers."""
        now = self._state()
        return link_agreement.compared_pairs(now.pairs, now.standing, now.decided)

    def must(self, left: str, right: str, *, by: str, why: str) -> Judgement:
        """State that two records (or entities) are one, whether anything compared them or not.

        It outweighs that a document names both in one sentence. Where several people judge, it waits for a second.
        Raises InputError without a reason, and where another pair of the two sides keeps them apart.
        """
        pair = self._pair_of(left, right)
        now, one, other = self._state(), self.entity(left), self.entity(right)
        if one != other and (why_not := stating.hindrance(pair, one, other, now.pairs.values(), now.decided)):
            raise InputError(f"they cannot be one: {why_not}", thing=pair.id, do="Take that back first.")
        return stating.state(self._store, self._review, pair, Verdict.ACCEPTED, by=by, why=why)

    def never(self, left: str, right: str, *, by: str, why: str) -> Judgement:
        """State that two records (or entities) are two, whatever else is judged ("two people in one photograph").

        Raises InputError without a reason.
        """
        return stating.state(self._store, self._review, self._pair_of(left, right), Verdict.REJECTED, by=by, why=why)

    def answers(self, entity: Entity) -> list[tuple[Pair, Judgement]]:
        """What people answered and stated about this entity, newest first; `review.undo(number=…)` takes one back."""
        now = self._state()
        return list(stating.answers(entity, now.pairs, now.standing))

    def events(self) -> list[Event]:
        """Acts of one kind, on one day, at one place, over all documents; people are as judged."""
        from chamsae.link.events import events  # noqa: PLC0415 - the gazetteer is read when first needed

        absent = {id for id, status in self._store.statuses().items() if status in ABSENT}
        acts = [claim for claim in self._store.claims(kind=ClaimKind.ACT) if claim.id not in absent]
        named = {claim.id: claim for claim in self._store.claims(kind=ClaimKind.NAME)}
        return events(acts, identities.people(self.entities(), self.records(), named))

    def effect(self, pair: str) -> Effect:
        """What judging a pair the same would change; where its sides are one by then, what taking that back would.

        Figures whose origins would be counted otherwise are found by grouping all, if a side is a source of any.
        Raises NotFound for a pair that is not there.
        """
        now, found = self._state(), self._store.pair(pair)
        one, other = self.entity(found.left), self.entity(found.right)
        decided = dict(now.decided)
        if one == other:
            decided.pop(pair, None)
        else:
            decided[pair] = True
        made = entities(list(now.records.values()), now.pairs, decided)

        def regrouped() -> identities.Regrouped:
            voices = partial(identities.voices, now.records, now.pairs)
            before, after = voices(now.decided, now.entities), voices(decided, made)
            return grouped_as(self._store, before), grouped_as(self._store, after)

        concerned = [now.records[id] for id in dict.fromkeys((*one.records, *other.records))]
        outcome = _outcome(joined=one == other, moved=len(made) != len(now.entities))
        return identities.effect(self._store, found, outcome, concerned, regrouped)

    def _pair_of(self, left: str, right: str) -> Pair:
        """The pair of two records, compared now if it never was."""
        from chamsae.link.compare import compare  # noqa: PLC0415 - see above

        one, other = self._store.record(left), self._store.record(right)
        stating.check(one, other)
        now = self._state()
        if (known := now.pairs.get(pair_id(left, right))) is not None:
            return known
        derived = frozenset((one.document, other.document)) in self._derived()
        many = sum(record.kind is one.kind for record in now.records.values())
        return compare(one, other, records=many, derived=derived)

    def _state(self) -> _State:
        judged, logged = self._store.last_judgement(), self._store.last_log()
        at = (judged.number if judged else 0, logged.number if logged else 0)
        if self._held is None or self._held[0] != at:
            records = {record.id: record for record in self._store.records()}
            pairs = {pair.id: pair for pair in self._store.pairs()}
            ledger = list(self._store.judgements())
            decided = decisions(ledger, pairs)
            stands = standing(entry for entry in ledger if entry.target in pairs)
            made = entities(list(records.values()), pairs, decided)
            self._held = at, _State(records=records, pairs=pairs, decided=decided, standing=stands, entities=made)
        return self._held[1]

    def _records(self, watch: Progress) -> Iterator[Record]:
        from chamsae.link.records import records  # noqa: PLC0415 - see above

        absent = {id for id, status in self._store.statuses().items() if status in ABSENT}
        documents = list(self._store.documents(text=False))
        watch.start(len(documents), "gathering names")
        for document in documents:
            claims = [claim for claim in self._store.claims(document=document.id) if claim.id not in absent]
            if any(claim.kind is ClaimKind.NAME for claim in claims):
                yield from records(claims, published=document.published)
            watch.step(document.id)
        watch.finish()

    def _before(self, method: str) -> Before:
        """What the last run left, if it compared in the same way."""
        last = None
        for entry in self._store.log():
            last = entry if entry.action == "link" else last
        if last is None or last.detail.get("method") != method:
            return Before(records={}, pairs={})
        records, pairs = self._store.records(), self._store.pairs()
        return Before(records={one.id: one for one in records}, pairs={one.id: one for one in pairs})

    def _derived(self) -> set[frozenset[str]]:
        rejected = {id for id, status in self._store.statuses().items() if status is Status.REJECTED}
        return {
            frozenset((relation.document, relation.other))
            for relation in self._store.relations()
            if relation.kind in DEPENDENT and relation.id not in rejected
        }


def _outcome(*, joined: bool, moved: bool) -> Outcome:
    if not moved:
        return Outcome.NOTHING
    return Outcome.SPLIT if joined else Outcome.MERGE


def _has_answered(given: Sequence[Judgement], by: str) -> bool:
    """True when this person has; for nobody in particular, when anybody has."""
    return any(by in ("", entry.by) for entry in given)


def _between(chosen: Sequence[Entity], pairs: Mapping[str, Pair]) -> list[Pair]:
    """The pairs that tie two of these entities."""
    of = {record: one.id for one in chosen for record in one.records}
    met = (pair for pair in pairs.values() if {pair.left, pair.right} <= of.keys())
    return [pair for pair in met if of[pair.left] != of[pair.right]]


def _teaching(pair: Pair, of: Mapping[str, Entity]) -> Teaching:
    chance = min(max(pair.probability, 1e-6), 1 - 1e-6)
    entropy = -chance * log2(chance) - (1 - chance) * log2(1 - chance)
    return Teaching(entropy=entropy, records=len(of[pair.left].records) + len(of[pair.right].records))
