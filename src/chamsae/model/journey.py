"""One person's way: what happened, in order, each step with the time that all steps together leave for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chamsae.model.when import When


class StepKind(StrEnum):
    """What a step is. Abuse happens within a custody; the others follow each other."""

    FLIGHT = "flight"
    ARREST = "arrest"
    CUSTODY = "custody"
    HANDOVER = "handover"
    ABUSE = "abuse"
    RELEASE = "release"
    ARRIVAL = "arrival"
    DEATH = "death"


#: Steps in which somebody is in the hands of others.
HELD = frozenset({StepKind.ARREST, StepKind.CUSTODY, StepKind.HANDOVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long something took, in days: between `low` and `high` (None: no end), as the claim `claim` tells."""

    low: float
    high: float | None
    claim: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time that a claim tells for the beginning, the end, or some moment of a step."""

    when: When
    claim: str
    at: str = "within"

    def __post_init__(self) -> None:
        if self.at not in {"start", "end", "within"}:
            raise ValueError(f"a time is told of the start, the end or a moment within, not of the “{self.at}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened to the person, as told.

    `acts` are the readers' acts and `claims` the claims that tell it; `during` is the id of the custody an abuse
    happened in. `place` is the key of a place or the words for it, `facility` a key of custody.yml, `state` the key of
    the State in whose hands the person was. `open` are the keys of the places that the name told may mean, where that
    is not clear: `place` is None then. `why` says in sentences how the step was put together.
    """

    id: str
    kind: StepKind
    acts: tuple[str, ...]
    claims: tuple[str, ...]
    dated: tuple[Dated, ...] = ()
    lengths: tuple[Length, ...] = ()
    place: str | None = None
    facility: str | None = None
    state: str | None = None
    during: str | None = None
    open: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days left for a step by everything told of the journey; None is an open end."""

    step: str
    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days between two steps of which nothing is told; `high` None where there is no bound."""

    after: str
    before: str
    low: int
    high: int | None


class Untold(StrEnum):
    """What nobody has told of a step, or of the whole: where, on which day, how it ended."""

    PLACE = "place"
    DAY = "day"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something nobody has told of a step; of the whole journey where `step` is None."""

    what: Untold
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Claims of lengths of time that do not add up, with why in a sentence; nothing is left out for them."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A person's steps in order with the time left for each, the gaps, and what cannot all be true.

    `conflicts` are smallest sets of claims that cannot all hold; while there is one, `spans` and `gaps` leave the
    times of its claims out. `doubts` are lengths that do not add up. `missing` is what nobody has told. `unbroken`:
    worked out as if nobody was free between arrest and handover, and between custodies that follow each other, where
    nothing says so.
    """

    person: str
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[tuple[str, ...], ...] = ()
    missing: tuple[Missing, ...] = ()
    unbroken: bool = False
    doubts: tuple[Doubt, ...] = ()
