"""The perpetrator's view: how many of the returned a record could be about, for somebody who knows every return.

The usual question is how many acquaintances of a reader fit. Here the reader holds the ledger of the returns. Where
fewer than ten fit, the date is made coarser, then the place, then the group, in that order; if that is not enough, the
record stays inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from chamsae.model.when import Precision, When
from chamsae.protect.roll import Returned, Roll, shipped
from chamsae.text import places
from chamsae.text.calendar import month_end

#: So many must fit: a proposal of this project, no norm of the field is known.
ENOUGH = 10
#: How far an age as told may be off: Korean ages run up to two years ahead, a birthday may lie between.
AGE_BELOW, AGE_ABOVE = 2, 1
#: The sizes of groups that are told apart once the number itself is taken out; 0 is open.
BANDS = ((1, 3), (4, 9), (10, 29), (30, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What an outgoing record tells of somebody: when (any day of it), where (a key), sex, ages, how many together.

    None: not told. `ages` and `group` are from and to, both included; `group` to 0 is open.
    """

    when: When | None = None
    place: str | None = None
    female: bool | None = None
    ages: tuple[int, int] | None = None
    group: tuple[int, int] | None = None


class Detail(StrEnum):
    """What of a record was made coarser."""

    DATE = "date"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Coarsened:
    """One step: what was made coarser, from what to what ("" : left out), and how many fitted before and after."""

    detail: Detail
    before: str
    after: str
    fitted: int
    fit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A record as it may leave. `fitted` is how many could be its source as it was, `fit` how many now.

    `withheld`: too few fit even with everything coarsened; it stays inside.
    """

    traces: Traces
    fitted: int
    fit: int
    steps: tuple[Coarsened, ...] = ()
    withheld: bool = False


def viewed(traces: Traces, rolls: Sequence[Roll], *, enough: int = ENOUGH) -> View:
    """The record made coarser step by step until enough of the returned fit it in every ledger, or withheld."""
    first = count(traces, rolls)
    steps: list[Coarsened] = []
    found, fit = traces, first
    for detail, put in _ladder(traces):
        if fit >= enough:
            break
        after = count(put, rolls)
        steps.append(Coarsened(detail, told(found, detail), told(put, detail), fit, after))
        found, fit = put, after
    return View(traces=found, fitted=first, fit=fit, steps=tuple(_joined(steps)), withheld=fit < enough)


def count(traces: Traces, rolls: Sequence[Roll]) -> int:
    """How many of the returned fit what a record tells: the fewest in any ledger, none without a ledger."""
    start, end = (traces.when.start, traces.when.end) if traces.when else (None, None)
    return min((sum(_fits(one, traces) for one in roll.between(start, end)) for roll in rolls), default=0)


def told(traces: Traces, detail: Detail) -> str:
    """A detail in plain words: dates as ISO, places as keys, "" where nothing is told."""
    if detail is Detail.DATE:
        when = traces.when
        return f"{when.start or ''}/{when.end or ''}" if when else ""
    if detail is Detail.PLACE:
        return traces.place or ""
    if traces.group is None:
        return ""
    low, high = traces.group
    return f"{low}" if low == high else f"{low}-{high or ''}"


def _fits(one: Returned, traces: Traces) -> bool:
    if traces.female is not None and one.female is not traces.female:
        return False
    if traces.ages and not traces.ages[0] - AGE_BELOW <= one.age <= traces.ages[1] + AGE_ABOVE:
        return False
    if traces.group and (one.group < traces.group[0] or (traces.group[1] and one.group > traces.group[1])):
        return False
    return traces.place is None or _near(traces.place, one.crossing)


@cache
def _near(place: str, crossing: str) -> bool:
    """True where somebody returned at this crossing may have been at the place: it is there, holds it or is held by it.

    A place that no crossing is in stands for the next larger one that has some: a prison tells its region.
    """
    return crossing in _crossings(place)


@cache
def _crossings(place: str) -> frozenset[str]:
    """The crossings (Chinese ends) a place speaks of."""
    for around in (place, *places.ancestors(place)):
        found = frozenset(one for one in shipped().crossings if _speaks_of(around, one))
        if found:
            return found
    return frozenset(shipped().crossings)


def _speaks_of(place: str, crossing: str) -> bool:
    ends = (crossing, *places.place(crossing).paired)
    return any(places.contains(place, end) for end in ends)


def _ladder(traces: Traces) -> Iterator[tuple[Detail, Traces]]:
    """Ever coarser records: the date first, then the place, then the group."""
    found = traces
    for when in coarser_dates(traces.when) if traces.when else ():
        found = replace(found, when=when)
        yield Detail.DATE, found
    for place in (*places.ancestors(traces.place), None) if traces.place else ():
        found = replace(found, place=place)
        yield Detail.PLACE, found
    for group in (_band(traces.group), None) if traces.group else ():
        found = replace(found, group=group)
        yield Detail.GROUP, found


def _band(group: tuple[int, int]) -> tuple[int, int]:
    low, high = group
    band = next((one for one in BANDS if one[0] <= low and (not one[1] or low <= one[1])), group)
    return band if low == high else group


def coarser_dates(when: When) -> Iterator[When]:
    """The month, the half-year and the year a time lies in, where they are wider than it; nothing for an open end."""
    start, end = when.start, when.end
    if start is None or end is None:
        return
    last = (start, end)
    for first, until in (_month(start, end), _half(start, end), (date(start.year, 1, 1), date(end.year, 12, 31))):
        if (first, until) != last and first <= last[0] and until >= last[1]:
            last = (first, until)
            yield When(start=first, end=until, precision=_precision(first, until))


def _precision(first: date, until: date) -> Precision:
    months = (until.year - first.year) * 12 + until.month - first.month
    return Precision.MONTH if months == 0 else Precision.YEAR if months == 11 else Precision.RANGE


def _month(start: date, end: date) -> tuple[date, date]:
    return start.replace(day=1), month_end(end.year, end.month)


def _half(start: date, end: date) -> tuple[date, date]:
    first = date(start.year, 1 if start.month <= 6 else 7, 1)
    return first, date(end.year, 6, 30) if end.month <= 6 else date(end.year, 12, 31)


def _joined(steps: list[Coarsened]) -> Iterator[Coarsened]:
    """One step for each detail: from what it was to what it is."""
    for detail in Detail:
        of = [one for one in steps if one.detail is detail]
        if of:
            yield Coarsened(detail, of[0].before, of[-1].after, of[0].fitted, of[-1].fit)
