"""How the parts of an edition are laid out on paper, the same in Word files and PDFs."""

from collections.abc import Iterator

from chamsae.publish.edition import words
from chamsae.publish.edition.blocks import Grid

#: Columns that fit on a page of A4 beside the heads of rows; wider tables are told in parts.
MOST_COLUMNS = 7


def fitting(grid: Grid, language: str) -> Iterator[Grid]:
    """The table in parts that fit on a page, each with the heads of its rows; the parts are numbered in the caption."""
    columns = range(1, len(grid.head))
    starts = columns[::MOST_COLUMNS]
    for part, start in enumerate(starts, 1):
        kept = (0, *columns[start - 1 : start - 1 + MOST_COLUMNS])
        told = f" ({words.said('part', language, part=part, parts=len(starts))})" if len(starts) > 1 else ""
        yield Grid(
            caption=grid.caption + told, head=tuple(grid.head[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in grid.rows),
        )  # fmt: skip
