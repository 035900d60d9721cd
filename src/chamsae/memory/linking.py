"""Who may be who in the store in memory: records, pairs, and the entities that follow from what people judged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from chamsae.memory.rows import Rows, get
from chamsae.model.claim import NameType
from chamsae.model.link import SPELLED_LONGEST, Answers, Doubt, Listed, Pair, Question, Reckoned, Record
from chamsae.model.storable import storable
from chamsae.text.normal import fold


class Linking:
    """The part of the store about who may be who."""

    _rows: Rows

    def replace_records(self, records: Iterable[Record]) -> None:
        """Put the present records in place of the last ones; entities must then be made anew."""
        given = {record.id: record for record in records}
        for record in given.values():
            storable(record, f"record {record.id}")
            get(self._rows.documents, record.document, "document")
        self._rows.records = given
        self._rows.reckoned = None

    def record(self, id: str) -> Record:
        """The record with this id."""
        return get(self._rows.records, id, "record")

    def records(
        self,
        *,
        document: str | None = None,
        ids: Iterable[str] | None = None,
        known: Iterable[tuple[NameType, str]] | None = None,
    ) -> Iterator[Record]:
        """All records in the order they were given, or those of a document, with these ids, of these keys of a list."""
        wanted, keys = None if ids is None else set(ids), None if known is None else set(known)
        return iter([
            record
            for record in self._rows.records.values()
            if document in (None, record.document)
            and (wanted is None or record.id in wanted)
            and (keys is None or (record.kind, record.known) in keys)
        ])  # fmt: skip

    def replace_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put the present pairs in place of the last ones; those ever judged stay, with the evidence of then."""
        judged = {judgement.target for judgement in self._rows.judgements}
        kept = {id: pair for id, pair in self._rows.pairs.items() if id in judged}
        fresh = {pair.id: pair for pair in pairs if pair.id not in kept}
        for pair in fresh.values():
            storable(pair, f"pair {pair.id}")
        self._rows.pairs = dict(sorted({**fresh, **kept}.items()))
        self._rows.answers = {id: one for id, one in self._rows.answers.items() if id in kept}
        self._rows.reckoned = None

    def add_pairs(self, pairs: Iterable[Pair]) -> int:
        """Write pairs not yet known (by id); how many were new."""
        fresh = {pair.id: pair for pair in pairs if pair.id not in self._rows.pairs}
        for pair in fresh.values():
            storable(pair, f"pair {pair.id}")
        self._rows.pairs = dict(sorted({**self._rows.pairs, **fresh}.items()))
        if fresh and self._rows.reckoned is not None:
            self._rows.reckoned = replace(self._rows.reckoned, fresh=True)
        return len(fresh)

    def pair(self, id: str) -> Pair:
        """The pair with this id."""
        return get(self._rows.pairs, id, "pair")

    def pairs(
        self,
        *,
        record: str | None = None,
        records: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
        fresh: bool = False,
    ) -> Iterator[Pair]:
        """All pairs by id; or those of one record, of any of several, those with these ids, those without answers."""
        sides, wanted = None if records is None else set(records), None if ids is None else set(ids)
        return iter([
            pair
            for pair in self._rows.pairs.values()
            if record in (None, pair.left, pair.right)
            and (sides is None or pair.left in sides or pair.right in sides)
            and (wanted is None or pair.id in wanted)
            and not (fresh and pair.id in self._rows.answers)
        ])  # fmt: skip

    # who is who

    def reckoned(self) -> Reckoned | None:
        """How far the entities are worked out; None where they must be made anew."""
        return self._rows.reckoned

    def reckon(self, reached: Reckoned) -> None:
        """Remember how far they are worked out now."""
        self._rows.reckoned = reached

    def replace_listed(self, listed: Iterable[Listed]) -> None:
        """Put these entities in place of all."""
        self._rows.listed = {}
        self._rows.entity_of = {}
        self.put_listed(listed)

    def put_listed(self, listed: Iterable[Listed], *, gone: Iterable[str] = ()) -> None:
        """Put these entities in place of those with their ids, or beside the others; take out those `gone`."""
        for id in gone:
            self._rows.listed.pop(id, None)
        for one in listed:
            for record in one.entity.records:
                get(self._rows.records, record, "record")
            self._rows.listed[one.entity.id] = one
            self._rows.entity_of.update(dict.fromkeys(one.entity.records, one.entity.id))

    def entities_of(self, records: Iterable[str]) -> Mapping[str, Listed]:
        """The entities these records belong to, by record; unknown ones are left out."""
        of = self._rows.entity_of
        return {id: self._rows.listed[of[id]] for id in records if id in of and id in self._rows.records}

    def listed(
        self,
        *,
        kind: NameType | None = None,
        words: str = "",
        several: bool = False,
        start: int = 0,
        limit: int | None = None,
    ) -> Iterator[Listed]:
        """Entities: those of most records first, then of most documents, then by name."""
        found = sorted(
            (one for one in self._met(words, several=several) if kind in (None, one.entity.kind)), key=_place
        )
        return islice(found, start, None if limit is None else start + limit)

    def count_listed(self, *, words: str = "", several: bool = False) -> Mapping[NameType, int]:
        """How many of each kind `listed` would give."""
        return Counter(one.entity.kind for one in self._met(words, several=several))

    def put_answers(self, answers: Iterable[Answers]) -> None:
        """Put what the ledger leaves of pairs in place of what it left."""
        for one in answers:
            get(self._rows.pairs, one.pair, "pair")
            self._rows.answers[one.pair] = one

    def answers(self, pairs: Iterable[str]) -> Mapping[str, Answers]:
        """What the ledger leaves of these pairs."""
        return {id: self._rows.answers[id] for id in pairs if id in self._rows.answers}

    def doubts(self) -> Iterator[Doubt]:
        """Every pair of two entities that is open, and every one that keeps two apart, in no order."""
        for told in list(self._rows.answers.values()):
            pair, of = self._rows.pairs[told.pair], self._rows.entity_of
            if not {pair.left, pair.right} <= self._rows.records.keys():
                continue
            one, other = of.get(pair.left, pair.left), of.get(pair.right, pair.right)
            apart = told.decided is False or (told.decided is None and pair.barred is not None)
            if one != other and (apart or told.asked is not None):
                yield Doubt(one, other, pair.weight, apart)

    def questions(
        self,
        question: Question,
        *,
        by: str = "",
        least: float | None = None,
        after: str = "",
        start: int = 0,
        limit: int | None = None,
    ) -> Iterator[Pair]:
        """The pairs put to this person, from `start` on."""
        found = [
            (one, self._rows.pairs[one.pair])
            for one in self._rows.answers.values()
            if _asks(one, self._rows.pairs[one.pair], question, by)
        ]
        kept = [(one, pair) for one, pair in found if pair.id > after and (least is None or pair.weight >= least)]
        order = {
            Question.OPEN: lambda item: (-(item[0].asked or 0.0), item[1].id),
            Question.DISPUTED: lambda item: (-item[0].last, item[1].id),
            Question.SECOND: lambda item: (0, item[1].id),
        }[question]
        ordered = sorted(kept, key=order)
        return (pair for _, pair in islice(ordered, start, None if limit is None else start + limit))

    def count_questions(self, question: Question, *, by: str = "", least: float | None = None) -> int:
        """How many pairs `questions` would give."""
        return sum(1 for _ in self.questions(question, by=by, least=least))

    def _met(self, words: str, *, several: bool) -> Iterator[Listed]:
        for one in self._rows.listed.values():
            if (len(one.entity.records) > 1 or not several) and (
                not words or any(words in fold(name)[:SPELLED_LONGEST] for name in one.names)
            ):
                yield one


def _place(one: Listed) -> tuple[int, int, str, str]:
    name = one.names[0][:SPELLED_LONGEST] if one.names else ""
    return -len(one.entity.records), -one.documents, name, one.entity.id


def _asks(one: Answers, pair: Pair, question: Question, by: str) -> bool:
    if question is Question.OPEN:
        return one.asked is not None and not (by in one.by if by else one.by)
    return one.question(pair) is question and (question is Question.DISPUTED or by not in one.by)
