"""The order in which boxes on a page are read: blocks parted by white space, each line from left to right.

Recursive cuts along the widest white band (the XY-cut of Nagy and Seth, 1984).
"""

from collections.abc import Iterator, Sequence

from chamsae.model.locus import Box

#: A white band parts columns when it is at least this part of the page wide.
GUTTER = 0.02


def reading_order(boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Line number (a gap of more than one parts blocks) and place in `boxes` of each box, in reading order."""
    number = 0
    for block in _blocks(list(range(len(boxes))), boxes):
        number += 1
        for line in _lines(block, boxes):
            number += 1
            yield from ((number, at) for at in line)


def has_columns(boxes: Sequence[Box]) -> bool:
    """Whether text stands side by side in columns, also below a headline."""
    return len(list(_blocks(list(range(len(boxes))), boxes))) > 1


def _blocks(some: list[int], boxes: Sequence[Box]) -> Iterator[list[int]]:
    """The boxes in blocks: columns side by side, where a white band runs through, else all of them."""
    if (cut := _band(some, boxes)) is not None:
        left = [at for at in some if boxes[at].right <= cut]
        yield from _blocks(left, boxes)
        yield from _blocks([at for at in some if at not in set(left)], boxes)
    elif (parted := _across(some, boxes)) is not None:
        for part in parted:
            yield from _blocks(part, boxes)
    elif some:
        yield some


def _band(some: Sequence[int], boxes: Sequence[Box]) -> float | None:
    """Where a white band runs down between boxes, with several lines on either side; None where none does."""
    by_left = sorted(some, key=lambda at: boxes[at].left)
    edge = 0.0
    for place, at in enumerate(by_left):
        if place >= 3 and len(by_left) - place >= 3 and boxes[at].left - edge >= GUTTER:
            return (boxes[at].left + edge) / 2
        edge = max(edge, boxes[at].right)
    return None


def _across(some: Sequence[int], boxes: Sequence[Box]) -> tuple[list[int], list[int]] | None:
    """The boxes parted above and below where below a headline columns begin; None where that shows no columns."""
    by_top = sorted(some, key=lambda at: boxes[at].top)
    for place in range(1, len(by_top) - 5):
        above, below = by_top[:place], by_top[place:]
        apart = max(boxes[at].bottom for at in above) <= min(boxes[at].top for at in below) + 0.002
        if apart and _band(below, boxes) is not None:
            return above, below
    return None


def _lines(block: Sequence[int], boxes: Sequence[Box]) -> Iterator[list[int]]:
    """Boxes of one height are one line, from left to right."""
    line: list[int] = []
    for at in sorted(block, key=lambda at: (boxes[at].top + boxes[at].bottom, boxes[at].left)):
        if line and not _level(boxes[line[-1]], boxes[at]):
            yield sorted(line, key=lambda one: boxes[one].left)
            line = []
        line.append(at)
    if line:
        yield sorted(line, key=lambda one: boxes[one].left)


def _level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.right <= other.left + 0.005 or other.right <= one.left + 0.005
    return apart and shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)
