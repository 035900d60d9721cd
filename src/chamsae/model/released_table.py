"""A table as it may leave: numbers with what is held back taken out. Only chamsae.protect constructs these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from chamsae.model.ledger import Entry
from chamsae.model.release import WithheldItem

#: One key for each axis, None where all of that axis are taken together.
Keys = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCell:
    """A number under its keys (None: all of that axis together); `count` is None where it is held back.

    `small` tells that it is held back, or would be, because it is small. `groups` is how many acts concern groups
    nobody named, `low` and `high` the smallest and largest told (None: open).
    """

    keys: tuple[str | None, ...]
    count: int | None
    acts: int | None
    proposed: int = 0
    disputed: int = 0
    without: int = 0
    small: bool = False
    groups: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedTable:
    """A table for an audience. Axes, unit and filters are the words of chamsae.model.table.

    `id` follows from all the rest, so the same state of the casebook gives the same bytes. `least` is the smallest
    number shown (0: all are); `names` are labels of keys that no list has. `day` is that of the log entry `log_number`,
    the last that changed what is counted.
    """

    id: str
    title: str
    audience: str
    log_number: int
    log_hash: str
    day: str
    all_acts: int
    vocabulary: str
    axes: tuple[str, ...]
    counting: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spread: str = "apart"
    keys: tuple[tuple[str, ...], ...]
    cells: tuple[ReleasedCell, ...]
    overlapping: tuple[str, ...] = ()
    least: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[WithheldItem, ...] = ()

    def by_keys(self) -> dict[tuple[str | None, ...], ReleasedCell]:
        """All cells by their keys."""
        return {cell.keys: cell for cell in self.cells}

    @property
    def total(self) -> ReleasedCell:
        """All axes taken together."""
        nothing = (None,) * len(self.axes)
        return self.by_keys().get(nothing) or nought(nothing)


def nought(keys: Keys) -> ReleasedCell:
    """The cell of what a released table has no number for: nothing was counted there."""
    return ReleasedCell(keys=keys, count=0, acts=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthTable:
    """A table as it was counted, for working out what its release gives away; it never leaves.

    `cells` are the number and the acts behind it under each keys, `held` the keys that are held back. `moment` is the
    entry of the log it is true of.
    """

    moment: int
    axes: tuple[str, ...]
    counting: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spread: str = "apart"
    keys: tuple[tuple[str, ...], ...]
    cells: Mapping[Keys, tuple[int, int]]
    held: frozenset[Keys] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCell:
    """A number that is held back: what it is; kept inside, never in a release."""

    keys: Keys
    count: int
    acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOut(Entry):
    """A table that has left for an audience, with what was held back in it; its subject is the table's id.

    The second part stays inside: it is what the next release is tried against.
    """

    kind: ClassVar[str] = "table_out"

    table: ReleasedTable
    held: tuple[HeldCell, ...] = ()
