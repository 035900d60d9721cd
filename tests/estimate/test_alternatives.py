"""The same records under other assumptions: what moves with them, and by how much."""

from itertools import product

import pytest

from chamsae.estimate.alternatives import alternatives, highest
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Role


def _independent(size: int, chances: tuple[float, ...]) -> CaptureTable:
    """The counts that independent lists have on average."""
    cells = {}
    for pattern in product((0, 1), repeat=len(chances)):
        share = 1.0
        for on, chance in zip(pattern, chances, strict=True):
            share *= chance if on else 1 - chance
        cells[pattern] = round(size * share)
    del cells[(0,) * len(chances)]
    return table([f"L{at}" for at in range(len(chances))], list(cells), list(cells.values()))


def test_independent_lists_give_the_truth_and_the_unseen_move_as_the_odds_ratio_does() -> None:
    rich = _independent(10_000_000, (0.4, 0.5, 0.3))
    unseen = {odds: highest(rich, odds=odds).median - rich.n for odds in (0.5, 1.0, 2.0)}
    assert unseen[1.0] == pytest.approx(10_000_000 - rich.n, rel=0.01)
    assert unseen[0.5] == pytest.approx(unseen[1.0] / 2, rel=0.02)
    assert unseen[2.0] == pytest.approx(unseen[1.0] * 2, rel=0.02)


def test_with_four_lists_the_odds_ratio_moves_the_same_way() -> None:
    rich = _independent(10_000_000, (0.4, 0.5, 0.3, 0.45))
    unseen = [highest(rich, odds=odds).median - rich.n for odds in (0.5, 1.0, 2.0)]
    assert unseen == sorted(unseen)
    assert unseen[2] / unseen[1] == pytest.approx(2, rel=0.05)


def test_every_alternative_is_named_and_none_is_an_answer() -> None:
    (drawn,) = populations(DESIGNS["IND4"], seed=1)
    found = dict(alternatives(drawn))
    assert {"nhoi", "nhoi_half", "nhoi_double", "independent:A|B", "independent:C|D"} <= found.keys()
    assert len(found) == 3 + 6
    assert {one.role for one in found.values()} == {Role.SENSITIVITY}
    for one in found.values():
        assert one.low is not None and one.high is not None
        assert one.n <= one.low <= one.median <= one.high


def test_empty_patterns_do_not_carry_the_answer_away() -> None:
    sparse = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)], [40, 30, 50, 6])
    assert sparse.n < highest(sparse).median < 100 * sparse.n


def test_lists_that_share_nobody_have_no_alternative_of_their_own() -> None:
    sparse = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)], [40, 30, 50, 6])
    assert "independent:A|C" not in dict(alternatives(sparse))


def test_two_lists_have_only_their_independence() -> None:
    two = table("AB", [(1, 0), (0, 1), (1, 1)], [40, 30, 10])
    assert [name for name, _ in alternatives(two)] == ["independent:A|B"]
