"""A pair's evidence as a waterfall: each piece a bar that begins where the sum of those before it ended.

The picture shows names of people and is for those who judge: it is stamped so, and is no publication.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from chamsae.model.link import Pair
from chamsae.publish.svg import INK, LINE, QUIET, STAMP, Sheet
from chamsae.publish.typeset import lines

#: Evidence for one person, and against it; both 4.5:1 on white. The sign of the number says the same without colour.
FOR, AGAINST = "#256141", "#9B2C2C"
#: Width of the picture, of its margin, and of its columns: the reason, the bits, the bars.
WIDTH, MARGIN, REASON, NUMBER = 960.0, 32.0, 380.0, 64.0
LEFT, RIGHT = MARGIN + REASON + NUMBER + 16, WIDTH - MARGIN
#: Least height of a row, and of its bar.
ROW, BAR = 34.0, 16.0
#: Bits shown at least, so that little evidence looks like little.
LEAST = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of evidence as a bar from `start` to `end`, both sums in bits; `why` in words."""

    why: str
    bits: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The bits shown, from `low` to `high`, and the ticks between."""

    low: float
    high: float
    ticks: tuple[int, ...]

    def at(self, bits: float) -> float:
        """Where a sum lies: 0 at the left end, 1 at the right."""
        return (bits - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written on the picture, in the reader's language; `whys` are the reasons of the pair's parts."""

    title: str
    names: tuple[str, str]
    stamp: str
    whys: Sequence[str]
    in_all: str
    verdict: str
    two: str
    one: str
    language: str = "en"


def steps(pair: Pair, whys: Iterable[str]) -> list[Step]:
    """The parts in their order, each beginning where the one before it ended."""
    found: list[Step] = []
    for part, why in zip(pair.parts, whys, strict=True):
        start = found[-1].end if found else 0.0
        found.append(Step(why, part.bits, start, start + part.bits))
    return found


def scale(shown: Sequence[Step]) -> Scale:
    """A scale that holds every sum, and nought."""
    sums = [0.0, *(step.end for step in shown)]
    low, high = min(sums), max(sums)
    step = next((one for one in (1, 2, 5, 10, 20, 50) if (high - low) / one <= 8), 100)
    low, high = floor(min(low, -LEAST) / step) * step, ceil(max(high, LEAST) / step) * step
    return Scale(low=low, high=high, ticks=tuple(range(low, high + 1, step)))


def picture(pair: Pair, words: Words) -> str:
    """The waterfall as an SVG file: real text, with a title and a description for who cannot see it."""
    shown = steps(pair, words.whys)
    sheet, bits = Sheet(WIDTH, MARGIN), scale(shown)
    _head(sheet, words, bits)
    top = sheet.y
    for step in shown:
        _row(sheet, step, bits)
    _total(sheet, pair, words, bits)
    _axis(sheet, bits, top)
    sheet.y += MARGIN / 2
    told = "; ".join(f"{step.bits:+.1f}: {step.why}" for step in shown)
    description = f"{' | '.join(words.names)}. {told}. {words.in_all}: {pair.weight:+.1f}, {words.verdict}"
    return sheet.finished(words.title, description, words.language)


def _head(sheet: Sheet, words: Words, bits: Scale) -> None:
    room = WIDTH - 2 * MARGIN
    sheet.paragraph(MARGIN, room, words.stamp, 13, STAMP, weight=700)
    sheet.paragraph(MARGIN, room, words.title, 15, QUIET)
    for name in words.names:
        sheet.paragraph(MARGIN, room, name, 22, weight=700, most=2)
    sheet.y += 30
    sheet.text(_x(bits, 0) - 8, sheet.y - 8, f"← {words.two}", 13, AGAINST, anchor="end")
    sheet.text(_x(bits, 0) + 8, sheet.y - 8, f"{words.one} →", 13, FOR)


def _row(sheet: Sheet, step: Step, bits: Scale) -> None:
    top, middle = sheet.y, _written(sheet, step.why, f"{step.bits:+.1f}", weight=400)
    low, high = sorted((_x(bits, step.start), _x(bits, step.end)))
    sheet.shape("line", x1=_x(bits, step.start), x2=_x(bits, step.start), y1=top, y2=middle, stroke=QUIET)
    sheet.shape("rect", x=low, y=middle - BAR / 2, width=max(2.0, high - low), height=BAR,
                fill=FOR if step.bits >= 0 else AGAINST)  # fmt: skip
    sheet.shape("line", x1=_x(bits, step.end), x2=_x(bits, step.end), y1=middle, y2=sheet.y, stroke=QUIET)


def _total(sheet: Sheet, pair: Pair, words: Words, bits: Scale) -> None:
    sheet.shape("line", x1=MARGIN, x2=RIGHT, y1=sheet.y, y2=sheet.y, stroke=INK)
    middle = _written(sheet, f"{words.in_all}: {words.verdict}", f"{pair.weight:+.1f}", weight=700)
    at = _x(bits, max(bits.low, min(bits.high, pair.weight)))
    low, high = sorted((_x(bits, 0), at))
    sheet.shape("rect", x=low, y=middle - BAR / 2, width=max(2.0, high - low), height=BAR, fill=INK)


def _written(sheet: Sheet, why: str, number: str, *, weight: int) -> float:
    """The words of a row and its number; moves `y` to the end of the row and gives the row's middle."""
    top, wrapped = sheet.y, lines(why, REASON, 14)
    height = max(ROW, len(wrapped) * 19 + 12)
    middle = top + height / 2
    for at, line in enumerate(wrapped):
        sheet.text(MARGIN, middle + 5 + (at - (len(wrapped) - 1) / 2) * 19, line, 14, weight=weight)
    sheet.text(MARGIN + REASON + NUMBER, middle + 5, number, 14, weight=weight, anchor="end")
    sheet.y = top + height
    return middle


def _axis(sheet: Sheet, bits: Scale, top: float) -> None:
    """Ticks below, and lines behind everything."""
    behind = Sheet(WIDTH)
    for tick in bits.ticks:
        behind.shape(
            "line", x1=_x(bits, tick), x2=_x(bits, tick), y1=top, y2=sheet.y, stroke=QUIET if tick == 0 else LINE
        )
        sheet.text(_x(bits, tick), sheet.y + 18, f"{tick:+d}" if tick else "0", 12, QUIET, anchor="middle")
    sheet.shapes[:0] = behind.shapes
    sheet.y += 24


def _x(bits: Scale, sum: float) -> float:
    return LEFT + bits.at(sum) * (RIGHT - LEFT)
