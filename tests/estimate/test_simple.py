"""Two lists by Chapman's formula, and floors by Chao's."""

import pytest
from hypothesis import given

from chamsae.errors import InputError
from chamsae.estimate.simple import chao, chapman, chapman_pairs
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Role
from tests.estimate.tables_here import ONLY_TWO_OVERLAP, SPINA, counted, full_tables, orders, relabelled


def test_chapman_is_worked_as_printed() -> None:
    # 200 on one list, 100 on the other, 50 on both: 201 * 101 / 51 - 1, and Seber's variance.
    found = chapman(counted([50, 150, 50], ["A", "B"]))
    assert found.median == pytest.approx(201 * 101 / 51 - 1)
    assert found.models[0].error == pytest.approx((201 * 101 * 150 * 50 / (51**2 * 52)) ** 0.5)
    assert found.role is Role.ANSWER
    assert found.n == 250


def test_the_interval_never_goes_under_those_known() -> None:
    found = chapman(counted([1, 2, 60], ["A", "B"]))
    assert found.low is not None
    assert found.high is not None
    assert found.n <= found.low <= found.median <= found.high


def test_every_pair_of_more_lists_is_only_a_comparison() -> None:
    found = chapman_pairs(ONLY_TWO_OVERLAP)
    assert [round(one.median) for one in found] == [247, 986, 776]
    assert {one.role for one in found} == {Role.SENSITIVITY}
    assert found[0].model == "A, B"


def test_chapman_wants_exactly_two_lists_of_the_table() -> None:
    for pair in (None, ("A", "A"), ("A", "X")):
        with pytest.raises(InputError, match="two"):
            chapman(SPINA, pair=pair)


def test_chaos_floor_for_lists_alike_or_not_is_that_of_the_log_linear_model() -> None:
    found = chao(SPINA)
    assert found.role is Role.FLOOR
    assert found.median == pytest.approx(763.8879, abs=1e-4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.median < found.high


def test_chaos_formula_stands_beside_it_with_and_without_the_number_of_lists() -> None:
    once, twice = 356, 258
    plain = 626 + once * (once - 1) / (2 * (twice + 1))
    by_name = {model.terms: model for model in chao(SPINA).models}
    assert by_name["Chao 1987"].total == pytest.approx(plain)
    assert by_name["Chao 1987, so many lists"].total == pytest.approx(626 + (plain - 626) * 2 / 3)


def test_without_anybody_on_two_lists_the_floor_is_the_corrected_formula() -> None:
    found = chao(counted([10, 10, 0, 10, 0, 0, 0]))
    assert found.median == pytest.approx(30 + 2 / 3 * 30 * 29 / 2)
    assert found.low is not None
    assert found.low >= 30


def test_a_table_of_many_lists_still_has_a_floor() -> None:
    many = 20
    one = [[int(at == place) for at in range(many)] for place in range(many)]
    two = [[int(at in {place, place + 1}) for at in range(many)] for place in range(many - 1)]
    found = chao(table([f"L{at}" for at in range(many)], one + two, [9] * len(one) + [2] * len(two)))
    assert found.median == pytest.approx(218 + 0.95 * 180 * 179 / (2 * 39))


def test_one_list_has_no_floor() -> None:
    with pytest.raises(InputError, match="two lists"):
        chao(counted([12], ["A"]))


@given(full_tables(3), orders(3))
def test_the_order_of_lists_changes_no_floor(one: CaptureTable, order: tuple[int, ...]) -> None:
    assert chao(relabelled(one, order)).median == pytest.approx(chao(one).median, rel=1e-6)
