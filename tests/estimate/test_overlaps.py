"""Overlaps: sizes, pairs beside what chance gives, parts that hang together, and what an UpSet picture needs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.estimate.overlaps import independent_total, overlaps, parts, picture, sparse
from chamsae.estimate.tables import read_csv, table

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"
MADE = table("ABC", [(1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 1, 1)], [10, 20, 5, 5])


def test_sizes_coverage_and_how_many_are_on_how_many_lists() -> None:
    seen = overlaps(MADE)
    assert [(one.name, one.size, one.only, one.share) for one in seen.lists] == [
        ("A", 20, 10, 0.5), ("B", 30, 20, 0.75), ("C", 5, 0, 0.125),
    ]  # fmt: skip
    assert (seen.n, seen.on, seen.shared) == (40, (30, 5, 5), 10)


def test_each_pair_stands_beside_what_chance_would_give() -> None:
    pair = overlaps(MADE).pairs[0]
    assert (pair.one, pair.other, pair.both) == ("A", "B", 10)
    assert pair.jaccard == 10 / 40
    total = independent_total(MADE)
    assert total is not None
    assert pair.expected == pytest.approx(20 * 30 / total)


def test_two_independent_lists_have_the_number_of_lincoln_and_petersen() -> None:
    assert independent_total(table("AB", [(1, 0), (0, 1), (1, 1)], [80, 30, 20])) == pytest.approx(100 * 50 / 20)
    many = table("AB", [(1, 0), (0, 1), (1, 1)], [4 * 10**11, 5 * 10**11, 1000])
    assert independent_total(many) == pytest.approx(many.sizes[0] * many.sizes[1] / 1000, rel=1e-5)


@given(st.lists(st.integers(1, 500), min_size=7, max_size=7))
def test_the_number_under_independence_solves_its_equation_and_is_never_below_the_documented(
    counts: list[int],
) -> None:
    patterns = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1) if a or b or c]
    made = table("ABC", patterns, counts)
    total = independent_total(made)
    assert total is not None
    assert total >= made.n
    missed = 1.0
    for size in made.sizes:
        missed *= 1 - size / total
    assert 1 - made.n / total == pytest.approx(missed, abs=1e-6)


def test_without_an_overlap_no_number_is_told_under_independence() -> None:
    made = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1)], [100, 100, 100])
    assert independent_total(made) is None
    assert {pair.expected for pair in overlaps(made).pairs} == {None}


def test_a_list_that_holds_everybody_makes_the_number_the_documented() -> None:
    assert independent_total(table("AB", [(1, 0), (1, 1)], [60, 40])) == 100


@pytest.mark.parametrize(
    ("name", "published"), [("kosovo_1999", 7394.6), ("uk_modern_slavery_6", 12214.0), ("spina_bifida_my97", 763.9)]
)
def test_the_number_under_independence_is_that_of_rcapture(name: str, published: float) -> None:
    if not DATA.is_dir():
        pytest.skip("needs ../shared/data/mse beside the repository")
    (made,) = read_csv(DATA / f"{name}.csv")
    assert independent_total(made) == pytest.approx(published, abs=0.06)


def test_lists_that_share_nobody_fall_into_parts() -> None:
    made = table("ABCDE", [(0, 1, 0, 1, 0), (0, 0, 0, 1, 1), (1, 0, 1, 0, 0)], [5, 5, 5])
    assert parts(made) == (("B", "D", "E"), ("A", "C"))
    assert parts(MADE) == (("A", "B", "C"),)


def test_sparse_strata_are_those_with_fewer_than_thirty() -> None:
    few, enough = (table("AB", [(1, 1)], [many], (("year", str(many)),)) for many in (29, 30))
    assert sparse([few, enough]) == (few,)
    assert sparse([few, enough], least=31) == (few, enough)


def test_a_picture_has_the_largest_list_first_and_the_most_frequent_pattern_first() -> None:
    drawn = picture(MADE, most=2)
    assert [row.name for row in drawn.rows] == ["B", "A", "C"]
    assert drawn.columns == (((0,), 20), ((1,), 10))
    assert drawn.hidden == (2, 10)
