"""A released table as lines of a screen: every number with its marks and the address of its acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from chamsae.model.released_table import ReleasedCell, ReleasedTable
from chamsae.model.table import Ask, Dimension
from chamsae.publish.table_grid import Grid, grid, number_words, words
from chamsae.text import places
from chamsae.text.table_words import dimension_words, key_words

#: Rows and columns on one screen; the CSV has all.
ROWS, COLUMNS, LAYERS = 200, 40, 12
#: Stands in an address for any key of an axis.
ANY = "*"


@dataclass(frozen=True, slots=True)
class Number:
    """A cell: its number in words, where its acts are listed, and its marks."""

    words: str
    address: str
    total: bool
    disputed: int
    proposed: int
    small: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, the address of the table with this row only, its numbers."""

    name: str
    only: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A table of two axes: for three, one for each key of the third."""

    name: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    more_rows: int
    more_columns: int


def language() -> str:
    """The reader's language as tables know it."""
    return (get_language() or "en").partition("-")[0]


def blocks(table: ReleasedTable, ask: Ask) -> Iterator[Block]:
    """The table as it stands on the screen, all layers together last."""
    laid, tongue = grid(table), language()
    shown = _first(laid.layers, LAYERS)
    columns = _first(laid.columns, COLUMNS)
    for layer in shown:
        filled = tuple(row for row in laid.rows if row is None or laid.cell(row, None, layer).acts)
        rows = _first(filled, ROWS)
        yield Block(
            name=words(table, 2, layer, tongue) if len(table.axes) == 3 else "",
            head=tuple(words(table, 1, one, tongue) for one in columns) if len(table.axes) > 1 else (),
            lines=tuple(_line(laid, ask, row, columns, layer) for row in rows),
            more_rows=len(filled) - len(rows),
            more_columns=len(laid.columns) - len(columns),
        )


def _first(keys: tuple[str | None, ...], most: int) -> tuple[str | None, ...]:
    """As many as fit, the total among them."""
    return keys if len(keys) <= most + 1 else (*keys[:most], keys[-1])


def _line(laid: Grid, ask: Ask, row: str | None, columns: tuple[str | None, ...], layer: str | None) -> Line:
    tongue = language()
    numbers = tuple(_number(laid, ask, (row, column, layer), tongue) for column in columns)
    only = "" if row is None else f"{reverse('tables')}?{query(ask, more=(ask.axes[0], row))}"
    return Line(name=words(laid.table, 0, row, tongue), only=only, numbers=numbers)


def _number(laid: Grid, ask: Ask, keys: tuple[str | None, str | None, str | None], tongue: str) -> Number:
    cell: ReleasedCell = laid.cell(*keys)
    of_axes = keys[: len(ask.axes)]
    parts = [("cell", ANY if key is None else key) for key in of_axes]
    address = f"{reverse('table-acts')}?{query(ask)}&{urlencode(parts)}" if cell.acts else ""
    return Number(
        words=number_words(cell, laid.table, tongue),
        address=address,
        total=None in of_axes,
        disputed=cell.disputed,
        proposed=cell.proposed,
        small=cell.small,
    )


def query(ask: Ask, *, more: tuple[Dimension, str] | None = None, less: tuple[Dimension, str] | None = None) -> str:
    """The question as an address that can be shared, with one filter more or less."""
    parts = list(zip(("rows", "columns", "layers"), (one.value for one in ask.axes), strict=False))
    parts += [("counting", ask.counting.value), ("spread", ask.spread.value)]
    held = [(one.dimension, key) for one in ask.where for key in one.keys]
    if more and more not in held:
        held.append(more)
    parts += [("where", f"{dimension.value}:{key}") for dimension, key in held if (dimension, key) != less]
    return urlencode(parts)


def given_where(request: QueryDict) -> Mapping[str, tuple[str, ...]]:
    """The filters of an address: “place:cn-tumen”; a place by any of its names."""
    found: dict[str, tuple[str, ...]] = {}
    typed = request.get("key", "").strip()
    given = request.getlist("where") + ([f"{request.get('axis', '')}:{typed}"] if typed else [])
    for one in given:
        name, told, key = one.partition(":")
        if told:
            found[name] = (*found.get(name, ()), _key(name, key))
    return found


def chips(ask: Ask) -> list[tuple[str, str]]:
    """Each filter in words, with the address of the table without it."""
    return [
        (
            f"{dimension_words(one.dimension.value, language())}: {key_words(one.dimension.value, key, language())}",
            f"{reverse('tables')}?{query(ask, less=(one.dimension, key))}",
        )
        for one in ask.where
        for key in one.keys
    ]


def _key(name: str, typed: str) -> str:
    places_of = {"country", "province", "county", "place", "crossing", "facility"}
    return (places.spelled(typed) or typed) if name in places_of and typed not in places.keys() else typed  # noqa: SIM118 - a set of keys
