"""Which part of the earth a map shows, and where on it a place is drawn (Mercator's projection, true to angles)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asinh, atan, cos, degrees, log10, radians, sinh, tan

from chamsae.text.basemap import Spot

#: What the base map holds: west, south, east, north. Beyond it nothing is drawn.
HELD = (68.0, 0.0, 148.0, 55.0)
#: Kilometres that a degree of latitude is long, and the least that a map shows from left to right.
DEGREE, LEAST_KM = 111.2, 90.0
#: Of a line dots closer than this are left out, and outlines of less than half this much area.
FINE, SPECK = 1.1, 3.0
#: Room left around what is shown, as part of it.
ROOM = 0.22

Dot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A frame of `width` by `height` at `left` and `top` of the sheet; `west` and `north` lie in its corner.

    `scale` is how many units of the sheet a degree of longitude takes.
    """

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    def at(self, spot: Spot) -> Dot:
        """Where a spot (east, north) is drawn; outside of the frame too."""
        x = self.left + (spot[0] - self.west) * self.scale
        return x, self.top + (_north(self.north) - _north(spot[1])) * self.scale

    def holds(self, dot: Dot, edge: float = 0.0) -> bool:
        """True for a dot in the frame, at least `edge` from its side."""
        x, y = dot[0] - self.left, dot[1] - self.top
        return edge <= x <= self.width - edge and edge <= y <= self.height - edge

    def length(self, km: float, north: float) -> float:
        """How long so many kilometres are drawn at a latitude."""
        return km / (DEGREE * cos(radians(north))) * self.scale

    @property
    def middle(self) -> float:
        """The latitude in the middle of the frame."""
        return _south(_north(self.north) - self.height / 2 / self.scale)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the frame."""
        south = _south(_north(self.north) - self.height / self.scale)
        return self.west, south, self.west + self.width / self.scale, self.north


def view(areas: Sequence[tuple[Spot, float]], frame: tuple[float, float, float, float]) -> View:
    """The frame (left, top, width, height) that shows all these spots with so many kilometres around each."""
    left, top, width, height = frame
    boxes = [_around(spot, km) for spot, km in areas] or [HELD]
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    south, north = (_north(edge) for edge in (min(box[1] for box in boxes), max(box[3] for box in boxes)))
    middle = (west + east) / 2, (south + north) / 2
    least = LEAST_KM / (DEGREE * cos(radians(_south(middle[1]))))
    wide, high = max((east - west) * (1 + 2 * ROOM), least), (north - south) * (1 + 2 * ROOM)
    scale = min(width / wide, height / high if high else width / wide)
    scale = max(scale, width / (HELD[2] - HELD[0]), height / (_north(HELD[3]) - _north(HELD[1])))
    wide, high = width / scale, height / scale
    west = _clamped(middle[0] - wide / 2, HELD[0], HELD[2] - wide)
    top_north = _clamped(middle[1] + high / 2, _north(HELD[1]) + high, _north(HELD[3]))
    return View(left=left, top=top, width=width, height=height, west=west, north=_south(top_north), scale=scale)


def bar(view: View, most: float) -> tuple[float, float]:
    """A round number of kilometres for the scale bar, and how long it is drawn: no longer than `most`."""
    reach = most / view.length(1, view.middle)
    power = 10.0 ** int(log10(reach)) if reach >= 1 else 0.1
    km = max(step * power for step in (1, 2, 5) if step * power <= reach)
    return km, view.length(km, view.middle)


def filled(view: View, ring: Sequence[Spot]) -> list[Dot]:
    """The part of an outline that lies in the frame, as one outline (Sutherland and Hodgman 1974); empty for none."""
    found = [view.at(spot) for spot in ring]
    left, top, right, bottom = view.left - 4, view.top - 4, view.left + view.width + 4, view.top + view.height + 4
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        found = list(_cut(found, axis, edge, sign))
    dots = list(_sparse(found))
    return dots if dots and extent(dots) > SPECK else []


def runs(view: View, line: Sequence[Spot]) -> Iterator[list[Dot]]:
    """The stretches of a line that come into the frame."""
    run: list[Dot] = []
    for one, other in pairwise(line):
        a, b = view.at(one), view.at(other)
        if _passes(view, a, b):
            run = run or [a]
            run.append(b)
        elif run:
            yield list(_sparse(run))
            run = []
    if run:
        yield list(_sparse(run))


def extent(dots: Sequence[Dot]) -> float:
    """Twice the area within an outline."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*dots, dots[0]))))


def _passes(view: View, one: Dot, other: Dot) -> bool:
    """True where a stretch may come into the frame."""
    across = max(one[0], other[0]) >= view.left and min(one[0], other[0]) <= view.left + view.width
    return across and max(one[1], other[1]) >= view.top and min(one[1], other[1]) <= view.top + view.height


def _cut(dots: Sequence[Dot], axis: int, edge: float, sign: int) -> Iterator[Dot]:
    for before, after in zip((*dots[-1:], *dots[:-1]), dots, strict=True):
        inside = (after[axis] - edge) * sign >= 0
        if inside is not ((before[axis] - edge) * sign >= 0):
            share = (edge - before[axis]) / (after[axis] - before[axis])
            yield before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])
        if inside:
            yield after


def _sparse(dots: Iterable[Dot]) -> Iterator[Dot]:
    """The dots without those closer to the one before than can be seen."""
    last: Dot | None = None
    for dot in dots:
        if last is None or abs(dot[0] - last[0]) + abs(dot[1] - last[1]) >= FINE:
            yield dot
            last = dot


def _around(spot: Spot, km: float) -> tuple[float, float, float, float]:
    """West, south, east and north of a circle."""
    high = km / DEGREE
    wide = high / cos(radians(spot[1]))
    return spot[0] - wide, spot[1] - high, spot[0] + wide, spot[1] + high


def _north(latitude: float) -> float:
    """Mercator's ordinate, in degrees."""
    return degrees(asinh(tan(radians(latitude))))


def _south(ordinate: float) -> float:
    """The latitude of an ordinate."""
    return degrees(atan(sinh(radians(ordinate))))


def _clamped(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))
