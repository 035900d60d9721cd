"""Time as a source gives it: an interval of days, how precise it is, and the words used."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How finely a time is known; `vague` covers "recently", "currently", "at that time"."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A closed interval of days; an open end is None. `text` holds the words of the source, if any."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.VAGUE
    text: str | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a time cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date, text: str | None = None) -> "When":
        """One day, known exactly."""
        return cls(start=day, end=day, precision=Precision.DAY, text=text)

    def overlaps(self, other: "When") -> bool:
        """True unless the two intervals certainly lie apart; open ends overlap everything."""
        return not (
            (self.end and other.start and self.end < other.start)
            or (other.end and self.start and other.end < self.start)
        )

    @property
    def bounded(self) -> bool:
        """True when both ends are known."""
        return self.start is not None and self.end is not None


def utc_now() -> datetime:
    """The present as an aware UTC time; the only clock evidence is written with."""
    return datetime.now(UTC)
