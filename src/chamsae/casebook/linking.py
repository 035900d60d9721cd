"""Linking: names of documents become records, likely pairs are put to people, and what they judge makes entities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chamsae.casebook import identities, link_agreement, stating
from chamsae.casebook.grouping import grouped_as
from chamsae.casebook.link_learning import LIKELY, LinkLearning
from chamsae.casebook.pairing import Before, paired
from chamsae.casebook.progress import Silent
from chamsae.casebook.review import Review
from chamsae.casebook.who import Around, Teaching, Who, teaching
from chamsae.errors import InputError, phrase
from chamsae.link.cluster import decisions, entities, spanning
from chamsae.model.claim import ClaimKind, NameType
from chamsae.model.document import DEPENDENT
from chamsae.model.judgement import ABSENT, Judgement, Status, Verdict, standing
from chamsae.model.link import Effect, Entity, Event, Listed, Outcome, Pair, Question, Record, pair_id
from chamsae.model.settlement import FigureGroup
from chamsae.ports import Clock, Progress, Store
from chamsae.text.normal import fold

#: Pairs looked at for questions that put several entities together.
TOGETHER = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What came of linking: records, pairs that may be one, how many of these wait for a person.

    `compared` pairs were looked at this time.
    """

    records: int
    pairs: int
    waiting: int
    compared: int = 0


class Link:
    """Who is who in one casebook; a single pair is answered for with `review.judge` on its id."""

    def __init__(self, store: Store, clock: Clock, review: Review) -> None:
        self._store, self._clock, self._review, self._who = store, clock, review, Who(store)
        self.learning = LinkLearning(store, clock, self.entities)

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
            self._who.remake()
        waiting = self.count(Question.OPEN)
        return LinkReport(records=len(records), pairs=len(found.pairs), waiting=waiting, compared=found.compared)

    def records(self) -> Mapping[str, Record]:
        """All records by id, in the order of their documents; `records_of` asks for some."""
        return {record.id: record for record in self._store.records()}

    def records_of(self, *entities: Entity) -> Mapping[str, Record]:
        """The records of these entities, by id."""
        return {record.id: record for record in self._store.records(ids=[id for one in entities for id in one.records])}

    def entities(self) -> Sequence[Entity]:
        """Every person, as far as people judged, those of most records first; unjudged records stand alone."""
        return [one.entity for one in self.listed()]

    def listed(
        self,
        words: str = "",
        *,
        kind: NameType | None = None,
        several: bool = False,
        start: int = 0,
        limit: int | None = None,
    ) -> list[Listed]:
        """Entities as lists show them, those of most records, then documents, first; with a part of a name if asked.

        `several` leaves out those of a single record; `start` and `limit` ask for one page.
        """
        self._who.current()
        found = self._store.listed(kind=kind, words=fold(words), several=several, start=start, limit=limit)
        return list(found)

    def kinds(self, words: str = "", *, several: bool = False) -> Mapping[NameType, int]:
        """How many `listed` would find, by kind."""
        self._who.current()
        return self._store.count_listed(words=fold(words), several=several)

    def entity(self, record: str) -> Entity:
        """The entity a record belongs to. Raises NotFound for a record that is not there."""
        return self.named(record).entity

    def named(self, record: str) -> Listed:
        """The same with its spellings and roles."""
        self._who.current()
        self._store.record(record)
        return self._store.entities_of([record])[record]

    def waiting(self, *, by: str = "", start: int = 0, limit: int | None = None) -> list[Pair]:
        """Pairs that wait for an answer of this person (or of anybody), the one that teaches most first.

        That is the one whose answer is least foreseeable (its entropy) and moves most records. Pairs whose answer
        follows from others, and those that cannot be one, are not asked. Where a merge needs two people, a pair waits
        for the second. `start` and `limit` ask for some of them.
        """
        self._who.current()
        return list(self._store.questions(Question.OPEN, by=by, start=start, limit=limit))

    def count(self, question: Question, *, by: str = "") -> int:
        """How many pairs `waiting`, `second` or `disputed` would give."""
        self._who.current()
        return self._store.count_questions(question, by=by)

    def likely(self, *, by: str = "") -> int:
        """How many of the pairs that wait for this person are very likely one, and so may be answered `together`."""
        self._who.current()
        return self._store.count_questions(Question.OPEN, by=by, least=LIKELY)

    def together(self, *, by: str = "") -> list[tuple[Entity, ...]]:
        """Entities that are very likely one, several as one question, the largest question first.

        Made of the pairs from nine in ten on, as if each were judged the same: what was judged apart, or cannot be one,
        is never in one question. At most `TOGETHER` pairs are looked at, those that teach most; others follow once
        these are answered.
        """
        self._who.current()
        asked = self._store.questions(Question.OPEN, by=by, least=LIKELY, limit=TOGETHER)
        likely = sorted(asked, key=lambda pair: (-pair.weight, pair.id))
        around = self._who.around({side for pair in likely for side in (pair.left, pair.right)})
        of = {record: one for one in around.made() for record in one.records}
        made = around.made({**around.decided, **{pair.id: True for pair in likely}})
        parts = [tuple({of[record].id: of[record] for record in one.records}.values()) for one in made]
        return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part[0].id))

    def join(self, heads: Sequence[str], *, by: str, why: str = "") -> list[Judgement]:
        """Judge that these entities (ids) are one, as one batch: the likeliest pairs that tie them are accepted.

        Raises InputError where no compared pair ties some of them, or where two of them cannot be one.
        """
        now = self._around(*heads)
        chosen = [one for one in now.made() if one.id in set(heads)]
        met = _between(chosen, now.pairs)
        barred = next((pair for pair in met if not now.decided.get(pair.id, not pair.barred)), None)
        if barred is not None:
            why_not = barred.barred or phrase("they were judged not the same")
            raise InputError(
                phrase("two of them cannot be one: %(why)s", why=why_not),
                thing=barred.id,
                do=phrase("Leave one of the two out."),
            )
        tree = spanning([one.records for one in chosen], met)
        if len(chosen) < 2 or len(tree) < len(chosen) - 1:
            raise InputError(
                phrase("nothing compared ties all of these together"), do=phrase("Choose those whose names may be one.")
            )
        return self._review.judge_these([pair.id for pair in tree], Verdict.ACCEPTED, by=by, why=why)

    def teaches(self, pair: Pair) -> Teaching:
        """Why this pair is asked when it is. Raises NotFound for a pair of records that are no longer there."""
        return teaching(pair, {id: self.entity(id) for id in (pair.left, pair.right)})

    def second(self, *, by: str, after: str = "", limit: int | None = None) -> list[Pair]:
        """Pairs that somebody else judged, for this person to judge blind (`review.judge(…, blind=True)`), by id.

        `after` leaves out those up to that id.
        """
        self._who.current()
        return list(self._store.questions(Question.SECOND, by=by, after=after, limit=limit))

    def disputed(self, *, start: int = 0, limit: int | None = None) -> list[Pair]:
        """Pairs on which people differ and which nobody has settled since, the last answered first; asked openly."""
        self._who.current()
        return list(self._store.questions(Question.DISPUTED, start=start, limit=limit))

    def again(self, pair: Pair) -> Question | None:
        """To whom a pair that was answered is put again: openly, where people differ, or to a second reader."""
        self._who.current()
        told = self._store.answers([pair.id]).get(pair.id)
        return None if told is None else told.question(pair)

    def agreement(self) -> link_agreement.PairsCompared:
        """How far two people agree who judged pairs without seeing each other's answers."""
        ledger = list(self._store.judgements())
        pairs = {pair.id: pair for pair in self._store.pairs(ids={entry.target for entry in ledger})}
        stands = standing(entry for entry in ledger if entry.target in pairs)
        return link_agreement.compared_pairs(pairs, stands, decisions(ledger, pairs))

    def must(self, left: str, right: str, *, by: str, why: str) -> Judgement:
        """State that two records (or entities) are one, whether anything compared them or not.

        It outweighs that a document names both in one sentence. Where several people judge, it waits for a second.
        Raises InputError without a reason, and where another pair of the two sides keeps them apart.
        """
        pair = self._pair_of(left, right)
        now, one, other = self._around(left, right), self.entity(left), self.entity(right)
        if one != other and (why_not := stating.hindrance(pair, one, other, now.pairs.values(), now.decided)):
            raise InputError(
                phrase("they cannot be one: %(why)s", why=why_not),
                thing=pair.id,
                do=phrase("Take that back first."),
            )
        return stating.state(self._store, self._review, pair, Verdict.ACCEPTED, by=by, why=why)

    def never(self, left: str, right: str, *, by: str, why: str) -> Judgement:
        """State that two records (or entities) are two, whatever else is judged ("two people in one photograph").

        Raises InputError without a reason.
        """
        return stating.state(self._store, self._review, self._pair_of(left, right), Verdict.REJECTED, by=by, why=why)

    def answers(self, entity: Entity) -> list[tuple[Pair, Judgement]]:
        """What people answered and stated about this entity, newest first; `review.undo(number=…)` takes one back."""
        now = self._around(entity.id)
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
        found = self._store.pair(pair)
        now, one, other = self._around(found.left, found.right), self.entity(found.left), self.entity(found.right)
        decided = _if_same(now.decided, pair, same=one != other)
        concerned = [now.records[id] for id in dict.fromkeys((*one.records, *other.records))]
        outcome = _outcome(joined=one == other, moved=len(now.made(decided)) != len(now.made()))
        return identities.effect(
            self._store, found, outcome, concerned, lambda: self._regrouped(pair, same=one != other)
        )

    def _regrouped(self, pair: str, *, same: bool) -> identities.Regrouped:
        """All figures as they are, and as they would be, were this pair judged so."""
        records, pairs = self.records(), {one.id: one for one in self._store.pairs()}
        now = decisions(self._store.judgements(), pairs)

        def grouped(decided: Mapping[str, bool]) -> Sequence[FigureGroup]:
            made = entities(list(records.values()), pairs, decided)
            return grouped_as(self._store, identities.voices(records, pairs, decided, made))

        return grouped(now), grouped(_if_same(now, pair, same=same))

    def _around(self, *records: str) -> Around:
        """What decides on the entities of these records."""
        self._who.current()
        return self._who.around(records)

    def _pair_of(self, left: str, right: str) -> Pair:
        """The pair of two records, compared now if it never was."""
        from chamsae.link.compare import compare  # noqa: PLC0415 - see above

        one, other = self._store.record(left), self._store.record(right)
        stating.check(one, other)
        for known in self._store.pairs(ids=[pair_id(left, right)]):
            return known
        derived = frozenset((one.document, other.document)) in self._derived()
        many = sum(record.kind is one.kind for record in self._store.records())
        return compare(one, other, records=many, derived=derived)

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
        for entry in self._store.log(actions=("link",)):
            last = entry
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


def _if_same(decided: Mapping[str, bool], pair: str, *, same: bool) -> dict[str, bool]:
    """What would be decided, were this pair judged the same now, or that taken back."""
    others = {id: answer for id, answer in decided.items() if id != pair}
    return others | ({pair: True} if same else {})


def _between(chosen: Sequence[Entity], pairs: Mapping[str, Pair]) -> list[Pair]:
    """The pairs that tie two of these entities."""
    of = {record: one.id for one in chosen for record in one.records}
    met = (pair for pair in pairs.values() if {pair.left, pair.right} <= of.keys())
    return [pair for pair in met if of[pair.left] != of[pair.right]]
