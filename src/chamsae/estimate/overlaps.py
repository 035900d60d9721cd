"""What the lists have in common: sizes, who is on how many, overlaps beside those that chance alone would give."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import expm1, log1p

from chamsae.model.estimate import CaptureTable

#: Below this many persons a table is sparse: a number would come from the method and not from the data.
LEAST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One list: its persons, those on no other, and the share of all documented persons that it has."""

    name: str
    size: int
    only: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two lists: persons on both, and how many these would be if all lists were independent of each other.

    `expected` is None where the overlaps do not say how many people there are. `jaccard` is the share that is on both,
    of those on either.
    """

    one: str
    other: str
    both: int
    expected: float | None
    jaccard: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaps:
    """The overlaps of a table: each list, each pair, and the persons on exactly one list, exactly two, and so on."""

    n: int
    lists: tuple[Listed, ...]
    pairs: tuple[Pair, ...]
    on: tuple[int, ...]

    @property
    def shared(self) -> int:
        """Persons on two lists or more: all that the estimate rests on."""
        return sum(self.on[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What an UpSet picture shows: a row for each list, the largest first; a column for each pattern, likewise.

    `columns` hold the places of the rows that are marked, and persons. `hidden` are patterns that found no room, and
    their persons.
    """

    rows: tuple[Listed, ...]
    columns: tuple[tuple[tuple[int, ...], int], ...]
    hidden: tuple[int, int]


def overlaps(table: CaptureTable) -> Overlaps:
    """What the lists of a table have in common."""
    both, only, on = _counted(table)
    total = independent_total(table)
    sizes = table.sizes
    pairs = tuple(
        Pair(
            one=table.lists[i], other=table.lists[j], both=both[i, j],
            expected=sizes[i] * sizes[j] / total if total else None,
            jaccard=both[i, j] / (sizes[i] + sizes[j] - both[i, j]) if sizes[i] + sizes[j] else 0.0,
        )
        for i, j in combinations(range(len(sizes)), 2)
    )  # fmt: skip
    listed = tuple(
        Listed(name=name, size=size, only=alone, share=size / table.n if table.n else 0.0)
        for name, size, alone in zip(table.lists, sizes, only, strict=True)
    )
    return Overlaps(n=table.n, lists=listed, pairs=pairs, on=on)


def independent_total(table: CaptureTable) -> float | None:
    """How many people there would be if all lists were independent and alike for everybody; None without an overlap.

    The root N of 1 - n/N = Π(1 - n_j/N), the maximum of the likelihood of Otis et al.'s model Mt (1978).
    """
    n, sizes = table.n, table.sizes
    if sum(sizes) == n:
        return None
    if max(sizes) == n:
        return float(n)

    def surplus(total: float) -> float:
        return -n - total * expm1(sum(log1p(-size / total) for size in sizes))

    low, high = float(n), 2.0 * n
    while surplus(high) < 0:
        low, high = high, 2 * high
    while high - low > 1e-9 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if surplus(middle) < 0 else (low, middle)
    return high


def parts(table: CaptureTable) -> tuple[tuple[str, ...], ...]:
    """The lists in parts that share nobody with each other, the largest first; one part where all hang together."""
    whose = list(range(len(table.lists)))
    for pattern in table.patterns:
        marked = {whose[at] for at, bit in enumerate(pattern) if bit}
        whose = [min(marked) if one in marked else one for one in whose]
    found = [tuple(name for name, one in zip(table.lists, whose, strict=True) if one == part) for part in set(whose)]
    return tuple(sorted(found, key=lambda part: (-len(part), table.lists.index(part[0]))))


def sparse(tables: Iterable[CaptureTable], least: int = LEAST) -> tuple[CaptureTable, ...]:
    """The strata with fewer than `least` documented persons, which carry no number of their own."""
    return tuple(one for one in tables if one.n < least)


def picture(table: CaptureTable, most: int = 40) -> Picture:
    """The UpSet picture of a table, with `most` columns at most."""
    rows = sorted(overlaps(table).lists, key=lambda one: -one.size)
    place = {one.name: at for at, one in enumerate(rows)}
    marked = [
        (tuple(sorted(place[name] for name, bit in zip(table.lists, pattern, strict=True) if bit)), persons)
        for pattern, persons in zip(table.patterns, table.counts, strict=True)
    ]
    columns = sorted(marked, key=lambda one: (-one[1], len(one[0]), one[0]))
    rest = columns[most:]
    return Picture(
        rows=tuple(rows), columns=tuple(columns[:most]), hidden=(len(rest), sum(persons for _, persons in rest))
    )


def _counted(table: CaptureTable) -> tuple[dict[tuple[int, int], int], list[int], tuple[int, ...]]:
    """Persons on both of each two lists, on each list only, and on exactly so many."""
    many = len(table.lists)
    both = dict.fromkeys(combinations(range(many), 2), 0)
    only, on = [0] * many, [0] * many
    for pattern, persons in zip(table.patterns, table.counts, strict=True):
        marked = [at for at, bit in enumerate(pattern) if bit]
        on[len(marked) - 1] += persons
        if len(marked) == 1:
            only[marked[0]] += persons
        for pair in combinations(marked, 2):
            both[pair] += persons
    return both, only, tuple(on)
