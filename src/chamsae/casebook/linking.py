"""Linking: names of documents become records, likely pairs are put to people, and what they judge makes entities."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import log2

from chamsae.casebook.progress import Silent
from chamsae.link.cluster import decisions, entities
from chamsae.model.claim import ClaimKind
from chamsae.model.document import DEPENDENT
from chamsae.model.judgement import ABSENT, Status, standing
from chamsae.model.link import Entity, Pair, Record
from chamsae.ports import Clock, Progress, Store

#: Pairs less likely than one in a hundred (bits) are not kept.
LEAST = -6.6


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What came of linking: records, pairs that may be one, and how many of these wait for a person."""

    records: int
    pairs: int
    waiting: int


class Link:
    """Who is who in one casebook; answers are given with `review.judge` on a pair's id."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._held: tuple[tuple[int, int], list[Entity]] | None = None

    def run(self, *, by: str, progress: Progress | None = None) -> LinkReport:
        """Gather records from the name claims that stand and compare those that share a key; logged.

        What people judged stays, and so do the entities that follow from it.
        """
        from chamsae.link.candidates import candidates  # noqa: PLC0415 - the tables of names are read when first needed
        from chamsae.link.compare import compare  # noqa: PLC0415

        watch = progress or Silent()
        records = list(self._records(watch))
        derived = self._derived()
        met = candidates(records)
        watch.start(len(met), "linking")
        pairs = []
        for left, right in met:
            both = frozenset((left.document, right.document))
            pair = compare(left, right, records=len(records), derived=both in derived)
            watch.step(left.names[0])
            if pair.weight >= LEAST:
                pairs.append(pair)
        watch.finish()
        with self._store.transaction():
            self._store.replace_records(records)
            self._store.replace_pairs(pairs)
            detail = {"records": str(len(records)), "pairs": str(len(pairs))}
            self._store.append_log(at=self._clock(), actor=by, action="link", subject="names", detail=detail)
        return LinkReport(records=len(records), pairs=len(pairs), waiting=len(self.waiting()))

    def entities(self) -> list[Entity]:
        """Every person and organisation, as far as people judged; unjudged records stand alone."""
        judged, logged = self._store.last_judgement(), self._store.last_log()
        state = (judged.number if judged else 0, logged.number if logged else 0)
        if self._held is None or self._held[0] != state:
            pairs = {pair.id: pair for pair in self._store.pairs()}
            self._held = state, entities(list(self._store.records()), pairs, self._store.judgements())
        return self._held[1]

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
        of = {record: one for one in self.entities() for record in one.records}
        pairs = {pair.id: pair for pair in self._store.pairs()}
        ledger = [entry for entry in self._store.judgements() if entry.target in pairs]
        decided = decisions(self._store.judgements(), pairs)
        answered = {entry.target for entry in chain(*standing(ledger).values()) if by in ("", entry.by)}
        return sorted(
            (
                pair
                for pair in pairs.values()
                if pair.barred is None
                and pair.id not in decided
                and pair.id not in answered
                and {pair.left, pair.right} <= of.keys()
                and of[pair.left] is not of[pair.right]
            ),
            key=lambda pair: (-_teaches(pair, of), pair.id),
        )

    def _records(self, watch: Progress) -> Iterator[Record]:
        from chamsae.link.records import records  # noqa: PLC0415 - see above

        absent = {id for id, status in self._store.statuses().items() if status in ABSENT}
        documents = [document.id for document in self._store.documents(text=False)]
        watch.start(len(documents), "gathering names")
        for document in documents:
            claims = [claim for claim in self._store.claims(document=document) if claim.id not in absent]
            if any(claim.kind is ClaimKind.NAME for claim in claims):
                yield from records(claims)
            watch.step(document)
        watch.finish()

    def _derived(self) -> set[frozenset[str]]:
        rejected = {id for id, status in self._store.statuses().items() if status is Status.REJECTED}
        return {
            frozenset((relation.document, relation.other))
            for relation in self._store.relations()
            if relation.kind in DEPENDENT and relation.id not in rejected
        }


def _teaches(pair: Pair, of: Mapping[str, Entity]) -> float:
    chance = min(max(pair.probability, 1e-6), 1 - 1e-6)
    entropy = -chance * log2(chance) - (1 - chance) * log2(1 - chance)
    return round(entropy * log2(len(of[pair.left].records) + len(of[pair.right].records)), 6)
