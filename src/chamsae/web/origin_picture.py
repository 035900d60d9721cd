"""Where a figure's number comes from: boxes and arrows, and the lines of a table with the same content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chamsae.model.origin import Node, NodeKind, OriginGraph, Tie, TieKind
from chamsae.publish.typeset import lines
from chamsae.web.layered import Layout, Place, laid_out

#: Size of a box and its text, and room round the picture (at the left also for ties between origins).
WIDTH, PAD, SIZE, LINE, KIND = 196.0, 10.0, 13.0, 18.0, 16.0
MARGIN, BEFORE = 8.0, 44.0
#: Lines of a name in a box; the table has all of it.
NAME_LINES = 3
#: What stands before the id of a document in that of its node.
DOCUMENT = "document:"
#: Documents that nobody takes anything from are one box when there are more of them with the same sources.
APART = 2
#: How an arrow is drawn: solid for texts taken over, thin for words passed on, dashed where it is not said, dotted.
STYLES: Mapping[TieKind, str] = {
    TieKind.CITES: "passed",
    TieKind.RELAYS: "passed",
    TieKind.LOST: "lost",
    TieKind.MAY_BE: "maybe",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn; `others` are further documents that stand in the same box."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    height: float
    origin: bool
    others: tuple[Node, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A path from where something comes from to who has it from there; `tip` is the head's place, None without one."""

    path: str
    style: str
    tip: Place | None
    tie: Tie


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a node, whether it is an origin, and what it has from whom."""

    node: Node
    origin: bool
    ties: tuple[tuple[Tie, Node], ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class OriginPicture:
    """The picture in the unit of its text, its styles of arrows, and the table."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    styles: tuple[str, ...]
    lines: tuple[Line, ...]
    box_width: float = WIDTH


def origin_picture(graph: OriginGraph, languages: Mapping[str, str]) -> OriginPicture:
    """The graph laid out from left to right; leaves with the same sources share a box, and nothing else is left out.

    `languages` are those of the nodes' names, by id of the node, where they are known.
    """
    together = _together(graph)
    stands = {other.id: first for first, others in together.items() for other in others}
    nodes = [node for node in graph.nodes if node.id not in stands]
    texts = {node.id: tuple(lines(node.label, WIDTH - 2 * PAD, SIZE, NAME_LINES)) for node in nodes}
    heights = {node.id: _height(texts[node.id], bool(together.get(node.id))) for node in nodes}
    ties = [tie for tie in graph.ties if tie.source not in stands]
    layout = laid_out(heights, [(t.source, t.target) for t in ties if t.kind is not TieKind.MAY_BE], WIDTH)
    arrows = tuple(_arrow(tie, layout, heights) for tie in ties)
    return OriginPicture(
        width=layout.width + BEFORE + MARGIN,
        height=layout.height + 2 * MARGIN,
        boxes=tuple(
            Box(
                node=node,
                lines=texts[node.id],
                x=layout.places[node.id].x + BEFORE,
                y=layout.places[node.id].y + MARGIN,
                height=heights[node.id],
                origin=node.id in graph.origins,
                others=together.get(node.id, ()),
                language=languages.get(node.id, ""),
            )
            for node in nodes
        ),
        arrows=arrows,
        styles=tuple(dict.fromkeys(arrow.style for arrow in arrows)),
        lines=table(graph, languages),
    )


def table(graph: OriginGraph, languages: Mapping[str, str]) -> tuple[Line, ...]:
    """A line for each node, origins first; everything the picture shows."""
    named = {node.id: node for node in graph.nodes}
    ties: defaultdict[str, list[tuple[Tie, Node]]] = defaultdict(list)
    for tie in graph.ties:
        ties[tie.source].append((tie, named[tie.target]))
    found = [
        Line(node, node.id in graph.origins, tuple(ties[node.id]), languages.get(node.id, "")) for node in graph.nodes
    ]
    return tuple(sorted(found, key=lambda line: not line.origin))


def _together(graph: OriginGraph) -> dict[str, tuple[Node, ...]]:
    """Documents that share a box with the one under whose id they stand here."""
    taken = {tie.target for tie in graph.ties} | {tie.source for tie in graph.ties if tie.kind is TieKind.MAY_BE}
    sources: defaultdict[str, list[tuple[str, TieKind]]] = defaultdict(list)
    for tie in graph.ties:
        sources[tie.source].append((tie.target, tie.kind))
    alike: defaultdict[tuple[tuple[str, TieKind], ...], list[Node]] = defaultdict(list)
    for node in graph.nodes:
        if node.kind is NodeKind.DOCUMENT and node.id not in taken and sources[node.id]:
            alike[tuple(sorted(sources[node.id]))].append(node)
    return {first.id: tuple(others) for first, *others in alike.values() if len(others) >= APART}


def line_place(number: int) -> float:
    """The base line of a line of a box's text below its kind, counted from nought."""
    return PAD + KIND + LINE * number + SIZE - 2


def _height(text: Sequence[str], more: bool) -> float:
    return 2 * PAD + KIND + LINE * (len(text) + more) - 4


def _arrow(tie: Tie, layout: Layout, heights: Mapping[str, float]) -> Arrow:
    taker, giver = _shifted(layout.places[tie.source]), _shifted(layout.places[tie.target])
    end = Place(taker.x, taker.y + heights[tie.source] / 2)
    start = Place(giver.x, giver.y + heights[tie.target] / 2)
    style = STYLES.get(tie.kind, "copied")
    if taker.x == giver.x:
        return Arrow(f"M{start.x:.0f} {start.y:.1f}{_bow(start, end)}", style, None, tie)
    if style == "maybe":
        left, right = (start, end) if start.x < end.x else (end, start)
        return Arrow(_curve([Place(left.x + WIDTH, left.y), right]), style, None, tie)
    passing = [_shifted(one) for one in reversed(layout.ways[tie.source, tie.target])]
    through = [point for one in passing for point in (one, Place(one.x + WIDTH, one.y))]
    return Arrow(_curve([Place(start.x + WIDTH, start.y), *through, Place(end.x - 7, end.y)]), style, end, tie)


def _curve(points: Sequence[Place]) -> str:
    """Level lines through boxes' layers, swung curves between them."""
    path = f"M{points[0].x:.0f} {points[0].y:.1f}"
    for at, (one, two) in enumerate(pairwise(points)):
        half = (one.x + two.x) / 2
        level = at % 2 == 1
        path += f"H{two.x:.0f}" if level else f"C{half:.0f} {one.y:.1f} {half:.0f} {two.y:.1f} {two.x:.0f} {two.y:.1f}"
    return path


def _bow(start: Place, end: Place) -> str:
    """A bow at the left of two boxes of one layer."""
    out = min(BEFORE - MARGIN, 16 + abs(end.y - start.y) / 8)
    return f"C{start.x - out:.0f} {start.y:.1f} {start.x - out:.0f} {end.y:.1f} {end.x:.0f} {end.y:.1f}"


def _shifted(place: Place) -> Place:
    return Place(place.x + BEFORE, place.y + MARGIN)


def document_ids(nodes: Iterable[Node]) -> list[str]:
    """Ids of the documents among nodes."""
    return [node.id.removeprefix(DOCUMENT) for node in nodes if node.kind is NodeKind.DOCUMENT]
