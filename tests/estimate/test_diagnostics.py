"""Runs that try an answer: on which parts of a table they are made, and what becomes of one that cannot be made."""

import pytest

from chamsae.errors import InputError
from chamsae.estimate.classes import told_apart
from chamsae.estimate.diagnostics import can_be_asked, leaving_out, ratio, rehearsed, unseen_moved, withheld, within
from chamsae.estimate.simple import chapman
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Estimate, Method, Role
from tests.estimate.tables_here import ONLY_TWO_OVERLAP, SPINA


def two_first(one: CaptureTable, seed: int) -> Estimate:
    """Chapman's estimate of the first two lists, which has no total where these share nobody."""
    first, second = one.lists[:2]
    if not any(pattern[0] and pattern[1] for pattern in one.patterns):
        raise InputError("these share nobody")
    return chapman(one, pair=(first, second))


def silent(_: str) -> None:
    """Say nothing."""


def test_within_a_list_its_persons_are_as_the_others_saw_them() -> None:
    one = table("ABC", [(1, 1, 1), (1, 1, 0), (1, 0, 1), (1, 0, 0), (0, 1, 1)], [3, 5, 7, 11, 13])
    size, inside = within(one, "A")
    assert size == 26
    assert inside == table("BC", [(1, 1), (1, 0), (0, 1)], [3, 5, 7])


def test_each_list_is_left_out_in_turn_and_a_trial_is_no_answer() -> None:
    found = dict(leaving_out(SPINA, two_first, seed=1, told=silent))
    assert list(found) == list(SPINA.lists)
    assert {one.role for one in found.values()} == {Role.SENSITIVITY}
    assert all(not one.draws for one in found.values())


def test_a_trial_that_a_method_cannot_make_is_left_out() -> None:
    assert [name for name, _ in leaving_out(ONLY_TWO_OVERLAP, two_first, seed=1, told=silent)] == [
        name for name in ONLY_TWO_OVERLAP.lists if _still_overlap(name)
    ]

    def endless(one: CaptureTable, seed: int) -> Estimate:
        return Estimate(method=Method.LOGLINEAR, n=one.n, median=float("inf"))

    assert not list(leaving_out(SPINA, endless, seed=1, told=silent))
    assert not list(withheld(SPINA, endless, seed=1, told=silent))


def _still_overlap(name: str) -> bool:
    return any(sum(bit for at, bit in enumerate(pattern) if ONLY_TWO_OVERLAP.lists[at] != name) > 1
               for pattern in ONLY_TWO_OVERLAP.patterns)  # fmt: skip


def test_people_made_after_the_fitted_classes_have_the_known_sizes() -> None:
    (drawn,) = populations(DESIGNS["IND4"], seed=3)
    best = told_apart(drawn, seed=1).best
    found = list(rehearsed(drawn, two_first, best, seed=1))
    assert [(name, size) for name, size, _ in found] == list(zip(drawn.lists, drawn.sizes, strict=True))
    for _, size, one in found:
        assert one.median == pytest.approx(size, rel=0.5)  # independent lists: the check holds where it should


def test_a_table_without_overlap_or_of_few_is_not_asked() -> None:
    assert not can_be_asked(table("AB", [(1, 0), (0, 1)], [50, 50]))
    assert not can_be_asked(table("AB", [(1, 0), (1, 1)], [3, 3]))
    assert can_be_asked(SPINA)


def test_movement_is_measured_in_halves_of_the_interval() -> None:
    def of(median: float) -> Estimate:
        return Estimate(method=Method.CHAO, n=100, median=median, low=150, high=300)

    assert unseen_moved(of(200), of(300)) == pytest.approx(1)
    assert unseen_moved(of(200), of(175)) == pytest.approx(0.5)
    assert ratio([of(200), of(100), of(300)]) == pytest.approx(3)
    assert ratio([]) == 1
