"""The quick diagnostics are arviz's, of chains that agree, crawl, disagree or stand still."""

from dataclasses import astuple

import numpy as np
import numpy.typing as npt
import pytest

from chamsae.estimate.latent.chains import diagnosed
from chamsae.estimate.latent.quick import diagnosed_quickly


def chains(kind: str, draws: int) -> npt.NDArray[np.int64]:
    numbers = np.random.default_rng(draws)
    logs = numbers.normal(7.0, 0.2, (16, draws))
    if kind in {"slow", "apart"}:
        for at in range(1, draws):
            logs[:, at] = 7.0 + 0.95 * (logs[:, at - 1] - 7.0) + 0.3 * (logs[:, at] - 7.0)
    if kind == "apart":
        logs[3] += 0.5
    if kind == "turning":
        logs[:, 1::2] = 14.0 - logs[:, ::2][:, : draws // 2]
    if kind == "wide":
        logs[2] = 7.0 + 3.0 * (logs[2] - 7.0)
    found: npt.NDArray[np.int64] = (np.exp(logs) / (200.0 if kind == "few" else 1.0)).astype(np.int64) + 3
    return found


@pytest.mark.parametrize("draws", [41, 200, 1001])
@pytest.mark.parametrize("kind", ["free", "slow", "apart", "turning", "wide", "few"])
def test_every_figure_is_that_of_arviz(kind: str, draws: int) -> None:
    totals = chains(kind, draws)
    assert astuple(diagnosed_quickly(totals, 50)) == pytest.approx(astuple(diagnosed(totals, 50)), rel=1e-9)


def test_chains_that_never_move_agree_only_where_all_are_equal() -> None:
    still = np.full((4, 50), 12, dtype=np.int64)
    assert diagnosed_quickly(still, 12).rhat == 1.0
    apart = still + np.arange(4)[:, None]
    assert diagnosed_quickly(apart, 12).rhat > 1.01
