"""What linking needs of a store: records, pairs, and whom people judged them to be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from chamsae.model.claim import NameType
from chamsae.model.link import Answers, Doubt, Listed, Pair, Question, Reckoned, Record


class LinkStore(Protocol):
    """The part of the store about who may be who; `pair` and `record` raise NotFound."""

    def replace_records(self, records: Iterable[Record]) -> None:
        """Put the present records in place of the last ones; records are derived, not evidence."""
        ...

    def record(self, id: str) -> Record: ...
    def records(
        self,
        *,
        document: str | None = None,
        ids: Iterable[str] | None = None,
        known: Iterable[tuple[NameType, str]] | None = None,
    ) -> Iterator[Record]:
        """All records in the order they were given, or those of a document, with these ids, of these keys of a list."""
        ...

    def replace_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put the present pairs in place of the last ones; those ever judged stay, with the evidence of then."""
        ...

    def add_pairs(self, pairs: Iterable[Pair]) -> int:
        """Write pairs not yet known (by id); how many were new."""
        ...

    def pair(self, id: str) -> Pair: ...
    def pairs(
        self,
        *,
        record: str | None = None,
        records: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
        fresh: bool = False,
    ) -> Iterator[Pair]:
        """All pairs by id; or those of one record, of any of several, those with these ids, those without answers yet.

        A pair is `fresh` until `put_answers` has told of it.
        """
        ...

    # who is who, as far as people judged: derived from records, pairs and judgements (casebook.who)
    def reckoned(self) -> Reckoned | None:
        """How far the entities are worked out; None where they must be made anew, as after records were replaced."""
        ...

    def reckon(self, reached: Reckoned) -> None:
        """Remember how far they are worked out now."""
        ...

    def replace_listed(self, listed: Iterable[Listed]) -> None:
        """Put these entities in place of all; every one of their records must be known."""
        ...

    def put_listed(self, listed: Iterable[Listed], *, gone: Iterable[str] = ()) -> None:
        """Put these entities in place of those with their ids, or beside the others; take out those `gone` (ids)."""
        ...

    def entities_of(self, records: Iterable[str]) -> Mapping[str, Listed]:
        """The entities these records belong to, by record; unknown ones are left out."""
        ...

    def listed(
        self,
        *,
        kind: NameType | None = None,
        words: str = "",
        several: bool = False,
        start: int = 0,
        limit: int | None = None,
    ) -> Iterator[Listed]:
        """Entities: those of most records first, then of most documents, then by name.

        `words` (folded, see chamsae.text.normal) stand in one of their spellings; `several` leaves out those of one
        record. Without `limit`, all from `start` on.
        """
        ...

    def count_listed(self, *, words: str = "", several: bool = False) -> Mapping[NameType, int]:
        """How many of each kind `listed` would give; kinds without any are left out."""
        ...

    def put_answers(self, answers: Iterable[Answers]) -> None:
        """Put what the ledger leaves of pairs in place of what it left; their pairs must be known."""
        ...

    def answers(self, pairs: Iterable[str]) -> Mapping[str, Answers]:
        """What the ledger leaves of these pairs (ids); those that nobody has told of are left out."""
        ...

    def doubts(self) -> Iterator[Doubt]:
        """Every pair of two entities that is open, and every one that keeps two apart, in no order.

        Pairs are as the ledger left them when it was last told (`put_answers`).
        """
        ...

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
        """The pairs put to this person, from `start` on.

        OPEN: those asked that this person has not answered (for "", that nobody has), the one that teaches most first;
        SECOND: those others agree on, by id; DISPUTED: those people differ on, the last answered first. `least` leaves
        out those of fewer bits, `after` those up to an id.
        """
        ...

    def count_questions(self, question: Question, *, by: str = "", least: float | None = None) -> int:
        """How many pairs `questions` would give."""
        ...
