"""How likely each total is: the curve of an estimate with its interval, its floor, and how many are documented.

Where the upper end is many times the lower one the scale is logarithmic, so that a heavy tail is seen and not cut off.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, log10

from chamsae.model.released_estimate import ReleasedNumber, ReleasedPart
from chamsae.publish.estimate_words import least, persons, range_words, said
from chamsae.publish.palette import LIGHT, Palette
from chamsae.publish.svg import Sheet

WIDTH, MARGIN, PLOT = 960.0, 40.0, 190.0
#: The scale is logarithmic where its ends are further apart than this.
APART = 8.0
#: Places at which the curve is worked out, and over how many to either side it is smoothed.
PLACES, SMOOTHED = 120, 6


@dataclass(frozen=True, slots=True)
class Scale:
    """Persons laid from `left` to `right` on the page, by their logarithm where `logs`."""

    low: float
    high: float
    left: float
    right: float
    logs: bool

    def at(self, value: float) -> float:
        """Where a number lies; at the nearest end what lies beyond."""
        inside = min(max(value, self.low), self.high)
        if self.logs:
            share = (log(inside) - log(self.low)) / (log(self.high) - log(self.low))
        else:
            share = (inside - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 2)

    def value(self, share: float) -> float:
        """The number at a share (0 to 1) of the way."""
        if self.logs:
            return exp(log(self.low) + share * (log(self.high) - log(self.low)))
        return self.low + share * (self.high - self.low)

    def ticks(self) -> list[float]:
        """Round numbers between the ends, three to eight of them."""
        if not self.logs:
            rough = (self.high - self.low) / 5
            power = 10.0 ** int(log10(rough)) if rough >= 1 else 1.0
            step = next((factor * power for factor in (1, 2, 5, 10) if factor * power >= rough), 10 * power)
            first = -(-self.low // step) * step
            return [first + step * at for at in range(int((self.high - first) // step) + 1)]
        steps = (1, 2, 5) if self.high / self.low < 300 else (1,)
        every = [step * 10.0**power for power in range(int(log10(self.low)) - 1, int(log10(self.high)) + 2)
                 for step in steps]  # fmt: skip
        return [one for one in every if self.low <= one <= self.high]


def scale(values: Sequence[float], left: float, right: float) -> Scale:
    """A scale that holds all of these persons."""
    low, high = max(1.0, min(values)), max(2.0, *values)
    logs = high / low > APART
    room = 1.08 if logs else 1.0
    spread = 0.0 if logs else (high - low) * 0.06 or low * 0.2
    return Scale(max(1.0, low / room - spread), high * room + spread, left, right, logs)


def density_svg(part: ReleasedPart, language: str = "en", *, palette: Palette = LIGHT, id: str = "") -> str:
    """The picture of the answer; empty text where there is none, since a refused estimate has no curve."""
    if part.answer is None:
        return ""
    answer = part.answer
    floors = [one for one in part.others if one.role == "floor"]
    ends = [one for one in (answer.low, answer.high, answer.median, part.n) if one is not None]
    known = [value for share, value in part.quantiles if 0.005 <= share <= 0.995]
    track = scale([*ends, *known, *map(least, floors)], MARGIN, WIDTH - MARGIN)
    sheet = Sheet(WIDTH, 14)
    sheet.y += 46
    _curve(sheet, part, answer, track, palette)
    _axis(sheet, track, palette, language)
    marks = [(answer.median, persons(answer.median), palette.ink, "")]
    for one in floors:
        marks.append((least(one), said("at-least", language, count=persons(least(one))), palette.doubt, "6 3"))
    if part.n is not None:
        marks.append((part.n, said("documented", language, count=f"{part.n:,}"), palette.quiet, "2 3"))
    _marks(sheet, marks, track, language)
    sheet.y += PLOT + 44
    told = said("density-of", language, median=persons(answer.median), range=range_words(answer, language))
    return sheet.finished(said("density", language), told, language, paper=palette.paper, id=id)


def _curve(sheet: Sheet, part: ReleasedPart, answer: ReleasedNumber, track: Scale, palette: Palette) -> None:
    """The interval as a band, the curve over it where quantiles are known."""
    floor = sheet.y + PLOT
    if answer.low is not None or answer.high is not None:
        left = track.at(track.low if answer.low is None else answer.low)
        right = track.at(track.high if answer.high is None else answer.high)
        wide = max(right - left, 1.0)
        sheet.shape("rect", x=left, y=sheet.y, width=wide, height=PLOT, fill=palette.soft, opacity=0.55)
    heights = curve(part.quantiles, track)
    if heights:
        most = max(heights) or 1.0
        points = [
            (track.at(track.value(at / (len(heights) - 1))), floor - tall / most * (PLOT - 12))
            for at, tall in enumerate(heights)
        ]
        path = f"M{points[0][0]:.1f} {floor:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in points)
        path += f"L{points[-1][0]:.1f} {floor:.1f}Z"
        sheet.shape("path", d=path, fill=palette.accent, fill_opacity=0.28, stroke=palette.accent, stroke_width=2)
    sheet.shape("line", x1=track.left, x2=track.right, y1=floor, y2=floor, stroke=palette.border)


def curve(quantiles: Sequence[tuple[float, float]], track: Scale) -> list[float]:
    """Heights of the density at even steps of the scale, from a few quantiles; none where too few are known.

    The distribution function runs straight between quantiles; its steps are smoothed by a moving mean.
    """
    known = sorted({value: share for share, value in quantiles}.items())
    if len(known) < 3:
        return []
    below = [_share(known, track.value(at / PLACES)) for at in range(PLACES + 1)]
    steps = [after - before for before, after in pairwise(below)]
    padded = [0.0] * SMOOTHED + steps + [0.0] * SMOOTHED
    return [sum(padded[at : at + 2 * SMOOTHED + 1]) / (2 * SMOOTHED + 1) for at in range(len(steps))]


def _share(known: Sequence[tuple[float, float]], value: float) -> float:
    """The probability of a total of at most this."""
    at = bisect_left(known, (value, -1.0))
    if at == 0:
        return 0.0
    if at == len(known):
        return known[-1][1]
    (low, under), (high, over) = known[at - 1], known[at]
    return under + (over - under) * (value - low) / (high - low)


def _axis(sheet: Sheet, track: Scale, palette: Palette, language: str) -> None:
    floor, last = sheet.y + PLOT, -100.0
    for value in track.ticks():
        x = track.at(value)
        sheet.shape("line", x1=x, x2=x, y1=floor, y2=floor + 6, stroke=palette.border)
        if x - last > 62:
            sheet.text(x, floor + 22, f"{value:,.0f}", 12, palette.quiet, anchor="middle")
            last = x
    sheet.text(track.right, floor + 38, said("persons", language), 12, palette.quiet, anchor="end", language=language)


def _marks(sheet: Sheet, marks: Sequence[tuple[float, str, str, str]], track: Scale, language: str) -> None:
    """Lines across the picture, each with its words above in a row of its own."""
    for row, (value, words, colour, dashes) in enumerate(sorted(marks)):
        x = track.at(value)
        top = sheet.y - 46 + 18 * (row % 3) + 4
        dash = {"stroke_dasharray": dashes} if dashes else {}
        sheet.shape("line", x1=x, x2=x, y1=top + 2, y2=sheet.y + PLOT, stroke=colour, stroke_width=2, **dash)
        away, anchor = (-6, "end") if x > WIDTH * 0.7 else (6, "start")
        sheet.text(x + away, top + 9, words, 13, colour, anchor=anchor, language=language)
