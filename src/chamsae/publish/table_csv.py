"""A released table as CSV (RFC 4180): a line for each cell and total, the unit in the head of its column."""

import csv
import io
from collections.abc import Iterator

from chamsae.model.released_table import ReleasedTable
from chamsae.publish.table import Cell, guarded
from chamsae.publish.table_grid import grid, number_words, words
from chamsae.text.table_words import dimension_words

#: What spreadsheets take for the sign of UTF-8.
MARK = "\ufeff"


def table_csv(table: ReleasedTable, language: str = "en", *, excel: bool = False) -> str:
    """A line for each cell, totals with empty keys among them; no cell a formula; `excel` puts a byte order mark first.

    Words and keys stand in columns of their own; numbers have no thousands marks. What is held back is empty, and
    `held_back` says how it is shown.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_head(table, language)])
    writer.writerows([guarded(cell) for cell in row] for row in _rows(table, language))
    return (MARK if excel else "") + out.getvalue()


def _head(table: ReleasedTable, language: str) -> Iterator[str]:
    for axis in table.axes:
        yield from (dimension_words(axis, language), f"{axis}_key")
    yield f"count_of_{table.counting}"
    yield from (
        "acts_behind", "proposed", "disputed", "without", "groups", "groups_low", "groups_high", "held_back", "table",
        "audience", "log_number", "log_hash",
    )  # fmt: skip


def _rows(table: ReleasedTable, language: str) -> Iterator[list[Cell]]:
    laid = grid(table)
    for layer in laid.layers:
        for row in laid.rows:
            for column in laid.columns:
                cell = laid.cell(row, column, layer)
                if not cell.acts and cell.count == 0 and None not in cell.keys:
                    continue
                keys = (row, column, layer)[: len(table.axes)]
                named = [part for at, key in enumerate(keys) for part in (words(table, at, key, language), key)]
                held = number_words(cell, table, language) if cell.count is None else None
                yield [
                    *named, cell.count, cell.acts, cell.proposed, cell.disputed, cell.without, cell.groups,
                    cell.low, cell.high, held, table.id, table.audience, table.log_number, table.log_hash,
                ]  # fmt: skip
