"""Arrows between the rows of a list, drawn row by row in a gutter, so that they fit rows of any height."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Room that each lane takes, and that the arrow's head takes beside the last one, in CSS pixels.
LANE, HEAD = 11, 14


@dataclass(frozen=True, slots=True)
class Stroke:
    """What one lane draws in one row, at `x` from the left: up or down from the middle, and along to the right.

    `along` is "" for nothing, "out" for where an arrow sets out, "in" for where one arrives, with its head.
    """

    x: int
    up: bool
    down: bool
    along: str = ""


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strokes of each row, and how wide the gutter is; nought where there are no arrows."""

    rows: tuple[tuple[Stroke, ...], ...]
    width: int


def gutter(order: Sequence[str], taken: Mapping[str, str]) -> Gutter:
    """Arrows from each row to those that take from it: `taken` says of a row which one; rows not there are left out.

    All who take from one row share its lane; arrows that lie beside each other have lanes of their own.
    """
    at = {id: row for row, id in enumerate(order)}
    spans: dict[int, set[int]] = {}
    for taker, giver in taken.items():
        if taker in at and giver in at and taker != giver:
            spans.setdefault(at[giver], set()).add(at[taker])
    lanes = _lanes(spans)
    rows = tuple(
        tuple(stroke for giver, lane in lanes.items() if (stroke := _stroke(row, giver, spans[giver], lane)))
        for row in range(len(order))
    )
    return Gutter(rows, (max(lanes.values()) + 1) * LANE + HEAD if lanes else 0)


def _lanes(spans: Mapping[int, set[int]]) -> dict[int, int]:
    """A lane for each row that gives; short arrows lie next to the text."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for giver in sorted(spans, key=lambda one: (_reach(one, spans)[1] - _reach(one, spans)[0], one)):
        first, last = _reach(giver, spans)
        lane = next((n for n, kept in enumerate(taken) if all(last < a or b < first for a, b in kept)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((first, last))
        found[giver] = lane
    return {giver: len(taken) - 1 - lane for giver, lane in found.items()}


def _reach(giver: int, spans: Mapping[int, set[int]]) -> tuple[int, int]:
    rows = {giver, *spans[giver]}
    return min(rows), max(rows)


def _stroke(row: int, giver: int, takers: set[int], lane: int) -> Stroke | None:
    first, last = min(giver, *takers), max(giver, *takers)
    if not first <= row <= last:
        return None
    along = "out" if row == giver else "in" if row in takers else ""
    return Stroke(lane * LANE + 5, up=row > first, down=row < last, along=along)
