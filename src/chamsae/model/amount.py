"""How many: an interval, the comparator the source used, and the unit."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

Number = int | float


class Comparator(StrEnum):
    """What the words around a number do to it ("more than", "about", "at least" …)."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    RANGE = "range"
    VAGUE = "vague"


#: Comparators whose upper (lower) end is open: "more than 500" has low 500 and no high.
OPEN_ABOVE = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST})
OPEN_BELOW = frozenset({Comparator.LESS_THAN, Comparator.UP_TO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as claimed.

    `low`/`high` are the numbers the words give: exact and about have both equal; more_than and
    at_least have no high; less_than and up_to have no low; range has both; vague ("dozens" is
    24 to 99, "hundreds" 200 to 999) may lack either. `unit` is person, case, day, kg, …
    """

    low: Number | None
    high: Number | None
    comparator: Comparator
    unit: str

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an amount cannot run from {self.low} down to {self.high}")

    def bounds(self) -> tuple[float, float]:
        """The values the claim allows: strict comparators exclude their number (whole units)."""
        low = -inf if self.low is None else float(self.low)
        high = inf if self.high is None else float(self.high)
        if self.comparator is Comparator.MORE_THAN:
            low += 1
        if self.comparator is Comparator.LESS_THAN:
            high -= 1
        return max(low, 0.0), high
