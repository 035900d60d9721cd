"""One person's way on a map, drawn from data alone: no tiles, no network.

A place is drawn as exactly as it is known: a pin, a ring, a hatched province, or not at all. What may lie in several
places is in none of them and said below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, sin

from chamsae.model.journey import Journey
from chamsae.publish import journey_words as words
from chamsae.publish.map_ground import Map, frame, ground, named
from chamsae.publish.map_pins import areas, edge, label, pin
from chamsae.publish.map_spots import Drawn, Pin, drawn, pins, reach, spread
from chamsae.publish.map_view import Dot, View, view
from chamsae.publish.palette import LIGHT, Palette
from chamsae.publish.svg import Sheet

#: Width of a map with its margin, height of its frame, and of each enlarged part below it.
WIDTH, MARGIN, HEIGHT, PART = 1000.0, 24.0, 560.0, 360.0
ROOM = WIDTH - 2 * MARGIN
#: How many parts are enlarged at most, and by how much a part must gain.
PARTS, GAIN = 2, 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A number of the map: what happened and when (`days`), where in words, and the place's key if it is clear."""

    number: int
    what: str
    where: str = ""
    days: str = ""
    key: str | None = None


def stops(journey: Journey, language: str) -> tuple[Stop, ...]:
    """The steps of a journey as numbers of a map, in order."""
    return tuple(
        Stop(
            number=number,
            what=words.what(step, language),
            where=words.place(step, language),
            days=words.days(span, language),
            key=None if step.open else step.place,
        )
        for number, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a map is made: its language and colours, a line above it, and an id where a page has several.

    `inside` a page that tells all stops itself it has no heading, and below it only places not drawn as points.
    """

    language: str = "en"
    colours: Palette = LIGHT
    stamp: str = ""
    id: str = ""
    inside: bool = False


def journey_map(told: Sequence[Stop], *, name: str, look: Look | None = None) -> str:
    """The way over these stops: numbers in order, arrows from one to the next, and below it all stops in words."""
    look = look or Look()
    sheet, heading = Sheet(WIDTH, MARGIN), words.said("map", "title", look.language, name=name)
    above(sheet, heading, look)
    found = drawn(((stop.number, stop.key) for stop in told if stop.key), look.language)
    if found:
        _frames(sheet, found, told, look)
    else:
        sheet.paragraph(MARGIN, ROOM, words.said("map", "nothing", look.language), 14, look.colours.quiet)
    _listed(sheet, [stop for stop in told if not look.inside or _noted(stop, found)], found, look)
    below(sheet, "scale", look)
    described = "; ".join(f"{stop.number}: {_line(stop, found, look.language)}" for stop in told)
    return sheet.finished(heading, described, look.language, paper=look.colours.paper, id=look.id)


def above(sheet: Sheet, heading: str, look: Look) -> None:
    """The stamp and the heading of a map."""
    if look.inside:
        return
    sheet.paragraph(MARGIN, ROOM, look.stamp, 14, look.colours.stamp, weight=700)
    sheet.paragraph(MARGIN, ROOM, heading, 20, look.colours.ink, weight=700)
    sheet.y += 10


def below(sheet: Sheet, key: str, look: Look) -> None:
    """How to read a map, and whose shapes and points it shows."""
    sheet.y += 8
    for sentence in (words.said("map", key, look.language), words.said("map", "credit", look.language)):
        sheet.paragraph(MARGIN, ROOM, sentence, 11.5, look.colours.quiet)
    sheet.y += MARGIN / 2


def _frames(sheet: Sheet, found: Sequence[Drawn], told: Sequence[Stop], look: Look) -> None:
    """The whole way, and below it parts enlarged where stops lie too close to be told apart."""
    shown = _view(found, sheet.y, HEIGHT)
    _way(Map.of(sheet, shown, look.colours, look.language, f"map{look.id}"), found, told)
    sheet.y += HEIGHT + 8
    for number in range(PARTS):
        part = _view(close, sheet.y + 22, PART) if (close := spread(shown, found)) else shown
        if part.scale < shown.scale * GAIN:
            return
        _boxed(sheet, shown, part, look)
        sheet.text(MARGIN, sheet.y + 12, words.said("map", "enlarged", look.language), 12, look.colours.quiet)
        found = [place for place in found if part.holds(part.at(place.spot), 14)]
        _way(Map.of(sheet, part, look.colours, look.language, f"part{number}{look.id}"), found, told)
        sheet.y += 22 + PART + 8
        shown = part


def _view(found: Sequence[Drawn], top: float, height: float) -> View:
    return view([one for place in found for one in reach(place)], (MARGIN, top, ROOM, height))


def _boxed(sheet: Sheet, shown: View, part: View, look: Look) -> None:
    """The box on a map that the part of it has which is enlarged."""
    west, south, east, north = part.box
    (left, top), (right, bottom) = shown.at((west, north)), shown.at((east, south))
    box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    sheet.shape("rect", **box, fill="none", stroke=look.colours.stamp, stroke_width=1.5)


def _way(map: Map, found: Sequence[Drawn], told: Sequence[Stop]) -> None:
    """One frame with the stops that lie in it."""
    ground(map)
    areas(map, found)
    held = pins(map.view, found)
    for one in held:
        map.labels.take(one.box)
    _arrows(map, held, told)
    for one in held:
        pin(map, one)
    for one in held:
        label(map, one)
    named(map, without={place.key for place in found})
    frame(map)


def _arrows(map: Map, held: Sequence[Pin], told: Sequence[Stop]) -> None:
    """From each stop to the next that is drawn elsewhere; dashed where a stop between them is not drawn."""
    at = {number: one for one in held for number in one.numbers}
    before: Pin | None = None
    broken, gone = False, set[frozenset[Dot]]()
    for stop in told:
        one = at.get(stop.number)
        if one is None:
            broken = True
            continue
        if before is not None and before is not one:
            both = frozenset((before.spot, one.spot))
            dashed = broken or before.doubtful or one.doubtful
            _arrow(map, before, one, bend=0.3 if both in gone else 0.16, dash="6 4" if dashed else "none")
            gone.add(both)
        before, broken = one, False


def _arrow(map: Map, start: Pin, end: Pin, *, bend: float, dash: str) -> None:
    (ax, ay), (bx, by) = start.spot, end.spot
    if hypot(bx - ax, by - ay) < start.half + end.half + 6:
        return
    middle = (ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend
    first, last = edge(start, middle), edge(end, middle)
    turn = atan2(by - middle[1], bx - middle[0])
    bow = f"M{first[0]:.1f} {first[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {last[0]:.1f} {last[1]:.1f}"
    map.sheet.shape("path", d=bow, fill="none", stroke=map.colours.accent, stroke_width=2, stroke_dasharray=dash)
    wings = "L".join(f"{last[0] - 9 * cos(turn + s):.1f} {last[1] - 9 * sin(turn + s):.1f}" for s in (0.42, -0.42))
    map.sheet.shape("path", d=f"M{last[0]:.1f} {last[1]:.1f}L{wings}Z", fill=map.colours.accent)
    curve = [_on_bow(first, middle, last, share / 4) for share in range(5)]
    map.labels.paths += pairwise(curve)


def _on_bow(first: Dot, middle: Dot, last: Dot, share: float) -> Dot:
    """A point of the arrow, `share` of the way along it."""
    rest = 1 - share
    x, y = (
        rest * rest * a + 2 * rest * share * b + share * share * c for a, b, c in zip(first, middle, last, strict=True)
    )
    return x, y


def _listed(sheet: Sheet, told: Sequence[Stop], found: Sequence[Drawn], look: Look) -> None:
    """Every stop in words, in two columns where they are many."""
    columns = 2 if len(told) > 5 else 1
    room = (ROOM - (columns - 1) * 28) / columns
    rows = -(-len(told) // columns)
    here = {number for place in found for number in place.numbers}
    top = lowest = sheet.y + 4
    for at, stop in enumerate(told):
        sheet.y = top if at % rows == 0 else sheet.y
        x = MARGIN + at // rows * (room + 28)
        fill = look.colours.accent if stop.number in here else look.colours.quiet
        sheet.text(x + 22, sheet.y + 15, str(stop.number), 13, fill, weight=700, anchor="end")
        sheet.paragraph(x + 30, room - 30, _line(stop, found, look.language), 13, look.colours.ink, most=3)
        sheet.y += 3
        lowest = max(lowest, sheet.y)
    sheet.y = lowest


def _noted(stop: Stop, found: Sequence[Drawn]) -> bool:
    """True for a stop whose place is told but drawn nowhere, or drawn with a note."""
    place = next((one for one in found if stop.number in one.numbers), None)
    return bool(place.note if place else stop.where)


def _line(stop: Stop, found: Sequence[Drawn], language: str) -> str:
    """A stop in words: what, where and how well that is known, when."""
    return " · ".join(filter(None, (stop.what, _where(stop, found, language), stop.days)))


def _where(stop: Stop, found: Sequence[Drawn], language: str) -> str:
    place = next((one for one in found if stop.number in one.numbers), None)
    if place is not None:
        return place.told
    if not stop.key:
        return stop.where or words.said("map", "nowhere", language)
    return words.absent(stop.key, language)
