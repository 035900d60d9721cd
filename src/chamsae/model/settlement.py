"""Claims about the same figure, side by side, and the range a casebook adopts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


class Ground(StrEnum):
    """Why a claim is no part of a range.

    `copy`: it repeats another claim; `relayed`: somebody says that others say it, beside one who says it directly;
    `rounded`: "about 600" or "hundreds" beside a count; `far_off`: several times off all others; `vaguer_scope`: its
    time is wider than the figure's, beside counts of just that time; `person`: whoever settled decided so.
    """

    COPY = "copy"
    RELAYED = "relayed"
    ROUNDED = "rounded"
    FAR_OFF = "far_off"
    VAGUER_SCOPE = "vaguer_scope"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A claim set aside, on what ground and, in words, why."""

    claim: str
    ground: Ground
    why: str


class State(StrEnum):
    """How far a figure has come.

    `open`: sources differ and nobody decided; `proposed`: they agree, or there is one only, and nobody decided;
    `settled`: a person decided; `reopened`: a person decided, and since then its evidence has changed.
    """

    OPEN = "open"
    PROPOSED = "proposed"
    SETTLED = "settled"
    REOPENED = "reopened"


#: Figures in these states wait for a person.
UNDECIDED = frozenset({State.OPEN, State.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Claims about the same figure, with the proposed range.

    `low`/`high` may be None for an open end; `reason` is the sentence that explains the range; `origins` is the least
    number of independent origins and `origins_most` the most: they differ where a source is not named and may be
    another one. `contradictory` when no single value satisfies all. `rule` is the name and version of the rule that
    proposes, `aside` are the claims it leaves out, each with its ground; it rests on all others. `settlement` is the
    number of the settlement that stands for it, if any.
    """

    id: str
    scope: Scope
    members: tuple[Member, ...]
    low: int | float | None
    high: int | float | None
    reason: str
    origins: int
    contradictory: bool
    rule: str = ""
    aside: tuple[Aside, ...] = ()
    state: State = State.PROPOSED
    settlement: int | None = None
    origins_most: int = 0

    def __post_init__(self) -> None:
        """There are never fewer origins at most than at least."""
        object.__setattr__(self, "origins_most", max(self.origins, self.origins_most))

    @property
    def rests(self) -> tuple[str, ...]:
        """The claims the proposed range rests on."""
        out = {one.claim for one in self.aside}
        return tuple(member.claim for member in self.members if member.claim not in out)

    @property
    def place_in_list(self) -> str:
        """Sorts figures by act, people, unit, place and time, whatever they are sorted by (hexadecimal digits)."""
        scope = self.scope
        start = (scope.when.start or scope.when.end) if scope.when else None
        parts = (scope.act or "", scope.counted, scope.unit, (scope.place or "")[:40], f"{start or ''}", self.id)
        return "\0".join(parts).encode(errors="surrogatepass").hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A range adopted by a person, or one taken back: append-only, the last one that stands counts.

    `claims` are the claims it rests on, `aside` those set aside. `rule` names the rule whose proposal the person saw,
    `origins` how its claims were counted then: those of one origin together. An entry with `undoes` takes back the
    settlement of that number, and adopts nothing. `group` is the id the figure had then; the store gives
    `number`.
    """

    number: int = 0
    group: str
    low: int | float | None
    high: int | float | None
    claims: tuple[str, ...]
    aside: tuple[Aside, ...] = ()
    rule: str = ""
    origins: tuple[tuple[str, ...], ...] = ()
    undoes: int | None = None
    reason: str
    by: str
    at: datetime

    @property
    def known(self) -> frozenset[str]:
        """All claims the person who settled could see."""
        seen = (*self.claims, *(one.claim for one in self.aside), *(claim for same in self.origins for claim in same))
        return frozenset(seen)
