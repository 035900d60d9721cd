"""Latent classes of one table."""

from chamsae.estimate.latent import latent
from chamsae.estimate.tables import table


def test_the_same_seed_gives_the_same_result_on_one_core_or_two() -> None:
    lists = table(
        "ABC",
        [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)],
        [9, 20, 25, 18, 60, 50, 70],
    )
    once = latent(lists, seed=3, classes=2, chains=4, budget=3000)
    again = latent(lists, seed=3, classes=2, chains=4, budget=3000, threads=2)
    assert once == again
    assert once != latent(lists, seed=4, classes=2, chains=4, budget=3000)
