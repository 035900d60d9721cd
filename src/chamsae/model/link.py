"""Who may be who: the records of documents, the pairs a person judges, and the entities that come of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chamsae.model.claim import NameType
from chamsae.model.when import When

#: What the id of every pair begins with, and that of no claim or relation.
PAIR = "p"
#: Spellings kept of each entity in a list.
SPELLED = 8
#: Characters of each by which it is found and sorted.
SPELLED_LONGEST = 60


class Sex(StrEnum):
    """Sex as words around a name give it ("Ms.", 여성, 女士)."""

    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place (key) that a name may mean, with the name a list keeps, how likely it is (0 to 1), and why."""

    key: str
    name: str
    chance: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A relative as a sentence tells: which kin ("sibling", "child" …) to whom, in the words of the source."""

    of: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Someone or something as one document names it: all mentions that its reader took for one.

    `names` are its spellings as written, fullest first; `claims` the name claims; `quotes` the sentences' offsets.
    `stub` tells that only a given name, a family name or an initial is known. `beside` are the names of others in
    the same sentences, `times` and `places` what those sentences say. `glossed` are the ids of records that stand with
    this one in or before the same brackets: "Mun Seo-yeon (문서연)". Of a person, `born` bounds the birth, `kin` are
    relatives, `work` the keys of occupations. Of what a list holds, `known` is its key there, sure by its context;
    where a name has several bearers, `candidates` are all of them, the likeliest first.
    """

    id: str
    kind: NameType
    document: str
    names: tuple[str, ...]
    claims: tuple[str, ...]
    quotes: tuple[tuple[int, int], ...]
    roles: tuple[str, ...] = ()
    sex: Sex | None = None
    stub: bool = False
    places: tuple[str, ...] = ()
    times: tuple[When, ...] = ()
    beside: tuple[str, ...] = ()
    glossed: tuple[str, ...] = ()
    born: When | None = None
    kin: tuple[Kin, ...] = ()
    work: tuple[str, ...] = ()
    known: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of evidence: what was compared, its weight in bits (log2 of a likelihood ratio), and why in words."""

    what: str
    left: str
    right: str
    bits: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that may be one: `weight` is the sum of prior and parts, in bits; `barred` why they cannot be.

    A person answers for the pair's `id` in the ledger: accepted means the same, rejected not the same.
    """

    id: str
    left: str
    right: str
    weight: float
    parts: tuple[Part, ...]
    barred: str | None = None

    @property
    def probability(self) -> float:
        """How likely the two are one, by the evidence alone: 0 to 1."""
        return 0.0 if self.barred else 1 / (1 + 2 ** -max(-500.0, min(500.0, self.weight)))


class Doubt(NamedTuple):
    """A pair that no answer makes one, between the entities (ids) of its two sides; `weight` is that of the pair.

    `apart`: the two cannot be one, as somebody answered or as the documents say; else nobody has decided. Read by the
    hundred thousand, so a tuple.
    """

    left: str
    right: str
    weight: float
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """The person, organisation or place that records were judged to be; its id is that of its first record.

    `conflicts` are pairs that were judged the same although something judged keeps their two sides apart.
    """

    id: str
    kind: NameType
    records: tuple[str, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entity as it stands in lists: spellings, fullest first, roles, in how many documents it is named, the first.

    It follows from the records and what was judged of them; a casebook keeps it so that a list asks for one page.
    """

    entity: Entity
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    first: str


def listed(entity: Entity, records: Mapping[str, Record]) -> Listed:
    """The entity with what its records tell, at most `SPELLED` spellings."""
    held = [records[id] for id in entity.records]
    return Listed(
        entity=entity,
        names=tuple(dict.fromkeys(name for record in held for name in record.names))[:SPELLED],
        roles=tuple(dict.fromkeys(role for record in held for role in record.roles)),
        documents=len({record.document for record in held}),
        first=held[0].document,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the ledger leaves of a pair; kept by the casebook so that the next question is found by an index.

    `decided`: True the same, False not, None open. `asked` is how much an answer would teach (see casebook.linking),
    None where the pair asks nothing: it is decided or barred, its sides are one already, or a record is gone. `by` are
    those whose answers stand, `last` the number of the newest of these; `differ` tells that they are not the same.
    `held` tells that both records are there.
    """

    pair: str
    decided: bool | None = None
    asked: float | None = None
    by: tuple[str, ...] = ()
    last: int = 0
    differ: bool = False
    held: bool = True

    def question(self, pair: Pair) -> "Question | None":
        """To whom the pair is put although answered: openly where answers differ, unsettled; else to another reader."""
        if not self.held or not self.by:
            return None
        if self.differ:
            return Question.DISPUTED if self.decided is None else None
        return Question.SECOND if pair.barred is None else None


class Question(StrEnum):
    """Why a pair is put to somebody: nothing is known, others differ on it, or somebody else has answered it."""

    OPEN = "open"
    DISPUTED = "disputed"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """Up to which judgement (number) the entities of a casebook are worked out.

    `first` is who judged first, `second` the number of the first judgement by anybody else. `fresh` tells that pairs
    have come since.
    """

    upto: int = 0
    first: str | None = None
    second: int | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Acts of one kind, on one day, at one place (key; None where none is told), in claims of documents.

    `people` are entities. It follows from the claims, and is neither judged nor stored.
    """

    act: str
    day: date
    place: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    people: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What an answer for a pair does to the entities: join two, part one, or nothing."""

    MERGE = "merge"
    SPLIT = "split"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginChange:
    """A figure (group id) whose number of independent origins would become another."""

    figure: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What would change if a pair were judged the same, or, where the two are one now, if that were taken back.

    `documents` and `statements` count where the two sides are named and the claims that are about or by them.
    `releases` are the ids of releases that were made while those figures counted as they do now.
    """

    pair: str
    outcome: Outcome
    documents: int = 0
    statements: int = 0
    figures: tuple[OriginChange, ...] = ()
    releases: tuple[str, ...] = ()


def record_id(kind: NameType, document: str, entity: str) -> str:
    """The id of a record, from what it is of: read again, the same record."""
    return f"n{_digest(kind, document, entity)}"


def pair_id(left: str, right: str) -> str:
    """The id of a pair of records, whichever comes first."""
    return f"{PAIR}{_digest(*sorted((left, right)))}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
