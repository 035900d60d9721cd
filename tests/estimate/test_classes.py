"""How many classes the overlaps ask for, beside how many so many lists can tell apart."""

import pytest

from chamsae.estimate.classes import fitted, told_apart
from chamsae.estimate.simulate import DESIGNS, populations


def _asking_for_more(name: str, many: int = 12) -> int:
    return sum(told_apart(one, seed=1).more_needed for one in populations(DESIGNS[name], seed=5, many=many))


@pytest.mark.parametrize("name", ["IND4", "COR4", "AS3b", "MV5"])
def test_designs_that_carry_a_number_seldom_ask_for_more_classes_than_their_lists_tell_apart(name: str) -> None:
    assert _asking_for_more(name) <= 4


@pytest.mark.parametrize("name", ["AS4c", "AS3a"])
def test_designs_with_more_classes_than_half_their_lists_nearly_always_do(name: str) -> None:
    assert _asking_for_more(name) >= 10


def test_one_class_is_the_independent_lists_it_stands_for() -> None:
    (table,) = populations(DESIGNS["IND4"], seed=2, size=200_000)
    one = fitted(table, 1, seed=1)
    assert one.total == pytest.approx(200_000, rel=0.01)
    assert one.chances[0] == pytest.approx(DESIGNS["IND4"].chances[0], abs=0.005)


def test_two_classes_are_found_again_where_there_are_very_many_people() -> None:
    (table,) = populations(DESIGNS["MV5"], seed=2, size=1_000_000)
    two = fitted(table, 2, seed=1)
    assert two.total == pytest.approx(1_000_000, rel=0.02)
    assert sorted(two.shares) == pytest.approx([0.1, 0.9], abs=0.01)


def test_more_classes_never_fit_worse_and_the_same_seed_gives_the_same_fit() -> None:
    (table,) = populations(DESIGNS["AS4c"], seed=4)
    told = told_apart(table, seed=1)
    assert told == told_apart(table, seed=1)
    likelihoods = [fit.likelihood for fit in (*told.fits, told.beyond)]
    assert likelihoods == sorted(likelihoods)
    assert told.most == 2
