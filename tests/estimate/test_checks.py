"""What is said of lists before anything is estimated: each failure mode by its code and grade."""

from itertools import product

import pytest

from chamsae.estimate.checks import Code, findings
from chamsae.estimate.tables import from_rows, table
from chamsae.model.estimate import CaptureTable, Finding, Grade

REFUSAL, WARNING, NOTE = Grade
#: Three lists of some hundred persons that overlap as they should.
GOOD: dict[tuple[int, ...], int] = {
    (1, 1, 1): 20, (1, 1, 0): 40, (1, 0, 1): 41, (0, 1, 1): 38, (1, 0, 0): 90, (0, 1, 0): 95, (0, 0, 1): 88,
}  # fmt: skip


def made(cells: dict[tuple[int, ...], int]) -> CaptureTable:
    return table("ABCDEFGHIJKLMN"[: len(next(iter(cells)))], list(cells), list(cells.values()))


def wider(*more: tuple[tuple[int, ...], int], lists: int = 4) -> dict[tuple[int, ...], int]:
    """The good table with empty lists beside it, and further cells."""
    return {**{(*key, *(0,) * (lists - 3)): count for key, count in GOOD.items()}, **dict(more)}


def independent(lists: int, chance: float, persons: int) -> dict[tuple[int, ...], int]:
    cells = {}
    for pattern in product((0, 1), repeat=lists):
        marked = sum(pattern)
        count = round(persons * chance**marked * (1 - chance) ** (lists - marked))
        if marked and count:
            cells[pattern] = count
    return cells


def test_lists_that_overlap_as_they_should_have_no_findings() -> None:
    assert findings(made(GOOD)) == ()


@pytest.mark.parametrize(
    ("cells", "code", "grade", "lists"),
    [
        ({(1,): 500}, Code.ONE_LIST, REFUSAL, ("A",)),
        ({(1, 0, 0): 500}, Code.ONE_LIST, REFUSAL, ("A",)),
        ({(1, 0): 80, (0, 1): 30, (1, 1): 20}, Code.TWO_LISTS, REFUSAL, ("A", "B")),
        ({(1, 0, 0): 80, (0, 1, 0): 30, (1, 1, 0): 20}, Code.TWO_LISTS, REFUSAL, ("A", "B")),
        ({(1, 0): 80, (0, 1): 30}, Code.NO_OVERLAP, REFUSAL, ("A", "B")),
        ({(1, 0, 0): 100, (0, 1, 0): 100, (0, 0, 1): 100}, Code.NO_OVERLAP, REFUSAL, ("A", "B", "C")),
        ({(1, 0, 0): 50_000, (0, 1, 0): 50_000, (0, 0, 1): 50_000}, Code.NO_OVERLAP, REFUSAL, ("A", "B", "C")),
        ({(1, 0, 0): 250_000, (0, 1, 0): 250_000, (0, 0, 1): 250_000, (1, 1, 0): 40}, Code.FEW_OVERLAPS, REFUSAL, ()),
        ({(1, 0, 0): 20, (0, 1, 0): 20, (0, 0, 1): 20, (1, 1, 0): 2}, Code.FEW_OVERLAPS, REFUSAL, ()),
        ({(1, 0, 0): 20, (0, 1, 0): 20, (0, 0, 1): 20, (1, 1, 0): 3, (0, 1, 1): 3}, Code.FEW_OVERLAPS, WARNING, ()),
        ({(1, 1, 0): 5, (1, 0, 0): 6, (0, 1, 1): 6, (0, 0, 1): 6, (1, 0, 1): 6}, Code.TOO_FEW, REFUSAL, ()),
        ({(1, 1, 1): 60}, Code.ALL_ON_ALL, REFUSAL, ("A", "B", "C")),
        ({(1, 1, 1): 20, (1, 1, 0): 50, (1, 0, 1): 50, (1, 0, 0): 90}, Code.LIST_HAS_EVERYBODY, REFUSAL, ("A",)),
        ({(1, 1, 0): 50, (1, 0, 1): 30, (1, 0, 0): 90, (0, 0, 1): 40}, Code.LIST_INSIDE, WARNING, ("B", "A")),
        (wider(((1, 0, 0, 1), 25)), Code.LIST_INSIDE, WARNING, ("D", "A")),
        ({(1, 1, 0): 200, (1, 0, 0): 5, (0, 0, 1): 90, (1, 1, 1): 40, (0, 1, 0): 4}, Code.COPIES, WARNING, ("A", "B")),
        ({(1, 1, 0): 200, (0, 0, 1): 90, (1, 1, 1): 40}, Code.COPIES, WARNING, ("A", "B")),
        ({(1, 1, 0): 40, (1, 0, 0): 60, (0, 1, 0): 60, (0, 0, 1): 90}, Code.DISCONNECTED, WARNING, ("C",)),
        ({(1, 1, 0): 20, (1, 0, 0): 60, (0, 1, 0): 60, (0, 0, 1): 5}, Code.DISCONNECTED, NOTE, ("C",)),
        ({**GOOD, (1, 0, 0): 6000, (0, 1, 1): 8, (0, 1, 0): 9}, Code.DOMINATING_LIST, WARNING, ("A",)),
        (wider(((1, 0, 0, 1), 1), ((0, 0, 0, 1), 2)), Code.TINY_LISTS, WARNING, ("D",)),
        ({(1, 0, 0): 90, (0, 1, 0): 90, (1, 1, 0): 40, (0, 1, 1): 3}, Code.TINY_LISTS, WARNING, ("C",)),
        ({**GOOD, (1, 0, 0): 900, (0, 1, 0): 900, (0, 0, 1): 900}, Code.SINGLETONS, WARNING, ()),
        ({**GOOD, (1, 1, 0): 0, (1, 1, 1): 2}, Code.LISTS_AVOID, NOTE, ("A", "B")),
        (dict.fromkeys(GOOD, 25), Code.EVEN_COUNTS, WARNING, ()),
        (wider(), Code.EMPTY_LISTS, NOTE, ("D",)),
        (independent(7, 0.2, 5000), Code.MANY_LISTS, NOTE, ()),
        (independent(10, 0.2, 20_000), Code.MANY_LISTS, WARNING, ()),
        ({key: 25_000 * count for key, count in GOOD.items()}, Code.MANY_PERSONS, NOTE, ()),
    ],
)
def test_each_failure_mode_is_found(
    cells: dict[tuple[int, ...], int], code: Code, grade: Grade, lists: tuple[str, ...]
) -> None:
    assert (code, grade, lists) in [(one.code, one.grade, one.lists) for one in findings(made(cells))]


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({(1, 1, 0): 50, (1, 0, 1): 30, (1, 0, 0): 90, (0, 0, 1): 40}, ("A", "C")),  # B is inside A
        ({(1, 1, 0): 200, (0, 0, 1): 90, (1, 1, 1): 40}, ("A", "C")),  # B is A again
        ({(1, 0, 0): 90, (0, 1, 0): 90, (1, 1, 0): 40, (0, 1, 1): 3}, ("A", "B")),  # C has three persons
    ],
)
def test_two_lists_are_not_taken_for_three(cells: dict[tuple[int, ...], int], left: tuple[str, ...]) -> None:
    refused = [one for one in findings(made(cells)) if one.grade is REFUSAL]
    assert [(one.code, one.lists, one.numbers) for one in refused] == [(Code.FEW_LISTS_LEFT, left, {"left": 2})]


def test_a_fourth_list_that_says_nothing_of_its_own_refuses_nothing() -> None:
    assert {one.grade for one in findings(made(wider(((1, 0, 0, 1), 25))))} == {WARNING}


def test_nobody_at_all_is_refused_and_nothing_else_is_said() -> None:
    assert findings(table("ABC", [], [])) == (Finding(code="nobody", grade=REFUSAL),)


def test_refusals_come_before_warnings_and_these_before_notes() -> None:
    found = findings(made({(1, 0, 0, 0): 14, (0, 1, 0, 0): 9, (1, 1, 0, 0): 2, (0, 1, 1, 0): 3}))
    grades = [one.grade for one in found]
    assert {REFUSAL, WARNING, NOTE} == set(grades)
    assert grades == sorted(grades, key=list(Grade).index)


def test_lists_of_three_random_persons_are_named_and_refuse_nothing() -> None:
    cells: dict[tuple[int, ...], int] = {(*key, 0, 0, 0, 0, 0): 9 * count for key, count in GOOD.items()}
    for at in range(5):
        for pattern in ((1, 0, 0), (0, 1, 1), (0, 0, 1)):
            noisy = [*pattern, 0, 0, 0, 0, 0]
            noisy[3 + at] = 1
            cells[tuple(noisy)] = 1
    found = findings(made(cells))
    (tiny,) = [one for one in found if one.code == Code.TINY_LISTS]
    assert tiny.lists == ("D", "E", "F", "G", "H")
    assert tiny.numbers == {"least": 5, "without": 8.0, "all": 256.0}
    assert {one.grade for one in found} == {WARNING, NOTE}


def test_a_part_that_shares_nobody_is_told_with_what_chance_would_give() -> None:
    found = findings(made({(1, 1, 0): 40, (1, 0, 0): 60, (0, 1, 0): 60, (0, 0, 1): 90}))
    (apart,) = [one for one in found if one.code == Code.DISCONNECTED]
    assert apart.numbers["persons"] == 90
    assert apart.numbers["expected"] == pytest.approx(90 * 160 / (100 * 100 / 40))


def test_a_list_inside_two_others_is_told_of_the_smaller() -> None:
    cells = wider(((1, 0, 1, 1), 25))
    (inside,) = [one for one in findings(made(cells)) if one.code == Code.LIST_INSIDE]
    assert inside.lists == ("D", "C")


def test_ten_million_rows_of_persons_are_no_other_case_than_their_patterns() -> None:
    few = [key for key, count in GOOD.items() for _ in range(count)]
    found = findings(from_rows("ABC", few))
    assert found == ()
    assert [one.code for one in findings(made({key: 30_000 * count for key, count in GOOD.items()}))] == [
        Code.MANY_PERSONS
    ]
