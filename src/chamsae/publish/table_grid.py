"""A released table laid out: which rows, columns and layers in which order, and what is said under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chamsae.model.released_table import ReleasedCell, ReleasedTable, nought
from chamsae.text.table_words import dimension_words, key_words, said, unit_words

#: Axes that are shown in the order of their keys; others by their numbers, the largest first.
IN_ORDER = frozenset({"year", "half-year", "month", "age"})
#: Axes whose keys come in their order.
AS_GIVEN = frozenset({"length"})
SEASONS = ("winter", "spring", "summer", "autumn")
#: Axes along which one act can stand several times.
SEVERAL = frozenset({"body", "perpetrator-type", "state"})
TIMES = frozenset({"year", "half-year", "month"})
#: What is stamped on a table that is not for everybody, by its audience.
STAMPS = {"internal": "working", "confidential": "confidential"}
MOST_SMALL = 9


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns (one None column for a single axis) of every layer (None: all, the only one for two axes)."""

    table: ReleasedTable
    rows: tuple[str | None, ...]
    columns: tuple[str | None, ...]
    layers: tuple[str | None, ...]
    cells: Mapping[tuple[str | None, ...], ReleasedCell]

    def cell(self, row: str | None, column: str | None = None, layer: str | None = None) -> ReleasedCell:
        """The cell under these keys; an empty one where nothing was counted."""
        keys = (row, column, layer)[: len(self.table.axes)]
        return self.cells.get(keys) or nought(keys)


def grid(table: ReleasedTable) -> Grid:
    """The table laid out; each axis ends in its total."""
    cells = table.by_keys()
    ordered: list[tuple[str | None, ...]] = [(*_ordered(table, cells, at), None) for at in range(len(table.axes))]
    ordered += [(None,)] * (3 - len(ordered))
    return Grid(table, ordered[0], ordered[1], ordered[2], cells)


def words(table: ReleasedTable, at: int, key: str | None, language: str) -> str:
    """A key of the axis with this number in words."""
    return key_words(table.axes[at], key, language, table.names)


def number_words(cell: ReleasedCell, table: ReleasedTable, language: str) -> str:
    """A number with its thousands marked, or that it is held back; never whether because it is small."""
    if cell.count is not None:
        return f"{cell.count:,}"
    return said("held", language)


def notes(table: ReleasedTable, language: str) -> Iterator[str]:
    """What must be known to read the numbers: the unit, what overlaps, what is open, unjudged, small or held back."""
    unit = unit_words(table.counting, language)
    yield said("counted", language, unit=unit)
    for axis in table.overlapping:
        yield said("overlap", language, axis=dimension_words(axis, language), unit=unit)
    if SEVERAL & {*table.axes}:
        yield said("states", language)
    if TIMES & {*table.axes}:
        yield said("spread" if table.spread == "each" else "apart", language)
        yield said("interviews", language)
    yield from _rests(table, language)
    if table.where:
        yield said("filtered", language, filters="; ".join(_filters(table, language)))
    if all(name != "status" for name, _ in table.where):
        yield said("left-out", language)
    for item in table.withheld:
        yield said("withheld", language, count=f"{item.count:,}", kind=item.kind, because=item.because)
    yield provenance(table, language)


def provenance(table: ReleasedTable, language: str) -> str:
    """From how many acts, at which entry of the log, on which day it was counted."""
    return said(
        "provenance-outside" if table.least else "provenance",
        language,
        all=f"{table.all_acts:,}",
        number=table.log_number,
        hash=table.log_hash[:16],
        day=table.day,
        vocabulary=table.vocabulary,
    )


def group_words(low: float | None, high: float | None, language: str) -> str:
    """The smallest and largest group told: "40 to 600", "40 or more"."""
    if high is None:
        return said("over", language, low=f"{low or 0:,.0f}")
    return f"{high:,.0f}" if low == high else said("people", language, low=f"{low or 0:,.0f}", high=f"{high:,.0f}")


def _rests(table: ReleasedTable, language: str) -> Iterator[str]:
    total = table.total
    if total.acts is not None:
        marks = {"acts": total.acts, "proposed": total.proposed, "disputed": total.disputed}
        yield said("marks", language, **{name: f"{number:,}" for name, number in marks.items()})
    if total.groups:
        told = group_words(total.low, total.high, language)
        yield said("groups", language, acts=f"{total.groups:,}", range=told)
    if total.without:
        yield said("without", language, acts=f"{total.without:,}")
    small = sum(cell.small for cell in table.cells if None not in cell.keys)
    if small and not table.least:
        yield said("small", language, most=MOST_SMALL, cells=f"{small:,}")
    if table.least and any(cell.count is None for cell in table.cells):
        yield said("sums", language, most=table.least - 1)


def _filters(table: ReleasedTable, language: str) -> Iterator[str]:
    for dimension, keys in table.where:
        named = ", ".join(_filter_words(dimension, key, language, table.names) for key in keys)
        yield f"{dimension_words(dimension, language)}: {named}"


def _filter_words(dimension: str, key: str, language: str, names: Mapping[str, str]) -> str:
    return key.replace("..", "–") if dimension == "year" else key_words(dimension, key, language, names)


def _ordered(table: ReleasedTable, cells: Mapping[tuple[str | None, ...], ReleasedCell], at: int) -> list[str]:
    """The keys of an axis in the order in which they are shown, what is not told last."""
    axis = table.axes[at]
    if axis in IN_ORDER:
        return sorted(table.keys[at], key=lambda key: (key == "", key))
    if axis in AS_GIVEN:
        return list(table.keys[at])
    if axis == "season":
        return [one for one in (*SEASONS, "") if one in table.keys[at]]

    def size(key: str) -> tuple[bool, int, str]:
        margin = tuple(key if here == at else None for here in range(len(table.axes)))
        found = cells.get(margin)
        return (key == "", -((found.count if found else 0) or 0), key)

    return sorted(table.keys[at], key=size)
