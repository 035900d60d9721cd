"""The latent-class model: what the compiled code computes is the model."""

import numpy as np
import pytest

from chamsae.errors import InputError
from chamsae.estimate.latent.density import density, height, tree
from chamsae.estimate.latent.lanes import LANES
from chamsae.estimate.latent.model import log_target, problem
from chamsae.estimate.latent.slope import climb, room
from chamsae.estimate.tables import table

SPARSE = table("ABCD", [(1, 1, 0, 0), (0, 1, 0, 1), (1, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)], [3, 1, 40, 22, 31])


def test_the_kernel_has_the_density_and_the_gradient_of_the_model() -> None:
    one = problem(SPARSE, classes=3, prior=(0.7, 2.0))
    place = np.random.default_rng(1).normal(0.0, 1.5, (one.size, LANES))
    to, up = height(one), room(one)
    density(tree(one), place, to)
    climb(tree(one), place, up)
    exact = np.array([log_target(one, place[:, lane]) for lane in range(LANES)])
    np.testing.assert_allclose(to.fit + to.prior - (to.fit[0] + to.prior[0]), exact - exact[0], rtol=1e-9, atol=1e-8)
    nudge = 1e-5 * np.eye(one.size)
    rise = [(log_target(one, place[:, 2] + by) - log_target(one, place[:, 2] - by)) / 2e-5 for by in nudge]
    np.testing.assert_allclose(up.gradient[:, 2], rise, rtol=1e-4, atol=1e-4)


def test_the_gradient_holds_where_to_be_on_no_list_is_all_but_impossible() -> None:
    lists = "ABCDEFGHIJKL"
    most = [tuple(int(at != place) for at in range(12)) for place in range(12)]
    one = problem(table(lists, [(1,) * 12, *most], [900, *range(1, 13)]), classes=3)
    place = np.random.default_rng(2).normal(6.0, 1.0, (one.size, LANES))
    place[-2:] = np.random.default_rng(3).normal(0.0, 1.0, (2, LANES))
    up = room(one)
    climb(tree(one), place, up)
    nudge = 1e-5 * np.eye(one.size)
    rise = [(log_target(one, place[:, 5] + by) - log_target(one, place[:, 5] - by)) / 2e-5 for by in nudge]
    np.testing.assert_allclose(up.gradient[:, 5], rise, rtol=2e-3, atol=2e-3)


def test_a_table_without_persons_is_refused() -> None:
    with pytest.raises(InputError):
        problem(table("AB", [(1, 1)], [0]))
