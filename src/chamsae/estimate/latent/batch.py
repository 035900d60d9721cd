"""Latent classes for many tables: strata times replicates, over the cores, one stratum after the other in order.

Each table has streams of its own, keyed by the seed and its stratum, and the replicates of a stratum hang on its first
one alone; so a batch may be cut anywhere and taken up again, and gives the same on one core or two.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby

from chamsae.estimate.batch import REPLICATE
from chamsae.estimate.latent.chains import EFFECTIVE
from chamsae.estimate.latent.choose import DRAWS, Wish
from chamsae.estimate.latent.replicates import Replicates
from chamsae.model.estimate import CaptureTable, Estimate

#: What is kept of a table from a run before, if anything.
Kept = Callable[[CaptureTable], Estimate | None]


def latent_batch(
    tables: Iterable[CaptureTable],
    *,
    seed: int,
    classes: int | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
    chains: int = 16,
    level: float = 0.95,
    most_ratio: float | None = None,
    draws: int = DRAWS,
    budget: int | None = None,
    effective: float = EFFECTIVE,
    threads: int = 2,
    kept: Kept | None = None,
) -> Iterator[Estimate]:
    """The estimate of each table, in order, as they are ready: what `latent` gives for it, within Monte Carlo error.

    Tables that follow each other and differ in the `replicate` of their stratum alone are taken together: chains of all
    start where those of the first ended, half as many, and it is of these that R-hat and effective draws are asked.
    What `kept` gives is not computed again; the first of a stratum is, where another is missing. Raises as `latent`
    does, at the table that is at fault.
    """
    wish = Wish(
        seed=seed, chains=chains, most_ratio=most_ratio, budget=budget, effective=effective, threads=1, level=level,
        draws=draws,
    )  # fmt: skip

    def stratum(group: list[CaptureTable]) -> list[Estimate]:
        before = [kept(table) if kept else None for table in group]
        if all(before):
            return [one for one in before if one]
        together = Replicates(group[0], wish, classes=classes, prior=prior)
        rest = list(zip(group[1:], before[1:], strict=True))
        fresh = iter(together.following([table for table, held in rest if not held]))
        return [together.first, *(held or next(fresh) for _, held in rest)]

    waiting: deque[Future[list[Estimate]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for _, group in groupby(tables, key=of_stratum):
                waiting.append(pool.submit(stratum, list(group)))
                if len(waiting) > 2 * threads:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()


def of_stratum(table: CaptureTable) -> tuple[tuple[str, str], ...]:
    """The stratum without what tells its replicates apart."""
    return tuple(part for part in table.stratum if part[0] != REPLICATE)
