"""Every decomposable graph over three to six lists: 8, 61, 822 and 18,154 of them, with their cliques and separators.

Maximum cardinality search tells whether a graph is decomposable, and its order gives the cliques (Tarjan and Yannakakis
1984; Blair and Peyton 1993).
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from chamsae.estimate.loglinear_fit import Floats

Lists = int  # a set of lists as bits, the first list the lowest


@dataclass(frozen=True, slots=True)
class Graphs:
    """Decomposable graphs: the cliques of each, and how often each set of lists counts in it.

    `shares` is graphs x sets of lists: one for each clique, minus one for each separator; the empty set (0) separates
    parts that nothing joins.
    """

    cliques: tuple[tuple[Lists, ...], ...]
    shares: Floats

    def without_saturated(self) -> "Graphs":
        """All but the graph in which every list is joined to every other, which is the last."""
        return Graphs(self.cliques[:-1], self.shares[:-1])

    def saturated(self) -> "Graphs":
        """That graph alone."""
        return Graphs(self.cliques[-1:], self.shares[-1:])


@lru_cache(maxsize=4)
def decomposable(lists: int) -> Graphs:
    """All decomposable graphs over so many lists, those of fewer edges first."""
    edges = list(combinations(range(lists), 2))
    found = []
    for chosen in sorted(range(1 << len(edges)), key=lambda bits: (bits.bit_count(), bits)):
        joined = [edge for at, edge in enumerate(edges) if chosen >> at & 1]
        parts = cliques_and_separators(lists, joined)
        if parts is not None:
            found.append(parts)
    shares = np.zeros((len(found), 1 << lists))
    for at, (cliques, separators) in enumerate(found):
        np.add.at(shares[at], list(cliques), 1.0)
        np.subtract.at(shares[at], list(separators), 1.0)
    return Graphs(tuple(cliques for cliques, _ in found), shares)


def cliques_and_separators(
    lists: int, edges: list[tuple[int, int]]
) -> tuple[tuple[Lists, ...], tuple[Lists, ...]] | None:
    """The largest cliques of a graph and what separates them, or None where it is not decomposable."""
    near = [0] * lists
    for one, two in edges:
        near[one] |= 1 << two
        near[two] |= 1 << one
    cliques: list[Lists] = []
    separators: list[Lists] = []
    visited, before = 0, -1
    for _ in range(lists):
        here = max(
            (at for at in range(lists) if not visited >> at & 1), key=lambda at: (near[at] & visited).bit_count()
        )
        known = near[here] & visited
        if any(known & ~near[at] != 1 << at for at in range(lists) if known >> at & 1):
            return None
        if known.bit_count() > before and cliques:
            cliques[-1] |= 1 << here
        else:
            separators += [known] if cliques else []
            cliques.append(known | 1 << here)
        visited, before = visited | 1 << here, known.bit_count()
    return tuple(cliques), tuple(separators)
