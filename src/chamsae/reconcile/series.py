"""Figures over time: a petition's signatures, arrivals in all, people held at one place on one day and another.

A running total is followed within what is one total by its words, never across two; a stock is told apart by its
scope. A total that falls, or is a power of ten off its neighbours, keeps its place and says so.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chamsae.model.claim import Claim, Figure, SpeakerKind
from chamsae.model.scoping import Flow
from chamsae.model.series import Doubt, Point, Series
from chamsae.model.settlement import FigureGroup, Scope
from chamsae.reconcile.intervals import allowed
from chamsae.reconcile.placed import SIGNED, place_name
from chamsae.reconcile.running import arrivals, as_of, by_document, signatures
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.spoken import amount_said
from chamsae.text.amounts import number_words

#: A point this many times off both neighbours, which a power of ten brings into line, is taken for a misprint.
MISPRINT = 30.0
#: With one neighbour only, it must be so many times off it, and come to lie within so many times of it.
ALONE, NEIGHBOUR = 1000.0, 3.0
#: Powers of ten tried: digits dropped or added, 만 or 万 too many.
SHIFTS = (1, 2, 3, 4, 5, 6)


def series(
    claims: Iterable[Claim], groups: Iterable[FigureGroup], documents: Mapping[str, DocumentFacts]
) -> tuple[Series, ...]:
    """All totals told at least twice, by what they are of; the order in which claims arrived changes nothing."""
    every = sorted(claims, key=lambda claim: claim.id)
    beside = by_document(every)
    found = [
        _series(one.of, one.act, one.place, one.unit, _points(one.claims, documents, beside), grows=True)
        for one in (*signatures(every, documents), *arrivals(every, documents))
    ]
    known = {claim.id: claim for claim in every}
    for scope, same in _stocks(groups).items():
        members = [member.claim for group in same for member in group.members if not member.copy_of]
        points = _points([known[id] for id in members if id in known], documents, beside)
        of = f"{scope.counted}, {scope.act or 'counted'}, {place_name(scope.place or '')}"
        found.append(_series(of, scope.act, scope.place, scope.unit, points, grows=False))
    several = (one for one in found if len(one.points) > 1 and (one.grows or _days_differ(one)))
    return tuple(sorted(several, key=lambda one: (one.of, one.id)))


def _days_differ(series: Series) -> bool:
    return len({point.day for point in series.points}) > 1


def _series(of: str, act: str | None, place: str | None, unit: str, points: list[Point], *, grows: bool) -> Series:
    key = "\n".join((of, act or "", place or "", unit))
    digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:16]
    ranked = tuple(_doubted(points) if grows else points)
    return Series(id=f"t{digest}", of=of, unit=unit, act=act, place=place, grows=grows, points=ranked)


def _points(
    claims: Sequence[Claim], documents: Mapping[str, DocumentFacts], beside: Mapping[str, Sequence[Claim]]
) -> list[Point]:
    """The points in order of day, then of document and text; a claim whose day is not known makes none."""
    found: list[tuple[date, str, int, Point]] = []
    for claim in claims:
        known = as_of(claim, documents, beside[claim.document])
        if known:
            found.append((known[0], claim.document, claim.trigger.start, _point(claim, *known, documents)))
    return [point for *_, point in sorted(found, key=lambda one: one[:3])]


def _point(claim: Claim, day: date, why: str, documents: Mapping[str, DocumentFacts]) -> Point:
    assert isinstance(claim.value, Figure)
    facts, speaker = documents.get(claim.document), claim.speaker
    publisher = (facts.publisher if facts else None) or claim.document
    who = speaker.text if speaker and speaker.kind is not SpeakerKind.NARRATOR else publisher
    return Point(claim=claim.id, day=day, amount=claim.value.amount, who=who, why=why)


def _doubted(points: Sequence[Point]) -> list[Point]:
    """The points of a total that only grows, those marked that are a power of ten off or that fall."""
    found: list[Point] = []
    for at, point in enumerate(points):
        sound = [one for one in found if one.doubt is None]
        marked = _misprint(point, sound[-1] if sound else None, points[at + 1] if at + 1 < len(points) else None)
        found.append(marked if marked.doubt else _fallen(point, sound))
    return found


def _misprint(point: Point, before: Point | None, after: Point | None) -> Point:
    """The point, marked where a power of ten brings it between its neighbours; the first has none to go by."""
    if before is None or not _middle(point):
        return point
    floor = _middle(before)
    ceiling = _middle(after) if after else floor * NEIGHBOUR
    least = MISPRINT if after else ALONE
    size = _middle(point)
    if any(near / least < size < near * least for near in (floor, *([ceiling] if after else []))):
        return point
    fitting = next(
        (fit for power in SHIFTS for fit in (size / 10**power, size * 10**power) if floor <= fit <= ceiling), 0
    )
    if not fitting:
        return point
    why = (
        f"{amount_said(point.amount)} is far from {amount_said(before.amount)} of {before.day};"
        f" {number_words(round(fitting))} would fit: perhaps a misprint."
    )
    return replace(point, doubt=Doubt.MISPRINT, question=f"{why[:1].upper()}{why[1:]}", against=before.claim)


def _fallen(point: Point, sound: Sequence[Point]) -> Point:
    """The point, marked where an earlier day had more than it allows."""
    highest = max((one for one in sound if one.day < point.day), key=lambda one: _ends(one)[0], default=None)
    if highest is None or _ends(point)[1] >= _ends(highest)[0]:
        return point
    why = (
        f"A total that only grows was {amount_said(highest.amount)} on {highest.day}"
        f" and is {amount_said(point.amount)} on {point.day}."
    )
    return replace(point, doubt=Doubt.FALLS, question=why, against=highest.claim)


def _ends(point: Point) -> tuple[float, float]:
    return allowed(point.amount)


def _middle(point: Point) -> float:
    ends = [float(end) for end in (point.amount.low, point.amount.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _stocks(groups: Iterable[FigureGroup]) -> dict[Scope, list[FigureGroup]]:
    """Figures of people counted at one time, by what they count but for the time."""
    found: dict[Scope, list[FigureGroup]] = {}
    for group in groups:
        if group.scope.flow is Flow.STOCK and group.scope.place and group.scope.act != SIGNED:
            found.setdefault(replace(group.scope, when=None), []).append(group)
    return found
