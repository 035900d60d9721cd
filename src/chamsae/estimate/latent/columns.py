"""Chains of many like problems side by side: the replicates of a stratum in the lanes of the same blocks.

Lanes know nothing of each other: each has a stream, counts and a place of its own, and how long trajectories are is
drawn for all together. So what the chains of a problem do hangs on the chains they follow, and not on which other
problems are there, or go on.
"""

from collections.abc import Sequence

import numpy as np

from chamsae.estimate.latent.density import height, tree
from chamsae.estimate.latent.lanes import LANES
from chamsae.estimate.latent.model import Floats, Ints, Problem, grown
from chamsae.estimate.latent.moves import Rungs, flight, run
from chamsae.estimate.latent.slope import room
from chamsae.estimate.latent.streams import stream
from chamsae.estimate.latent.tempered import Flights, lengths
from chamsae.estimate.pulse import beat

Lane = tuple[int, int]


class Columns:
    """So many chains of each problem, which start where chains of a like one stand, with their step size."""

    def __init__(self, problems: Sequence[Problem], lead: Flights, seed: int, chains: int) -> None:
        """Each problem takes some of the places that `lead` has, others than the next; its lists must be the same."""
        self._trunk, self._counts = _together(problems)
        self._gait, self._step, self.chains = lead.gait, lead.blocks[0].on.steps[0], chains
        self._drawn = np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, lead.blocks[0].key))))
        stand = np.concatenate([block.place for block in lead.blocks], axis=1)[:, : lead.chains]
        self._places, self._words = [], []
        for one in problems:
            numbers = np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, one.key, chains))))
            self._places.append(stand[:, np.resize(numbers.permutation(lead.chains), chains)])
            self._words.append(np.stack([stream(seed, one.key, at) for at in range(chains)], axis=1))
        self._rooms = (height(self._trunk), room(self._trunk), flight(self._trunk.size, self._trunk.classes))

    def run(self, which: Sequence[int], iterations: int) -> Floats:
        """Log of the chance to be documented, for these problems: problems × chains × iterations.

        A problem that is left out of a run has stopped for good: those that go on have all come as far.
        """
        kept = np.empty((len(which) * self.chains, iterations))
        steps = lengths(self._drawn, self._gait, iterations)
        lanes = [(at, chain) for at in which for chain in range(self.chains)]
        for first in range(0, len(lanes), LANES):
            beat()
            some = lanes[first : first + LANES]
            kept[first : first + LANES] = self._block(some, steps)[: len(some)]
        return kept.reshape(len(which), self.chains, iterations)

    def _block(self, lanes: list[Lane], steps: Ints) -> Floats:
        """One block; lanes to spare repeat the last."""
        full = lanes + lanes[-1:] * (LANES - len(lanes))
        place = np.ascontiguousarray(np.stack([self._places[at][:, chain] for at, chain in full], axis=1))
        words = np.ascontiguousarray(np.stack([self._words[at][:, chain] for at, chain in full], axis=1))
        counts = np.ascontiguousarray(self._counts[:, [at for at, _ in full]])
        kept, sums = np.empty((2, LANES, len(steps)))
        on = Rungs(np.ones(1), np.full(1, self._step), np.zeros(LANES, np.int64), np.zeros(1), np.zeros(1))
        run(tree(self._trunk, counts), words, place, *self._rooms, on, steps, self._gait.accepted, 0.0, kept, sums)
        for lane, (at, chain) in enumerate(lanes):
            self._places[at][:, chain], self._words[at][:, chain] = place[:, lane], words[:, lane]
        return kept


def _together(problems: Sequence[Problem]) -> tuple[Problem, Floats]:
    """A problem with the patterns of all, and the counts of each: nodes × problems."""
    rows = np.unique(np.concatenate([one.rows for one in problems]), axis=0)
    all_of = [grown(one, rows) for one in problems]
    return all_of[0], np.stack([one.counts for one in all_of], axis=1)
