"""Priors said as expansion factors: what the range gives, and what the uniform prior says of many lists."""

import pytest

from chamsae.errors import InputError
from chamsae.estimate.priors import UNIFORM, expansion_quantiles, prior_for


@pytest.mark.parametrize(("lists", "low", "high"), [(3, 1.05, 20), (7, 1.05, 20), (24, 1.05, 20), (33, 1.01, 5)])
def test_the_prior_has_the_range_that_was_asked_for(lists: int, low: float, high: float) -> None:
    ends = expansion_quantiles(lists, prior_for(lists, expansion=(low, high)), at=(0.025, 0.975))
    assert [factor for _, factor in ends] == pytest.approx([low, high], rel=0.01)


def test_under_the_uniform_prior_many_lists_miss_nobody() -> None:
    ((_, few),) = expansion_quantiles(3, UNIFORM, at=(0.5,))
    ((_, many),) = expansion_quantiles(24, UNIFORM, at=(0.975,))
    assert few > 1.05
    assert many < 1.000001


@pytest.mark.parametrize("expansion", [(1.0, 5.0), (5.0, 2.0), (0.5, 2.0), (2.0, float("inf")), (float("nan"), 3.0)])
def test_a_range_that_is_none_is_refused(expansion: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="expansion factors"):
        prior_for(4, expansion=expansion)
