"""Latent classes for many tables: strata times replicates, over the cores, one after the other in order.

Each table has streams of its own, keyed by the seed and its stratum, so a batch may be cut anywhere and taken up again.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from chamsae.estimate.latent.chains import EFFECTIVE
from chamsae.estimate.latent.choose import DRAWS, Sampler, latent
from chamsae.model.estimate import CaptureTable, Estimate


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
    sampler: Sampler | None = None,
    threads: int = 2,
) -> Iterator[Estimate]:
    """The estimate of each table, in order, as they are ready; each is what `latent` gives for it alone.

    To resume, leave out the tables whose estimates are kept. Raises as `latent` does, at the table that is at fault.
    """

    def one(table: CaptureTable) -> Estimate:
        return latent(
            table, seed=seed, classes=classes, prior=prior, chains=chains, level=level, most_ratio=most_ratio,
            draws=draws, budget=budget, effective=effective, sampler=sampler,
        )  # fmt: skip

    waiting: deque[Future[Estimate]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for table in tables:
                waiting.append(pool.submit(one, table))
                if len(waiting) > 4 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()
