"""A table for an audience: what may be counted for it, and which numbers are too small to be shown.

First form: small numbers are held back, and with them every total they are part of, so that no subtraction gives them
away within one table. Tables that are set beside each other can still tell more than each of them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from chamsae.model.canonical import canonical
from chamsae.model.case import Counting
from chamsae.model.judgement import Status
from chamsae.model.release import WithheldItem
from chamsae.model.released_table import ReleasedCell, ReleasedTable
from chamsae.model.table import Ask, Cell, Dimension, Filter, Table
from chamsae.protect.release import Audience
from chamsae.protect.risk import SMALL

#: The smallest number each audience is shown; 0 for all.
LEAST: Mapping[Audience, int] = {Audience.INTERNAL: 0, Audience.PUBLIC: SMALL}
#: Why numbers and acts stay inside, as printed.
TOO_SMALL = "small number: could point at persons"
TOO_SMALL_IN = "it would give away a small number in it"
UNJUDGED = "no person has accepted them"


def allowed(ask: Ask, audience: Audience) -> Ask:
    """The table as it may be asked for an audience: for the public only acts that people accepted are counted."""
    if audience is Audience.INTERNAL:
        return ask
    others = tuple(one for one in ask.where if one.dimension is not Dimension.STATUS)
    accepted = Filter(dimension=Dimension.STATUS, keys=(Status.ACCEPTED.value,))
    return replace(ask, where=(*others, accepted))


def release_table(
    table: Table, *, title: str, audience: Audience, names: Mapping[str, str], unjudged: int = 0
) -> ReleasedTable:
    """The table as it may leave, its id following from its content; `unjudged` acts were not counted for this audience.

    `table` must be the answer to what `allowed` leaves of the question.
    """
    axes = tuple(one.value for one in table.ask.axes)
    return _released(table, axes, table.keys, table.cells, table.ask.counting, title, audience, names, unjudged)


def release_counts(table: Table, axis: str, cells: Sequence[Cell], *, title: str, audience: Audience) -> ReleasedTable:
    """Cases counted by what no act tells by itself (`axis`), from the acts that `table` counts for this audience."""
    keys = tuple(key for cell in cells if (key := cell.keys[0]) is not None)
    return _released(table, (axis,), (keys,), cells, Counting.CASES, title, audience, {}, 0)


def _released(  # noqa: PLR0917 - the parts of a table in the order in which one reads them
    table: Table,
    axes: tuple[str, ...],
    keys: tuple[tuple[str, ...], ...],
    counted: Sequence[Cell],
    counting: Counting,
    title: str,
    audience: Audience,
    names: Mapping[str, str],
    unjudged: int,
) -> ReleasedTable:
    least = LEAST[audience]
    cells = {cell.keys: _shown(cell, counting) for cell in counted}
    held = _held_back(cells) if least else set()
    where = tuple((one.dimension.value, one.keys) for one in table.ask.where)
    made = ReleasedTable(
        id="",
        title=title,
        audience=audience.value,
        log_number=table.provenance.log_number,
        log_hash=table.provenance.log_hash,
        day=table.provenance.at.date().isoformat(),
        all_acts=table.provenance.acts,
        vocabulary=table.provenance.vocabulary,
        axes=axes,
        counting=counting.value,
        where=where,
        spread=table.ask.spread.value,
        keys=keys,
        cells=tuple(_held(cell) if keys in held else cell for keys, cell in cells.items()),
        overlapping=tuple(one.value for one in table.overlapping if one.value in axes),
        least=least,
        names=names,
        withheld=tuple(_withheld(cells, held, unjudged)),
    )
    return replace(made, id=f"t{hashlib.sha256(canonical(made).encode()).hexdigest()[:32]}")


def _shown(cell: Cell, counting: Counting) -> ReleasedCell:
    groups = cell.groups
    return ReleasedCell(
        keys=cell.keys,
        count=cell.count,
        acts=cell.acts,
        proposed=cell.proposed,
        disputed=cell.disputed,
        without=cell.without,
        small=0 < cell.count < SMALL or (counting is not Counting.ACTS and 0 < cell.acts < SMALL),
        groups=groups.acts if groups else 0,
        low=groups.low if groups else None,
        high=groups.high if groups else None,
    )


def _held_back(cells: Mapping[tuple[str | None, ...], ReleasedCell]) -> set[tuple[str | None, ...]]:
    """Small cells, and every total that takes one of them in."""
    small = (keys for keys, cell in cells.items() if cell.small)
    return {total for keys in small for total in product(*((key, None) for key in keys))}


def _held(cell: ReleasedCell) -> ReleasedCell:
    return ReleasedCell(keys=cell.keys, count=None, acts=None, small=cell.small)


def _withheld(
    cells: Mapping[tuple[str | None, ...], ReleasedCell], held: set[tuple[str | None, ...]], unjudged: int
) -> Iterable[WithheldItem]:
    small = sum(cells[keys].small for keys in held)
    for kind, count, because in (
        ("act", unjudged, UNJUDGED), ("number", small, TOO_SMALL), ("total", len(held) - small, TOO_SMALL_IN),
    ):  # fmt: skip
        if count:
            yield WithheldItem(kind=kind, count=count, because=because)
