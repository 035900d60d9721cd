"""Where land lies and where its borders run, as lines of degrees (resources/basemap.json, from Natural Earth).

Countries are known by the keys of places, their first-level divisions by the codes of divisions.yml.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

#: East and north, in degrees.
Spot = tuple[float, float]
Ring = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Outlines by country and by division; `coast` and `borders` are lines that outlines have alone or in common.

    `inner` are the lines between divisions. Ends of lines meet, since neighbours share them.
    """

    lands: Mapping[str, tuple[Ring, ...]]
    divisions: Mapping[str, tuple[Ring, ...]]
    coast: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    inner: tuple[Ring, ...]


@cache
def basemap() -> Basemap:
    """The map, read once when first needed."""
    kept = json.loads(files("chamsae.resources").joinpath("basemap.json").read_text(encoding="utf-8"))
    lines = [_line(packed, kept["grain"]) for packed in kept["arcs"]]
    used, inner = (_uses(kept[what].values()) for what in ("lands", "divisions"))
    return Basemap(
        lands={key: tuple(_ring(ring, lines) for ring in rings) for key, rings in kept["lands"].items()},
        divisions={code: tuple(_ring(ring, lines) for ring in rings) for code, rings in kept["divisions"].items()},
        coast=tuple(lines[at] for at, count in used.items() if count == 1),
        borders=tuple(lines[at] for at, count in used.items() if count > 1),
        inner=tuple(lines[at] for at, count in inner.items() if count > 1),
    )


def _line(packed: str, grain: int) -> Ring:
    """A line from its first point and the steps behind it."""
    steps = [tuple(map(int, step.split())) for step in packed.split(",")]
    points = accumulate(steps, lambda one, other: (one[0] + other[0], one[1] + other[1]))
    return tuple((x / grain, y / grain) for x, y in points)


def _uses(shapes: Iterable[Sequence[Sequence[int]]]) -> Counter[int]:
    """How many outlines each line is part of."""
    return Counter(arc if arc >= 0 else ~arc for rings in shapes for ring in rings for arc in ring)


def _ring(arcs: Sequence[int], lines: Sequence[Ring]) -> Ring:
    """Lines put end to end; one with a number below zero is walked backwards."""
    points: list[Spot] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[1:] if points else line
    return tuple(points)
