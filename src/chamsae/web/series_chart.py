"""A series as a chart: days along the page in per cent, so that it fits any screen, numbers up it in CSS pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.series import Doubt, Point, Series
from chamsae.publish.axis import axis

#: Height of the chart, in CSS pixels; room at either side for labels, in per cent.
HEIGHT, SIDE = 260.0, 6.0
#: Marks on the axis of days, at most.
MOST_DAYS = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: where it lies, the ends of its interval, whether it goes on upwards or downwards, its note."""

    note: int
    point: Point
    x: float
    y: float
    top: float
    bottom: float
    end: str
    up: bool
    down: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of an axis with its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Way:
    """A line from one point to the next."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """All that is drawn; points without a number have no dot, and stand in the table only."""

    dots: tuple[Dot, ...]
    ways: tuple[Way, ...]
    levels: tuple[Mark, ...]
    days: tuple[Mark, ...]
    height: float = HEIGHT


def series_chart(series: Series) -> SeriesChart:
    """Points with their intervals over time; a line joins those of a running total that are in no doubt."""
    scale = axis([point.amount for point in series.points])
    first, last = series.points[0].day, series.points[-1].day
    dots = tuple(
        _dot(note, point, _across(point.day, first, last), [_down(scale.at(end)) for end in ends])
        for note, point in enumerate(series.points, 1)
        if (ends := _ends(point.amount))
    )
    sure = [dot for dot in dots if dot.point.doubt is not Doubt.MISPRINT]
    ways = tuple(Way(a.x, a.y, b.x, b.y) for a, b in pairwise(sure)) if series.grows else ()
    levels = tuple(Mark(_down(tick.at), tick.label) for tick in scale.ticks)
    return SeriesChart(dots, ways, levels, tuple(_days(first, last)))


def _dot(note: int, point: Point, x: float, ends: Sequence[float]) -> Dot:
    comparator = point.amount.comparator
    return Dot(
        note=note,
        point=point,
        x=x,
        y=ends[0],
        top=min(ends),
        bottom=max(ends),
        end={Comparator.MORE_THAN: "ring", Comparator.LESS_THAN: "ring", Comparator.ABOUT: "blur"}.get(
            comparator, "dot"
        ),
        up=comparator in OPEN_ABOVE,
        down=comparator in OPEN_BELOW,
    )


def _ends(amount: Amount) -> list[float]:
    return [float(end) for end in (amount.low, amount.high) if end is not None]


def _across(day: date, first: date, last: date) -> float:
    days = (last - first).days
    share = (day - first).days / days if days else 0.5
    return round(SIDE + share * (100 - 2 * SIDE), 2)


def _down(share: float) -> float:
    return round(HEIGHT * (1 - share / 100), 1)


def _days(first: date, last: date) -> Iterator[Mark]:
    """Firsts of months or years between, as many as can be read; the first and last day where there are none."""
    months = [
        date(at // 12, at % 12 + 1, 1) for at in range(first.year * 12 + first.month, last.year * 12 + last.month)
    ]
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240) if len(months) / step <= MOST_DAYS), 600)
    chosen = [one for one in months if (one.year * 12 + one.month - 1) % step == 0]
    for day in chosen or dict.fromkeys((first, last)):
        label = f"{day.year}" if step >= 12 else day.isoformat()[: 7 if chosen else 10]
        yield Mark(_across(day, first, last), label)
