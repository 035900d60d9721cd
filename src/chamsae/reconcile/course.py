"""The time that a journey leaves for each of its steps: bounds propagated along the chain.

Steps follow each other, abuse lies within its custody, dates and lengths are as claims tell. These are constraints on
differences between days, whose tightest consequences are shortest paths (Dechter, Meiri and Pearl, Temporal constraint
networks, 1991), found by SciPy. Where no days satisfy all, the smallest set of claims that cannot all hold is named and
set aside, until the rest can hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import inf
from typing import Any

from chamsae.errors import MissingPart, phrase
from chamsae.model.journey import HELD, Dated, Gap, Journey, Length, Missing, Span, Step, StepKind
from chamsae.reconcile.conflict import Bound, Link, System, conflicts

#: Steps that take time without saying how long; the others happen on one day.
_LASTING = frozenset({StepKind.CUSTODY, StepKind.ABUSE})
#: Days are counted from here; nobody's journey begins earlier.
EPOCH = date(1900, 1, 1)


def course(person: str, steps: Sequence[Step], missing: Sequence[Missing] = (), *, unbroken: bool = False) -> Journey:
    """The journey made of steps that come in their order, with the bounds each leaves to the others.

    `unbroken` assumes that whoever is held stays held until something else is told: arrest, custodies and handover
    that follow each other touch. Raises MissingPart without SciPy.
    """
    told = list(_told(steps, unbroken=unbroken))
    aside: set[str] = set()
    found: list[tuple[str, ...]] = []
    while conflict := conflicts([_system(told, len(steps), frozenset(aside))])[0]:
        found.append(conflict)
        aside |= set(conflict)
    closure = _closure(told, len(steps), frozenset(aside))
    return Journey(
        person=person,
        steps=tuple(steps),
        spans=tuple(_span(step, at, closure) for at, step in enumerate(steps)),
        gaps=tuple(_gaps(steps, closure)),
        conflicts=tuple(found),
        missing=tuple(missing),
        unbroken=unbroken,
    )


@dataclass(frozen=True, slots=True)
class _Least:
    """`one` comes at least `days` before `other` (nodes of the chain; 0 is the epoch); `claim` says so, if any does."""

    one: int
    other: int
    days: float
    claim: str | None = None


def _chain(steps: Sequence[Step]) -> list[int]:
    """The steps that follow each other; those within another are left out."""
    ids = {step.id for step in steps}
    return [at for at, step in enumerate(steps) if step.during not in ids]


def _start(at: int) -> int:
    return 1 + 2 * at


def _end(at: int) -> int:
    return 2 + 2 * at


def _told(steps: Sequence[Step], *, unbroken: bool) -> Iterator[_Least]:
    """Every constraint of the journey as one day at least so long before another."""
    where = {step.id: at for at, step in enumerate(steps)}
    for before, after in pairwise(_chain(steps)):
        yield _Least(_end(before), _start(after), 0)
        kinds = {steps[before].kind, steps[after].kind}
        if unbroken and StepKind.CUSTODY in kinds and kinds <= HELD:
            yield _Least(_start(after), _end(before), 0)
    for at, step in enumerate(steps):
        yield _Least(_start(at), _end(at), 0)
        if step.kind not in _LASTING and not step.lengths:
            yield _Least(_end(at), _start(at), 0)  # what is no stay happens on one day
        if step.during in where:
            yield _Least(_start(where[step.during]), _start(at), 0)
            yield _Least(_end(at), _end(where[step.during]), 0)
        for dated in step.dated:
            yield from _of_date(at, dated)
        for length in step.lengths:
            yield from _of_length(at, length)


def _of_date(at: int, dated: Dated) -> Iterator[_Least]:
    first = _end(at) if dated.at == "end" else _start(at)
    last = _start(at) if dated.at == "start" else _end(at)
    if dated.at == "within":
        first, last = last, first  # a moment within: the end is no earlier, the start no later
    if dated.when.start is not None:
        yield _Least(0, first, (dated.when.start - EPOCH).days, dated.claim)
    if dated.when.end is not None:
        yield _Least(last, 0, -(dated.when.end - EPOCH).days, dated.claim)


def _of_length(at: int, length: Length) -> Iterator[_Least]:
    yield _Least(_start(at), _end(at), length.low, length.claim)
    if length.high is not None:
        yield _Least(_end(at), _start(at), -length.high, length.claim)


def _system(told: Sequence[_Least], steps: int, aside: frozenset[str]) -> System:
    """The constraints as quantities: each claim's is a difference that it bounds from below."""
    bounds = [Bound(quantity=f"day {node}", low=0.0, high=inf) for node in range(1 + 2 * steps)]
    bounds[0] = replace(bounds[0], high=0.0)
    links: list[Link] = []
    for number, one in enumerate(told):
        if one.claim in aside and one.claim is not None:
            continue
        terms = ((f"day {one.other}", 1.0), (f"day {one.one}", -1.0))
        if one.claim is None:
            links.append(Link(terms=terms, low=one.days, high=inf))
            continue
        # Quantities are never negative: the difference is counted from far below.
        length = f"difference {number}"
        bounds.append(Bound(quantity=length, low=_FAR + one.days, high=inf, claim=one.claim))
        links.append(Link(terms=((length, 1.0), *((name, -weight) for name, weight in terms)), low=_FAR, high=_FAR))
    return System(bounds=tuple(bounds), links=tuple(links))


#: More days than lie between any two of a journey.
_FAR = 200_000.0


def _closure(told: Sequence[_Least], steps: int, aside: frozenset[str]) -> Any:
    """For each two nodes the most days from the one to the other: infinite where nothing bounds them."""
    numpy, csgraph = _paths()
    size = 1 + 2 * steps
    most = numpy.full((size, size), inf)
    for one in told:
        if one.claim is None or one.claim not in aside:
            most[one.other, one.one] = min(most[one.other, one.one], -one.days)
    numpy.fill_diagonal(most, 0.0)
    return csgraph.floyd_warshall(csgraph.csgraph_from_dense(most, null_value=inf), directed=True)


def _span(step: Step, at: int, closure: Any) -> Span:
    ends = [_day(-closure[node, 0]) if closure[node, 0] != inf else None for node in (_start(at), _end(at))]
    lasts = [_day(closure[0, node]) if closure[0, node] != inf else None for node in (_start(at), _end(at))]
    return Span(step=step.id, earliest_start=ends[0], latest_start=lasts[0], earliest_end=ends[1], latest_end=lasts[1])


def _gaps(steps: Sequence[Step], closure: Any) -> Iterator[Gap]:
    for before, after in pairwise(_chain(steps)):
        low, high = -closure[_start(after), _end(before)], closure[_end(before), _start(after)]
        if high > 0:
            most = None if high == inf else round(high)
            yield Gap(after=steps[before].id, before=steps[after].id, low=max(0, round(low)), high=most)


def _day(days: float) -> date:
    return date.fromordinal(EPOCH.toordinal() + round(days))


def _paths() -> "tuple[Any, Any]":
    """NumPy and SciPy's graphs; they come without types."""
    try:
        import numpy  # noqa: PLC0415 - an extra, wanted only where journeys are worked out
        from scipy.sparse import csgraph  # noqa: PLC0415
    except ImportError as error:
        raise MissingPart(
            phrase("journeys need SciPy"), do=phrase("Install it: pip install 'chamsae[reconcile]'.")
        ) from error
    return numpy, csgraph
