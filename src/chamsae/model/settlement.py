"""Claims about the same figure, side by side, and the range a casebook adopts."""

from dataclasses import dataclass
from datetime import datetime

from chamsae.model.scoping import Flow
from chamsae.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure is a figure of: the act, who is counted, where, when. Only equal scopes are compared.

    `place` is where people were or set out from, `to` the country an act took them to; `flow` says whether people are
    counted at one time or while something happens to them. Both are None where the act does not tell.
    """

    act: str | None
    counted: str
    unit: str
    place: str | None
    when: When | None
    to: str | None = None
    flow: Flow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim's place in a group: why it belongs, and the origin whose evidence it is.

    `origin` names the independent origin (claims with the same origin count once); `copy_of` is
    the claim this one merely repeats, if any.
    """

    claim: str
    why: str
    origin: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Claims about the same figure, with the proposed range.

    `low`/`high` may be None for an open end; `reason` is the sentence that explains the range;
    `origins` the number of independent origins; `contradictory` when no single value satisfies all.
    """

    id: str
    scope: Scope
    members: tuple[Member, ...]
    low: int | float | None
    high: int | float | None
    reason: str
    origins: int
    contradictory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A range adopted by a person: append-only, the last one for a group stands.

    `claims` are the claims it rests on, `aside` those set aside. `number` is given by the store.
    """

    number: int = 0
    group: str
    low: int | float | None
    high: int | float | None
    claims: tuple[str, ...]
    aside: tuple[str, ...] = ()
    reason: str
    by: str
    at: datetime
