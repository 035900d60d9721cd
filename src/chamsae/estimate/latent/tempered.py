"""Chains that move side by side on Hamiltonian trajectories, alone or as rungs of a ladder of temperatures.

At heat t the likelihood is raised to the power t, counts unrounded: hot rungs cross between modes that chains at heat 1
never leave, and hand what they found down. While warming up, step sizes follow what is accepted, and the heats are
spread so that every pair of neighbours exchanges equally often (Syed et al. 2022).
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise

import numpy as np

from chamsae.estimate.latent.density import height, tree
from chamsae.estimate.latent.lanes import LANES
from chamsae.estimate.latent.model import Floats, Ints, Problem
from chamsae.estimate.latent.moves import Gait, Rungs, flight, run
from chamsae.estimate.latent.slope import room
from chamsae.estimate.latent.streams import stream
from chamsae.estimate.pulse import beat

#: How single tables are walked; of many tables those that are easy, and those that are not.
FAR, BRISK, STEADY = (Gait(longest=most, accepted=share) for most, share in ((32, 0.7), (16, 0.85), (32, 0.85)))
#: Heat of the last rung: flat enough that modes melt.
HOTTEST = 0.05
#: Iterations between two looks at the clock, the user and the other chains.
STRETCH = 250
#: Step sizes follow what is accepted so fast in the first half of warming up, and in the second.
FAST, SLOW = 0.1, 0.03
#: Rejection added to every pair of neighbours, so that no gap of the ladder grows without bound.
LEAST_GAP = 0.02


class Flights:
    """Chains of one problem in blocks of LANES; with rungs, a chain is the lane of its ladder that is at heat 1."""

    def __init__(
        self, one: Problem, seed: int, chains: int, *, rungs: int = 1, threads: int = 1, gait: Gait = FAR
    ) -> None:
        """Chains that start at draws from the prior of the chances, with sticks of all lengths."""
        self.chains, self.rungs, self.threads, self.gait = chains, rungs, threads, gait
        self.blocks = [_Block(one, seed, at, rungs, gait) for at in range(-(-chains * rungs // LANES))]
        #: What the sticks came to at each iteration of the last run: chains × iterations.
        self.sums = np.empty((chains, 0))

    def walk(self, gait: Gait) -> None:
        """Go on so from where the chains stand; steps have to be found anew."""
        self.gait = gait
        for block in self.blocks:
            block.gait = gait

    def follow(self, one: Problem, seed: int) -> "Flights":
        """Chains of a like problem that start where these stand, with their step sizes and heats."""
        others = Flights(one, seed, self.chains, rungs=self.rungs, threads=self.threads, gait=self.gait)
        for block, other in zip(self.blocks, others.blocks, strict=True):
            other.place[:] = block.place
            for mine, theirs in zip(other.on[:3], block.on[:3], strict=True):
                mine[:] = theirs
        return others

    def warm(self, iterations: int) -> None:
        """Leave the start behind; find step sizes and, with rungs, heats."""
        marks = np.linspace(0, iterations, 5).astype(int)
        for quarter, (begin, end) in enumerate(pairwise(marks)):
            self._all(int(end - begin), FAST if quarter < 2 else SLOW)
            if self.rungs > 1 and quarter < 3:
                self._spread()

    def run(self, iterations: int) -> Floats:
        """Log of the chance that a person is documented: chains × iterations."""
        return self._all(iterations, 0.0)

    def exchanged(self) -> float:
        """Least share of exchanges made between two neighbouring rungs; 1 without rungs."""
        return float(self._shares().min()) if self.rungs > 1 else 1.0

    def _all(self, iterations: int, adapt: float) -> Floats:
        kept = [np.empty((2, self.chains, 0))]
        with _over(min(self.threads, len(self.blocks))) as each:
            for begin in range(0, iterations, STRETCH):
                beat()
                count = min(STRETCH, iterations - begin)
                rows = each(lambda block, count=count: block.run(count, adapt), self.blocks)
                kept.append(np.concatenate(list(rows), axis=1)[:, : self.chains])
        logs: Floats
        logs, self.sums = np.concatenate(kept, axis=2)
        return logs

    def _shares(self) -> Floats:
        """Share of exchanges made by each pair of neighbours, in all blocks."""
        made, tried = sum(block.on.made for block in self.blocks), sum(block.on.tried for block in self.blocks)
        shares: Floats = (made / np.maximum(tried, 1.0))[:-1]
        return shares

    def _spread(self) -> None:
        """Heats anew, so that neighbours reject equally often; the step sizes go with the heats."""
        on = self.blocks[0].on
        way = np.concatenate(([0.0], np.cumsum(1.0 - self._shares() + LEAST_GAP)))
        logs = -np.log(on.heats)
        new = np.interp(np.linspace(0.0, way[-1], self.rungs), way, logs)
        for block in self.blocks:
            block.on.steps[:] = np.interp(new, logs, block.on.steps)
            block.on.heats[:] = np.exp(-new)
            block.on.made[:] = block.on.tried[:] = 0.0


def lengths(numbers: np.random.Generator, gait: Gait, many: int) -> Ints:
    """Steps of so many trajectories."""
    return numbers.integers(gait.longest // 2 + 1, gait.longest + 1, many)


@contextmanager
def _over(threads: int) -> Iterator[Callable[..., Iterable[Floats]]]:
    """`map`, over so many threads."""
    if threads == 1:
        yield map
        return
    with ThreadPoolExecutor(threads) as pool:
        yield pool.map


class _Block:
    """LANES chains or rungs in one array, with a stream for each lane."""

    def __init__(self, one: Problem, seed: int, at: int, rungs: int, gait: Gait) -> None:
        lanes = [stream(seed, one.key, at * LANES + lane) for lane in range(LANES)]
        self.words = np.ascontiguousarray(np.stack(lanes, axis=1))
        self.key = one.key
        self.numbers = np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, one.key, at, LANES))))
        a, b = one.prior
        chances = self.numbers.beta(a, b, (one.lists * one.classes, LANES)).clip(1e-6, 1 - 1e-6)
        sticks = self.numbers.normal(0.0, 1.5, (one.classes - 1, LANES))
        self.place = np.concatenate([np.log(chances / (1.0 - chances)), sticks])
        self.rungs, self.tree, self.gait = rungs, tree(one), gait
        self.height, self.room = height(one), room(one)
        self.flight = flight(one.size, one.classes)
        heats = np.geomspace(1.0, HOTTEST, rungs) if rungs > 1 else np.ones(1)
        of = np.arange(LANES, dtype=np.int64) % rungs
        self.on = Rungs(heats, np.full(rungs, 0.2), of, np.zeros(rungs), np.zeros(rungs))

    def run(self, iterations: int, adapt: float) -> Floats:
        kept = np.empty((2, LANES // self.rungs, iterations))
        steps = lengths(self.numbers, self.gait, iterations)
        rooms = (self.height, self.room, self.flight)
        run(self.tree, self.words, self.place, *rooms, self.on, steps, self.gait.accepted, adapt, kept[0], kept[1])
        return kept
