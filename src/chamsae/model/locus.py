"""Where words stand in the original: in a box on a page's picture, or in a stretch of a recording."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in parts of its width and height: 0 is left and top, 1 is right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def __or__(self, other: "Box") -> "Box":
        """The smallest box round both."""
        return Box(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Text from `start` to `end` stands in `box` of a page (from 1), read with a confidence of 0 to 1."""

    start: int
    end: int
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Text from `start` to `end` is heard from `begins` to `ends`, in seconds of the recording.

    `confidence` is that of the program that heard it, 0 to 1; 1 where a person wrote it down.
    """

    start: int
    end: int
    begins: float
    ends: float
    speaker: str | None = None
    confidence: float = 1.0


Locus = TypeVar("Locus", Spot, Moment)


def within(loci: Sequence[Locus], start: int, end: int) -> tuple[Locus, ...]:
    """Those loci, given in order of the text, that share characters with text[start:end]."""
    first = bisect_right(loci, start, key=lambda one: one.end)
    found = []
    for one in loci[first:]:
        if one.start >= end:
            break
        found.append(one)
    return tuple(found)


def clipped(spots: Iterable[Spot], start: int, end: int) -> tuple[Spot, ...]:
    """The spots cut to text[start:end]: of one that reaches beyond, the part of its box that its letters take up."""
    return tuple(_clip(spot, max(start, spot.start), min(end, spot.end)) for spot in spots)


def lines(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Spots of one line of a page put together into one, with the confidence of the least sure."""
    joined: list[Spot] = []
    for spot in spots:
        if joined and _on_one_line(joined[-1], spot):
            before = joined[-1]
            least = min(before.confidence, spot.confidence)
            joined[-1] = replace(before, end=spot.end, box=before.box | spot.box, confidence=least)
        else:
            joined.append(spot)
    return tuple(joined)


def sureness(loci: Iterable[Spot | Moment]) -> float | None:
    """How sure the program was of the least sure of these words; None where no program read or heard them."""
    return min((one.confidence for one in loci), default=None)


def _clip(spot: Spot, start: int, end: int) -> Spot:
    box, letters = spot.box, spot.end - spot.start
    width = (box.right - box.left) / letters
    left, right = box.left + (start - spot.start) * width, box.right - (spot.end - end) * width
    return replace(spot, start=start, end=end, box=replace(box, left=left, right=right))


def _on_one_line(before: Spot, spot: Spot) -> bool:
    if before.page != spot.page or spot.box.left < before.box.left:
        return False
    shared = min(before.box.bottom, spot.box.bottom) - max(before.box.top, spot.box.top)
    return shared > 0.5 * min(before.box.bottom - before.box.top, spot.box.bottom - spot.box.top)
