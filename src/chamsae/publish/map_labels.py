"""Labels beside pins so that none lies on another, on a pin or outside of the map; one without room has none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

from chamsae.publish.map_view import Dot, View


@dataclass(frozen=True, slots=True)
class Rect:
    """A box of the sheet: its upper left corner, how wide and how high."""

    x: float
    y: float
    wide: float
    high: float

    @classmethod
    def around(cls, spot: Dot, wide: float, high: float) -> "Rect":
        """The box with this spot in the middle."""
        return cls(spot[0] - wide / 2, spot[1] - high / 2, wide, high)

    def wider(self, by: float) -> "Rect":
        """The box with half as much more on every side."""
        return Rect(self.x - by / 2, self.y - by / 2, self.wide + by, self.high + by)

    def meets(self, other: "Rect") -> bool:
        """True where two boxes overlap."""
        apart = self.x + self.wide <= other.x or other.x + other.wide <= self.x
        return not (apart or self.y + self.high <= other.y or other.y + other.high <= self.y)

    @property
    def middle(self) -> Dot:
        """The spot in its middle."""
        return self.x + self.wide / 2, self.y + self.high / 2

    @property
    def sides(self) -> tuple[Dot, Dot]:
        """The middles of the left and right side."""
        return (self.x, self.y + self.high / 2), (self.x + self.wide, self.y + self.high / 2)


@dataclass(slots=True)
class Labels:
    """What lies on the map already; `paths` are lines that a label rather keeps off."""

    view: View
    taken: list[Rect] = field(default_factory=list)
    paths: list[tuple[Dot, Dot]] = field(default_factory=list)

    def take(self, box: Rect) -> None:
        """Keep everything else off this box."""
        self.taken.append(box)

    def free(self, box: Rect) -> bool:
        """True where nothing lies and the frame ends nowhere."""
        inside = self.view.holds((box.x, box.y), 3) and self.view.holds((box.x + box.wide, box.y + box.high), 3)
        return inside and not any(box.meets(other) for other in self.taken)

    def clear(self, box: Rect) -> bool:
        """True where nothing lies and no line passes."""
        return self.free(box) and not any(_crosses(box, path) for path in self.paths)

    def place(self, pin: Rect, wide: float, high: float) -> Rect | None:
        """The nearest room for a label beside a pin, off all lines if there is such; it is taken then."""
        room = [box for box in _beside(pin, wide, high) if self.free(box)]
        found = next((box for box in room if self.clear(box)), room[0] if room else None)
        if found is not None:
            self.take(found)
        return found


#: Ways to go from a pin, the best for reading first: right, left, below, above, then in between.
_WAYS: Sequence[float] = (0, 1, 0.5, 1.5, 0.25, 1.75, 0.75, 1.25)
#: How far from the pin a label may stand.
_STEPS = (6.0, 26.0, 52.0, 84.0)


def _beside(pin: Rect, wide: float, high: float) -> Iterator[Rect]:
    middle = pin.middle
    for step in _STEPS:
        for way in _WAYS:
            across, down = cos(way * pi), sin(way * pi)
            x = middle[0] + across * (pin.wide / 2 + step + wide / 2)
            y = middle[1] + down * (pin.high / 2 + step + high / 2)
            yield Rect.around((x, y), wide, high)


def _crosses(box: Rect, path: tuple[Dot, Dot]) -> bool:
    """True where a straight line comes into a box: some of its points do, taken closely enough."""
    (ax, ay), (bx, by) = path
    steps = max(2, int(max(abs(bx - ax), abs(by - ay)) / 6))
    spots = ((ax + (bx - ax) * at / steps, ay + (by - ay) * at / steps) for at in range(steps + 1))
    return any(box.x <= x <= box.x + box.wide and box.y <= y <= box.y + box.high for x, y in spots)
