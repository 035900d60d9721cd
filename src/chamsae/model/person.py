"""Everything said of one person, value by value: who says what, and which value the casebook adopts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.case import CodedAct
from chamsae.model.judgement import Status
from chamsae.model.ledger import Entry, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Entry):
    """The value of a field that a person (a record of theirs, `subject`) is taken to have, by somebody's judgement.

    `claims` are those that say so, `known` all that spoke of the field then: others that come later ask for a new look.
    """

    kind: ClassVar[str] = "adoption"

    field: str
    claims: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One value of a field, with all claims that give it.

    `text` as written, `code` the term; of a relation `other` is the second person in words, `identity` whom it was
    judged to be, `back` that the claim tells it from the other's side. `documents` are those of the claims.
    """

    text: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    code: str | None = None
    other: str | None = None
    identity: str | None = None
    back: bool = False
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field with its rival values, those of most documents first.

    `adopted` is the value in force by the judgement `by_entry` (its number); `unseen` that claims have come since.
    """

    field: str
    values: tuple[Rival, ...]
    adopted: Rival | None = None
    by_entry: int | None = None
    unseen: bool = False

    @property
    def rival(self) -> bool:
        """True where values differ and none is adopted, or others have come since."""
        return len(self.values) > 1 and (self.adopted is None or self.unseen)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """One person: spellings, facts, acts suffered, acts they had a part in, and what was done for them (claims)."""

    id: str
    names: tuple[str, ...]
    records: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    kin: tuple[Rival, ...] = ()
    acts: tuple[CodedAct, ...] = ()
    interventions: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases of the person, in order."""
        return tuple(sorted({case for act in self.acts for case in act.cases}))


def adoptions(entries: Iterable[Adoption]) -> dict[str, Adoption]:
    """The adoption in force of each field, from those of all records of one person in order."""
    return {entry.field: entry for entry in standing(entries)}
