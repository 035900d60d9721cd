"""Many lists of next to nobody: named, set aside, and the number that of the lists that carry it."""

import numpy as np
import pytest

from chamsae.estimate.checks import Code, set_aside
from chamsae.estimate.run import Depth, estimate
from chamsae.estimate.tables import table
from chamsae.estimate.words import say
from chamsae.model.estimate import CaptureTable, Grade, Method
from tests.estimate.tables_here import SPINA


def noisy(many: int, size: int = 3) -> CaptureTable:
    """The table with so many lists more, each of a few of the persons who are on others."""
    numbers = np.random.default_rng(many)
    rows = np.repeat(np.array(SPINA.patterns), SPINA.counts, axis=0)
    more = np.zeros((len(rows), many), dtype=int)
    for place in range(many):
        more[numbers.choice(len(rows), size, replace=False), place] = 1
    patterns, counts = np.unique(np.hstack([rows, more]), axis=0, return_counts=True)
    names = [*SPINA.lists, *(f"N{place}" for place in range(many))]
    return table(names, patterns.tolist(), counts.tolist())


@pytest.mark.parametrize("many", [5, 10, 20])
def test_noise_lists_are_named_and_move_nothing(many: int) -> None:
    without = estimate(SPINA, seed=1, depth=Depth.QUICK, method=Method.GRAPHS)
    found = estimate(noisy(many), seed=1, depth=Depth.QUICK, method=Method.GRAPHS)
    assert found.answer is not None and without.answer is not None
    assert (found.answer.low, found.answer.median, found.answer.high) == (
        without.answer.low, without.answer.median, without.answer.high,
    )  # fmt: skip
    (said,) = [one for one in found.findings if one.code == Code.TINY_SET_ASIDE]
    assert said.grade is Grade.WARNING
    assert said.lists == tuple(f"N{place}" for place in range(many))
    assert found.table.lists == noisy(many).lists
    assert "N0" in say(said) and str(len(SPINA.lists)) in say(said)


def test_latent_classes_keep_the_prior_of_the_lists_that_are_left() -> None:
    found = estimate(noisy(10), seed=1, depth=Depth.QUICK)
    assert (found.record.settings["prior_a"], found.record.settings["prior_b"]) == (1.0, 1.0)
    assert found.answer == estimate(SPINA, seed=1, depth=Depth.QUICK).answer


def test_persons_on_such_lists_alone_are_counted_in_the_warning() -> None:
    lonely = noisy(5)
    alone = (0,) * len(SPINA.lists) + (1, 0, 0, 0, 0)
    more = table(lonely.lists, [*lonely.patterns, alone], [*lonely.counts, 1])
    rest, said = set_aside(more)
    assert said is not None and said.numbers["persons"] == 1 and rest.n == more.n - 1


def test_few_lists_and_lists_that_would_leave_two_stay() -> None:
    for kept in (noisy(2), noisy(6, size=30)):
        assert set_aside(kept) == (kept, None)
    two = table("ABCDEFG", [(1, 1, 0, 0, 0, 0, 0), (1, 0, 1, 1, 1, 1, 1), (0, 1, 0, 0, 0, 0, 0)], [9, 2, 30])
    assert set_aside(two)[1] is None
