"""How figures of different scope hang together: Baishan in Jilin in China, 9 October in October, women among people.

A figure is tied to the next wider ones of its act, unit and stage, never past them. Its place, time and people must
each lie in the other's, at least one of them truly narrower. Two stocks count the same people only at one time, so
their times must meet and make no tie of their own. What is not dated, or placed, is tied to nothing by it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chamsae.model.scoping import Flow, ScopeTie, Widening
from chamsae.model.settlement import FigureGroup
from chamsae.model.when import Precision
from chamsae.reconcile.placed import COUNTED, LEFT, SOME
from chamsae.text.amounts import when_iso
from chamsae.text.places import ancestors, keys, name

#: The people all others are parts of.
ALL = COUNTED["north_korean"]


@dataclass(frozen=True, slots=True)
class Scoped:
    """A figure with its days and its people, apart from the stage they are in."""

    group: FigureGroup
    people: str
    stage: str
    start: date
    end: date

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        return self.start, self.end


Key = tuple[str | None, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Figures of one act, unit, stage, people and place in order of their first day.

    `before` holds for each the last one before it that ends later, or -1: what ends earlier is passed over.
    """

    held: Sequence[Scoped]
    before: Sequence[int]


def ties(groups: Iterable[FigureGroup]) -> tuple[ScopeTie, ...]:
    """The direct ties between figures, in order of the ids of the narrower and the wider."""
    shelves: dict[Key, list[Scoped]] = {}
    dated = sorted(filter(None, map(_dated, groups)), key=lambda one: one.group.id)
    for one in dated:
        shelves.setdefault(_key(one, one.people, one.group.scope.place), []).append(one)
    ready = {key: _shelf(held) for key, held in shelves.items()}
    found = (tie for one in dated for tie in _ties(one, ready))
    return tuple(sorted(found, key=lambda tie: (tie.narrow, tie.wide)))


def _dated(group: FigureGroup) -> Scoped | None:
    """A figure whose days are known; a flow said to be "recent" has none."""
    when = group.scope.when
    if when is None or when.start is None or when.end is None:
        return None
    if when.precision is Precision.VAGUE and group.scope.flow is not Flow.STOCK:
        return None
    people, stage = _staged(group.scope.counted)
    return Scoped(group, people, stage, when.start, when.end)


def _staged(counted: str) -> tuple[str, str]:
    """The people of a scope and the stage they are in."""
    stage = next((stage for stage in (LEFT, SOME) if counted.endswith(f" {stage}")), "")
    return counted.removesuffix(f" {stage}"), stage


def _key(one: Scoped, people: str, place: str | None) -> Key:
    scope = one.group.scope
    return scope.act, scope.unit, one.stage, people, place or ""


def _shelf(held: list[Scoped]) -> Shelf:
    """The shelf of these figures: longer ones before shorter of the same first day."""
    ranked = sorted(held, key=lambda one: (one.start, -one.end.toordinal(), one.group.id))
    before: list[int] = []
    for at, one in enumerate(ranked):
        last = at - 1
        while last >= 0 and ranked[last].end <= one.end:
            last = before[last]
        before.append(last)
    return Shelf(ranked, before)


def _ties(one: Scoped, shelves: dict[Key, Shelf]) -> Iterable[ScopeTie]:
    people = [one.people] if one.people == ALL else [one.people, ALL]
    where = one.group.scope.place
    places = [where, *ancestors(where)] if where in keys() else [where]
    wider = [
        found
        for who in people
        for place in places
        if (shelf := shelves.get(_key(one, who, place)))
        for found in _around(one, shelf)
    ]
    for found in wider:
        if not any(_within(between, found) for between in wider if between is not found):
            yield _tie(one, found)


def _around(one: Scoped, shelf: Shelf) -> Iterable[Scoped]:
    """The narrowest figures of a shelf whose days hold those of `one`; for a stock, those whose days meet its own."""
    stock = one.group.scope.flow is Flow.STOCK
    latest, reached = (one.end, one.start) if stock else (one.start, one.end)
    at = bisect_right(shelf.held, latest, key=lambda other: other.start) - 1
    narrowest = date.max
    while at >= 0:
        other = shelf.held[at]
        if other.end < reached:
            at = shelf.before[at]
            continue
        if _wider(one, other) and (stock or other.end <= narrowest):
            narrowest = other.end
            yield other
        at -= 1


def _wider(one: Scoped, other: Scoped) -> bool:
    """True when a figure whose days hold or meet those of another is truly wider."""
    same = other.people == one.people and other.group.scope.place == one.group.scope.place
    return not same or (one.group.scope.flow is not Flow.STOCK and other.days != one.days)


def _within(one: Scoped, other: Scoped) -> bool:
    """True when the scope of `one` lies in that of `other`, and is not the same."""
    place, outer = one.group.scope.place, other.group.scope.place
    if place != outer and (place not in keys() or outer not in ancestors(place or "")):
        return False
    if one.people not in (other.people, *_parts(other)):
        return False
    stock = one.group.scope.flow is Flow.STOCK
    held = one.start <= other.end and other.start <= one.end if stock else _holds(other, one)
    return held and _wider(one, other)


def _holds(outer: Scoped, inner: Scoped) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _parts(whole: Scoped) -> Iterable[str]:
    return COUNTED.values() if whole.people == ALL else ()


def _tie(one: Scoped, other: Scoped) -> ScopeTie:
    narrow, wide = one.group.scope, other.group.scope
    by: list[tuple[Widening, str]] = []
    if narrow.place != wide.place:
        by.append((Widening.PLACE, f"{name(narrow.place)} lies in {name(wide.place)}"))
    if narrow.flow is not Flow.STOCK and one.days != other.days:
        by.append((Widening.TIME, f"{when_iso(narrow.when)} lies in {when_iso(wide.when)}"))
    if one.people != other.people:
        by.append((Widening.PEOPLE, f"{one.people} are a part of {other.people}"))
    why = "; ".join(words for _, words in by)
    return ScopeTie(
        narrow=one.group.id,
        wide=other.group.id,
        by=tuple(respect for respect, _ in by),
        why=f"{why[:1].upper()}{why[1:]}.",
    )
