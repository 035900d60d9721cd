"""A released table as a chart: bars, bars in parts, several charts side by side, or lines over years.

Lines break where a number is held back; what has no certain year is in no line and said under them. Parts are stacked
only where they add up to their whole; where one can stand in several, each part has a chart of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.model.amount import Amount, Comparator
from chamsae.model.released_table import ReleasedTable
from chamsae.publish.axis import Axis, axis
from chamsae.publish.svg import INK, LINE, QUIET, STAMP, Sheet
from chamsae.publish.table_grid import STAMPS, Grid, grid, number_words, provenance, words
from chamsae.publish.typeset import lines
from chamsae.text.table_words import said, title_words, unit_words

WIDTH, MARGIN, NAMES = 960.0, 32.0, 250.0
BAR, STEP, PLOT = 18.0, 28.0, 280.0
#: Bars and series drawn at most; the table has all.
MOST_BARS, MOST_PARTS = 20, 6
#: Fills of parts, each 3:1 or better on white and told apart in grey, and the dashes of their lines.
COLOURS = ("#1F5673", "#B4690E", "#5B3F8C", "#2F7D57", "#9B2C2C", "#74808A")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")
_TIMES = ("year", "half-year", "month")


def table_svg(table: ReleasedTable, language: str = "en", *, id: str = "") -> str:
    """The chart; the same table gives the same bytes. It shows the first two axes; the table has the third."""
    laid = grid(table)
    sheet = Sheet(WIDTH, MARGIN / 2)
    title = title_words(table.axes[:2], table.counting, language)
    if table.audience in STAMPS:
        sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, said(STAMPS[table.audience], language), 14, STAMP, weight=700)
    sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, title, 20, weight=700, language=language)
    sheet.y += 12
    over = next((at for at, one in enumerate(table.axes[:2]) if one in _TIMES), None)
    if over is not None:
        _lines(sheet, laid, over, language)
    elif len(table.axes) == 1:
        _panel(sheet, laid, None, language)
    elif table.axes[1] in table.overlapping:
        _panels(sheet, laid, language)
    else:
        _stacked(sheet, laid, language)
    sheet.y += 10
    sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, provenance(table, language), 12, QUIET, language=language)
    sheet.y += MARGIN / 2
    return sheet.finished(title, provenance(table, language), language, id=id)


@dataclass(frozen=True, slots=True)
class _Track:
    """A horizontal scale on the page."""

    left: float
    width: float
    scale: Axis

    def at(self, value: float) -> float:
        """Where a number lies."""
        return self.left + self.scale.at(value) / 100 * self.width


def _track(numbers: Sequence[int], left: float, width: float) -> _Track:
    return _Track(left, width, _scale(numbers))


def _scale(numbers: Sequence[int]) -> Axis:
    """From nought to the largest number."""
    return axis([Amount(low=0, high=max([1, *numbers]), comparator=Comparator.RANGE, unit="")])


def _bars(laid: Grid) -> tuple[str | None, ...]:
    return laid.rows[:-1][:MOST_BARS]


def _panel(sheet: Sheet, laid: Grid, column: str | None, language: str) -> None:
    """A bar for each row."""
    rows = _bars(laid)
    counts = [laid.cell(row, column).count or 0 for row in rows]
    track = _track(counts, MARGIN + NAMES, WIDTH - 2 * MARGIN - NAMES - 60)
    for row in rows:
        cell = laid.cell(row, column)
        _name(sheet, laid, row, language)
        end = track.at(cell.count or 0)
        if cell.count:
            sheet.shape(
                "rect", x=track.at(0), y=sheet.y, width=max(end - track.at(0), 1.0), height=BAR, fill=COLOURS[0]
            )
        sheet.text(end + 6, sheet.y + 13, number_words(cell, laid.table, language), 12, INK)
        sheet.y += STEP
    _rest(sheet, len(laid.rows) - 1 - len(rows), language)


def _panels(sheet: Sheet, laid: Grid, language: str) -> None:
    """A chart for each column, since one can stand in several columns."""
    for column in laid.columns[:-1][:MOST_PARTS]:
        sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, words(laid.table, 1, column, language), 14, weight=700)
        sheet.y += 4
        _panel(sheet, laid, column, language)
        sheet.y += 8
    _rest(sheet, len(laid.columns) - 1 - MOST_PARTS, language)


def _stacked(sheet: Sheet, laid: Grid, language: str) -> None:
    """A bar for each row in parts that add up; parts beyond the sixth are one, as the rest."""
    rows, parts = _bars(laid), laid.columns[:-1]
    track = _track([sum(_of(laid, row)) for row in rows], MARGIN + NAMES, WIDTH - 2 * MARGIN - NAMES - 60)
    for row in rows:
        _name(sheet, laid, row, language)
        numbers = _of(laid, row)
        shown = [*numbers[: MOST_PARTS - 1], sum(numbers[MOST_PARTS - 1 :])]
        left = 0
        for number, colour in zip(shown, COLOURS, strict=False):
            if number:
                start, end = track.at(left), track.at(left + number)
                sheet.shape("rect", x=start, y=sheet.y, width=max(end - start - 0.5, 0.5), height=BAR, fill=colour)
            left += number
        total = number_words(laid.cell(row), laid.table, language)
        sheet.text(track.at(left) + 6, sheet.y + 13, total, 12, INK)
        sheet.y += STEP
    _rest(sheet, len(laid.rows) - 1 - len(rows), language)
    named = [words(laid.table, 1, part, language) for part in parts[:MOST_PARTS]]
    if len(parts) > MOST_PARTS:
        named[-1] = f"+ {len(parts) - MOST_PARTS + 1}"
    _legend(sheet, named)


def _of(laid: Grid, row: str | None) -> list[int]:
    return [laid.cell(row, column).count or 0 for column in laid.columns[:-1]]


def _lines(sheet: Sheet, laid: Grid, over: int, language: str) -> None:
    """A line for each key of the other axis over the stretches of time that are certain."""
    table = laid.table
    times = laid.rows[:-1] if over == 0 else laid.columns[:-1]
    certain = _between([one for one in times if one and _certain(one, table.axes[over])], table.axes[over])
    others = [None] if len(table.axes) == 1 else list(laid.columns[:-1] if over == 0 else laid.rows[:-1])
    drawn = others[:MOST_PARTS]
    series = [[_at(laid, over, time, other) for time in certain] for other in drawn]
    scale = _scale([one for numbers in series for one in numbers if one is not None])
    _ground(sheet, certain, scale, unit_words(table.counting, language))
    for at, numbers in enumerate(series):
        _line(sheet, numbers, scale, at)
    sheet.y += PLOT + 34
    if len(table.axes) > 1:
        _legend(sheet, [words(table, 1 - over, one, language) for one in drawn], dashed=True)
        _rest(sheet, len(others) - len(drawn), language)
    unsure = sum(_at(laid, over, one, None) or 0 for one in times if one not in certain)
    if unsure:
        sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, said("unknown-years", language, count=f"{unsure:,}"), 13, QUIET)
    sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, said("interviews", language), 13, QUIET, language=language)


def _at(laid: Grid, over: int, time: str | None, other: str | None) -> int | None:
    return (laid.cell(time, other) if over == 0 else laid.cell(other, time)).count


def _certain(key: str, dimension: str) -> bool:
    return "/" not in key and (dimension == "year" or len(key) > 4)


def _between(keys: Sequence[str], dimension: str) -> list[str]:
    """All stretches from the first to the last, those in which nothing was counted among them."""
    if not keys:
        return []
    per = {"year": 1, "half-year": 2, "month": 12}[dimension]

    def number(key: str) -> int:
        return int(key[:4]) * per + (int(key[5:].removeprefix("H")) - 1 if per > 1 else 0)

    def key(at: int) -> str:
        year, part = divmod(at, per)
        return {1: f"{year:04}", 2: f"{year:04}-H{part + 1}", 12: f"{year:04}-{part + 1:02}"}[per]

    return [key(at) for at in range(number(min(keys)), number(max(keys)) + 1)]


def _x(at: int, many: int) -> float:
    left, width = MARGIN + 60, WIDTH - 2 * MARGIN - 80
    return left + (width / 2 if many == 1 else width * at / (many - 1))


def _ground(sheet: Sheet, times: Sequence[str], scale: Axis, unit: str) -> None:
    """Lines of the numbers, marks of the times, the unit above the scale."""
    sheet.text(MARGIN, sheet.y + 4, unit, 12, QUIET)
    for tick in scale.ticks:
        if tick.label == "0" or float(tick.label.replace(",", "")).is_integer():
            y = _y(sheet, tick.at)
            sheet.shape("line", x1=MARGIN + 60, x2=WIDTH - MARGIN, y1=y, y2=y, stroke=LINE)
            sheet.text(MARGIN + 52, y + 4, tick.label, 12, QUIET, anchor="end")
    step = max(1, -(-len(times) // 14))
    for at, time in enumerate(times):
        if at % step == 0:
            sheet.text(_x(at, len(times)), sheet.y + PLOT + 22, time, 12, QUIET, anchor="middle")


def _y(sheet: Sheet, share: float) -> float:
    return sheet.y + PLOT * (1 - share / 100) + 8


def _line(sheet: Sheet, numbers: Sequence[int | None], scale: Axis, at: int) -> None:
    """A line with a dot for each number; it breaks where one is held back."""
    path, pen = "", "M"
    for place, number in enumerate(numbers):
        if number is None:
            pen = "M"
            continue
        x, y = _x(place, len(numbers)), _y(sheet, scale.at(number))
        path += f"{pen}{x:.1f} {y:.1f}"
        pen = "L"
        sheet.shape("circle", cx=x, cy=y, r=2.6, fill=COLOURS[at])
    dash = {"stroke_dasharray": DASHES[at]} if DASHES[at] else {}
    if path:
        sheet.shape("path", d=path, fill="none", stroke=COLOURS[at], stroke_width=2, **dash)


def _legend(sheet: Sheet, named: Sequence[str], *, dashed: bool = False) -> None:
    sheet.y += 6
    for at, name in enumerate(named):
        dash = {"stroke_dasharray": DASHES[at]} if dashed and DASHES[at] else {}
        y = sheet.y + 8
        sheet.shape(
            "line", x1=MARGIN, x2=MARGIN + 28, y1=y, y2=y, stroke=COLOURS[at], stroke_width=3 if dashed else 12, **dash
        )
        sheet.text(MARGIN + 38, sheet.y + 12, next(iter(lines(name, WIDTH - 2 * MARGIN - 40, 13, 1)), ""), 13)
        sheet.y += 20


def _name(sheet: Sheet, laid: Grid, row: str | None, language: str) -> None:
    name = next(iter(lines(words(laid.table, 0, row, language), NAMES - 16, 13, 1)), "")
    sheet.text(MARGIN + NAMES - 10, sheet.y + 13, name, 13, INK, anchor="end", language=language)


def _rest(sheet: Sheet, more: int, language: str) -> None:
    """How many are in the table and not in the chart."""
    if more > 0:
        sheet.text(MARGIN, sheet.y + 12, said("more", language, more=more), 12, QUIET)
        sheet.y += 20
