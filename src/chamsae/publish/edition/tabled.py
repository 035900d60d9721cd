"""A released table as grids for print and screen, and as a map where one of its axes is a place."""

from collections.abc import Iterator

from chamsae.model.released_table import ReleasedTable
from chamsae.publish.edition.blocks import Cell, Grid
from chamsae.publish.map_counts import Mark, places_map
from chamsae.publish.map_way import Look
from chamsae.publish.table_grid import Grid as Laid
from chamsae.publish.table_grid import grid, number_words, words
from chamsae.text.table_words import dimension_words, said, title_words, unit_words

#: Axes whose keys are places of the gazetteer.
PLACES = ("crossing", "county", "province", "place")


def grids(table: ReleasedTable, language: str) -> Iterator[Grid]:
    """The table, one grid for each key of a third axis."""
    laid = grid(table)
    for layer in laid.layers:
        caption = title_words(table.axes, table.counting, language)
        if len(table.axes) == 3:
            caption += f" · {dimension_words(table.axes[2], language)}: {words(table, 2, layer, language)}"
        yield _grid(laid, layer, caption, language)


def map_of(table: ReleasedTable, language: str, *, id: str) -> str:
    """The map of a table's places with the number of each; "" for a table that has no places.

    A place whose number is held back is a small disc without a number.
    """
    at = next((at for at, axis in enumerate(table.axes) if axis in PLACES), None)
    if at is None:
        return ""
    cells = table.by_keys()
    marks = []
    for key in table.keys[at]:
        cell = cells.get(tuple(key if here == at else None for here in range(len(table.axes))))
        if key and "+" not in key and not key.startswith("text:") and cell is not None:
            told = number_words(cell, table, language)
            unit = unit_words(table.counting, language) if cell.count is not None else ""
            marks.append(Mark(key=key, count=cell.count or 0, words=f"{told} {unit}".strip()))
    if not marks:
        return ""
    heading = title_words((table.axes[at],), table.counting, language)
    return places_map(marks, heading=heading, look=Look(language=language, id=id))


def _grid(laid: Laid, layer: str | None, caption: str, language: str) -> Grid:
    table = laid.table
    columns = laid.columns if len(table.axes) > 1 else (None,)
    named = [words(table, 1, one, language) if len(table.axes) > 1 else said("all", language) for one in columns]
    head = (Cell(text=dimension_words(table.axes[0], language)), *(Cell(text=one, number=True) for one in named))
    rows = [_row(laid, row, columns, layer, language) for row in laid.rows[:-1] if _filled(laid, row, layer)]
    return Grid(caption=caption, head=head, rows=(*rows, _row(laid, None, columns, layer, language)))


def _filled(laid: Laid, row: str | None, layer: str | None) -> bool:
    cell = laid.cell(row, None, layer)
    return bool(cell.acts) or cell.count is None


def _row(
    laid: Laid, row: str | None, columns: tuple[str | None, ...], layer: str | None, language: str
) -> tuple[Cell, ...]:
    cells = [(column, laid.cell(row, column, layer)) for column in columns]
    return (
        Cell(text=words(laid.table, 0, row, language), bold=row is None),
        *(
            Cell(
                text=number_words(cell, laid.table, language), number=True, bold=row is None or column is None,
                quiet=cell.count is None or cell.count == 0,
            )
            for column, cell in cells
        ),
    )  # fmt: skip
