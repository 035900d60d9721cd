"""Populations of a stated design: of the stated size and chances, and the same for the same seed."""

import numpy as np
import pytest

from chamsae.errors import InputError
from chamsae.estimate.simulate import DESIGNS, Design, cells, populations


@pytest.mark.parametrize("name", DESIGNS)
def test_every_design_has_chances_that_add_up_and_lists_that_are_named(name: str) -> None:
    design = DESIGNS[name]
    seen, chances = cells(design)
    assert chances.sum() == pytest.approx(1)
    assert seen.shape == (2 ** len(design.lists), len(design.lists))
    assert not seen[0].any()


def test_persons_on_lists_are_as_many_as_the_design_says() -> None:
    design = DESIGNS["MV5"]
    drawn = list(populations(design, seed=3, many=60))
    _, chances = cells(design)
    expected = 2000 * (1 - chances[0])
    assert np.mean([one.n for one in drawn]) == pytest.approx(expected, abs=4 * np.sqrt(expected * chances[0] / 60))
    shares = np.array(design.shares) @ np.array(design.chances)
    assert np.mean([one.sizes for one in drawn], axis=0) == pytest.approx(2000 * shares, rel=0.05)


def test_two_lists_that_lean_the_same_way_share_more_than_chance() -> None:
    together = np.mean([_odds(one.patterns, one.counts) for one in populations(DESIGNS["COR4"], seed=1, many=20)])
    assert together > 1.5


def test_a_population_is_the_same_whether_few_or_many_were_asked_for() -> None:
    few, many = (list(populations(DESIGNS["IND4"], seed=9, many=much)) for much in (3, 8))
    assert few == many[:3]
    assert many[0].counts != many[1].counts
    assert next(populations(DESIGNS["IND4"], seed=10)) != few[0]


@pytest.mark.parametrize(
    "design",
    [
        Design(name="x", shares=(0.5, 0.4), chances=((0.1, 0.2), (0.3, 0.4))),
        Design(name="x", shares=(1.0,), chances=((0.1, 1.2),)),
        Design(name="x", shares=(0.5, 0.5), chances=((0.1, 0.2), (0.3,))),
        Design(name="x", shares=(1.0,), chances=((0.1,) * 21,)),
    ],
)
def test_a_design_that_cannot_be_is_refused(design: Design) -> None:
    with pytest.raises(InputError, match="design x"):
        next(populations(design, seed=1))


def _odds(patterns: tuple[tuple[int, ...], ...], counts: tuple[int, ...]) -> float:
    """The odds ratio of the first two lists among the persons on the third."""
    cell = np.zeros((2, 2))
    for pattern, count in zip(patterns, counts, strict=True):
        if pattern[2]:
            cell[pattern[0], pattern[1]] += count
    return float(cell[1, 1] * cell[0, 0] / (cell[0, 1] * cell[1, 0]))
