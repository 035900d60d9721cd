"""An origin graph laid out in layers from left to right: origins first, then who has it from whom.

The usual three steps (Sugiyama, Tagawa and Toda 1981): longest-path layers, order by barycentres, places by the mean
of neighbours. Long arrows go through places of their own, so that none runs under a box. Same graph, same picture.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

#: Room between layers, between boxes, and taken by an arrow that passes a layer; in the unit of the boxes.
BESIDE, BETWEEN, PASSING = 84.0, 14.0, 10.0
#: Times the order and the places are improved; more changes nothing for graphs of the size people look at.
SWEEPS = 6

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the upper left corner of a box lies."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all boxes, the points each edge goes through (from the derived box to what it derives from)."""

    places: Mapping[str, Place]
    ways: Mapping[Edge, tuple[Place, ...]]
    width: float
    height: float


def laid_out(heights: Mapping[str, float], edges: Iterable[Edge], width: float) -> Layout:
    """Places for boxes of these heights and one width; an edge goes from the derived box to what it derives from.

    Edges that close a ring are drawn, but decide nothing. Raises KeyError for an edge to a box that is not there.
    """
    given = list(dict.fromkeys(edge for edge in edges if edge[0] != edge[1]))
    layers = _layers(list(heights), given)
    plan = _Plan(dict(heights), defaultdict(list))
    for node in heights:
        plan.rows[layers[node]].append(node)
    chains = {edge: plan.chained(edge, layers) for edge in given}
    plan.link(chains.values())
    for sweep in range(SWEEPS):
        plan.order(downwards=sweep % 2 == 0)
    tops = _closed_up(plan.tops(), plan.heights)
    places = {id: Place(layer * (width + BESIDE), tops[id]) for layer, row in plan.rows.items() for id in row}
    ways = {edge: tuple(_through(places[id], plan, id) for id in chain[1:-1]) for edge, chain in chains.items()}
    bottom = max((tops[id] + plan.heights[id] for id in tops), default=0.0)
    across = (max(plan.rows, default=0) + 1) * (width + BESIDE) - BESIDE
    return Layout({id: places[id] for id in heights}, ways, across, bottom)


def _closed_up(tops: dict[str, float], heights: Mapping[str, float]) -> dict[str, float]:
    """The same places without bands in which no layer has anything."""
    found: dict[str, float] = {}
    bottom, saved = 0.0, 0.0
    for id in sorted(tops, key=tops.__getitem__):
        saved += max(0.0, tops[id] - bottom - BETWEEN) if found else tops[id]
        found[id] = tops[id] - saved
        bottom = max(bottom, tops[id] + heights[id])
    return found


def _through(place: Place, plan: "_Plan", id: str) -> Place:
    return Place(place.x, place.y + plan.heights[id] / 2)


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """How many steps each node is from the farthest origin it derives from; rings are cut where they close."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        targets[source].append(target)
    done: dict[str, int] = {}
    for start in nodes:
        _walk(start, targets, done)
    return done


def _walk(start: str, targets: Mapping[str, Sequence[str]], done: dict[str, int]) -> None:
    """Depth first without recursion, since a chain of copies may be long."""
    stack, open_ = [start], set[str]()
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        open_.add(node)
        missing = [one for one in targets.get(node, ()) if one not in done and one not in open_]
        if missing:
            stack.append(missing[0])
            continue
        done[node] = 1 + max((done[one] for one in targets.get(node, ()) if one in done), default=-1)
        open_.discard(stack.pop())


@dataclass(slots=True)
class _Plan:
    """Rows of boxes and passing arrows, one for each layer, and who is tied to whom in the layers beside."""

    heights: dict[str, float]
    rows: defaultdict[int, list[str]]
    left: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    right: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def chained(self, edge: Edge, layers: Mapping[str, int]) -> list[str]:
        """The edge as a chain from layer to layer, with a place to pass in each layer between."""
        source, target = edge
        passing = []
        for layer in range(layers[source] - 1, layers[target], -1):
            id = f"{source}\0{target}\0{layer}"
            self.heights[id] = PASSING
            self.rows[layer].append(id)
            passing.append(id)
        return [source, *passing, target]

    def link(self, chains: Iterable[Sequence[str]]) -> None:
        """Tell neighbours of each other."""
        for chain in chains:
            for right, left in pairwise(chain):
                self.left[right].append(left)
                self.right[left].append(right)

    def order(self, *, downwards: bool) -> None:
        """Put each row in the order of the mean places of its neighbours on one side."""
        place = {id: at for row in self.rows.values() for at, id in enumerate(row)}
        beside = self.left if downwards else self.right
        for layer in sorted(self.rows, reverse=not downwards):
            row = self.rows[layer]
            row.sort(key=lambda id: fmean(map(place.__getitem__, beside[id])) if beside[id] else place[id])
            place.update((id, at) for at, id in enumerate(row))

    def tops(self) -> dict[str, float]:
        """Upper edges: each box as near the middle of its neighbours as its row lets it, the highest at nought."""
        tops: dict[str, float] = {}
        for row in self.rows.values():
            self._set(row, dict.fromkeys(row, 0.0), tops)
        for sweep in range(SWEEPS):
            beside = self.left if sweep % 2 == 0 else self.right
            for layer in sorted(self.rows, reverse=sweep % 2 == 1):
                row = self.rows[layer]
                self._set(row, {id: self._wanted(id, beside[id], tops) for id in row}, tops)
        highest = min(tops.values(), default=0.0)
        return {id: top - highest for id, top in tops.items()}

    def _wanted(self, id: str, beside: Sequence[str], tops: Mapping[str, float]) -> float:
        if not beside:
            return tops[id]
        return fmean(tops[one] + self.heights[one] / 2 for one in beside) - self.heights[id] / 2

    def _set(self, row: Sequence[str], wanted: Mapping[str, float], tops: dict[str, float]) -> None:
        """Stack a row without overlaps, then move it as a whole to where its boxes want to be on average."""
        down = 0.0
        for at, id in enumerate(row):
            tops[id] = wanted[id] if at == 0 else max(wanted[id], down)
            down = tops[id] + self.heights[id] + BETWEEN
        shift = fmean(tops[id] - wanted[id] for id in row) if row else 0.0
        for id in row:
            tops[id] -= shift
