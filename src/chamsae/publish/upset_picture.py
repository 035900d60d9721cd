"""Who stands on which lists, as an UpSet picture (Lex et al. 2014): a column of dots for each combination of lists.

The combination with most persons comes first, so that what overlaps and what does not is seen before any estimate.
"""

from collections.abc import Sequence

from chamsae.model.released_estimate import ReleasedOverlap, ReleasedPart
from chamsae.publish.estimate_words import said
from chamsae.publish.palette import LIGHT, Palette
from chamsae.publish.svg import Sheet
from chamsae.publish.typeset import lines

WIDTH, MARGIN, NAMES, SIZES = 960.0, 28.0, 190.0, 120.0
PLOT, STEP, ROW, DOT = 170.0, 30.0, 28.0, 6.5
#: Combinations drawn at most; the table has all.
MOST_DRAWN = 20


def upset_svg(part: ReleasedPart, language: str = "en", *, palette: Palette = LIGHT, id: str = "") -> str:
    """The picture; the same part gives the same bytes. Numbers held back are drawn as an open bar of no height."""
    shown = sorted(part.overlaps, key=lambda one: (-(one.count or 0), [-on for on in one.pattern]))
    drawn = shown[:MOST_DRAWN]
    step = min(STEP, (WIDTH - 2 * MARGIN - NAMES - SIZES) / max(1, len(drawn)))
    sheet = Sheet(WIDTH, MARGIN)
    sheet.text(MARGIN + NAMES + SIZES, sheet.y, said("combinations", language), 13, palette.quiet, language=language)
    sheet.y += 26
    _bars(sheet, drawn, step, palette, language)
    sheet.y += PLOT + 12
    _lists(sheet, part, palette, language, len(drawn) * step)
    for at, one in enumerate(drawn):
        _dots(sheet, one.pattern, _x(at, step), palette)
    sheet.y += len(part.lists) * ROW + 8
    if len(shown) > len(drawn):
        more = said("more-combinations", language, more=len(shown) - len(drawn))
        sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, more, 13, palette.quiet, language=language)
    sheet.y += MARGIN / 2
    told = said("upset-of", language, lists=len(part.lists), combinations=len(part.overlaps))
    return sheet.finished(said("on-lists", language), told, language, paper=palette.paper, id=id)


def _x(at: int, step: float) -> float:
    return MARGIN + NAMES + SIZES + step * (at + 0.5)


def _bars(sheet: Sheet, drawn: Sequence[ReleasedOverlap], step: float, palette: Palette, language: str) -> None:
    """How many persons each combination has, with the number above."""
    most = max([one.count or 0 for one in drawn] or [0]) or 1
    floor = sheet.y + PLOT
    sheet.shape("line", x1=MARGIN + NAMES + SIZES, x2=_x(len(drawn) - 1, step) + step / 2, y1=floor, y2=floor,
                stroke=palette.border)  # fmt: skip
    for at, one in enumerate(drawn):
        x, wide = _x(at, step), step * 0.62
        tall = (one.count or 0) / most * (PLOT - 18)
        if one.count is None:
            sheet.shape("rect", x=x - wide / 2, y=floor - 6, width=wide, height=6, fill="none", stroke=palette.quiet,
                        stroke_dasharray="2 2")  # fmt: skip
        else:
            sheet.shape("rect", x=x - wide / 2, y=floor - tall, width=wide, height=max(tall, 0.8), fill=palette.accent)
        label = said("held", language) if one.count is None else f"{one.count:,}"
        size = 12 if step > 26 else 10.5
        if one.count is not None or step > 40:
            sheet.text(x, floor - tall - 6, label, size, palette.ink, anchor="middle")


def _lists(sheet: Sheet, part: ReleasedPart, palette: Palette, language: str, across: float) -> None:
    """The name and size of each list, with a band behind every other row."""
    most = max([size or 0 for size in part.sizes] or [0]) or 1
    for at, (name, size) in enumerate(zip(part.lists, part.sizes, strict=True)):
        y = sheet.y + at * ROW
        if at % 2 == 0:
            sheet.shape("rect", x=MARGIN, y=y, width=NAMES + SIZES + across, height=ROW, fill=palette.inner)
        label = next(iter(lines(name, NAMES - 10, 13, 1)), "")
        sheet.text(MARGIN + 6, y + 19, label, 13, palette.ink, language=language)
        told = said("held", language) if size is None else f"{size:,}"
        wide = (size or 0) / most * (SIZES - 62)
        sheet.text(MARGIN + NAMES + 48, y + 19, told, 12, palette.quiet, anchor="end")
        sheet.shape("rect", x=MARGIN + NAMES + 54, y=y + 8, width=max(wide, 0.8), height=ROW - 16, fill=palette.border)


def _dots(sheet: Sheet, pattern: Sequence[int], x: float, palette: Palette) -> None:
    """A full dot on each list of the combination, tied by a line; a faint one on the others."""
    rows = [sheet.y + ROW * (at + 0.5) for at in range(len(pattern))]
    on = [y for y, here in zip(rows, pattern, strict=True) if here]
    if len(on) > 1:
        sheet.shape("line", x1=x, x2=x, y1=on[0], y2=on[-1], stroke=palette.accent, stroke_width=3)
    for y, here in zip(rows, pattern, strict=True):
        look = {"fill": palette.accent} if here else {"fill": palette.paper, "stroke": palette.line}
        sheet.shape("circle", cx=x, cy=y, r=DOT, **look)
