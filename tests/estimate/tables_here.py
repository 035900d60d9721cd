"""Small tables for the tests of the methods: published counts and invented ones."""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import strategies as st

from chamsae.estimate.loglinear_models import cells
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable


def counted(counts: Sequence[int], lists: Sequence[str] = ()) -> CaptureTable:
    """A table from counts in the order 001, 010, 011, 100 and so on."""
    many = (len(counts) + 1).bit_length() - 1
    names = tuple(lists) or tuple("ABCDEFGH"[:many])
    return table(names, tuple(reversed(cells(many))), counts)


#: Spina bifida in upstate New York, three sources, printed by Madigan and York (1997): certificates, hospitals, rolls.
SPINA = counted([247, 49, 142, 60, 112, 4, 12])

#: A table of three lists of which only two overlap: not everything can be estimated from it.
ONLY_TWO_OVERLAP = counted([20, 30, 0, 40, 0, 6, 0])


def relabelled(one: CaptureTable, order: Sequence[int]) -> CaptureTable:
    """The same persons with the lists in another order."""
    return table(
        [one.lists[at] for at in order], [[pattern[at] for at in order] for pattern in one.patterns], one.counts
    )


def orders(lists: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Every order of so many lists."""
    return st.sampled_from(list(permutations(range(lists))))


def full_tables(lists: int, *, least: int = 1, most: int = 400) -> st.SearchStrategy[CaptureTable]:
    """Tables in which every cell has somebody, so that every estimate exists."""
    size = 2**lists - 1
    return st.lists(st.integers(least, most), min_size=size, max_size=size).map(counted)
