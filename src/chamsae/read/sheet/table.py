"""What a spreadsheet is once it is read: sheets of rows, rows of cells as text, numbered as people see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chamsae.read.sheet.notes import Note, Said, note


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its `number` as the file counts it, from 1; its cells; what is wrong with it as a row, if anything."""

    number: int
    cells: tuple[str, ...]
    fault: Note | None = None

    @property
    def empty(self) -> bool:
        """True where no cell holds anything."""
        return not any(map(str.strip, self.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook. Dates are written as ISO 8601, whole numbers without a point, errors as they show.

    `rows` begin with row 1. `merged` are areas as (first row, first column, last row, last column) from 0; each of
    their cells holds what the area shows. `formulas` counts cells with a formula, of which the value last worked out is
    read; `unworked` are cells (row and column, from 0) of which the file has none. `hidden_rows` count from 1.
    """

    name: str
    hidden: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: int = 0
    unworked: tuple[tuple[int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        """The rows, numbered."""
        unworked: dict[int, int] = {}
        for row, column in self.unworked:
            unworked.setdefault(row + 1, column)
        for number, cells in enumerate(self.rows, 1):
            at = unworked.get(number)
            fault = None if at is None else note(Said.UNWORKED, column=letter(at))
            yield Row(number, cells, fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """All sheets of a file, and the year from which its serial dates count (1900, or 1904 on old Macs)."""

    sheets: tuple[Sheet, ...]
    epoch: int = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under their headers: names of the columns, no two alike; the row they begin after; what to tell of the file.

    `top` are the rows above and with the headers.
    """

    heads: tuple[str, ...]
    rows: Iterator[Row]
    below: int
    top: tuple[Row, ...] = ()
    remarks: tuple[Note, ...] = field(default=())


def remarks(sheet: Sheet) -> tuple[Note, ...]:
    """What is easily overlooked in a sheet."""
    columns = ", ".join(map(letter, sheet.hidden_columns[:20]))
    told = {
        note(Said.HIDDEN_SHEET, sheet=sheet.name): sheet.hidden,
        note(Said.HIDDEN_ROWS, many=len(sheet.hidden_rows)): bool(sheet.hidden_rows),
        note(Said.HIDDEN_COLUMNS, columns=columns): bool(sheet.hidden_columns),
        note(Said.MERGED, many=len(sheet.merged)): bool(sheet.merged),
        note(Said.FORMULAS, many=sheet.formulas): bool(sheet.formulas),
    }
    return tuple(one for one, so in told.items() if so)


def letter(column: int) -> str:
    """The letters of a column as spreadsheets show them: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
