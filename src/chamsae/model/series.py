"""A figure over time: one total told again and again, each time as of a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chamsae.model.amount import Amount


class Doubt(StrEnum):
    """What is odd about a point: a total that only grows is told smaller, or a factor of ten too far off."""

    FALLS = "falls"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A total as a claim gives it, as of a day; `why` says how the day is known, `who` says the number.

    A doubtful point comes with its `doubt`, the sentence that explains it, and the claim it stands against.
    """

    claim: str
    day: date
    amount: Amount
    who: str
    why: str
    doubt: Doubt | None = None
    question: str = ""
    against: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in order of time, then of the text. `of` names the total: whose petition, or which people where.

    `grows` is true of a running total, which cannot fall; a stock may. `unit` and `place` as in a figure's scope.
    """

    id: str
    of: str
    unit: str
    act: str | None
    place: str | None
    grows: bool
    points: tuple[Point, ...]
