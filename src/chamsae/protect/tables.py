"""A table for an audience: what may be counted for it, and which numbers are held back so that no small one is known.

Numbers are held back with all that has left before in view (chamsae.protect.suppression). Where nothing protects a
small number any more, the table stays inside.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chamsae.errors import Withheld, phrase
from chamsae.model.canonical import canonical
from chamsae.model.case import Counting
from chamsae.model.judgement import Status
from chamsae.model.release import WithheldItem
from chamsae.model.released_table import HeldCell, Keys, ReleasedCell, ReleasedTable, TableOut, TruthTable
from chamsae.model.table import Ask, Cell, Dimension, Filter, Table
from chamsae.protect.release import Audience
from chamsae.protect.risk import SMALL
from chamsae.protect.suppression import suppress

#: The smallest number each audience is shown; 0 for all.
LEAST: Mapping[Audience, int] = {Audience.INTERNAL: 0, Audience.CONFIDENTIAL: 5, Audience.PUBLIC: SMALL}
#: Why numbers and acts stay inside, as printed. How many of the numbers are small is not told.
TOO_SMALL = "they are small and could point at persons, or would give away a small one"
UNJUDGED = "no person has accepted them"
#: To how many the acts of the whole casebook are rounded up for those outside: their number bounds a hidden total.
ROUND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of those that leave together: what was counted, its title, labels, and acts not counted for all."""

    table: Table
    axes: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    counting: Counting
    title: str
    names: Mapping[str, str]
    unjudged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A table as it may leave, and what is held back in it, which never does."""

    table: ReleasedTable
    held: tuple[HeldCell, ...]


def allowed(ask: Ask, audience: Audience) -> Ask:
    """The table as it may be asked for an audience: for those outside only acts that people accepted are counted."""
    if audience is Audience.INTERNAL:
        return ask
    others = tuple(one for one in ask.where if one.dimension is not Dimension.STATUS)
    accepted = Filter(dimension=Dimension.STATUS, keys=(Status.ACCEPTED.value,))
    return replace(ask, where=(*others, accepted))


def part(table: Table, *, title: str, names: Mapping[str, str], unjudged: int = 0) -> Part:
    """A table over acts; `unjudged` acts were not counted. It must be the answer to what `allowed` leaves of it."""
    axes = tuple(one.value for one in table.ask.axes)
    return Part(
        table=table, axes=axes, keys=table.keys, cells=table.cells, counting=table.ask.counting, title=title,
        names=names, unjudged=unjudged,
    )  # fmt: skip


def counts_part(table: Table, axis: str, cells: Sequence[Cell], *, title: str) -> Part:
    """Cases counted by what no act tells by itself (`axis`), from the acts that `table` counts for this audience."""
    keys = tuple(key for cell in cells if (key := cell.keys[0]) is not None)
    return Part(
        table=table, axes=(axis,), keys=(keys,), cells=tuple(cells), counting=Counting.CASES, title=title, names={}
    )


def release_tables(
    parts: Sequence[Part], *, audience: Audience, before: Iterable[TableOut] = ()
) -> tuple[Leaving, ...]:
    """The tables as they may leave together, each id following from its content, after all that left `before`.

    Raises Withheld, naming the numbers, where a small one could be worked out whatever is held back.
    """
    least = LEAST[audience]
    if not least:
        return tuple(_leaving(one, frozenset(), audience) for one in parts)
    new = [_truth(one, audience) for one in parts]
    old = [truth_of(one) for one in before if seen_by(one, audience)]
    done = suppress(new, old, least=least)
    if done.exposed:
        named = "; ".join(sorted({_named(one.unknown.conditions) for one in done.exposed})[:5])
        raise Withheld(
            phrase(
                "%(count)s small numbers could be worked out from it and from what has left before: %(named)s",
                count=len(done.exposed),
                named=named,
            ),
            thing=phrase("the tables"),
            do=phrase(
                "Take fewer or wider rows (years instead of months, provinces instead of places), or leave it inside."
            ),
        )
    return tuple(_leaving(one, held, audience) for one, held in zip(parts, done.held, strict=True))


def seen_by(entry: TableOut, audience: Audience) -> bool:
    """True for what readers of this audience may have in hand: what is public, and for recipients theirs as well."""
    given = Audience(entry.table.audience)
    return given is Audience.PUBLIC or (given is Audience.CONFIDENTIAL and audience is Audience.CONFIDENTIAL)


def truth_of(entry: TableOut) -> TruthTable:
    """A table that left as it was counted, what was held back in it put in again."""
    table = entry.table
    shown = {one.keys: (one.count, one.acts or 0) for one in table.cells if one.count is not None}
    hidden = {one.keys: (one.count, one.acts) for one in entry.held}
    return TruthTable(
        moment=table.log_number, axes=table.axes, counting=table.counting, where=table.where, spread=table.spread,
        keys=table.keys, cells={**shown, **hidden}, held=frozenset(hidden),
    )  # fmt: skip


def _truth(one: Part, audience: Audience) -> TruthTable:
    cells = {cell.keys: (cell.count, cell.acts) for cell in one.cells}
    held = frozenset(cell.keys for cell in one.cells if _small(cell, one.counting, LEAST[audience]))
    return TruthTable(
        moment=one.table.provenance.log_number, axes=one.axes, counting=one.counting.value, where=_where(one.table),
        spread=one.table.ask.spread.value, keys=one.keys, cells=cells, held=held,
    )  # fmt: skip


def _where(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((one.dimension.value, one.keys) for one in table.ask.where)


def _named(conditions: frozenset[tuple[str, frozenset[str]]]) -> str:
    """What a number counts, by its axes; “not” stands for a number that only two tables together tell."""
    told = (f"{axis} {', '.join(sorted(keys))}" for axis, keys in sorted(conditions, key=lambda one: one[0]))
    return " × ".join(one for one in told if not one.startswith(("status ", "spread "))) or "all"


def _leaving(one: Part, held: frozenset[Keys], audience: Audience) -> Leaving:
    cells = {cell.keys: _shown(cell, one.counting, LEAST[audience]) for cell in one.cells}
    made = ReleasedTable(
        id="",
        title=one.title,
        audience=audience.value,
        log_number=one.table.provenance.log_number,
        log_hash=one.table.provenance.log_hash,
        day=one.table.provenance.at.date().isoformat(),
        all_acts=_rounded(one.table.provenance.acts, audience),
        vocabulary=one.table.provenance.vocabulary,
        axes=one.axes,
        counting=one.counting.value,
        where=_where(one.table),
        spread=one.table.ask.spread.value,
        keys=one.keys,
        cells=tuple(_held(keys) if keys in held else cell for keys, cell in _with_noughts(cells, held).items()),
        overlapping=tuple(axis.value for axis in one.table.overlapping if axis.value in one.axes),
        least=LEAST[audience],
        names=one.names,
        withheld=tuple(_withheld(held, one.unjudged, least=LEAST[audience])),
    )
    counted = {cell.keys: (cell.count, cell.acts) for cell in one.cells}
    kept = tuple(_kept(keys, *counted.get(keys, (0, 0))) for keys in sorted(held, key=_in_order))
    return Leaving(table=replace(made, id=f"t{hashlib.sha256(canonical(made).encode()).hexdigest()[:32]}"), held=kept)


def _kept(keys: Keys, count: int, acts: int) -> HeldCell:
    return HeldCell(keys=keys, count=count, acts=acts)


def _in_order(keys: Keys) -> tuple[tuple[bool, str], ...]:
    return tuple((key is None, key or "") for key in keys)


def _with_noughts(cells: Mapping[Keys, ReleasedCell], held: frozenset[Keys]) -> Mapping[Keys, ReleasedCell]:
    """The cells, and the noughts that are held back among them."""
    noughts = sorted((keys for keys in held if keys not in cells), key=_in_order)
    return {**cells, **{keys: _held(keys) for keys in noughts}}


def _shown(cell: Cell, counting: Counting, least: int) -> ReleasedCell:
    """The number; to those outside not how many of its acts have no unit or a group, which are numbers of their own."""
    groups = cell.groups if not least else None
    return ReleasedCell(
        keys=cell.keys,
        count=cell.count,
        acts=cell.acts,
        proposed=cell.proposed,
        disputed=cell.disputed,
        without=cell.without if not least else 0,
        small=_small(cell, counting, least or SMALL),
        groups=groups.acts if groups else 0,
        low=groups.low if groups else None,
        high=groups.high if groups else None,
    )


def _small(cell: Cell, counting: Counting, least: int) -> bool:
    return 0 < cell.count < least or (counting is not Counting.ACTS and 0 < cell.acts < least)


def _held(keys: Keys) -> ReleasedCell:
    """Held back, whether small or not: which of the two would give away the small ones."""
    return ReleasedCell(keys=keys, count=None, acts=None)


def _rounded(acts: int, audience: Audience) -> int:
    return acts if audience is Audience.INTERNAL else -(-acts // ROUND) * ROUND


def _withheld(held: frozenset[Keys], unjudged: int, *, least: int) -> Iterable[WithheldItem]:
    """What stays inside; acts nobody judged are not counted up where the total is held back, which they would tell."""
    total = any(all(key is None for key in keys) for keys in held)
    if unjudged and not (least and total):
        yield WithheldItem(kind="act", count=unjudged, because=UNJUDGED)
    if held:
        yield WithheldItem(kind="number", count=len(held), because=TOO_SMALL)
