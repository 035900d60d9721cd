"""What a figure is a figure of, put right by people, and how figures of different scope hang together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chamsae.model.when import When


class Flow(StrEnum):
    """Whether people are counted at one time (a stock) or while something happens to them (a flow)."""

    STOCK = "stock"
    FLOW = "flow"


class Widening(StrEnum):
    """In what one scope is wider than another: Jilin and China; 9 October and October; women and people."""

    PLACE = "place"
    TIME = "time"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTie:
    """The figure `narrow` is of a part of what `wide` is of (group ids), in these respects; `why` says how."""

    narrow: str
    wide: str
    by: tuple[Widening, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeCorrection:
    """A person's word on what a claim counts, kept beside the claim: append-only, the last one for a claim stands.

    What is None stays as inferred; `out` takes the claim out of all figures (it counts something else). `undoes` is
    the number of a correction taken back. `number` is given by the store.
    """

    number: int = 0
    claim: str
    act: str | None = None
    counted: str | None = None
    place: str | None = None
    when: When | None = None
    out: bool = False
    undoes: int | None = None
    reason: str
    by: str
    at: datetime
