"""Capture tables from patterns and rows: equal data are equal tables, and what cannot be meant is refused."""

from collections.abc import Callable
from itertools import product
from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.estimate.tables import from_rows, merged, table, together, without_empty, without_list
from chamsae.model.estimate import CaptureTable

NAMES = ("A", "B", "C")
ALL = [pattern for pattern in product((0, 1), repeat=3) if any(pattern)]
CELLS = st.dictionaries(st.sampled_from(ALL), st.integers(0, 50))


@given(CELLS, st.randoms(use_true_random=False))
def test_equal_data_are_equal_tables_whatever_their_order(cells: dict[tuple[int, ...], int], random: object) -> None:
    pairs = list(cells.items())
    turned = sorted(pairs, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, other = (
        table(NAMES, [key for key, _ in some], [count for _, count in some]) for some in (pairs, turned)
    )  # fmt: skip
    assert one == other
    assert one.n == sum(cells.values())


@given(CELLS)
def test_counting_rows_gives_the_table_of_their_patterns(cells: dict[tuple[int, ...], int]) -> None:
    rows = [key for key, count in cells.items() for _ in range(count)]
    assert from_rows(NAMES, rows) == table(NAMES, list(cells), list(cells.values()))


@given(CELLS)
def test_no_pattern_comes_twice_none_is_empty_and_many_ones_come_first(cells: dict[tuple[int, ...], int]) -> None:
    made = table(NAMES, list(cells), list(cells.values()))
    assert len(set(made.patterns)) == len(made.patterns)
    assert all(made.counts)
    assert [sum(pattern) for pattern in made.patterns] == sorted(map(sum, made.patterns), reverse=True)


@given(CELLS)
def test_without_a_list_whoever_was_on_no_other_is_documented_no_more(cells: dict[tuple[int, ...], int]) -> None:
    made = table(NAMES, list(cells), list(cells.values()))
    rest = without_list(made, "B")
    assert rest.lists == ("A", "C")
    assert rest.n == made.n - cells.get((0, 1, 0), 0)
    assert rest.sizes == (made.sizes[0], made.sizes[2])


@given(CELLS)
def test_merging_lists_loses_nobody_and_leaves_the_others_as_they_are(cells: dict[tuple[int, ...], int]) -> None:
    made = table(NAMES, list(cells), list(cells.values()))
    one = merged(made, ["C", "A"])
    assert one.lists == ("A+C", "B")
    assert one.n == made.n
    assert one.sizes[1] == made.sizes[1]


def test_lists_with_nobody_are_left_out_and_the_rest_stays() -> None:
    made = table(NAMES, [(1, 0, 0), (1, 0, 1)], [4, 5])
    kept = without_empty(made)
    assert kept == table(("A", "C"), [(1, 0), (1, 1)], [4, 5])
    assert without_empty(kept) is kept


def test_strata_add_up_to_the_whole() -> None:
    first = table(NAMES, [(1, 0, 0), (1, 1, 0)], [4, 5], (("year", "2010"),))
    second = table(NAMES, [(1, 0, 0), (0, 0, 1)], [1, 2], (("year", "2011"),))
    assert together([first, second]) == table(NAMES, [(1, 0, 0), (1, 1, 0), (0, 0, 1)], [5, 5, 2])


def test_names_in_decomposed_hangul_are_the_same_names() -> None:
    assert table([normalize("NFD", "명단")], [(1,)], [3]) == table([normalize("NFC", "명단")], [(1,)], [3])


def test_numbers_of_numpy_are_numbers() -> None:
    patterns, counts = np.array([[1, 0], [1, 1]]), np.array([4.0, 5.0])
    made = table("AB", patterns.tolist(), counts)
    assert (
        made
        == table("AB", [(1, 0), (1, 1)], np.array([4, 5], dtype=np.int32))
        == from_rows("AB", np.repeat(patterns, [4, 5], axis=0))
    )
    assert all(type(count) is int for count in made.counts)
    assert all(type(bit) is int for pattern in made.patterns for bit in pattern)


def test_ten_million_persons_need_no_more_room_than_ten() -> None:
    assert len(table(NAMES, [(1, 0, 0), (1, 1, 1)], [9_999_990, 10]).patterns) == 2


@pytest.mark.parametrize(
    ("lists", "patterns", "counts", "says"),
    [
        (["A", "A"], [(1, 0)], [1], "2 lists are called “A”"),
        (["A", " "], [(1, 0)], [1], "no name"),
        ([], [], [], "no name, or there is none"),
        (["A", "B"], [(1, 0), (1, 0)], [1, 2], "pattern 10 comes twice"),
        (["A", "B"], [(0, 0)], [9], "all zeros"),
        (["A", "B"], [(1, 2)], [9], "other than 0 and 1"),
        (["A", "B"], [(1, 0, 0)], [9], "3 places for 2 lists"),
        (["A", "B"], [(1, 0)], [-1], "negative"),
        (["A", "B"], [(1, 0)], [float("nan")], "no number"),
        (["A", "B"], [(1, 0)], [1.5], "no whole number"),
        (["A", "B"], [(1, 0)], [float("inf")], "more than"),
        (["A", "B"], [(1, 0)], [10**400], "more than"),
        (["A", "B"], [(1, 0)], [True], "no number"),
        (["A", "B"], [(1, 0)], ["5"], "no number"),
        (["A", "B"], [(1, 0)], [10**13], "more than"),
        (["A", "B"], [(1, 0), (0, 1)], [10**12, 10**12], "add up to more than"),
        (["A", "B"], [(1, 0), (0, 1)], [1], "2 patterns have 1 counts"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    lists: list[str], patterns: list[tuple[int, ...]], counts: list[int], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        table(lists, patterns, counts)


@pytest.mark.parametrize(
    "ask", [lambda t: without_list(t, "Z"), lambda t: merged(t, ["A", "Z"]), lambda t: merged(t, ["A", "A"])]
)
def test_a_list_that_is_not_there_is_named(ask: Callable[[CaptureTable], CaptureTable]) -> None:
    with pytest.raises(InputError, match="list"):
        ask(table(NAMES, [(1, 1, 0)], [5]))


def test_tables_of_different_lists_do_not_add_up() -> None:
    with pytest.raises(InputError, match="not the same lists"):
        together([table(["A"], [(1,)], [1]), table(["B"], [(1,)], [1])])
